// Filling pages: which strips stand in which column, where, and what stands at head and foot.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <span>
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
  std::vector<NotePart> carried;         // notes that did not fit where their marks stand
  std::vector<std::uint32_t> waiting{};  // floats called above and not placed, in order of call
};

/// A float in its place.
struct PlacedFloat {
  std::uint32_t index = 0;  // into Fragment::floats
  Length top;               // from the top of its ColumnPlan
};

/// What stands in a column of the page between two blocks that stand across all columns; or such a
/// block itself; or floats across the page. A page without such blocks has one for each column.
struct ColumnPlan {
  std::size_t first = 0, end = 0;  // strips
  std::vector<Length> tops;        // of each of them, from `top`
  std::uint32_t continued = 0;     // table whose head is repeated at `head`; 0: none
  Length head;                     // below floats, from `top`
  std::uint32_t cut = 0;           // table that goes on in the next column; 0: none
  std::vector<NotePart> notes;     // at the foot of the column, below those of plans above
  Length used;                     // height of the strips and floats
  Length notes_height;             // of the notes, for the first of a column with gap and rule
  std::vector<PlacedFloat> floats;
  std::size_t index = 0;  // of the column on the page
  std::size_t band = 0;   // columns side by side have one number; they count down the page
  bool across = false;    // at the full measure
  Length top;             // from the head of the columns
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
  Length height;    // strips and floats end above it
  Length note_gap;  // above the first note, rule included
  std::function<const Fragment&(NoteId)> note;
  Length grid = {};                 // baseline grid (L3); 0: none
  std::optional<Length> room = {};  // notes end above it; without it above `height`
  Length foot = {};                 // height of notes that stand at the foot already
  std::size_t stop = std::numeric_limits<std::size_t>::max();  // no strip from here on is placed
  std::span<const std::uint32_t> placed = {};                  // floats of the page with a place
};

/// Fills a column of request.height from `token` on. The last place where a break is allowed and
/// that fits wins; if there is none, the last that fits; at least one strip is always placed, or a
/// float that was waiting, so that filling ends. It ends at the latest where blocks across columns
/// begin or end, and above strips that floats must not pass.
FillResult fill_column(const FillRequest& request, const FillToken& token);

/// Columns of one page.
struct FilledPage {
  std::vector<ColumnPlan> columns;  // in the order they are read
  FillToken next;
  BreakRule rule = BreakRule::automatic;  // why the last column ended
  std::vector<std::size_t> overfull;      // strips higher than a column
  std::vector<std::uint32_t> overfull_floats;
  bool complete = false;  // of a band: nothing of it is left over
  bool cleared = false;   // of a band: it ends where floats must stand above what follows
  std::optional<std::size_t> parted;  // of a band: first strip of the first column that parts
                                      // what must stay together, or is too low for it
  Length foot;                        // where notes end, from the head of the columns
  int against_rule = 0;               // columns that end where a break was to be avoided
};

/// Fills a page of at most `count` columns, one after the other. Columns above a block that stands
/// across them are even. Where text ends on the page, `balance` makes its columns as even as may
/// be, the first ones longer (P8); columns ended by a column break stay as they are.
FilledPage fill_columns(const FillRequest& request,
                        std::size_t count,
                        ColumnFill fill,
                        const FillToken& token);

/// Height of strips [first, end) stacked, as stack() does.
Length stacked_height(const Fragment& fragment, std::size_t first, std::size_t end);

/// Whether a page or column ends here because someone said so.
inline bool forced(BreakRule rule) {
  return rule != BreakRule::automatic && rule != BreakRule::avoid;
}

}  // namespace banxin
