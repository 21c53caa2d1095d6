// How one line is fitted, a case for each rule no row of the reference shows by itself: what is
// tried first (J1, K7), what gives way and in which order (C0–C7, J4), the styles S1 and S2, pairs
// (W11), and what the optimal breaker may do in which pass (D5–D7).
#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/line/breaker.h"
#include "engine/line/demerits.h"
#include "engine/line/em_grid.h"
#include "engine/line/line.h"

namespace banxin {
namespace {

using em_grid::ems;
using em_grid::kEm;
using em_grid::text_of;

Composition plain(Locale locale = Locale::zh_hans) {
  Composition composition = composition_of(locale);
  composition.orphan_repair = false;
  return composition;
}

LineRequest tenths(std::int64_t measure) {
  LineRequest request;
  request.measure = kEm.scaled(measure, 10);
  return request;
}

std::string lines_of(const ShapedText& shaped, const LineRequest& request) {
  std::string out;
  for (const Line& line : break_lines(shaped, request).lines) {
    out += out.empty() ? "" : " ⏎ ";
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const PlacedCluster& at = line.placed[i - line.begin];
      const PlacedCluster& before = line.placed[i > line.begin ? i - line.begin - 1 : 0];
      if (i > line.begin && at.x != before.x + before.advance) {
        out += "[" + number_text(ems(at.x - before.x - before.advance), 3) + "]";
      }
      out += text_of(shaped, i);
      const bool han = shaped.clusters[i].cls == CharClass::han;
      if (!han && shaped.clusters[i].cls != CharClass::latin) {
        out += "(" + number_text(ems(at.advance), 3) + ")";
      }
    }
  }
  return out;
}

/// The lines of a measure in tenths of an em: marks and word spaces with the width they end up
/// with, what stands between two clusters in brackets.
std::string lines(const char* text, std::int64_t measure, const Composition& composition) {
  return lines_of(em_grid::shape(text, composition), tenths(measure));
}

TEST(Fitting, WhatFitsIsNotCompressedJ1) {
  EXPECT_EQ(lines("一二，四五六七八九十一二", 100, plain()), "一二，(1)四五六七八九十 ⏎ 一二")
      << "the pause could make room for half a character, but need not";
}

TEST(Fitting, WidthsAreTrimmedBeforeTheBreakIsLookedForK7) {
  EXPECT_EQ(lines("一二三四五六七，“八九", 95, plain()), "一二三四五六七，(1)“(0.5)八 ⏎ 九")
      << "the quote gives half an em, so 八 has its place";
}

TEST(Fitting, TheMarkAtTheEndIsHalvedBeforeAnythingElseC0) {
  EXPECT_EQ(lines("一二，四五六七八九，十", 95, plain()), "一二，(1)四五六七八九，(0.5) ⏎ 十");
}

TEST(Fitting, WordSpacesGiveFirstC1) {
  ShapedText shaped = em_grid::shape("ab cd（一）二三，四", plain());
  ASSERT_TRUE(shaped.clusters[2].is_space);
  shaped.clusters[2].advance = kEm.scaled(33, 100);
  EXPECT_EQ(lines_of(shaped, tenths(78)), "ab (0.3)cd（(1)一）(1)二三，(0.5) ⏎ 四");
}

TEST(Fitting, BothQuartersOfACentredMarkGiveAlikeC2) {
  const ShapedText shaped = em_grid::shape("一二，四五六七八九十，一二", plain(Locale::zh_hant_tw));
  EXPECT_EQ(lines_of(shaped, tenths(105)), "一二，(0.5)四五六七八九十，(1) ⏎ 一二");
  const Line line = break_lines(shaped, tenths(105)).lines[0];
  EXPECT_EQ(line.placed[2].dx, -kEm / 4) << "half of what is gone was before its ink";
}

TEST(Fitting, HanLatinSpaceGivesHalfOfItselfC5) {
  EXPECT_EQ(lines("用AB排版时，一", 58, plain()), "用[0.15]AB[0.15]排版时，(0.5) ⏎ 一");
  Composition fixed = plain();
  fixed.autospace_min = fixed.autospace;
  EXPECT_EQ(lines("用AB排版时，一", 58, fixed).find("，(0.5) ⏎"), std::string::npos)
      << "a fixed space gives nothing: the pause takes a character down with it";
}

TEST(Fitting, NothingElseGivesC7) {
  const char* text = "一二三四五六七八九十，一二三四五。一二三四五六七八九十“一二三”四五六七——八九";
  for (const Breaker breaker : {Breaker::greedy, Breaker::optimal}) {
    Composition composition = plain();
    composition.breaker = breaker;
    const ShapedText shaped = em_grid::shape(text, composition);
    for (std::int64_t measure = 50; measure < 130; measure += 7) {
      for (const Line& line : break_lines(shaped, tenths(measure)).lines) {
        for (std::size_t k = 0; k < line.placed.size(); ++k) {
          const bool han = shaped.clusters[line.begin + k].cls == CharClass::han;
          EXPECT_TRUE(!han || line.placed[k].advance == kEm) << measure;
          EXPECT_TRUE(k == 0 ||
                      line.placed[k].x >= line.placed[k - 1].x + line.placed[k - 1].advance)
              << "no negative tracking at " << measure;
        }
      }
    }
  }
}

TEST(Fitting, AStepBeginsWhereTheOneBeforeIsUsedUpJ4) {
  Composition composition = plain();
  const char* text = "一，二（三）四五六七。”八";
  EXPECT_EQ(lines(text, 103, composition), "一，(1)二（(0.65)三）(0.65)四五六七。(0.5)”(0.5) ⏎ 八")
      << "C3 has enough, in equal parts, and C4 is not asked";
  composition.compression = Compression::gentle;
  EXPECT_EQ(lines(text, 103, composition),
            "一，(0.8)二（(0.75)三）(0.75)四五六七。(0.5)”(0.5) ⏎ 八")
      << "a quarter from each bracket is all there is; C4 gives the rest";
}

TEST(Styles, FullKeepsTheStartAndHalvesTheEndOnlyWhereItMustS1) {
  Composition full = plain();
  full.punctuation = PunctuationStyle::full;
  EXPECT_EQ(lines("一二三四五六七八九十（一二）", 100, full),
            "一二三四五六七八九十 ⏎ （(1)一二）(1)");
  EXPECT_EQ(lines("一二三四五六七八九，一二", 100, full), "一二三四五六七八九，(1) ⏎ 一二");
  EXPECT_EQ(lines("口，“口", 100, full), "口，(1)“(0.5)口") << "neighbours give as in S2";
}

TEST(Styles, AdjustedHalvesBothEdgesAndIsTheDefaultS2) {
  EXPECT_EQ(Composition().punctuation, PunctuationStyle::adjusted);
  EXPECT_EQ(lines("一二三四五六七八九十（一二）", 100, plain()),
            "一二三四五六七八九十 ⏎ （(0.5)一二）(0.5)");
  EXPECT_EQ(lines("口，“口", 100, plain()), "口，(1)“(0.5)口");
}

TEST(Pairs, AreTrimmedOneByOneFromLeftToRightW11) {
  EXPECT_EQ(lines("口（）口", 100, plain()), "口（(1)）(1)口") << "the blanks are outside";
  EXPECT_EQ(lines("口。”）口", 100, plain()), "口。(0.5)”(0.5)）(1)口");
  EXPECT_EQ(lines("口》（《口", 100, plain()), "口》(1)（(0.5)《(0.5)口");
}

TEST(Demerits, CompressionIsPreferredToExpansionD5) {
  EXPECT_DOUBLE_EQ(line_demerits(0.5), 22.5 * 22.5);
  EXPECT_DOUBLE_EQ(line_demerits(-0.5), (10 + 12.5 * 0.9) * (10 + 12.5 * 0.9));
}

/// The first line of `text` up to cluster `end`, if the pass can set it.
bool can_set(const char* text, std::int64_t measure, std::uint32_t end, OptimalPass pass) {
  const ShapedText shaped = em_grid::shape(text, plain());
  const LineRequest request = tenths(measure);
  const Prepared prepared(shaped, request);
  return open_to(prepared, end, pass) && fit_line(prepared, 0, end, 0, pass).has_value();
}

TEST(Passes, TheFirstShrinksNoStopsStretchesLittleAndPartsNoWordD6) {
  const char* stop = "一。二三四五六七八，九";
  EXPECT_FALSE(can_set(stop, 92, 10, OptimalPass::strict)) << "only 。 could give (C6)";
  EXPECT_TRUE(can_set(stop, 92, 10, OptimalPass::full));
  const char* han = "一二三四五六七八九十";
  EXPECT_TRUE(can_set(han, 95, 8, OptimalPass::strict)) << "1.5 em over 7 gaps: r = 3.4";
  EXPECT_FALSE(can_set(han, 95, 7, OptimalPass::strict)) << "2.5 em over 6 gaps: r = 6.7";
  EXPECT_TRUE(can_set(han, 95, 7, OptimalPass::full));
  const char* word = "一二三type\u00ADsetting";
  EXPECT_FALSE(can_set(word, 60, 8, OptimalPass::strict));
  EXPECT_TRUE(can_set(word, 60, 8, OptimalPass::full));
}

TEST(Passes, AnUnderfullLineIsBetterThanAnOverfullOneD7) {
  Composition composition = plain();
  composition.breaker = Breaker::optimal;
  EXPECT_EQ(lines("一二——三", 30, composition), "一 ⏎ 二——(2) ⏎ 三")
      << "two short lines rather than a dash beyond the measure";
}

}  // namespace
}  // namespace banxin
