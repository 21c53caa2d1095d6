// What the file says about itself: Info dictionary and XMP, in agreement. Rules R60 to R66, traps
// P-10 to P-12, determinism D-2 to D-4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/display/display.h"
#include "engine/pdf/pdf.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

/// "D:20230920083000Z" and "2023-09-20T08:30:00Z". Years 1 to 9999; what lies outside is moved in.
std::string info_date(std::int64_t seconds);
std::string xmp_date(std::int64_t seconds);

/// Text for XML: markup escaped, characters XML 1.0 forbids left out.
std::string xml_text(std::string_view utf8);

/// A name-based UUID (version 5 layout) out of a hash.
std::string uuid(Hash128 hash);

/// The standards a file says it keeps. None is claimed without what it asks for.
struct Claims {
  std::optional<PdfxVersion> pdfx;  // print with an output condition
  bool pdf_a = false;               // PDF/A-2u: screen with an output condition
  bool pdf_ua = false;              // PDF/UA-1: screen, if accessible()
};

Claims claims_of(const Document& document, const PdfOptions& options);

/// The second digit of the header's version (R1): 4 for X-1a, 6 for X-4, 7 for the screen.
int minor_version(const PdfOptions& options);

/// The Info dictionary. `content` makes the ID that PoDoFo derives from it unique (P-10).
Dict info_dictionary(const Document& document, const PdfOptions& options, Hash128 content);
std::string xmp_packet(const Document& document, const PdfOptions& options, Hash128 content);

/// The output intent the edition needs (R65): GTS_PDFX or GTS_PDFA1. `profile` is the stream with
/// the condition's ICC profile.
Dict output_intent(const PressProfile& condition, Edition edition, Ref profile);

}  // namespace banxin::pdf
