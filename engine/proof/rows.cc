#include "engine/proof/rows.h"

#include <algorithm>
#include <numeric>

namespace banxin {
namespace {

/// More than half of the lower em box stands beside the other: cells of a table, raised figures,
/// the caption of a picture beside the text.
bool side_by_side(const Rect& a, const Rect& b) {
  const Length common = min(a.bottom(), b.bottom()) - max(a.y, b.y);
  return common * 2 > min(a.height, b.height);
}

std::string column_name(int column, std::size_t columns, Language language) {
  if (column < 0) {
    return catalogue_text("proof.across", language);
  }
  if (column == 0) {
    return catalogue_text("proof.column_left", language);
  }
  if (static_cast<std::size_t>(column) + 1 == columns) {
    return catalogue_text("proof.column_right", language);
  }
  return columns == 3 ? catalogue_text("proof.column_middle", language)
                      : catalogue_text("proof.column", language, {std::to_string(column + 1)});
}

}  // namespace

Rows rows_of(const PageSheet& sheet) {
  Rows out;
  const std::vector<SheetLine>& lines = sheet.lines;
  out.of_line.resize(lines.size());
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(lines[a].column, lines[a].box.y) < std::pair(lines[b].column, lines[b].box.y);
  });
  for (const std::size_t i : order) {
    const SheetLine& line = lines[i];
    const bool same_column = !out.rows.empty() && out.rows.back().column == line.column;
    if (!same_column || !side_by_side(out.rows.back().box, line.box)) {
      const int number = same_column ? out.rows.back().number + 1 : 1;
      out.rows.push_back({line.column, number, line.box, line.baseline});
    }
    out.of_line[i] = out.rows.size() - 1;
  }
  return out;
}

std::string row_name(const Row& row, const PageSheet& sheet, Language language) {
  const std::string number = std::to_string(row.number);
  if (sheet.columns.size() < 2) {
    return catalogue_text("proof.line", language, {number});
  }
  return catalogue_text("proof.column_line",
                        language,
                        {column_name(row.column, sheet.columns.size(), language), number});
}

}  // namespace banxin
