#include <gtest/gtest.h>

#include "engine/shape/glyphs.h"
#include "engine/shape/test_text.h"

namespace banxin {
namespace {

class Noto : public ::testing::Test {
 protected:
  static TestText text(const char* family) {
    const std::string noto = "/usr/share/fonts/opentype/noto/";
    TestText t(load(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml",
                    {{"NotoSerifCJK-Regular.ttc", noto + "NotoSerifCJK-Regular.ttc"},
                     {"NotoSansCJK-Regular.ttc", noto + "NotoSansCJK-Regular.ttc"},
                     {"LXGWWenKai-Regular.ttf",
                      "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"}},
                    {{family, 400}, {"Noto Serif CJK SC", 400}}));
    t.stack().cjk = {{family, 400}};
    t.stack().latin = {{family, 400}};
    return t;
  }
};

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

}  // namespace
}  // namespace banxin
