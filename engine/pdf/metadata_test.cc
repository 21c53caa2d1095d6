#include "engine/pdf/metadata.h"

#include <sstream>

#include <gtest/gtest.h>

#include "engine/pdf/structure.h"

namespace banxin::pdf {
namespace {

TEST(Dates, D2_UtcWithoutClockOrLocale) {
  struct Row {
    std::int64_t seconds;
    const char *info, *xmp;
  };

  const Row rows[] = {
      {0, "D:19700101000000Z", "1970-01-01T00:00:00Z"},
      {1695198600, "D:20230920083000Z", "2023-09-20T08:30:00Z"},
      {951782399, "D:20000228235959Z", "2000-02-28T23:59:59Z"},
      {951782400, "D:20000229000000Z", "2000-02-29T00:00:00Z"},
      {-1, "D:19691231235959Z", "1969-12-31T23:59:59Z"},
      {-62135596800, "D:00010101000000Z", "0001-01-01T00:00:00Z"},
      {INT64_MAX, "D:99991231235959Z", "9999-12-31T23:59:59Z"},
      {INT64_MIN, "D:00010101000000Z", "0001-01-01T00:00:00Z"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(info_date(row.seconds), row.info);
    EXPECT_EQ(xmp_date(row.seconds), row.xmp);
  }
}

TEST(Xml, MarkupIsEscapedAndForbiddenCharactersDropped) {
  EXPECT_EQ(xml_text("a<b>&\"中\x01\x1f\t\xef\xbf\xbf"), "a&lt;b&gt;&amp;\"中\t");
  EXPECT_EQ(xml_text("\xff"), "\xef\xbf\xbd");
}

TEST(Uuid, D3_VersionFiveLayout) {
  EXPECT_EQ(uuid({0x0123456789abcdef, 0xfedcba9876543210}), "01234567-89ab-5def-bedc-ba9876543210");
}

TEST(Info, R61_AgreesWithXmp) {
  Document document;
  document.title = "月刊 <2023>";
  document.author = "编辑部";
  document.subject = "主题";
  document.language = "zh-Hans";
  document.keywords = {"甲", "乙"};
  PdfOptions options;
  options.created = 1695198600;
  const std::string info = to_text(info_dictionary(document, options, {1, 2}));
  EXPECT_EQ(info,
            "<</Title " + to_text(text_string("月刊 <2023>")) + " /Author " +
                to_text(text_string("编辑部")) + " /Subject " + to_text(text_string("主题")) +
                " /Keywords " + to_text(text_string("甲, 乙")) +
                " /Creator (Banxin) /Producer (Banxin) /CreationDate (D:20230920083000Z) "
                "/ModDate (D:20230920083000Z) /BanxinContent "
                "(00000000000000010000000000000002)>>");
  const std::string xmp = xmp_packet(document, options, {1, 2});
  for (const char* part :
       {"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">月刊 &lt;2023&gt;</rdf:li>",
        "<dc:creator><rdf:Seq><rdf:li>编辑部</rdf:li>",
        ">主题</rdf:li></rdf:Alt></dc:description>",
        "<rdf:li>zh-Hans</rdf:li>",
        "<pdf:Keywords>甲, 乙</pdf:Keywords>",
        "<pdf:Producer>Banxin</pdf:Producer>",
        "<xmp:CreatorTool>Banxin</xmp:CreatorTool>",
        "<xmp:CreateDate>2023-09-20T08:30:00Z</xmp:CreateDate>",
        "<xmpMM:InstanceID>uuid:00000000-0000-5001-8000-000000000002</xmpMM:InstanceID>"}) {
    EXPECT_NE(xmp.find(part), std::string::npos) << part << "\n" << xmp;
  }
}

std::shared_ptr<const PressProfile> fogra39() {
  auto made = std::make_shared<PressProfile>();
  made->description = "ISO Coated v2 300% (basICColor)";
  made->condition = "FOGRA39";
  made->registered = true;
  return made;
}

/// A document that may call itself PDF/UA.
Document accessible_document() {
  Document document;
  document.title = "月刊";
  document.language = "zh-Hans";
  document.tags.resize(1);
  return document;
}

/// Lines of the packet with one of the words that claim a standard.
std::string claims(const Document& document, const PdfOptions& options) {
  std::istringstream packet(xmp_packet(document, options, {}));
  std::string line, out;
  while (std::getline(packet, line)) {
    if (line.find("<pdfaid:") != std::string::npos || line.find("<pdfuaid:") != std::string::npos ||
        line.find("<pdfxid:") != std::string::npos || line.find("Trapped") != std::string::npos ||
        line.find("namespaceURI") != std::string::npos ||
        line.find("Rendition") != std::string::npos) {
      out += line.substr(line.find('<')) + "\n";
    }
  }
  return out;
}

TEST(Claims, R62_R63_R66_EachEditionNamesItsStandard) {
  const Document document = accessible_document();
  ASSERT_TRUE(accessible(document));
  PdfOptions options;
  options.profile = fogra39();
  EXPECT_EQ(claims(document, options),
            "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
            "<xmpMM:RenditionClass>screen</xmpMM:RenditionClass>\n"
            "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n"
            "<pdfuaid:part>1</pdfuaid:part>\n");
  options.edition = Edition::print;
  EXPECT_EQ(claims(document, options),
            "<pdf:Trapped>False</pdf:Trapped>\n"
            "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
            "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n");
  const std::string x4 = to_text(info_dictionary(document, options, {}));
  EXPECT_NE(x4.find("/Trapped /False"), std::string::npos);
  EXPECT_EQ(x4.find("GTS_PDFX"), std::string::npos);
  options.pdfx = PdfxVersion::x1a;
  EXPECT_EQ(claims(document, options),
            "<pdf:Trapped>False</pdf:Trapped>\n"
            "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n");
  EXPECT_NE(to_text(info_dictionary(document, options, {}))
                .find("/Trapped /False /GTS_PDFXVersion (PDF/X-1a:2003)"),
            std::string::npos);
}

TEST(Claims, WithoutAnOutputConditionThereIsNone) {
  PdfOptions options;
  EXPECT_EQ(claims(Document(), options), "<xmpMM:RenditionClass>screen</xmpMM:RenditionClass>\n");
  options.edition = Edition::print;
  options.pdfx = PdfxVersion::x1a;
  EXPECT_EQ(to_text(info_dictionary(Document(), options, {})).find("GTS_PDFX"), std::string::npos);
}

TEST(Claims, R64_PdfxHasATitle) {
  PdfOptions options;
  options.edition = Edition::print;
  options.profile = fogra39();
  EXPECT_NE(to_text(info_dictionary(Document(), options, {})).find("/Title (Untitled)"),
            std::string::npos);
}

TEST(Claims, R1_Versions) {
  PdfOptions options;
  EXPECT_EQ(minor_version(options), 7);
  options.edition = Edition::print;
  EXPECT_EQ(minor_version(options), 6);
  options.pdfx = PdfxVersion::x1a;
  EXPECT_EQ(minor_version(options), 4);
}

TEST(Intent, R65_NamesTheCondition) {
  EXPECT_EQ(to_text(Value(output_intent(*fogra39(), Edition::print, Ref{6}))),
            "<</Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /RegistryName "
            "(http://www.color.org) /Info (ISO Coated v2 300% \\(basICColor\\)) "
            "/DestOutputProfile 7 0 R>>");
  PressProfile own;
  own.description = own.condition = "某厂 2026";
  EXPECT_EQ(to_text(Value(output_intent(own, Edition::screen, Ref{6}))),
            "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (------ 2026) /Info "
            "<FEFF67D0538200200032003000320036> /DestOutputProfile 7 0 R>>");
}

TEST(Info, WhatIsUnknownIsNotSaid) {
  const std::string info = to_text(info_dictionary(Document(), PdfOptions(), {}));
  EXPECT_EQ(info.find("Title"), std::string::npos);
  const std::string xmp = xmp_packet(Document(), PdfOptions(), {});
  EXPECT_EQ(xmp.find("dc:title"), std::string::npos);
}

}  // namespace
}  // namespace banxin::pdf
