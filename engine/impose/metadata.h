// What an imposed file says about itself: Info and XMP, in agreement (R60 to R65).
#pragma once

#include <string>
#include <string_view>

#include <qpdf/QPDF.hh>

#include "engine/base/hash.h"

namespace banxin::impose {

/// Writes Info and XMP anew from the Info of the source and its claim of PDF/X. What depends on
/// tags or whole pages (PDF/UA, PDF/A) is claimed no longer. `part` is added to the title, in
/// brackets; `content` identifies this file.
void write_metadata(QPDF& pdf, std::string_view part, Hash128 content);

/// The PDF version to write: that of a PDF/X claim, else the source's and at least 1.4 (R1).
std::string version_of(QPDF& pdf);

/// Does the file claim PDF/X-1a, which wants classic cross-reference tables?
bool claims_x1a(QPDF& pdf);

/// "D:20240301083000+08'00'" as "2024-03-01T08:30:00+08:00"; empty if it is no whole date.
std::string xmp_date_of(std::string_view pdf_date);

}  // namespace banxin::impose
