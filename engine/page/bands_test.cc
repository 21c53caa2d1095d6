// Blocks across the columns of a page (column-span).
#include <gtest/gtest.h>

#include "engine/page/page_sketch.h"

namespace banxin {
namespace {

using page_test::pages;
using page_test::Paper;
using page_test::strips;

std::string set(const std::string& sketch, const Paper& paper = {}) {
  return pages(strips(sketch), paper);
}

TEST(Across, ATitleAtTheHeadStandsOverTheColumns) {
  EXPECT_EQ(set("Allllllll"), "=0-1 1-5|5-9@10");
}

TEST(Across, InTheMiddleTheColumnsAboveItAreLevelAndGoOnBelow) {
  EXPECT_EQ(set("llllAllll"), "0-2|2-4 =4-5@20 5-7|7-9@30");
  EXPECT_EQ(set("lllllAl"), "0-3|3-5 =5-6@30 6-7@40") << "P8: the first column is the longer one";
}

TEST(Across, ColumnsAboveItAreLevelWhateverColumnFillSays) {
  EXPECT_EQ(set("llllAllll", {2, 60_pt, ColumnFill::automatic}), "0-2|2-4 =4-5@20 5-8|8-9@30");
}

TEST(Across, SeveralOnAPage) {
  EXPECT_EQ(set("AllAllAl"), "=0-1 1-2|2-3@10 =3-4@20 4-5|5-6@30 =6-7@40 7-8@50");
  EXPECT_EQ(set("llAAll"), "0-1|1-2 =2-4@10 4-5|5-6@30") << "one after the other";
}

TEST(Across, InOneColumnNothingChanges) {
  EXPECT_EQ(set("llAlll", {1, 60_pt}), "0-2 =2-3@20 3-6@30");
  EXPECT_EQ(set("llAlll", {1, 30_pt}), "0-2 =2-3@20 / 3-6");
}

TEST(Across, WhereItDoesNotFitThePageEndsAboveIt) {
  EXPECT_EQ(set("llllllAll", {2, 30_pt}), "0-3|3-6 / =6-7 7-8|8-9@10");
  // Three lines and the title fit, but level columns leave no room below 20 pt.
  EXPECT_EQ(set("lllA", {2, 20_pt}), "0-2|2-3 / =3-4");
}

TEST(Across, P7ATitleGoesWithTheFirstLinesBelowIt) {
  EXPECT_EQ(set("llllA--l", {2, 40_pt}), "0-2|2-4 / =4-5 5-7|7-8@10")
      << "the title fits, not the two lines that belong to it";
  EXPECT_EQ(set("llllA--l", {2, 50_pt}), "0-2|2-4 =4-5@20 5-7|7-8@30");
}

TEST(Across, WhatStaysWithTheTextAboveTakesItAlong) {
  EXPECT_EQ(set("llllallll", {2, 20_pt}), "0-2|2-3 / 3-4 =4-5@10 / 5-7|7-9");
}

TEST(Across, APageBreakBeforeOrBelowItHolds) {
  EXPECT_EQ(set("llAPl"), "0-1|1-2 =2-3@10 / 3-4|4-5");
  Fragment fragment = strips("llAll");
  fragment.strips[2].break_before = BreakRule::page;
  EXPECT_EQ(pages(fragment, {}), "0-1|1-2 / =2-3 3-4|4-5@10");
}

TEST(Across, SpaceAroundItStaysInThePageAndVanishesAtItsHead) {
  Fragment fragment = strips("llAll");
  fragment.strips[2].space_before = 5_pt;  // above the title
  fragment.strips[3].space_before = 3_pt;  // below it
  EXPECT_EQ(pages(fragment, {}), "0-1|1-2 =2-3@15 3-4|4-5@28");
  fragment = strips("All");
  fragment.strips[0].space_before = 5_pt;
  EXPECT_EQ(pages(fragment, {}), "=0-1 1-2|2-3@10");
}

TEST(Across, NotesOfAColumnStandTogetherAtItsFoot) {
  const Fragment note = strips("l");
  // The mark is above the title; the columns below leave room for 5 + 10 pt in the first.
  EXPECT_EQ(pages(strips("nlAlllllll"), {2, 60_pt}, note), "0-1n0:1|1-2 =2-3@10 3-5|5-9@20 / 9-10");
}

TEST(Across, L3TextBelowIsOnTheGridAndTheTitleInTheMiddle) {
  Fragment fragment = strips("llAll");
  fragment.strips[2].height = 14_pt;
  for (Strip& strip : fragment.strips) {
    strip.lines.push_back({});
  }
  EXPECT_EQ(pages(fragment, {2, 60_pt, ColumnFill::balance, 10_pt}), "0-1|1-2 =2-3@13 3-4|4-5@30");
}

TEST(Across, L7ATitleThatNeedsRoomBeginsAPage) {
  Fragment fragment = strips("llAll");
  fragment.strips[2].room_needed = 50_pt;
  EXPECT_EQ(pages(fragment, {2, 60_pt}), "0-1|1-2 =2-3@10 3-4|4-5@20");
  fragment.strips[2].room_needed = 51_pt;
  EXPECT_EQ(pages(fragment, {2, 60_pt}), "0-1|1-2 / =2-3 3-4|4-5@10");
}

TEST(Across, OneHigherThanThePageIsPlacedAndReported) {
  Fragment fragment = strips("lAl");
  fragment.strips[1].height = 80_pt;
  EXPECT_EQ(pages(fragment, {}), "0-1 / =1-2 / 2-3");
}

}  // namespace
}  // namespace banxin
