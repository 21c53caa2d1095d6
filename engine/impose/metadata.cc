#include "engine/impose/metadata.h"

#include <array>
#include <optional>
#include <utility>

#include <qpdf/Pipeline.hh>

namespace banxin::impose {
namespace {

constexpr std::size_t kMostXmp = 4u << 20;
constexpr std::size_t kMostText = 32'000;  // of one entry of Info

/// Keeps the beginning of a stream.
class Head : public Pipeline {
 public:
  explicit Head(std::string& into) : Pipeline("metadata", nullptr), into_(into) {}

  void write(const unsigned char* data, std::size_t size) override {
    into_.append(reinterpret_cast<const char*>(data), std::min(size, kMostXmp - into_.size()));
  }

  void finish() override {}

 private:
  std::string& into_;
};

std::string xmp_of(QPDF& pdf) {
  std::string text;
  QPDFObjectHandle stream = pdf.getRoot().getKey("/Metadata");
  if (stream.isStream()) {
    Head head(text);
    stream.pipeStreamData(&head, 0, qpdf_dl_generalized, true, false);
  }
  return text;
}

std::string info_text(QPDF& pdf, const std::string& key) {
  QPDFObjectHandle value = pdf.getTrailer().getKey("/Info").getKeyIfDict(key);
  std::string text = value.isString() ? value.getUTF8Value()
                     : value.isName() ? value.getName()
                                      : "";
  return text.size() > kMostText ? std::string() : text;
}

/// "PDF/X-4", "PDF/X-1a:2003"; empty: no claim. X-1a and X-3 claim in Info, X-4 in XMP.
std::string claim_of(QPDF& pdf) {
  const std::string in_info = info_text(pdf, "/GTS_PDFXVersion");
  if (!in_info.empty()) {
    return in_info;
  }
  const std::string xmp = xmp_of(pdf);
  const std::size_t key = xmp.find("GTS_PDFXVersion");
  const std::size_t value = key == std::string::npos ? key : xmp.find("PDF/X-", key);
  if (value == std::string::npos || value - key > 40) {
    return {};
  }
  return xmp.substr(value, xmp.find_first_of("<\"'", value) - value);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' ? ' ' : c;
    }
  }
  return out;
}

std::string element(const char* name, const std::string& text) {
  return text.empty() ? "" : std::string("   <") + name + '>' + escaped(text) + "</" + name + ">\n";
}

std::string container(const char* name,
                      const char* kind,
                      const char* attribute,
                      const std::string& text) {
  return text.empty() ? ""
                      : std::string("   <") + name + "><rdf:" + kind + "><rdf:li" + attribute +
                            '>' + escaped(text) + "</rdf:li></rdf:" + kind + "></" + name + ">\n";
}

std::string uuid(Hash128 hash) {
  std::string hex = hash.hex();
  hex[12] = '5';
  hex[16] = "89ab"[static_cast<std::size_t>(hash.low >> 62)];
  return "uuid:" + hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' +
         hex.substr(16, 4) + '-' + hex.substr(20);
}

struct Facts {
  std::string title, author, subject, keywords, creator, producer, created, modified, trapped;
  std::string claim, x1a_conformance;
};

Facts facts_of(QPDF& pdf, std::string_view part) {
  Facts facts;
  facts.title = info_text(pdf, "/Title");
  if (!facts.title.empty()) {
    facts.title += "（" + std::string(part) + "）";
  }
  facts.author = info_text(pdf, "/Author");
  facts.subject = info_text(pdf, "/Subject");
  facts.keywords = info_text(pdf, "/Keywords");
  facts.creator = info_text(pdf, "/Creator");
  facts.producer = info_text(pdf, "/Producer");
  facts.created = info_text(pdf, "/CreationDate");
  facts.modified = info_text(pdf, "/ModDate");
  facts.trapped = info_text(pdf, "/Trapped");
  facts.claim = claim_of(pdf);
  facts.x1a_conformance = info_text(pdf, "/GTS_PDFXConformance");
  return facts;
}

/// XMP has no room for a date that Info has but that is none.
void drop_bad_dates(Facts& facts) {
  for (std::string* date : {&facts.created, &facts.modified}) {
    if (xmp_date_of(*date).empty()) {
      date->clear();
    }
  }
}

std::string xmp_packet(const Facts& facts, Hash128 content) {
  std::string out =
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "  <rdf:Description rdf:about=\"\"\n"
      "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
      "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
      "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
      "    xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n"
      "   <dc:format>application/pdf</dc:format>\n";
  out += container("dc:title", "Alt", " xml:lang=\"x-default\"", facts.title);
  out += container("dc:creator", "Seq", "", facts.author);
  out += container("dc:description", "Alt", " xml:lang=\"x-default\"", facts.subject);
  out += element("pdf:Keywords", facts.keywords) + element("pdf:Producer", facts.producer);
  out += element("pdf:Trapped", facts.trapped.empty() ? "" : facts.trapped.substr(1));
  out += element("xmp:CreatorTool", facts.creator);
  out += element("xmp:CreateDate", xmp_date_of(facts.created));
  out += element("xmp:ModifyDate", xmp_date_of(facts.modified));
  out += element("xmp:MetadataDate", xmp_date_of(facts.modified));
  out += element("xmpMM:DocumentID", uuid(Hasher().text(facts.title).text("imposed").finish()));
  out += element("xmpMM:InstanceID", uuid(content));
  out += element("xmpMM:VersionID", "1") + element("xmpMM:RenditionClass", "default");
  out += element("pdfxid:GTS_PDFXVersion",
                 facts.claim.rfind("PDF/X-4", 0) == 0 ? facts.claim : std::string());
  out += "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n";
  for (int line = 0; line < 20; ++line) {  // room for editing in place
    out += std::string(99, ' ') + '\n';
  }
  return out + "<?xpacket end=\"w\"?>";
}

QPDFObjectHandle info_dictionary(const Facts& facts) {
  QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) {
      info.replaceKey(key, QPDFObjectHandle::newUnicodeString(value));
    }
  };
  text("/Title", facts.title);
  text("/Author", facts.author);
  text("/Subject", facts.subject);
  text("/Keywords", facts.keywords);
  text("/Creator", facts.creator);
  text("/Producer", facts.producer);
  text("/CreationDate", facts.created);
  text("/ModDate", facts.modified);
  if (facts.claim.rfind("PDF/X-4", 0) != 0) {  // X-4 is claimed in XMP alone
    text("/GTS_PDFXVersion", facts.claim);
    text("/GTS_PDFXConformance", facts.x1a_conformance);
  }
  if (!facts.trapped.empty()) {
    info.replaceKey("/Trapped", QPDFObjectHandle::newName(facts.trapped));
  }
  return info;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string xmp_date_of(std::string_view pdf_date) {
  if (pdf_date.substr(0, 2) != "D:" || pdf_date.size() < 16 ||
      !all_digits(pdf_date.substr(2, 14))) {
    return {};
  }
  const auto part = [&](std::size_t at, std::size_t count) {
    return std::string(pdf_date.substr(2 + at, count));
  };
  const std::string moment = part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(8, 2) +
                             ':' + part(10, 2) + ':' + part(12, 2);
  const std::string_view zone = pdf_date.substr(16);
  if (zone.substr(0, 1) == "Z") {
    return moment + 'Z';
  }
  const bool offset = zone.size() >= 6 && (zone[0] == '+' || zone[0] == '-') &&
                      all_digits(zone.substr(1, 2)) && zone[3] == '\'' &&
                      all_digits(zone.substr(4, 2));
  return offset ? moment + std::string(zone.substr(0, 3)) + ':' + std::string(zone.substr(4, 2))
                : std::string();
}

bool claims_x1a(QPDF& pdf) {
  return claim_of(pdf).rfind("PDF/X-1", 0) == 0;
}

std::string version_of(QPDF& pdf) {
  const std::string claim = claim_of(pdf);
  if (claim.rfind("PDF/X-1", 0) == 0 || claim.rfind("PDF/X-3", 0) == 0) {
    return "1.4";
  }
  if (claim.rfind("PDF/X-4", 0) == 0) {
    return "1.6";
  }
  return std::max(pdf.getPDFVersion(), std::string("1.4"));
}

void write_metadata(QPDF& pdf, std::string_view part, Hash128 content) {
  Facts facts = facts_of(pdf, part);
  drop_bad_dates(facts);
  QPDFObjectHandle stream = pdf.newStream(xmp_packet(facts, content));
  stream.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
  stream.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
  pdf.getRoot().replaceKey("/Metadata", stream);
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info_dictionary(facts)));
}

}  // namespace banxin::impose
