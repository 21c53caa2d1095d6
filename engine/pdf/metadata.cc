#include "engine/pdf/metadata.h"

#include <algorithm>

#include "engine/pdf/structure.h"

namespace banxin::pdf {
namespace {

struct Moment {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

/// Civil date of a day count, after Howard Hinnant's public-domain algorithm. No tables, no locale.
Moment moment_of(std::int64_t seconds) {
  constexpr std::int64_t kFirst = -62135596800;  // 0001-01-01
  constexpr std::int64_t kLast = 253402300799;   // 9999-12-31
  seconds = std::clamp(seconds, kFirst, kLast);
  const std::int64_t days = seconds >= 0 ? seconds / 86400 : -((86399 - seconds) / 86400);
  const int rest = static_cast<int>(seconds - days * 86400);
  const std::int64_t z = days + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t doe = z - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  Moment out;
  out.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  out.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  out.year = static_cast<int>(yoe + era * 400 + (out.month <= 2 ? 1 : 0));
  out.hour = rest / 3600;
  out.minute = rest / 60 % 60;
  out.second = rest % 60;
  return out;
}

std::string digits(int value, int count) {
  std::string out = std::to_string(value);
  return std::string(static_cast<std::size_t>(std::max(0, count - static_cast<int>(out.size()))),
                     '0') +
         out;
}

std::string keyword_list(const Document& document) {
  std::string out;
  for (const std::string& keyword : document.keywords) {
    out += out.empty() ? "" : ", ";
    out += keyword;
  }
  return out;
}

/// `<name>text</name>` on a line of its own, nothing for an empty text.
std::string element(std::string_view name, std::string_view text) {
  if (text.empty()) {
    return {};
  }
  return "   <" + std::string(name) + '>' + xml_text(text) + "</" + std::string(name) + ">\n";
}

std::string container(std::string_view name,
                      std::string_view kind,
                      std::string_view item,
                      std::string_view text) {
  if (text.empty()) {
    return {};
  }
  return "   <" + std::string(name) + "><rdf:" + std::string(kind) + "><rdf:li" +
         std::string(item) + '>' + xml_text(text) + "</rdf:li></rdf:" + std::string(kind) + "></" +
         std::string(name) + ">\n";
}

/// PDF/X asks for a title (R64).
std::string title_of(const Document& document, const Claims& claims) {
  return document.title.empty() && claims.pdfx ? "Untitled" : document.title;
}

/// An identifier as every reader takes it: other characters than printable ASCII become '-'.
std::string ascii(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c < 0x20 || c > 0x7e; }, '-');
  return out;
}

/// PDF/A wants foreign properties described. A description of its own, and first: PDFBox's parser
/// needs that order (R66).
constexpr std::string_view kUaExtension =
    "  <rdf:Description rdf:about=\"\"\n"
    "    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    "    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    "    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "     <pdfaProperty:name>part</pdfaProperty:name>\n"
    "     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "     <pdfaProperty:category>internal</pdfaProperty:category>\n"
    "     <pdfaProperty:description>part of ISO 14289 kept</pdfaProperty:description>\n"
    "    </rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "   </rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "  </rdf:Description>\n";

}  // namespace

std::string info_date(std::int64_t seconds) {
  const Moment m = moment_of(seconds);
  return "D:" + digits(m.year, 4) + digits(m.month, 2) + digits(m.day, 2) + digits(m.hour, 2) +
         digits(m.minute, 2) + digits(m.second, 2) + "Z";
}

std::string xmp_date(std::int64_t seconds) {
  const Moment m = moment_of(seconds);
  return digits(m.year, 4) + '-' + digits(m.month, 2) + '-' + digits(m.day, 2) + 'T' +
         digits(m.hour, 2) + ':' + digits(m.minute, 2) + ':' + digits(m.second, 2) + 'Z';
}

std::string xml_text(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_character(utf8, at);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if ((c >= 0x20 || c == '\t' || c == '\n') && c != 0xfffe && c != 0xffff) {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string uuid(Hash128 hash) {
  std::string digits_only = hash.hex();
  digits_only[12] = '5';
  digits_only[16] = "89ab"[static_cast<std::size_t>(hash.low >> 62)];
  return digits_only.substr(0, 8) + '-' + digits_only.substr(8, 4) + '-' +
         digits_only.substr(12, 4) + '-' + digits_only.substr(16, 4) + '-' + digits_only.substr(20);
}

Claims claims_of(const Document& document, const PdfOptions& options) {
  Claims out;
  if (options.edition == Edition::screen) {
    out.pdf_a = options.profile != nullptr;
    out.pdf_ua = accessible(document);
  } else if (options.profile) {
    out.pdfx = options.pdfx;
  }
  return out;
}

int minor_version(const PdfOptions& options) {
  return options.edition == Edition::screen ? 7 : options.pdfx == PdfxVersion::x1a ? 4 : 6;
}

Dict info_dictionary(const Document& document, const PdfOptions& options, Hash128 content) {
  Dict info;
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) {
      info.set(key, text_string(value));
    }
  };
  const Claims claims = claims_of(document, options);
  text("Title", title_of(document, claims));
  text("Author", document.author);
  text("Subject", document.subject);
  text("Keywords", keyword_list(document));
  text("Creator", options.creator);
  text("Producer", options.producer);
  info.set("CreationDate", Bytestring{info_date(options.created)});
  info.set("ModDate", Bytestring{info_date(options.created)});
  if (options.edition != Edition::screen) {
    info.set("Trapped", Name{"False"});  // R63: trapping is the press's
  }
  if (claims.pdfx == PdfxVersion::x1a) {
    info.set("GTS_PDFXVersion", Bytestring{"PDF/X-1a:2003"});
  }
  info.set("BanxinContent", Bytestring{content.hex()});
  return info;
}

std::string xmp_packet(const Document& document, const PdfOptions& options, Hash128 content) {
  const std::string date = xmp_date(options.created);
  const Claims claims = claims_of(document, options);
  const bool screen = options.edition == Edition::screen;
  std::string out =
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
  if (claims.pdf_a && claims.pdf_ua) {
    out += kUaExtension;
  }
  out +=
      "  <rdf:Description rdf:about=\"\"\n"
      "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
      "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
      "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"";
  const auto space = [&](const char* prefix, const char* name) {
    out += std::string("\n    xmlns:") + prefix + "=\"" + name + "\"";
  };
  if (claims.pdf_a) {
    space("pdfaid", "http://www.aiim.org/pdfa/ns/id/");
  }
  if (claims.pdf_ua) {
    space("pdfuaid", "http://www.aiim.org/pdfua/ns/id/");
  }
  if (claims.pdfx == PdfxVersion::x4) {
    space("pdfxid", "http://www.npes.org/pdfx/ns/id/");
  }
  out += ">\n   <dc:format>application/pdf</dc:format>\n";
  out += container("dc:title", "Alt", " xml:lang=\"x-default\"", title_of(document, claims));
  out += container("dc:creator", "Seq", "", document.author);
  out += container("dc:description", "Alt", " xml:lang=\"x-default\"", document.subject);
  out += container("dc:language", "Bag", "", document.language);
  out += element("pdf:Keywords", keyword_list(document));
  out += element("pdf:Producer", options.producer);
  out += screen ? "" : element("pdf:Trapped", "False");  // R66: not in PDF/A
  out += element("xmp:CreatorTool", options.creator);
  out += element("xmp:CreateDate", date) + element("xmp:ModifyDate", date);
  out += element("xmp:MetadataDate", date);
  // The same issue keeps its DocumentID from build to build; every content has an InstanceID.
  const Hash128 work = Hasher().text(document.title).text(document.language).finish();
  out += element("xmpMM:DocumentID", "uuid:" + uuid(work));
  out += element("xmpMM:InstanceID", "uuid:" + uuid(content));
  out += element("xmpMM:VersionID", "1");
  out += element("xmpMM:RenditionClass", screen ? "screen" : "default");
  if (claims.pdf_a) {
    out += element("pdfaid:part", "2") + element("pdfaid:conformance", "U");
  }
  if (claims.pdf_ua) {
    out += element("pdfuaid:part", "1");
  }
  if (claims.pdfx == PdfxVersion::x4) {
    out += element("pdfxid:GTS_PDFXVersion", "PDF/X-4");
  }
  out += "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n";
  for (int line = 0; line < 20; ++line) {  // room for editing in place
    out += std::string(99, ' ') + '\n';
  }
  return out + "<?xpacket end=\"w\"?>";
}

Dict output_intent(const PressProfile& condition, Edition edition, Ref profile) {
  Dict out{{"Type", Name{"OutputIntent"}},
           {"S", Name{edition == Edition::screen ? "GTS_PDFA1" : "GTS_PDFX"}},
           {"OutputConditionIdentifier", Bytestring{ascii(condition.condition)}}};
  if (condition.registered) {
    out.set("RegistryName", Bytestring{"http://www.color.org"});
  }
  out.set("Info",
          text_string(condition.description.empty() ? condition.condition : condition.description));
  out.set("DestOutputProfile", profile);
  return out;
}

}  // namespace banxin::pdf
