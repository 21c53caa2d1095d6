#include "engine/impose/sheet.h"

#include <numeric>

#include <gtest/gtest.h>

namespace banxin::impose {
namespace {

PageOrder pages(int count) {
  PageOrder order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  return order;
}

SheetPlan plan(int count, Imposition::Kind kind, int per_side = 2) {
  Imposition imposition;
  imposition.kind = kind;
  imposition.pages_per_side = per_side;
  return plan_sheets(pages(count), imposition, Binding::left);
}

SheetRules magazine() {
  SheetRules rules;
  rules.page = {210_mm, 285_mm};
  rules.bleed = 3_mm;
  return rules;
}

std::string laid_out(const SheetPlan& plan, std::size_t side, const SheetRules& rules) {
  return to_text(lay_out(plan, plan.sides[side], *media_size(plan, rules), rules));
}

TEST(Sheet, PagesMeetAtTheSpineAndAreClippedThere) {  // I-3
  EXPECT_EQ(laid_out(plan(8, Imposition::Kind::saddle_stitch), 0, magazine()),
            "sheet 426x291 mm, trim 3 3 420x285, folds 213\n"
            "  page 8 at 3 3 210x285 clip 0 0 213x291\n"
            "  page 1 at 213 3 210x285 clip 213 0 213x291\n");
}

TEST(Sheet, CreepMovesInnerSheetsTowardTheSpine) {  // I-2
  SheetRules rules = magazine();
  rules.creep = 0.1_mm;
  const SheetPlan stitched = plan(84, Imposition::Kind::saddle_stitch);
  EXPECT_EQ(laid_out(stitched, 0, rules),
            "sheet 426x291 mm, trim 3 3 420x285, folds 213\n"
            "  page 84 at 3 3 210x285 clip 0 0 213x291\n"
            "  page 1 at 213 3 210x285 clip 213 0 213x291\n");
  EXPECT_EQ(laid_out(stitched, 40, rules),  // 20 sheets lie round it: 2 mm
            "sheet 426x291 mm, trim 3 3 420x285, folds 213\n"
            "  page 44 at 5 3 210x285 clip 0 0 213x291\n"
            "  page 41 at 211 3 210x285 clip 213 0 213x291\n");
}

TEST(Sheet, MillingKeepsPagesApart) {  // I-5
  SheetRules rules = magazine();
  rules.spine_gap = 6_mm;
  EXPECT_EQ(laid_out(plan(8, Imposition::Kind::signatures), 0, rules),
            "sheet 432x291 mm, trim 3 3 426x285, folds 216\n"
            "  page 8 at 3 3 210x285 clip 0 0 216x291\n"
            "  page 1 at 219 3 210x285 clip 216 0 216x291\n");
}

TEST(Sheet, ACoverFoldsOnBothSidesOfItsSpine) {  // I-5
  SheetRules rules = magazine();
  rules.spine_gap = 5_mm;
  rules.fold = SheetRules::Fold::edges;
  EXPECT_EQ(laid_out(plan(4, Imposition::Kind::saddle_stitch), 0, rules),
            "sheet 431x291 mm, trim 3 3 425x285, folds 213 218\n"
            "  page 4 at 3 3 210x285 clip 0 0 215.5x291\n"
            "  page 1 at 218 3 210x285 clip 215.5 0 215.5x291\n");
}

TEST(Sheet, CrossFoldLeavesRoomForTheKnifeAtTheHeads) {
  EXPECT_EQ(laid_out(plan(8, Imposition::Kind::saddle_stitch, 4), 0, magazine()),
            "sheet 426x582 mm, trim 3 3 420x576, folds 213, across 291\n"
            "  page 5 head down at 3 3 210x285 clip 0 0 213x291\n"
            "  page 4 head down at 213 3 210x285 clip 213 0 213x291\n"
            "  page 8 at 3 294 210x285 clip 0 291 213x291\n"
            "  page 1 at 213 294 210x285 clip 213 291 213x291\n");
}

TEST(Sheet, ThreeFoldsLeaveRoomAtTheForeEdges) {
  const SheetPlan octavo = plan(16, Imposition::Kind::saddle_stitch, 8);
  EXPECT_EQ(laid_out(octavo, 0, magazine()).substr(0, 70),
            "sheet 852x582 mm, trim 3 3 846x576, folds 213 426 639, across 291\n  pa");
}

TEST(Sheet, SingleLeavesAreCutOnAllSides) {
  EXPECT_EQ(laid_out(plan(4, Imposition::Kind::cut_stack), 0, magazine()),
            "sheet 432x291 mm, trim 3 3 426x285\n"
            "  page 1 at 3 3 210x285 clip 0 0 216x291\n"
            "  page 3 at 219 3 210x285 clip 216 0 216x291\n");
}

TEST(Sheet, MarksNeedRoom) {  // R16
  SheetRules rules = magazine();
  rules.marks = SheetRules::Marks::some;
  const SheetPlan stitched = plan(4, Imposition::Kind::saddle_stitch);
  EXPECT_EQ(*media_size(stitched, rules), (Size{444_mm, 309_mm}));
  rules.sheet = Size{450_mm, 320_mm};
  EXPECT_EQ(*media_size(stitched, rules), (Size{450_mm, 320_mm}));
}

TEST(Sheet, AGivenSheetIsTurnedIfThatHelps) {
  SheetRules rules = magazine();
  rules.sheet = Size{320_mm, 450_mm};
  const SheetPlan stitched = plan(4, Imposition::Kind::saddle_stitch);
  EXPECT_EQ(*media_size(stitched, rules), (Size{450_mm, 320_mm}));
  EXPECT_EQ(laid_out(stitched, 0, rules),
            "sheet 450x320 mm, trim 15 17.5 420x285, folds 225\n"
            "  page 4 at 15 17.5 210x285 clip 12 14.5 213x291\n"
            "  page 1 at 225 17.5 210x285 clip 225 14.5 213x291\n");
  rules.sheet = Size{420_mm, 297_mm};  // A3: no room for the bleed
  EXPECT_EQ(media_size(stitched, rules), std::nullopt);
}

}  // namespace
}  // namespace banxin::impose
