#include <cstdlib>

#include <gtest/gtest.h>
#include <zlib.h>

#include "engine/image/test_pictures.h"

namespace banxin {
namespace {

using namespace std::string_literals;  // NOLINT(google-build-using-namespace)

struct Row {
  const char* name;
  PngRecipe recipe;
  std::string expected;
};

PngRecipe recipe(int type, int depth, unsigned width, std::vector<std::string> rows) {
  PngRecipe out;
  out.type = type;
  out.depth = depth;
  out.width = width;
  out.height = static_cast<unsigned>(rows.size());
  out.rows = std::move(rows);
  return out;
}

PngRecipe with_palette(PngRecipe out, std::vector<std::string> palette, std::string alpha = {}) {
  out.palette = std::move(palette);
  out.transparent = std::move(alpha);
  return out;
}

PngRecipe keyed(PngRecipe out, std::string key) {
  out.transparent = std::move(key);
  return out;
}

std::vector<Row> kinds() {
  return {
      {"gray 1", recipe(0, 1, 3, {"\xa0"s, "\x40"s}), "3x2 gray1 2.25x1.5pt a0/40"},
      {"gray 2", recipe(0, 2, 3, {"\x1b"s}), "3x1 gray2 2.25x0.75pt 18"},
      {"gray 4", recipe(0, 4, 3, {"\x1f\x70"s}), "3x1 gray4 2.25x0.75pt 1f70"},
      {"gray 8", recipe(0, 8, 2, {"\x00\x80"s, "\xff\x01"s}), "2x2 gray8 1.5x1.5pt 0080/ff01"},
      {"gray 16", recipe(0, 16, 2, {"\x01\x02\xfe\xff"s}), "2x1 gray16 1.5x0.75pt 0102feff"},
      {"gray 16, a colour transparent",
       keyed(recipe(0, 16, 2, {"\x01\x02\xfe\xff"s}), "\x01\x02"s),
       "2x1 gray16 1.5x0.75pt 0102feff:00ff"},
      {"gray 2, a colour transparent",
       keyed(recipe(0, 2, 3, {"\x18"s}), "\0\x01"s),
       "3x1 gray8 2.25x0.75pt 0055aa:ff00ff"},
      {"gray 8 with alpha",
       recipe(4, 8, 2, {"\x10\x80\x20\xff"s}),
       "2x1 gray8 1.5x0.75pt 1020:80ff"},
      {"gray 16 with alpha",
       recipe(4, 16, 2, {"\x10\x11\x80\x80\x20\x21\xff\xff"s}),
       "2x1 gray16 1.5x0.75pt 10112021:80ff"},
      {"RGB 8",
       recipe(2, 8, 2, {"\xff\0\0\0\xff\0"s, "\0\0\xff\x01\x02\x03"s}),
       "2x2 rgb8 1.5x1.5pt ff000000ff00/0000ff010203"},
      {"RGB 8, a colour transparent",
       keyed(recipe(2, 8, 2, {"\xff\0\0\0\xff\0"s}), "\0\xff\0\0\0\0"s),
       "2x1 rgb8 1.5x0.75pt ff000000ff00:00ff"},
      {"RGB 16",
       recipe(2, 16, 1, {"\x01\x02\x03\x04\x05\x06"s}),
       "1x1 rgb16 0.75x0.75pt 010203040506"},
      {"RGBA 8",
       recipe(6, 8, 2, {"\xff\0\0\x40\0\xff\0\xff"s}),
       "2x1 rgb8 1.5x0.75pt ff000000ff00:40ff"},
      {"RGBA 8, all opaque",
       recipe(6, 8, 2, {"\xff\0\0\xff\0\xff\0\xff"s}),
       "2x1 rgb8 1.5x0.75pt ff000000ff00"},
      {"RGBA 16",
       recipe(6, 16, 1, {"\x01\x02\x03\x04\x05\x06\x7f\xff"s}),
       "1x1 rgb16 0.75x0.75pt 010203040506:7f"},
      {"palette 8",
       with_palette(recipe(3, 8, 3, {"\x02\x00\x01"s}), {"\xff\0\0"s, "\0\xff\0"s, "\1\2\3"s}),
       "3x1 rgb8 2.25x0.75pt 010203ff000000ff00"},
      {"palette 4",
       with_palette(recipe(3, 4, 2, {"\x10"s}), {"\xff\0\0"s, "\0\xff\0"s}),
       "2x1 rgb8 1.5x0.75pt 00ff00ff0000"},
      {"palette 2 with alpha",
       with_palette(
           recipe(3, 2, 3, {"\x18"s}), {"\xff\0\0"s, "\0\xff\0"s, "\0\0\xff"s}, "\x80\xff"s),
       "3x1 rgb8 2.25x0.75pt ff000000ff000000ff:80ffff"},
      {"palette of grays",
       with_palette(recipe(3, 8, 2, {"\1\0"s}), {"\x33\x33\x33"s, "\xcc\xcc\xcc"s}),
       "2x1 gray8 1.5x0.75pt cc33"},
      {"palette black, white",
       with_palette(recipe(3, 1, 3, {"\xbf"s}), {"\0\0\0"s, "\xff\xff\xff"s}),
       "3x1 gray1 2.25x0.75pt a0"},
      {"palette white, black",
       with_palette(recipe(3, 1, 3, {"\xbf"s}), {"\xff\xff\xff"s, "\0\0\0"s}),
       "3x1 gray1 2.25x0.75pt 40"},
      {"palette black, white, one transparent",
       with_palette(recipe(3, 1, 3, {"\xa0"s}), {"\0\0\0"s, "\xff\xff\xff"s}, "\0"s),
       "3x1 gray8 2.25x0.75pt ff00ff:ff00ff"},
  };
}

TEST(Png, EveryColourTypeGivesItsColours) {
  for (Row& row : kinds()) {
    for (const bool interlaced : {false, true}) {
      row.recipe.interlaced = interlaced;
      const InspectedImage inspected = inspect(make_png(row.recipe));
      ASSERT_TRUE(inspected.image) << row.name << " " << outcome(inspected);
      EXPECT_EQ(outcome(inspected), "ok") << row.name;
      EXPECT_EQ(shown(*inspected.image), "png " + row.expected) << row.name << interlaced;
    }
  }
}

TEST(Png, LargerInterlacedPictureEqualsThePlainOne) {
  PngRecipe recipe;
  recipe.width = 37;
  recipe.height = 29;
  for (unsigned y = 0; y < recipe.height; ++y) {
    std::string row;
    for (unsigned x = 0; x < recipe.width * 3; ++x) {
      row += static_cast<char>(x * 7 + y * 13);
    }
    recipe.rows.push_back(row);
  }
  const InspectedImage plain = inspect(make_png(recipe));
  recipe.interlaced = true;
  const InspectedImage interlaced = inspect(make_png(recipe));
  ASSERT_TRUE(plain.image && interlaced.image);
  EXPECT_EQ(plain.image->data.view(), interlaced.image->data.view());
  EXPECT_NE(plain.image->hash, interlaced.image->hash) << "the hash is that of the file";
}

// What a PDF reader makes of FlateDecode with Predictor 15 (PNG specification, 9).
std::string unpacked(const Image& image, std::size_t row_size, std::size_t pixel_size) {
  const auto height = static_cast<std::size_t>(image.height);
  std::string raw((row_size + 1) * height, '\0');
  uLongf size = raw.size();
  EXPECT_EQ(uncompress(reinterpret_cast<Bytef*>(raw.data()),
                       &size,
                       reinterpret_cast<const Bytef*>(image.packed.data()),
                       image.packed.size()),
            Z_OK);
  std::string out(row_size * height, '\0');
  for (std::size_t y = 0; y < height; ++y) {
    const int filter = raw[y * (row_size + 1)];
    for (std::size_t i = 0; i < row_size; ++i) {
      const auto at = [&](std::size_t dy, std::size_t di) {
        return y < dy || i < di ? 0 : static_cast<unsigned char>(out[(y - dy) * row_size + i - di]);
      };
      const int a = at(0, pixel_size), b = at(1, 0), c = at(1, pixel_size), p = a + b - c;
      const int nearest = std::abs(p - a) <= std::abs(p - b) && std::abs(p - a) <= std::abs(p - c)
                              ? a
                          : std::abs(p - b) <= std::abs(p - c) ? b
                                                               : c;
      const int predicted[] = {0, a, b, (a + b) / 2, nearest};
      out[y * row_size + i] =
          static_cast<char>(raw[y * (row_size + 1) + 1 + i] + predicted[filter]);
    }
  }
  return out;
}

TEST(Png, PackedRowsAreTheSamplesAndNeedNoDecoding) {
  PngRecipe rgb = recipe(2, 8, 30, {});
  for (rgb.height = 0; rgb.height < 20; ++rgb.height) {
    std::string row;
    for (unsigned x = 0; x < 90; ++x) {
      row += static_cast<char>(x * rgb.height + (x * x >> 3));
    }
    rgb.rows.push_back(row);
  }

  const struct {
    PngRecipe recipe;
    std::size_t row_size, pixel_size;
  } rows[] = {{rgb, 90, 3},
              {recipe(0, 1, 3, {"\xa0"s, "\x40"s}), 1, 1},
              {recipe(0, 16, 2, {"\x01\x02\xfe\xff"s}), 4, 2}};

  for (const auto& row : rows) {
    const std::string file = make_png(row.recipe);
    const InspectedImage both = inspect(file);
    ASSERT_TRUE(both.image);
    ASSERT_FALSE(both.image->packed.empty());
    EXPECT_EQ(unpacked(*both.image, row.row_size, row.pixel_size), both.image->data.view());
    const InspectedImage lazy =
        inspect_image(Bytes(file), "a.png", kHere, {}, Decoding::unless_packed);
    ASSERT_TRUE(lazy.image);
    EXPECT_TRUE(lazy.image->data.empty());
    EXPECT_EQ(lazy.image->packed.view(), both.image->packed.view());
    EXPECT_EQ(lazy.image->hash, both.image->hash);
    EXPECT_EQ(lazy.image->color, both.image->color);
    EXPECT_EQ(lazy.image->bits, both.image->bits);
  }
}

TEST(Png, OnlyPlainRowsStayPacked) {
  PngRecipe plain = recipe(2, 8, 1, {"\1\2\3"s});
  PngRecipe interlaced = plain;
  interlaced.interlaced = true;
  PngRecipe turned = plain;
  turned.exif = make_exif(6, 96);

  const struct {
    const char* name;
    PngRecipe recipe;
    bool packed;
  } rows[] = {
      {"plain", plain, true},
      {"interlaced", interlaced, false},
      {"turned", turned, false},
      {"a colour transparent", keyed(plain, "\0\xff\0\0\0\0"s), false},
      {"alpha", recipe(6, 8, 1, {"\1\2\3\4"s}), false},
      {"palette", with_palette(recipe(3, 8, 1, {"\0"s}), {"\1\2\3"s}), false},
  };

  for (const auto& row : rows) {
    const InspectedImage inspected =
        inspect_image(Bytes(make_png(row.recipe)), "a.png", kHere, {}, Decoding::unless_packed);
    ASSERT_TRUE(inspected.image) << row.name;
    EXPECT_EQ(!inspected.image->packed.empty(), row.packed) << row.name;
    EXPECT_EQ(inspected.image->data.empty(), row.packed) << row.name;
  }
}

std::string chunk(const std::string& type, const std::string& body) {
  std::string out;
  const auto append = [&](std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out += static_cast<char>(value >> shift & 255u);
    }
  };
  append(static_cast<std::uint32_t>(body.size()));
  const std::string checked = type + body;
  out += checked;
  append(static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()))));
  return out;
}

// A 4 by 2 gray picture of these compressed rows, in pieces of `piece` bytes.
std::string gray_png(const std::string& rows, std::size_t piece = 1000) {
  std::string packed(compressBound(rows.size()), '\0');
  uLongf size = packed.size();
  compress(reinterpret_cast<Bytef*>(packed.data()),
           &size,
           reinterpret_cast<const Bytef*>(rows.data()),
           rows.size());
  packed.resize(size);
  std::string out = "\x89PNG\r\n\x1a\n" + chunk("IHDR", "\0\0\0\4\0\0\0\2\x08\0\0\0\0"s);
  for (std::size_t at = 0; at < packed.size(); at += piece) {
    out += chunk("IDAT", packed.substr(at, piece));
  }
  return out + chunk("IEND", "");
}

TEST(Png, DamageBehindGoodChecksumsIsFoundWithoutDecoding) {
  const std::string good = "\0abcd\0efgh"s;

  const struct {
    const char* name;
    std::string file, code;
  } rows[] = {
      {"good", gray_png(good), "ok"},
      {"good, in pieces", gray_png(good, 3), "ok"},
      {"a row missing", gray_png(good.substr(0, 5)), "E602"},
      {"a byte missing", gray_png(good.substr(0, 9)), "E602"},
      {"filter 5", gray_png("\0abcd\5efgh"s), "E602"},
      {"no data", gray_png(""), "E602"},
  };

  for (const auto& row : rows) {
    for (const Decoding decoding : {Decoding::always, Decoding::unless_packed}) {
      const InspectedImage inspected = inspect_image(Bytes(row.file), "a.png", kHere, {}, decoding);
      EXPECT_EQ(outcome(inspected), row.code) << row.name;
    }
  }
  EXPECT_EQ(inspect(gray_png(good, 3)).image->packed.view(),
            inspect(gray_png(good)).image->packed.view());
  EXPECT_EQ(inspect(gray_png(good, 3)).image->data.view(), "abcdefgh");
}

TEST(Png, NaturalSizeFollowsTheResolution) {
  PngRecipe picture = recipe(0, 8, 300, {std::string(300, 'x'), std::string(300, 'x')});

  const struct {
    unsigned x, y;
    double width, height;
  } rows[] = {
      {0, 0, 225, 1.5},         // none: 96 dpi
      {11811, 11811, 72, .48},  // 300 dpi, which is not a whole number of dots a metre
      {2835, 2835, 300, 2},     // 72 dpi
      {11811, 5906, 72, .96},   // dots that are not square
      {1, 1, 225, 1.5},         // nonsense counts as none
  };

  for (const auto& row : rows) {
    picture.per_meter_x = row.x;
    picture.per_meter_y = row.y;
    const InspectedImage inspected = inspect(make_png(picture));
    ASSERT_TRUE(inspected.image);
    EXPECT_EQ(inspected.image->natural, (Size{Length::pt(row.width), Length::pt(row.height)}))
        << row.x;
  }
}

TEST(Png, ProfileIsKeptIfItFitsTheColours) {
  PngRecipe picture = recipe(2, 8, 1, {"\xff\0\0"s});
  picture.profile = make_profile("RGB ");
  const InspectedImage fits = inspect(make_png(picture));
  ASSERT_TRUE(fits.image);
  EXPECT_EQ(fits.image->icc.view(), picture.profile);
  // A palette of grays becomes gray; its RGB profile no longer fits.
  PngRecipe gray = with_palette(recipe(3, 8, 1, {"\0"s}), {"\x33\x33\x33"s});
  gray.profile = make_profile("RGB ");
  const InspectedImage dropped = inspect(make_png(gray));
  ASSERT_TRUE(dropped.image);
  EXPECT_TRUE(dropped.image->icc.empty());
}

TEST(Png, OrientationTurnsTheSamples) {
  // 1 2
  // 3 4
  // 5 6 as stored
  const struct {
    int orientation;
    std::string expected;
  } rows[] = {
      {1, "2x3 gray8 1.5x2.25pt 0102/0304/0506"},
      {2, "2x3 gray8 1.5x2.25pt 0201/0403/0605"},
      {3, "2x3 gray8 1.5x2.25pt 0605/0403/0201"},
      {4, "2x3 gray8 1.5x2.25pt 0506/0304/0102"},
      {5, "3x2 gray8 2.25x1.5pt 010305/020406"},
      {6, "3x2 gray8 2.25x1.5pt 050301/060402"},
      {7, "3x2 gray8 2.25x1.5pt 060402/050301"},
      {8, "3x2 gray8 2.25x1.5pt 020406/010305"},
      {9, "2x3 gray8 1.5x2.25pt 0102/0304/0506"},
  };

  for (const auto& row : rows) {
    PngRecipe picture = recipe(0, 8, 2, {"\1\2"s, "\3\4"s, "\5\6"s});
    picture.exif = make_exif(row.orientation, 300);
    const InspectedImage inspected = inspect(make_png(picture));
    ASSERT_TRUE(inspected.image);
    EXPECT_EQ(shown(*inspected.image), "png " + row.expected) << row.orientation;
    EXPECT_EQ(inspected.image->orientation, 1);
  }
}

TEST(Png, OrientationTurnsPackedSamplesAndAlpha) {
  PngRecipe packed = recipe(0, 1, 3, {"\xc0"s, "\x20"s});  // 110 / 001
  packed.exif = make_exif(6, 300);                         // 01 / 01 / 10
  EXPECT_EQ(shown(*inspect(make_png(packed)).image), "png 2x3 gray1 1.5x2.25pt 40/40/80");
  PngRecipe alpha = recipe(6, 8, 1, {"\1\2\3\x10"s, "\4\5\6\x20"s});
  alpha.exif = make_exif(6, 300);
  EXPECT_EQ(shown(*inspect(make_png(alpha)).image), "png 2x1 rgb8 1.5x0.75pt 040506010203:2010");
}

}  // namespace
}  // namespace banxin
