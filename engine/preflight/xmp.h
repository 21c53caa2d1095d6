// XMP metadata as a flat list of properties.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace banxin::prepress {

struct Xmp {
  bool there = false;
  std::string fault;                          // of the XML; empty: none
  std::map<std::string, std::string> values;  // "namespace name" → text; lists joined by ", "
  std::set<std::string> namespaces;           // of properties
  std::set<std::string> schemas;              // described by PDF/A extension schemas

  /// Empty where there is none.
  std::string value(std::string_view uri, std::string_view name) const;
};

Xmp parse_xmp(std::string_view packet);

/// A moment as PDF ("D:2023…") or XMP ("2023-…") write it.
struct Moment {
  std::int64_t seconds = 0;  // since 1970
  bool zone = false;
};

std::optional<Moment> pdf_date(std::string_view text);
std::optional<Moment> xmp_date(std::string_view text);

inline constexpr std::string_view kDc = "http://purl.org/dc/elements/1.1/";
inline constexpr std::string_view kXmp = "http://ns.adobe.com/xap/1.0/";
inline constexpr std::string_view kXmpMm = "http://ns.adobe.com/xap/1.0/mm/";
inline constexpr std::string_view kPdf = "http://ns.adobe.com/pdf/1.3/";
inline constexpr std::string_view kPdfxId = "http://www.npes.org/pdfx/ns/id/";
inline constexpr std::string_view kPdfaId = "http://www.aiim.org/pdfa/ns/id/";
inline constexpr std::string_view kPdfuaId = "http://www.aiim.org/pdfua/ns/id/";

}  // namespace banxin::prepress
