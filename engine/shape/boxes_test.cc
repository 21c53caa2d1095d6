#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

TEST(Boxes, AdvanceAndBlanksByLocale) {
  struct Row {
    Locale locale;
    const char *text, *expected;  // advance l r per mark
  };

  const Row rows[] = {
      {Locale::zh_hans, "文，文", "1 0 0.5"},
      {Locale::zh_hans, "文。文", "1 0 0.5"},
      {Locale::zh_hans, "文（文", "1 0.5 0"},
      {Locale::zh_hans, "文”文", "1 0 0.5"},
      {Locale::zh_hans, "文？文", "1 0 0.5"},
      {Locale::zh_hans, "文：文", "1 0 0.5"},
      {Locale::zh_hans, "文·文", "0.5 0 0"},
      {Locale::zh_hans, "文–文", "0.5 0 0"},
      {Locale::zh_hans, "文—文", "1 0 0"},
      {Locale::zh_hans, "文～文", "1 0 0"},
      {Locale::zh_hans, "文/文", "0.5 0 0"},
      {Locale::zh_hans, "文——文", "2 0 0"},
      {Locale::zh_hans, "文……文", "2 0 0"},
      {Locale::zh_hans, "文⸺文", "2 0 0"},
      {Locale::zh_hant_tw, "文，文", "1 0.25 0.25"},
      {Locale::zh_hant_tw, "文。文", "1 0.25 0.25"},
      {Locale::zh_hant_tw, "文？文", "1 0 0"},
      {Locale::zh_hant_tw, "文「文", "1 0.5 0"},
      {Locale::zh_hant_tw, "文·文", "1 0.25 0.25"},
      {Locale::zh_hant_hk, "文：文", "1 0.25 0.25"},
      {Locale::ja, "文。文", "1 0 0.5"},
      {Locale::ja, "文：文", "1 0.25 0.25"},
      {Locale::ja, "文？文", "1 0 0"},
  };
  TestText t = test_text();
  for (const Row& row : rows) {
    t.composition().locale = row.locale;
    const ShapedText shaped = t.shape(row.text);
    ASSERT_EQ(shaped.clusters.size(), 3u) << row.text;
    const ShapedCluster& c = shaped.clusters[1];
    EXPECT_EQ(em_text(c.advance) + " " + em_text(c.blank_left) + " " + em_text(c.blank_right),
              row.expected)
        << row.text << " locale " << static_cast<int>(row.locale);
  }
}

TEST(Boxes, StylesS0S3S4) {
  struct Row {
    PunctuationStyle style;
    const char* expected;
  };

  for (const Row& row : {Row{PunctuationStyle::raw, "口=1 ，=1 “=1 口=1 ”=1 。=1"},
                         Row{PunctuationStyle::full, "口=1 ，=1 “=1 口=1 ”=1 。=1"},
                         Row{PunctuationStyle::kaiming, "口=1 ，=0.5 “=0.5 口=1 ”=0.5 。=1"},
                         Row{PunctuationStyle::half, "口=1 ，=0.5 “=0.5 口=1 ”=0.5 。=0.5"}}) {
    TestText t = test_text();
    t.composition().punctuation = row.style;
    const ShapedText shaped = t.shape("口，“口”。");
    EXPECT_EQ(widths(shaped), row.expected);
    const bool blanks = row.style == PunctuationStyle::full;
    EXPECT_EQ(shaped.clusters[1].blank_right != Length(), blanks);
    const ShapedGlyph& quote = shaped.glyphs[shaped.clusters[2].glyph_begin];
    const bool halved =
        row.style == PunctuationStyle::kaiming || row.style == PunctuationStyle::half;
    EXPECT_EQ(quote.offset.x, halved ? -5_pt : 0_pt) << "the left half is cut off, not the ink";
  }
}

TEST(Boxes, MarksOfW8W9AreCentredByTheirInk) {
  const ShapedText shaped = test_text().shape("文·文–文‐文");
  const auto dx = [&](std::size_t i) {
    return em_text(shaped.glyphs[shaped.clusters[i].glyph_begin].offset.x);
  };
  EXPECT_EQ(dx(1), "0.085");  // 330 wide in a box of 500
  EXPECT_EQ(dx(3), "-0.03");  // 560 wide
  EXPECT_EQ(dx(5), "-0.25");  // 1000 wide, ink in the middle
}

TEST(Boxes, InkDecidesOverTheTableCH3) {
  // Hei has no locl: its stops sit left even in traditional text, and the blank follows them.
  TestText t = test_text();
  t.stack().cjk = {{"Banxin Test Hei", 700}};
  t.composition().locale = Locale::zh_hant_tw;
  const ShapedText shaped = t.shape("文，文");
  EXPECT_EQ(shaped.clusters[1].blank_left, Length());
  EXPECT_EQ(shaped.clusters[1].blank_right, 5_pt);
  EXPECT_EQ(codes(shaped.diagnostics), "W307@103-106 Banxin Test Hei ， zh-Hant-TW;");
}

TEST(Boxes, AnotherFaceOfTheStackGivesTheMarkCH3) {
  TestText t = test_text();
  t.stack().cjk = {{"Banxin Test Hei", 700}, {"Banxin Test Song", 400}};
  const auto face_of_comma = [&] { return t.shape("文，文").clusters[1].font; };
  EXPECT_EQ(face_of_comma(), kHei);
  t.composition().locale = Locale::zh_hant_tw;
  EXPECT_EQ(face_of_comma(), kSong) << "its marks are centred by locl";
  const ShapedText shaped = t.shape("文，文");
  EXPECT_EQ(shaped.clusters[1].blank_left, 2.5_pt);
  EXPECT_EQ(codes(shaped.diagnostics), "");
}

TEST(Boxes, AMainlandFaceIsFineWhereItBelongsCH3) {
  TestText t = test_text();
  EXPECT_EQ(codes(t.shape("文，文。（文）；“文”：文！文？《文》、").diagnostics), "");
  t.composition().locale = Locale::zh_hant_tw;
  EXPECT_EQ(codes(t.shape("文，文。（文）；「文」：文！文？《文》、").diagnostics), "");
  t.composition().locale = Locale::ja;
  EXPECT_EQ(codes(t.shape("文、文。（文）；「文」：文！文？").diagnostics), "");
}

TEST(Boxes, LetterSpacingFollowsHanOnly) {
  TestText t = test_text();
  t.styled.text_styles[0].letter_spacing = 2_pt;
  EXPECT_EQ(widths(t.shape("一二，a")), "一=1.2 二=1.2 ，=1 a=0.5");
}

}  // namespace
}  // namespace banxin
