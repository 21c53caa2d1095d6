// Tables: column widths from their contents, cells set, rows as strips.
#pragma once

#include <vector>

#include "engine/block/set_text.h"

namespace banxin {

struct CellText {
  std::vector<SetParagraph> paragraphs;
  Length height;
  Length number_shift;  // brings decimal points of a column of figures under one another, spread
                        // heads to their place (B3)
};

struct TableText {
  std::vector<Length> columns;              // outer widths, padding included
  std::vector<std::vector<CellText>> rows;  // as StyledTable::rows
  Length width;                             // sum of columns
};

/// Sets every cell. Column widths: as wide as the longest cell if all fit, else what is over the
/// widest unbreakable part is shared out by need. Source: B3.
TableText set_table(const StyledTable& table, Length width, const Setter& setter);

}  // namespace banxin
