#include "engine/style/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace banxin::style {
namespace {

constexpr double kLargest = 100000;

struct NamedSize {
  std::string_view name;
  double points;
};

// H1.
constexpr NamedSize kChineseSizes[] = {
    {"初号", 42},  {"小初", 36},  {"一号", 26},   {"小一", 24},  {"二号", 22},   {"小二", 18},
    {"三号", 16},  {"小三", 15},  {"四号", 14},   {"小四", 12},  {"五号", 10.5}, {"小五", 9},
    {"六号", 7.5}, {"小六", 6.5}, {"七号", 5.5},  {"初號", 42},  {"一號", 26},   {"二號", 22},
    {"三號", 16},  {"四號", 14},  {"五號", 10.5}, {"六號", 7.5}, {"七號", 5.5},
};

struct Paper {
  std::string_view name;
  int width_mm, height_mm;
};

constexpr Paper kPapers[] = {
    {"A3", 297, 420},
    {"A4", 210, 297},
    {"A5", 148, 210},
    {"B5", 176, 250},
    {"16K", 184, 260},
    {"大16K", 210, 285},
    {"32K", 130, 184},
    {"大32K", 140, 203},
    {"16开", 184, 260},
    {"大16开", 210, 285},
    {"32开", 130, 184},
    {"大32开", 140, 203},
};

std::optional<double> number_prefix(std::string_view& text) {
  double value = 0;
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (begin != end && *begin == '+') {
    ++begin;
  }
  const auto [stop, error] = std::from_chars(begin, end, value, std::chars_format::fixed);
  if (error != std::errc() || !std::isfinite(value) || std::abs(value) > kLargest) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return value;
}

std::optional<std::uint16_t> percent_part(const Value& value) {
  if (!value.number() || !(value.real >= 0) || !(value.real <= 100)) {
    return std::nullopt;
  }
  return static_cast<std::uint16_t>(std::lround(value.real * 10));
}

std::optional<Color> cmyk(const Value& value) {
  if (!value.is(Value::Kind::array) || value.array.size() != 4) {
    return std::nullopt;
  }
  Color color;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto part = percent_part(value.array[i]);
    if (!part) {
      return std::nullopt;
    }
    color.parts[i] = *part;
  }
  return color;
}

std::optional<Color> hex_rgb(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') {
    return std::nullopt;
  }
  Color color;
  color.space = Color::Space::rgb;
  color.parts = {0, 0, 0, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    unsigned byte = 0;
    const char* begin = text.data() + 1 + 2 * i;
    const auto [stop, error] = std::from_chars(begin, begin + 2, byte, 16);
    if (error != std::errc() || stop != begin + 2) {
      return std::nullopt;
    }
    color.parts[i] = static_cast<std::uint16_t>((byte * 1000 + 127) / 255);
  }
  return color;
}

}  // namespace

std::optional<double> chinese_size(std::string_view name) {
  for (const NamedSize& size : kChineseSizes) {
    if (size.name == name) {
      return size.points;
    }
  }
  return std::nullopt;
}

std::optional<LengthSpec> parse_length(std::string_view text) {
  using Unit = LengthSpec::Unit;
  if (const auto points = chinese_size(text)) {
    return LengthSpec{*points, Unit::pt};
  }
  const auto value = number_prefix(text);
  if (!value) {
    return std::nullopt;
  }
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }

  struct UnitName {
    std::string_view name;
    Unit unit;
    double factor;
  };

  static constexpr UnitName kUnits[] = {
      {"", Unit::number, 1},
      {"pt", Unit::pt, 1},
      {"mm", Unit::pt, 72 / 25.4},
      {"cm", Unit::pt, 720 / 25.4},
      {"in", Unit::pt, 72},
      {"em", Unit::em, 1},
      {"lines", Unit::lines, 1},
      {"line", Unit::lines, 1},
      {"%", Unit::percent, 1},
  };
  for (const UnitName& unit : kUnits) {
    if (unit.name == text && std::abs(*value * unit.factor) <= kLargest) {
      return LengthSpec{*value * unit.factor, unit.unit};
    }
  }
  return std::nullopt;
}

Length resolve(const LengthSpec& spec, const LengthBase& base, Length number_unit) {
  using Unit = LengthSpec::Unit;
  double points = spec.value;
  switch (spec.unit) {
    case Unit::pt:
      break;
    case Unit::em:
      points *= base.em.pt();
      break;
    case Unit::lines:
      points *= base.line.pt();
      break;
    case Unit::percent:
      points *= base.percent.pt() / 100;
      break;
    case Unit::number:
      points *= number_unit.pt();
      break;
  }
  return Length::pt(std::clamp(points, -kLargest, kLargest));
}

std::optional<Color> color_literal(std::string_view text) {
  if (text == "black") {
    return text_black();
  }
  if (text == "white") {
    Color white;
    white.parts = {0, 0, 0, 0};
    return white;
  }
  if (!text.empty() && text.front() == '#') {
    return hex_rgb(text);
  }
  if (text.size() < 2 || text.size() > 4 || text.front() != 'k') {
    return std::nullopt;
  }
  unsigned amount = 0;
  const auto [stop, error] = std::from_chars(text.data() + 1, text.data() + text.size(), amount);
  if (error != std::errc() || stop != text.data() + text.size() || amount > 100) {
    return std::nullopt;
  }
  Color gray;
  gray.parts = {0, 0, 0, static_cast<std::uint16_t>(amount * 10)};
  return gray;
}

std::optional<Color> color_table(const Value& table) {
  const Value* ink = table.find("cmyk");
  const Value* gray = table.find("gray");
  const Value* rgb = table.find("rgb");
  const Value* spot = table.find("spot");
  std::optional<Color> color;
  if (ink) {
    color = cmyk(*ink);
  } else if (gray && !spot) {
    const auto part = percent_part(*gray);
    if (part) {
      color = Color{Color::Space::gray, {*part, 0, 0, 0}, {}};
    }
  } else if (rgb && !spot && rgb->is(Value::Kind::string)) {
    color = hex_rgb(rgb->string);
  }
  if (spot && color) {
    if (!spot->is(Value::Kind::string) || spot->string.empty()) {
      return std::nullopt;
    }
    color->spot = spot->string;
  }
  return color;
}

std::optional<Size> paper_size(std::string_view name) {
  for (const Paper& paper : kPapers) {
    if (paper.name == name) {
      return Size{Length::mm(paper.width_mm), Length::mm(paper.height_mm)};
    }
  }
  return std::nullopt;
}

}  // namespace banxin::style
