#include "engine/style/properties.h"

#include <algorithm>
#include <array>

namespace banxin::style {
namespace {

using Words = std::span<const std::string_view>;

// Each list in the order of the enum it stands for.
constexpr std::array<std::string_view, 4> kDecoration{"none", "underline", "line-through", "both"};
constexpr std::array<std::string_view, 12> kEmphasis{"none",
                                                     "dot",
                                                     "open dot",
                                                     "circle",
                                                     "open circle",
                                                     "double-circle",
                                                     "triangle",
                                                     "open triangle",
                                                     "sesame",
                                                     "open sesame",
                                                     "proper-name",  // NameMark from here on
                                                     "book-title"};
constexpr std::array<std::string_view, 3> kEmphasisSide{"auto", "under", "over"};
constexpr std::array<std::string_view, 3> kNameMark{"none", "proper-name", "book-title"};
constexpr std::array<std::string_view, 4> kRubyPosition{"auto", "over", "under", "inter-character"};
constexpr std::array<std::string_view, 4> kRubyAlign{
    "space-around", "start", "center", "space-between"};
constexpr std::array<std::string_view, 2> kRubyOverhang{"none", "auto"};
constexpr std::array<std::string_view, 2> kLinePitch{"constant", "grow"};
constexpr std::array<std::string_view, 5> kAlign{"justify", "start", "end", "center", "spread"};
constexpr std::array<std::string_view, 3> kSide{"start", "center", "end"};
constexpr std::array<std::string_view, 2> kVertical{"baseline", "middle"};
constexpr std::array<std::string_view, 2> kOverflow{"wrap", "ellipsis"};
constexpr std::array<std::string_view, 2> kWrap{"wrap", "balance"};
constexpr std::array<std::string_view, 2> kDisplay{"block", "run-in"};
constexpr std::array<std::string_view, 6> kBreak{
    "auto", "column", "page", "recto", "verso", "avoid"};
constexpr std::array<std::string_view, 9> kFloat{"none",
                                                 "left",
                                                 "right",
                                                 "inside",
                                                 "outside",
                                                 "page-top",
                                                 "page-bottom",
                                                 "column-top",
                                                 "column-bottom"};
constexpr std::array<std::string_view, 3> kClear{"auto", "none", "both"};
constexpr std::array<std::string_view, 2> kBoxBreak{"slice", "clone"};
constexpr std::array<std::string_view, 3> kObjectFit{"fill", "contain", "cover"};
constexpr std::array<std::string_view, 3> kSpan{"none", "all", "auto"};
constexpr std::array<std::string_view, 38> kRoles{"document",
                                                  "part",
                                                  "sect",
                                                  "art",
                                                  "h1",
                                                  "h2",
                                                  "h3",
                                                  "h4",
                                                  "p",
                                                  "caption",
                                                  "block-quote",
                                                  "list",
                                                  "list-item",
                                                  "label",
                                                  "list-body",
                                                  "note",
                                                  "figure",
                                                  "formula",
                                                  "table",
                                                  "table-row",
                                                  "table-head",
                                                  "table-cell",
                                                  "toc",
                                                  "toc-item",
                                                  "reference",
                                                  "link",
                                                  "span",
                                                  "quote",
                                                  "code",
                                                  "ruby",
                                                  "ruby-base",
                                                  "ruby-text",
                                                  "bib-entry",
                                                  "artifact-header",
                                                  "artifact-footer",
                                                  "artifact-layout",
                                                  "artifact-background",
                                                  "artifact-page"};
constexpr std::array<std::string_view, 5> kProhibition{"none", "basic", "gb", "gb+", "strict"};
constexpr std::array<std::string_view, 7> kPunctuation{
    "raw", "full", "adjusted", "kaiming", "half", "grid", "grid-compact"};
constexpr std::array<std::string_view, 2> kAdjacent{"always", "when-needed"};
constexpr std::array<std::string_view, 3> kLineEnd{"keep", "auto", "always"};
constexpr std::array<std::string_view, 2> kLineStart{"keep", "trim"};
constexpr std::array<std::string_view, 3> kCompression{"full", "gentle", "none"};
constexpr std::array<std::string_view, 2> kBreaker{"greedy", "optimal"};
constexpr std::array<std::string_view, 5> kAutospace{"none", "thin", "normal", "loose", "fixed"};
constexpr std::array<std::string_view, 2> kHanSpaces{"keep", "remove"};
constexpr std::array<std::string_view, 3> kHyphens{"none", "manual", "auto"};
constexpr std::array<std::string_view, 3> kWordBreaks{"free", "avoid", "rarely"};

constexpr bool kText = true;

constexpr PropInfo of_text(std::string_view name, Prop prop, PropKind kind, Words words = {}) {
  return {name, prop, kind, words, kText, false};
}

constexpr PropInfo of_block(std::string_view name, Prop prop, PropKind kind, Words words = {}) {
  return {name, prop, kind, words, false, false};
}

constexpr PropInfo of_fit(std::string_view name, Prop prop, PropKind kind, Words words = {}) {
  return {name, prop, kind, words, false, true};
}

constexpr PropInfo kProperties[] = {
    of_text("font-family", Prop::font_family, PropKind::role),
    of_text("font-size", Prop::font_size, PropKind::length),
    of_text("font-weight", Prop::font_weight, PropKind::weight),
    of_text("color", Prop::color, PropKind::color),
    of_text("letter-spacing", Prop::letter_spacing, PropKind::length),
    of_text("baseline-shift", Prop::baseline_shift, PropKind::length),
    of_text("text-decoration", Prop::text_decoration, PropKind::choice, kDecoration),
    of_text("text-emphasis", Prop::text_emphasis, PropKind::choice, kEmphasis),
    of_text("text-emphasis-style", Prop::text_emphasis, PropKind::choice, kEmphasis),
    of_text(
        "text-emphasis-position", Prop::text_emphasis_position, PropKind::choice, kEmphasisSide),
    of_text("text-emphasis-color", Prop::text_emphasis_color, PropKind::color),
    of_text("name-mark", Prop::name_mark, PropKind::choice, kNameMark),
    of_text("ruby-position", Prop::ruby_position, PropKind::choice, kRubyPosition),
    of_text("ruby-align", Prop::ruby_align, PropKind::choice, kRubyAlign),
    of_text("ruby-overhang", Prop::ruby_overhang, PropKind::choice, kRubyOverhang),
    of_text("ruby-gap", Prop::ruby_gap, PropKind::permille),
    of_text("ruby-word-gap", Prop::ruby_word_gap, PropKind::permille),
    of_text("synthetic-bold", Prop::synthetic_bold, PropKind::length),
    of_text("lang", Prop::lang, PropKind::text),
    of_text("vertical-align", Prop::vertical_align, PropKind::choice, kVertical),
    of_block("line-height", Prop::line_height, PropKind::factor),
    of_block("text-indent", Prop::text_indent, PropKind::length),
    of_block("text-align", Prop::text_align, PropKind::choice, kAlign),
    of_block("text-align-last", Prop::text_align_last, PropKind::choice, kAlign),
    of_block("text-wrap", Prop::text_wrap, PropKind::choice, kWrap),
    of_block("display", Prop::display, PropKind::choice, kDisplay),
    of_block("balance-measure", Prop::balance_measure, PropKind::permille),
    of_block("open-up", Prop::open_up, PropKind::flag),
    of_block("shrink-to-fit", Prop::shrink_to_fit, PropKind::flag),
    of_block("text-overflow", Prop::text_overflow, PropKind::choice, kOverflow),
    of_block("marker-width", Prop::marker_width, PropKind::length),
    of_block("marker-align", Prop::marker_align, PropKind::choice, kAlign),
    of_block("marker-fit", Prop::marker_fit, PropKind::flag),
    of_block("marker-gap", Prop::marker_gap, PropKind::length),
    of_block("hang-after-lines", Prop::hang_after_lines, PropKind::integer),
    of_block("hanging-label", Prop::hanging_label, PropKind::text),
    of_block("widows", Prop::widows, PropKind::integer),
    of_block("orphans", Prop::orphans, PropKind::integer),
    of_block("widow-minimum", Prop::widow_minimum, PropKind::permille),
    of_block("keep-lead-in", Prop::keep_lead_in, PropKind::flag),
    of_block("line-pitch", Prop::line_pitch, PropKind::choice, kLinePitch),
    of_block("initial-letter", Prop::initial_letter, PropKind::integer),
    of_block("looseness", Prop::looseness, PropKind::signed_integer),
    of_block("margin-top", Prop::margin_top, PropKind::length),
    of_block("margin-right", Prop::margin_right, PropKind::length),
    of_block("margin-bottom", Prop::margin_bottom, PropKind::length),
    of_block("margin-left", Prop::margin_left, PropKind::length),
    of_block("keep-margin-at-top", Prop::keep_margin_at_top, PropKind::flag),
    of_block("padding-top", Prop::padding_top, PropKind::length),
    of_block("padding-right", Prop::padding_right, PropKind::length),
    of_block("padding-bottom", Prop::padding_bottom, PropKind::length),
    of_block("padding-left", Prop::padding_left, PropKind::length),
    of_block("border-top", Prop::border_top, PropKind::border),
    of_block("border-right", Prop::border_right, PropKind::border),
    of_block("border-bottom", Prop::border_bottom, PropKind::border),
    of_block("border-left", Prop::border_left, PropKind::border),
    of_block("grid-border", Prop::grid_border, PropKind::border),
    of_block("background-color", Prop::background_color, PropKind::color),
    of_block("break-before", Prop::break_before, PropKind::choice, kBreak),
    of_block("break-after", Prop::break_after, PropKind::choice, kBreak),
    of_block("keep-with-next", Prop::keep_with_next, PropKind::integer),
    of_block("keep-with-previous", Prop::keep_with_previous, PropKind::integer),
    of_block("room-needed", Prop::room_needed, PropKind::length),
    of_block("keep-together", Prop::keep_together, PropKind::flag),
    of_block("grid", Prop::grid, PropKind::length),
    of_block("lines", Prop::lines, PropKind::integer),
    of_block("lines-above", Prop::lines_above, PropKind::permille),
    of_block("columns", Prop::columns, PropKind::integer),
    of_block("column-gap", Prop::column_gap, PropKind::length),
    of_block("column-rule", Prop::column_rule, PropKind::border),
    of_block("column-span", Prop::column_span, PropKind::choice, kSpan),
    of_block("clear-floats", Prop::clear_floats, PropKind::flag),
    of_block("page", Prop::page, PropKind::text),
    of_block("page-first", Prop::page_first, PropKind::text),
    of_block("object-fit", Prop::object_fit, PropKind::choice, kObjectFit),
    of_block("baseline-grid", Prop::baseline_grid, PropKind::length),
    of_block("align", Prop::align, PropKind::choice, kSide),
    of_block("float", Prop::floating, PropKind::choice, kFloat),
    of_block("float-gap", Prop::float_gap, PropKind::length),
    of_block("measure-step", Prop::measure_step, PropKind::length),
    of_block("clear", Prop::clear, PropKind::choice, kClear),
    of_block("box-decoration-break", Prop::box_break, PropKind::choice, kBoxBreak),
    of_block("width", Prop::width, PropKind::length),
    of_block("min-height", Prop::min_height, PropKind::length),
    of_block("max-width", Prop::max_width, PropKind::length),
    of_block("max-height", Prop::max_height, PropKind::length),
    of_block("tag", Prop::role, PropKind::choice, kRoles),
    of_block("outline-level", Prop::outline_level, PropKind::integer),
    of_block("rule-top", Prop::rule_top, PropKind::border),
    of_block("rule-head", Prop::rule_head, PropKind::border),
    of_block("rule-bottom", Prop::rule_bottom, PropKind::border),
    of_block("rule-row", Prop::rule_row, PropKind::border),
    of_block("rule-column", Prop::rule_column, PropKind::border),
    of_block("cell-padding", Prop::cell_padding, PropKind::length),
    of_block("stripe-color", Prop::stripe_color, PropKind::color),
    of_block("full-width", Prop::full_width, PropKind::flag),
    of_fit("prohibition", Prop::prohibition, PropKind::choice, kProhibition),
    of_fit("punctuation-style", Prop::punctuation_style, PropKind::choice, kPunctuation),
    of_fit("grid-cells", Prop::grid_cells, PropKind::integer),
    of_fit("adjacent-trim", Prop::adjacent_trim, PropKind::choice, kAdjacent),
    of_fit("line-end", Prop::line_end, PropKind::choice, kLineEnd),
    of_fit("line-start", Prop::line_start, PropKind::choice, kLineStart),
    of_fit("paragraph-start-trim", Prop::paragraph_start_trim, PropKind::flag),
    of_fit("hanging-punctuation", Prop::hanging_punctuation, PropKind::text),
    of_fit("autospace", Prop::autospace, PropKind::space, kAutospace),
    of_fit("autospace-min", Prop::autospace_min, PropKind::permille),
    of_fit("autospace-max", Prop::autospace_max, PropKind::permille),
    of_fit("word-space-max", Prop::word_space_max, PropKind::permille),
    of_fit("tracking-comfortable", Prop::tracking_comfortable, PropKind::permyriad),
    of_fit("tracking-max", Prop::tracking_max, PropKind::permille),
    of_fit("compression", Prop::compression, PropKind::choice, kCompression),
    of_fit("compress-stops", Prop::compress_stops, PropKind::flag),
    of_fit("line-breaker", Prop::line_breaker, PropKind::choice, kBreaker),
    of_fit("even-lines", Prop::even_lines, PropKind::flag),
    of_fit("break-within-words", Prop::break_within_words, PropKind::choice, kWordBreaks),
    of_fit("orphan-repair", Prop::orphan_repair, PropKind::flag),
    of_fit("orphan-minimum", Prop::orphan_minimum, PropKind::integer),
    of_fit("orphan-minimum-wide", Prop::orphan_minimum_wide, PropKind::integer),
    of_fit("keep-number-unit", Prop::keep_number_unit, PropKind::flag),
    of_fit("hyphens", Prop::hyphens, PropKind::choice, kHyphens),
    of_fit("hyphenation-language", Prop::hyphenation_language, PropKind::text),
    of_fit("hyphenate-limit-chars", Prop::hyphenate_limit_chars, PropKind::counts),
    of_fit("hyphenate-limit-lines", Prop::hyphenate_limit_lines, PropKind::integer),
    of_fit("loose-gap-limit", Prop::loose_gap_limit, PropKind::permille),
    of_fit("stop-compression-limit", Prop::stop_compression_limit, PropKind::permille),
    of_fit("report-hyphen-ladder", Prop::report_hyphen_ladder, PropKind::integer),
    of_fit("report-short-last-line", Prop::report_short_last_line, PropKind::flag),
    of_fit("report-soft-breaks", Prop::report_soft_breaks, PropKind::flag),
    of_fit("han-spaces", Prop::han_spaces, PropKind::choice, kHanSpaces),
};

}  // namespace

std::span<const PropInfo> properties() {
  return kProperties;
}

const PropInfo* find_property(std::string_view name) {
  const auto* at = std::find_if(std::begin(kProperties),
                                std::end(kProperties),
                                [&](const PropInfo& info) { return info.name == name; });
  return at == std::end(kProperties) ? nullptr : at;
}

void PropList::set(PropValue value) {
  const auto at = std::lower_bound(
      values_.begin(), values_.end(), value.prop, [](const PropValue& have, Prop prop) {
        return have.prop < prop;
      });
  if (at != values_.end() && at->prop == value.prop) {
    *at = std::move(value);
  } else {
    values_.insert(at, std::move(value));
  }
}

void PropList::overlay(const PropList& over) {
  for (const PropValue& value : over.values_) {
    set(value);
  }
}

const PropData* PropList::find(Prop prop) const {
  const auto at = std::lower_bound(
      values_.begin(), values_.end(), prop, [](const PropValue& have, Prop wanted) {
        return have.prop < wanted;
      });
  return at != values_.end() && at->prop == prop ? &at->data : nullptr;
}

std::string_view role_name(TagRole role) {
  return kRoles[static_cast<std::size_t>(role)];
}

}  // namespace banxin::style
