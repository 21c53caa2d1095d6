// Lengths, colours and paper sizes as layouts write them, before they are resolved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/color.h"
#include "engine/base/geometry.h"
#include "engine/style/value.h"

namespace banxin::style {

/// A length with its unit. em, lines and % become points only where the style is known.
struct LengthSpec {
  enum class Unit : std::uint8_t { pt, em, lines, percent, number };
  double value = 0;
  Unit unit = Unit::pt;
  friend bool operator==(const LengthSpec&, const LengthSpec&) = default;
};

/// What relative units are relative to.
struct LengthBase {
  Length em;       // the style's own font size
  Length line;     // the line height of body text
  Length percent;  // 100 %
};

/// "12pt", "3mm", "1.5cm", "2in", "2em", "1.5lines", "50%", "四号", or a bare number. Nothing: not
/// a length. Values beyond ±100 000 are none either.
std::optional<LengthSpec> parse_length(std::string_view text);
/// Points of a Chinese size name (H1): 初号 42, 小初 36, 一号 26 … 七号 5.5.
std::optional<double> chinese_size(std::string_view name);
/// The length in EMU. A bare number counts `number_unit` each. The result stays within ±100 000 pt.
Length resolve(const LengthSpec& spec, const LengthBase& base, Length number_unit = {});

/// "k100", "k40", "white", "black", "#rrggbb"; nothing if it is no colour literal.
std::optional<Color> color_literal(std::string_view text);
/// {cmyk=[…]}, {gray=…}, {rgb="#…"}, {spot="…", cmyk=[…]}; percent amounts.
std::optional<Color> color_table(const Value& table);

/// "A4", "B5", "16K", "大16K" …; upright.
std::optional<Size> paper_size(std::string_view name);

}  // namespace banxin::style
