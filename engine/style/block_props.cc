// Property lists to the fields of BlockStyle and Composition.
#include <algorithm>

#include "engine/style/style_book.h"

namespace banxin::style {
namespace {

constexpr std::int32_t kMostGridCells = 1000;  // no line has more characters
constexpr int kMostInitialLines = 10;
constexpr int kMostLooseness = 3;

struct Fields {
  const PropList& props;
  const LengthBase& base;

  void set(Prop prop, Length& to) const {
    if (const PropData* data = props.find(prop)) {
      to = resolve(std::get<LengthSpec>(*data), base);
    }
  }

  void set(Prop prop, int& to) const {
    if (const PropData* data = props.find(prop)) {
      to = static_cast<int>(std::get<std::int64_t>(*data));
    }
  }

  void set(Prop prop, bool& to) const {
    if (const PropData* data = props.find(prop)) {
      to = std::get<std::int64_t>(*data) != 0;
    }
  }

  void set(Prop prop, std::int32_t& to, std::int32_t least) const {
    if (const PropData* data = props.find(prop)) {
      to = std::max(least, static_cast<std::int32_t>(std::get<std::int64_t>(*data)));
    }
  }

  template <class Enum>
  void choose(Prop prop, Enum& to) const {
    if (const PropData* data = props.find(prop)) {
      to = static_cast<Enum>(std::get<std::int64_t>(*data));
    }
  }
};

/// A9: a length is the natural width and leaves the limits; a word names all three.
void set_autospace(const PropList& props, Composition& to) {
  struct Width {
    std::int32_t natural, least, most;
  };

  // In the order of the words in properties.cc: none, thin, normal, loose, fixed.
  constexpr Width kWidths[] = {
      {0, 0, 0}, {125, 125, 250}, {250, 125, 333}, {250, 125, 500}, {250, 250, 250}};
  const PropData* data = props.find(Prop::autospace);
  if (!data) {
    return;
  }
  const std::int64_t value = std::get<std::int64_t>(*data);
  if (value >= 0) {
    to.autospace = static_cast<std::int32_t>(value);
    return;
  }
  const Width& width = kWidths[-value - 1];
  to.autospace = width.natural;
  to.autospace_min = width.least;
  to.autospace_max = width.most;
}

}  // namespace

void apply_composition(const PropList& props, Composition& to) {
  const Fields fields{props, {}};
  fields.choose(Prop::prohibition, to.prohibition);
  fields.choose(Prop::punctuation_style, to.punctuation);
  fields.choose(Prop::adjacent_trim, to.adjacent);
  fields.choose(Prop::line_end, to.line_end);
  fields.choose(Prop::line_start, to.line_start);
  fields.set(Prop::paragraph_start_trim, to.paragraph_start_trim);
  if (const PropData* marks = props.find(Prop::hanging_punctuation)) {
    const std::string& text = std::get<std::string>(*marks);
    to.hanging = text == "none" ? std::string() : text;
  }
  set_autospace(props, to);
  fields.choose(Prop::han_spaces, to.han_spaces);
  fields.set(Prop::autospace_min, to.autospace_min, 0);
  fields.set(Prop::autospace_max, to.autospace_max, 0);
  to.autospace_min = std::min(to.autospace_min, to.autospace);
  to.autospace_max = std::max(to.autospace_max, to.autospace);
  fields.set(Prop::word_space_max, to.word_space_max, 250);
  fields.set(Prop::tracking_comfortable, to.tracking_comfortable, 1);
  fields.set(Prop::tracking_max, to.tracking_max, 1);
  fields.choose(Prop::compression, to.compression);
  fields.set(Prop::compress_stops, to.compress_stops);
  fields.choose(Prop::line_breaker, to.breaker);
  fields.set(Prop::even_lines, to.even_lines);
  fields.choose(Prop::break_within_words, to.word_breaks);
  fields.set(Prop::orphan_repair, to.orphan_repair);
  fields.set(Prop::orphan_minimum, to.orphan_minimum, 0);
  fields.set(Prop::orphan_minimum_wide, to.orphan_minimum_wide, 0);
  fields.set(Prop::keep_number_unit, to.keep_number_unit);
  fields.choose(Prop::hyphens, to.hyphens);
  if (const PropData* language = props.find(Prop::hyphenation_language)) {
    to.hyphenation_language = std::get<std::string>(*language);
  }
  if (const PropData* limits = props.find(Prop::hyphenate_limit_chars)) {
    const std::int64_t packed = std::get<std::int64_t>(*limits);
    to.hyphenate_word = static_cast<std::int32_t>(packed / 10000);
    to.hyphenate_before = static_cast<std::int32_t>(packed / 100 % 100);
    to.hyphenate_after = static_cast<std::int32_t>(packed % 100);
  }
  fields.set(Prop::hyphenate_limit_lines, to.hyphenate_lines, 0);
  fields.set(Prop::grid_cells, to.grid_cells, 0);
  to.grid_cells = std::min(to.grid_cells, kMostGridCells);
  fields.set(Prop::text_wrap, to.balance);
  fields.set(Prop::balance_measure, to.balance_measure, 100);
}

namespace {

void apply_gates(const PropList& props, QualityGates& to) {
  const Fields fields{props, {}};
  fields.set(Prop::loose_gap_limit, to.loose_gap, 0);
  fields.set(Prop::stop_compression_limit, to.stop_compression, 0);
  fields.set(Prop::report_hyphen_ladder, to.hyphen_ladder);
  fields.set(Prop::report_short_last_line, to.short_last);
  fields.set(Prop::report_soft_breaks, to.soft_breaks);
}

}  // namespace

void StyleBook::fill_paragraph(BlockSpec& spec, const LengthBase& base) const {
  BlockStyle& style = spec.style;
  const Fields fields{spec.props, base};
  style.line_height = spec.text.size.times(1.5);
  if (const PropData* data = spec.props.find(Prop::line_height)) {
    style.line_height =
        max(resolve(std::get<LengthSpec>(*data), base, spec.text.size), Length::emu(1));
  }
  fields.set(Prop::text_indent, style.text_indent);
  fields.choose(Prop::text_align, style.text_align);
  // As in CSS: the last line of justified text starts, other alignments hold for it too.
  style.text_align_last = style.text_align == Align::justify ? Align::start : style.text_align;
  fields.choose(Prop::text_align_last, style.text_align_last);
  fields.set(Prop::marker_width, style.marker_width);
  fields.choose(Prop::marker_align, style.marker_align);
  fields.set(Prop::marker_fit, style.marker_fit);
  fields.set(Prop::marker_gap, style.marker_gap);
  fields.set(Prop::hang_after_lines, style.hang_after_lines);
  fields.choose(Prop::text_overflow, style.overflow);
  fields.set(Prop::widows, style.widows);
  fields.set(Prop::orphans, style.orphans);
  fields.set(Prop::widow_minimum, style.widow_minimum, 0);
  fields.set(Prop::keep_lead_in, style.keep_lead_in);
  fields.choose(Prop::line_pitch, style.line_pitch);
  fields.set(Prop::initial_letter, style.initial_lines);
  style.initial_lines = std::clamp(style.initial_lines, 0, kMostInitialLines);
  fields.set(Prop::looseness, style.looseness);
  style.looseness = std::clamp(style.looseness, -kMostLooseness, kMostLooseness);
  const Locale own = spec.text.language.empty() ? locale_ : locale_of(spec.text.language);
  apply_gates(composition(own), style.gates);
  apply_gates(spec.props, style.gates);
  style.composition = composition_of(own);
  apply_composition(composition(own), style.composition);
  apply_composition(spec.props, style.composition);
}

void StyleBook::fill_block(BlockSpec& spec, const LengthBase& base) const {
  BlockStyle& style = spec.style;
  const Fields fields{spec.props, base};
  fields.set(Prop::margin_top, style.margin.top);
  fields.set(Prop::margin_right, style.margin.right);
  fields.set(Prop::margin_bottom, style.margin.bottom);
  fields.set(Prop::margin_left, style.margin.left);
  fields.set(Prop::keep_margin_at_top, style.keep_margin_at_top);
  fields.set(Prop::padding_top, style.padding.top);
  fields.set(Prop::padding_right, style.padding.right);
  fields.set(Prop::padding_bottom, style.padding.bottom);
  fields.set(Prop::padding_left, style.padding.left);
  const auto set_border = [&](Prop prop, Border& to) {
    if (const PropData* data = spec.props.find(prop)) {
      to = border(std::get<BorderSpec>(*data), base, spec.text.color);
    }
  };
  set_border(Prop::border_top, style.border_top);
  set_border(Prop::border_right, style.border_right);
  set_border(Prop::border_bottom, style.border_bottom);
  set_border(Prop::border_left, style.border_left);
  set_border(Prop::grid_border, style.grid_border);
  set_border(Prop::column_rule, style.column_rule);
  if (const PropData* data = spec.props.find(Prop::background_color)) {
    const std::string& name = std::get<std::string>(*data);
    style.background = name == "none" ? std::nullopt : std::optional(color(name));
  }
  fields.choose(Prop::break_before, style.break_before);
  fields.choose(Prop::break_after, style.break_after);
  fields.set(Prop::keep_with_next, style.keep_with_next);
  fields.set(Prop::keep_with_previous, style.keep_with_previous);
  fields.set(Prop::room_needed, style.room_needed);
  fields.set(Prop::keep_together, style.keep_together);
  fields.set(Prop::grid, style.grid);
  fields.set(Prop::lines, style.lines);
  style.line_unit = base.line;
  fields.set(Prop::lines_above, style.lines_above, 0);
  style.lines_above = std::min(style.lines_above, 1000);
  fields.set(Prop::columns, style.columns);
  style.columns = std::max(1, style.columns);
  fields.set(Prop::column_gap, style.column_gap);
  fields.set(Prop::baseline_grid, style.baseline_grid);
  fields.choose(Prop::column_span, style.column_span);
  fields.set(Prop::clear_floats, style.clear_floats);
  fields.choose(Prop::object_fit, style.object_fit);
  const auto set_master = [&](Prop prop, std::uint32_t& to) {
    if (const PropData* data = spec.props.find(prop)) {
      to = master_number(std::get<std::string>(*data));
    }
  };
  set_master(Prop::page, style.page);
  set_master(Prop::page_first, style.page_first);
  fields.choose(Prop::align, style.align);
  fields.choose(Prop::floating, style.floating);
  fields.set(Prop::float_gap, style.float_gap);
  fields.set(Prop::measure_step, style.measure_step);
  fields.choose(Prop::clear, style.clear);
  fields.choose(Prop::box_break, style.box_break);
  fields.set(Prop::width, style.width);
  fields.set(Prop::min_height, style.min_height);
  fields.choose(Prop::role, style.role);
  fields.set(Prop::outline_level, style.outline_level);
}

}  // namespace banxin::style
