#include "engine/line/em_grid.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/unicode/unicode.h"

namespace banxin::em_grid {
namespace {

constexpr Length em(std::int64_t num, std::int64_t den) {
  return kEm.scaled(num, den);
}

bool blank(const CharCluster& c) {
  return c.cls == CharClass::space || c.cls == CharClass::no_break_space;
}

bool latin_side(const CharCluster& c) {
  return c.cls == CharClass::latin || (!c.cjk_font && !blank(c) && c.base < 0x100);
}

bool full_width_mark(const CharCluster& c) {
  return c.cjk_font && c.cls < CharClass::iteration;
}

/// A1–A3 for the boundary a|b.
bool autospace(const CharCluster& a, const CharCluster& b) {
  const auto one_of = [](std::u32string_view set, char32_t c) {
    return set.find(c) != std::u32string_view::npos;
  };
  const auto word = [&](char32_t c) {
    return (c >= U'0' && c <= U'9') || ((c | 0x20) >= U'a' && (c | 0x20) <= U'z') ||
           one_of(U"#$%&@+¥£€°", c);
  };
  if (is_wide_text(a.base) && latin_side(b)) {
    return word(b.base) || one_of(U"([{", b.base);
  }
  if (latin_side(a) && is_wide_text(b.base)) {
    return word(a.base) || one_of(U")]},.;:!?", a.base);
  }
  return false;
}

struct Blanks {
  Length left, right;
};

/// CH2 by locale.
Blanks blanks(const CharCluster& c, Locale locale) {
  const bool hant = locale == Locale::zh_hant_tw || locale == Locale::zh_hant_hk;
  const bool centred_pause = locale == Locale::ja && (c.base == 0xFF1A || c.base == 0xFF1B);
  const Blanks quarters = {em(1, 4), em(1, 4)};
  if (!c.cjk_font) {
    return {};
  }
  switch (c.cls) {
    case CharClass::opening:
      return {em(1, 2), Length()};
    case CharClass::closing:
      return {Length(), em(1, 2)};
    case CharClass::pause:
    case CharClass::stop:
      return hant || centred_pause ? quarters : Blanks{Length(), em(1, 2)};
    case CharClass::question:
      return locale == Locale::zh_hans ? Blanks{Length(), em(1, 2)} : Blanks{};
    case CharClass::interpunct:
      return locale == Locale::zh_hans ? Blanks{} : quarters;
    default:
      return {};
  }
}

Length natural_advance(const CharCluster& c, Locale locale) {
  const auto characters = static_cast<std::int64_t>((c.end - c.begin) / 3);
  switch (c.cls) {
    case CharClass::dash:
    case CharClass::ellipsis:
      return c.base >= 0x2E3A ? em(2, 1) : em(std::max<std::int64_t>(1, characters), 1);
    case CharClass::zero_width_break:
    case CharClass::word_joiner:
    case CharClass::soft_hyphen:
    case CharClass::line_feed:
      return {};
    case CharClass::space:
    case CharClass::no_break_space:
      return em(1, 4);
    case CharClass::connector:
      return c.base == 0x2013 || c.base == 0x2010 ? em(1, 2) : em(1, 1);
    case CharClass::interpunct:
    case CharClass::solidus:
      return locale == Locale::zh_hans ? em(1, 2) : em(1, 1);
    default:
      return c.cjk_font ? em(1, 1) : em(1, 2);
  }
}

bool gap_from(CharClass cls) {
  switch (cls) {
    case CharClass::han:
    case CharClass::iteration:
    case CharClass::small_kana:
    case CharClass::other_symbol:
    case CharClass::suffix:
    case CharClass::note_label:
    case CharClass::closing:
    case CharClass::pause:
    case CharClass::stop:
    case CharClass::question:
    case CharClass::question_pair:
    case CharClass::dash:
    case CharClass::ellipsis:
    case CharClass::ideographic_space:
      return true;
    default:
      return false;
  }
}

bool gap_to(CharClass cls) {
  switch (cls) {
    case CharClass::han:
    case CharClass::iteration:
    case CharClass::small_kana:
    case CharClass::other_symbol:
    case CharClass::prefix:
    case CharClass::note_label:
    case CharClass::opening:
    case CharClass::dash:
    case CharClass::ellipsis:
    case CharClass::ideographic_space:
      return true;
    default:
      return false;
  }
}

class Builder {
 public:
  Builder(std::string_view text, const Composition& composition)
      : analysis_(analyze(text, composition)),
        composition_(composition) {
    shaped_.text = text;
    shaped_.composition = composition;
    shaped_.em = kEm;
  }

  ShapedText build(const std::vector<std::size_t>& run_ends) {
    const auto& from = analysis_.clusters;
    std::size_t previous = from.size();  // the last one taken over
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (blank(from[i]) && !keeps_space(i)) {
        if (previous < from.size()) {
          shaped_.clusters.back().break_after = analysis_.breaks[i];
        }
        continue;
      }
      add(i, previous);
      previous = i;
    }
    for (ShapedCluster& c : shaped_.clusters) {
      c.run = static_cast<std::uint32_t>(std::count_if(
          run_ends.begin(), run_ends.end(), [&](std::size_t end) { return end <= c.text_begin; }));
      shaped_.source_offset.push_back(c.text_begin);
    }
    return std::move(shaped_);
  }

 private:
  /// A5–A8: the first space of a run stands between two of a kind, and neither is a mark.
  bool keeps_space(std::size_t i) const {
    const auto& all = analysis_.clusters;
    if (i == 0 || blank(all[i - 1])) {
      return false;
    }
    std::size_t next = i + 1;
    while (next < all.size() && blank(all[next])) {
      ++next;
    }
    if (next == all.size()) {
      return false;
    }
    const CharCluster& a = all[i - 1];
    const CharCluster& b = all[next];
    return !full_width_mark(a) && !full_width_mark(b) && latin_side(a) == latin_side(b);
  }

  void add(std::size_t i, std::size_t previous) {
    const CharCluster& from = analysis_.clusters[i];
    const Blanks sides = blanks(from, composition_.locale);
    ShapedCluster c;
    c.text_begin = from.begin;
    c.text_end = from.end;
    c.cls = from.cls;
    c.size = kEm;
    c.advance = natural_advance(from, composition_.locale);
    c.blank_left = sides.left;
    c.blank_right = sides.right;
    if (from.cls == CharClass::soft_hyphen) {
      shaped_.hyphens = {{FontId::none, 0, kEm, em(1, 2)}};
      c.hyphen = 1;
    }
    c.is_space = from.cls == CharClass::space;
    c.break_after = analysis_.breaks[i];
    if (previous < analysis_.clusters.size()) {
      const CharCluster& before = analysis_.clusters[previous];
      c.space_before =
          autospace(before, from) ? kEm.scaled(composition_.autospace, 1000) : Length();
      shaped_.clusters.back().gap_after = gap_from(before.cls) && gap_to(from.cls) &&
                                          c.space_before == Length() &&
                                          (before.token == 0 || before.token != from.token);
    }
    shaped_.clusters.push_back(c);
  }

  TextAnalysis analysis_;
  const Composition& composition_;
  ShapedText shaped_;
};

}  // namespace

ShapedText shape(std::string_view text,
                 const Composition& composition,
                 const std::vector<std::size_t>& run_ends) {
  return Builder(text, composition).build(run_ends);
}

namespace {

TEST(EmGrid, GivesTheWidthsTheReferenceAssumes) {
  const ShapedText shaped = shape("中，“A ——", {});
  std::string out;
  for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
    const ShapedCluster& c = shaped.clusters[i];
    out += std::string(text_of(shaped, i)) + " " + std::to_string(ems(c.advance)).substr(0, 4) +
           " " + std::to_string(ems(c.blank_left)).substr(0, 3) + " " +
           std::to_string(ems(c.blank_right)).substr(0, 3) + "\n";
  }
  EXPECT_EQ(out,
            "中 1.00 0.0 0.0\n， 1.00 0.0 0.5\n“ 1.00 0.5 0.0\nA 0.50 0.0 0.0\n"
            "—— 2.00 0.0 0.0\n");
}

}  // namespace
}  // namespace banxin::em_grid
