#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

TEST(Shaping, DashIsOneGlyphOfTwoEmT119) {
  const ShapedText shaped = test_text().shape("文——文————文");
  ASSERT_EQ(shaped.clusters.size(), 6u) << to_text(shaped);
  for (const std::size_t i : {1u, 3u, 4u}) {
    const ShapedCluster& c = shaped.clusters[i];
    EXPECT_EQ(shaped.text.substr(c.text_begin, c.text_end - c.text_begin), "——");
    EXPECT_EQ(c.glyph_end - c.glyph_begin, 1u) << "without script Hani there is no ligature";
    EXPECT_EQ(c.advance, 20_pt);
  }
}

TEST(Shaping, DashWithoutLigatureIsClosedO4) {
  TestText t = test_text();
  t.stack().cjk = {{"Banxin Test Hei", 700}};
  const ShapedText shaped = t.shape("文——文");
  const ShapedCluster& c = shaped.clusters[1];
  EXPECT_EQ(c.advance, 20_pt);
  Length pen, reached;
  bool first = true;
  for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
    const Length left = pen + shaped.glyphs[g].offset.x + 0.7_pt;  // ink 70 to 930 of 1000
    const Length right = pen + shaped.glyphs[g].offset.x + 9.3_pt;
    EXPECT_TRUE(first || left <= reached) << "gap before stroke " << g;
    reached = right;
    first = false;
    pen += shaped.glyphs[g].advance;
  }
  EXPECT_EQ(reached, 19.3_pt) << "bearing as at the start";
  EXPECT_EQ(pen, 20_pt);
  for (std::size_t i = 1; i < shaped.clusters.size(); ++i) {
    EXPECT_EQ(shaped.clusters[i].glyph_begin, shaped.clusters[i - 1].glyph_end);
  }
}

TEST(Shaping, LoclByLocaleT126) {
  TestText t = test_text();
  const auto stop = [&](Locale locale) {
    t.composition().locale = locale;
    const ShapedText shaped = t.shape("。");
    return t.fonts.ink(kSong, shaped.glyphs[0].glyph);
  };
  EXPECT_EQ(stop(Locale::zh_hans).right, 320);
  EXPECT_EQ(stop(Locale::zh_hant_tw).left, 400);
  EXPECT_EQ(stop(Locale::zh_hant_hk).left, 400);
  EXPECT_EQ(stop(Locale::ja).right, 320);
}

TEST(Shaping, StyleLanguageOverridesTheLocaleO3) {
  TestText t = test_text();
  t.styled.text_styles[0].language = "zh-Hant";
  const ShapedText shaped = t.shape("。");
  EXPECT_EQ(t.fonts.ink(kSong, shaped.glyphs[0].glyph).left, 400);
}

TEST(Shaping, SharedMarksNeverFallToLatinF3) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  const ShapedText chinese = t.shape("他说“Hello”。");
  for (const ShapedCluster& c : chinese.clusters) {
    const bool latin = c.cls == CharClass::latin;
    EXPECT_EQ(c.font, latin ? kLatin : kSong) << chinese.text.substr(c.text_begin, 3);
  }
  const ShapedText english = t.shape("Say “Hi” now");
  EXPECT_EQ(english.clusters[4].font, kLatin) << to_text(english);
  EXPECT_EQ(english.clusters[4].advance, 4_pt);
}

TEST(Shaping, LigaturesAndKerningInLatinWords) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  const ShapedText shaped = t.shape("fix AV");
  ASSERT_EQ(shaped.clusters.size(), 5u) << to_text(shaped);
  EXPECT_EQ(shaped.clusters[0].text_end, 2u) << "fi is one cluster";
  EXPECT_EQ(shaped.clusters[0].advance, 4.5_pt);
  EXPECT_EQ(shaped.clusters[3].advance, 4.2_pt) << "A before V, kerned by 80";
}

TEST(Shaping, FeaturesOfTheStack) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Hei", 700}};
  EXPECT_EQ(widths(t.shape("ab")), "ab=1.2");
  t.stack().latin_features = {"hwid"};
  EXPECT_EQ(widths(t.shape("ab")), "ab=1");
}

TEST(Shaping, CombiningMarkStaysWithItsBaseU10) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Song", 400}, {"Banxin Test Latin", 400}};
  const ShapedText shaped = t.shape("e\u0301x");
  ASSERT_EQ(shaped.clusters.size(), 2u) << to_text(shaped);
  EXPECT_EQ(shaped.clusters[0].font, kLatin) << "the face with base and mark";
  EXPECT_EQ(shaped.clusters[1].font, kSong);
}

TEST(Fallback, ByClusterWithANoteOncePerCharacter) {
  TestText t = test_text();
  t.stack().cjk = {{"Banxin Test Song", 400}, {"Banxin Test Hei", 700}};
  t.stack().latin = {{"Banxin Test Song", 400}, {"Banxin Test Latin", 400}};
  const ShapedText shaped = t.shape("囍字囍café");
  EXPECT_EQ(shaped.clusters[0].font, kHei);
  EXPECT_EQ(shaped.clusters[1].font, kSong);
  EXPECT_EQ(shaped.clusters[6].font, kLatin);
  EXPECT_EQ(codes(shaped.diagnostics),
            "N304@100-103 囍 U+56CD Banxin Test Hei;N304@112-114 é U+00E9 Banxin Test Latin;");
}

TEST(Missing, ErrorAtTheByteT130) {
  TestText t = test_text();
  const Paragraph p = t.paragraph("中文𠮷字𠮷");
  const ShapedText strict = t.shape(p);
  EXPECT_EQ(codes(strict.diagnostics), "E303@106-110 𠮷 U+20BB7;");
  const ShapedText draft = t.shape(p, MissingGlyphs::box);
  EXPECT_EQ(codes(draft.diagnostics), "W304@106-110 𠮷 U+20BB7;");
  EXPECT_TRUE(draft.clusters[2].missing);
  EXPECT_EQ(draft.clusters[2].advance, kTestEm);
  EXPECT_EQ(draft.clusters[2].glyph_begin, draft.clusters[2].glyph_end);
}

TEST(Missing, SpanOfTheWholeRunWhereBytesDiffer) {
  TestText t = test_text();
  Paragraph p = t.paragraph("中𠮷");
  p.runs[0].source = {FileId{0}, 40, 60};  // an entity, say: not byte for byte
  EXPECT_EQ(codes(t.shape(p).diagnostics), "E303@40-60 𠮷 U+20BB7;");
}

TEST(PrivateUse, GbkCodesBecomeTheirUnicodeCharactersF6) {
  // E81E stands for U+9FB4, which no test font has: the message names the modern code point.
  EXPECT_EQ(codes(test_text().shape("中\ue81e").diagnostics), "E303@103-106 \u9fb4 U+9FB4;");
  EXPECT_EQ(codes(test_text().shape("中\ue123").diagnostics), "E306@103-106 \ue123 U+E123;");
}

TEST(Variation, SequenceOfTheFontOrTheBaseFormT129) {
  TestText t = test_text();
  const ShapedText plain = t.shape("骨");
  const ShapedText variant = t.shape("骨\ufe00");
  ASSERT_EQ(variant.clusters.size(), 1u);
  EXPECT_NE(plain.glyphs[0].glyph, variant.glyphs[0].glyph);
  EXPECT_EQ(codes(variant.diagnostics), "");
  const ShapedText unknown = t.shape("文\U000e0100");
  ASSERT_EQ(unknown.clusters.size(), 1u);
  EXPECT_EQ(unknown.clusters[0].glyph_end - unknown.clusters[0].glyph_begin, 1u);
  EXPECT_EQ(unknown.clusters[0].advance, kTestEm);
  EXPECT_FALSE(unknown.clusters[0].missing);
  EXPECT_EQ(codes(unknown.diagnostics), "N305@100-107 文 U+E0100;");
}

}  // namespace
}  // namespace banxin
