#include "engine/shape/lone_glyphs.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

constexpr Locale kLocales[] = {Locale::zh_hans, Locale::zh_hant_tw, Locale::zh_hant_hk, Locale::ja};

std::string glyph_text(GlyphId glyph, Length advance, Point offset) {
  return std::to_string(glyph) + ":" + number_text(advance.pt(), 3) + "@" +
         number_text(offset.x.pt(), 3) + "," + number_text(offset.y.pt(), 3) + " ";
}

/// A text of Han and marks in one face, as the run is set and as HarfBuzz shapes it in one piece.
struct BothWays {
  BothWays(const TestText& t, FontId font, std::string text) {
    const FontResolver resolver(t.styled, t.fonts);
    const Paragraph paragraph = t.paragraph(std::move(text));
    ShapeJob job(paragraph, resolver, MissingGlyphs::error);
    normalize(job);
    choose_fonts(job);
    HbShaper shaper(t.fonts);
    ShapedText out;
    set_glyphs(job, shaper, out);
    for (const ShapedGlyph& g : out.glyphs) {
      set += glyph_text(g.glyph, g.advance, g.offset);
    }
    HbRequest request;
    request.font = font;
    request.language = hb_language_of(job.composition.locale);
    request.features = &resolver.cjk_features(0);
    const int grid = t.fonts.metrics(font).units_per_em;
    const auto end = static_cast<std::uint32_t>(job.text.size());
    for (const RawGlyph& g : shaper.shape(request, job.text, 0, end)) {
      whole += glyph_text(g.glyph,
                          at_size(g.advance, grid, kTestEm),
                          {at_size(g.dx, grid, kTestEm), -at_size(g.dy, grid, kTestEm)});
    }
  }

  std::string set, whole;
};

/// Han, marks, sequences with combining marks and variation selectors, and the parts of a Han that
/// some faces put together from its description; those the face has.
std::vector<std::string> alphabet(const TestText& t, FontId font, std::mt19937& random) {
  std::vector<std::string> out;
  const auto add = [&](std::u32string_view characters) {
    std::string text;
    bool has = true;
    for (const char32_t c : characters) {
      append_utf8(text, c);
      has = has && t.fonts.has(font, c);
    }
    if (has) {
      out.push_back(text);
    }
  };
  for (int i = 0; i < 400; ++i) {
    const auto han = static_cast<char32_t>(0x3400 + random() % 0x6c00);
    add({&han, 1});
    add({&han, 1});
  }
  for (const char32_t c :
       std::u32string_view(U"，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕々〇门骨直令今葛"
                           U"⿺辶⿳穴⿰月⿰⿲⿱幺長⿱言馬⿱幺長刂心")) {
    add({&c, 1});
  }
  for (const std::u32string_view sequence : {U"中\u0308",
                                             U"一\u302a",
                                             U"二\u20dd",
                                             U"⿺辶⿳穴⿰月⿰⿲⿱幺長⿱言馬⿱幺長刂心",
                                             U"平成",
                                             U"株式会社"}) {
    add(sequence);
    add(sequence);
  }
  return out;
}

void expect_same(TestText& t, FontId font) {
  std::mt19937 random(1);  // the same on every machine
  const std::vector<std::string> letters = alphabet(t, font, random);
  ASSERT_GT(letters.size(), 20u);
  for (const char* feature : {"-kern", "palt", "halt", "kern", "chws", "liga", "dlig", "trad"}) {
    t.stack().cjk_features = {feature};
    for (const Locale locale : kLocales) {
      t.composition().locale = locale;
      std::string text;
      for (int i = 0; i < 600; ++i) {
        text += letters[random() % letters.size()];
      }
      const BothWays both(t, font, text);
      ASSERT_EQ(both.set, both.whole)
          << t.fonts.face(font).family << " " << feature << " " << tag_of(locale);
    }
  }
}

TestText installed(const char* family) {
  const std::string fonts = "/usr/share/fonts/";
  TestText t(
      load(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml",
           {{"NotoSerifCJK-Regular.ttc", fonts + "opentype/noto/NotoSerifCJK-Regular.ttc"},
            {"NotoSansCJK-Regular.ttc", fonts + "opentype/noto/NotoSansCJK-Regular.ttc"},
            {"LXGWWenKai-Regular.ttf", fonts + "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"}},
           {{family, 400}}));
  t.stack().cjk = t.stack().latin = {{family, 400}};
  return t;
}

std::string remembered(const TestText& t, FontId font, std::u32string_view characters) {
  const FontResolver resolver(t.styled, t.fonts);
  const LoneGlyphs& known = resolver.lone_glyphs(font, Locale::zh_hans, 0);
  HbShaper shaper(t.fonts);
  std::string out;
  for (const char32_t c : characters) {
    if (known.find(c, shaper)) {
      append_utf8(out, c);
    }
  }
  return out;
}

TEST(LoneGlyphs, HanAndMarksAreRemembered) {
  const TestText t = test_text();
  EXPECT_EQ(remembered(t, kSong, U"中文，。《》"), "中文，。《》");
}

TEST(LoneGlyphs, PartsOfALigatureAreNot) {
  EXPECT_EQ(remembered(test_text(), kSong, U"中—文"), "中文") << "—— is a ligature of this face";
}

TEST(LoneGlyphs, CombiningMarksAndLettersAreNot) {
  EXPECT_EQ(remembered(test_text(), kSong, U"\u3099\u302aA1 \u3000"), "");
}

TEST(LoneGlyphs, SingleSubstitutionsAreFollowed) {
  TestText t = test_text();
  const FontResolver resolver(t.styled, t.fonts);
  HbShaper shaper(t.fonts);
  const auto stop = [&](Locale locale) {
    return resolver.lone_glyphs(kSong, locale, 0).find(U'。', shaper).value().glyph;
  };
  EXPECT_NE(stop(Locale::zh_hans), stop(Locale::zh_hant_tw)) << "locl";
}

/// Pairs by classes have a class for all glyphs not named: nothing can be said of a single one.
TEST(LoneGlyphs, NothingIsRememberedWhereClassesDecide) {
  TestText t = installed("Noto Sans CJK SC");
  if (t.fonts.size() == 0) {
    GTEST_SKIP() << "Noto Sans CJK is not installed";
  }
  t.stack().cjk_features = {"kern"};
  EXPECT_EQ(remembered(t, FontId{0}, U"中文，"), "");
}

TEST(LoneGlyphs, SameAsTheWholeRunInTheTestFaces) {
  for (const auto& [font, wish] : {std::pair{kSong, FontWish{"Banxin Test Song", 400}},
                                   std::pair{kHei, FontWish{"Banxin Test Hei", 700}}}) {
    TestText t = test_text();
    t.stack().cjk = t.stack().latin = {wish};
    expect_same(t, font);
  }
}

TEST(LoneGlyphs, SameAsTheWholeRunInTheInstalledFaces) {
  std::size_t tried = 0;
  for (const char* family : {"Noto Serif CJK SC",
                             "Noto Serif CJK TC",
                             "Noto Serif CJK JP",
                             "Noto Sans CJK SC",
                             "LXGW WenKai"}) {
    TestText t = installed(family);
    if (t.fonts.size() != 0) {
      ++tried;
      expect_same(t, FontId{0});
      t.stack().cjk_features = {};
      EXPECT_EQ(remembered(t, FontId{0}, U"中文，。《》"), "中文，。《》") << family;
    }
  }
  if (tried == 0) {
    GTEST_SKIP() << "none is installed";
  }
}

/// 平成 is ㍻ with dlig: both are shaped with what stands beside them, and only then.
TEST(LoneGlyphs, HanThatAFaceLigatesAreNotRemembered) {
  TestText t = installed("Noto Sans CJK SC");
  if (t.fonts.size() == 0) {
    GTEST_SKIP() << "Noto Sans CJK is not installed";
  }
  EXPECT_EQ(remembered(t, FontId{0}, U"平成中国"), "平成中国");
  t.stack().cjk_features = {"dlig"};
  EXPECT_EQ(remembered(t, FontId{0}, U"平成中国"), "中国");
  const BothWays both(t, FontId{0}, "中平成国");
  EXPECT_EQ(both.set, both.whole);
  EXPECT_EQ(std::count(both.set.begin(), both.set.end(), ' '), 3) << "中㍻国";
}

}  // namespace
}  // namespace banxin
