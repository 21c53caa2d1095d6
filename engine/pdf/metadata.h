// What the file says about itself: Info dictionary and XMP, in agreement. Rules R60 to R66, traps
// P-10 to P-12, determinism D-2 to D-4.
#pragma once

#include <cstdint>
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

enum class Accessibility { unclaimed, pdf_ua_1 };

/// The Info dictionary. `content` makes the ID that PoDoFo derives from it unique (P-10).
Dict info_dictionary(const Document& document, const PdfOptions& options, Hash128 content);
std::string xmp_packet(const Document& document,
                       const PdfOptions& options,
                       Hash128 content,
                       Accessibility accessibility);

}  // namespace banxin::pdf
