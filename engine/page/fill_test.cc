// Filling columns, on hand-made strips: no font, no text.
#include "engine/page/fill.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

/// Strips from a sketch, one letter a strip of 10 pt: 'l' a line, '-' a line that stays with the
/// one above, 'P' a line after a forced page break, 'C' after a column break, 's' a line with 5 pt
/// of space above, 'n' a line with the mark of note 0, 't' a table row, 'h' a table head row.
Fragment strips(const std::string& sketch) {
  Fragment fragment;
  for (const char c : sketch) {
    Strip strip;
    strip.height = 10_pt;
    strip.break_before = c == '-'   ? BreakRule::avoid
                         : c == 'P' ? BreakRule::page
                         : c == 'C' ? BreakRule::column
                                    : BreakRule::automatic;
    strip.space_before = c == 's' ? 5_pt : Length();
    if (c == 'n') {
      strip.notes.push_back(static_cast<NoteId>(0));
    }
    if (c == 't' || c == 'h') {
      strip.table = 1;
      strip.table_head = c == 'h';
    }
    fragment.strips.push_back(strip);
  }
  if (sketch.find('t') != std::string::npos) {
    fragment.tables.resize(1);
    fragment.tables[0].head.resize(1);
    fragment.tables[0].head[0].height = 10_pt;
  }
  return fragment;
}

/// "0-4 4-7": the strips of each column; '+' marks one that ended at a forced break, '!' one whose
/// first strip was too high, 'n' a note part in it.
std::string columns(const std::string& sketch, Length height, const Fragment& note = {}) {
  const Fragment fragment = strips(sketch);
  const FillRequest request{
      fragment, height, 5_pt, [&](NoteId) -> const Fragment& { return note; }};
  std::string out;
  FillToken token;
  while (token.strip < fragment.strips.size() || !token.carried.empty()) {
    FillResult result = fill_column(request, token);
    out += out.empty() ? "" : " ";
    out += std::to_string(result.column.first) + "-" + std::to_string(result.column.end);
    out += result.rule != BreakRule::automatic ? "+" : "";
    out += result.overfull ? "!" : "";
    for (const NotePart& part : result.column.notes) {
      out += "n" + std::to_string(part.first) + ":" + std::to_string(part.end);
    }
    token = std::move(result.next);
  }
  return out;
}

TEST(Fill, TakesWhatFits) {
  EXPECT_EQ(columns("lllllll", 30_pt), "0-3 3-6 6-7");
}

TEST(Fill, SpaceAtTheHeadOfAColumnVanishes) {
  EXPECT_EQ(columns("lsl", 35_pt), "0-3");      // 10 + 15 + 10
  EXPECT_EQ(columns("lss", 30_pt), "0-2 2-3");  // 10 + 15 fit, the third would need 40
  EXPECT_EQ(columns("sl", 20_pt), "0-2");       // the first strip's space does not count
}

TEST(Fill, P6WidowsAndOrphansMoveTheBreakUp) {
  // A paragraph of three lines that must not part: its lines all go over.
  EXPECT_EQ(columns("lll--", 40_pt), "0-2 2-5");
}

TEST(Fill, P7AHeadingGoesWithItsText) {
  EXPECT_EQ(columns("lll-l", 30_pt), "0-2 2-5");
}

TEST(Fill, AChainHigherThanTheColumnBreaksWhereItMust) {
  EXPECT_EQ(columns("l-----", 30_pt), "0-3 3-6");
}

TEST(Fill, ForcedBreaksEndAColumn) {
  EXPECT_EQ(columns("llPll", 50_pt), "0-2+ 2-5");
  EXPECT_EQ(columns("llCll", 50_pt), "0-2+ 2-5");
  EXPECT_EQ(columns("lllPll", 30_pt), "0-3+ 3-6") << "also exactly at the column's end";
}

TEST(Fill, AStripHigherThanTheColumnIsPlacedAndReported) {
  EXPECT_EQ(columns("ll", 5_pt), "0-1! 1-2!");
}

TEST(Fill, ANoteStandsInTheColumnOfItsMark) {
  const Fragment note = strips("l");
  // Three lines and 5 + 10 pt of note: the marked line fits only where the note does.
  EXPECT_EQ(columns("lnll", 45_pt, note), "0-3n0:1 3-4");
  EXPECT_EQ(columns("llln", 45_pt, note), "0-3 3-4n0:1");
}

TEST(Fill, ALongNoteGoesOnInTheNextColumn) {
  const Fragment note = strips("llllll");
  EXPECT_EQ(columns("nl", 45_pt, note), "0-1n0:3 1-2n3:6");
}

TEST(Fill, ATableThatGoesOnRepeatsItsHead) {
  const Fragment fragment = strips("htttt");
  const FillRequest request{fragment, 30_pt, Length(), {}};
  FillToken token;
  FillResult first = fill_column(request, token);
  EXPECT_EQ(first.column.end, 3u);
  EXPECT_EQ(first.column.cut, 1u);
  const FillResult second = fill_column(request, first.next);
  EXPECT_EQ(second.column.continued, 1u);
  EXPECT_EQ(second.column.tops[0], 10_pt) << "below the repeated head";
  EXPECT_EQ(second.column.end, 5u);
}

/// "0-4 4-7": columns of a page of three where the text ends, as `fill` says.
std::string page_of_three(const std::string& sketch, Length height, ColumnFill fill) {
  const Fragment fragment = strips(sketch);
  const FillRequest request{fragment, height, Length(), {}};
  std::string out;
  for (const ColumnPlan& column : fill_columns(request, 3, fill, FillToken()).columns) {
    out +=
        (out.empty() ? "" : " ") + std::to_string(column.first) + "-" + std::to_string(column.end);
  }
  return out;
}

TEST(Balance, P8EarlierColumnsGetTheLinesOver) {
  EXPECT_EQ(page_of_three("lllllllll", 60_pt, ColumnFill::balance), "0-3 3-6 6-9");
  EXPECT_EQ(page_of_three("llllllll", 60_pt, ColumnFill::balance), "0-3 3-6 6-8");
  EXPECT_EQ(page_of_three("lllllll", 60_pt, ColumnFill::balance), "0-3 3-6 6-7");
  EXPECT_EQ(page_of_three("llllllll", 60_pt, ColumnFill::automatic), "0-6 6-8");
}

TEST(Balance, P8NeverPartsWhatMustNotPart) {
  EXPECT_EQ(page_of_three("l---ll", 60_pt, ColumnFill::balance), "0-4 4-6");
}

TEST(Balance, P8AFullPageAndOneThatGoesOnStayAsTheyAre) {
  EXPECT_EQ(page_of_three("lllllllll", 20_pt, ColumnFill::balance), "0-2 2-4 4-6");
}

TEST(Balance, P8TextBeforeAForcedPageBreakIsBalancedToo) {
  EXPECT_EQ(page_of_three("llllllPll", 60_pt, ColumnFill::balance), "0-2 2-4 4-6");
}

TEST(Balance, P8AColumnBreakIsMeant) {
  EXPECT_EQ(page_of_three("llllCl", 60_pt, ColumnFill::balance), "0-4 4-6");
}

/// Tops of all strips in one high column on a grid of 10 pt; 'c' is a strip of 7 pt off the grid.
std::vector<Length> tops_on_grid(const std::string& sketch) {
  Fragment fragment = strips(sketch);
  for (std::size_t i = 0; i < sketch.size(); ++i) {
    if (sketch[i] == 'c') {
      fragment.strips[i].height = 7_pt;
    }
    fragment.strips[i].lines.push_back({});
  }
  FillRequest request{fragment, 500_pt, Length(), {}};
  request.grid = 10_pt;
  return fill_column(request, FillToken()).column.tops;
}

TEST(Grid, L3LinesReEnterAndWhatIsBetweenStandsInTheMiddle) {
  EXPECT_EQ(tops_on_grid("lcl"), (std::vector<Length>{0_pt, 11.5_pt, 20_pt}));
  EXPECT_EQ(tops_on_grid("lccl"), (std::vector<Length>{0_pt, 13_pt, 20_pt, 30_pt}))
      << "14 pt in a room of 20";
}

TEST(Grid, L3AtTheHeadOfAColumnAllRoomIsBelow) {
  EXPECT_EQ(tops_on_grid("cl"), (std::vector<Length>{0_pt, 10_pt}));
}

TEST(Grid, L3SpaceAboveALineIsRoundedUp) {
  EXPECT_EQ(tops_on_grid("lsl"), (std::vector<Length>{0_pt, 20_pt, 30_pt}));
}

TEST(Grid, L3AtTheEndOfTheTextThereIsNothingToReEnter) {
  EXPECT_EQ(tops_on_grid("lc"), (std::vector<Length>{0_pt, 10_pt}));
}

TEST(Fill, L7ABlockThatNeedsRoomEndsTheColumn) {
  Fragment fragment = strips("lllll");
  fragment.strips[3].room_needed = 20_pt;
  const auto end = [&](Length height) {
    return fill_column({fragment, height, Length(), {}}, FillToken()).column.end;
  };
  EXPECT_EQ(end(40_pt), 3u) << "10 pt are left";
  EXPECT_EQ(end(50_pt), 5u);
}

TEST(Fill, ABoxThatIsClosedWhereItBreaksNeedsRoomForItsEdges) {
  Fragment fragment = strips("llllllll");
  fragment.boxes.resize(1);
  for (Strip& strip : fragment.strips) {
    strip.boxes = {0};
  }
  const auto ends = [&] {
    const FillRequest request{
        fragment, 40_pt, 5_pt, [&](NoteId) -> const Fragment& { return fragment; }};
    std::string out;
    FillToken token;
    while (token.strip < fragment.strips.size()) {
      FillResult result = fill_column(request, token);
      token = std::move(result.next);
      out += std::to_string(token.strip) + (result.column.tops[0] > Length() ? "' " : " ");
    }
    return out;
  };
  EXPECT_EQ(ends(), "4 8 ") << "sliced: the text fills both columns";
  fragment.boxes[0].head = fragment.boxes[0].foot = 6_pt;
  EXPECT_EQ(ends(), "3 5' 8' ") << "6 below, then 6 above and below, then 6 above";
}

}  // namespace
}  // namespace banxin
