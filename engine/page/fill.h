// Filling one column: which strips stand in it, where, and which notes at its foot.
#pragma once

#include <functional>
#include <vector>

#include "engine/block/block.h"

namespace banxin {

/// A note, or what of it stands in one column: strips [first, end) of its fragment.
struct NotePart {
  NoteId note = NoteId::none;
  std::size_t first = 0, end = 0;
};

/// Where a column starts: the break token of pagination.
struct FillToken {
  std::size_t strip = 0;
  std::vector<NotePart> carried;  // notes that did not fit where their marks stand
};

struct ColumnPlan {
  std::size_t first = 0, end = 0;  // strips
  std::vector<Length> tops;        // of each of them, from the column's top
  std::uint32_t continued = 0;     // table whose head is repeated at the top; 0: none
  std::uint32_t cut = 0;           // table that goes on in the next column; 0: none
  std::vector<NotePart> notes;
  Length used;          // height of the strips
  Length notes_height;  // of the notes with gap and rule
};

struct FillResult {
  ColumnPlan column;
  FillToken next;
  BreakRule rule = BreakRule::automatic;  // why it ended, if a forced break did
  bool overfull = false;                  // its first strip is higher than the column
  bool against_rule = false;              // it ends where a break was to be avoided
};

/// What fill_column looks at besides the token.
struct FillRequest {
  const Fragment& fragment;
  Length height;
  Length note_gap;  // above the first note, rule included
  std::function<const Fragment&(NoteId)> note;
  Length grid = {};  // baseline grid (L3); 0: none
};

/// Fills a column of request.height from `token` on. The last place where a break is allowed and
/// that fits wins; if there is none, the last that fits; at least one strip is always placed, so
/// that filling ends.
FillResult fill_column(const FillRequest& request, const FillToken& token);

/// Columns of one page, filled one after the other.
struct FilledPage {
  std::vector<ColumnPlan> columns;
  FillToken next;
  BreakRule rule = BreakRule::automatic;  // why the last column ended
  std::vector<std::size_t> overfull;      // strips higher than a column
  int against_rule = 0;                   // columns that end where a break was to be avoided
};

/// Fills at most `count` columns. Where text ends on the page, `balance` makes its columns as even
/// as may be, the first ones longer (P8); columns ended by a column break stay as they are.
FilledPage fill_columns(const FillRequest& request,
                        std::size_t count,
                        ColumnFill fill,
                        const FillToken& token);

/// Height of strips [first, end) stacked, as stack() does.
Length stacked_height(const Fragment& fragment, std::size_t first, std::size_t end);

}  // namespace banxin
