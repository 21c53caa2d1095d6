// Pages from flows: sides, blank pages, folios, running strings, anchors.
#include "engine/page/plan.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

Strip line(Length height = 10_pt) {
  Strip strip;
  strip.height = height;
  return strip;
}

/// A page of 100 × 40 pt without margins: four lines.
Styled small_pages() {
  Styled styled;
  styled.page = {100_pt, 40_pt};
  styled.masters.resize(2);
  styled.masters[1].name = "blank";
  styled.block_styles.resize(1);
  return styled;
}

Flow flow(std::string name, BreakRule start = BreakRule::page) {
  Flow flow;
  flow.name = std::move(name);
  flow.start = start;
  flow.master_blank = 1;
  flow.blocks.resize(1);
  return flow;
}

FlowText lines(int count) {
  FlowText text;
  for (int i = 0; i < count; ++i) {
    text.fragment.strips.push_back(line());
  }
  return text;
}

/// "body:1R body:2L": flow, folio, side of each page; "~" for a blank one.
std::string pages(const Styled& styled, const std::vector<FlowText>& flows) {
  std::string out;
  for (const PagePlan& page : plan_pages(styled, flows).pages) {
    out += (out.empty() ? "" : " ") + styled.flows[page.flow].name + ":" + page.folio +
           (page.side == PageSide::right ? "R" : "L") + (page.blank ? "~" : "");
  }
  return out;
}

TEST(Plan, RectoAndVersoAlternateL6) {
  Styled styled = small_pages();
  styled.flows = {flow("body")};
  EXPECT_EQ(pages(styled, {lines(9)}), "body:1R body:2L body:3R");
}

TEST(Plan, ARectoOpeningPutsABlankVersoBeforeIt) {
  Styled styled = small_pages();
  styled.flows = {flow("cover"), flow("body", BreakRule::recto)};
  styled.flows[1].restart_folio = 1;
  EXPECT_EQ(pages(styled, {lines(1), lines(5)}), "cover:1R body:2L~ body:1R body:2L");
}

TEST(Plan, ASectionInsideAFlowMayOpenOnARecto) {
  Styled styled = small_pages();
  styled.flows = {flow("body")};
  FlowText text = lines(3);
  text.fragment.strips[1].break_before = BreakRule::recto;
  EXPECT_EQ(pages(styled, {text}), "body:1R body:2L~ body:3R");
}

TEST(Plan, WithoutFacingPagesThereAreNoBlankOnes) {
  Styled styled = small_pages();
  styled.facing = false;
  styled.flows = {flow("cover"), flow("body", BreakRule::recto)};
  EXPECT_EQ(pages(styled, {lines(1), lines(1)}), "cover:1R body:2R");
}

TEST(Plan, FoliosRestartAndChangeFormL6) {
  Styled styled = small_pages();
  styled.flows = {flow("contents"), flow("body")};
  styled.flows[0].folio = FolioFormat::lower_roman;
  styled.flows[1].restart_folio = 1;
  const PagePlans plans = plan_pages(styled, {lines(5), lines(1)});
  EXPECT_EQ(plans.pages[1].folio, "ii");
  EXPECT_EQ(plans.pages[2].folio, "1");
  ASSERT_EQ(plans.labels.size(), 2u);
  EXPECT_EQ(plans.labels[1].first_page, 2);
  EXPECT_EQ(plans.labels[1].start, 1);
}

TEST(Plan, FolioForms) {
  EXPECT_EQ(folio_text(FolioFormat::lower_roman, 4), "iv");
  EXPECT_EQ(folio_text(FolioFormat::lower_roman, 19), "xix");
  EXPECT_EQ(folio_text(FolioFormat::upper_roman, 1987), "MCMLXXXVII");
  EXPECT_EQ(folio_text(FolioFormat::chinese, 12), "十二");
  EXPECT_EQ(folio_text(FolioFormat::none, 3), "");
}

TEST(Plan, AnchorsGetPageAndFolio) {
  Styled styled = small_pages();
  styled.anchors = {"article:a"};
  styled.flows = {flow("cover"), flow("body")};
  styled.flows[1].restart_folio = 1;
  FlowText body = lines(6);
  body.fragment.strips[5].anchors = {static_cast<AnchorId>(0)};
  const PagePlans plans = plan_pages(styled, {lines(1), body});
  EXPECT_EQ(plans.facts.anchors[0].page, 2);
  EXPECT_EQ(plans.facts.anchors[0].folio, "2");
}

TEST(Plan, RunningStringsCarryOver) {
  Styled styled = small_pages();
  styled.flows = {flow("body")};
  FlowText text = lines(12);
  text.fragment.strips[0].strings = {{"section", "要闻"}};
  text.fragment.strips[5].strings = {{"section", "产业"}};
  text.fragment.strips[6].strings = {{"section", "港航"}};
  const PagePlans plans = plan_pages(styled, {text});
  const auto running = [&](std::size_t page) {
    const FieldValues::Running& r = plans.pages[page].running.at(0);
    return r.first + "/" + r.last;
  };
  EXPECT_EQ(running(0), "要闻/要闻");
  EXPECT_EQ(running(1), "产业/港航");
  EXPECT_EQ(running(2), "港航/港航");
}

TEST(Plan, TypeAreaMirrorsInnerAndOuterMargins) {
  Styled styled = small_pages();
  Master master;
  master.margin_inner = 20_pt;
  master.margin_outer = 10_pt;
  EXPECT_EQ(type_area(styled, master, PageSide::right).x, 20_pt);
  EXPECT_EQ(type_area(styled, master, PageSide::left).x, 10_pt);
  styled.right_bound = true;
  EXPECT_EQ(type_area(styled, master, PageSide::right).x, 10_pt);
}

TEST(Plan, TwoColumnsFillOneAfterTheOther) {
  Styled styled = small_pages();
  styled.masters[0].columns = 2;
  styled.masters[0].column_gap = 10_pt;
  styled.flows = {flow("body")};
  const PagePlans plans = plan_pages(styled, {lines(7)});
  ASSERT_EQ(plans.pages.size(), 1u);
  ASSERT_EQ(plans.pages[0].columns.size(), 2u);
  EXPECT_EQ(plans.pages[0].columns[1].first, 4u);
  EXPECT_EQ(column_measure(styled, styled.masters[0]), 45_pt);
  EXPECT_EQ(column_left(styled, styled.masters[0], 1), 55_pt);
}

}  // namespace
}  // namespace banxin
