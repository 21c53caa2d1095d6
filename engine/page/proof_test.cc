// What a composition report finds on pages, on hand-made lines: no font, no text.
#include "engine/page/proof.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

constexpr Length kEm = Length::pt(10);

/// Styles of the sketches: 0 a paragraph, 1 a heading.
Styled styled() {
  Styled out;
  out.block_styles.resize(2);
  out.block_styles[1].role = TagRole::h2;
  out.masters.resize(1);
  return out;
}

SetParagraph paragraph(std::size_t lines, std::uint32_t style = 0) {
  auto source = std::make_shared<Paragraph>();
  source->style = static_cast<BlockStyleId>(style);
  auto shaped = std::make_shared<ShapedText>();
  shaped->em = kEm;
  auto broken = std::make_shared<BrokenText>();
  for (std::size_t i = 0; i < lines; ++i) {  // one Han a line
    shaped->text += "版";
    ShapedCluster cluster;
    cluster.text_begin = static_cast<std::uint32_t>(3 * i);
    cluster.text_end = cluster.text_begin + 3;
    cluster.size = cluster.advance = kEm;
    shaped->clusters.push_back(cluster);
    Line line;
    line.begin = static_cast<std::uint32_t>(i);
    line.end = line.begin + 1;
    line.placed = {{Length(), Length(), kEm}};
    line.last = i + 1 == lines;
    line.justified = !line.last;
    broken->lines.push_back(std::move(line));
  }
  return {std::move(source), std::move(shaped), std::move(broken), {}};
}

/// Paragraphs by their numbers of lines, 'H' a heading: "2H3".
FlowText flow(const std::string& sketch) {
  FlowText out;
  for (const char c : sketch) {
    const auto number = static_cast<std::uint32_t>(out.fragment.paragraphs.size());
    out.fragment.paragraphs.push_back(c == 'H' ? paragraph(1, 1)
                                               : paragraph(static_cast<std::size_t>(c - '0')));
    const auto lines = out.fragment.paragraphs.back().broken->lines.size();
    for (std::uint32_t i = 0; i < lines; ++i) {
      Strip strip;
      strip.lines.push_back({number, i});
      out.fragment.strips.push_back(strip);
    }
  }
  return out;
}

/// A page of one column with strips [first, end).
PagePlan page(std::size_t first, std::size_t end) {
  PagePlan plan;
  plan.columns.resize(1);
  plan.columns[0].first = first;
  plan.columns[0].end = end;
  return plan;
}

/// "orphan heading-at-foot:1"
std::string flaws(const FlowText& text, std::size_t first, std::size_t end) {
  std::string out;
  for (const EdgeFlaw& edge : edge_flaws(page(first, end), text, styled())) {
    out += (out.empty() ? "" : " ") + std::string(flaw_name(edge.flaw));
    out += edge.amount > 0 ? ":" + std::to_string(static_cast<int>(edge.amount)) : "";
  }
  return out;
}

TEST(Edges, ASingleLineAtTheHeadOrFootP6) {
  EXPECT_EQ(flaws(flow("33"), 0, 4), "orphan");
  EXPECT_EQ(flaws(flow("33"), 2, 6), "widow");
  EXPECT_EQ(flaws(flow("33"), 0, 3), "");
  EXPECT_EQ(flaws(flow("33"), 1, 5), "") << "two lines at either edge are no fault";
  EXPECT_EQ(flaws(flow("31"), 3, 4), "") << "a paragraph of one line is whole";
}

TEST(Edges, AHeadingWithTooLittleBelowItP7) {
  EXPECT_EQ(flaws(flow("3H3"), 0, 4), "heading-at-foot");
  EXPECT_EQ(flaws(flow("3H3"), 0, 5), "orphan heading-at-foot:1");
  EXPECT_EQ(flaws(flow("3H3"), 0, 6), "");
  EXPECT_EQ(flaws(flow("3H1H3"), 0, 5), "") << "a paragraph of one line below it is whole";
  EXPECT_EQ(flaws(flow("3H"), 0, 4), "") << "nothing follows";
}

TEST(Edges, WhereTheTextWasMeantToEndNothingIsWrong) {
  FlowText text = flow("3H3");
  text.fragment.strips[4].break_before = BreakRule::page;
  EXPECT_EQ(flaws(text, 0, 4), "");
}

TEST(Edges, AColumnThatEndsInAHyphenD4) {
  FlowText text = flow("5");
  auto broken = std::make_shared<BrokenText>(*text.fragment.paragraphs[0].broken);
  broken->lines[2].hyphen = true;
  text.fragment.paragraphs[0].broken = broken;
  EXPECT_EQ(flaws(text, 0, 3), "column-end");
  EXPECT_EQ(flaws(text, 0, 2), "");
}

/// The lines of a paragraph changed one by one.
template <class Change>
FlowText changed(const std::string& sketch, Change change) {
  FlowText text = flow(sketch);
  auto broken = std::make_shared<BrokenText>(*text.fragment.paragraphs[0].broken);
  for (std::size_t i = 0; i < broken->lines.size(); ++i) {
    change(i, broken->lines[i]);
  }
  text.fragment.paragraphs[0].broken = broken;
  return text;
}

/// Flaws of the whole flow on one page, with their amounts.
std::string report(const FlowText& text) {
  PagePlans plans;
  plans.pages.push_back(page(0, text.fragment.strips.size()));
  std::vector<FlowText> flows;
  flows.push_back(text);
  std::string out;
  const CompositionReport report = report_composition(plans, flows, styled());
  for (const Finding& finding : report.pages.at(0).findings) {
    out += (out.empty() ? "" : " ") + std::string(flaw_name(finding.flaw));
    out += "=" + std::to_string(static_cast<int>(finding.amount * 100));
  }
  return out;
}

TEST(Report, GapsAreGradedAsJ8Does) {
  const auto with_gap = [](std::int64_t part) {
    return report(changed(
        "2", [&](std::size_t i, Line& line) { line.worst_gap = i == 0 ? kEm / part : Length(); }));
  };
  EXPECT_EQ(with_gap(16), "");
  EXPECT_EQ(with_gap(8), "");
  EXPECT_EQ(with_gap(7), "loose=14");
  EXPECT_EQ(with_gap(4), "loose=25");
  EXPECT_EQ(with_gap(3), "very-loose=33");
}

TEST(Report, StopsCompressedByMoreThanAQuarterJ8) {
  const auto with_stop = [](std::int64_t part) {
    return report(changed("2", [&](std::size_t i, Line& line) {
      line.squeezed[static_cast<std::size_t>(ShrinkStep::stops)] = i == 0 ? kEm / part : Length();
    }));
  };
  EXPECT_EQ(with_stop(4), "");
  EXPECT_EQ(with_stop(3), "tight-stop=33");
}

TEST(Report, EveryEmergencyIsToldJ7) {
  using Emergency = Line::Emergency;
  const std::pair<Emergency, std::string> rows[] = {{Emergency::overfull, "overfull=0"},
                                                    {Emergency::prohibition, "prohibition=0"},
                                                    {Emergency::token_split, "token-split=0"},
                                                    {Emergency::soft_unit, "soft-unit=0"},
                                                    {Emergency::hyphenated, "soft-unit=0"},
                                                    {Emergency::none, ""}};
  for (const auto& [emergency, expected] : rows) {
    EXPECT_EQ(report(changed("2",
                             [&, e = emergency](std::size_t i, Line& line) {
                               line.emergency = i == 0 ? e : Emergency::none;
                             })),
              expected);
  }
}

TEST(Report, TwoHyphensInARowAreAllowedThreeAreALadderU7) {
  const auto with_hyphens = [](std::size_t count) {
    return report(
        changed("6", [&](std::size_t i, Line& line) { line.hyphen = i >= 1 && i < 1 + count; }));
  };
  EXPECT_EQ(with_hyphens(2), "");
  EXPECT_EQ(with_hyphens(3), "hyphen-ladder=300");
  EXPECT_EQ(with_hyphens(4), "hyphen-ladder=400");
}

TEST(Report, SharesAreOfJustifiedLines) {
  const FlowText text = changed("4", [](std::size_t i, Line& line) {
    line.worst_gap = i == 0 ? kEm / 10 : Length();
    line.ratio = i == 1 ? -300 : 0;
  });
  PagePlans plans;
  plans.pages.push_back(page(0, 4));
  std::vector<FlowText> flows;
  flows.push_back(text);
  const CompositionReport report = report_composition(plans, flows, styled());
  EXPECT_EQ(report.total, (LineCounts{4, 3, 1, 0, 0, 1}));
  ASSERT_EQ(report.pages[0].loosest.size(), 1u);
  EXPECT_DOUBLE_EQ(report.pages[0].loosest[0].gap, 0.1);
  ASSERT_EQ(report.pages[0].tightest.size(), 1u);
  EXPECT_DOUBLE_EQ(report.pages[0].tightest[0].ratio, -0.3);
}

/// Each line "版，" with the comma at the given place, in tenths of an em.
std::vector<River> rivers(const std::vector<int>& commas) {
  SetParagraph text = paragraph(0);
  auto shaped = std::make_shared<ShapedText>();
  auto broken = std::make_shared<BrokenText>();
  shaped->em = kEm;
  for (std::size_t i = 0; i < commas.size(); ++i) {
    Line line;
    line.begin = static_cast<std::uint32_t>(3 * i);
    line.end = line.begin + 3;
    for (const CharClass cls : {CharClass::han, CharClass::pause, CharClass::han}) {
      ShapedCluster cluster;
      cluster.cls = cls;
      cluster.size = kEm;
      shaped->clusters.push_back(cluster);
      line.placed.push_back({kEm * commas[i] / 10, Length(), kEm});
    }
    broken->lines.push_back(line);
  }
  text.shaped = shaped;
  text.broken = broken;
  return rivers_of(text);
}

TEST(Rivers, FourBlanksUnderOneAnother) {
  ASSERT_EQ(rivers({100, 101, 99, 100}).size(), 1u);
  EXPECT_EQ(rivers({100, 101, 99, 100})[0].length, 4u);
  EXPECT_EQ(rivers({100, 101, 99, 100})[0].line, 3u);
  EXPECT_TRUE(rivers({100, 101, 99}).empty()) << "three happen by chance";
  EXPECT_TRUE(rivers({100, 101, 150, 100}).empty());
  EXPECT_EQ(rivers({100, 102, 104, 106, 150}).at(0).line, 3u) << "it may lean";
}

}  // namespace
}  // namespace banxin
