// Whole files, judged by other people's tools. A tool that is not installed skips its test.
#include "engine/pdf/pdf.h"

#include "engine/pdf/sample_document.h"

namespace banxin {
namespace {

std::string extracted(const std::string& pdf, const std::string& flags = "") {
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", pdf);
  return run_tool("pdftotext -enc UTF-8 " + flags + " " + path + " -").output;
}

TEST(WritePdf, R7_EmptyDocumentsAreSound) {
  BANXIN_NEEDS_TOOL("qpdf");
  const FontStore fonts = test_fonts();
  for (const std::size_t pages : {1u, 40u}) {
    Document document;
    document.pages.assign(pages, a4_page());
    const Scratch scratch;
    const auto check = run_tool("qpdf --check " + scratch.write("t.pdf", written(document, fonts)));
    EXPECT_EQ(check.status, 0) << check.output;
  }
}

TEST(WritePdf, TextOfEachKindOfFontExtracts) {
  BANXIN_NEEDS_TOOL("pdftotext");
  const FontStore fonts = test_fonts();

  struct Row {
    FontId font;
    const char* text;
  };

  for (const Row& row :
       {Row{kSong, "国务院日前印发"}, Row{kHei, "abc 123"}, Row{kLatin, "office VA"}}) {
    Lines lines{fonts};
    lines.add(row.font, row.text);
    EXPECT_EQ(extracted(written(lines.document(), fonts)), std::string(row.text) + "\n\n\f");
  }
}

TEST(WritePdf, R51_TextExtractsAsWrittenWithoutSpacesFromSpacing) {
  BANXIN_NEEDS_TOOL("pdftotext");
  const FontStore fonts = noto_fonts();
  BANXIN_NEEDS_NOTO(fonts);
  Lines lines{fonts};
  lines.add(kSerifSc, "国务院日前印发《意见》~，提出：~“从^2023^年起”——是的……");
  lines.add(kSerifSc, "𠮷野家^Latin words in^汉字^A4^纸，第^3^章");
  lines.add(kSerifSc, "均匀拉开的一行文字，带有^2023^年", Length::pt(1.5));
  lines.add(kSerifSc, "主编", Length::pt(24));
  const Length x = 25_mm;
  lines.add({set_line(fonts, kSerifSc, 12_pt, {x, {}}, "年份是"),
             set_line(fonts, kDejaVu, 11_pt, {x + 39_pt, {}}, "2023"),
             set_line(fonts, kSansSc, 12_pt, {x + 39_pt + 28_pt + 3_pt, {}}, "粗体的字")});
  lines.add(kSerifSc, "ABC～％（括号）、。！？；：「引」『号』—–…·");
  const std::string text =
      "国务院日前印发《意见》，提出：“从2023年起”——是的……\n"
      "𠮷野家Latin words in汉字A4纸，第3章\n"
      "均匀拉开的一行文字，带有2023年\n"
      "主编\n"
      "年份是2023粗体的字\n"
      "ABC～％（括号）、。！？；：「引」『号』—–…·\n";
  const std::string pdf = written(lines.document(), fonts);
  EXPECT_EQ(extracted(pdf), text + "\n\f");
  EXPECT_EQ(extracted(pdf, "-raw"), text + "\f");
}

TEST(WritePdf, R50_EveryFontIsAnEmbeddedSubset) {
  BANXIN_NEEDS_TOOL("pdffonts");
  const FontStore fonts = noto_fonts();
  BANXIN_NEEDS_NOTO(fonts);
  Lines lines{fonts};
  lines.add(kSerifSc, "宋体");
  lines.add(kSerifTc, "宋體");
  lines.add(kSansSc, "黑体");
  lines.add(kDejaVu, "Latin");
  const Scratch scratch;
  const std::string pdf = written(lines.document(), fonts);
  std::istringstream table(run_tool("pdffonts " + scratch.write("t.pdf", pdf)).output);
  std::string line, kinds;
  while (std::getline(table, line)) {
    const bool embedded_subset_unicode = line.find(" yes yes yes ") != std::string::npos;
    for (const char* kind : {"CID Type 0C", "CID TrueType"}) {
      if (line.find(kind) != std::string::npos) {
        kinds += std::string(kind) + (embedded_subset_unicode ? " yes\n" : " no\n");
      }
    }
  }
  EXPECT_EQ(kinds, "CID Type 0C yes\nCID Type 0C yes\nCID TrueType yes\n")
      << "both faces of the collection in one program";
}

TEST(WritePdf, R7_EverythingIsSoundForFourReaders) {
  const FontStore fonts = test_fonts();
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", written(everything(fonts), fonts));
  const std::pair<const char*, std::string> checks[] = {
      {"qpdf", "qpdf --check " + path},
      {"mutool", "mutool draw -q -r 20 -o " + scratch.path("m%d.ppm") + " " + path},
      {"pdftoppm", "pdftoppm -r 20 " + path + " " + scratch.path("p")},
      {"gs",
       "gs -q -dBATCH -dNOPAUSE -dPDFSTOPONERROR -dPDFSTOPONWARNING -sDEVICE=nullpage " + path}};
  for (const auto& [tool, command] : checks) {
    if (has_tool(tool)) {
      const ToolResult result = run_tool(command);
      EXPECT_EQ(result.status, 0) << tool << ": " << result.output;
      const std::string no_icc = "warning: ICC support is not available\n";  // Debian's mutool
      EXPECT_TRUE(std::string(tool) == "qpdf" || result.output.empty() || result.output == no_icc)
          << tool << ": " << result.output;
    }
  }
}

TEST(WritePdf, StructureHoldsTheWholeText) {
  BANXIN_NEEDS_TOOL("pdfinfo");
  const FontStore fonts = test_fonts();
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", written(everything(fonts), fonts));
  const std::string tree = run_tool("pdfinfo -struct-text " + path).output;
  EXPECT_EQ(tree.substr(0, tree.find("        Object")),
            "Document\n"
            "  Art\n"
            "    H1 (block)\n"
            "      \"一中\"\n"
            "    P (block)\n"
            "      \"国务院日前印发\"\n"  // a string for every marked sequence
            "      \"：a\"\n"
            "      \"bc\"\n"
            "      Link (inline)\n"
            "        \"office\"\n");
}

TEST(WritePdf, D1_SameBytesOnEveryRunAndForAnyNumberOfThreads) {
  const FontStore fonts = test_fonts();
  const Document document = everything(fonts);
  PdfOptions one, four;
  four.threads = 4;
  const std::string first = written(document, fonts, one);
  EXPECT_TRUE(first == written(document, fonts, one));
  EXPECT_TRUE(first == written(document, fonts, four));
  EXPECT_TRUE(first == written(everything(fonts), test_fonts(), four))
      << "a new store, new pictures";
}

TEST(WritePdf, EditionsWrittenTogetherAreThoseWrittenOneByOne) {
  const FontStore fonts = test_fonts();
  const Document document = everything(fonts);
  PdfOptions screen, print;
  print.edition = Edition::print;
  screen.packing = PdfPacking::plain;
  const Result<std::vector<PdfFile>> both = write_pdfs(document, fonts, {print, screen});
  ASSERT_TRUE(both.has_value());
  EXPECT_TRUE((*both)[0].bytes == written(document, fonts, print));
  EXPECT_TRUE((*both)[1].bytes == written(document, fonts, screen));
}

TEST(WritePdf, P10_TheIdFollowsTheContent) {
  const FontStore fonts = test_fonts();
  const auto id = [&](const char* text) {
    Lines lines{fonts};
    lines.add(kSong, text);
    const std::string pdf = written(lines.document(), fonts);
    return pdf.substr(pdf.rfind("/ID"), 80);
  };
  EXPECT_EQ(id("中"), id("中"));
  EXPECT_NE(id("中"), id("国"));
}

TEST(WritePdf, P1_P2_P11_HeaderObjectsAndStamps) {
  const std::string pdf = written(everything(test_fonts()), test_fonts());
  EXPECT_EQ(pdf.substr(0, 8), "%PDF-1.7");
  EXPECT_EQ(pdf.find("PoDoFo"), std::string::npos);
  EXPECT_EQ(pdf.find(" obj<<"), std::string::npos);
  EXPECT_NE(pdf.find("/CreationDate (D:19700101000000Z)"), std::string::npos);
  EXPECT_NE(pdf.find("<?xpacket begin"), std::string::npos) << "R60: metadata unfiltered";
  EXPECT_NE(pdf.find("<pdfuaid:part>1<"), std::string::npos) << "this document keeps the rules";
}

TEST(WritePdf, APictureOrFontIsEmbeddedOnceHoweverOftenUsed) {
  const FontStore fonts = test_fonts();
  Document document = everything(fonts);
  const std::size_t once = written(document, fonts).size();
  Picture again;
  again.image = std::make_shared<Image>(pictures()[7].image);  // read anew
  again.box = cell(20);
  for (int i = 0; i < 50; ++i) {
    document.pages[1].items.push_back(item(again, TagId{1}));
  }
  EXPECT_LT(written(document, fonts).size(), once + 600);
}

}  // namespace
}  // namespace banxin
