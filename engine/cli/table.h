// Columns of text for a terminal.
#pragma once

#include <string>
#include <vector>

namespace banxin {

using TableRow = std::vector<std::string>;

/// Rows of the same number of cells, each column as wide as its widest cell (Han count twice).
std::string table_text(const std::vector<TableRow>& rows);

}  // namespace banxin
