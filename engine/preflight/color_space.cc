#include "engine/preflight/color_space.h"

#include <utility>

namespace banxin::prepress {

using Kind = ColorSpace::Kind;

namespace {

constexpr int kDepth = 6;

Space simple(Kind kind, int components) {
  auto space = std::make_shared<ColorSpace>();
  space->kind = kind;
  space->components = components;
  return space;
}

std::string table_of(Object object) {
  if (object.isString()) {
    return object.getStringValue();
  }
  return stream_data(object, 1u << 16).value_or("");
}

/// The tint transform as text: two spots of one name are alike if this is the same.
std::string tint_of(Object function) {
  Object c1 = get(function, "/C1");
  return c1.isArray() ? c1.unparseResolved()
                      : std::to_string(integer(get(function, "/FunctionType"), -1));
}

void add_spot(Inks& inks, const std::string& name, double amount) {
  constexpr std::array<std::string_view, 4> kProcess = {"Cyan", "Magenta", "Yellow", "Black"};
  for (std::size_t i = 0; i < kProcess.size(); ++i) {
    if (name == kProcess[i]) {
      inks.process[i] += amount;
      return;
    }
  }
  if (name == "All") {
    inks.registration = amount > 0;
  } else if (name != "None") {
    inks.spots += amount;
    inks.count += amount > 0.005;
  }
}

}  // namespace

std::string icc_fault(std::string_view profile, int components) {
  if (profile.size() < 128 || profile.substr(36, 4) != "acsp") {
    return "ICC?";
  }
  const std::string_view space = profile.substr(16, 4);
  const int n = space == "CMYK"                      ? 4
                : space == "GRAY"                    ? 1
                : space == "RGB " || space == "Lab " ? 3
                                                     : 0;
  return n == components ? std::string() : std::string(space) + ", N " + std::to_string(components);
}

Inks inks_of(const ColorSpace& space, const float* v) {
  Inks inks;
  switch (space.kind) {
    case Kind::gray:
    case Kind::cal_gray:
      inks.process[3] = 1 - v[0];
      break;
    case Kind::cmyk:
      inks.process = {v[0], v[1], v[2], v[3]};
      break;
    case Kind::icc:
      if (space.components == 4) {
        inks.process = {v[0], v[1], v[2], v[3]};
      } else if (space.components == 1) {
        inks.process[3] = 1 - v[0];
      } else {
        inks.unknown = true;
      }
      break;
    case Kind::spots:
      for (std::size_t i = 0; i < space.names.size() && i < 12; ++i) {
        add_spot(inks, space.names[i], v[i]);
      }
      break;
    case Kind::indexed: {
      const auto n = static_cast<std::size_t>(space.base ? space.base->components : 0);
      const auto at = static_cast<std::size_t>(v[0] > 0 ? std::min(v[0], 255.0f) : 0.0f) * n;
      if (n == 0 || n > 12 || at + n > space.table.size()) {
        inks.unknown = true;
        break;
      }
      std::array<float, 12> entry{};
      for (std::size_t i = 0; i < n; ++i) {
        entry[i] = static_cast<float>(static_cast<unsigned char>(space.table[at + i])) / 255.0f;
      }
      return inks_of(*space.base, entry.data());
    }
    default:
      inks.unknown = true;
  }
  for (double& ink : inks.process) {
    ink = std::clamp(ink, 0.0, 1.0);
    inks.count += ink > 0.005;
  }
  return inks;
}

Inks inks_of(const Color& color) {
  if (!color.space || color.patterned()) {
    Inks inks;
    inks.unknown = true;
    return inks;
  }
  return inks_of(*color.space, color.values.data());
}

Color black_of(Space space) {
  Color color;
  if (space &&
      (space->kind == Kind::cmyk || (space->kind == Kind::icc && space->components == 4))) {
    color.values[3] = 1;
  } else if (space && space->kind == Kind::spots) {
    color.values.fill(1);
  }
  color.space = std::move(space);
  return color;
}

Space ColorSpaces::device(Kind kind) {
  const int components = kind == Kind::gray ? 1 : kind == Kind::cmyk ? 4 : 3;
  Space& space = known_[-1 - static_cast<int>(kind)];
  if (!space) {
    space = simple(kind, components);
  }
  return space;
}

Space ColorSpaces::read(Object object, Object resources) {
  return parse(std::move(object), std::move(resources), 0);
}

Space ColorSpaces::by_name(const std::string& value, Object resources, int depth) {
  const auto device_or_default = [&](Kind kind, const char* key) {
    Object other = get(resources, "/ColorSpace", key);
    return other.isNull() || depth > 0 ? device(kind) : parse(other, resources, depth + 1);
  };
  if (value == "DeviceGray" || value == "G") {
    return device_or_default(Kind::gray, "/DefaultGray");
  }
  if (value == "DeviceRGB" || value == "RGB") {
    return device_or_default(Kind::rgb, "/DefaultRGB");
  }
  if (value == "DeviceCMYK" || value == "CMYK") {
    return device_or_default(Kind::cmyk, "/DefaultCMYK");
  }
  if (value == "Pattern") {
    return simple(Kind::pattern, 0);
  }
  Object named = get(resources, "/ColorSpace", ("/" + value).c_str());
  return named.isNull() ? simple(Kind::unknown, 1) : parse(named, resources, depth + 1);
}

Space ColorSpaces::parse(Object object, Object resources, int depth) {
  if (depth > kDepth) {
    return simple(Kind::unknown, 1);
  }
  const int number = id(object);
  if (number != 0 && known_.count(number) != 0) {
    return known_[number];
  }
  Space space = object.isName()    ? by_name(name(object), resources, depth)
                : object.isArray() ? parse_array(object, resources, depth)
                                   : simple(Kind::unknown, 1);
  if (number != 0) {
    known_[number] = space;
  }
  return space;
}

/// Often an array of its own on each page leads to the same profile.
std::string ColorSpaces::fault_of_profile(Object profile, int components) {
  const auto [at, is_new] = profile_faults_.emplace(std::pair(id(profile), components), "");
  if (is_new || id(profile) == 0) {
    at->second = icc_fault(stream_data(profile, 64u << 20).value_or(""), components);
  }
  return at->second;
}

Space ColorSpaces::parse_array(Object array, Object resources, int depth) {
  std::vector<Object> parts = items(array);
  const std::string family = parts.empty() ? std::string() : name(parts[0]);
  if (parts.size() == 1) {
    return by_name(family, resources, depth);
  }
  if (parts.size() < 2) {
    return simple(Kind::unknown, 1);
  }
  auto space = std::make_shared<ColorSpace>();
  if (family == "CalGray" || family == "CalRGB" || family == "Lab") {
    space->kind = family == "Lab" ? Kind::lab : family == "CalRGB" ? Kind::cal_rgb : Kind::cal_gray;
    space->components = family == "CalGray" ? 1 : 3;
  } else if (family == "ICCBased") {
    space->kind = Kind::icc;
    space->components = std::clamp(integer(get(parts[1], "/N"), 0), 1, 4);
    space->fault = fault_of_profile(parts[1], space->components);
  } else if ((family == "Indexed" || family == "I") && parts.size() >= 4) {
    space->kind = Kind::indexed;
    space->base = parse(parts[1], resources, depth + 1);
    space->table = table_of(parts[3]);
  } else if ((family == "Separation" || family == "DeviceN") && parts.size() >= 4) {
    space->kind = Kind::spots;
    for (Object ink : items(parts[1])) {
      space->names.push_back(name(ink));
    }
    space->components = static_cast<int>(std::min<std::size_t>(space->names.size(), 32));
    space->base = parse(parts[2], resources, depth + 1);
    space->tint = tint_of(parts[3]);
  } else if (family == "Pattern") {
    space->kind = Kind::pattern;
    space->components = 0;
    space->base = parse(parts[1], resources, depth + 1);
  }
  return space;
}

}  // namespace banxin::prepress
