// The properties a style may set: one table of names, value types and meanings, from which both
// the parser and the check for unknown keys work.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/tag.h"
#include "engine/style/units.h"

namespace banxin::style {

/// The role as a layout writes it.
std::string_view role_name(TagRole role);

enum class Prop : std::uint8_t {
  // Text
  font_family,
  font_size,
  font_weight,
  color,
  letter_spacing,
  baseline_shift,
  vertical_align,
  text_decoration,
  text_emphasis,
  text_emphasis_position,
  text_emphasis_color,
  name_mark,
  ruby_position,
  ruby_align,
  ruby_overhang,
  ruby_gap,
  ruby_word_gap,
  synthetic_bold,
  lang,
  // Paragraph
  line_height,
  text_indent,
  text_align,
  text_align_last,
  text_wrap,
  display,
  balance_measure,
  open_up,
  shrink_to_fit,
  text_overflow,
  marker_width,
  marker_align,
  marker_fit,
  marker_gap,
  hang_after_lines,
  hanging_label,
  widows,
  orphans,
  widow_minimum,
  keep_lead_in,
  line_pitch,
  initial_letter,
  looseness,
  // Block
  margin_top,
  margin_right,
  margin_bottom,
  margin_left,
  keep_margin_at_top,
  padding_top,
  padding_right,
  padding_bottom,
  padding_left,
  border_top,
  border_right,
  border_bottom,
  border_left,
  background_color,
  grid_border,
  break_before,
  break_after,
  keep_with_next,
  keep_with_previous,
  room_needed,
  keep_together,
  grid,
  lines,
  lines_above,
  columns,
  column_gap,
  column_rule,
  column_span,
  clear_floats,
  page,
  page_first,
  object_fit,
  baseline_grid,
  align,
  floating,
  float_gap,
  measure_step,
  clear,
  box_break,
  width,
  min_height,
  max_width,
  max_height,
  role,
  outline_level,
  // Tables
  rule_top,
  rule_head,
  rule_bottom,
  rule_row,
  rule_column,
  cell_padding,
  stripe_color,
  full_width,
  // Composition
  prohibition,
  punctuation_style,
  grid_cells,
  adjacent_trim,
  line_end,
  line_start,
  paragraph_start_trim,
  hanging_punctuation,
  autospace,
  autospace_min,
  autospace_max,
  word_space_max,
  tracking_comfortable,
  tracking_max,
  compression,
  compress_stops,
  line_breaker,
  even_lines,
  break_within_words,
  orphan_repair,
  orphan_minimum,
  orphan_minimum_wide,
  keep_number_unit,
  hyphens,
  hyphenation_language,
  hyphenate_limit_chars,
  hyphenate_limit_lines,
  han_spaces,
  // Warnings of J7, J8
  loose_gap_limit,
  stop_compression_limit,
  report_hyphen_ladder,
  report_short_last_line,
  report_soft_breaks,
};

/// How a property's value is written.
enum class PropKind : std::uint8_t {
  length,     // a length
  factor,     // a length, or a bare number times the font size (line-height)
  permille,   // 0.25, "0.25em" or "80%", kept in thousandths
  permyriad,  // the same, kept in ten-thousandths
  integer,
  signed_integer,  // -100 to 100
  weight,          // 1–1000, normal, bold
  space,           // a permille, or one word of a list, kept as −1, −2 …
  counts,          // "5 2 3": up to three numbers below 100, kept as 50203
  flag,            // true, false
  choice,          // one word of a list, kept as its index
  color,           // a named colour, a literal, or none
  border,          // "0.5pt accent", "0.5pt", none
  role,            // a font role
  text,            // any string
};

struct BorderSpec {
  LengthSpec width;
  std::string color;  // name or literal; empty: the text colour
  friend bool operator==(const BorderSpec&, const BorderSpec&) = default;
};

using PropData = std::variant<LengthSpec, std::int64_t, std::string, BorderSpec>;

struct PropValue {
  Prop prop{};
  PropData data;
  Span span;
};

/// Properties set in one place, at most one value each, sorted by Prop.
class PropList {
 public:
  void set(PropValue value);
  /// Everything of `over` replaces what is here.
  void overlay(const PropList& over);
  const PropData* find(Prop prop) const;

  std::span<const PropValue> values() const { return values_; }

 private:
  std::vector<PropValue> values_;
};

struct PropInfo {
  std::string_view name;
  Prop prop;
  PropKind kind;
  std::span<const std::string_view> choices;  // PropKind::choice: in the order of the enum
  bool text = false;                          // also allowed in [text-styles]
  bool composition = false;                   // also allowed in [text]
};

std::span<const PropInfo> properties();
const PropInfo* find_property(std::string_view name);

/// What it is, in Chinese (property_texts.cc); empty if nobody wrote it.
std::string_view about_property(std::string_view name);

/// Reads every property in `table` except the keys in `other_keys`; shorthands (margin, padding,
/// border) become their four sides. W201 unknown key, E204 wrong type, E205 bad length, E207 not
/// one of the words allowed.
enum class PropSet : std::uint8_t { block, text, composition };
PropList read_properties(const Value& table,
                         PropSet set,
                         std::span<const std::string> other_keys,
                         Diagnostics& diagnostics);

}  // namespace banxin::style
