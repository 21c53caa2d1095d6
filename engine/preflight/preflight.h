// preflight (印前检查): what a print shop's prepress would object to in a PDF, whoever made it.
// Reads the file with qpdf and knows nothing of our own writer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/geometry.h"

namespace banxin {

/// What a file is held to.
enum class PreflightProfile : std::uint8_t {
  automatic,  // what the file claims to be
  x4,         // PDF/X-4 as Chinese print shops want it: CMYK, grey and spot only
  x1a,        // PDF/X-1a:2003
  print,      // any press file, no standard claimed
  screen,     // PDF/UA-1 and PDF/A-2u
};

struct PreflightRequest {
  PreflightProfile profile = PreflightProfile::automatic;
  std::optional<Size> trim;  // wanted; none: any, one for all pages
  Length bleed = Length::mm(3.0);
  int resolution = 300;  // dpi of colour and grey pictures
  int max_ink = 300;     // percent
  int multiple = 0;      // of pages; 0: any
  /// Rules left out: "font.width", or a family, "font".
  std::vector<std::string> skip;
};

/// Millimetres from the upper left corner of the trimmed page (of the MediaBox without TrimBox),
/// y down; not turned by Rotate.
struct PreflightPlace {
  double x = 0, y = 0, width = 0, height = 0;
};

struct PreflightFinding {
  std::string_view rule;  // "box.bleed"; a literal
  Severity severity = Severity::error;
  int page = -1;                        // from 0; -1: the file
  std::optional<PreflightPlace> place;  // of the first
  std::vector<std::string> args;        // fill {0}, {1}… of the wording
  int times = 1;                        // so often on this page, with these particulars
};

/// A size that pages have in common.
struct PreflightTrim {
  double width = 0, height = 0;    // mm
  std::string paper_zh, paper_en;  // "大16开"; empty: no size with a name
  int pages = 0;
};

struct PreflightFont {
  std::string name, type;  // "NotoSerifCJKsc-Regular", "CIDFontType0C"
  bool embedded = false, subset = false;
};

/// Inks one page needs.
struct PreflightInks {
  std::array<bool, 4> process{};   // C M Y K
  bool rgb = false;                // colours no press has
  std::vector<std::string> spots;  // sorted
  friend bool operator==(const PreflightInks&, const PreflightInks&) = default;
};

struct PreflightSummary {
  std::string version, title, producer;
  int pages = 0;
  std::vector<PreflightTrim> trims;  // most pages first
  double bleed = -1;                 // mm, the least; -1: no page has a BleedBox
  std::vector<std::string> claims;   // "PDF/X-4", "PDF/UA-1", "PDF/A-2u"
  std::string condition;             // of the output intent: "FOGRA39"
  std::vector<PreflightInks> inks;   // by page
  std::vector<PreflightFont> fonts;  // by name
  int pictures = 0;                  // placements
  double lowest_dpi = 0;             // of colour and grey pictures; 0: there are none
  int lowest_dpi_page = -1;
  bool tagged = false;
  std::int64_t modified = -1;  // seconds since 1970 of the file's ModDate; -1: not known
  std::uint64_t bytes = 0;
  std::string sha256;  // hex
};

struct PreflightReport {
  PreflightProfile profile = PreflightProfile::print;  // what it was held to, never automatic
  PreflightSummary summary;
  /// Errors first, then by the catalogue's order of rules, then by page.
  std::vector<PreflightFinding> findings;
  int errors = 0, warnings = 0, notes = 0;  // findings, not their `times`
};

/// Checks a PDF in memory. Never fails: what cannot be read is a finding ("file.unreadable",
/// "file.encrypted"). Hostile files are cut short with "file.too-complex" after a fixed number of
/// operators, bytes and objects. Throws only std::bad_alloc. Threads: keeps nothing.
/// Cost: linear in the file's content. Per rule and page at most 20 different findings are kept.
PreflightReport preflight(std::string_view pdf, const PreflightRequest& request);

/// What kind of fault a rule names, the particulars of a finding (may be empty), what to do.
std::string preflight_title(const PreflightFinding& finding, Language language);
std::string preflight_details(const PreflightFinding& finding, Language language);
std::string preflight_advice(const PreflightFinding& finding, Language language);
/// Every rule, in the catalogue's order.
std::vector<std::string_view> preflight_rules();
/// True for a rule, or for the family some begin with ("font").
bool is_preflight_rule(std::string_view name);
/// "x4".
std::string_view name_of(PreflightProfile profile);

}  // namespace banxin
