// Printer's marks (印刷标记) around the bleed: what the shop needs to cut, to register its inks and
// to judge them. Rules R16, R26.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/display/display.h"
#include "engine/font/font.h"
#include "engine/pdf/font_plan.h"
#include "engine/pdf/sheet.h"

namespace banxin::pdf {

/// The drawn marks of one page, in its coordinates; all of it lies outside the bleed.
struct DrawnMarks {
  std::vector<Path> registration;  // in registration colour
  std::vector<Rects> patches;      // of the colour bar
};

DrawnMarks draw_marks(Size trim, const Sheet& sheet, const PrinterMarks& wanted);

/// Job lines (作业信息) of all pages: title, printed page number, page of all, date and time. Set
/// in the document's own faces, but with programs of their own: what the marks show must not change
/// the bytes of an edition without them.
struct JobLines {
  std::vector<std::vector<GlyphRun>> pages;
  FontPlan fonts;  // resources J1, J2 …
};

inline bool has_job_line(const PdfOptions& options) {
  return options.edition != Edition::screen && options.marks.job_line;
}

/// A character stands in the first of the faces of `fonts` that has it. A title that would run into
/// the registration mark is cut.
JobLines set_job_lines(const Document& document,
                       const PdfOptions& options,
                       const FontStore& store,
                       const FontPlan& fonts);

}  // namespace banxin::pdf
