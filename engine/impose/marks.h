// Printer's marks of a sheet (印刷标记), drawn with lines alone: a sheet needs no font for them.
#pragma once

#include <string>
#include <string_view>

#include "engine/impose/sheet.h"

namespace banxin::impose {

/// Content operators that draw the marks outside the bleed: trim and fold marks, registration
/// crosses, colour bar, and the label in K. Uses colour space /All. `distance`: from the trim.
std::string mark_content(const Sheet& sheet,
                         const PrinterMarks& marks,
                         Length distance,
                         std::string_view label);

/// "第 3 帖 第 2 张 正面", leaving out what there is only one of.
std::string sheet_label(const SheetPlan& plan, const SheetSide& side);

}  // namespace banxin::impose
