// Pictures of every kind in every edition, by the colours they come out with: as ghostscript makes
// plates of them, and as poppler and MuPDF show them. R20, R28, R29, R41, R42, P-19.
#include <array>
#include <cstdio>

#include "engine/color/test_profiles.h"
#include "engine/image/test_pictures.h"
#include "engine/pdf/page_raster.h"
#include "engine/pdf/sample_document.h"

namespace banxin {
namespace {

using Inks = std::array<int, 4>;  // percent

struct Paint {
  int red, green, blue;
  Inks inks;  // of ISO Coated v2 300 %, as Pillow converts: relative colorimetric, compensated
};

constexpr Paint kRed{200, 30, 40, {13, 96, 84, 6}};
constexpr Paint kBlue{30, 60, 160, {97, 81, 0, 0}};
constexpr Paint kBlack{0, 0, 0, {77, 69, 60, 93}};
constexpr Inks kBare{0, 0, 0, 0};
constexpr Inks kBlackAlone{0, 0, 0, 100};

std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (const int value : values) {
    out += static_cast<char>(static_cast<unsigned char>(value));
  }
  return out;
}

std::string rgb(const Paint& paint) {
  return bytes({paint.red, paint.green, paint.blue});
}

constexpr unsigned kWidth = 16, kHeight = 8;

/// Two pixels as the file has them, each for one half of a picture of 16 by 8.
PngRecipe halves(int type, int depth, const std::string& left, const std::string& right) {
  PngRecipe recipe;
  recipe.width = kWidth;
  recipe.height = kHeight;
  recipe.type = type;
  recipe.depth = depth;
  std::string row;
  for (unsigned x = 0; x < kWidth; ++x) {
    row += x < kWidth / 2 ? left : right;
  }
  recipe.rows.assign(kHeight, row);
  return recipe;
}

std::shared_ptr<const Image> read(const std::string& file) {
  const InspectedImage found = inspect_image(Bytes(file), "a", {}, {}, Decoding::unless_packed);
  EXPECT_TRUE(found.image);
  return found.image;
}

std::string even_jpeg(std::vector<unsigned char> pixel, JpegRecipe recipe = {}) {
  recipe.width = kWidth;
  recipe.height = kHeight;
  recipe.components = static_cast<int>(pixel.size());
  recipe.pixel = std::move(pixel);
  recipe.jfif = recipe.components != 4;
  return make_jpeg(recipe);
}

struct Kind {
  const char* what;
  std::string file;
  Rgb left, right;             // on screen
  Inks left_inks, right_inks;  // on a press
};

constexpr Rgb kRedSeen{200, 30, 40}, kBlueSeen{30, 60, 160}, kWhiteSeen{255, 255, 255};

void add_pngs_of_colour(std::vector<Kind>& kinds) {
  PngRecipe recipe = halves(2, 8, rgb(kRed), rgb(kBlue));
  kinds.push_back({"RGB", make_png(recipe), kRedSeen, kBlueSeen, kRed.inks, kBlue.inks});
  recipe.interlaced = true;
  kinds.push_back({"interlaced", make_png(recipe), kRedSeen, kBlueSeen, kRed.inks, kBlue.inks});
  recipe = halves(2, 16, bytes({200, 200, 30, 30, 40, 40}), bytes({30, 30, 60, 60, 160, 160}));
  kinds.push_back({"RGB 16", make_png(recipe), kRedSeen, kBlueSeen, kRed.inks, kBlue.inks});
  recipe = halves(3, 8, bytes({1}), bytes({0}));
  recipe.palette = {rgb(kBlue), rgb(kRed)};
  kinds.push_back({"palette", make_png(recipe), kRedSeen, kBlueSeen, kRed.inks, kBlue.inks});
  recipe.transparent = bytes({0});
  kinds.push_back({"clear palette", make_png(recipe), kRedSeen, kWhiteSeen, kRed.inks, kBare});
  recipe = halves(6, 8, rgb(kRed) + bytes({255}), rgb(kBlue) + bytes({128}));
  kinds.push_back({"RGBA", make_png(recipe), kRedSeen, {142, 157, 207}, kRed.inks, {49, 41, 0, 0}});
  recipe = halves(2, 8, bytes({110, 150, 110}), bytes({150, 60, 60}));
  recipe.profile = wide_profile();
  kinds.push_back({"wide profile",
                   make_png(recipe),
                   {88, 150, 108},
                   {171, 60, 60},
                   {66, 17, 64, 11},
                   {22, 84, 69, 19}});
}

void add_grays(std::vector<Kind>& kinds) {
  const Rgb dark{100, 100, 100}, light{200, 200, 200}, black{0, 0, 0};
  const Inks dark_ink{0, 0, 0, 61}, light_ink{0, 0, 0, 22};
  kinds.push_back(
      {"gray", make_png(halves(0, 8, "\x64", "\xc8")), dark, light, dark_ink, light_ink});
  kinds.push_back({"gray 16",
                   make_png(halves(0, 16, "\x64\x64", "\xc8\xc8")),
                   dark,
                   light,
                   dark_ink,
                   light_ink});
  kinds.push_back({"gray and alpha",
                   make_png(halves(4, 8, bytes({100, 255}), bytes({0, 55}))),
                   dark,
                   light,
                   dark_ink,
                   light_ink});
  PngRecipe bilevel = halves(0, 1, "", "");
  bilevel.rows.assign(kHeight, bytes({0x00, 0xff}));
  kinds.push_back({"1 bit", make_png(bilevel), black, kWhiteSeen, kBlackAlone, kBare});
  kinds.push_back({"neutral RGB",
                   make_png(halves(2, 8, bytes({100, 100, 100}), bytes({200, 201, 200}))),
                   dark,
                   light,
                   dark_ink,
                   light_ink});
  kinds.push_back({"line art",
                   make_png(halves(2, 8, bytes({0, 0, 0}), rgb(kRed))),
                   black,
                   kRedSeen,
                   kBlackAlone,
                   kRed.inks});
  kinds.push_back({"shadow in a photograph",
                   make_png(halves(2, 8, rgb(kBlack), bytes({30, 10, 4}))),
                   black,
                   {30, 10, 4},
                   kBlack.inks,
                   {62, 74, 65, 85}});
}

void add_jpegs(std::vector<Kind>& kinds) {
  kinds.push_back({"RGB JPEG", even_jpeg({200, 30, 40}), kRedSeen, kRedSeen, kRed.inks, kRed.inks});
  JpegRecipe recipe;
  recipe.profile = wide_profile();
  kinds.push_back({"JPEG, wide profile",
                   even_jpeg({110, 150, 110}, recipe),
                   {88, 150, 108},
                   {88, 150, 108},
                   {66, 17, 64, 11},
                   {66, 17, 64, 11}});
  recipe = {};
  recipe.progressive = true;
  const Rgb dark{100, 100, 100};
  kinds.push_back(
      {"gray JPEG", even_jpeg({100}, recipe), dark, dark, {0, 0, 0, 61}, {0, 0, 0, 61}});
  kinds.push_back({"gray JPEG of three components",
                   even_jpeg({100, 100, 100}),
                   dark,
                   dark,
                   {0, 0, 0, 61},
                   {0, 0, 0, 61}});
  const Inks orange{0, 60, 90, 10};
  const Rgb orange_seen{216, 117, 38};
  recipe = {};
  kinds.push_back({"CMYK JPEG",
                   even_jpeg({0, 153, 230, 26}, recipe),
                   orange_seen,
                   orange_seen,
                   orange,
                   orange});
  recipe.adobe = true;
  kinds.push_back({"CMYK JPEG, Adobe",
                   even_jpeg({255, 102, 25, 229}, recipe),
                   orange_seen,
                   orange_seen,
                   orange,
                   orange});
}

std::vector<Kind> kinds() {
  std::vector<Kind> out;
  add_pngs_of_colour(out);
  add_grays(out);
  add_jpegs(out);
  return out;
}

Document page_of(const std::vector<Kind>& kinds) {
  Document document;
  document.title = "图";
  document.language = "zh-CN";
  Page page = a4_page();
  page.bleed = 3_mm;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    Picture picture;
    picture.image = read(kinds[i].file);
    picture.box = cell(i);
    page.items.push_back(item(picture));
  }
  document.pages.push_back(page);
  return document;
}

PdfOptions options_of(Edition edition, PdfxVersion pdfx = PdfxVersion::x4) {
  PdfOptions options;
  options.edition = edition;
  options.pdfx = pdfx;
  options.profile = read_press_profile(installed_profile(), "a.icc", {}).value();
  return options;
}

bool has_profile() {
  return !installed_profile().empty();
}

void expect_inks(
    const Plates& plates, double x, double y, const Inks& wanted, const std::string& where) {
  const std::array<int, 4> seen = plates.at(x, y);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(seen[i] * 100 / 255.0, wanted[i], 2.5) << where << ", plate "
                                                       << "CMYK"[i];
  }
}

class PicturesOnPress : public testing::TestWithParam<PdfxVersion> {};

TEST_P(PicturesOnPress, R28_EveryKindHasItsInks) {
  if (!has_profile() || !has_tool("gs")) {
    GTEST_SKIP() << "scribus-data or ghostscript is not installed";
  }
  const std::vector<Kind> all = kinds();
  const std::string pdf =
      written(page_of(all), test_fonts(), options_of(Edition::print, GetParam()));
  EXPECT_EQ(pdf.find("DeviceRGB"), std::string::npos) << "R20";
  EXPECT_EQ(pdf.find("Interpolate"), std::string::npos) << "R41";
  const Plates plates = plates_of(pdf);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rect box = cell(i);
    expect_inks(plates, box.x.pt() + 20, box.y.pt() + 20, all[i].left_inks, all[i].what);
    expect_inks(plates, box.x.pt() + 60, box.y.pt() + 20, all[i].right_inks, all[i].what);
  }
}

TEST_P(PicturesOnPress, R42_TwoRenderersShowTheSameColours) {
  if (!has_profile()) {
    GTEST_SKIP() << "scribus-data is not installed";
  }
  const std::vector<Kind> all = kinds();
  const auto rasters =
      rendered(written(page_of(all), test_fonts(), options_of(Edition::print, GetParam())));
  for (const auto& [tool, raster] : rasters) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      // Debian's MuPDF knows no profiles and takes inks from white; poppler's inks are SWOP's.
      const Inks& inks = all[i].left_inks;
      Rgb wanted = all[i].left;
      if (tool == "mutool") {
        for (std::size_t c = 0; c < 3; ++c) {
          wanted[c] = std::max(0, 255 - (inks[c] + inks[3]) * 255 / 100);
        }
      }
      const Rect box = cell(i);
      expect_color(raster.at(box.x.pt() + 20, box.y.pt() + 20),
                   wanted,
                   tool == "mutool" ? 12 : 60,
                   tool + ", " + all[i].what);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Pdfx,
                         PicturesOnPress,
                         testing::Values(PdfxVersion::x4, PdfxVersion::x1a),
                         [](const auto& param) {
                           return param.param == PdfxVersion::x4 ? "x4" : "x1a";
                         });

void expect_screen_colors(const std::vector<Kind>& all,
                          const std::string& pdf,
                          int tolerance_of_poppler) {
  for (const auto& [tool, raster] : rendered(pdf)) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool cmyk = std::string_view(all[i].what).find("CMYK") == 0;
      const bool wide = std::string_view(all[i].what).find("wide") != std::string_view::npos;
      const int tolerance = cmyk               ? 60
                            : tool != "mutool" ? tolerance_of_poppler
                            : wide             ? 26  // it knows no profiles
                                               : 4;
      const Rect box = cell(i);
      const std::string where = tool + ", " + all[i].what;
      expect_color(
          raster.at(box.x.pt() + 20, box.y.pt() + 20), all[i].left, tolerance, where + " left");
      expect_color(
          raster.at(box.x.pt() + 60, box.y.pt() + 20), all[i].right, tolerance, where + " right");
    }
  }
}

TEST(PicturesOnScreen, R31_EveryKindHasItsColours) {
  const std::vector<Kind> all = kinds();
  expect_screen_colors(all, written(page_of(all), test_fonts()), 4);
}

TEST(PicturesOnScreen, R31_AnOutputIntentLeavesThem) {
  if (!has_profile()) {
    GTEST_SKIP() << "scribus-data is not installed";
  }
  // poppler takes the intent for the profile of the screen: it shows what the press would print.
  const std::vector<Kind> all = kinds();
  expect_screen_colors(all, written(page_of(all), test_fonts(), options_of(Edition::screen)), 20);
}

/// Quarters red, blue, orange and white as stored, with an orientation.
Image quarters(ImageKind kind, int orientation) {
  std::vector<std::uint8_t> top, bottom;
  for (int x = 0; x < 16; ++x) {
    const std::array<std::uint8_t, 3> upper =
        x < 8 ? std::array<std::uint8_t, 3>{200, 30, 40} : std::array<std::uint8_t, 3>{30, 60, 160};
    const std::array<std::uint8_t, 3> lower = x < 8 ? std::array<std::uint8_t, 3>{230, 160, 40}
                                                    : std::array<std::uint8_t, 3>{255, 255, 255};
    top.insert(top.end(), upper.begin(), upper.end());
    bottom.insert(bottom.end(), lower.begin(), lower.end());
  }
  if (kind == ImageKind::samples) {
    PngRecipe recipe;
    recipe.width = recipe.height = 16;
    recipe.type = 2;
    for (int y = 0; y < 16; ++y) {
      const auto& row = y < 8 ? top : bottom;
      recipe.rows.emplace_back(row.begin(), row.end());
    }
    recipe.exif = make_exif(orientation, 72);
    return *read(make_png(recipe));
  }
  JpegWriter writer({16, 16, 3, 98});
  for (int y = 0; y < 16; ++y) {
    writer.add(y < 8 ? top.data() : bottom.data());
  }
  Image image = *read(writer.finish());
  image.orientation = orientation;
  return image;
}

/// TIFF 6.0, tag 274: where quarter `row`, `column` of the stored picture is seen.
std::array<int, 2> seen_at(int row, int column, int orientation) {
  const int across = orientation >= 5 ? row : column, down = orientation >= 5 ? column : row;
  const bool from_right =
      orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool from_bottom =
      orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  return {from_right ? 1 - across : across, from_bottom ? 1 - down : down};
}

TEST(PicturesOnPress, EveryOrientationStandsUpright) {
  if (!has_tool("pdftoppm")) {
    GTEST_SKIP() << "pdftoppm is not installed";
  }
  Document document;
  document.pages.push_back(a4_page());
  for (int i = 0; i < 16; ++i) {
    Picture picture;
    picture.image =
        std::make_shared<Image>(quarters(i < 8 ? ImageKind::samples : ImageKind::jpeg, 1 + i % 8));
    picture.box = cell(static_cast<std::size_t>(i));
    document.pages[0].items.push_back(item(picture));
  }
  constexpr Rgb kQuarters[2][2] = {{kRedSeen, kBlueSeen}, {{230, 160, 40}, kWhiteSeen}};
  for (const Edition edition : {Edition::screen, Edition::print}) {
    PdfOptions options;
    options.edition = edition;
    for (const auto& [tool, raster] : rendered(written(document, test_fonts(), options))) {
      if (tool != "pdftoppm") {
        continue;
      }
      for (int i = 0; i < 16; ++i) {
        for (int row = 0; row < 2; ++row) {
          for (int column = 0; column < 2; ++column) {
            const auto [x, y] = seen_at(row, column, 1 + i % 8);
            const Rect box = cell(static_cast<std::size_t>(i));
            expect_color(raster.at(box.x.pt() + 20 + 40 * x, box.y.pt() + 10 + 20 * y),
                         kQuarters[row][column],
                         edition == Edition::screen ? 8 : 85,
                         std::string(name_of(edition)) + (i < 8 ? ", PNG " : ", JPEG ") +
                             std::to_string(1 + i % 8));
          }
        }
      }
    }
  }
}

TEST(PicturesOnPress, R30_AnEvenTintUnderAClearPictureIsMixedIn) {
  if (!has_profile() || !has_tool("gs")) {
    GTEST_SKIP() << "scribus-data or ghostscript is not installed";
  }
  Document document;
  document.pages.push_back(a4_page());
  document.pages[0].items.push_back(
      item(Rects{{{5_mm, 90_mm, 100_mm, 40_mm}}, {Color::Space::cmyk, {0, 0, 400, 0}, {}}}));
  Picture picture;
  picture.image = read(make_png(halves(6, 8, rgb(kRed) + bytes({0}), rgb(kBlue) + bytes({128}))));
  picture.box = cell(0);
  document.pages[0].items.push_back(item(picture));
  for (const PdfxVersion version : {PdfxVersion::x4, PdfxVersion::x1a}) {
    const std::string pdf = written(document, test_fonts(), options_of(Edition::print, version));
    EXPECT_EQ(pdf.find("/SMask") != std::string::npos, version == PdfxVersion::x4);
    const Plates plates = plates_of(pdf);
    const Rect box = cell(0);
    const std::string where = version == PdfxVersion::x4 ? "x4" : "x1a";
    expect_inks(plates, box.x.pt() + 20, box.y.pt() + 20, {0, 0, 40, 0}, where);
    expect_inks(plates, box.x.pt() + 60, box.y.pt() + 20, {49, 41, 20, 0}, where);
  }
}

TEST(PicturesOnPress, R30_AnUnevenGroundShowsThroughAMaskOfOneBit) {
  if (!has_profile() || !has_tool("gs")) {
    GTEST_SKIP() << "scribus-data or ghostscript is not installed";
  }
  Document document;
  document.pages.push_back(a4_page());
  const Rect box = cell(0);
  document.pages[0].items.push_back(item(Rects{{{box.x, box.y, box.width, box.height / 2}},
                                               {Color::Space::cmyk, {0, 0, 400, 0}, {}}}));
  Picture picture;
  picture.image = read(make_png(halves(6, 8, rgb(kRed) + bytes({0}), rgb(kBlue) + bytes({200}))));
  picture.box = box;
  document.pages[0].items.push_back(item(picture));
  const Result<PdfFile> made =
      write_pdf(document, test_fonts(), options_of(Edition::print, PdfxVersion::x1a));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->bytes.find("/SMask"), std::string::npos);
  const Plates plates = plates_of(made->bytes);
  expect_inks(plates, box.x.pt() + 20, box.y.pt() + 10, {0, 0, 40, 0}, "clear over the tint");
  expect_inks(plates, box.x.pt() + 20, box.y.pt() + 30, kBare, "clear over paper");
  expect_inks(plates, box.x.pt() + 60, box.y.pt() + 10, kBlue.inks, "dense");
  ASSERT_EQ(made->warnings.size(), 1u) << "half-clear all over";
  EXPECT_EQ(made->warnings[0].code, "W613");
}

}  // namespace
}  // namespace banxin
