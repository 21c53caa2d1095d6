// Which page stands where on which sheet: arithmetic only, no PDF.
#pragma once

#include <string>
#include <vector>

#include "engine/base/output_settings.h"

namespace banxin::impose {

enum class Binding : std::uint8_t { left, right };  // 左订、右订

inline constexpr int kBlank = -1;  // a blank leaf side (空白页)

/// Pages of the document in the order of the finished book, blanks put in.
using PageOrder = std::vector<int>;  // from 0, or kBlank

enum class Turn : std::uint8_t { upright, half };  // half: head down

/// On which side of a page its neighbour across the spine lies, as the page stands on the sheet.
enum class Spine : std::uint8_t {
  none,  // a single leaf
  left,
  right,
};

/// One page on a side of a sheet.
struct Cell {
  int page = kBlank;        // from 0, of the document
  int column = 0, row = 0;  // from the left, from the top
  Turn turn = Turn::upright;
  Spine spine = Spine::none;
  int depth = 0;  // how many leaves of its signature lie round it: what creep is counted in (I-2)
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// One side of a sheet, which is one page of the PDF.
struct SheetSide {
  int signature = 1, sheet = 1;  // from 1; sheets are counted in their signature, outermost first
  enum class Face : std::uint8_t { front, back, only } face = Face::front;
  std::vector<Cell> cells;  // row by row, from the left
};

struct SheetPlan {
  int columns = 2, rows = 1;
  int signatures = 1;
  std::vector<SheetSide> sides;
  std::vector<int> sheets;  // of each signature
};

/// The smallest number of pages, `pages` or more, that fills whole sheets (R15).
int filled(int pages, const Imposition& imposition);

/// `pages` with blanks put in before the last `kept` so that whole sheets are filled (R15).
PageOrder fill_up(const std::vector<int>& pages, int kept, const Imposition& imposition);

/// Lengths of the signatures of a book of so many pages, blanks counted.
std::vector<int> signatures_of(int pages, const Imposition& imposition);

/// Puts pages on sheets. For kinds that are folded the number of pages is that of `filled`; where
/// the last signature would be short, the last but one is the short one, so that the book ends in
/// a strong one. Right-bound: columns change sides. Source: I-1 of the print reference.
SheetPlan plan_sheets(const PageOrder& pages, const Imposition& imposition, Binding binding);

/// "1.1 front: 8 | 1". Rows from the top are parted by " / "; pages head down are written "4v";
/// blanks "-".
std::string to_text(const SheetPlan& plan);

}  // namespace banxin::impose
