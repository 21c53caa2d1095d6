// Sheets as a PDF: pages become forms, the rest of the document goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/hash.h"
#include "engine/impose/sheet.h"
#include "engine/impose/source.h"

namespace banxin::impose {

struct SheetToWrite {
  Sheet sheet;
  std::string label;
};

struct WriteRules {
  Size page;
  PrinterMarks marks;
  Length mark_distance;
  std::string_view part;  // what the file is, for its title: "拼版"
  Hash128 content;
};

/// Turns the source into its sheets, in place, and writes it. May throw what qpdf throws.
std::string write_sheets(Source source,
                         const std::vector<SheetToWrite>& sheets,
                         const WriteRules& rules);

}  // namespace banxin::impose
