// Lines as a proofreader counts them: from the head of each column, side by side as one.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/page_sheet.h"

namespace banxin {

struct Row {
  int column = 0;  // of the page, from 0; -1: across several
  int number = 1;  // from the head of its column
  Rect box;        // of its first line
  Length baseline;
};

struct Rows {
  std::vector<Row> rows;             // column by column, downwards
  std::vector<std::size_t> of_line;  // by line of the sheet: into `rows`
};

Rows rows_of(const PageSheet& sheet);

/// 左栏第 8 行; without columns 第 8 行.
std::string row_name(const Row& row, const PageSheet& sheet, Language language);

}  // namespace banxin
