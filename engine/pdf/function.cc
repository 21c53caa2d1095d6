#include "engine/pdf/function.h"

#include <algorithm>
#include <cmath>

#include "engine/pdf/function_program.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t kMostNumbers = 1u << 16;
constexpr std::size_t kMostSamples = 1u << 20;
constexpr std::size_t kMostInputs = 8;
constexpr int kMostDepth = 8;

double cut(double value, const std::vector<double>& bounds, std::size_t i) {
  if (2 * i + 1 >= bounds.size() || !(bounds[2 * i] <= bounds[2 * i + 1])) {
    return value;
  }
  return std::clamp(value, bounds[2 * i], bounds[2 * i + 1]);
}

double mapped(double x, double from, double to, double new_from, double new_to) {
  return to == from ? new_from : new_from + (x - from) * (new_to - new_from) / (to - from);
}

/// Type 0: a table, read between its entries.
struct Sampled : Function {
  std::vector<std::size_t> size;
  std::vector<double> encode, decode;
  std::vector<float> samples;  // 0 … 1

  void work_out(const std::vector<double>& in, std::vector<double>& out) const override {
    const std::size_t m = in.size();
    std::vector<std::size_t> low(m);
    std::vector<double> part(m);
    for (std::size_t i = 0; i < m; ++i) {
      const double most = static_cast<double>(size[i] - 1);
      const double e = std::clamp(
          mapped(in[i], domain[2 * i], domain[2 * i + 1], encode[2 * i], encode[2 * i + 1]),
          0.0,
          most);
      low[i] = static_cast<std::size_t>(std::min(std::floor(e), std::max(0.0, most - 1)));
      part[i] = e - static_cast<double>(low[i]);
    }
    for (std::size_t corner = 0; corner < (std::size_t{1} << m); ++corner) {
      double weight = 1;
      std::size_t at = 0, stride = 1;
      for (std::size_t i = 0; i < m; ++i) {
        const bool high = (corner >> i & 1) != 0;
        weight *= high ? part[i] : 1 - part[i];
        at += stride * std::min(low[i] + (high ? 1 : 0), size[i] - 1);
        stride *= size[i];
      }
      for (std::size_t j = 0; weight > 0 && j < out.size(); ++j) {
        out[j] += weight * static_cast<double>(samples[at * out.size() + j]);
      }
    }
    for (std::size_t j = 0; j < out.size(); ++j) {
      out[j] = mapped(out[j], 0, 1, decode[2 * j], decode[2 * j + 1]);
    }
  }
};

/// Type 2: from C0 to C1.
struct Exponential : Function {
  std::vector<double> from, to;
  double exponent = 1;

  void work_out(const std::vector<double>& in, std::vector<double>& out) const override {
    const double share = exponent == 1 ? in[0] : std::pow(std::max(0.0, in[0]), exponent);
    for (std::size_t j = 0; j < out.size(); ++j) {
      out[j] = from[j] + (std::isfinite(share) ? share : 0) * (to[j] - from[j]);
    }
  }
};

/// Type 3: one function after the other.
struct Stitched : Function {
  std::vector<std::shared_ptr<const Function>> parts;
  std::vector<double> bounds, encode;

  void work_out(const std::vector<double>& in, std::vector<double>& out) const override {
    std::size_t k = 0;
    while (k < bounds.size() && in[0] >= bounds[k]) {
      ++k;
    }
    const double from = k == 0 ? domain[0] : bounds[k - 1];
    const double to = k == bounds.size() ? domain[1] : bounds[k];
    out = (*parts[k])({mapped(in[0], from, to, encode[2 * k], encode[2 * k + 1])});
  }
};

/// An array of functions, one for each component.
struct Side : Function {
  std::vector<std::shared_ptr<const Function>> parts;

  void work_out(const std::vector<double>& in, std::vector<double>& out) const override {
    for (std::size_t j = 0; j < parts.size(); ++j) {
      out[j] = (*parts[j])(in)[0];
    }
  }
};

/// Type 4.
struct Calculator : Function {
  std::shared_ptr<const Program> program;

  void work_out(const std::vector<double>& in, std::vector<double>& out) const override {
    std::vector<double> stack = in;
    program->run(stack);
    stack.resize(std::max(stack.size(), out.size()), 0);
    std::copy(stack.end() - static_cast<std::ptrdiff_t>(out.size()), stack.end(), out.begin());
    for (double& value : out) {
      value = std::isfinite(value) ? value : 0;
    }
  }
};

}  // namespace

const Value& resolved(const Objects& objects, const Value& value) {
  static const Value kNull;
  const Value* at = &value;
  for (int i = 0; i < 8; ++i) {
    const Ref* ref = at->as<Ref>();
    if (!ref) {
      return *at;
    }
    if (ref->index >= objects.size()) {
      return kNull;
    }
    at = &objects[*ref].value;
  }
  return kNull;
}

const Object* stream_of(const Objects& objects, const Value& value) {
  const Value* at = &value;
  for (int i = 0; i < 8; ++i) {
    const Ref* ref = at->as<Ref>();
    if (!ref || ref->index >= objects.size()) {
      return nullptr;
    }
    const Object& object = objects[*ref];
    if (!object.value.as<Ref>()) {
      return object.stream && object.value.as<Dict>() ? &object : nullptr;
    }
    at = &object.value;
  }
  return nullptr;
}

double number_of(const Value& value, double otherwise) {
  if (const auto* whole = value.as<std::int64_t>()) {
    return static_cast<double>(*whole);
  }
  const Real* real = value.as<Real>();
  return real ? real->value : otherwise;
}

std::vector<double> numbers_of(const Objects& objects, const Value* value) {
  const Array* array = value ? resolved(objects, *value).as<Array>() : nullptr;
  std::vector<double> out;
  if (!array || array->size() > kMostNumbers) {
    return out;
  }
  for (const Value& item : *array) {
    const double number = number_of(resolved(objects, item), NAN);
    if (std::isnan(number)) {
      return {};
    }
    out.push_back(number);
  }
  return out;
}

std::vector<double> Function::operator()(std::vector<double> in) const {
  in.resize(inputs(), 0);
  for (std::size_t i = 0; i < in.size(); ++i) {
    in[i] = cut(in[i], domain, i);
  }
  std::vector<double> out(outputs_);
  work_out(in, out);
  out.resize(outputs_, 0);
  for (std::size_t j = 0; j < out.size(); ++j) {
    out[j] = cut(out[j], range, j);
  }
  return out;
}

class FunctionReader {
 public:
  using Made = std::shared_ptr<const Function>;

  explicit FunctionReader(const Objects& objects) : objects_(objects) {}

  Made read(const Value& value, int depth) {
    if (depth > kMostDepth || ++read_ > 1000) {
      return nullptr;
    }
    const Value& found = resolved(objects_, value);
    if (const Array* list = found.as<Array>()) {
      return side_by_side(*list, depth);
    }
    const Dict* dict = found.as<Dict>();
    if (!dict) {
      return nullptr;
    }
    const std::vector<double> domain = numbers_of(objects_, dict->find("Domain"));
    const std::vector<double> range = numbers_of(objects_, dict->find("Range"));
    if (domain.empty() || domain.size() % 2 != 0 || domain.size() > 2 * kMostInputs ||
        range.size() % 2 != 0 || range.size() > 128) {
      return nullptr;
    }
    const Value* type = dict->find("FunctionType");
    std::shared_ptr<Function> made;
    switch (type ? static_cast<int>(number_of(resolved(objects_, *type), -1)) : -1) {
      case 0:
        made = sampled(value, *dict, domain, range);
        break;
      case 2:
        made = exponential(*dict);
        break;
      case 3:
        made = stitched(*dict, domain, depth);
        break;
      case 4:
        made = calculator(value, range);
        break;
      default:
        break;
    }
    if (made) {
      made->domain = domain;
      made->range = range;
    }
    return made && made->outputs_ > 0 ? made : nullptr;
  }

 private:
  Made side_by_side(const Array& list, int depth) {
    if (list.empty() || list.size() > 32) {
      return nullptr;
    }
    auto made = std::make_shared<Side>();
    for (const Value& item : list) {
      Made part = read(item, depth + 1);
      if (!part || (!made->parts.empty() && part->inputs() != made->parts[0]->inputs())) {
        return nullptr;
      }
      made->parts.push_back(std::move(part));
    }
    if (list.size() == 1) {
      return made->parts[0];
    }
    made->domain = made->parts[0]->domain;
    made->outputs_ = made->parts.size();
    return made;
  }

  std::shared_ptr<Function> sampled(const Value& value,
                                    const Dict& dict,
                                    const std::vector<double>& domain,
                                    const std::vector<double>& range) {
    const Object* stream = stream_of(objects_, value);
    const std::vector<double> size = numbers_of(objects_, dict.find("Size"));
    const Value* depth = dict.find("BitsPerSample");
    const double bits = depth ? number_of(resolved(objects_, *depth), 0) : 0;
    if (!stream || range.empty() || size.size() != domain.size() / 2 ||
        !(bits >= 1 && bits <= 32)) {
      return nullptr;
    }
    auto made = std::make_shared<Sampled>();
    made->outputs_ = range.size() / 2;
    std::size_t count = made->outputs_;
    for (const double side : size) {
      if (!(side >= 1 && side <= kMostSamples)) {
        return nullptr;
      }
      made->size.push_back(static_cast<std::size_t>(side));
      count *= made->size.back();
      if (count > kMostSamples) {
        return nullptr;
      }
    }
    if ((samples_ += count) > 4 * kMostSamples) {
      return nullptr;
    }
    made->encode = numbers_of(objects_, dict.find("Encode"));
    if (made->encode.size() != domain.size()) {
      made->encode.clear();
      for (const std::size_t side : made->size) {
        made->encode.push_back(0);
        made->encode.push_back(static_cast<double>(side - 1));
      }
    }
    made->decode = numbers_of(objects_, dict.find("Decode"));
    if (made->decode.size() != range.size()) {
      made->decode = range;
    }
    const auto data = stream_data(objects_, *stream, kMostSamples * 4 + 64);
    if (!data || !data->filter.empty()) {
      return nullptr;
    }
    read_samples(data->bytes, count, static_cast<unsigned>(bits), made->samples);
    return made;
  }

  static void read_samples(const std::string& bytes,
                           std::size_t count,
                           unsigned bits,
                           std::vector<float>& out) {
    const double most = std::pow(2.0, bits) - 1;
    std::uint64_t held = 0;
    unsigned have = 0;
    std::size_t at = 0;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      while (have < bits) {
        held = held << 8 | (at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u);
        ++at;
        have += 8;
      }
      const std::uint64_t value = held >> (have - bits) & ((std::uint64_t{1} << bits) - 1);
      have -= bits;
      out.push_back(static_cast<float>(static_cast<double>(value) / most));
    }
  }

  std::shared_ptr<Function> exponential(const Dict& dict) {
    auto made = std::make_shared<Exponential>();
    made->from = numbers_of(objects_, dict.find("C0"));
    made->to = numbers_of(objects_, dict.find("C1"));
    made->from = made->from.empty() ? std::vector<double>{0} : made->from;
    made->to = made->to.empty() ? std::vector<double>{1} : made->to;
    const Value* exponent = dict.find("N");
    made->exponent = exponent ? number_of(resolved(objects_, *exponent), 1) : 1;
    made->outputs_ = std::min(made->from.size(), made->to.size());
    return made;
  }

  std::shared_ptr<Function> stitched(const Dict& dict,
                                     const std::vector<double>& domain,
                                     int depth) {
    const Value* entry = dict.find("Functions");
    const Array* list = entry ? resolved(objects_, *entry).as<Array>() : nullptr;
    auto made = std::make_shared<Stitched>();
    made->bounds = numbers_of(objects_, dict.find("Bounds"));
    made->encode = numbers_of(objects_, dict.find("Encode"));
    if (!list || list->empty() || list->size() > 256 || made->bounds.size() + 1 != list->size() ||
        made->encode.size() != 2 * list->size() || domain.size() != 2) {
      return nullptr;
    }
    for (const Value& item : *list) {
      Made part = read(item, depth + 1);
      if (!part || part->inputs() != 1) {
        return nullptr;
      }
      made->outputs_ =
          made->parts.empty() ? part->outputs() : std::min(made->outputs_, part->outputs());
      made->parts.push_back(std::move(part));
    }
    return made;
  }

  std::shared_ptr<Function> calculator(const Value& value, const std::vector<double>& range) {
    const Object* stream = stream_of(objects_, value);
    const auto data = stream ? stream_data(objects_, *stream, 1u << 20) : std::nullopt;
    if (!data || range.empty()) {
      return nullptr;
    }
    auto made = std::make_shared<Calculator>();
    made->program = Program::compile(data->bytes);
    if (!made->program) {
      return nullptr;
    }
    made->outputs_ = range.size() / 2;
    return made;
  }

  const Objects& objects_;
  int read_ = 0;
  std::size_t samples_ = 0;
};

std::shared_ptr<const Function> read_function(const Objects& objects, const Value& value) {
  return FunctionReader(objects).read(value, 0);
}

}  // namespace banxin::pdf
