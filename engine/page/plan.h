// One pass of pagination: flows become page plans, page plans give the facts.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/page/fill.h"
#include "engine/page/page.h"

namespace banxin {

enum class PageSide : std::uint8_t { right, left };

/// What stands on a page, before anything is drawn.
struct PagePlan {
  std::size_t flow = 0;
  std::uint32_t master = 0;
  PageSide side = PageSide::right;
  std::vector<ColumnPlan> columns;
  Length foot;  // where notes end, from the head of the columns
  std::string folio;
  bool blank = false;
  bool first_of_flow = false;
  bool opening = false;  // an article begins on it
  std::vector<FieldValues::Running> running;
};

/// A flow's strips and those of its notes, at the flow's measure.
struct FlowText {
  Fragment fragment;
  std::vector<std::optional<Fragment>> notes;  // by NoteId, those the flow marks
  bool has_fields = false;
};

/// The rectangle of the type area (版心) on a page.
Rect type_area(const Styled& styled, const Master& master, PageSide side);
Length column_measure(const Styled& styled, const Master& master);
/// Left edge of column `index` from the type area's left.
Length column_left(const Styled& styled, const Master& master, std::size_t index);

std::string folio_text(FolioFormat format, int number);

/// Lays out a flow with the facts of the pass before.
FlowText lay_out_flow(const Flow& flow, const PageFacts& facts, const BlockContext& context);

struct PagePlans {
  std::vector<PagePlan> pages;
  std::vector<LabelRange> labels;
  PageFacts facts;
  Diagnostics diagnostics;
};

/// Fills pages with all flows in order. A flow of filler pages (Flow::pages_multiple) has as many
/// as are wanted, which may take several tries.
PagePlans plan_pages(const Styled& styled, const std::vector<FlowText>& flows);

}  // namespace banxin
