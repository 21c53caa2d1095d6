#include "engine/preflight/object.h"

#include <exception>
#include <limits>

#include <qpdf/Pipeline.hh>

#include "engine/base/number.h"

namespace banxin::prepress {

Box Matrix::apply(const Box& box) const {
  Box out = kNowhere;
  for (const auto& [x, y] : {apply(box.x0, box.y0),
                             apply(box.x1, box.y0),
                             apply(box.x0, box.y1),
                             apply(box.x1, box.y1)}) {
    out = {std::min(out.x0, x), std::min(out.y0, y), std::max(out.x1, x), std::max(out.y1, y)};
  }
  return out;
}

Object get(Object object, const char* key) {
  if (object.isStream()) {
    return object.getDict().getKeyIfDict(key);
  }
  return object.isDictionary() ? object.getKeyIfDict(key) : Object::newNull();
}

Object get(Object object, const char* key, const char* then) {
  return get(get(std::move(object), key), then);
}

bool has(Object object, const char* key) {
  return !get(std::move(object), key).isNull();
}

double number(Object object, double otherwise) {
  double value = otherwise;
  return object.getValueAsNumber(value) && std::isfinite(value) ? value : otherwise;
}

int integer(Object object, int otherwise) {
  long long value = otherwise;
  if (!object.isInteger()) {
    const double real = number(object, otherwise);
    return std::abs(real) < 2e9 ? static_cast<int>(real) : otherwise;
  }
  value = object.getIntValue();
  const bool fits =
      value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max();
  return fits ? static_cast<int>(value) : otherwise;
}

bool truth(Object object) {
  return object.isBool() && object.getBoolValue();
}

std::string name(Object object) {
  return object.isName() ? object.getName().substr(1) : std::string();
}

std::string text(Object object) {
  return object.isString() ? object.getUTF8Value() : std::string();
}

std::vector<Object> items(Object object) {
  constexpr std::size_t kMost = 1'000'000;
  if (object.isNull()) {
    return {};
  }
  if (!object.isArray()) {
    return {object};
  }
  std::vector<Object> all = object.getArrayAsVector();
  if (all.size() > kMost) {
    all.resize(kMost);
  }
  return all;
}

std::optional<Box> rectangle(Object object) {
  if (!object.isArray() || object.getArrayNItems() != 4) {
    return std::nullopt;
  }
  std::array<double, 4> v{};
  for (int i = 0; i < 4; ++i) {
    if (!object.getArrayItem(i).getValueAsNumber(v[static_cast<std::size_t>(i)]) ||
        !(std::abs(v[static_cast<std::size_t>(i)]) < 1e7)) {
      return std::nullopt;
    }
  }
  return Box{
      std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
}

Matrix matrix(Object object) {
  if (!object.isArray() || object.getArrayNItems() != 6) {
    return {};
  }
  const auto at = [&](int i) { return number(object.getArrayItem(i), 0); };
  return {at(0), at(1), at(2), at(3), at(4), at(5)};
}

int id(Object object) {
  return object.isIndirect() ? object.getObjectID() : 0;
}

namespace {

/// Keeps bytes up to a limit, then gives up.
class Collector final : public Pipeline {
 public:
  Collector(std::string& into, std::size_t limit)
      : Pipeline("collector", nullptr),
        into_(into),
        limit_(limit) {}

  void write(const unsigned char* data, std::size_t size) override {
    if (into_.size() + size > limit_) {
      throw std::length_error("too large");
    }
    into_.append(reinterpret_cast<const char*>(data), size);
  }

  void finish() override {}

 private:
  std::string& into_;
  std::size_t limit_;
};

/// Filters that each blow up what the one before gives: what passes between them has no bound. No
/// program writes such a chain.
bool is_bomb(Object stream) {
  const std::vector<std::string> all = filters(std::move(stream));
  const auto growing = std::count_if(all.begin(), all.end(), [](const std::string& filter) {
    return filter == "FlateDecode" || filter == "Fl" || filter == "LZWDecode" || filter == "LZW" ||
           filter == "RunLengthDecode" || filter == "RL";
  });
  return growing >= 2 && all.size() >= 3;
}

}  // namespace

std::optional<std::string> stream_data(Object object, std::size_t limit) {
  if (!object.isStream() || is_bomb(object)) {
    return std::nullopt;
  }
  std::string data;
  Collector collector(data, limit);
  try {
    bool filtered = false;
    const bool whole =
        object.pipeStreamData(&collector, &filtered, 0, qpdf_dl_specialized, true, false);
    return whole && filtered ? std::optional(std::move(data)) : std::nullopt;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<std::string> raw_data(Object object, std::size_t limit) {
  if (!object.isStream()) {
    return std::nullopt;
  }
  std::string data;
  Collector collector(data, limit);
  try {
    bool filtered = false;
    const bool whole = object.pipeStreamData(&collector, &filtered, 0, qpdf_dl_none, true, false);
    return whole ? std::optional(std::move(data)) : std::nullopt;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::vector<std::string> filters(Object stream) {
  std::vector<std::string> names;
  for (Object filter : items(get(std::move(stream), "/Filter"))) {
    names.push_back(name(filter));
  }
  return names;
}

std::string decimal(double value, int decimals) {
  return std::isfinite(value) ? number_text(value, decimals) : std::string("?");
}

}  // namespace banxin::prepress
