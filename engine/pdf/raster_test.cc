// What becomes of a picture on its way into a file: passed, shrunk, packed, warned of.
#include "engine/pdf/raster.h"

#include <gtest/gtest.h>

#include "engine/color/test_profiles.h"
#include "engine/image/test_pictures.h"
#include "engine/pdf/test_document.h"

namespace banxin::pdf {
namespace {

PdfOptions print(PdfxVersion pdfx = PdfxVersion::x4) {
  PdfOptions options;
  options.edition = Edition::print;
  options.pdfx = pdfx;
  return options;
}

/// "16x8 FlateDecode 8 gray", with "smask", "stencil" and warnings after it.
std::string outcome(const Image& image,
                    const PdfOptions& options,
                    Size placed = {},
                    const std::optional<Color>& beneath = paper()) {
  const Result<PreparedPicture> made =
      prepare_raster({&image, {}, placed, placed, beneath}, options, PressColors(options.profile));
  if (!made) {
    return std::string(made.error()[0].code);
  }
  const auto number = [&](const char* key) {
    return std::to_string(*made->dictionary.find(key)->as<std::int64_t>());
  };
  std::string out = number("Width") + "x" + number("Height") + " " +
                    made->dictionary.find("Filter")->as<Name>()->text + " " +
                    number("BitsPerComponent");
  out += made->color == ColorSpace::gray  ? " gray"
         : made->color == ColorSpace::rgb ? " rgb"
                                          : " cmyk";
  out += made->dictionary.has("Decode") ? " inverted" : "";
  out += made->mask.empty() ? "" : " smask";
  out += made->stencil.empty() ? "" : " stencil";
  for (const Diagnostic& warning : made->warnings) {
    out += " " + std::string(warning.code);
    for (const std::string& arg : warning.args) {
      out += " " + arg;
    }
  }
  return out;
}

Image image_of(const std::string& file) {
  return *inspect_image(Bytes(file), "a", {}, {}, Decoding::unless_packed).image;
}

/// Flat colour, or one that changes with every pixel.
Image png(unsigned width, unsigned height, int type = 2, int depth = 8, bool grainy = false) {
  PngRecipe recipe;
  recipe.width = width;
  recipe.height = height;
  recipe.type = type;
  recipe.depth = depth;
  const std::size_t channels = type == 2 ? 3 : type == 6 ? 4 : type == 4 ? 2 : 1;
  const std::size_t row = (width * channels * static_cast<std::size_t>(depth) + 7) / 8;
  for (unsigned y = 0; y < height; ++y) {
    std::string bytes(row, '\x50');
    for (std::size_t i = 0; i < row && channels >= 3; i += channels) {
      bytes[i] = static_cast<char>(grainy ? 90 + (i * 7 + y * 13) % 61 : 90);
    }
    recipe.rows.push_back(bytes);
  }
  return image_of(make_png(recipe));
}

Image jpeg(int components, JpegRecipe recipe = {}) {
  recipe.width = 48;
  recipe.height = 32;
  recipe.components = components;
  recipe.pixel = {230, 40, 60};
  recipe.pixel.resize(static_cast<std::size_t>(components), 200);
  recipe.jfif = components != 4;
  return image_of(make_jpeg(recipe));
}

Length inches(double value) {
  return Length::pt(72 * value);
}

TEST(Raster, R41_PrintNeverTakesAnRgbJpegAsItIs) {
  EXPECT_EQ(outcome(jpeg(3), print()), "48x32 DCTDecode 8 cmyk");
  EXPECT_EQ(outcome(jpeg(3), {}), "48x32 DCTDecode 8 rgb");
}

TEST(Raster, R42_CmykJpegsPassWithTheirDecode) {
  JpegRecipe recipe;
  EXPECT_EQ(outcome(jpeg(4, recipe), print()), "48x32 DCTDecode 8 cmyk");
  recipe.adobe = true;
  EXPECT_EQ(outcome(jpeg(4, recipe), print()), "48x32 DCTDecode 8 cmyk inverted");
}

TEST(Raster, R24_TooMuchInkIsToldOf) {
  JpegRecipe recipe;
  recipe.pixel = {};
  PdfOptions options = print();
  options.max_ink = 200;  // the picture has 230 + 40 + 60 + 200 of 255
  EXPECT_EQ(outcome(jpeg(4, recipe), options), "48x32 DCTDecode 8 cmyk W612 208 200");
  const Image red = png(16, 8);
  options.max_ink = 100;
  EXPECT_EQ(outcome(red, options), "16x8 FlateDecode 8 cmyk W612 202 100");
}

TEST(Raster, R28_GrayStaysAndLineArtKeepsItsBit) {
  EXPECT_EQ(outcome(png(16, 8, 0), print()), "16x8 FlateDecode 8 gray");
  EXPECT_EQ(outcome(png(16, 8, 0, 1), print()), "16x8 FlateDecode 1 gray");
  EXPECT_EQ(outcome(png(16, 8, 0, 16), print()), "16x8 FlateDecode 8 gray") << "R41";
  EXPECT_EQ(outcome(png(16, 8, 0, 16), {}), "16x8 FlateDecode 16 gray");
  EXPECT_EQ(outcome(jpeg(1), print()), "48x32 DCTDecode 8 gray");
}

TEST(Raster, GrainyPicturesAreWrittenAsJpeg) {
  EXPECT_EQ(outcome(png(64, 32, 2, 8, true), print()), "64x32 DCTDecode 8 cmyk");
  EXPECT_EQ(outcome(png(64, 32), print()), "64x32 FlateDecode 8 cmyk");
}

TEST(Raster, R40_FarTooManyPixelsAreAveragedDown) {
  const Image fine = png(1000, 500);
  const Size at_500_dpi{inches(2), inches(1)}, at_400_dpi{inches(2.5), inches(1.25)};
  for (const PdfOptions& options : {print(), PdfOptions()}) {
    EXPECT_EQ(outcome(fine, options, at_500_dpi).substr(0, 8), "600x300 ");
    EXPECT_EQ(outcome(fine, options, at_400_dpi).substr(0, 9), "1000x500 ") << "not far above";
  }
  PdfOptions coarse = print();
  coarse.resolution = 150;
  EXPECT_EQ(outcome(fine, coarse, at_400_dpi).substr(0, 8), "375x188 ");
}

TEST(Raster, R40_LineArtOfOneBitKeepsEveryPixel) {
  EXPECT_EQ(outcome(png(1000, 500, 0, 1), print(), {inches(0.5), inches(0.25)}),
            "1000x500 FlateDecode 1 gray");
}

TEST(Raster, R40_NothingIsScaledUp) {
  EXPECT_EQ(outcome(png(16, 8), print(), {inches(10), inches(5)}), "16x8 FlateDecode 8 cmyk");
}

TEST(Raster, ATurnedJpegIsShrunkAsItIsStored) {
  JpegRecipe recipe;
  recipe.exif = make_exif(6, 72);
  const Image image = jpeg(3, recipe);
  ASSERT_EQ(image.width, 32) << "upright";
  EXPECT_EQ(outcome(image, print(), {inches(0.04), inches(0.06)}), "18x12 DCTDecode 8 cmyk");
}

TEST(Raster, R30_AlphaByEdition) {
  const Image image = png(16, 8, 6);
  EXPECT_EQ(outcome(image, {}), "16x8 FlateDecode 8 rgb smask");
  EXPECT_EQ(outcome(image, print()), "16x8 FlateDecode 8 cmyk smask");
  const PdfOptions x1a = print(PdfxVersion::x1a);
  EXPECT_EQ(outcome(image, x1a), "16x8 FlateDecode 8 cmyk") << "laid on paper";
  EXPECT_EQ(outcome(image, x1a, {}, std::nullopt), "16x8 FlateDecode 8 cmyk stencil W613");
}

TEST(Raster, R30_GrayOnATintTakesTheTintsInks) {
  const Image image = png(16, 8, 4);
  const PdfOptions x1a = print(PdfxVersion::x1a);
  EXPECT_EQ(outcome(image, x1a), "16x8 FlateDecode 8 gray");
  EXPECT_EQ(outcome(image, x1a, {}, Color{Color::Space::cmyk, {0, 0, 0, 300}, {}}),
            "16x8 FlateDecode 8 gray");
  EXPECT_EQ(outcome(image, x1a, {}, Color{Color::Space::cmyk, {0, 200, 0, 0}, {}}),
            "16x8 FlateDecode 8 cmyk");
}

TEST(Raster, DamagedPixelsAreAnErrorOfPrint) {
  JpegRecipe recipe;
  Image image = jpeg(3, recipe);
  image.data = Bytes(std::string(image.data.view().substr(0, image.data.size() / 2)));
  EXPECT_EQ(outcome(image, print()), "E611");
}

Document page_with(std::vector<Item> below) {
  Document document;
  document.pages.push_back(a4_page());
  document.pages[0].items = std::move(below);
  Picture picture;
  picture.image = std::make_shared<Image>(png(16, 8, 6));
  picture.box = {50_mm, 50_mm, 40_mm, 20_mm};
  document.pages[0].items.push_back(item(picture));
  return document;
}

std::optional<Color> ground_of(std::vector<Item> below) {
  const Document document = page_with(std::move(below));
  return beneath(document.pages[0], document.pages[0].items.size() - 1);
}

Path rectangle(Rect box, std::optional<Color> fill) {
  Path path;
  const Point corners[] = {
      {box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
  for (const Point& corner : corners) {
    path.segments.push_back(
        {path.segments.empty() ? Path::Verb::move : Path::Verb::line, {corner, {}, {}}});
  }
  path.segments.push_back({Path::Verb::close, {}});
  path.fill = std::move(fill);
  return path;
}

TEST(Beneath, FindsTheTintThatCoversThePicture) {
  const Color tint{Color::Space::cmyk, {100, 0, 0, 0}, {}},
      other{Color::Space::cmyk, {0, 100, 0, 0}, {}};
  const Rect wide{40_mm, 40_mm, 80_mm, 80_mm}, far{150_mm, 200_mm, 20_mm, 20_mm};
  const Rect part{40_mm, 40_mm, 30_mm, 80_mm};
  EXPECT_EQ(ground_of({}), paper());
  EXPECT_EQ(ground_of({item(Rects{{far}, tint})}), paper());
  EXPECT_EQ(ground_of({item(Rects{{wide}, tint})}), tint);
  EXPECT_EQ(ground_of({item(rectangle(wide, tint))}), tint);
  EXPECT_EQ(ground_of({item(Rects{{part}, other}), item(Rects{{wide}, tint})}), tint) << "the last";
  EXPECT_EQ(ground_of({item(Rects{{wide}, tint}), item(Rects{{part}, other})}), std::nullopt);
  EXPECT_EQ(ground_of({item(rectangle(wide, std::nullopt))}), std::nullopt) << "a frame";
  Color spot = tint;
  spot.spot = "金";
  EXPECT_EQ(ground_of({item(Rects{{wide}, spot})}), std::nullopt);
}

}  // namespace
}  // namespace banxin::pdf
