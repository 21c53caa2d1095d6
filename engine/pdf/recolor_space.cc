#include "engine/pdf/recolor_space.h"

#include <algorithm>
#include <cmath>

#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

using Kind = Space::Kind;

constexpr int kMostDepth = 6;
constexpr std::size_t kMostTable = 256 * 64;

Space device(Kind kind, std::size_t components) {
  Space out;
  out.kind = kind;
  out.components = components;
  return out;
}

Space of_components(double n) {
  return n == 1   ? device(Kind::gray, 1)
         : n == 3 ? device(Kind::rgb, 3)
         : n == 4 ? device(Kind::cmyk, 4)
                  : Space();
}

class SpaceReader {
 public:
  SpaceReader(const Objects& objects, const Dict* resources)
      : objects_(objects),
        resources_(resources) {}

  Space read(const Value& value, int depth) const {
    const Value& found = resolved(objects_, value);
    if (depth > kMostDepth) {
      return {};
    }
    if (const Name* name = found.as<Name>()) {
      return named(name->text, depth);
    }
    const Array* array = found.as<Array>();
    const Name* family =
        array && !array->empty() ? resolved(objects_, (*array)[0]).as<Name>() : nullptr;
    if (!family) {
      return {};
    }
    if (array->size() == 1) {
      return named(family->text, depth);
    }
    return of_family(family->text, *array, depth);
  }

 private:
  Space named(const std::string& name, int depth) const {
    if (name == "DeviceGray" || name == "G" || name == "CalGray") {
      return device(Kind::gray, 1);
    }
    if (name == "DeviceRGB" || name == "RGB" || name == "CalRGB") {
      return device(Kind::rgb, 3);
    }
    if (name == "DeviceCMYK" || name == "CMYK" || name == "CalCMYK") {
      return device(Kind::cmyk, 4);
    }
    if (name == "Pattern") {
      return device(Kind::pattern, 0);
    }
    const Value* resource = resources_ ? resources_->find(name) : nullptr;
    return resource ? read(*resource, depth + 1) : Space();
  }

  Space of_family(const std::string& family, const Array& array, int depth) const {
    if (family == "ICCBased") {
      const Object* profile = stream_of(objects_, array[1]);
      const Value* n = profile ? profile->value.as<Dict>()->find("N") : nullptr;
      return of_components(n ? number_of(resolved(objects_, *n), 0) : 0);
    }
    if (family == "Lab") {
      return lab(resolved(objects_, array[1]).as<Dict>());
    }
    if (family == "Indexed" || family == "I") {
      return indexed(array, depth);
    }
    if (family == "Pattern") {
      Space out = device(Kind::pattern, 0);
      out.base = std::make_shared<Space>(read(array[1], depth + 1));
      return out;
    }
    if ((family == "Separation" || family == "DeviceN") && array.size() >= 4) {
      return spot(array, depth);
    }
    return named(family, depth);
  }

  Space lab(const Dict* parameters) const {
    Space out = device(Kind::lab, 3);
    if (parameters) {
      const std::vector<double> white = numbers_of(objects_, parameters->find("WhitePoint"));
      const std::vector<double> range = numbers_of(objects_, parameters->find("Range"));
      if (white.size() == 3 && white[0] > 0 && white[2] > 0) {
        std::copy(white.begin(), white.end(), out.white.begin());
      }
      if (range.size() == 4) {
        std::copy(range.begin(), range.end(), out.range.begin());
      }
    }
    return out;
  }

  Space indexed(const Array& array, int depth) const {
    Space out = device(Kind::indexed, 1);
    out.base = std::make_shared<Space>(read(array[1], depth + 1));
    if (array.size() < 4 || out.base->kind == Kind::unknown || out.base->kind == Kind::indexed ||
        out.base->kind == Kind::pattern) {
      return {};
    }
    if (const Object* stream = stream_of(objects_, array[3])) {
      if (auto data = stream_data(objects_, *stream, kMostTable)) {
        out.table = std::move(data->bytes);
      }
    } else if (const auto* text = resolved(objects_, array[3]).as<Bytestring>()) {
      out.table = text->bytes.substr(0, kMostTable);
    }
    const double high = std::clamp(number_of(resolved(objects_, array[2]), 255), 0.0, 255.0);
    out.table.resize((static_cast<std::size_t>(high) + 1) * out.base->components, '\0');
    return out;
  }

  Space spot(const Array& array, int depth) const {
    Space out = device(Kind::spot, 1);
    const Value& names = resolved(objects_, array[1]);
    if (const Name* one = names.as<Name>()) {
      out.names.push_back(one->text);
    } else if (const Array* several = names.as<Array>()) {
      for (const Value& name : *several) {
        const Name* one_of = resolved(objects_, name).as<Name>();
        out.names.push_back(one_of ? one_of->text : std::string());
      }
    }
    out.components = out.names.size();
    out.base = std::make_shared<Space>(read(array[2], depth + 1));
    out.tint = read_function(objects_, array[3]);
    out.source = array;
    const Kind base = out.base->kind;
    const bool usable =
        base == Kind::gray || base == Kind::rgb || base == Kind::cmyk || base == Kind::lab;
    return usable && !out.names.empty() && out.names.size() <= 32 ? out : Space();
  }

  const Objects& objects_;
  const Dict* resources_;
};

double part(const std::vector<double>& color, std::size_t i) {
  return i < color.size() ? std::clamp(color[i], 0.0, 1.0) : 0;
}

/// CIE Lab to sRGB, 0 … 1 (IEC 61966-2-1, the white point scaled to that of sRGB).
std::array<double, 3> rgb_of_lab(const Space& space, const std::vector<double>& color) {
  const auto at = [&](std::size_t i) { return i < color.size() ? color[i] : 0.0; };
  const double l = (std::clamp(at(0), 0.0, 100.0) + 16) / 116;
  const double a = std::clamp(at(1), space.range[0], std::max(space.range[0], space.range[1]));
  const double b = std::clamp(at(2), space.range[2], std::max(space.range[2], space.range[3]));
  const auto inverse = [](double t) {
    return t > 6.0 / 29 ? t * t * t : 108.0 / 841 * (t - 4.0 / 29);
  };
  const double x = 0.9505 * inverse(l + a / 500), y = inverse(l), z = 1.089 * inverse(l - b / 200);
  const double linear[] = {3.2406 * x - 1.5372 * y - 0.4986 * z,
                           -0.9689 * x + 1.8758 * y + 0.0415 * z,
                           0.0557 * x - 0.2040 * y + 1.0570 * z};
  std::array<double, 3> out{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double v = std::clamp(linear[i], 0.0, 1.0);
    out[i] = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
  }
  return out;
}

Inks rgb_inks(const std::array<double, 3>& rgb, const PressColors& press) {
  Color color;
  color.space = Color::Space::rgb;
  for (std::size_t i = 0; i < 3; ++i) {
    color.parts[i] = static_cast<std::uint16_t>(std::lround(rgb[i] * 1000));
  }
  const Color ink = press.ink(color);
  Inks out{};
  for (std::size_t i = 0; i < 4; ++i) {
    out[i] = ink.parts[i] / 1000.0;
  }
  return out;
}

/// The entry of a palette, as numbers of its base.
std::vector<double> entry(const Space& space, const std::vector<double>& color) {
  const std::size_t n = space.base->components;
  const double last = static_cast<double>(space.table.size() / std::max<std::size_t>(1, n)) - 1;
  const double wanted = color.empty() ? 0 : std::clamp(std::trunc(color[0]), 0.0, last);
  std::vector<double> out(n);
  for (std::size_t i = 0; i < n; ++i) {
    const char c = space.table[static_cast<std::size_t>(wanted) * n + i];
    out[i] = static_cast<unsigned char>(c) / 255.0;
  }
  if (space.base->kind == Kind::lab) {
    const std::array<double, 4>& range = space.base->range;
    out = {out[0] * 100,
           range[0] + out[1] * (range[1] - range[0]),
           range[2] + out[2] * (range[3] - range[2])};
  }
  return out;
}

}  // namespace

std::vector<double> Space::initial() const {
  if (kind == Kind::spot) {
    return std::vector<double>(components, 1);
  }
  return kind == Kind::cmyk ? std::vector<double>{0, 0, 0, 1} : std::vector<double>(components, 0);
}

Space read_space(const Objects& objects, const Dict* resources, const Value& value) {
  return SpaceReader(objects, resources).read(value, 0);
}

Inks to_inks(const Space& space, const std::vector<double>& color, const PressColors& press) {
  switch (space.kind) {
    case Kind::gray:
      return {0, 0, 0, 1 - part(color, 0)};
    case Kind::rgb:
      return rgb_inks({part(color, 0), part(color, 1), part(color, 2)}, press);
    case Kind::lab:
      return rgb_inks(rgb_of_lab(space, color), press);
    case Kind::cmyk:
      return {part(color, 0), part(color, 1), part(color, 2), part(color, 3)};
    case Kind::indexed:
      return to_inks(*space.base, entry(space, color), press);
    case Kind::spot:
      return space.tint ? to_inks(*space.base, (*space.tint)(color), press)
                        : Inks{0, 0, 0, part(color, 0)};
    default:
      return {0, 0, 0, 1};
  }
}

std::array<double, 3> to_rgb(const Space& space, const std::vector<double>& color) {
  return space.kind == Kind::lab
             ? rgb_of_lab(space, color)
             : std::array<double, 3>{part(color, 0), part(color, 1), part(color, 2)};
}

double to_lightness(const Space& space, const std::vector<double>& color) {
  const auto of_rgb = [](const std::array<double, 3>& rgb) {
    return 0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2];
  };
  switch (space.kind) {
    case Kind::gray:
      return part(color, 0);
    case Kind::rgb:
      return of_rgb({part(color, 0), part(color, 1), part(color, 2)});
    case Kind::lab:
      return of_rgb(rgb_of_lab(space, color));
    case Kind::cmyk:
      return 1 - std::min(1.0,
                          0.3 * part(color, 0) + 0.59 * part(color, 1) + 0.11 * part(color, 2) +
                              part(color, 3));
    case Kind::indexed:
      return to_lightness(*space.base, entry(space, color));
    case Kind::spot:
      return space.tint ? to_lightness(*space.base, (*space.tint)(color)) : 1 - part(color, 0);
    default:
      return 0;
  }
}

bool is_press_space(const Space& space) {
  switch (space.kind) {
    case Kind::gray:
    case Kind::cmyk:
      return true;
    case Kind::indexed:
    case Kind::spot:
      return is_press_space(*space.base);
    case Kind::pattern:
      return !space.base || is_press_space(*space.base);
    default:
      return false;
  }
}

}  // namespace banxin::pdf
