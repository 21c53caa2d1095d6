// Floats at the head and foot of columns and pages (L8).
#include <gtest/gtest.h>

#include "engine/page/page_sketch.h"

namespace banxin {
namespace {

using page_test::floating;
using page_test::pages;
using page_test::Paper;
using page_test::strips;

std::string set(const std::string& sketch,
                const std::vector<StripFloat>& floats,
                const Paper& paper = {1, 60_pt}) {
  Fragment fragment = strips(sketch);
  fragment.floats = floats;
  return pages(fragment, paper);
}

const StripFloat kColumnTop = floating(Float::column_top, 15_pt);  // 20 pt with its space
const StripFloat kColumnBottom = floating(Float::column_bottom, 15_pt);
const StripFloat kPageTop = floating(Float::page_top, 15_pt);
const StripFloat kPageBottom = floating(Float::page_bottom, 15_pt);

TEST(Float, L8GoesToTheHeadOfTheColumnItIsCalledIn) {
  EXPECT_EQ(set("ll0l", {kColumnTop}), "0-3f0");
  EXPECT_EQ(set("ll0lllll", {kColumnTop}), "0-4f0 / 4-7") << "four lines of 10 pt below 20 pt";
}

TEST(Float, L8OrToItsFoot) {
  EXPECT_EQ(set("ll0lllll", {kColumnBottom}), "0-4f0+45 / 4-7");
}

TEST(Float, L8WhereItWouldPushItsCallAwayItWaitsForTheNextColumn) {
  EXPECT_EQ(set("llllll0ll", {kColumnTop}, {2, 60_pt, ColumnFill::automatic}), "0-6|6-8f0");
  EXPECT_EQ(set("llllll0ll", {kColumnTop}), "0-6 / 6-8f0") << "or page: never before its call";
}

TEST(Float, L8AcrossThePageColumnsStandBelowOrAboveIt) {
  EXPECT_EQ(set("l0llllll", {kPageTop}, {2, 60_pt}), "=f0 0-4|4-7@20");
  EXPECT_EQ(set("l0llllll", {kPageBottom}, {2, 60_pt}), "0-4|4-7 =f0+5@40");
}

TEST(Float, L8AcrossThePageItWaitsForTheNextPageToo) {
  EXPECT_EQ(set("llllllllllll0llll", {kPageTop}, {2, 60_pt}), "0-6|6-12 / =f0 12-14|14-16@20");
}

TEST(Float, WhatMustStayTogetherIsNotPartedBelowIt) {
  // A title with its first lines, and room for one line in each column below the float.
  EXPECT_EQ(set("llllllllllll0l---ll", {floating(Float::page_top, 45_pt)}, {2, 60_pt}),
            "0-6|6-12 / =f0 / 12-16|16-18");
}

TEST(Float, ThoseOfAKindKeepTheirOrder) {
  const StripFloat tall = floating(Float::column_top, 40_pt);
  // The first does not fit beside its call; the second would, but must not come before it.
  EXPECT_EQ(set("ll0l1lll", {tall, kColumnTop}), "0-6 / f0 / f1");
  const StripFloat table = floating(Float::column_top, 15_pt, TagRole::table);
  EXPECT_EQ(set("ll0l1lll", {tall, table}), "0-4f1 / 4-5f0 / 5-6")
      << "a table may overtake a figure";
}

TEST(Float, SeveralStandOneBelowTheOther) {
  EXPECT_EQ(set("l0l1", {kPageTop, kPageTop}, {2, 60_pt}), "=f0f1+20 0-1|1-2@40");
  EXPECT_EQ(set("l0l1", {kColumnTop, kColumnBottom}), "0-2f0f1+45");
}

TEST(Float, LeftOverItStandsWhereItsArticleEnds) {
  const StripFloat tall = floating(Float::page_top, 30_pt);
  // Four lines and the float fit no page of 60 pt together: it comes below the article's last line.
  EXPECT_EQ(set("llll0Kl", {tall}), "0-4 / =f0 4-6@35");
  EXPECT_EQ(set("ll0Kl", {floating(Float::page_top, 45_pt)}), "0-2 / =f0 2-3@50 / 3-4");
}

TEST(Float, LeftOverItStandsAtTheHeadOfALaterColumnWhereItsArticleIsMadeEven) {
  // Below its own title it must not stand, and above the next article it must: the first article's
  // columns are even, with the float in the second, and the next begins below all of them.
  EXPECT_EQ(set("Klll0lllKll", {kColumnTop}, {2, 100_pt}), "0-5|5-7f0 7-9|9-10@50");
}

TEST(Float, NeverStandsAboveOrBelowTextOfAnotherArticle) {
  EXPECT_EQ(set("llKl0l", {kPageTop}, {1, 80_pt}), "0-5 =f0@55")
      << "the page's head belongs to the first";
  EXPECT_EQ(set("l0Kl", {kPageBottom}), "0-1 =f0@15 1-3@35") << "the foot to the second";
}

TEST(Float, OnAnOpeningPageItStandsBelowTheTitleAcross) {
  Fragment fragment = strips("Alll0l");
  fragment.strips[0].clear_floats = true;
  fragment.floats = {kPageTop};
  EXPECT_EQ(pages(fragment, {2, 60_pt}), "=0-1 =f0+5@10 1-3|3-5@35");
  fragment = strips("AAlll0l");  // under a section's title
  fragment.strips[1].clear_floats = true;
  fragment.floats = {kPageTop};
  EXPECT_EQ(pages(fragment, {2, 80_pt}), "=0-2 =f0+5@20 2-4|4-6@45");
}

TEST(Float, MoreThanTwoThirdsOfAPageAreNotForFloats) {
  EXPECT_EQ(set("llllll012lllllll", {kPageTop, kPageTop, kPageTop}),
            "0-6 / =f0f1+20 6-8@40 / =f2 8-12@20 / 12-13");
}

TEST(Float, OneHigherThanAPageHasOneForItself) {
  EXPECT_EQ(set("ll0ll", {floating(Float::page_top, 80_pt)}), "0-4 / =f0");
  EXPECT_EQ(set("ll0ll", {floating(Float::column_bottom, 80_pt)}), "0-4 / f0");
}

TEST(Float, L3TextBelowItIsOnTheGrid) {
  Fragment fragment = strips("l0l");
  fragment.floats = {floating(Float::page_top, 18_pt)};
  EXPECT_EQ(pages(fragment, {2, 60_pt, ColumnFill::balance, 10_pt}), "=f0 0-1|1-2@30");
}

TEST(Float, AnyNumberOfThemEnds) {
  std::string sketch;
  std::vector<StripFloat> floats;
  for (int i = 0; i < 10; ++i) {
    sketch += "l" + std::to_string(i);
    floats.push_back(i % 2 == 0 ? floating(Float::page_bottom, 50_pt) : kColumnTop);
  }
  const std::string out = set(sketch, floats, {2, 60_pt});
  for (int i = 0; i < 10; ++i) {
    EXPECT_NE(out.find("f" + std::to_string(i)), std::string::npos) << out;
  }
}

}  // namespace
}  // namespace banxin
