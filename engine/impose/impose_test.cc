#include "engine/impose/impose.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "engine/impose/metadata.h"
#include "engine/impose/stroke_font.h"
#include "engine/impose/test_pdf.h"

namespace banxin::impose {
namespace {

ImposeOptions plain() {
  ImposeOptions options;
  options.marks = {};
  options.imposition.paper_thickness = {};
  return options;
}

std::string failure(const std::string& pdf, const ImposeOptions& options = plain()) {
  const Result<Imposed> imposed = impose_pdf(pdf, options);
  return imposed ? "no failure" : message_text(imposed.error().front(), Language::en);
}

/// A sheet as text: its boxes, and each form with its matrix and BBox.
std::string dump(const std::string& pdf) {
  QPDF file;
  file.processMemoryFile("imposed", pdf.data(), pdf.size());
  std::string out;
  std::vector<QPDFObjectHandle> pages = file.getAllPages();
  for (QPDFObjectHandle& page : pages) {
    out += "media " + page.getKey("/MediaBox").unparse() + " trim " +
           page.getKey("/TrimBox").unparse() + " bleed " + page.getKey("/BleedBox").unparse() +
           "\n";
    const auto content = page.getKey("/Contents").getStreamData();
    out.append(reinterpret_cast<const char*>(content->getBuffer()), content->getSize());
    QPDFObjectHandle forms = page.getKey("/Resources").getKey("/XObject");
    for (const std::string& name : forms.getKeys()) {
      out += name + " bbox " + forms.getKey(name).getDict().getKey("/BBox").unparse() + "\n";
    }
  }
  return out;
}

std::string first_sheet(const std::string& pdf) {
  const std::string all = dump(pdf);
  return all.substr(0, all.find("media", 1));
}

TEST(Impose, PagesBecomeFormsClippedAtTheSpine) {  // I-3
  const Result<Imposed> imposed = impose_pdf(pages_pdf(numbered(4)), plain());
  ASSERT_TRUE(imposed);
  EXPECT_EQ(imposed->plan, "1.1 front: 4 | 1\n1.1 back: 2 | 3\n");
  EXPECT_EQ(imposed->sheets, 1);
  EXPECT_EQ(first_sheet(imposed->pdf),
            "media [ 0 0 340 280 ] trim [ 10 10 330 270 ] bleed [ 0 0 340 280 ]\n"
            "q\n1 0 0 1 -10 -10 cm\n/P4 Do\nQ\n"
            "q\n1 0 0 1 150 -10 cm\n/P1 Do\nQ\n"
            "/P1 bbox [ 20 10 190 290 ]\n"
            "/P4 bbox [ 10 10 180 290 ]\n");
}

TEST(Impose, RotatedPagesStandUpright) {
  std::vector<TestPage> pages = numbered(4);
  for (TestPage& page : pages) {
    page.entries =
        "/MediaBox [0 0 300 200] /BleedBox [10 10 290 190] /TrimBox [20 20 280 180] /Rotate 90";
  }
  const Result<Imposed> imposed = impose_pdf(pages_pdf(pages), plain());
  ASSERT_TRUE(imposed);
  EXPECT_EQ(first_sheet(imposed->pdf),
            "media [ 0 0 340 280 ] trim [ 10 10 330 270 ] bleed [ 0 0 340 280 ]\n"
            "q\n0 -1 1 0 -10 290 cm\n/P4 Do\nQ\n"
            "q\n0 -1 1 0 150 290 cm\n/P1 Do\nQ\n"
            "/P1 bbox [ 10 20 290 190 ]\n"
            "/P4 bbox [ 10 10 290 180 ]\n");
}

TEST(Impose, UserUnitsScaleThePage) {
  std::vector<TestPage> pages = numbered(4);
  for (TestPage& page : pages) {
    page.entries = "/MediaBox [0 0 80 130] /TrimBox [0 0 80 130] /UserUnit 2";
  }
  const Result<Imposed> imposed = impose_pdf(pages_pdf(pages), plain());
  ASSERT_TRUE(imposed);
  EXPECT_EQ(first_sheet(imposed->pdf),
            "media [ 0 0 320 260 ] trim [ 0 0 320 260 ] bleed [ 0 0 320 260 ]\n"
            "q\n2 0 0 2 0 0 cm\n/P4 Do\nQ\n"
            "q\n2 0 0 2 160 0 cm\n/P1 Do\nQ\n"
            "/P1 bbox [ 0 0 80 130 ]\n"
            "/P4 bbox [ 0 0 80 130 ]\n");
}

TEST(Impose, HeadToHeadPagesAreTurned) {
  ImposeOptions options = plain();
  options.imposition.pages_per_side = 4;
  const Result<Imposed> imposed = impose_pdf(pages_pdf(numbered(8)), options);
  ASSERT_TRUE(imposed);
  EXPECT_EQ(first_sheet(imposed->pdf),
            "media [ 0 0 340 560 ] trim [ 10 10 330 550 ] bleed [ 0 0 340 560 ]\n"
            "q\n-1 0 0 -1 190 570 cm\n/P5 Do\nQ\n"
            "q\n-1 0 0 -1 350 570 cm\n/P4 Do\nQ\n"
            "q\n1 0 0 1 -10 -10 cm\n/P8 Do\nQ\n"
            "q\n1 0 0 1 150 -10 cm\n/P1 Do\nQ\n"
            "/P1 bbox [ 20 10 190 290 ]\n"
            "/P4 bbox [ 10 10 180 290 ]\n"
            "/P5 bbox [ 20 10 190 290 ]\n"
            "/P8 bbox [ 10 10 180 290 ]\n");
}

TEST(Impose, BlanksAreToldOf) {  // R15
  const Result<Imposed> imposed = impose_pdf(pages_pdf(numbered(6)), plain());
  ASSERT_TRUE(imposed);
  EXPECT_EQ(imposed->plan,
            "1.1 front: 6 | 1\n1.1 back: 2 | -\n1.2 front: - | 3\n1.2 back: 4 | 5\n");
  ASSERT_EQ(imposed->notes.size(), 1u);
  EXPECT_EQ(message_text(imposed->notes[0], Language::en), "2 blank page(s) put in before page 6");
}

TEST(Impose, CoverApartHasASpine) {  // I-5: 8 / 2 × 0.25 mm + 0.5 mm
  // The pages bleed by 10 pt, of which 0.25 mm is for the creep of the inner sheet.
  ImposeOptions options = plain();
  options.imposition.kind = Imposition::Kind::signatures;
  options.imposition.signature = 8;
  options.imposition.paper_thickness = Length::mm(0.25);
  const Result<Imposed> imposed = impose_pdf(pages_pdf(numbered(12)), options);
  ASSERT_TRUE(imposed);
  EXPECT_EQ(imposed->spine, Length::mm(1.5));
  EXPECT_EQ(imposed->plan,
            "1.1 front: 10 | 3\n1.1 back: 4 | 9\n1.2 front: 8 | 5\n1.2 back: 6 | 7\n");
  EXPECT_EQ(dump(imposed->cover),
            "media [ 0 0 342.8346 278.5827 ] trim [ 9.2913 9.2913 333.5433 269.2913 ] "
            "bleed [ 0 0 342.8346 278.5827 ]\n"
            "q\n1 0 0 1 -10.7087 -10.7087 cm\n/P12 Do\nQ\n"
            "q\n1 0 0 1 153.5433 -10.7087 cm\n/P1 Do\nQ\n"
            "/P1 bbox [ 17.874 10.7087 189.2913 289.2913 ]\n"
            "/P12 bbox [ 10.7087 10.7087 182.126 289.2913 ]\n"
            "media [ 0 0 342.8346 278.5827 ] trim [ 9.2913 9.2913 333.5433 269.2913 ] "
            "bleed [ 0 0 342.8346 278.5827 ]\n"
            "q\n1 0 0 1 -10.7087 -10.7087 cm\n/P2 Do\nQ\n"
            "q\n1 0 0 1 153.5433 -10.7087 cm\n/P11 Do\nQ\n"
            "/P11 bbox [ 17.874 10.7087 189.2913 289.2913 ]\n"
            "/P2 bbox [ 10.7087 10.7087 182.126 289.2913 ]\n");
}

TEST(Impose, PagesThatBleedByTheCreepMoreFillTheInnerSheets) {  // I-2, R13
  std::vector<TestPage> pages = numbered(16);
  for (TestPage& page : pages) {
    // 3 mm and 3 times 1 mm
    page.entries =
        "/MediaBox [0 0 200 300] /TrimBox [20 20 180 280] "
        "/BleedBox [2.9921 2.9921 197.0079 297.0079]";
  }
  ImposeOptions options = plain();
  options.imposition.paper_thickness = Length::mm(1);
  EXPECT_EQ(most_creep(16, options.imposition), Length::mm(3));
  const Result<Imposed> imposed = impose_pdf(pages_pdf(pages), options);
  ASSERT_TRUE(imposed);
  const std::string all = dump(imposed->pdf);
  const std::string innermost = all.substr(all.rfind("media"));
  EXPECT_EQ(innermost,
            "media [ 0 0 337.0079 277.0079 ] trim [ 8.5039 8.5039 328.5039 268.5039 ] "
            "bleed [ 0 0 337.0079 277.0079 ]\n"
            "q\n1 0 0 1 -2.9921 -11.4961 cm\n/P8 Do\nQ\n"
            "q\n1 0 0 1 140 -11.4961 cm\n/P9 Do\nQ\n"
            "/P8 bbox [ 2.9921 11.4961 171.4961 288.5039 ]\n"
            "/P9 bbox [ 28.5039 11.4961 197.0079 288.5039 ]\n");
}

TEST(Impose, TheFileSaysAtWhichSideItIsBound) {
  const std::string pdf =
      pages_pdf(numbered(4), "/ViewerPreferences <</Direction /R2L>> /PageLayout /TwoPageRight");
  EXPECT_EQ(impose_pdf(pdf, plain()).value().plan, "1.1 front: 1 | 4\n1.1 back: 3 | 2\n");
  ImposeOptions options = plain();
  options.bound_at = BoundAt::left;
  EXPECT_EQ(impose_pdf(pdf, options).value().plan, "1.1 front: 4 | 1\n1.1 back: 2 | 3\n");
}

TEST(Impose, NavigationAndTagsGo) {  // I-4
  const std::string pdf = pages_pdf(
      numbered(4),
      "/MarkInfo <</Marked true>> /StructTreeRoot <</Type /StructTreeRoot>> /Outlines <<>> "
      "/PageLabels <</Nums []>> /OpenAction <</S /JavaScript /JS (app.beep\\(\\))>> /Lang (zh)");
  const Result<Imposed> imposed = impose_pdf(pdf, plain());
  ASSERT_TRUE(imposed);
  QPDF file;
  file.processMemoryFile("imposed", imposed->pdf.data(), imposed->pdf.size());
  std::string keys;
  for (const std::string& key : file.getRoot().getKeys()) {
    keys += key;
  }
  EXPECT_EQ(keys, "/Metadata/Pages/Type");
}

TEST(Impose, SharedResourcesStayShared) {  // I-4
  const std::string filler(20'000, '%');
  std::vector<TestPage> pages = numbered(8);
  for (TestPage& page : pages) {
    page.content += '\n' + filler;
  }
  const std::string pdf = pages_pdf(pages);
  const Result<Imposed> imposed = impose_pdf(pdf, ImposeOptions());
  ASSERT_TRUE(imposed);
  std::size_t fonts = 0;
  for (std::size_t at = imposed->pdf.find("/Helvetica"); at != std::string::npos;
       at = imposed->pdf.find("/Helvetica", at + 1)) {
    ++fonts;
  }
  EXPECT_EQ(fonts, 1u);
}

TEST(Impose, ContentInPiecesIsJoined) {
  std::string pdf = pdf_of({"<</Type /Catalog /Pages 2 0 R>>",
                            "<</Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 200 300]>>",
                            "<</Type /Page /Parent 2 0 R /Contents [4 0 R 5 0 R]>>",
                            stream_of("q 0 0 0 1 k"),
                            stream_of("0 0 9 9 re f Q")});
  const Result<Imposed> imposed = impose_pdf(pdf, plain());
  ASSERT_TRUE(imposed);
  QPDF file;
  file.processMemoryFile("imposed", imposed->pdf.data(), imposed->pdf.size());
  QPDFObjectHandle page = file.getAllPages()[0];
  QPDFObjectHandle form = page.getKey("/Resources").getKey("/XObject").getKey("/P1");
  const auto content = form.getStreamData();
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(content->getBuffer()), content->getSize()),
            "q 0 0 0 1 k\n0 0 9 9 re f Q\n");
}

TEST(Impose, OnePageShownTwiceIsTwoForms) {
  const std::string pdf =
      pdf_of({"<</Type /Catalog /Pages 2 0 R>>",
              "<</Type /Pages /Count 2 /Kids [3 0 R 3 0 R] /MediaBox [0 0 200 300]>>",
              "<</Type /Page /Parent 2 0 R /Contents 4 0 R>>",
              stream_of("0 0 9 9 re f")});
  ImposeOptions options = plain();
  options.imposition.kind = Imposition::Kind::two_up;
  EXPECT_EQ(impose_pdf(pdf, options).value().plan, "1.1: - | 1\n1.2: 2 | -\n");
}

TEST(Impose, SameBytesEveryTime) {  // D-1
  const std::string pdf = pages_pdf(numbered(8));
  EXPECT_EQ(impose_pdf(pdf, ImposeOptions()).value().pdf,
            impose_pdf(pdf, ImposeOptions()).value().pdf);
}

TEST(Impose, MarksLieOutsideTheBleed) {  // R16, R26
  ImposeOptions options = plain();
  options.marks = {true, false, false, false};
  const Result<Imposed> imposed = impose_pdf(pages_pdf(numbered(4)), options);
  ASSERT_TRUE(imposed);
  const std::string sheet = first_sheet(imposed->pdf);
  EXPECT_EQ(sheet.substr(0, sheet.find('\n')),
            "media [ 0 0 391.0236 331.0236 ] trim [ 35.5118 35.5118 355.5118 295.5118 ] "
            "bleed [ 25.5118 25.5118 365.5118 305.5118 ]");
  EXPECT_NE(sheet.find("/All CS 1 SCN 0.25 w\n"
                       "35.512 319.685 m\n35.512 305.512 l S\n"
                       "35.512 25.512 m\n35.512 11.339 l S\n"),
            std::string::npos)
      << sheet;
}

TEST(Impose, WhatCannotBeImposed) {
  EXPECT_EQ(failure("%PDF-1.4 is all there is").substr(0, 42),
            "this PDF is corrupt, or is none: unable to");
  EXPECT_EQ(failure(pages_pdf({})), "this PDF has no page");
  std::vector<TestPage> mixed = numbered(4);
  mixed[2].entries = "/MediaBox [0 0 100 100]";
  EXPECT_EQ(failure(pages_pdf(mixed)),
            "pages differ in trimmed size: page 3 is 35.3 × 35.3 mm, page 1 is 56.4 × 91.7 mm");
  ImposeOptions small = plain();
  small.imposition.sheet = Size{Length::mm(100), Length::mm(90)};
  EXPECT_EQ(failure(pages_pdf(numbered(4)), small),
            "a sheet of 100 × 90 mm is too small: 119.9 × 98.8 mm is the least, with bleed and "
            "marks");
  ImposeOptions odd = plain();
  odd.imposition.pages_per_side = 3;
  EXPECT_EQ(failure(pages_pdf(numbered(4)), odd), "no way to fold 3 pages a side");
  odd.imposition = {};
  odd.imposition.kind = Imposition::Kind::signatures;
  odd.imposition.signature = 10;
  EXPECT_EQ(failure(pages_pdf(numbered(4)), odd),
            "a signature of 10 pages cannot be folded from sheets of 4 pages");
  odd.imposition.signature = 16;
  EXPECT_EQ(failure(pages_pdf(numbered(4)), odd),
            "with 4 page(s) the cover cannot be a file of its own");
}

TEST(Impose, APageTreeThatBitesItsTailIsCorrupt) {
  EXPECT_EQ(failure(pdf_of({"<</Type /Catalog /Pages 2 0 R>>",
                            "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
                            "<</Type /Pages /Count 1 /Kids [2 0 R]>>"})),
            "this PDF is corrupt, or is none: Pages");
}

TEST(Impose, ATreeTooDeepIsBeyondBounds) {
  std::vector<std::string> objects = {"<</Type /Catalog /Pages 2 0 R>>"};
  for (int i = 0; i < 200; ++i) {
    objects.push_back("<</Type /Pages /Count 1 /Kids [" + std::to_string(i + 3) + " 0 R]>>");
  }
  EXPECT_EQ(failure(pdf_of(objects)), "this PDF is beyond bounds (Pages)");
}

TEST(Impose, EncryptedFilesAreRefused) {
  for (const char* password : {"", "secret"}) {
    const std::string pdf = pages_pdf(numbered(4));
    QPDF file;
    file.processMemoryFile("pages", pdf.data(), pdf.size());
    QPDFWriter writer(file);
    writer.setOutputMemory();
    writer.setR6EncryptionParameters(
        password, "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    EXPECT_EQ(
        failure(std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize())),
        "this PDF is encrypted and cannot be imposed");
  }
}

TEST(Impose, ContentThatUnpacksWithoutEndIsBeyondBounds) {
  // 66 MB from 66 kB; content in pieces has to be unpacked to be joined.
  const std::string zeros(66u << 20, ' ');
  Pl_Buffer packed("packed");
  Pl_Flate flate("flate", &packed, Pl_Flate::a_deflate);
  flate.write(reinterpret_cast<const unsigned char*>(zeros.data()), zeros.size());
  flate.finish();
  const auto data = packed.getBufferSharedPointer();
  const std::string stream =
      stream_of(std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()),
                "/Filter /FlateDecode ");
  EXPECT_EQ(failure(pdf_of({"<</Type /Catalog /Pages 2 0 R>>",
                            "<</Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 200 300]>>",
                            "<</Type /Page /Parent 2 0 R /Contents [4 0 R 5 0 R]>>",
                            stream,
                            stream_of("q Q")})),
            "this PDF is beyond bounds (Contents)");
}

TEST(Impose, DatesOfInfoBecomeDatesOfXmp) {  // R61
  EXPECT_EQ(xmp_date_of("D:20240301083000Z"), "2024-03-01T08:30:00Z");
  EXPECT_EQ(xmp_date_of("D:20240301083000+08'00'"), "2024-03-01T08:30:00+08:00");
  EXPECT_EQ(xmp_date_of("D:20240301083000+08'00"), "2024-03-01T08:30:00+08:00");
  EXPECT_EQ(xmp_date_of("D:2024"), "");
  EXPECT_EQ(xmp_date_of("yesterday"), "");
}

TEST(Impose, EveryCharacterOfALabelHasStrokes) {
  for (const std::string_view character :
       {"第", "帖", "张", "正", "反", "面", "封", "外", "内", "0", "9"}) {
    EXPECT_TRUE(has_strokes(character)) << character;
  }
  EXPECT_EQ(stroke_text("1", 10, 20, 10), "11.5 28 m\n13 30 l\n13 20 l\nS\n");
}

}  // namespace
}  // namespace banxin::impose
