// Vertical text (section 8): rows T131–T135 and rules V1–V9 as far as shaping carries them, in the
// installed faces, which have vertical forms, and in the test fonts, which have none.
#include <algorithm>

#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

std::string place(double from, double to) {
  return number_text(from, 3) + "–" + number_text(to, 3);
}

/// One cluster: its part of the column, the blanks that may go, and where in its cell the ink is:
/// x from the left edge of the column, y from the top of the cell, in em.
std::string cell(const TestText& t, const ShapedText& shaped, std::size_t i) {
  const ShapedCluster& c = shaped.clusters[i];
  const auto em = [](Length length) { return length.pt() / kTestEm.pt(); };
  double left = 9, right = -9, top = 9, bottom = -9;
  Length pen;
  for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
    const ShapedGlyph& glyph = shaped.glyphs[g];
    const FontStore::Ink ink = t.fonts.ink(c.font, glyph.glyph);
    const double unit = em(c.font_size) / t.fonts.metrics(c.font).units_per_em;
    const double x = em(glyph.offset.x) + 0.5, y = em(pen + glyph.offset.y);
    const bool turned = c.orientation == Orientation::sideways;
    const double wide = unit * c.narrowed / 1000;
    left = std::min(left, x + (turned ? ink.bottom * unit : ink.left * wide));
    right = std::max(right, x + (turned ? ink.top * unit : ink.right * wide));
    top = std::min(top, y + (turned ? ink.left : -ink.top) * unit);
    bottom = std::max(bottom, y + (turned ? ink.right : -ink.bottom) * unit);
    pen += glyph.advance;
  }
  std::string out =
      shaped.text.substr(c.text_begin, c.text_end - c.text_begin) + "=" + em_text(c.advance);
  out += c.blank_left != Length() ? " top" + em_text(c.blank_left) : "";
  out += c.blank_right != Length() ? " bottom" + em_text(c.blank_right) : "";
  out += c.orientation == Orientation::sideways ? " sideways" : "";
  out += c.narrowed != 1000 ? " narrowed" + number_text(c.narrowed / 1000.0, 3) : "";
  return out + " x " + place(left, right) + " y " + place(top, bottom);
}

std::string cells(const TestText& t, const char* typed) {
  const ShapedText shaped = t.shape(typed);
  std::string out;
  for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
    out += cell(t, shaped, i) + "\n";
  }
  return out;
}

/// Faces with forms of their own for vertical lines.
class Installed : public ::testing::Test {
 protected:
  static TestText text(const char* family) {
    const std::string noto = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";
    const std::string kai = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf";
    TestText t(load(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml",
                    {{"NotoSerifCJK-Regular.ttc", noto}, {"LXGWWenKai-Regular.ttf", kai}},
                    {{family, 400}}));
    t.stack().cjk = t.stack().latin = {{family, 400}};
    t.composition().writing_mode = WritingMode::vertical_rl;
    return t;
  }
};

#define NEEDS(t, family)                             \
  if (t.fonts.find({family, 400}) == FontId::none) { \
    GTEST_SKIP() << family << " is not installed";   \
  }

TEST_F(Installed, PausesStandTopRightT131V3V5) {
  const TestText t = text("Noto Serif CJK SC");
  NEEDS(t, "Noto Serif CJK SC");
  const ShapedText shaped = t.shape("一，」");
  EXPECT_EQ(cell(t, shaped, 1), "，=1 bottom0.5 x 0.74–0.893 y 0.089–0.404");
  EXPECT_EQ(cell(t, shaped, 2), "」=1 bottom0.5 x 0.025–0.738 y 0.041–0.347");
  EXPECT_EQ(cells(t, "（"), "（=1 top0.5 x 0.032–0.968 y 0.65–0.936\n");
}

TEST_F(Installed, QuotesAreCornersOverTheTypedTextT132V4F9) {
  for (const char* family : {"Noto Serif CJK SC", "LXGW WenKai"}) {
    const TestText t = text(family);
    NEEDS(t, family);
    const ShapedText typed = t.shape("“甲‘乙’”");
    const ShapedText corners = t.shape("『甲「乙」』");
    EXPECT_EQ(typed.text, "“甲‘乙’”") << "what a reader copies";
    ASSERT_EQ(typed.glyphs.size(), corners.glyphs.size());
    for (std::size_t g = 0; g < typed.glyphs.size(); ++g) {
      EXPECT_EQ(typed.glyphs[g].glyph, corners.glyphs[g].glyph) << family << g;
      EXPECT_EQ(typed.glyphs[g].offset, corners.glyphs[g].offset) << family << g;
    }
    EXPECT_EQ(typed.clusters[0].blank_left, 5_pt) << "an opening mark: its blank is at the top";
    EXPECT_EQ(typed.clusters.back().blank_right, 5_pt);
  }
}

TEST_F(Installed, HighMarksKeepTheirCellT133V5V9) {
  const TestText t = text("Noto Serif CJK SC");
  NEEDS(t, "Noto Serif CJK SC");
  EXPECT_EQ(cells(t, "："), "：=1 x 0.688–0.812 y 0.105–0.628\n") << "upright, right of the middle";
  EXPECT_EQ(cells(t, "？"), "？=1 x 0.535–0.958 y 0.025–0.802\n");
  EXPECT_EQ(widths(t.shape("一：二；三？！")), "一=1 ：=1 二=1 ；=1 三=1 ？=1 ！=1");
}

TEST_F(Installed, StrokesAndDotsAreOnTheMiddleT135V2V3V7) {
  const TestText t = text("Noto Serif CJK SC");
  NEEDS(t, "Noto Serif CJK SC");
  EXPECT_EQ(cells(t, "——"), "——=2 x 0.48–0.52 y 0.071–1.929\n");
  EXPECT_EQ(cells(t, "……"), "……=2 x 0.444–0.556 y 0.111–1.889\n");
  EXPECT_EQ(cells(t, "～"), "～=1 x 0.403–0.598 y 0.05–0.95\n");
}

TEST_F(Installed, TheInterpunctIsOnTheMiddleV9) {
  const TestText t = text("Noto Serif CJK SC");
  NEEDS(t, "Noto Serif CJK SC");
  EXPECT_EQ(cells(t, "·"), "·=0.5 sideways x 0.439–0.562 y 0.188–0.311\n") << "W8: half an em";
}

TEST_F(Installed, TraditionalMarksAreCentredV4V5) {
  TestText t = text("Noto Serif CJK TC");
  NEEDS(t, "Noto Serif CJK TC");
  t.composition() = composition_of(Locale::zh_hant_tw);
  t.composition().writing_mode = WritingMode::vertical_rl;
  EXPECT_EQ(cells(t, "，"), "，=1 top0.25 bottom0.25 x 0.401–0.562 y 0.336–0.616\n");
  EXPECT_EQ(cells(t, "："), "：=1 x 0.434–0.566 y 0.225–0.845\n");
}

TEST_F(Installed, DigitsTooWideAreNarrowerV6) {
  const TestText t = text("Noto Serif CJK SC");  // its digits are .539 em
  NEEDS(t, "Noto Serif CJK SC");
  const ShapedText shaped = t.shape("12月");
  EXPECT_EQ(widths(shaped), "12=1 月=1");
  EXPECT_EQ(shaped.clusters[0].narrowed, 1000) << "hwid serves";
}

/// Fonts of round metrics that have no form for vertical lines.
class Columns : public ::testing::Test {
 protected:
  static TestText text() {
    TestText t = test_text();
    t.composition().writing_mode = WritingMode::vertical_rl;
    return t;
  }
};

TEST_F(Columns, WordsAndNumbersT134V6) {
  const TestText t = text();
  EXPECT_EQ(widths(t.shape("12月")), "12=1 月=1");
  EXPECT_EQ(widths(t.shape("2026年")), "2026=2 [0.25] 年=1");
  EXPECT_EQ(cells(t, "GDP"),
            "G=1 x 0.3–0.7 y 0.18–0.88\n"
            "D=1 x 0.3–0.7 y 0.18–0.88\n"
            "P=1 x 0.3–0.7 y 0.18–0.88\n")
      << "three upright cells";
  EXPECT_EQ(widths(t.shape("写word一")), "写=1 [0.25] word=2 [0.25] 一=1");
  EXPECT_EQ(cells(t, "中a"),
            "中=1 x 0.04–0.96 y 0.04–0.96\n"
            "a=1 x 0.3–0.7 y 0.18–0.88\n");
}

TEST_F(Columns, WhatStandsInOneCellV6) {
  struct Row {
    const char *typed, *expected;
  };

  const Row rows[] = {
      {"第5期", "第=1 5=1 期=1"},
      {"第12期", "第=1 12=1 期=1"},
      {"得A+者", "得=1 A+=1 者=1"},
      {"选2B者", "选=1 2B=1 者=1"},
      {"约3.0者", "约=1 [0.25] 3.0=1.5 [0.25] 者=1"},  // 1.5 em would be narrowed below .7
      {"约100者", "约=1 [0.25] 100=1.5 [0.25] 者=1"},
      {"约25℃者", "约=1 25=1 ℃=1 者=1"},
      {"NATO者", "NATO=4 者=1"},
      {"UNESCO者", "UNESCO=3 [0.25] 者=1"},
      {"在IT与AI间", "在=1 IT=2 与=1 AI=2 间=1"},
      {"看of者", "看=1 [0.25] of=1 [0.25] 者=1"},
      {"见Fig. 2者", "见=1 [0.25] Fig.=2 ␠=0.25 2=0.5 [0.25] 者=1"},
      {"约6-7月", "约=1 [0.25] 6-7=1.5 [0.25] 月=1"},
      {"者(a)者", "者=1 [0.25] (a)=1.5 [0.25] 者=1"},
  };
  const TestText t = text();
  for (const Row& row : rows) {
    EXPECT_EQ(widths(t.shape(row.typed)), row.expected);
  }
}

TEST_F(Columns, ACellIsNarrowedAsFarAsSevenTenthsV6) {
  TestText t = text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  EXPECT_EQ(cells(t, "3.0"), "3.0=1 narrowed0.8 x 0.04–0.96 y 0.18–0.88\n");
  t.stack().latin = {{"Banxin Test Hei", 700}};
  EXPECT_EQ(widths(t.shape("12月")), "12=1 月=1") << "1.2 em, 1 em by hwid";
  EXPECT_EQ(t.shape("12月").clusters[0].narrowed, 1000);
  EXPECT_EQ(widths(t.shape("123月")), "123=1.8 [0.25] 月=1") << "1.5 em by hwid: turned";
}

TEST_F(Columns, ACellIsOneClusterAndTakesTrackingU10V6) {
  const ShapedText shaped = text().shape("在12月");
  ASSERT_EQ(shaped.clusters.size(), 3u);
  EXPECT_EQ(shaped.text.substr(3, 2), "12") << "the text stays as typed";
  EXPECT_TRUE(shaped.clusters[0].gap_after) << "X3: a cell is like a Han";
  EXPECT_TRUE(shaped.clusters[1].gap_after);
}

TEST_F(Columns, TurnedLettersHaveTheirMiddleOnTheColumnsV2) {
  EXPECT_EQ(cells(text(), "of"),
            "o=0.5 sideways x 0.12–0.82 y 0.05–0.45\n"
            "f=0.5 sideways x 0.12–0.82 y 0.05–0.45\n");
}

TEST_F(Columns, AFaceWithoutFormsIsTurnedAndShiftedByRuleV3V7V9) {
  const TestText t = text();
  EXPECT_EQ(cells(t, "，"), "，=1 bottom0.5 x 0.74–0.94 y 0.02–0.24\n") << "the other corner";
  EXPECT_EQ(cells(t, "："), "：=1 x 0.68–0.82 y 0.22–0.78\n") << "upright, right of the middle";
  EXPECT_EQ(cells(t, "（"), "（=1 top0.5 sideways x 0.04–0.96 y 0.64–0.94\n");
  EXPECT_EQ(cells(t, "——"), "——=2 sideways x 0.47–0.53 y 0–2\n");
  EXPECT_EQ(cells(t, "……"), "……=2 sideways x 0.46–0.54 y 0.08–1.92\n");
  EXPECT_EQ(cells(t, "～"), "～=1 sideways x 0.44–0.56 y 0.06–0.94\n");
  EXPECT_EQ(cells(t, "·"), "·=0.5 sideways x 0.43–0.57 y 0.185–0.315\n");
  EXPECT_EQ(cells(t, "“"), "“=1 top0.5 sideways x 0.04–0.96 y 0.64–0.94\n") << "『, turned";
}

TEST_F(Columns, TypedPresentationFormsBecomeTheirMarksV7) {
  const ShapedText shaped = text().shape("︽甲︾︐｢乙｣｡");
  EXPECT_EQ(shaped.text, "《甲》，「乙」。");
  EXPECT_EQ(shaped.clusters[0].cls, CharClass::opening);
}

TEST_F(Columns, BopomofoStandsBesideTheColumnV8) {
  TestText t = text();
  Paragraph p = t.paragraph("中");
  p.runs[0].ruby = 1;
  p.rubies.push_back({"ㄅㄆ", TextStyleId{0}, {}});
  const ShapedText shaped = t.shape(p);
  ASSERT_EQ(shaped.rubies.size(), 1u);
  EXPECT_EQ(shaped.rubies[0].position, RubyPosition::inter_character);
  EXPECT_EQ(shaped.clusters[0].advance, kTestEm) << "it takes no room in the line";
}

TEST_F(Columns, HorizontalTextIsNotTouched) {
  TestText t = text();
  const ShapedText vertical = t.shape("中，“A”");
  t.composition().writing_mode = WritingMode::horizontal_tb;
  const ShapedText level = t.shape("中，“A”");
  EXPECT_EQ(level.glyphs[0].offset, Point{});
  EXPECT_NE(to_text(level), to_text(vertical));
  const FontResolver resolver(t.styled, t.fonts);
  const Hash128 key = shape_key(t.paragraph("中"), resolver, MissingGlyphs::error);
  t.composition().writing_mode = WritingMode::vertical_rl;
  EXPECT_NE(key,
            shape_key(t.paragraph("中"), FontResolver(t.styled, t.fonts), MissingGlyphs::error));
}

TEST_F(Columns, ADumpSaysHowClustersStand) {
  TestText t = text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  EXPECT_EQ(to_text(t.shape("甲3.0，if")),
            "vertical-rl\n"
            "甲 han 1 dx-0.5 dy0.88 gap font0 |\n"
            "3.0 han 1 dx-0.5 dy0.88 narrowed0.8 font2 -\n"
            "， pause 1 r0.5 dx0.18 dy0.14 font0 |\n"
            "i latin 0.25 dx-0.38 sideways font2 emergency\n"
            "f latin 0.5 dx-0.38 sideways font2 end\n");
}

}  // namespace
}  // namespace banxin
