#include "engine/pdf/metadata.h"

#include <gtest/gtest.h>

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
  const std::string xmp = xmp_packet(document, options, {1, 2}, Accessibility::unclaimed);
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
  EXPECT_EQ(xmp.find("pdfuaid:part"), std::string::npos);
  EXPECT_NE(xmp_packet(document, options, {1, 2}, Accessibility::pdf_ua_1).find("<pdfuaid:part>1<"),
            std::string::npos);
}

TEST(Info, WhatIsUnknownIsNotSaid) {
  const std::string info = to_text(info_dictionary(Document(), PdfOptions(), {}));
  EXPECT_EQ(info.find("Title"), std::string::npos);
  const std::string xmp = xmp_packet(Document(), PdfOptions(), {}, Accessibility::unclaimed);
  EXPECT_EQ(xmp.find("dc:title"), std::string::npos);
}

}  // namespace
}  // namespace banxin::pdf
