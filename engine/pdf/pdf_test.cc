// Whole files, judged by other people's tools.
#include "engine/pdf/pdf.h"

#include "engine/pdf/test_document.h"

namespace banxin {
namespace {

std::string extracted(const Scratch& scratch, const std::string& pdf, const char* flags = "") {
  const std::string path = scratch.write("t.pdf", pdf);
  return run_tool("pdftotext -enc UTF-8 " + std::string(flags) + " " + path + " -").output;
}

Document lines_document(const FontStore& fonts,
                        FontId font,
                        const std::vector<std::string>& lines) {
  Document document;
  document.title = "测试";
  document.language = "zh-Hans";
  Page page = a4_page();
  Length y = 40_mm;
  for (const std::string& line : lines) {
    page.items.push_back(item(set_line(fonts, font, 12_pt, {25_mm, y}, line)));
    y += 8_mm;
  }
  document.pages.push_back(page);
  return document;
}

TEST(WritePdf, EmptyDocumentOfOnePageIsSound) {
  BANXIN_NEEDS_TOOL("qpdf");
  const FontStore fonts = test_fonts();
  Document document;
  document.pages.push_back(a4_page());
  const Scratch scratch;
  const auto check = run_tool("qpdf --check " + scratch.write("t.pdf", written(document, fonts)));
  EXPECT_EQ(check.status, 0) << check.output;
}

TEST(WritePdf, TestFontsExtract) {
  BANXIN_NEEDS_TOOL("pdftotext");
  const FontStore fonts = test_fonts();
  const Scratch scratch;
  EXPECT_EQ(extracted(scratch, written(lines_document(fonts, kSong, {"国务院日前印发"}), fonts)),
            "国务院日前印发\n\n\f");
  EXPECT_EQ(extracted(scratch, written(lines_document(fonts, kHei, {"abc 123"}), fonts)),
            "abc 123\n\n\f");
  EXPECT_EQ(extracted(scratch, written(lines_document(fonts, kLatin, {"office VA"}), fonts)),
            "office VA\n\n\f");
}

TEST(WritePdf, NotoExtractsAsWritten) {
  BANXIN_NEEDS_TOOL("pdftotext");
  const FontStore fonts = noto_fonts();
  if (fonts.size() != 4) {
    GTEST_SKIP() << "fonts-noto-cjk or fonts-dejavu-core is not installed";
  }
  const Scratch scratch;
  const Document document = lines_document(
      fonts,
      kSerifSc,
      {"国务院日前印发《意见》~，提出：~“从^2023^年起”——是的……", "𠮷野家^Latin^text^在此^A4"});
  EXPECT_EQ(extracted(scratch, written(document, fonts)),
            "国务院日前印发《意见》，提出：“从2023年起”——是的……\n𠮷野家Latintext在此A4\n\n\f");
}

}  // namespace
}  // namespace banxin
