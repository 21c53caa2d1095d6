#include <array>
#include <string_view>

#include "engine/style/dump_parts.h"

namespace banxin::style {
namespace {

/// Writes what differs.
class Differences {
 public:
  void number(std::string_view name, std::int64_t value, std::int64_t usual) {
    if (value != usual) {
      out_ += " " + std::string(name) + " " + std::to_string(value);
    }
  }

  void flag(std::string_view name, bool value, bool usual) {
    if (value != usual) {
      out_ += (value ? " " : " no-") + std::string(name);
    }
  }

  void text(std::string_view name, const std::string& value, const std::string& usual) {
    if (value != usual) {
      out_ += " " + std::string(name) + " " + (value.empty() ? "none" : value);
    }
  }

  template <class Enum, std::size_t N>
  void word(std::string_view name,
            Enum value,
            Enum usual,
            const std::array<const char*, N>& words) {
    if (value != usual) {
      out_ += " " + std::string(name) + " " + words[static_cast<std::size_t>(value)];
    }
  }

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace

std::string composition_text(const Composition& c) {
  const Composition usual = composition_of(c.locale);
  Differences out;
  out.word("prohibition",
           c.prohibition,
           usual.prohibition,
           std::array{"none", "basic", "gb", "gb+", "strict"});
  out.word("punctuation",
           c.punctuation,
           usual.punctuation,
           std::array{"raw", "full", "adjusted", "kaiming", "half", "grid", "grid-compact"});
  out.number("grid-cells", c.grid_cells, usual.grid_cells);
  out.word("adjacent", c.adjacent, usual.adjacent, std::array{"always", "when-needed"});
  out.word("line-end", c.line_end, usual.line_end, std::array{"keep", "auto", "always"});
  out.word("line-start", c.line_start, usual.line_start, std::array{"keep", "trim"});
  out.flag("paragraph-start-trim", c.paragraph_start_trim, usual.paragraph_start_trim);
  out.text("hanging", c.hanging, usual.hanging);
  out.number("autospace", c.autospace, usual.autospace);
  out.number("autospace-min", c.autospace_min, usual.autospace_min);
  out.number("autospace-max", c.autospace_max, usual.autospace_max);
  out.number("word-space-max", c.word_space_max, usual.word_space_max);
  out.number("tracking-comfortable", c.tracking_comfortable, usual.tracking_comfortable);
  out.number("tracking-max", c.tracking_max, usual.tracking_max);
  out.word("han-spaces", c.han_spaces, usual.han_spaces, std::array{"keep", "remove"});
  out.word("compression", c.compression, usual.compression, std::array{"full", "gentle", "none"});
  out.flag("compress-stops", c.compress_stops, usual.compress_stops);
  out.word("breaker", c.breaker, usual.breaker, std::array{"greedy", "optimal"});
  out.flag("even-lines", c.even_lines, usual.even_lines);
  out.word("word-breaks", c.word_breaks, usual.word_breaks, std::array{"free", "avoid", "rarely"});
  out.flag("orphan-repair", c.orphan_repair, usual.orphan_repair);
  out.number("orphan-minimum", c.orphan_minimum, usual.orphan_minimum);
  out.number("orphan-minimum-wide", c.orphan_minimum_wide, usual.orphan_minimum_wide);
  out.flag("keep-number-unit", c.keep_number_unit, usual.keep_number_unit);
  out.word("hyphens", c.hyphens, usual.hyphens, std::array{"none", "manual", "auto"});
  out.text("hyphenation-language", c.hyphenation_language, usual.hyphenation_language);
  out.number("hyphenate-word", c.hyphenate_word, usual.hyphenate_word);
  out.number("hyphenate-before", c.hyphenate_before, usual.hyphenate_before);
  out.number("hyphenate-after", c.hyphenate_after, usual.hyphenate_after);
  out.number("hyphenate-lines", c.hyphenate_lines, usual.hyphenate_lines);
  out.number("balance-measure", c.balance_measure, usual.balance_measure);
  return out.take();
}

std::string gates_text(const QualityGates& gates) {
  Differences out;
  out.number("warn-gap", gates.loose_gap, 0);
  out.number("warn-stop", gates.stop_compression, 0);
  out.number("warn-hyphens", gates.hyphen_ladder, 0);
  out.flag("warn-short-last", gates.short_last, false);
  out.flag("warn-soft-breaks", gates.soft_breaks, false);
  return out.take();
}

}  // namespace banxin::style
