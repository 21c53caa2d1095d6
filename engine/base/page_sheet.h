// Where lines, columns and frames of a page stand: what a proof sheet (校样) is drawn over. Plain
// data, made by page.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/span.h"

namespace banxin {

/// A line of text in its place.
struct SheetLine {
  int column = 0;  // of the page, from 0; -1: across several
  Rect box;        // em box, as wide as its text
  Length baseline;
  Span span;           // its text in the manuscript
  bool first = false;  // of its paragraph
};

struct PageSheet {
  Rect type_area;                // 版心
  std::vector<Rect> columns;     // as high as the type area; none on pages of frames only
  Length grid;                   // pitch of the baseline grid (L3); 0: none
  std::vector<Rect> frames;      // of the master, as placed
  std::vector<SheetLine> lines;  // in reading order; running heads and frames not among them
  bool outer_right = true;       // the fore-edge (书口) is at the right
};

}  // namespace banxin
