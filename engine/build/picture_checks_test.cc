// R40: pictures with too few pixels are told of with all an editor needs to act.
#include "engine/build/picture_checks.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

std::shared_ptr<const Image> pixels(int width, int height, int bits = 8) {
  auto image = std::make_shared<Image>();
  image->width = width;
  image->height = height;
  image->bits = bits;
  return image;
}

Item placed(const std::shared_ptr<const Image>& image, Length width, Length height) {
  Picture picture;
  picture.image = image;
  picture.box = {{}, {}, width, height};
  Item item{};
  item.content = picture;
  item.source = {FileId{3}, 40, 50};
  return item;
}

struct Issue {
  Document document;
  std::vector<ImageRef> names;
  std::vector<std::shared_ptr<const Image>> images;

  void show(std::size_t page,
            const std::shared_ptr<const Image>& image,
            Length width,
            Length height) {
    document.pages.resize(std::max(document.pages.size(), page));
    document.pages[page - 1].items.push_back(placed(image, width, height));
    if (std::find(images.begin(), images.end(), image) == images.end()) {
      names.push_back({std::string(1, static_cast<char>('a' + names.size())) + ".png", {}});
      images.push_back(image);
    }
  }

  std::string told(int resolution = 300) const {
    std::string out;
    for (const Diagnostic& d : check_resolution(document, names, images, resolution)) {
      out += std::string(d.code);
      for (const std::string& arg : d.args) {
        out += " " + arg;
      }
      out += "\n";
    }
    return out;
  }
};

TEST(PictureResolution, R40_SaysHowFewAndHowWideItMayBe) {
  Issue issue;
  issue.show(2, pixels(1200, 800), 152.4_mm, 101.6_mm);  // 6 by 4 inches
  issue.document.pages[1].folio = "5";
  EXPECT_EQ(issue.told(), "W610 a.png 5 200 300 101\n");
  const Diagnostic told = check_resolution(issue.document, issue.names, issue.images, 300).at(0);
  EXPECT_EQ(message_text(told, Language::zh), "图片“a.png”印在第 5 页只有 200 dpi，印刷要 300 dpi");
  EXPECT_EQ(told.span.begin, 40u) << "where the manuscript shows it";
}

TEST(PictureResolution, R40_WholePixelsMayFallShortByHalfADot) {
  Issue issue;
  issue.show(1, pixels(1650, 900), 139.8_mm, 76.2_mm);
  EXPECT_EQ(issue.told(), "") << "299.8 dpi";
}

TEST(PictureResolution, R40_TheSmallerAxisCounts) {
  Issue issue;
  issue.show(1, pixels(3000, 300), 50.8_mm, 50.8_mm);  // stretched: 1500 by 150 dpi
  EXPECT_EQ(issue.told(), "W610 a.png 1 150 300 25\n");
}

TEST(PictureResolution, R40_LineArtNeedsTwice) {
  Issue issue;
  issue.show(1, pixels(1000, 1000, 1), 50.8_mm, 50.8_mm);
  issue.show(1, pixels(1200, 1200, 1), 50.8_mm, 50.8_mm);
  EXPECT_EQ(issue.told(), "W611 a.png 1 500 600 42\n");
}

TEST(PictureResolution, OnceAPictureForItsLargestPlacing) {
  Issue issue;
  const auto image = pixels(600, 600);
  issue.show(1, image, 50.8_mm, 50.8_mm);
  issue.show(2, image, 101.6_mm, 101.6_mm);
  issue.show(3, image, 76.2_mm, 76.2_mm);
  EXPECT_EQ(issue.told(), "W610 a.png 2 150 300 50\n");
}

TEST(PictureResolution, WhatIsWantedIsASetting) {
  Issue issue;
  issue.show(1, pixels(1200, 800), 152.4_mm, 101.6_mm);
  EXPECT_EQ(issue.told(200), "");
}

TEST(PictureResolution, VectorsHaveNone) {
  Issue issue;
  auto page = std::make_shared<Image>();
  page->kind = ImageKind::pdf_page;
  issue.show(1, page, 100_mm, 100_mm);
  EXPECT_EQ(issue.told(), "");
}

}  // namespace
}  // namespace banxin
