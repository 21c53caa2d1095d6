// Characters the first face lacks: fallback, private use, variants, compatibility forms (F3–F7,
// T129, T130); languages of passages (O1, W10); features (O5, O7); bold by a stroke (F2).
#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

const FontWish kSongWish{"Banxin Test Song", 400};
const FontWish kRareWish{"Banxin Test Rare", 400};

FontWish rare_for(char32_t first, char32_t last) {
  return {"Banxin Test Rare", 400, {{first, last}}};
}

TEST(RareHan, FallbackKeepsTheBodyOfOneEmF3) {
  TestText t = test_text();
  t.stack().cjk = {kSongWish, kRareWish};
  const ShapedText shaped = t.shape("字\U0002CB4E字\U00031350");  // Ext C, Ext H
  ASSERT_EQ(shaped.clusters.size(), 4u);
  EXPECT_EQ(shaped.clusters[0].font, kSong);
  EXPECT_EQ(shaped.clusters[1].font, kRare);
  EXPECT_EQ(shaped.clusters[3].font, kRare);
  for (const ShapedCluster& c : shaped.clusters) {
    EXPECT_EQ(c.advance, kTestEm) << "1024 units of the one face are 1000 of the other";
  }
  EXPECT_EQ(codes(shaped.diagnostics),
            "N304@103-107 \U0002CB4E U+2CB4E Banxin Test Rare;"
            "N304@110-114 \U00031350 U+31350 Banxin Test Rare;");
}

TEST(RareHan, AFaceServesOnlyTheRangesOfItsRole) {
  TestText t = test_text();
  t.stack().cjk = {rare_for(0x20000, 0x3ffff), kSongWish};
  const ShapedText shaped = t.shape("文\U0002CB4E\uF900");
  EXPECT_EQ(shaped.clusters[0].font, kSong) << "Rare has 文 and stands first";
  EXPECT_EQ(shaped.clusters[1].font, kRare);
  EXPECT_TRUE(shaped.clusters[2].missing);
}

TEST(RareHan, CompatibilityFormsAreNotFoldedF6) {
  TestText t = test_text();
  t.stack().cjk = {kSongWish, kRareWish};
  const ShapedText shaped = t.shape("\uF900");  // NFC would make it 豈
  EXPECT_EQ(shaped.text, "\uF900");
  EXPECT_EQ(shaped.clusters[0].font, kRare);
  EXPECT_EQ(shaped.glyphs[0].glyph, t.fonts.glyph(kRare, 0xF900));
}

TEST(PrivateUse, AnErrorUnlessARangeNamesItF6) {
  TestText t = test_text();
  t.stack().cjk = {kSongWish, kRareWish};
  EXPECT_EQ(codes(t.shape("\uE000").diagnostics), "E306@100-103 \uE000 U+E000;")
      << "that a face has a glyph there says nothing";
  EXPECT_EQ(codes(t.shape("\U000F0000").diagnostics), "E306@100-104 \U000F0000 U+F0000;");
  t.stack().cjk = {kSongWish, rare_for(0xE000, 0xE0FF), rare_for(0xF0000, 0xFFFFD)};
  const ShapedText mapped = t.shape("字\uE000\U000F0000\uE001字");
  EXPECT_EQ(codes(mapped.diagnostics), "") << "mapped by name: nothing to tell";
  EXPECT_EQ(mapped.clusters[1].font, kRare);
  EXPECT_EQ(mapped.clusters[1].advance, kTestEm);
  EXPECT_EQ(mapped.clusters[1].cls, CharClass::han);
  EXPECT_EQ(mapped.clusters[2].font, kRare);
  EXPECT_EQ(mapped.clusters[3].advance, 20_pt) << "a sign of two em keeps its width";
  EXPECT_EQ(codes(t.shape("\uE100").diagnostics), "E306@100-103 \uE100 U+E100;");
}

TEST(PrivateUse, EveryGbkCodeHasItsUnicodeCharacterF6) {
  const std::pair<char32_t, char32_t> rows[] = {
      {0xE78D, 0xFE10},
      {0xE78E, 0xFE11},
      {0xE78F, 0xFE12},
      {0xE790, 0xFE13},
      {0xE791, 0xFE14},
      {0xE792, 0xFE15},
      {0xE793, 0xFE16},
      {0xE794, 0xFE17},
      {0xE795, 0xFE18},
      {0xE796, 0xFE19},
      {0xE81E, 0x9FB4},
      {0xE826, 0x9FB5},
      {0xE82B, 0x9FB6},
      {0xE82C, 0x9FB7},
      {0xE832, 0x9FB8},
      {0xE843, 0x9FB9},
      {0xE854, 0x9FBA},
      {0xE864, 0x9FBB},
  };
  const TestText t = test_text();
  for (const auto& [typed, modern] : rows) {
    EXPECT_EQ(t.shape(to_utf8({&typed, 1})).text, to_utf8({&modern, 1})) << code_point_text(typed);
  }
  // Their neighbours are private use still.
  for (const char32_t c :
       {char32_t{0xE78C}, char32_t{0xE797}, char32_t{0xE827}, char32_t{0xE865}}) {
    EXPECT_EQ(t.shape(to_utf8({&c, 1})).text, to_utf8({&c, 1}));
  }
}

TEST(Variation, AFaceWithTheSequenceGoesBeforeTheFirstF7) {
  TestText t = test_text();
  t.stack().cjk = {kSongWish, kRareWish};
  const ShapedText shaped = t.shape("葛\U000E0100葛");
  ASSERT_EQ(shaped.clusters.size(), 2u);
  EXPECT_EQ(shaped.clusters[0].font, kRare);
  EXPECT_NE(shaped.glyphs[0].glyph, t.fonts.glyph(kRare, U'葛'));
  EXPECT_EQ(shaped.clusters[0].advance, kTestEm);
  EXPECT_EQ(shaped.clusters[1].font, kSong) << "without the selector the first face serves";
}

TEST(Variation, NoFaceWithTheSequenceT129) {
  TestText t = test_text();
  t.stack().cjk = {kSongWish};
  const ShapedText shaped = t.shape("口葛\U000E0100");
  ASSERT_EQ(shaped.clusters.size(), 2u)
      << "base and selector never part, at a line end or elsewhere";
  EXPECT_EQ(shaped.clusters[1].glyph_end - shaped.clusters[1].glyph_begin, 1u);
  EXPECT_EQ(shaped.glyphs.back().glyph, t.fonts.glyph(kSong, U'葛'));
  EXPECT_EQ(shaped.clusters[1].advance, kTestEm);
  EXPECT_EQ(codes(shaped.diagnostics), "N305@103-110 葛 U+E0100;");
  EXPECT_EQ(shaped.text, "口葛\U000E0100") << "what was typed stays in the text layer";
}

TEST(RareHan, OfAnAnnotationAreReportedTooF5) {
  TestText t = test_text();
  t.styled.text_styles.push_back(t.styled.text_styles[0]);
  t.styled.text_styles[1].size = 5_pt;
  Paragraph p = t.paragraph("文");
  p.runs[0].ruby = 1;
  p.rubies.push_back({"𠮷", TextStyleId{1}, {FileId{0}, 7, 11}});
  EXPECT_EQ(codes(t.shape(p).diagnostics), "E303@7-11 𠮷 U+20BB7;");
  EXPECT_EQ(codes(t.shape(p, MissingGlyphs::box).diagnostics), "W304@7-11 𠮷 U+20BB7;");
}

TEST(Dash, WithoutLigatureTheLongDashServesO4) {
  TestText t = test_text();
  t.stack().cjk = {kRareWish};
  const ShapedText shaped = t.shape("文——文");
  const ShapedCluster& c = shaped.clusters[1];
  EXPECT_EQ(shaped.text.substr(c.text_begin, c.text_end - c.text_begin), "——");
  ASSERT_EQ(c.glyph_end - c.glyph_begin, 1u);
  EXPECT_EQ(shaped.glyphs[c.glyph_begin].glyph, t.fonts.glyph(kRare, U'⸺'));
  EXPECT_EQ(c.advance, 20_pt);
}

TEST(SyntheticBold, HanOnlyAndNeverOnABoldFaceF2) {
  TestText t = test_text();
  t.stack().cjk = {kSongWish, {"Banxin Test Hei", 700}};
  TextStyle& style = t.styled.text_styles[0];
  const auto stroke = [&](FontId font, bool cjk_font) {
    return FontResolver(t.styled, t.fonts).bold_stroke(style, font, cjk_font);
  };
  EXPECT_EQ(stroke(kSong, true), Length());
  style.synthetic_bold = kTestEm / 30;
  EXPECT_EQ(stroke(kSong, true), kTestEm / 30);
  EXPECT_EQ(stroke(kSong, false), Length()) << "letters";
  EXPECT_EQ(stroke(kHei, true), Length()) << "a fallback that is bold of itself";
  const ShapedText shaped = t.shape("文字A文");
  EXPECT_EQ(codes(shaped.diagnostics), "N307@100-103 Banxin Test Song;") << "logged, once";
  EXPECT_EQ(widths(shaped), "文=1 字=1 [0.25] A=0.5 [0.25] 文=1") << "no advance changes";
}

TEST(SyntheticBold, OfAFallbackFaceWhoseRoleAllowsItF2) {
  TestText t = test_text();
  FontWish rare = kRareWish;
  rare.stroke = true;  // the text is bold, the role says bold = "synthetic"
  t.stack().cjk = {{"Banxin Test Hei", 700}, rare};
  const TextStyle& style = t.styled.text_styles[0];
  const FontResolver resolver(t.styled, t.fonts);
  EXPECT_EQ(resolver.bold_stroke(style, kRare, true), kTestEm / 30);
  EXPECT_EQ(resolver.bold_stroke(style, kHei, true), Length());
  t.styled.text_styles[0].size = 9_pt;
  EXPECT_EQ(FontResolver(t.styled, t.fonts).bold_stroke(style, kRare, true), Length())
      << "never at 9 pt and below";
}

TEST(Languages, APassageHasItsOwnGlyphsAndWidths) {
  TestText t = test_text();
  t.styled.text_styles.push_back(t.styled.text_styles[0]);
  t.styled.text_styles[1].language = "zh-Hant-TW";
  t.styled.text_styles.push_back(t.styled.text_styles[0]);
  t.styled.text_styles[2].language = "ja";
  Paragraph p = t.paragraph("文，？·文，？·文：？·");
  p.runs.assign(3, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 11;
  p.runs[1].end = p.runs[2].begin = 22;
  p.runs[1].style = TextStyleId{1};
  p.runs[2].style = TextStyleId{2};
  const ShapedText shaped = t.shape(p);
  ASSERT_EQ(shaped.clusters.size(), 12u) << to_text(shaped);
  const auto blanks = [&](std::size_t i) {
    const ShapedCluster& c = shaped.clusters[i];
    return em_text(c.advance) + " " + em_text(c.blank_left) + " " + em_text(c.blank_right);
  };
  EXPECT_EQ(blanks(1), "1 0 0.5") << "zh-Hans ，";
  EXPECT_EQ(blanks(2), "1 0 0.5") << "zh-Hans ？";
  EXPECT_EQ(blanks(3), "0.5 0 0") << "zh-Hans ·";
  EXPECT_EQ(blanks(5), "1 0.25 0.25") << "zh-Hant ，";
  EXPECT_EQ(blanks(6), "1 0 0") << "zh-Hant ？";
  EXPECT_EQ(blanks(7), "1 0.25 0.25") << "zh-Hant ·";
  EXPECT_EQ(blanks(9), "1 0.25 0.25") << "ja ：";
  EXPECT_EQ(blanks(10), "1 0 0") << "ja ？";
}

TEST(Languages, SharedMarksOfANonChinesePassageAreLatinO1) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  t.styled.text_styles.push_back(t.styled.text_styles[0]);
  t.styled.text_styles[1].language = "en";
  Paragraph p = t.paragraph("他说“用A”。");
  const ShapedText whole = t.shape(p);
  EXPECT_EQ(whole.clusters[2].font, kSong);
  p.runs.assign(3, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 6;
  p.runs[1].end = p.runs[2].begin = 16;  // “用A”
  p.runs[1].style = TextStyleId{1};
  const ShapedText tagged = t.shape(p);
  EXPECT_EQ(tagged.clusters[2].font, kLatin);
  EXPECT_EQ(tagged.clusters[5].font, kLatin);
  EXPECT_EQ(tagged.clusters[6].font, kSong) << "。 outside the passage";
}

TEST(Features, KernAndContextualHalvingAreOffForHanO5O7) {
  TestText t = test_text();
  const FontResolver resolver(t.styled, t.fonts);
  std::string off;
  for (const FontResolver::Feature& feature : resolver.cjk_features(0)) {
    off += feature.value == 0 ? std::string{static_cast<char>(feature.tag >> 24),
                                            static_cast<char>(feature.tag >> 16 & 0xff),
                                            static_cast<char>(feature.tag >> 8 & 0xff),
                                            static_cast<char>(feature.tag & 0xff)} +
                                    " "
                              : "";
  }
  EXPECT_EQ(off, "kern chws ");
  EXPECT_FALSE(resolver.proportional(0));
  t.stack().cjk_features = {"palt"};
  EXPECT_TRUE(FontResolver(t.styled, t.fonts).proportional(0)) << "a display style may ask for it";
}

}  // namespace
}  // namespace banxin
