// Imported pages: gradients, patterns, images and fonts, one construct each.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/image/image.h"
#include "engine/pdf/test_page.h"

namespace banxin::pdf {
namespace {

std::string pixels(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return out;
}

// ---- gradients ----

std::string axial(const std::string& space, const std::string& function, const char* more = "") {
  return "/Shading <</S <</ShadingType 2 /Coords [0 0 100 0] /ColorSpace " + space + " /Function " +
         function + " " + more + ">>>>";
}

const std::string kBlackToWhite = "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0] /C1 [1 1 1]>>";
const std::string kRedToBlue = "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [1 0 0] /C1 [0 0 1]>>";

/// The inks of the page's gradient S at `t`, in percent.
std::string inks_at(const Recoloring& page, double t) {
  const Dict* shading = resolved(page.objects(), page.resource("Shading", "S")).as<Dict>();
  const auto function = read_function(page.objects(), *shading->find("Function"));
  std::string out;
  for (const double ink : function ? (*function)({t}) : std::vector<double>()) {
    out += std::to_string(std::lround(ink * 100)) + " ";
  }
  return out;
}

TEST(RecolorGradient, GreysStayAStraightLineOfBlackInk) {
  const Recoloring page = recolored({"/S sh", axial("/DeviceRGB", kBlackToWhite)});
  EXPECT_EQ(page.content(), "/S sh\n");
  EXPECT_EQ(page.text("Shading", "S"),
            "<</Coords [0 0 100 0] /ShadingType 2 /ColorSpace /DeviceCMYK /Function "
            "<</FunctionType 2 /N 1 /Domain [0 1] /C0 [0 0 0 1] /C1 [0 0 0 0]>>>>");
}

TEST(RecolorGradient, ColorsAreATableOfInks) {
  const Recoloring page = recolored({"/S sh", axial("/DeviceRGB", kRedToBlue)});
  EXPECT_EQ(inks_at(page, 0), "0 100 100 0 ");
  EXPECT_EQ(inks_at(page, 0.5), "50 100 50 0 ");
  EXPECT_EQ(inks_at(page, 1), "100 100 0 0 ");
}

TEST(RecolorGradient, StepsOfAStitchedFunctionStaySharp) {
  const std::string two =
      "<</FunctionType 3 /Domain [0 1] /Bounds [0.3] /Encode [0 1 0 1] "
      "/Functions [" +
      kBlackToWhite + " " + kRedToBlue + "]>>";
  const Recoloring page = recolored({"/S sh", axial("/DeviceRGB", two)});
  EXPECT_EQ(inks_at(page, 0), "0 0 0 100 ");
  EXPECT_EQ(inks_at(page, 0.29999), "0 0 0 0 ");
  EXPECT_EQ(inks_at(page, 0.3), "0 100 100 0 ");
}

TEST(RecolorGradient, FunctionsOfSingleComponentsAreJoined) {
  const std::string up = "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [1]>>";
  const std::string zero = "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [0]>>";
  const Recoloring page =
      recolored({"/S sh", axial("/DeviceRGB", "[" + up + " " + zero + " " + zero + "]")});
  EXPECT_EQ(inks_at(page, 0), "0 0 0 100 ");
  EXPECT_EQ(inks_at(page, 1), "0 100 100 0 ");
}

TEST(RecolorGradient, TablesAndPrograms) {
  TestPage page{"/S sh",
                axial("/DeviceRGB", "5 0 R"),
                {pdf_stream(pixels("ff000000ff00"),
                            "/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1] /Size [2] "
                            "/BitsPerSample 8")}};
  EXPECT_EQ(inks_at(recolored(page), 0), "0 100 100 0 ");
  EXPECT_EQ(inks_at(recolored(page), 1), "100 0 100 0 ");
  page.more = {pdf_stream("{dup 0.5 gt {pop 1 1 0} {0 exch 0 exch} ifelse}",
                          "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]")};
  EXPECT_EQ(inks_at(recolored(page), 1), "0 0 100 0 ");
  EXPECT_EQ(inks_at(recolored(page), 0), "0 0 0 100 ");
}

TEST(RecolorGradient, InksAndSpotColorsKeepTheirFunctions) {
  EXPECT_NE(recolored({"/S sh",
                       axial("/DeviceCMYK",
                             "<</FunctionType 2 /Domain [0 1] /N 2 /C0 [1 0 0 0] /C1 [0 0 "
                             "0 0]>>")})
                .text("Shading", "S")
                .find("/C0 [1 0 0 0] /C1 [0 0 0 0]"),
            std::string::npos);
  const std::string spot = recolored({"/S sh",
                                      axial("[/Separation /Gold /DeviceRGB " + kRedToBlue + "]",
                                            "<</FunctionType 2 /Domain [0 1] /N 1>>")})
                               .text("Shading", "S");
  EXPECT_NE(spot.find("/Separation /Gold /DeviceCMYK"), std::string::npos) << spot;
  EXPECT_EQ(spot.find("RGB"), std::string::npos) << spot;
}

TEST(RecolorGradient, TheBackgroundIsRecolored) {
  EXPECT_NE(recolored({"/S sh", axial("/DeviceRGB", kBlackToWhite, "/Background [1 0 0]")})
                .text("Shading", "S")
                .find("/Background [0 1 1 0]"),
            std::string::npos);
}

TEST(RecolorGradient, VerticesOfAMesh) {
  // Flag 0, x 0 … 255, y, then red, green, blue of eight bits each.
  const std::string mesh = pixels(
      "000000ff0000"
      "00ff0000ff00"
      "0000ff808080");
  const Recoloring page = recolored(
      {"/S sh",
       "/Shading <</S 5 0 R>>",
       {pdf_stream(mesh,
                   "/ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8 "
                   "/BitsPerFlag 8 /Decode [0 100 0 100 0 1 0 1 0 1]")}});
  const Ref ref = page.ref("Shading", "S");
  EXPECT_EQ(hex(page.stream(ref)),
            "00000000FFFF00"
            "00FF00FF00FF00"
            "0000FF0000007F");
  const std::string text = to_text(page.dictionary(ref));
  EXPECT_NE(text.find("/Decode [0 100 0 100 0 1 0 1 0 1 0 1]"), std::string::npos) << text;
  EXPECT_NE(text.find("/ColorSpace /DeviceCMYK"), std::string::npos) << text;
}

// ---- patterns ----

TEST(RecolorPattern, TilesInColor) {
  const Recoloring page = recolored(
      {"/Pattern cs /P scn 0 0 9 9 re f",
       "/Pattern <</P 5 0 R>>",
       {pdf_stream("1 0 0 rg 0 0 1 1 re f",
                   "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 2 2] /XStep 2 /YStep 2 "
                   "/Resources <<>>")}});
  EXPECT_EQ(page.content(), "/Pattern cs\n/P scn\n0 0 9 9 re\nf\n");
  EXPECT_EQ(page.stream(page.ref("Pattern", "P")), "0 1 1 0 k\n0 0 1 1 re\nf\n");
}

TEST(RecolorPattern, TilesThatTakeTheirColorFromThePage) {
  const Recoloring page =
      recolored({"/C cs 0 1 0 /P scn",
                 "/Pattern <</P 5 0 R>> /ColorSpace <</C [/Pattern /DeviceRGB]>>",
                 {pdf_stream("0 0 1 1 re f",
                             "/PatternType 1 /PaintType 2 /BBox [0 0 2 2] /XStep 2 /YStep 2")}});
  EXPECT_EQ(page.content(), "/C cs\n1 0 1 0 /P scn\n");
  EXPECT_EQ(page.text("ColorSpace", "C"), "[/Pattern /DeviceCMYK]");
}

TEST(RecolorPattern, Gradients) {
  const Recoloring page = recolored({"/Pattern cs /P scn",
                                     "/Pattern <</P <</PatternType 2 /Matrix [2 0 0 2 0 0] "
                                     "/Shading <</ShadingType 2 /Coords [0 0 "
                                     "1 0] /ColorSpace /DeviceRGB /Function " +
                                         kBlackToWhite + ">>>>>>"});
  const std::string text = page.text("Pattern", "P");
  EXPECT_NE(text.find("/ColorSpace /DeviceCMYK"), std::string::npos) << text;
  EXPECT_NE(text.find("/Matrix [2 0 0 2 0 0]"), std::string::npos) << text;
}

// ---- images ----

/// A page that shows one image of two pixels.
Recoloring image(const std::string& data, const std::string& keys) {
  return recolored(
      {"/I Do",
       "/XObject <</I 5 0 R>>",
       {pdf_stream(data, "/Subtype /Image /Width 2 /Height 1 " + keys),
        pdf_stream(pixels("00ff"),
                   "/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace "
                   "/DeviceGray")}});
}

/// Colour space and samples, predictors undone.
std::string shown(const Recoloring& page) {
  const Ref ref = page.ref("XObject", "I");
  return to_text(*page.dictionary(ref).find("ColorSpace")) + " " + hex(page.stream(ref));
}

TEST(RecolorImage, PixelsOfEachSpace) {
  struct Row {
    const char *data, *keys, *made;
  };

  const Row rows[] = {
      {"ff000000ff00",
       "/BitsPerComponent 8 /ColorSpace /DeviceRGB",
       "/DeviceCMYK 00FFFF00FF00FF00"},
      {"000000808080", "/BitsPerComponent 8 /ColorSpace /DeviceRGB", "/DeviceGray 0080"},
      {"f000f0", "/BitsPerComponent 4 /ColorSpace /DeviceRGB", "/DeviceCMYK 00FFFF00FF00FF00"},
      {"ff0000",
       "/BitsPerComponent 4 /ColorSpace /DeviceRGB /Decode [1 0 1 0 1 0]",
       "/DeviceCMYK FFFF000000000000"},
      {"ffff00000000000000000000",
       "/BitsPerComponent 16 /ColorSpace /DeviceRGB",
       "/DeviceCMYK 00FFFF00000000FF"},
      {"00ff", "/BitsPerComponent 8 /ColorSpace /DeviceGray", "/DeviceGray 00FF"},
      {"00ff",
       "/BitsPerComponent 8 /ColorSpace [/CalGray <</WhitePoint [1 1 1]>>]",
       "/DeviceGray 00FF"},
      {"12345678", "/BitsPerComponent 16 /ColorSpace /DeviceGray", "/DeviceGray 1256"},
      {"0102030405060708",
       "/BitsPerComponent 8 /ColorSpace /DeviceCMYK",
       "/DeviceCMYK 0102030405060708"},
      {"40",
       "/BitsPerComponent 1 /ColorSpace [/Indexed /DeviceRGB 1 <FF0000FFFFFF>]",
       "[/Indexed /DeviceCMYK 1 <00FFFF0000000000>] 40"},
      {"40",
       "/BitsPerComponent 1 /ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>]",
       "[/Indexed /DeviceGray 1 <00FF>] 40"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(shown(image(pixels(row.data), row.keys)), row.made) << row.keys;
  }
}

TEST(RecolorImage, R4_JpegsAreDecoded) {
  JpegWriter writer({2, 1, 3, 100});
  writer.add(reinterpret_cast<const std::uint8_t*>("\xff\x00\x00\xff\x00\x00"));
  const Recoloring page =
      image(writer.finish(), "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode");
  const Ref ref = page.ref("XObject", "I");
  EXPECT_EQ(to_text(*page.dictionary(ref).find("ColorSpace")), "/DeviceCMYK");
  ASSERT_EQ(to_text(*page.dictionary(ref).find("Filter")), "/DCTDecode");
  const InspectedImage made = inspect_image(*page.objects()[ref].stream, "", {});
  ASSERT_TRUE(made.image);
  PixelRows rows(*made.image);
  ASSERT_EQ(rows.channels(), 4);
  const std::uint8_t* row = rows.next();
  ASSERT_TRUE(row);
  // A PDF takes the amounts as they are; read as a file by itself, Adobe's marker inverts them.
  EXPECT_NEAR(row[0], 255, 4);
  EXPECT_NEAR(row[1], 0, 4);
  EXPECT_NEAR(row[2], 0, 4);
  EXPECT_NEAR(row[3], 255, 4);
}

TEST(RecolorImage, R41_NothingForbiddenGoesWithIt) {
  const Recoloring page = image(pixels("00ff"),
                                "/BitsPerComponent 8 /ColorSpace /DeviceGray /Interpolate true "
                                "/Alternates [] /OPI <<>> /Metadata 6 0 R /Name /I");
  EXPECT_EQ(to_text(page.dictionary(page.ref("XObject", "I"))),
            "<</BitsPerComponent 8 /Height 1 /Subtype /Image /Width 2 /ColorSpace /DeviceGray>>");
  EXPECT_EQ(page.objects().size(), 2u);
}

TEST(RecolorImage, SoftMasksStayGrey) {
  const Recoloring page =
      image(pixels("ff000000ff00"), "/BitsPerComponent 8 /ColorSpace /DeviceRGB /SMask 6 0 R");
  EXPECT_TRUE(page.made.findings.transparent);
  const Ref mask = *page.dictionary(page.ref("XObject", "I")).find("SMask")->as<Ref>();
  EXPECT_EQ(to_text(*page.dictionary(mask).find("ColorSpace")), "/DeviceGray");
  EXPECT_EQ(hex(page.stream(mask)), "00FF");
}

TEST(RecolorImage, AColorKeyBecomesAStencil) {
  const Recoloring page = image(
      pixels("ff000000ff00"), "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Mask [0 0 255 255 0 0]");
  const Ref mask = *page.dictionary(page.ref("XObject", "I")).find("Mask")->as<Ref>();
  EXPECT_EQ(hex(page.stream(mask)), "40") << "the second pixel is hidden";
  EXPECT_FALSE(page.made.findings.transparent);
}

TEST(RecolorImage, InlineImages) {
  EXPECT_EQ(recolored({"BI /W 2 /H 1 /BPC 8 /CS /G ID ab EI", ""}).content(),
            "BI /W 2 /H 1 /BPC 8 /CS /G ID ab EI\n");
  EXPECT_EQ(recolored({"BI /W 8 /H 1 /IM true ID a EI", ""}).content(),
            "BI /W 8 /H 1 /IM true ID a EI\n");
  const Recoloring page =
      recolored({"BI /W 2 /H 1 /BPC 8 /CS /RGB /F /AHx ID ff000000ff00> EI 1 w", ""});
  EXPECT_EQ(page.content(), "/BxImage2 Do\n1 w\n");
  EXPECT_EQ(hex(page.stream(page.ref("XObject", "BxImage2"))), "00FFFF00FF00FF00");
}

TEST(RecolorImage, R4_LzwIsPackedAnew) {
  // 9-bit codes: clear, 'a', 'b', the pair "ab", end.
  const Recoloring page = image(pixels("8018462080 80"),
                                "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /LZWDecode");
  EXPECT_EQ(to_text(*page.dictionary(page.ref("XObject", "I")).find("Filter")), "/FlateDecode");
}

TEST(RecolorImage, WhatNobodyHereCanReadIsTold) {
  const Recoloring page =
      image("jp2", "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /JPXDecode");
  EXPECT_EQ(page.made.findings.images, std::vector<std::string>{"JPEG 2000"});
}

TEST(RecolorImage, TooFewSamplesOrNoSizeShowNothing) {
  EXPECT_EQ(image("", "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Height 9").content(), "");
  EXPECT_EQ(image("abc", "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Width 0").content(), "");
}

// ---- fonts ----

TEST(RecolorFont, CairosTrueTypeGetsItsMap) {
  const Recoloring page = recolored(
      {"BT /F 9 Tf <0001> Tj ET",
       "/Font <</F 5 0 R>>",
       {"<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Kai /Encoding /Identity-H "
        "/DescendantFonts [6 0 R]>>",
        "<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Kai /FontDescriptor 7 0 R>>",
        "<</Type /FontDescriptor /FontName /ABCDEF+Kai /FontBBox [0 -200 1000 900] /FontFile2 8 0 "
        "R "
        "/CIDSet 8 0 R>>",
        pdf_stream("program")}});
  const Dict& font = page.dictionary(page.ref("Font", "F"));
  EXPECT_EQ(to_text(*font.find("BaseFont")), "/ABCDEF+Kai");
  const Dict& inner = page.dictionary(*(*font.find("DescendantFonts")->as<Array>())[0].as<Ref>());
  EXPECT_EQ(to_text(*inner.find("CIDToGIDMap")), "/Identity");
  const std::string descriptor = to_text(resolved(page.objects(), *inner.find("FontDescriptor")));
  EXPECT_EQ(descriptor.find("CIDSet"), std::string::npos) << descriptor;
  EXPECT_NE(descriptor.find("/ItalicAngle 0 /Ascent 900 /Descent -200 /StemV 80"),
            std::string::npos)
      << descriptor;
  EXPECT_TRUE(page.made.findings.loose_fonts.empty());
}

TEST(RecolorFont, R50_FontsWithoutTheirProgramAreTold) {
  const Recoloring page = recolored(
      {"BT /F 9 Tf (a) Tj ET",
       "/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> /G <</Type /Font /Subtype "
       "/Type1 /BaseFont /Unused>>>>"});
  EXPECT_EQ(page.made.findings.loose_fonts, std::vector<std::string>{"Helvetica"});
}

TEST(RecolorFont, R50_AnEmbeddedFontGetsATag) {
  const Recoloring page =
      recolored({"BT /F 9 Tf (a) Tj ET",
                 "/Font <</F <</Type /Font /Subtype /TrueType /BaseFont /Kai /FontDescriptor "
                 "<</FontName /Kai /FontFile2 5 0 R>>>>>>",
                 {pdf_stream("program")}});
  const std::string text = page.text("Font", "F");
  const std::size_t at = text.find("+Kai");
  ASSERT_NE(at, std::string::npos) << text;
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", at - 6), at);
}

TEST(RecolorFont, GlyphsThatAreContentStreams) {
  const Recoloring page = recolored(
      {"BT /F 9 Tf (a) Tj ET",
       "/Font <</F <</Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 0 1 1] "
       "/FirstChar 97 /LastChar 98 /Widths [1 1] /Encoding <</Differences [97 /a /b]>> /CharProcs "
       "<</a 5 0 R /b 6 0 R>>>>>>",
       {pdf_stream("1 0 d0 1 0 0 rg 0 0 1 1 re f"),
        pdf_stream("1 0 0 0 1 1 d1 1 0 0 rg 0 0 1 1 re f")}});
  const Dict* font = resolved(page.objects(), page.resource("Font", "F")).as<Dict>();
  const Dict& glyphs = *font->find("CharProcs")->as<Dict>();
  EXPECT_EQ(page.stream(*glyphs.find("a")->as<Ref>()), "1 0 d0\n0 1 1 0 k\n0 0 1 1 re\nf\n");
  EXPECT_EQ(page.stream(*glyphs.find("b")->as<Ref>()), "1 0 0 0 1 1 d1\n0 0 1 1 re\nf\n");
}

}  // namespace
}  // namespace banxin::pdf
