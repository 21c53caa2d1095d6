// Pixels row by row, shrunk, and written as JPEG.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/image/jpeg_markers.h"
#include "engine/image/test_pictures.h"

namespace banxin {
namespace {

std::string hex(const std::uint8_t* bytes, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += "0123456789abcdef"[bytes[i] / 16];
    out += "0123456789abcdef"[bytes[i] % 16];
  }
  return out;
}

/// Rows in hexadecimal, "/" between; what is damaged after them.
std::string rows_of(const Image& image) {
  PixelRows rows(image);
  std::string out;
  while (const std::uint8_t* row = rows.next()) {
    out += (out.empty() ? "" : "/") +
           hex(row,
               static_cast<std::size_t>(rows.width()) * static_cast<std::size_t>(rows.channels()));
  }
  return out + (rows.problem().empty() ? "" : " damaged");
}

std::shared_ptr<const Image> read(const std::string& file,
                                  Decoding decoding = Decoding::unless_packed) {
  return inspect_image(Bytes(file), "a", kHere, {}, decoding).image;
}

TEST(PixelRows, SixteenBitsAreRoundedToTheNearest) {
  PngRecipe recipe;
  recipe.width = 4;
  recipe.height = 1;
  recipe.depth = 16;
  recipe.type = 0;
  // 0, 128.4, 128.6 and 255 of 255
  recipe.rows = {std::string("\x00\x00\x80\xe7\x81\x1a\xff\xff", 8)};
  for (const Decoding decoding : {Decoding::unless_packed, Decoding::always}) {
    EXPECT_EQ(rows_of(*read(make_png(recipe), decoding)), "008081ff");
  }
}

TEST(PixelRows, FewBitsAreSpreadOverTheWholeRange) {
  PngRecipe recipe;
  recipe.width = 5;
  recipe.height = 2;
  recipe.type = 0;
  recipe.depth = 2;
  recipe.rows = {"\x1b\xc0", std::string("\0\0", 2)};
  EXPECT_EQ(rows_of(*read(make_png(recipe))), "0055aaffff/0000000000");
  recipe.depth = 1;
  recipe.rows = {"\xa8", "\x50"};
  EXPECT_EQ(rows_of(*read(make_png(recipe))), "ff00ff00ff/00ff00ff00");
}

/// Colours that run smoothly, so that libpng uses every filter.
PngRecipe slope(int width, int height) {
  PngRecipe recipe;
  recipe.width = static_cast<unsigned>(width);
  recipe.height = static_cast<unsigned>(height);
  for (int y = 0; y < height; ++y) {
    std::string row;
    for (int x = 0; x < width; ++x) {
      row += {static_cast<char>(x * 3 + y),
              static_cast<char>(x * x / 7 + y * 5),
              static_cast<char>((x + y) * 2 + (x * y) % 5)};
    }
    recipe.rows.push_back(row);
  }
  return recipe;
}

TEST(PixelRows, PackedRowsOfAPngAreUnpackedOneByOne) {
  const std::string file = make_png(slope(40, 30));
  const auto packed = read(file);
  ASSERT_FALSE(packed->packed.empty());
  ASSERT_TRUE(packed->data.empty());
  EXPECT_EQ(rows_of(*packed), rows_of(*read(file, Decoding::always)));
}

TEST(PixelRows, PaletteAndInterlaceAreUnpackedByTheReader) {
  PngRecipe recipe;
  recipe.width = 2;
  recipe.height = 1;
  recipe.type = 3;
  recipe.palette = {"\xff\x80\x01", std::string("\x02\0\x03", 3)};
  recipe.rows = {std::string("\x01\0", 2)};
  recipe.interlaced = true;
  EXPECT_EQ(rows_of(*read(make_png(recipe))), "020003ff8001");
}

TEST(PixelRows, R42_CmykIsInkWhateverTheFileSays) {
  JpegRecipe recipe;
  recipe.width = recipe.height = 8;
  recipe.components = 4;
  recipe.jfif = false;
  recipe.pixel = {200, 100, 50, 0};  // as stored
  for (const bool adobe : {false, true}) {
    recipe.adobe = adobe;
    const auto image = read(make_jpeg(recipe));
    const std::string first = rows_of(*image).substr(0, 8);
    EXPECT_EQ(first, adobe ? "379bcdff" : "c8643200") << (adobe ? "with" : "without") << " marker";
  }
}

TEST(PixelRows, ATurnedJpegComesAsStored) {
  JpegRecipe recipe;
  recipe.width = 24;
  recipe.height = 8;
  recipe.pixel = {255, 0, 0};
  recipe.exif = make_exif(6, 300);
  const auto image = read(make_jpeg(recipe));
  ASSERT_EQ(image->width, 8);
  const PixelRows rows(*image);
  EXPECT_EQ(rows.width(), 24);
  EXPECT_EQ(rows.height(), 8);
}

TEST(PixelRows, DamageEndsTheRows) {
  Image image;
  image.width = 2;
  image.height = 2;
  image.data = Bytes("123456789");  // one row and a half
  EXPECT_EQ(rows_of(image), "313233343536 damaged");
  image.data = Bytes();
  image.packed = Bytes("no zlib stream");
  EXPECT_EQ(rows_of(image), " damaged");
  image.kind = ImageKind::jpeg;
  image.data = Bytes("no JPEG");
  EXPECT_EQ(rows_of(image), " damaged");
}

std::string shrunk(const std::vector<std::string>& rows,
                   BoxShrink::Shape from,
                   BoxShrink::Shape to,
                   int channels,
                   const std::vector<std::string>& alphas = {}) {
  BoxShrink shrink(from, to, channels);
  std::string out;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    const auto* alpha =
        alphas.empty() ? nullptr : reinterpret_cast<const std::uint8_t*>(alphas[y].data());
    if (shrink.add(reinterpret_cast<const std::uint8_t*>(rows[y].data()), alpha)) {
      out += (out.empty() ? "" : "/") + hex(shrink.row().data(), shrink.row().size());
      out += alphas.empty() ? "" : ":" + hex(shrink.alpha().data(), shrink.alpha().size());
    }
  }
  return out;
}

TEST(BoxShrink, HalvesByAveragingFourPixels) {
  EXPECT_EQ(shrunk({std::string("\x00\x10\x80\x80", 4), "\x20\x30\x80\x81"}, {4, 2}, {2, 1}, 1),
            "1880");
}

TEST(BoxShrink, PixelsCountByTheAreaTheyCover) {
  // Three into two: the middle one counts half for both.
  EXPECT_EQ(shrunk({std::string("\x00\x60\xff", 3)}, {3, 1}, {2, 1}, 1), "20ca");
  EXPECT_EQ(shrunk({std::string("\0", 1), "\x60", "\xff"}, {1, 3}, {1, 2}, 1), "20/ca");
}

TEST(BoxShrink, TheSameSizeChangesNothing) {
  EXPECT_EQ(shrunk({"\x01\x02\x03\x04\x05\x06"}, {2, 1}, {2, 1}, 3), "010203040506");
}

TEST(BoxShrink, WhatIsClearDoesNotColourTheEdge) {
  // Red, and a clear pixel whose colour is green: half as dense, as red as before.
  EXPECT_EQ(
      shrunk({std::string("\xff\0\0\0\xff\0", 6)}, {2, 1}, {1, 1}, 3, {std::string("\xff\0", 2)}),
      "ff0000:80");
}

TEST(BoxShrink, EverySizeKeepsAnEvenTone) {
  for (int to = 1; to <= 37; ++to) {
    const std::vector<std::string> rows(37, std::string(37, '\x5b'));
    const std::string out = shrunk(rows, {37, 37}, {to, to}, 1);
    EXPECT_EQ(std::count(out.begin(), out.end(), '/'), to - 1);
    EXPECT_EQ(out.find_first_not_of("5b/"), std::string::npos) << to;
  }
}

TEST(JpegWriter, R41_CmykComesBackAsInk) {
  JpegWriter writer({16, 16, 4, 92});
  std::vector<std::uint8_t> row;
  for (int x = 0; x < 16; ++x) {
    row.insert(row.end(), {200, 100, 50, 0});
  }
  for (int y = 0; y < 16; ++y) {
    writer.add(row.data());
  }
  const std::string file = writer.finish();
  const JpegOutline outline = outline_jpeg(file);
  EXPECT_EQ(outline.frame, 0xc0u) << "baseline";
  EXPECT_TRUE(outline.adobe);
  EXPECT_EQ(outline.adobe_transform, 2) << "YCCK";
  const std::string back = decode_jpeg(file);
  for (std::size_t i = 0; i < back.size(); ++i) {
    ASSERT_NEAR(static_cast<unsigned char>(back[i]), row[i % row.size()], 2);
  }
}

TEST(JpegWriter, ColourKeepsItsFullResolution) {
  // Columns of red and blue in turn would become purple with subsampled chroma.
  JpegWriter writer({16, 8, 3, 98});
  std::vector<std::uint8_t> row;
  for (int x = 0; x < 16; ++x) {
    row.insert(row.end(),
               {static_cast<std::uint8_t>(x % 2 ? 200 : 60),
                60,
                static_cast<std::uint8_t>(x % 2 ? 60 : 200)});
  }
  for (int y = 0; y < 8; ++y) {
    writer.add(row.data());
  }
  const std::string back = decode_jpeg(writer.finish());
  for (std::size_t i = 0; i < row.size(); ++i) {
    ASSERT_NEAR(static_cast<unsigned char>(back[i]), row[i], 12);
  }
}

TEST(BaselineJpeg, R41_ProgressiveIsRecodedWithoutLoss) {
  JpegRecipe recipe;
  recipe.width = recipe.height = 40;
  recipe.pixel = {10, 200, 90};
  recipe.progressive = true;
  const auto image = read(make_jpeg(recipe));
  const Bytes baseline = baseline_jpeg(*image);
  EXPECT_EQ(outline_jpeg(baseline.view()).frame, 0xc0u);
  EXPECT_EQ(decode_jpeg(baseline.view()), decode_jpeg(image->data.view()));
}

TEST(BaselineJpeg, BaselineStaysTheFileItself) {
  JpegRecipe recipe;
  recipe.pixel = {1, 2, 3};
  const auto image = read(make_jpeg(recipe));
  EXPECT_EQ(baseline_jpeg(*image).data(), image->data.data());
}

}  // namespace
}  // namespace banxin
