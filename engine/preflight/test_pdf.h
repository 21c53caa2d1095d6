// Small good PDF files as text, to be broken one way each: objects have names, "{page1}" in a
// dictionary is a reference.
#pragma once

#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H

namespace banxin::prepress {

class TestPdf {
 public:
  std::string version = "1.6", trailer = "/Root {catalog} /Info {info} /ID [<61> <62>]";

  void add(const std::string& name, std::string dictionary) {
    object(name).dictionary = std::move(dictionary);
  }

  void stream(const std::string& name, std::string dictionary, std::string data) {
    object(name).dictionary = std::move(dictionary);
    object(name).data = std::move(data);
  }

  /// Exchanges text in an object's dictionary or data; it must be there.
  TestPdf& swap(const std::string& name, const std::string& from, const std::string& to) {
    Object& in = object(name);
    for (std::string* text : {&in.dictionary, in.data ? &*in.data : nullptr}) {
      const std::size_t at = text ? text->find(from) : std::string::npos;
      if (at != std::string::npos) {
        text->replace(at, from.size(), to);
        return *this;
      }
    }
    throw std::logic_error(name + " has no " + from);
  }

  TestPdf& append(const std::string& name, const std::string& more) {
    Object& to = object(name);
    (to.data ? *to.data : to.dictionary) += more;
    return *this;
  }

  TestPdf& extend(const std::string& name, const std::string& more) {
    object(name).dictionary += more;
    return *this;
  }

  std::string write() const {
    std::string out = "%PDF-" + version + "\n%\xe5\xe6\xe7\xe8\n";
    std::string table;
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      char entry[32];
      std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
      table += entry;
      const Object& object = objects_[i];
      out += std::to_string(i + 1) + " 0 obj\n";
      if (object.data) {
        out += "<< " + resolve(object.dictionary) + " /Length " +
               std::to_string(object.data->size()) + " >>\nstream\n" + *object.data +
               "\nendstream\nendobj\n";
      } else if (!object.dictionary.empty() && object.dictionary.front() == '[') {
        out += resolve(object.dictionary) + "\nendobj\n";
      } else {
        out += "<< " + resolve(object.dictionary) + " >>\nendobj\n";
      }
    }
    const std::string start = std::to_string(out.size());
    const std::string size = std::to_string(objects_.size() + 1);
    return out + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " +
           size + " " + resolve(trailer) + " >>\nstartxref\n" + start + "\n%%EOF\n";
  }

 private:
  struct Object {
    std::string name, dictionary;
    std::optional<std::string> data;
  };

  Object& object(const std::string& name) {
    for (Object& known : objects_) {
      if (known.name == name) {
        return known;
      }
    }
    objects_.push_back({name, {}, {}});
    return objects_.back();
  }

  std::string resolve(std::string text) const {
    for (std::size_t open = text.find('{'); open != std::string::npos;
         open = text.find('{', open)) {
      const std::size_t close = text.find('}', open);
      const std::string name = text.substr(open + 1, close - open - 1);
      std::size_t number = 0;
      for (std::size_t i = 0; i < objects_.size(); ++i) {
        number = objects_[i].name == name ? i + 1 : number;
      }
      if (number == 0) {
        throw std::logic_error("no object " + name);
      }
      text.replace(open, close - open + 1, std::to_string(number) + " 0 R");
    }
    return text;
  }

  std::vector<Object> objects_;
};

/// The CFF table of the tests' CID-keyed font, and CIDs of its characters.
class TestFace {
 public:
  TestFace() {
    std::ifstream in(std::string(BANXIN_SOURCE_DIR) + "/tests/fonts/BanxinTestSong-Regular.otf",
                     std::ios::binary);
    file_.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    FT_Init_FreeType(&library_);
    FT_New_Memory_Face(library_,
                       reinterpret_cast<const FT_Byte*>(file_.data()),
                       static_cast<FT_Long>(file_.size()),
                       0,
                       &face_);
  }

  TestFace(const TestFace&) = delete;
  TestFace& operator=(const TestFace&) = delete;

  ~TestFace() {
    FT_Done_Face(face_);
    FT_Done_FreeType(library_);
  }

  std::string cff() const {
    const auto number = [&](std::size_t at) {
      std::size_t value = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8 | static_cast<unsigned char>(file_[at + i]);
      }
      return value;
    };
    for (std::size_t entry = 12; entry + 16 <= file_.size(); entry += 16) {
      if (file_.compare(entry, 4, "CFF ") == 0) {
        return file_.substr(number(entry + 8), number(entry + 12));
      }
    }
    throw std::logic_error("no CFF table");
  }

  const std::string& file() const { return file_; }

  /// Four hex digits.
  std::string cid(char32_t character) const {
    FT_UInt cid = 0;
    FT_Get_CID_From_Glyph_Index(face_, FT_Get_Char_Index(face_, character), &cid);
    char hex[8];
    std::snprintf(hex, sizeof hex, "%04x", cid);
    return hex;
  }

 private:
  std::string file_;
  FT_Library library_ = nullptr;
  FT_Face face_ = nullptr;
};

/// As much of an ICC profile as anyone reads without converting colours.
inline std::string test_profile(const std::string& space, char major) {
  std::string profile(132, '\0');
  profile[8] = major;
  profile.replace(12, 4, "prtr");
  profile.replace(16, 4, space);
  profile.replace(36, 4, "acsp");
  return profile;
}

inline std::string test_xmp(const std::string& claims) {
  return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
         "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
         "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" "
         "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
         "xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" "
         "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
         "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
         "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
         "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
         "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Test</rdf:li></rdf:Alt></dc:title>"
         "<xmp:CreateDate>2024-01-01T00:00:00Z</xmp:CreateDate>"
         "<xmp:ModifyDate>2024-01-01T08:00:00+08:00</xmp:ModifyDate>"
         "<xmp:MetadataDate>2024-01-01T00:00:00Z</xmp:MetadataDate>"
         "<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>"
         "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>" +
         claims + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

inline void add_test_font(TestPdf& pdf) {
  const TestFace face;
  const std::string ban = face.cid(U'版'), xin = face.cid(U'心');
  pdf.add("font",
          "/Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song-Identity-H /Encoding /Identity-H "
          "/DescendantFonts [{cidfont}] /ToUnicode {unicode}");
  pdf.add("cidfont",
          "/Type /Font /Subtype /CIDFontType0 /BaseFont /ABCDEF+Song /FontDescriptor {descriptor} "
          "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000");
  pdf.add("descriptor",
          "/Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontBBox [0 -120 1000 880] "
          "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontFile3 {program}");
  pdf.stream("program", "/Subtype /CIDFontType0C", face.cff());
  pdf.stream("unicode",
             "",
             "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
             "1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar <" +
                 ban + "> <7248> <" + xin + "> <5fc3> endbfchar\nendcmap end end");
}

/// "版心" as the font's codes.
inline std::string test_text() {
  const TestFace face;
  return "<" + face.cid(U'版') + face.cid(U'心') + ">";
}

inline void add_test_picture(TestPdf& pdf) {
  std::string pixels;
  for (int i = 0; i < 300 * 300; ++i) {
    pixels += "\x4d\x33\x1a\x1a";  // C30 M20 Y10 K10
  }
  pdf.stream("picture",
             "/Type /XObject /Subtype /Image /Width 300 /Height 300 /BitsPerComponent 8 "
             "/ColorSpace /DeviceCMYK",
             std::move(pixels));
}

/// Two pages for the press, 210 × 285 mm with 3 mm of bleed and 12 mm around, PDF/X-4.
inline TestPdf good_x4() {
  TestPdf pdf;
  pdf.add("catalog", "/Type /Catalog /Pages {pages} /Metadata {xmp} /OutputIntents [{intent}]");
  pdf.add("info",
          "/Title (Test) /CreationDate (D:20240101000000Z) /ModDate (D:20240101000000Z) /Trapped "
          "/False");
  pdf.stream("xmp",
             "/Type /Metadata /Subtype /XML",
             test_xmp("<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</"
                      "pdfxid:GTS_PDFXVersion>"));
  pdf.add("intent",
          "/Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /Info (Coated) "
          "/RegistryName (http://www.color.org) /DestOutputProfile {profile}");
  pdf.stream("profile", "/N 4", test_profile("CMYK", 2));
  pdf.add("pages", "/Type /Pages /Count 2 /Kids [{page1} {page2}]");
  const std::string boxes =
      "/MediaBox [0 0 663.307 875.906] /BleedBox [25.512 25.512 637.795 850.394] "
      "/TrimBox [34.016 34.016 629.291 841.89] ";
  const std::string resources =
      "/Resources << /Font << /F1 {font} >> /XObject << /Im1 {picture} >> /ExtGState << /Over "
      "{over} >> "
      "/ColorSpace << /Spot {spot} /Reg {registration} >> >> ";
  for (const std::string number : {"1", "2"}) {
    pdf.add(
        "page" + number,
        "/Type /Page /Parent {pages} " + boxes + resources + "/Contents {content" + number + "}");
  }
  pdf.add("over", "/Type /ExtGState /OP true /op true /OPM 1");
  pdf.add("spot", "[/Separation /PANTONE#20185 /DeviceCMYK {red}]");
  pdf.add("registration", "[/Separation /All /DeviceCMYK {all}]");
  pdf.add("red", "/FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0.9 0.8 0]");
  pdf.add("all", "/FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1]");
  add_test_font(pdf);
  add_test_picture(pdf);
  const std::string words =
      "q /Over gs BT /F1 10 Tf 0 0 0 1 k 100 600 Td " + test_text() + " Tj ET Q\n";
  pdf.stream("content1",
             "",
             "q 0.4 0 0 0 k 25.512 700 612.283 150.394 re f Q\n" + words +
                 "q /Spot cs 1 scn 100 300 200 50 re f Q\n"
                 "q 72 0 0 72 100 400 cm /Im1 Do Q\n"
                 "q 0.5 w 0 0 0 1 K 100 200 m 300 200 l S Q\n"
                 "q /Reg CS 1 SCN 0.25 w 34.016 0 m 34.016 17 l S Q\n");
  pdf.stream("content2", "", words);
  return pdf;
}

inline TestPdf good_x1a() {
  TestPdf pdf = good_x4();
  pdf.version = "1.4";
  pdf.swap("xmp", "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", "");
  pdf.extend("info", "/GTS_PDFXVersion (PDF/X-1a:2003)");
  return pdf;
}

/// One tagged page to read on screen, 210 × 285 mm: heading, paragraph with a link, figure, list,
/// table; PDF/UA-1 and PDF/A-2u.
inline TestPdf good_screen() {
  TestPdf pdf;
  pdf.version = "1.7";
  pdf.add("catalog",
          "/Type /Catalog /Pages {pages} /Metadata {xmp} /OutputIntents [{intent}] /Lang (zh-CN) "
          "/MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >> "
          "/StructTreeRoot {tree} /Outlines {outlines} /PageLabels << /Nums [0 << /S /D >>] >>");
  pdf.add("info",
          "/Title (Test) /CreationDate (D:20240101000000Z) /ModDate (D:20240101000000Z) /Trapped "
          "/False");
  pdf.stream(
      "xmp",
      "/Type /Metadata /Subtype /XML",
      test_xmp(
          "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
          "<pdfuaid:part>1</pdfuaid:part><pdfaExtension:schemas><rdf:Bag><rdf:li "
          "rdf:parseType=\"Resource\"><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
          "</pdfaSchema:namespaceURI></rdf:li></rdf:Bag></pdfaExtension:schemas>"));
  pdf.add("intent",
          "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (FOGRA39) "
          "/DestOutputProfile {profile}");
  pdf.stream("profile", "/N 4", test_profile("CMYK", 2));
  pdf.add("pages", "/Type /Pages /Count 1 /Kids [{page1}]");
  pdf.add("page1",
          "/Type /Page /Parent {pages} /MediaBox [0 0 595.276 807.874] /StructParents 0 /Tabs /S "
          "/Annots [{link}] /Resources << /Font << /F1 {font} >> /XObject << /Im1 {picture} >> >> "
          "/Contents {content1}");
  add_test_font(pdf);
  add_test_picture(pdf);
  const std::string words = test_text();
  std::string content = "/Artifact BMC 0.4 0 0 0 k 0 750 595 57 re f EMC\n0 0 0 1 k\n";
  const char* const tags[] = {"H1", "P", "Link", "Lbl", "LBody", "TH", "TD", "TH", "TD"};
  for (int i = 0; i < 9; ++i) {
    content += "/" + std::string(tags[i]) + " << /MCID " + std::to_string(i) +
               " >> BDC BT /F1 12 Tf 100 " + std::to_string(700 - 20 * i) + " Td " + words +
               " Tj ET EMC\n";
  }
  content += "/Figure << /MCID 9 >> BDC q 72 0 0 72 100 400 cm /Im1 Do Q EMC\n";
  pdf.stream("content1", "", content);
  pdf.add("link",
          "/Type /Annot /Subtype /Link /Rect [100 655 124 675] /F 4 /Border [0 0 0] /Contents (Go) "
          "/StructParent 1 /Dest [{page1} /Fit]");
  pdf.add("outlines", "/Type /Outlines /First {item} /Last {item} /Count 1");
  pdf.add("item", "/Title (One) /Parent {outlines} /Dest [{page1} /Fit]");
  pdf.add("tree",
          "/Type /StructTreeRoot /K {document} /ParentTree << /Nums [0 {row} 1 {alink}] >>");
  pdf.add("row", "[{h1} {p} {alink} {lbl} {lbody} {th1} {td1} {th2} {td2} {figure}]");
  const auto element =
      [&](const char* name, const char* type, const char* parent, const std::string& rest) {
        pdf.add(name,
                "/Type /StructElem /S /" + std::string(type) + " /P {" + parent + "} /Pg {page1} " +
                    rest);
      };
  element("document", "Document", "tree", "/K [{h1} {p} {list} {table} {figure}]");
  element("h1", "H1", "document", "/K 0");
  element("p", "P", "document", "/K [1 {alink}]");
  element("alink", "Link", "p", "/K [2 << /Type /OBJR /Obj {link} /Pg {page1} >>]");
  element("list", "L", "document", "/K {item1}");
  element("item1", "LI", "list", "/K [{lbl} {lbody}]");
  element("lbl", "Lbl", "item1", "/K 3");
  element("lbody", "LBody", "item1", "/K 4");
  element("table", "Table", "document", "/K [{tr1} {tr2}]");
  element("tr1", "TR", "table", "/K [{th1} {td1}]");
  element("tr2", "TR", "table", "/K [{th2} {td2}]");
  element("th1", "TH", "tr1", "/K 5 /A << /O /Table /Scope /Row >>");
  element("td1", "TD", "tr1", "/K 6");
  element("th2", "TH", "tr2", "/K 7 /A << /O /Table /Scope /Row >>");
  element("td2", "TD", "tr2", "/K 8");
  element("figure",
          "Figure",
          "document",
          "/K 9 /Alt (A square) /A << /O /Layout /BBox [100 400 172 472] >>");
  return pdf;
}

}  // namespace banxin::prepress
