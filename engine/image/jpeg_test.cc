#include <cstdlib>

#include <gtest/gtest.h>

#include "engine/image/test_pictures.h"

namespace banxin {
namespace {

// Removes the segments with this marker.
std::string without(std::string file, unsigned char marker) {
  const std::string mark = {'\xff', static_cast<char>(marker)};
  for (std::size_t at = file.find(mark); at != std::string::npos; at = file.find(mark)) {
    const std::size_t length =
        static_cast<unsigned char>(file[at + 2]) * 256u + static_cast<unsigned char>(file[at + 3]);
    file.erase(at, length + 2);
  }
  return file;
}

void expect_color(const std::string& pixels, const std::vector<int>& color) {
  ASSERT_GE(pixels.size(), color.size());
  for (std::size_t i = 0; i < color.size(); ++i) {
    EXPECT_NEAR(static_cast<unsigned char>(pixels[i]), color[i], 2) << "component " << i;
  }
}

TEST(Jpeg, IsPassedThroughAsItIs) {
  const struct {
    const char* name;
    JpegRecipe recipe;
    std::string expected;
    std::vector<int> color;  // of the first pixel, by libjpeg
  } rows[] = {
      {"RGB", {.pixel = {200, 40, 10}}, "jpeg 16x16 rgb8 12x12pt", {200, 40, 10}},
      {"gray", {.components = 1, .pixel = {99}}, "jpeg 16x16 gray8 12x12pt", {99}},
      {"progressive",
       {.width = 40, .pixel = {1, 2, 250}, .progressive = true},
       "jpeg 40x16 rgb8 30x12pt",
       {1, 2, 250}},
      {"300 dpi",
       {.width = 300, .height = 150, .pixel = {9, 9, 9}, .dpi = 300},
       "jpeg 300x150 rgb8 72x36pt",
       {9, 9, 9}},
      {"CMYK",
       {.components = 4, .pixel = {10, 20, 30, 40}},
       "jpeg 16x16 cmyk8 12x12pt",
       {10, 20, 30, 40}},
      {"RGB with Adobe marker",
       {.pixel = {200, 40, 10}, .adobe = true, .jfif = false, .rgb = true},
       "jpeg 16x16 rgb8 12x12pt",
       {200, 40, 10}},
  };

  for (const auto& row : rows) {
    const std::string file = make_jpeg(row.recipe);
    const InspectedImage inspected = inspect(file);
    ASSERT_EQ(outcome(inspected), "ok") << row.name;
    EXPECT_EQ(shown(*inspected.image), row.expected) << row.name;
    EXPECT_EQ(inspected.image->kind, ImageKind::jpeg);
    EXPECT_EQ(inspected.image->data.view(), file) << row.name;
    SCOPED_TRACE(row.name);
    expect_color(decode_jpeg(inspected.image->data.view()), row.color);
  }
}

TEST(Jpeg, R42_CmykIsInvertedOnlyWithAnAdobeMarker) {
  JpegRecipe recipe{.components = 4, .pixel = {10, 20, 30, 40}, .adobe = true};
  const InspectedImage with = inspect(make_jpeg(recipe));
  recipe.adobe = false;
  const InspectedImage none = inspect(make_jpeg(recipe));
  ASSERT_TRUE(with.image && none.image);
  EXPECT_TRUE(with.image->inverted_cmyk);
  EXPECT_FALSE(none.image->inverted_cmyk);
  const InspectedImage rgb =
      inspect(make_jpeg({.pixel = {1, 2, 3}, .adobe = true, .jfif = false, .rgb = true}));
  ASSERT_TRUE(rgb.image);
  EXPECT_FALSE(rgb.image->inverted_cmyk);
}

TEST(Jpeg, ExifGivesOrientationAndResolution) {
  const struct {
    int orientation, width, height;
  } rows[] = {{1, 32, 16}, {3, 32, 16}, {5, 16, 32}, {6, 16, 32}, {8, 16, 32}};

  for (const auto& row : rows) {
    const InspectedImage inspected = inspect(make_jpeg(
        {.width = 32, .pixel = {1, 2, 3}, .jfif = false, .exif = make_exif(row.orientation, 144)}));
    ASSERT_EQ(outcome(inspected), "ok");
    EXPECT_EQ(inspected.image->orientation, row.orientation);
    EXPECT_EQ(inspected.image->width, row.width) << row.orientation;
    EXPECT_EQ(inspected.image->height, row.height) << row.orientation;
    EXPECT_EQ(inspected.image->natural,
              (Size{Length::pt(row.width / 2), Length::pt(row.height / 2)}));
  }
}

TEST(Jpeg, JfifResolutionWinsOverExif) {
  const InspectedImage inspected =
      inspect(make_jpeg({.width = 32, .pixel = {1, 2, 3}, .dpi = 72, .exif = make_exif(1, 144)}));
  ASSERT_TRUE(inspected.image);
  EXPECT_EQ(inspected.image->natural.width, Length::pt(32));
}

TEST(Jpeg, ProfileIsJoinedFromItsChunks) {
  const std::string profile = make_profile("RGB ", 450);
  JpegRecipe recipe{.pixel = {1, 2, 3}, .profile = profile};
  EXPECT_EQ(inspect(make_jpeg(recipe)).image->icc.view(), profile);
  recipe.profile = make_profile("CMYK", 450);
  EXPECT_TRUE(inspect(make_jpeg(recipe)).image->icc.empty()) << "not for RGB";
  std::string cut = make_jpeg({.pixel = {1, 2, 3}, .profile = profile});
  cut.erase(cut.find(std::string("ICC_PROFILE\0\2", 13)) - 4, 4 + 14 + 100);  // the second chunk
  EXPECT_TRUE(inspect(cut).image->icc.empty()) << "a chunk is missing";
}

TEST(Jpeg, WhatPdfReadersShowOtherwiseIsDecoded) {
  // Components named R, G, B and no marker: RGB to libjpeg, YCbCr to PDF.
  const InspectedImage named = inspect(
      make_jpeg({.width = 2, .height = 1, .pixel = {200, 40, 10}, .jfif = false, .rgb = true}));
  ASSERT_EQ(outcome(named), "ok");
  EXPECT_EQ(named.image->kind, ImageKind::samples);
  expect_color(std::string(named.image->data.view()), {200, 40, 10, 200, 40, 10});
  const InspectedImage arithmetic =
      inspect(make_jpeg({.width = 2, .height = 1, .pixel = {200, 40, 10}, .arithmetic = true}));
  ASSERT_EQ(outcome(arithmetic), "ok");
  EXPECT_EQ(arithmetic.image->kind, ImageKind::samples);
  expect_color(std::string(arithmetic.image->data.view()), {200, 40, 10, 200, 40, 10});
  const InspectedImage turned = inspect(make_jpeg({.width = 32,
                                                   .height = 16,
                                                   .pixel = {7, 7, 7},
                                                   .arithmetic = true,
                                                   .exif = make_exif(6, 96)}));
  ASSERT_EQ(outcome(turned), "ok");
  EXPECT_EQ(turned.image->width, 16);
  EXPECT_EQ(turned.image->height, 32);
  EXPECT_EQ(turned.image->orientation, 1);
}

TEST(Jpeg, WhatFollowsThePictureIsLeftOut) {
  const std::string file = make_jpeg({.pixel = {1, 2, 3}});
  const InspectedImage inspected = inspect(file + std::string(100'000, 'x'));
  ASSERT_TRUE(inspected.image);
  EXPECT_EQ(inspected.image->data.view(), file);
}

TEST(Jpeg, DamageIsE602AtTheSpan) {
  const std::string good = make_jpeg({.width = 64, .height = 64, .pixel = {1, 2, 3}});
  const std::size_t frame = good.find("\xff\xc0");
  const auto changed = [&](std::size_t at, char to) {
    std::string out = good;
    out[frame + at] = to;
    return out;
  };

  const struct {
    const char* name;
    std::string file, code;
  } rows[] = {
      {"no width", changed(8, '\0'), "E604"},  // low byte of 64
      {"no height", changed(6, '\0'), "E604"},
      {"12 bits", changed(4, '\x0c'), "E602"},
      {"2 components", changed(9, '\x02'), "E602"},
      {"no component", changed(9, '\0'), "E602"},
      {"sampling 0", changed(11, '\0'), "E602"},
      {"lossless", changed(1, '\xc3'), "E602"},
      {"wider than its data", changed(7, '\x20'), "E602"},
      {"no EOI", good.substr(0, good.size() - 2), "E602"},
      {"no tables", without(good, 0xc4), "E602"},
      {"no quantization", without(good, 0xdb), "E602"},
      {"no frame", without(good, 0xc0), "E602"},
      {"nothing but SOI", "\xff\xd8\xff", "E602"},
      {"SOI and EOI", "\xff\xd8\xff\xd9", "E602"},
  };

  for (const auto& row : rows) {
    EXPECT_EQ(outcome(inspect(row.file)), row.code) << row.name;
  }
  EXPECT_EQ(outcome(inspect(good)), "ok");
}

}  // namespace
}  // namespace banxin
