// Where everything lies on a sheet: boxes, pages, folds and cuts. Millimetres, no PDF.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/impose/plan.h"

namespace banxin::impose {

/// What all sheets of a job have in common.
struct SheetRules {
  Size page;         // trimmed
  Length bleed;      // of the pages
  Length spine_gap;  // between two pages across the spine: twice the milling, or a cover's spine
  Length creep;      // of one leaf: the thickness of the paper (I-2)
  int leaves_outside = 0;  // leaves that lie round the whole: 1 for a stitched cover of its own
  std::optional<Size> sheet;
  enum class Marks : std::uint8_t { none, some } marks = Marks::none;
  enum class Fold : std::uint8_t {
    centre,  // at the middle of the spine gap
    edges,   // a cover: on both sides of its spine
  } fold = Fold::centre;
};

struct PlacedPage {
  int page = kBlank;
  Turn turn = Turn::upright;
  Rect trim;  // of the page, on the sheet, moved by its creep
  Rect clip;  // what of it is seen: the bleed, but not beyond the spine (I-3)
};

/// One side of a sheet. From the top left corner of the sheet, y down.
struct Sheet {
  Size media;
  Rect trim;  // of all pages; the same on every sheet, whatever the creep
  Rect bleed;
  std::vector<PlacedPage> pages;
  std::vector<Length> cuts_x, cuts_y, folds_x, folds_y;
};

/// How far from the trim marks begin (R16).
Length mark_distance(const SheetRules& rules);

/// The size a sheet must have at least, marks included.
Size needed(const SheetPlan& plan, const SheetRules& rules);

/// The size it gets: that asked for, turned if that makes it fit; none if it does not fit.
std::optional<Size> media_size(const SheetPlan& plan, const SheetRules& rules);

Sheet lay_out(const SheetPlan& plan, const SheetSide& side, Size media, const SheetRules& rules);

/// "sheet 444 x 309 mm, trim 12 12 420 x 285 …", a line for every page.
std::string to_text(const Sheet& sheet);

}  // namespace banxin::impose
