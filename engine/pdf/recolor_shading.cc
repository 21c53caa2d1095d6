// Gradients, tint transforms and the colour spaces of resources as inks.
#include <algorithm>
#include <cmath>

#include "engine/pdf/recolor_graph.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

using Kind = Space::Kind;

constexpr std::size_t kMostMeshBytes = 64u << 20;

Name device_name(Target target) {
  return {target == Target::inks ? "DeviceCMYK" : "DeviceGray"};
}

std::vector<double> converted(const Recolorer& owner,
                              const Space& space,
                              const std::vector<double>& color,
                              Target target) {
  if (target == Target::lightness) {
    return {to_lightness(space, color)};
  }
  const Inks inks = to_inks(space, color, owner.colors());
  return {inks.begin(), inks.end()};
}

Array reals(const std::vector<double>& values, int decimals = 4) {
  Array out;
  for (const double value : values) {
    out.emplace_back(Real{value, decimals});
  }
  return out;
}

bool black_only(const std::vector<double>& inks) {
  return inks.size() == 4 && inks[0] + inks[1] + inks[2] == 0;
}

/// A table over the function's whole domain, eight bits an ink.
Value sampled(Recolorer& owner,
              const Function& function,
              const std::vector<std::size_t>& size,
              const Space& space,
              Target target) {
  const std::size_t m = size.size();
  std::size_t count = 1;
  Array sizes;
  for (const std::size_t side : size) {
    count *= side;
    sizes.emplace_back(static_cast<std::int64_t>(side));
  }
  std::string data;
  std::size_t outputs = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<double> in;
    std::size_t rest = i;
    for (std::size_t j = 0; j < m; ++j) {
      const double share =
          size[j] < 2 ? 0 : static_cast<double>(rest % size[j]) / static_cast<double>(size[j] - 1);
      in.push_back(function.domain[2 * j] +
                   share * (function.domain[2 * j + 1] - function.domain[2 * j]));
      rest /= size[j];
    }
    const std::vector<double> color = converted(owner, space, function(in), target);
    outputs = color.size();
    for (const double ink : color) {
      data += static_cast<char>(static_cast<unsigned char>(std::lround(ink * 255)));
    }
  }
  Array range;
  for (std::size_t i = 0; i < outputs; ++i) {
    range.insert(range.end(), {0, 1});
  }
  Dict out{{"FunctionType", 0}, {"BitsPerSample", 8}};
  out.set("Domain", reals(function.domain, 9)).set("Range", std::move(range));
  out.set("Size", std::move(sizes));
  return owner.add_packed(std::move(out), data);
}

/// Steps that show no bands, and keep the steps of a table.
std::vector<std::size_t> steps(const Recolorer& owner, const Dict* dictionary, std::size_t inputs) {
  if (inputs == 1) {
    const double type = dictionary ? owner.number(*dictionary, "FunctionType", -1) : -1;
    const std::vector<double> size = dictionary && type == 0
                                         ? numbers_of(owner.source(), dictionary->find("Size"))
                                         : std::vector<double>();
    return {size.size() == 1 ? static_cast<std::size_t>(std::clamp(size[0], 2.0, 1024.0))
            : type == 2      ? 33u
                             : 256u};
  }
  const std::size_t side = inputs == 2   ? 17
                           : inputs == 3 ? 9
                           : inputs == 4 ? 5
                           : inputs <= 6 ? 3
                                         : 2;
  return std::vector<std::size_t>(inputs, side);
}

Value stitched(Recolorer& owner, const Dict& dictionary, const Space& space, Target target) {
  const Array* list = owner.entry(dictionary, "Functions").as<Array>();
  if (!list || list->size() > 256) {
    return {};
  }
  Array parts;
  for (const Value& item : *list) {
    Value part = ink_function(owner, item, space, target);
    if (part.as<std::monostate>()) {
      return {};
    }
    parts.push_back(std::move(part));
  }
  Dict out{{"FunctionType", 3}};
  for (const char* key : {"Domain", "Bounds", "Encode"}) {
    if (const Value* entry = dictionary.find(key)) {
      out.set(key, owner.copy(*entry));
    }
  }
  return out.set("Functions", std::move(parts));
}

// ---- meshes: ISO 32000-1 §8.7.4.5.5 to 8 ----

class Bits {
 public:
  explicit Bits(std::string_view data) : data_(data) {}

  bool more(std::size_t bits) const { return at_ + bits <= data_.size() * 8; }

  std::uint64_t take(std::size_t bits) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < bits; ++i, ++at_) {
      const auto byte = static_cast<unsigned char>(data_[at_ / 8]);
      out = out << 1 | (byte >> (7 - at_ % 8) & 1u);
    }
    return out;
  }

  void align() { at_ = (at_ + 7) / 8 * 8; }

 private:
  std::string_view data_;
  std::size_t at_ = 0;
};

class BitWriter {
 public:
  void put(std::uint64_t value, std::size_t bits) {
    for (std::size_t i = bits; i-- > 0; ++count_) {
      if (count_ % 8 == 0) {
        data_ += '\0';
      }
      data_.back() = static_cast<char>(static_cast<unsigned char>(data_.back()) |
                                       (value >> i & 1u) << (7 - count_ % 8));
    }
  }

  void align() { count_ = (count_ + 7) / 8 * 8; }

  std::string take() { return std::move(data_); }

 private:
  std::string data_;
  std::size_t count_ = 0;
};

/// Rewrites the colours of a mesh; everything else keeps its bits.
class Mesh {
 public:
  Mesh(const Recolorer& owner, const Dict& dictionary, const Space& space, Target target)
      : owner_(owner),
        space_(space),
        target_(target),
        type_(static_cast<int>(owner.number(dictionary, "ShadingType", 0))),
        coordinate_(width(dictionary, "BitsPerCoordinate")),
        component_(width(dictionary, "BitsPerComponent")),
        flag_(type_ == 5 ? 0 : width(dictionary, "BitsPerFlag")),
        decode_(numbers_of(owner.source(), dictionary.find("Decode"))) {}

  bool sound() const {
    return coordinate_ > 0 && coordinate_ <= 32 && component_ > 0 && component_ <= 16 &&
           (type_ == 5 || (flag_ > 0 && flag_ <= 8)) && decode_.size() == 4 + 2 * space_.components;
  }

  std::string rewritten(std::string_view data) {
    Bits in(data);
    BitWriter out;
    const std::size_t color = component_ * space_.components;
    for (;;) {
      if (!in.more(std::max<std::size_t>(8, flag_))) {
        break;
      }
      const std::uint64_t flag = flag_ > 0 ? in.take(flag_) : 0;
      const bool joined = type_ >= 6 && (flag & 3) != 0;
      const std::size_t whole = type_ == 6 ? 12 : type_ == 7 ? 16 : 1;
      const std::size_t points = joined ? whole - 4 : whole;
      const std::size_t colors = type_ < 6 ? 1 : joined ? 2 : 4;
      if (!in.more(points * 2 * coordinate_ + colors * color)) {
        break;
      }
      out.put(flag, flag_);
      for (std::size_t i = 0; i < 2 * points; ++i) {
        out.put(in.take(coordinate_), coordinate_);
      }
      for (std::size_t i = 0; i < colors; ++i) {
        put_color(in, out);
      }
      in.align();
      out.align();
    }
    return out.take();
  }

 private:
  std::size_t width(const Dict& dictionary, const char* key) const {
    return static_cast<std::size_t>(std::clamp(owner_.number(dictionary, key, 0), 0.0, 64.0));
  }

  void put_color(Bits& in, BitWriter& out) const {
    const double most = std::pow(2.0, static_cast<double>(component_)) - 1;
    std::vector<double> color;
    for (std::size_t i = 0; i < space_.components; ++i) {
      const double share = static_cast<double>(in.take(component_)) / most;
      const double low = decode_[4 + 2 * i], high = decode_[5 + 2 * i];
      color.push_back(low + share * (high - low));
    }
    for (const double ink : converted(owner_, space_, color, target_)) {
      out.put(static_cast<std::uint64_t>(std::lround(ink * most)), component_);
    }
  }

  const Recolorer& owner_;
  const Space& space_;
  Target target_;
  int type_;
  std::size_t coordinate_, component_, flag_;
  std::vector<double> decode_;
};

bool mesh_colors(Recolorer& owner,
                 const Value& value,
                 const Dict& dictionary,
                 const Space& space,
                 Target target,
                 Object& out) {
  const Object* stream = stream_of(owner.source(), value);
  Mesh mesh(owner, dictionary, space, target);
  const auto data = stream ? stream_data(owner.source(), *stream, kMostMeshBytes) : std::nullopt;
  if (!data || !data->filter.empty() || !mesh.sound()) {
    return false;
  }
  Dict& made = std::get<Dict>(out.value.state());
  std::vector<double> decode = numbers_of(owner.source(), dictionary.find("Decode"));
  decode.resize(4);
  for (int i = 0; i < (target == Target::inks ? 4 : 1); ++i) {
    decode.insert(decode.end(), {0, 1});
  }
  made.set("Decode", reals(decode, 9));
  const Ref packed = owner.add_packed({}, mesh.rewritten(data->bytes));
  out.stream = owner.out()[packed].stream;
  made.set("Filter", Name{"FlateDecode"});
  return true;
}

/// A palette in inks: black alone where all its colours are neutral.
Value palette(Recolorer& owner, const Space& space, const Dict* resources, Target target) {
  const std::size_t n = std::max<std::size_t>(1, space.base->components);
  const std::size_t entries = space.table.size() / n;
  const Kind base = space.base->kind;
  if (target == Target::inks && base == Kind::spot) {
    Value over = owner.space_resource(space.base->source, resources, target);
    return Array{Name{"Indexed"}, std::move(over), integer(entries - 1), Bytestring{space.table}};
  }
  if (target == Target::inks && (base == Kind::gray || base == Kind::cmyk)) {
    return Array{Name{"Indexed"},
                 Name{base == Kind::gray ? "DeviceGray" : "DeviceCMYK"},
                 integer(entries - 1),
                 Bytestring{space.table}};
  }
  std::vector<std::vector<double>> colors;
  bool black = target == Target::inks;
  for (std::size_t i = 0; i < entries; ++i) {
    colors.push_back(converted(owner, space, {static_cast<double>(i)}, target));
    black = black && black_only(colors.back());
  }
  std::string table;
  for (const std::vector<double>& color : colors) {
    for (const double ink : black ? std::vector<double>{1 - color[3]} : color) {
      table += static_cast<char>(static_cast<unsigned char>(std::lround(ink * 255)));
    }
  }
  return Array{Name{"Indexed"},
               black ? Name{"DeviceGray"} : device_name(target),
               integer(entries - 1),
               Bytestring{std::move(table)}};
}

}  // namespace

Value ink_function(Recolorer& owner, const Value& function, const Space& space, Target target) {
  const std::shared_ptr<const Function> read = read_function(owner.source(), function);
  if (!read) {
    return {};
  }
  const Dict* dictionary = owner.dict(&function);
  const double type = dictionary ? owner.number(*dictionary, "FunctionType", -1) : -1;
  if (type == 3) {
    return stitched(owner, *dictionary, space, target);
  }
  if (type == 2 && owner.number(*dictionary, "N", 1) == 1 && space.kind != Kind::lab) {
    const std::vector<double> from = converted(owner, space, (*read)({0}), target);
    const std::vector<double> to = converted(owner, space, (*read)({1}), target);
    // Between two greys, or in a soft mask, a straight line stays one.
    if (space.kind != Kind::indexed &&
        (target == Target::lightness || (black_only(from) && black_only(to)))) {
      Dict out{{"FunctionType", 2}, {"N", 1}};
      return out.set("Domain", reals(read->domain)).set("C0", reals(from)).set("C1", reals(to));
    }
  }
  return sampled(owner, *read, steps(owner, dictionary, read->inputs()), space, target);
}

Object recolored_shading(Recolorer& owner,
                         const Value& value,
                         const Dict& dictionary,
                         const Dict* resources,
                         Target target) {
  const Space space = owner.space(resources, owner.entry(dictionary, "ColorSpace"));
  if (space.kind == Kind::unknown || space.kind == Kind::pattern) {
    return {};
  }
  const bool kept = target == Target::inks ? space.kind == Kind::gray || space.kind == Kind::cmyk ||
                                                 space.kind == Kind::spot
                                           : space.kind == Kind::gray;
  const Object* stream = stream_of(owner.source(), value);
  Object out = stream && kept ? owner.coded(*stream) : Object{Dict(), std::nullopt};
  Dict& made = std::get<Dict>(out.value.state());
  for (const auto& [key, item] : dictionary.entries()) {
    const bool color = key == "ColorSpace" || key == "Function" || key == "Background";
    if ((kept || !color) && key != "Filter" && key != "DecodeParms" && key != "ColorSpace") {
      made.set(key, owner.copy(item));
    }
  }
  if (kept) {
    made.set("ColorSpace", owner.space_resource(*dictionary.find("ColorSpace"), resources, target));
    return out;
  }
  made.set("ColorSpace", device_name(target));
  if (const Value* background = dictionary.find("Background")) {
    const std::vector<double> color = numbers_of(owner.source(), background);
    made.set("Background", reals(converted(owner, space, color, target)));
  }
  if (const Value* function = dictionary.find("Function")) {
    Value colors = ink_function(owner, *function, space, target);
    if (colors.as<std::monostate>()) {
      return {};
    }
    made.set("Function", std::move(colors));
    return out;
  }
  return mesh_colors(owner, value, dictionary, space, target, out) ? std::move(out) : Object{};
}

/// Colours of single inks that a DeviceN names, as PDF/A wants them.
Dict Recolorer::spot_attributes(const Dict& attributes, const Dict* resources) {
  Dict out, inks;
  const Dict* colorants = dict(attributes.find("Colorants"));
  for (const auto& [ink, item] : colorants ? colorants->entries() : std::vector<Entry>()) {
    inks.set(ink, space_resource(item, resources, Target::inks));
  }
  if (const std::string subtype = name(attributes, "Subtype"); !subtype.empty()) {
    out.set("Subtype", Name{subtype});
  }
  if (!inks.empty()) {
    out.set("Colorants", std::move(inks));
  }
  if (const Dict* process = dict(attributes.find("Process"));
      process && space(resources, entry(*process, "ColorSpace")).kind == Kind::cmyk) {
    Dict made{{"ColorSpace", Name{"DeviceCMYK"}}};
    made.set("Components", copy(entry(*process, "Components")));
    out.set("Process", std::move(made));
  }
  return out;
}

Value Recolorer::space_resource(const Value& value, const Dict* resources, Target target) {
  const Space found = space(resources, value);
  switch (found.kind) {
    case Kind::gray:
      return Name{"DeviceGray"};
    case Kind::indexed:
      return palette(*this, found, resources, target);
    case Kind::pattern:
      if (found.base && target == Target::inks && found.base->kind == Kind::spot) {
        return Array{Name{"Pattern"}, space_resource(found.base->source, resources, target)};
      }
      return found.base ? Value(Array{Name{"Pattern"}, device_name(target)})
                        : Value(Name{"Pattern"});
    case Kind::spot:
      break;
    default:
      return device_name(target);
  }
  if (target == Target::lightness) {
    return device_name(target);
  }
  const Array& source = *found.source.as<Array>();
  const bool press = is_press_space(*found.base);
  Value tint = press ? copy(source[3]) : ink_function(*this, source[3], *found.base, target);
  if (tint.as<std::monostate>()) {
    return device_name(target);
  }
  const bool gray = press && found.base->kind == Kind::gray;
  Array out{
      copy(source[0]), copy(source[1]), Name{gray ? "DeviceGray" : "DeviceCMYK"}, std::move(tint)};
  if (const Dict* attributes = source.size() > 4 ? dict(&source[4]) : nullptr) {
    if (Dict made = spot_attributes(*attributes, resources); !made.empty()) {
      out.emplace_back(std::move(made));
    }
  }
  return out;
}

}  // namespace banxin::pdf
