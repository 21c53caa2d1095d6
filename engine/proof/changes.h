// What is new in a document since an earlier PDF of it, and in which lines it stands.
#pragma once

#include <string>
#include <vector>

#include "engine/base/page_sheet.h"
#include "engine/base/proof_settings.h"
#include "engine/display/display.h"

namespace banxin {

/// A line, as a bar stands beside it; `line` is -1 where the text is in no line of a column.
struct MarkedLine {
  int page = 0;
  int line = -1;  // of the page's sheet
  Rect box;
};

struct ShownChange {
  std::string before, removed, added, after;  // the words about it, a few characters of each
  std::vector<MarkedLine> lines;              // with new text; of a removal the line it stood in
  bool removal = false;                       // nothing came in its place
  Span source;
};

struct MovedArticle {
  FileId file = FileId::none;
  int page = 0;
};

struct Changes {
  std::vector<ShownChange> list;  // in the order of the pages
  std::vector<MovedArticle> moved;
};

/// Compares running text: where lines and pages end does not count, nor do running heads, numbers
/// of pages and where in the issue an article stands.
Changes find_changes(const Document& document,
                     const std::vector<PageSheet>& sheets,
                     const ProofSettings& settings);

/// The line of the sheet at a point of the page: that whose baseline is next, in the point's
/// column; -1: none near.
int line_at(const PageSheet& sheet, Point at);

}  // namespace banxin
