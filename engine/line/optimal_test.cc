// The optimal breaker on small cases, one for each rule; random text is in properties_test.cc, rows
// T103 to T105 in reference_test.cc.
#include "engine/line/optimal.h"

#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/line/breaker.h"
#include "engine/line/em_grid.h"

namespace banxin {
namespace {

using em_grid::kEm;
using em_grid::text_of;

/// Without the demerits for unlike neighbours, as in the reference's rows.
Composition optimal() {
  Composition composition;
  composition.breaker = Breaker::optimal;
  composition.even_lines = false;
  composition.orphan_repair = false;
  return composition;
}

/// "一二三(-0.5)⏎四五(0)": the lines with their r.
std::string lines(const std::string& input,
                  std::int64_t ems,
                  const Composition& composition,
                  const std::vector<LineInset>& insets = {}) {
  const ShapedText shaped = em_grid::shape(input, composition);
  LineRequest request;
  request.measure = kEm * ems;
  request.insets = insets;
  const Prepared text(shaped, request);
  std::string out;
  std::uint32_t number = 0;
  for (const Choice& line : break_optimal(text)) {
    out += out.empty() ? "" : "⏎";
    const Extent extent = text.extent(line.begin, line.end);
    for (std::uint32_t i = extent.begin; i < extent.end; ++i) {
      out += text_of(shaped, i);
    }
    const auto fit = fit_line(text, line.begin, line.end, number++, OptimalPass::emergency);
    out += "(" + number_text(fit->ratio, 1) + (line.hanging != 0 ? " hangs" : "") + ")";
  }
  return out;
}

TEST(Optimal, TiesGoToFullerEarlyLinesD2) {
  Composition composition = optimal();
  composition.orphan_repair = true;
  // One em of white is to be had in either of the first two lines.
  EXPECT_EQ(lines("一二三四五六七八九十一二三四五六七八九十一", 10, composition),
            "一二三四五六七八九十(0)⏎一二三四五六七八九(2)⏎十一(0)");
}

TEST(Optimal, HangsAMarkWithinTheOptimumG1) {
  Composition composition = optimal();
  const std::string text = "一二三四五六七八九十。一二三四五六七八九十一二三";
  EXPECT_EQ(lines(text, 10, composition),
            "一二三四五六七八九(2)⏎十。一二三四五六七八(0)⏎九十一二三(0)");
  composition.hanging = "，。、．";
  EXPECT_EQ(lines(text, 10, composition),
            "一二三四五六七八九十。(0 hangs)⏎一二三四五六七八九十(0)⏎一二三(0)");
  EXPECT_EQ(lines("一二三四五六七八九十。”一二三四五六七八九十", 10, composition),
            "一二三四五六七八九(2)⏎十。”一二三四五六七八(-1)⏎九十(0)")
      << "G2: not before another mark";
}

TEST(Optimal, AvoidsUnlikeNeighboursD4) {
  Composition composition = optimal();
  const std::string text = "一二三四五六七八九十一二三四五六七八九十，一二三word";
  EXPECT_EQ(lines(text, 10, composition),
            "一二三四五六七八九十(0)⏎一二三四五六七八九(2)⏎十，一二三word(0)");
  composition.even_lines = true;
  EXPECT_EQ(lines(text, 10, composition),
            "一二三四五六七八九(2)⏎十一二三四五六七八九(0)⏎十，一二三word(0)")
      << "one step between tight and loose instead of two";
}

TEST(Optimal, ASecondHyphenInARowIsDearD3) {
  LineFit hyphen;
  hyphen.hyphen = true;
  EXPECT_EQ(joint_demerits(optimal(), hyphen, hyphen), 3000);
  EXPECT_EQ(joint_demerits(optimal(), hyphen, LineFit()), 0);
}

TEST(Optimal, AThirdHyphenInARowIsForbiddenU7) {
  const std::string text = "nana\u00ADnana\u00ADnana\u00ADnana";
  const ShapedText shaped = em_grid::shape(text, optimal());
  LineRequest request;
  request.measure = kEm * 3;
  const Prepared prepared(shaped, request);
  EXPECT_TRUE(solve_pass(prepared, {0, prepared.size()}, OptimalPass::full).empty());
  EXPECT_EQ(solve_pass(prepared, {0, prepared.size()}, OptimalPass::emergency).size(), 4u)
      << "but better than to part the word anywhere";
}

/// One word too long for any line costs its own lines only.
TEST(Optimal, PartsTheLongWordAndKeepsTheOptimumElsewhereJ7) {
  const std::string start = "一二三四五六七八九十一二三，五六七八HarfBuzz一二，一二三";
  const std::string best = lines(start, 10, optimal());
  EXPECT_EQ(best, "一二三四五六七八九(2)⏎十一二三，五六七八(2.3)⏎HarfBuzz一二，一二三(-0.4)");
  EXPECT_EQ(lines(start + "abcdefghijklmnopqrstuvwxyz", 10, optimal()),
            best + "⏎abcdefghijklmnopqrst(0)⏎uvwxyz(0)");
}

TEST(Optimal, AShortLastLineIsTheLastResortD4) {
  Composition composition = optimal();
  const std::string text = "一二三四五六七八九十一";
  EXPECT_EQ(lines(text, 10, composition), "一二三四五六七八九十(0)⏎一(0)");
  composition.orphan_repair = true;
  EXPECT_EQ(lines(text, 10, composition), "一二三四五六七八九(2)⏎十一(0)");
}

TEST(Optimal, KeepsWordsTogetherIfAskedD3) {
  Composition composition = optimal();
  const std::string text =
      "大家都普遍认为目前的印刷质量仍然有待提高，纸张也有一点薄，编辑部已经注意到了";
  EXPECT_EQ(lines(text, 30, composition),
            "大家都普遍认为目前的印刷质量仍然有待提高，纸张也有一点薄，编(0)⏎辑部已经注意到了(0)");
  composition.word_breaks = WordBreaks::rarely;
  EXPECT_EQ(
      lines(text, 30, composition),
      "大家都普遍认为目前的印刷质量仍然有待提高，纸张也有一点薄，(0.9)⏎编辑部已经注意到了(0)");
}

TEST(Optimal, SetsEveryForcedLineByItself) {
  EXPECT_EQ(lines("一二三四五六\n七\n八九", 4, optimal()), "一二三四(0)⏎五六(0)⏎七(0)⏎八九(0)");
}

/// Two lines of 6 em beside a picture, then 10 em; what counts is the paragraph as a whole.
TEST(Optimal, LinesBesideAPictureAreShorter) {
  EXPECT_EQ(lines("一二三四五六七八九十一二三四五六七八九十一二三四",
                  10,
                  optimal(),
                  {{2, kEm * 4, Length()}}),
            "一二三四五六(0)⏎七八九十一二(0)⏎三四五六七八九十一二(0)⏎三四(0)");
  Composition repaired = optimal();
  repaired.orphan_repair = true;
  EXPECT_EQ(
      lines(
          "一二三四五六七八九十一二三四五六七八九十一二三", 10, repaired, {{2, Length(), kEm * 4}}),
      "一二三四五六(0)⏎七八九十一二(0)⏎三四五六七八九十一(2)⏎二三(0)")
      << "a line far below the picture pays for the last one";
}

TEST(Optimal, HostileTextEnds) {
  for (const char* piece : {"a", "，", "\u200B", "\u2060", "版", "“", "\u00AD", "版\n"}) {
    std::string text;
    for (int i = 0; i < 20000; ++i) {
      text += piece;
    }
    LineRequest request;
    request.measure = kEm * 30;
    EXPECT_FALSE(break_lines(em_grid::shape(text, optimal()), request).lines.empty());
  }
}

}  // namespace
}  // namespace banxin
