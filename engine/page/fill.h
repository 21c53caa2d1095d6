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
};

/// What fill_column looks at besides the token.
struct FillRequest {
  const Fragment& fragment;
  Length height;
  Length note_gap;  // above the first note, rule included
  std::function<const Fragment&(NoteId)> note;
};

/// Fills a column of request.height from `token` on. The last place where a break is allowed and
/// that fits wins; if there is none, the last that fits; at least one strip is always placed, so
/// that filling ends.
FillResult fill_column(const FillRequest& request, const FillToken& token);

/// Height of strips [first, end) stacked, as stack() does.
Length stacked_height(const Fragment& fragment, std::size_t first, std::size_t end);

}  // namespace banxin
