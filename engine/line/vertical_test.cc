// Lines of vertical text: the rules of fitting with top for left and bottom for right (V1, V5).
#include <gtest/gtest.h>

#include "engine/line/line.h"
#include "engine/shape/test_text.h"

namespace banxin {
namespace {

/// "一二三，(0.5)": every line of the text in a column of `ems`, marks with their final advance.
std::string lines(const TestText& t, const char* typed, std::int64_t ems) {
  const ShapedText shaped = t.shape(typed);
  LineRequest request;
  request.measure = kTestEm * ems;
  std::string out;
  for (const Line& line : break_lines(shaped, request).lines) {
    out += out.empty() ? "" : " ⏎ ";
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const ShapedCluster& c = shaped.clusters[i];
      out += shaped.text.substr(c.text_begin, c.text_end - c.text_begin);
      if (c.cls < CharClass::iteration) {
        out += "(" + em_text(line.placed[i - line.begin].advance) + ")";
      }
    }
    EXPECT_TRUE(!line.justified || line.width == request.measure);
    out += line.hang != Length() ? " hang" + em_text(line.hang) : "";
  }
  return out;
}

TestText columns(Locale locale = Locale::zh_hans) {
  TestText t = test_text();
  t.composition() = composition_of(locale);
  t.composition().orphan_repair = false;
  t.composition().writing_mode = WritingMode::vertical_rl;
  return t;
}

TEST(VerticalLines, EdgesAndNeighboursAreTrimmedAsInHorizontalOnesV1V5) {
  const TestText t = columns();
  EXPECT_EQ(lines(t, "一二三四五六七八九，一二三", 10), "一二三四五六七八九，(0.5) ⏎ 一二三")
      << "E1";
  EXPECT_EQ(lines(t, "一二三四五六七八九十（一二）", 10),
            "一二三四五六七八九十 ⏎ （(0.5)一二）(0.5)")
      << "E3";
  EXPECT_EQ(lines(t, "口，“口。”口", 20), "口，(1)“(0.5)口。(0.5)”(1)口") << "W2, W4";
  EXPECT_EQ(lines(t, "一二三四五六七八九十，一二", 10), "一二三四五六七八九 ⏎ 十，(1)一二")
      << "K1, J3";
  EXPECT_EQ(lines(t, "一二，四五六七八九十，一二", 10), "一二，(0.5)四五六七八九十，(0.5) ⏎ 一二")
      << "J2";
}

TEST(VerticalLines, APauseGivesItsLowerHalfT131V5) {
  EXPECT_EQ(lines(columns(), "一，二", 10), "一，(1)二");
  EXPECT_EQ(lines(columns(), "一，」二", 10), "一，(0.5)」(1)二");
}

TEST(VerticalLines, HighMarksAreNotTrimmedT133V5) {
  const TestText t = columns();
  EXPECT_EQ(lines(t, "一二三四五六七八九：一二三", 10), "一二三四五六七八九：(1) ⏎ 一二三");
  EXPECT_EQ(lines(t, "一二三四五六七八九？一二三", 10), "一二三四五六七八九？(1) ⏎ 一二三");
  EXPECT_EQ(lines(t, "口？”口：“口", 20), "口？(1)”(1)口：(1)“(1)口");
}

TEST(VerticalLines, ACellIsNeverSplitAndALetterWordStaysWholeV6) {
  const TestText t = columns();
  EXPECT_EQ(lines(t, "一二三四五六七八九12月", 10), "一二三四五六七八九12 ⏎ 月");
  EXPECT_EQ(lines(t, "一二三四五六七八GDP一", 10), "一二三四五六七八 ⏎ GDP一");
}

TEST(VerticalLines, HangingV5G2) {
  TestText t = columns();
  t.composition().hanging = "，。、．";
  EXPECT_EQ(lines(t, "一二三四五六七八九十。一二", 10),
            "一二三四五六七八九十。(0.5) hang0.5 ⏎ 一二");
  TestText hant = columns(Locale::zh_hant_tw);
  hant.composition().hanging = "，。、．";
  EXPECT_EQ(lines(hant, "一二三四五六七八九十。一二", 10),
            "一二三四五六七八九十。(0.75) hang0.75 ⏎ 一二")
      << "a centred mark keeps its blank at the top";
  hant.composition().writing_mode = WritingMode::horizontal_tb;
  EXPECT_EQ(lines(hant, "一二三四五六七八九十。一二", 10), "一二三四五六七八九 ⏎ 十。(1)一二")
      << "in horizontal lines it never hangs";
}

}  // namespace
}  // namespace banxin
