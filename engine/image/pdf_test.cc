#include <chrono>

#include <gtest/gtest.h>
#include <zlib.h>

#include "engine/image/pdf_bombs.h"
#include "engine/image/test_pictures.h"

namespace banxin {
namespace {

const char* const kRed = "1 0 0 rg 10 20 30 40 re f";

std::string deflated(std::string_view data) {
  std::string out(compressBound(data.size()), '\0');
  uLongf size = out.size();
  compress2(reinterpret_cast<Bytef*>(out.data()),
            &size,
            reinterpret_cast<const Bytef*>(data.data()),
            data.size(),
            9);
  out.resize(size);
  return out;
}

std::string stream(const std::string& entries, const std::string& data) {
  return "<<" + entries + "/Length " + std::to_string(data.size()) + ">>\nstream\n" + data +
         "\nendstream";
}

TEST(Pdf, FirstPageIsRewrittenWithItsContent) {
  const InspectedImage inspected = inspect(make_pdf_page("0 0 200 100", "", kRed));
  ASSERT_EQ(outcome(inspected), "ok");
  const Image& image = *inspected.image;
  EXPECT_EQ(shown(image), "pdf 0x0 rgb8 200x100pt");
  EXPECT_EQ(image.kind, ImageKind::pdf_page);
  EXPECT_NE(image.data.view().find("/MediaBox [ 0 0 200 100 ]"), std::string_view::npos);
  EXPECT_EQ(page_content_of(image.data.view()),
            "q\n1 0 0 1 0 0 cm\n" + std::string(kRed) + "\nQ\n");
  EXPECT_EQ(outcome(inspect(std::string(image.data.view()))), "ok") << "reads back";
}

TEST(Pdf, BoxRotationAndUnitAreWorkedIn) {
  const struct {
    std::string box, extra, size, matrix;
  } rows[] = {
      {"10 20 210 120", "", "200x100", "1 0 0 1 -10 -20"},
      {"210 120 10 20", "", "200x100", "1 0 0 1 -10 -20"},
      {"10 20 210 120", "/Rotate 90", "100x200", "0 -1 1 0 -20 210"},
      {"10 20 210 120", "/Rotate 180", "200x100", "-1 0 0 -1 210 120"},
      {"10 20 210 120", "/Rotate 270", "100x200", "0 1 -1 0 120 -10"},
      {"10 20 210 120", "/Rotate -90", "100x200", "0 1 -1 0 120 -10"},
      {"10 20 210 120", "/Rotate 450", "100x200", "0 -1 1 0 -20 210"},
      {"0 0 200 100", "/CropBox[50 25 150 75]", "100x50", "1 0 0 1 -50 -25"},
      {"0 0 200 100", "/CropBox[50 25 999 999]", "150x75", "1 0 0 1 -50 -25"},
      {"0 0 20 10", "/UserUnit 10", "200x100", "10 0 0 10 0 0"},
      {"0.5 0 20 10", "", "19.5x10", "1 0 0 1 -0.5 0"},
  };

  for (const auto& row : rows) {
    const InspectedImage inspected = inspect(make_pdf_page(row.box, row.extra, kRed));
    ASSERT_EQ(outcome(inspected), "ok") << row.box << row.extra;
    EXPECT_EQ(shown(*inspected.image), "pdf 0x0 rgb8 " + row.size + "pt") << row.extra;
    const std::string content = page_content_of(inspected.image->data.view());
    EXPECT_EQ(content.substr(0, content.find(" cm")), "q\n" + row.matrix) << row.extra;
  }
}

TEST(Pdf, ContentStreamsAndInheritedResourcesAreJoined) {
  const std::string file =
      make_pdf({"<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 50 60]/Resources<</ExtGState"
                "<</G 6 0 R>>>>>>",
                "<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R]>>",
                stream("", "/G gs 1 0 0"),
                stream("/Filter/FlateDecode", deflated("rg 1 1 2 2 re f")),
                "<</CA .25>>"});
  const InspectedImage inspected = inspect(file);
  ASSERT_EQ(outcome(inspected), "ok");
  EXPECT_EQ(page_content_of(inspected.image->data.view()),
            "q\n1 0 0 1 0 0 cm\n/G gs 1 0 0\nrg 1 1 2 2 re f\nQ\n");
  EXPECT_NE(inspected.image->data.view().find("/CA .25"), std::string_view::npos);
}

TEST(Pdf, NothingActiveOrPrivateIsKept) {
  const std::string file = make_pdf(
      {"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R/Names<</JavaScript 5 0 R>>>>",
       "<</Type/Pages/Kids[3 0 R]/Count 1>>",
       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Annots[6 0 R]/AA<</O 5 0 R>>"
       "/Metadata 7 0 R/PieceInfo<</Secret 5 0 R>>>>",
       stream("", kRed),
       "<</S/JavaScript/JS(app.alert)>>",
       "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 5 0 R>>",
       stream("/Type/Metadata", "<x/>"),
       "<</Author(Wang)/CreationDate(D:20230901)>>"},
      "/Root 1 0 R/Info 8 0 R");
  const InspectedImage inspected = inspect(file);
  ASSERT_EQ(outcome(inspected), "ok");
  for (const char* word : {"JavaScript", "Annot", "/AA", "Metadata", "Secret", "Wang", "Date"}) {
    EXPECT_EQ(inspected.image->data.view().find(word), std::string_view::npos) << word;
  }
}

TEST(Pdf, SameFileGivesTheSameBytes) {
  const std::string file = make_pdf_page("0 0 200 100", "", kRed);
  EXPECT_EQ(inspect(file).image->data.view(), inspect(file).image->data.view());
}

TEST(Pdf, MorePagesAreW604AndHiddenLayersW605) {
  const std::string pages =
      make_pdf({"<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
                stream("", kRed),
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 7 7]>>"});
  const InspectedImage two = inspect(pages);
  ASSERT_EQ(outcome(two), "ok W604");
  EXPECT_EQ(two.diagnostics[0].args, (std::vector<std::string>{"a.png", "2"}));
  EXPECT_EQ(two.image->natural.width, 9_pt);
  const std::string layers =
      make_pdf({"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
                stream("", kRed),
                "<</Type/OCG/Name(x)>>"});
  EXPECT_EQ(outcome(inspect(layers)), "ok W605");
}

TEST(Pdf, WhatCannotBeUsedIsToldAtTheSpan) {
  const std::string good = make_pdf_page("0 0 200 100", "", kRed);
  // Standard security handler with made-up keys: no password opens it.
  const std::string encrypted =
      make_pdf({"<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
                "<</Filter/Standard/V 1/R 2/P -4/Length 40/O<" + std::string(64, '1') + ">/U<" +
                    std::string(64, '2') + ">>>"},
               "/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]");
  std::string shifted = good;
  shifted.insert(9, "   ");  // every offset of the table is wrong: rebuilt

  const struct {
    const char* name;
    std::string file, code;
  } rows[] = {
      {"encrypted", encrypted, "E605"},
      {"no pages",
       make_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"}),
       "E605"},
      {"header only", "%PDF-1.7\n", "E602"},
      {"header and rubbish", "%PDF-1.7\n" + std::string(5000, 'x') + "\n%%EOF", "E602"},
      {"zero width", make_pdf_page("5 0 5 9", "", kRed), "E604"},
      {"no box", make_pdf_page("0 0 9", "", kRed), "E604"},
      {"box of names", make_pdf_page("/A /B /C /D", "", kRed), "E604"},
      {"crop beside the page", make_pdf_page("0 0 9 9", "/CropBox[10 10 20 20]", kRed), "E604"},
      {"larger than a house", make_pdf_page("0 0 99999 9", "", kRed), "E603"},
      {"cut", good.substr(0, good.size() - 60), "E602"},
      {"wrong offsets", shifted, "ok"},
  };

  for (const auto& row : rows) {
    EXPECT_EQ(outcome(inspect(row.file)), row.code) << row.name;
  }
}

TEST(Pdf, BombsAreRefusedQuickly) {
  const std::string big(150u << 20, ' ');
  const std::string once = deflated(big);
  const std::string twice = deflated(once);
  const auto page_with = [](const std::string& content) {
    return make_pdf({"<</Type/Catalog/Pages 2 0 R>>",
                     "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                     "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
                     content});
  };
  std::string nested = "<</Type/Catalog/Pages 2 0 R/X ";
  nested += std::string(200'000, '[') + ">>";

  const struct {
    const char* name;
    std::string file, code;
  } rows[] = {
      {"content", page_with(stream("/Filter/FlateDecode", once)), "E605"},
      {"content, packed twice",
       page_with(stream("/Filter[/FlateDecode/FlateDecode]", once)),
       "E605"},
      {"object stream",
       page_with(stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", once)),
       "E605"},
      {"object stream, packed twice",
       page_with(stream("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]", twice)),
       "E605"},
      {"nesting", make_pdf({nested, "<</Type/Pages/Kids[]/Count 0>>"}), "E605"},
      {"pages in a circle",
       make_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"}),
       "E605"},
  };

  for (const auto& row : rows) {
    const auto start = std::chrono::steady_clock::now();
    const InspectedImage inspected = inspect(row.file);
    EXPECT_FALSE(inspected.image) << row.name;
    EXPECT_EQ(outcome(inspected), row.code) << row.name;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    EXPECT_LT(spent.count(), 10) << row.name;
  }
}

TEST(Pdf, InflateIsBounded) {
  const std::string packed = deflated(std::string(1000, 'x'));
  EXPECT_EQ(inflate_bounded(packed, 1000), std::string(1000, 'x'));
  EXPECT_EQ(inflate_bounded(packed, 999), std::nullopt);
  EXPECT_EQ(inflate_bounded("no zlib", 999), std::nullopt);
}

}  // namespace
}  // namespace banxin
