// A reader's look at finished pages: which lines are loose or tight, what stands badly on a page.
// Nothing here is done unless a report is asked for.
#pragma once

#include <vector>

#include "engine/base/composition_report.h"
#include "engine/page/plan.h"

namespace banxin {

/// A line of text on a page.
struct PlacedLine {
  const SetParagraph* text = nullptr;
  std::uint32_t line = 0;  // of its paragraph
  int column = 0;          // of the page

  const Line& get() const { return text->broken->lines[line]; }

  bool first() const { return line == 0; }

  bool last() const { return line + 1 == text->broken->lines.size(); }
};

/// The first characters of a line, to recognise it by.
std::string beginning_of(const PlacedLine& placed);
/// How many lines up to this one end in a hyphen, without a break between them (U7).
std::uint32_t hyphens_up_to(const PlacedLine& placed);
bool next_is_hyphenated(const PlacedLine& placed);

/// The lines of a page in reading order: column by column, notes after their column. Running heads
/// and other furniture are not among them.
std::vector<PlacedLine> lines_of(const PagePlan& page, const FlowText& flow);

/// What stands badly at the head and foot of a page's columns (P6, P7, D4).
struct EdgeFlaw {
  Flaw flaw{};
  double amount = 0;
  PlacedLine line;
};

std::vector<EdgeFlaw> edge_flaws(const PagePlan& page, const FlowText& flow, const Styled& styled);

/// Lines under one another whose blanks of marks make a white river, told at the lowest line.
struct River {
  std::uint32_t line = 0;    // of the paragraph
  std::uint32_t length = 0;  // in lines
};

std::vector<River> rivers_of(const SetParagraph& text);

/// The whole report; `article` of its lines is left empty.
CompositionReport report_composition(const PagePlans& plans,
                                     const std::vector<FlowText>& flows,
                                     const Styled& styled);

}  // namespace banxin
