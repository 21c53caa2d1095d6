// Where a trimmed page lies on the sheet of an edition, and what runs on beyond its trim. Rules R10
// to R13, R16.
#pragma once

#include "engine/display/display.h"
#include "engine/pdf/pdf.h"

namespace banxin::pdf {

struct Sheet {
  Length margin;  // from the edge of the media to the trim, on all sides
  Length bleed;   // from the trim to the edge of the bleed (出血)
};

/// Screen: the trim alone. Print: the layout's bleed and 3 mm at least, with marks 12 mm of margin.
Sheet sheet_of(const Page& page, const PdfOptions& options);

/// What comes as near as this to the trim reaches it.
inline constexpr Length kReaches = Length::emu(12700 / 2);  // 0.5 pt

/// The item with all that reaches the trim carried on to the edge of the bleed (R13): tints and
/// pictures, clips, rules that run out of the page. Text stays.
Item run_on(Item item, Size trim, Length bleed);

}  // namespace banxin::pdf
