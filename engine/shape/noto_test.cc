#include <gtest/gtest.h>

#include "engine/shape/glyphs.h"
#include "engine/shape/test_text.h"

namespace banxin {
namespace {

// Rows T119–T126 and T130, and the rules O1–O7, F3–F5, F9, W8–W10 and CH3 in the installed faces.
class Noto : public ::testing::Test {
 protected:
  /// Set in the first of `families`, the others loaded after it.
  static TestText text(const std::vector<std::string>& families) {
    const std::string noto = "/usr/share/fonts/opentype/noto/";
    const std::string truetype = "/usr/share/fonts/truetype/";
    std::vector<FontWish> wishes;
    for (const std::string& family : families) {
      wishes.push_back({family, 400});
    }
    wishes.push_back({"Noto Serif CJK SC", 400});
    TestText t(load(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml",
                    {{"NotoSerifCJK-Regular.ttc", noto + "NotoSerifCJK-Regular.ttc"},
                     {"NotoSansCJK-Regular.ttc", noto + "NotoSansCJK-Regular.ttc"},
                     {"LXGWWenKai-Regular.ttf", truetype + "lxgw-wenkai/LXGWWenKai-Regular.ttf"},
                     {"cwfs.ttf", truetype + "cwtex/cwfs.ttf"},
                     {"DejaVuSerif.ttf", truetype + "dejavu/DejaVuSerif.ttf"},
                     {"HanaMinA.ttf", truetype + "hanazono/HanaMinA.ttf"},
                     {"HanaMinB.ttf", truetype + "hanazono/HanaMinB.ttf"},
                     {"BabelStoneHan.ttf", truetype + "babelstone/BabelStoneHan.ttf"}},
                    wishes));
    t.stack().cjk = {wishes[0]};
    t.stack().latin = {wishes[0]};
    return t;
  }

  static TestText text(const char* family) { return text(std::vector<std::string>{family}); }

  static FontId find(const TestText& t, const char* family) { return t.fonts.find({family, 400}); }
};

#define NEEDS(t, family)                           \
  if (find(t, family) == FontId::none) {           \
    GTEST_SKIP() << family << " is not installed"; \
  }

TEST_F(Noto, SharedMarksT119T120T121T122) {
  for (const char* family : {"Noto Serif CJK SC", "Noto Sans CJK SC"}) {
    const TestText t = text(family);
    if (t.fonts.find({family, 400}) == FontId::none) {
      GTEST_SKIP() << family << " is not installed";
    }
    const ShapedText shaped = t.shape("中——“国”·–…");
    const auto dx = [&](std::size_t i) {
      return shaped.glyphs[shaped.clusters[i].glyph_begin].offset.x.pt() / kTestEm.pt();
    };
    EXPECT_EQ(shaped.clusters[1].glyph_end - shaped.clusters[1].glyph_begin, 1u) << "T119";
    EXPECT_EQ(shaped.clusters[1].advance, 20_pt);
    EXPECT_EQ(shaped.clusters[2].advance, 10_pt) << "T120";
    EXPECT_EQ(shaped.clusters[2].blank_left, 5_pt);
    const bool serif = family == std::string("Noto Serif CJK SC");
    EXPECT_EQ(shaped.clusters[5].advance, 5_pt);
    EXPECT_NEAR(dx(5), serif ? 0.0865 : -0.25, 0.002) << "T121";
    EXPECT_EQ(shaped.clusters[6].advance, 5_pt);
    if (serif) {
      EXPECT_NEAR(dx(6), -0.0315, 0.002) << "T122";
    }
  }
}

TEST_F(Noto, BopomofoStandsBesideItsCharacterM6) {
  for (const char* family : {"Noto Serif CJK SC", "LXGW WenKai"}) {
    TestText t = text(family);
    if (t.fonts.find({family, 400}) == FontId::none) {
      GTEST_SKIP() << family << " is not installed";
    }
    Paragraph p = t.paragraph("船的");
    p.runs.assign(2, p.runs[0]);
    p.runs[0].end = p.runs[1].begin = 3;
    p.runs[0].ruby = 1;
    p.runs[1].ruby = 2;
    p.rubies.push_back({"ㄔㄨㄢˊ", TextStyleId{0}, {}});
    p.rubies.push_back({"˙ㄉㄜ", TextStyleId{0}, {}});
    const ShapedText shaped = t.shape(p);
    EXPECT_EQ(shaped.clusters[0].advance, 15_pt) << "a column of half an em";
    EXPECT_EQ(shaped.clusters[0].beside, 5_pt);
    ASSERT_EQ(shaped.rubies.size(), 2u);
    const ShapedRuby& boat = shaped.rubies[0];
    EXPECT_EQ(boat.position, RubyPosition::inter_character);
    EXPECT_EQ(boat.size, 3_pt) << "three tenths of the character";
    ASSERT_EQ(boat.glyphs.size(), 4u);
    EXPECT_EQ(boat.tone_begin, 3u);
    EXPECT_EQ(boat.glyphs[1].offset.y - boat.glyphs[0].offset.y, 3_pt);
    EXPECT_EQ(boat.glyphs[2].offset.y - boat.glyphs[1].offset.y, 3_pt);
    // Three symbols stand in the middle of the em box, from .88 above the baseline to .12 below.
    EXPECT_NEAR(boat.glyphs[0].offset.y.pt(), -8.3 + 2.64, 0.01);
    const ShapedRuby& of = shaped.rubies[1];
    ASSERT_EQ(of.glyphs.size(), 3u);
    EXPECT_EQ(of.tone_begin, 2u) << "the neutral tone is drawn last, above the first symbol";
    for (const ShapedGlyph& glyph : boat.glyphs) {
      EXPECT_NE(glyph.glyph, 0u);
    }
  }
}

TEST_F(Noto, LatinQuotesAreAsWideAsLatinT124T125) {
  TestText t = text("Noto Serif CJK SC");
  if (t.fonts.find({"Noto Serif CJK SC", 400}) == FontId::none) {
    GTEST_SKIP() << "fonts-noto-cjk is not installed";
  }
  for (const bool half : {false, true}) {
    t.stack().latin_features = half ? std::vector<std::string>{"hwid"} : std::vector<std::string>{};
    const ShapedText apostrophe = t.shape("Xi’an");
    EXPECT_LT(apostrophe.clusters[2].advance, 3_pt) << "T125";
    const ShapedText quotes = t.shape("Say “Hi” now");
    EXPECT_LT(quotes.clusters[4].advance, 5_pt) << "T124";
    EXPECT_GT(quotes.clusters[4].advance, 4_pt);
    EXPECT_EQ(t.shape("他说“Hello”。").clusters[2].advance, 10_pt) << "T124";
  }
}

TEST_F(Noto, TrimmingByMetricsIsThatOfHaltT123) {
  struct Row {
    Locale locale;
    const char* mark;
  };

  TestText t = text("Noto Serif CJK SC");
  const FontId song = t.fonts.find({"Noto Serif CJK SC", 400});
  if (song == FontId::none) {
    GTEST_SKIP() << "fonts-noto-cjk is not installed";
  }
  for (const Row& row : {Row{Locale::zh_hans, "“"},
                         Row{Locale::zh_hans, "，"},
                         Row{Locale::zh_hant_tw, "，"},
                         Row{Locale::zh_hans, "）"}}) {
    t.composition().locale = row.locale;
    const ShapedText shaped = t.shape(row.mark);
    HbShaper shaper(t.fonts);
    const std::vector<FontResolver::Feature> halt = {{HB_TAG('h', 'a', 'l', 't'), 1}};
    HbRequest request;
    request.font = song;
    request.language = hb_language_of(row.locale);
    request.features = &halt;
    const RawGlyph raw = shaper.shape(request, row.mark, 0, 3)[0];
    const ShapedCluster& c = shaped.clusters[0];
    EXPECT_EQ(-c.blank_left, at_size(raw.dx, 1000, kTestEm)) << row.mark;
    EXPECT_EQ(c.advance - c.blank_left - c.blank_right, at_size(raw.advance, 1000, kTestEm));
  }
}

TEST_F(Noto, JapaneseFaceIsUnfitForChineseQuotesT120) {
  TestText t = text("Noto Serif CJK JP");
  const FontId japanese = t.fonts.find({"Noto Serif CJK JP", 400});
  if (japanese == FontId::none) {
    GTEST_SKIP() << "fonts-noto-cjk is not installed";
  }
  const FontResolver resolver(t.styled, t.fonts);
  EXPECT_FALSE(resolver.fits_shared_mark(japanese, Locale::ja, U'“'));
  EXPECT_TRUE(
      resolver.fits_shared_mark(t.fonts.find({"Noto Serif CJK SC", 400}), Locale::zh_hans, U'“'));
}

TEST_F(Noto, WenKaiTakesItsQuotesFromTheNextFaceO2) {
  TestText t = text("LXGW WenKai");
  const FontId kai = t.fonts.find({"LXGW WenKai", 400});
  const FontId song = t.fonts.find({"Noto Serif CJK SC", 400});
  if (kai == FontId::none || song == FontId::none) {
    GTEST_SKIP() << "fonts-lxgw-wenkai or fonts-noto-cjk is not installed";
  }
  t.stack().cjk.push_back({"Noto Serif CJK SC", 400});
  const ShapedText shaped = t.shape("“中”，——");
  EXPECT_EQ(shaped.clusters[0].font, song);
  EXPECT_EQ(shaped.clusters[1].font, kai);
  EXPECT_EQ(shaped.clusters[3].font, kai);
  EXPECT_EQ(codes(shaped.diagnostics), "");
  t.stack().cjk.pop_back();
  const ShapedText alone = t.shape("“中”");
  EXPECT_EQ(alone.clusters[0].advance, 10_pt) << "anchored in a box of one em";
  EXPECT_GT(alone.glyphs[0].offset.x, 5_pt);
  EXPECT_EQ(alone.clusters[0].blank_left, 5_pt);
}

TEST_F(Noto, TraditionalMarksT126) {
  TestText t = text("Noto Serif CJK SC");
  if (t.fonts.find({"Noto Serif CJK SC", 400}) == FontId::none) {
    GTEST_SKIP() << "fonts-noto-cjk is not installed";
  }
  t.composition().locale = Locale::zh_hant_tw;
  const ShapedText shaped = t.shape("。");
  const FontStore::Ink ink = t.fonts.ink(shaped.clusters[0].font, shaped.glyphs[0].glyph);
  EXPECT_NEAR(ink.left, 360, 3);
  EXPECT_NEAR(ink.right, 641, 3);
  EXPECT_EQ(shaped.clusters[0].blank_left, 2.5_pt);
}

TEST_F(Noto, EveryMarkByHaltAndByMetricsT123) {
  struct Face {
    const char* family;
    Locale locale;
    std::string_view marks;
  };

  // The marks of CH2 that may be halved, in each face for its own locale.
  const Face faces[] = {
      {"Noto Serif CJK SC",
       Locale::zh_hans,
       "，、。．：；！？“”‘’「」『』（）〔〕【】《》〈〉〖〗［］｛｝"},
      {"Noto Sans CJK SC",
       Locale::zh_hans,
       "，、。．：；！？“”‘’「」『』（）〔〕【】《》〈〉〖〗［］｛｝"},
      {"Noto Serif CJK TC", Locale::zh_hant_tw, "，、。：；「」『』（）〔〕【】《》〈〉［］｛｝"},
      {"Noto Serif CJK HK", Locale::zh_hant_hk, "，、。：；「」『』（）〔〕【】《》〈〉［］｛｝"},
      {"Noto Serif CJK JP", Locale::ja, "、。：；「」『』（）〔〕【】《》〈〉［］｛｝"},
  };
  for (const Face& face : faces) {
    TestText t = text(face.family);
    NEEDS(t, face.family);
    t.composition().locale = face.locale;
    HbShaper shaper(t.fonts);
    const std::vector<FontResolver::Feature> halt = {{HB_TAG('h', 'a', 'l', 't'), 1}};
    for (std::size_t at = 0; at < face.marks.size(); at += 3) {
      const std::string mark(face.marks.substr(at, 3));
      const ShapedText shaped = t.shape(mark);
      HbRequest request;
      request.font = find(t, face.family);
      request.language = hb_language_of(face.locale);
      request.features = &halt;
      const RawGlyph raw = shaper.shape(request, mark, 0, 3)[0];
      const ShapedCluster& c = shaped.clusters[0];
      EXPECT_EQ(-c.blank_left, at_size(raw.dx, 1000, kTestEm)) << face.family << mark;
      EXPECT_EQ(c.advance - c.blank_left - c.blank_right, at_size(raw.advance, 1000, kTestEm))
          << face.family << mark;
      EXPECT_EQ(codes(shaped.diagnostics), "") << "ink where the table has it (CH3)";
    }
  }
}

TEST_F(Noto, QuotesByContextT124T125) {
  TestText t = text({"Noto Serif CJK SC", "DejaVu Serif"});
  NEEDS(t, "Noto Serif CJK SC");
  NEEDS(t, "DejaVu Serif");
  t.stack().latin = {{"DejaVu Serif", 400}, {"Noto Serif CJK SC", 400}};
  const FontId song = find(t, "Noto Serif CJK SC");
  const FontId latin = find(t, "DejaVu Serif");
  const auto faces = [&](const char* typed) {
    std::string out;
    const ShapedText shaped = t.shape(typed);
    for (const ShapedCluster& c : shaped.clusters) {
      const std::string mark = shaped.text.substr(c.text_begin, c.text_end - c.text_begin);
      if (mark == "“" || mark == "”" || mark == "’") {
        EXPECT_TRUE(c.font == song || c.font == latin);
        out += mark + (c.font == song ? "song" : "latin") + (c.advance == kTestEm ? "1" : "") + " ";
      }
    }
    return out;
  };
  EXPECT_EQ(faces("他说“Hello”。"), "“song1 ”song1 ") << "T124";
  EXPECT_EQ(faces("Say “Hi” now"), "“latin ”latin ") << "T124";
  EXPECT_EQ(faces("Xi’an"), "’latin ") << "T125";
  EXPECT_EQ(faces("90’s"), "’latin ") << "T125";
  const ShapedText word = t.shape("去Xi’an玩");
  EXPECT_EQ(word.clusters[3].break_after.kind, BreakKind::emergency) << "inside a word of U3";
}

TEST_F(Noto, AMissingCharacterT130) {
  TestText t = text("Noto Serif CJK SC");
  NEEDS(t, "Noto Serif CJK SC");
  EXPECT_EQ(codes(t.shape("中\u9FEB").diagnostics), "E303@103-106 \u9FEB U+9FEB;");
  const ShapedText draft = t.shape(t.paragraph("中\u9FEB"), MissingGlyphs::box);
  EXPECT_EQ(codes(draft.diagnostics), "W304@103-106 \u9FEB U+9FEB;");
  EXPECT_TRUE(draft.clusters[1].missing);
  EXPECT_EQ(draft.clusters[1].advance, kTestEm);
  EXPECT_EQ(codes(t.shape("𬭎𫖯𬮿𠮷").diagnostics), "")
      << "of the table of general use (F4)";
}

TEST_F(Noto, RareHanOfEveryExtensionF3) {
  TestText t = text({"Noto Serif CJK SC", "BabelStone Han", "HanaMinB", "HanaMinA"});
  NEEDS(t, "Noto Serif CJK SC");
  NEEDS(t, "BabelStone Han");
  t.stack().cjk.push_back({"BabelStone Han", 400, {{0x3400, 0x9fff}, {0x20000, 0x3ffff}}});
  // The end of the basic plane, extensions A to H: none of these is in Noto.
  for (const char32_t c :
       {0x9FEB, 0x4DB6, 0x20000, 0x2A700, 0x2B740, 0x2B820, 0x2CEB0, 0x30000, 0x31350}) {
    const ShapedText shaped = t.shape("中" + to_utf8({&c, 1}));
    EXPECT_FALSE(shaped.clusters[1].missing) << code_point_text(c);
    EXPECT_EQ(shaped.clusters[1].font, find(t, "BabelStone Han")) << code_point_text(c);
    EXPECT_EQ(shaped.clusters[1].advance, kTestEm) << code_point_text(c);
  }
  // A variant that BabelStone has and Noto not.
  const ShapedText variant = t.shape("麵\U000E0100");
  EXPECT_EQ(variant.clusters[0].font, find(t, "BabelStone Han"));
  EXPECT_EQ(codes(variant.diagnostics).substr(0, 4), "N304");
  // An ideographic description is text like any other.
  const ShapedText description = t.shape("⿰亻月");
  EXPECT_EQ(description.clusters.size(), 3u);
  EXPECT_EQ(codes(description.diagnostics), "");
}

TEST_F(Noto, FallbackFacesStandInTheSameEmBoxF3) {
  // The middle of a character's ink, in em: what the eye compares when two faces share a line.
  const auto middle = [](const TestText& t, FontId font) {
    const FontStore::Ink ink = t.fonts.ink(font, t.fonts.glyph(font, U'国'));
    return static_cast<double>(ink.bottom + ink.top) / 2 / t.fonts.metrics(font).units_per_em;
  };
  const TestText t = text({"Noto Serif CJK SC", "BabelStone Han", "HanaMinA", "LXGW WenKai"});
  NEEDS(t, "Noto Serif CJK SC");
  const double song = middle(t, find(t, "Noto Serif CJK SC"));
  for (const char* family : {"BabelStone Han", "HanaMinA", "LXGW WenKai"}) {
    if (find(t, family) != FontId::none) {
      EXPECT_NEAR(middle(t, find(t, family)), song, 0.04) << family;
    }
  }
}

TEST_F(Noto, AFaceWithCentredMarksIsToldOfInMainlandTextCH3) {
  TestText t = text("Noto Serif CJK SC");
  NEEDS(t, "Noto Serif CJK SC");
  t.styled.text_styles[0].language = "zh-Hant-TW";
  t.composition().locale = Locale::zh_hant_tw;
  EXPECT_EQ(codes(t.shape("中，国。").diagnostics), "") << "by locl the marks are centred";
  TestText fang = text("cwTeX FangSong");
  NEEDS(fang, "cwTeX FangSong");
  EXPECT_EQ(codes(fang.shape("中，").diagnostics), "W307@103-106 cwTeX FangSong ， zh-Hans;");
  fang.composition().locale = Locale::zh_hant_tw;
  EXPECT_EQ(codes(fang.shape("中，").diagnostics), "");
}

TEST_F(Noto, WidthsByLocaleW10T139) {
  struct Row {
    const char* family;
    Locale locale;
    const char *text, *expected;
  };

  const Row rows[] = {
      {"Noto Serif CJK TC", Locale::zh_hant_tw, "口？口", "口=1 ？=1 口=1"},
      {"Noto Serif CJK TC", Locale::zh_hant_tw, "口·口", "口=1 ·=1 口=1"},
      {"Noto Serif CJK TC", Locale::zh_hant_tw, "口／口", "口=1 ／=1 口=1"},
      {"Noto Serif CJK HK", Locale::zh_hant_hk, "口！·口", "口=1 ！=1 ·=1 口=1"},
      {"Noto Serif CJK JP", Locale::ja, "口・口", "口=1 ・=1 口=1"},
      {"Noto Serif CJK JP", Locale::ja, "口？口", "口=1 ？=1 口=1"},
      {"Noto Serif CJK SC", Locale::zh_hans, "口·口", "口=1 ·=0.5 口=1"},
  };
  for (const Row& row : rows) {
    TestText t = text(row.family);
    NEEDS(t, row.family);
    t.composition() = composition_of(row.locale);
    EXPECT_EQ(widths(t.shape(row.text)), row.expected) << row.family;
  }
}

}  // namespace
}  // namespace banxin
