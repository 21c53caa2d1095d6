// Pages as two renderers draw them.
#include <algorithm>
#include <cmath>

#include "engine/pdf/page_raster.h"

namespace banxin {
namespace {

TEST(RenderedPage, P19_PicturesOfEachKindHaveTheirColours) {
  const auto rasters = rendered(written(everything(test_fonts()), test_fonts()));
  if (rasters.empty()) {
    GTEST_SKIP() << "neither mutool nor pdftoppm is installed";
  }
  const std::vector<Shown> all = pictures();
  for (const auto& [tool, raster] : rasters) {
    ASSERT_NEAR(raster.width, 595, 1) << tool << " shows the trimmed page";
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string where = tool + ", " + all[i].what;
      // mutool turns CMYK into RGB by plain subtraction, poppler as inks look: cyan's green differs
      // by 81. A wrong Decode would be off by 255.
      // A page's colours are inks as well; its green is 89 away.
      const bool inks =
          all[i].image.color == ColorSpace::cmyk || all[i].image.kind == ImageKind::pdf_page;
      const int tolerance = inks ? 92 : 12;
      const Rect box = cell(i);
      expect_color(raster.at(box.x.pt() + 20, box.y.pt() + 20), all[i].left, tolerance, where);
      expect_color(raster.at(box.x.pt() + 60, box.y.pt() + 20), all[i].right, tolerance, where);
    }
  }
}

/// How far two pictures of a page differ in ink, by cells of half a letter: blind to antialiasing.
struct Difference {
  double worst = 0;  // share of a cell's area
  int cells_with_ink = 0;
};

Difference difference(const PageRaster& a, const PageRaster& b) {
  const int width = std::min(a.width, b.width), height = std::min(a.height, b.height);
  constexpr int kCell = 24;
  Difference out;
  for (int y = 0; y + kCell <= height; y += kCell) {
    for (int x = 0; x + kCell <= width; x += kCell) {
      double first = 0, second = 0;
      for (int i = 0; i < kCell * kCell; ++i) {
        first += 255 - a.at(x + i % kCell, y + i / kCell)[1];
        second += 255 - b.at(x + i % kCell, y + i / kCell)[1];
      }
      out.worst = std::max(out.worst, std::abs(first - second) / (kCell * kCell * 255));
      out.cells_with_ink += first > 255 * 20 ? 1 : 0;
    }
  }
  return out;
}

TEST(RenderedPage, F7_TwoEnginesDrawTheSameGlyphs) {
  const FontStore fonts = noto_fonts();
  BANXIN_NEEDS_NOTO(fonts);
  Lines lines{fonts};
  for (const FontId font : {kSerifSc, kSansSc, kDejaVu}) {
    for (int size = 0; size < 6; ++size) {
      lines.add({set_line(fonts,
                          font,
                          24_pt,
                          {25_mm, {}},
                          font == kDejaVu ? "Hamburgefons 0123" : "永国酬爱郁灵鹰袋，。“”《》")});
      lines.y += 4_mm;
    }
  }
  const auto rasters = rendered(written(lines.document(), fonts), 144);
  if (rasters.size() < 2) {
    GTEST_SKIP() << "mutool or pdftoppm is not installed";
  }
  const Difference same = difference(rasters[0].second, rasters[1].second);
  EXPECT_GT(same.cells_with_ink, 300) << "there is text";
  EXPECT_LT(same.worst, 0.12);
  // The measure can fail: one character of many changed.
  lines.page.items[2] = item(set_line(fonts, kSerifSc, 24_pt, {25_mm, 54_mm}, "永国酬爱郁灵鹰口"));
  const auto other = rendered(written(lines.document(), fonts), 144);
  EXPECT_GT(difference(rasters[0].second, other[1].second).worst, 0.12);
}

}  // namespace
}  // namespace banxin
