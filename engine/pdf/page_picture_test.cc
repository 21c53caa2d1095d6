// SVG and PDF pictures for editions that may hold no transparency, and what is told of them.
#include "engine/pdf/page_picture.h"

#include <gtest/gtest.h>

#include "engine/pdf/test_page.h"

namespace banxin::pdf {
namespace {

PdfOptions print(PdfxVersion version) {
  PdfOptions options;
  options.edition = Edition::print;
  options.pdfx = version;
  return options;
}

Image page_image(const TestPage& page) {
  Image image;
  image.kind = ImageKind::pdf_page;
  image.format = "pdf";
  image.natural = {Length::pt(100), Length::pt(100)};
  image.data = Bytes(page.file());
  return image;
}

/// Codes of what was said; with "page" or "pixels" for what was made.
std::string outcome(const Image& image, PdfxVersion version) {
  PlannedPicture picture;
  picture.image = &image;
  picture.placed = picture.smallest = image.natural;
  const auto made = prepare_page(picture, print(version), PressColors(nullptr));
  if (!made) {
    return std::string(made.error()[0].code);
  }
  std::string out = made->page ? "page" : "pixels";
  for (const Diagnostic& warning : made->warnings) {
    out += " " + std::string(warning.code);
  }
  return out;
}

TEST(PagePicture, R30_APdfThatIsTransparentIsRefusedForX1a) {
  const Image see_through = page_image({"/G gs 0 0 9 9 re f", "/ExtGState <</G <</ca 0.5>>>>"});
  EXPECT_EQ(outcome(see_through, PdfxVersion::x4), "page");
  EXPECT_EQ(outcome(see_through, PdfxVersion::x1a), "E630");
  EXPECT_EQ(outcome(page_image({"0 0 9 9 re f", ""}), PdfxVersion::x1a), "page");
}

TEST(PagePicture, R4_Jpeg2000IsRefusedForX1a) {
  const Image image = page_image({"/I Do",
                                  "/XObject <</I 5 0 R>>",
                                  {pdf_stream("jp2",
                                              "/Subtype /Image /Width 1 /Height 1 "
                                              "/BitsPerComponent 8 /ColorSpace /DeviceCMYK "
                                              "/Filter /JPXDecode")}});
  EXPECT_EQ(outcome(image, PdfxVersion::x4), "page");
  EXPECT_EQ(outcome(image, PdfxVersion::x1a), "E631");
}

TEST(PagePicture, R50_FontsWithoutTheirProgramAreTold) {
  EXPECT_EQ(outcome(page_image({"BT /F 9 Tf (a) Tj ET",
                                "/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Kai>>>>"}),
                    PdfxVersion::x4),
            "page W630");
}

TEST(PagePicture, R30_AnSvgThatIsTransparentIsDrawnForX1a) {
  const auto svg = [](const char* inside) {
    return inspect_image(Bytes(std::string("<svg xmlns='http://www.w3.org/2000/svg' width='40' "
                                           "height='20'>") +
                               inside + "</svg>"),
                         "t.svg",
                         {});
  };
  const InspectedImage plain = svg("<rect width='20' height='20' fill='#000'/>");
  if (!plain.image) {
    GTEST_SKIP() << "librsvg is not installed";
  }
  EXPECT_EQ(outcome(*plain.image, PdfxVersion::x1a), "page");
  const InspectedImage see_through =
      svg("<rect width='20' height='20' fill='#f00' fill-opacity='0.5'/>");
  ASSERT_TRUE(see_through.image);
  EXPECT_EQ(outcome(*see_through.image, PdfxVersion::x4), "page");
  EXPECT_EQ(outcome(*see_through.image, PdfxVersion::x1a), "pixels W632");

  PlannedPicture picture;
  picture.image = see_through.image.get();
  picture.placed = picture.smallest = {Length::pt(72), Length::pt(36)};
  const auto made = prepare_page(picture, print(PdfxVersion::x1a), PressColors(nullptr));
  ASSERT_TRUE(made);
  EXPECT_EQ(to_text(*made->dictionary.find("Width")), "600") << "600 dpi where it is placed";
  EXPECT_FALSE(transparent(*made));
}

}  // namespace
}  // namespace banxin::pdf
