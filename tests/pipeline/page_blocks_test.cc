// Where blocks stand on the page: across columns, floats, pages of their own, filler pages, and
// articles that go on elsewhere (L7, L8). Issues of one article on small pages of two columns.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

// Type area 120 × 100 mm: two columns of 55 mm, 15 lines of 18 pt.
constexpr std::string_view kLayout = R"(
[layout]
name = "blocks"
version = "1.0"
extends = "golden"
[page]
margins = { top = "10mm", bottom = "10mm", inner = "10mm", outer = "10mm" }
column-gap = "10mm"
[masters.body]
frames = []
columns = 2
column-rule = "1pt"
[masters.wide]
margins = { top = "20mm", bottom = "10mm", inner = "10mm", outer = "10mm" }
columns = 1
frames = []
[masters.filler]
frames = [ { content = [ { text = "补白", style = "base" } ] } ]
[styles.h1]
column-span = "all"
keep-with-next = 2
[styles.body]
text-indent = 0
widows = 1
orphans = 1
[styles.held]
float = "page-top"
margin = "9pt 0"
[styles.apart]
page = "wide"
[divs.held]
box = "held"
[divs.apart]
box = "apart"
[divs.jump]
jump = true
label = "（下转第{rest-page}页）"
)";

constexpr std::string_view kPlain = R"(
[templates]
body = [ { each = "sections", do = [ { each = "articles", do = [
  { box = [ { blocks = "body" } ], anchor = "article" },
] } ] } ]
)";

std::string build(const std::string& markdown, std::string_view more = kPlain, int warnings = 0) {
  MemoryWorld world;
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"blocks\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add_layout("blocks", "layout.toml", std::string(kLayout));
  world.add("layout.toml", std::string(more));
  world.add("a.md", "+++\ntitle = \"题\"\n+++\n\n" + markdown);
  Session session;
  const BuildResult result = session.dump(world, Job{}, Stage::document);
  int found = 0;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    EXPECT_NE(severity_of(diagnostic), Severity::error)
        << to_text(diagnostic, result.sources, Language::en);
    found += severity_of(diagnostic) == Severity::warning ? 1 : 0;
  }
  EXPECT_EQ(found, warnings);
  return result.dump;
}

/// Paragraphs of one line: 段落101 …, so many from `first` on.
std::string lines(int first, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += "段落" + std::to_string(first + i) + "\n\n";
  }
  return out;
}

struct Place {
  int page = -1;  // of the flow `body`, from 0
  double x = 0, y = 0;
};

/// Where `text` is drawn, once; page −1: nowhere or more than once.
Place place_of(const std::string& dump, const std::string& text) {
  const std::size_t at = dump.find("\"" + text);
  if (at == std::string::npos || dump.find("\"" + text, at + 1) != std::string::npos) {
    return {};
  }
  const std::string line = dump.substr(dump.rfind('\n', at) + 1);
  Place place;
  place.y = std::stod(line.substr(line.find("y=") + 2));
  place.x = std::stod(line.substr(line.find("x=") + 2));
  for (std::size_t page = 0; (page = dump.find("flow=body", page)) < at; ++page) {
    ++place.page;
  }
  return place;
}

void expect_all(const std::string& dump, int first, int count) {
  for (int i = first; i < first + count; ++i) {
    EXPECT_GE(place_of(dump, "段落" + std::to_string(i)).page, 0) << i;
  }
}

TEST(PageBlocks, ATitleStandsAcrossEvenColumns) {
  const std::string dump = build(lines(101, 6) + "## 通栏标题\n\n" + lines(201, 4));
  expect_all(dump, 101, 6);
  expect_all(dump, 201, 4);
  const Place title = place_of(dump, "通栏标题");
  EXPECT_NEAR(place_of(dump, "段落104").x, 75, 0.01) << "three lines a column above it";
  EXPECT_NEAR(place_of(dump, "段落104").y, place_of(dump, "段落101").y, 0.01);
  EXPECT_GT(title.y, place_of(dump, "段落106").y);
  EXPECT_NEAR(place_of(dump, "段落201").y, place_of(dump, "段落203").y, 0.01);
  EXPECT_GT(place_of(dump, "段落201").y, title.y);
}

TEST(PageBlocks, TheRuleBetweenColumnsIsAsHighAsTheirText) {
  const std::string dump = build(lines(101, 6) + "## 通栏标题\n\n" + lines(201, 4));
  std::vector<double> heights;
  for (std::size_t at = 0; (at = dump.find("rect x=69.82", at)) != std::string::npos; ++at) {
    heights.push_back(std::stod(dump.substr(dump.find("h=", at) + 2)));
  }
  ASSERT_EQ(heights.size(), 2u) << "none beside the title";
  EXPECT_NEAR(heights[0], 3 * 6.35, 0.01);
  EXPECT_NEAR(heights[1], 2 * 6.35, 0.01);
}

TEST(PageBlocks, ColumnsOfABoxHaveARuleToo) {
  const std::string pair =
      "[styles.pair]\ncolumns = 2\ncolumn-gap = \"5mm\"\ncolumn-rule = \"1pt\"\n"
      "[divs.pair]\nbox = \"pair\"\n";
  const std::string dump =
      build("::: pair\n" + lines(101, 4) + ":::\n", std::string(kPlain) + pair);
  const std::size_t rule = dump.find("rect x=37.32");  // 10 + 25 + 2.5 mm less half a point
  ASSERT_NE(rule, std::string::npos) << dump;
  EXPECT_NEAR(std::stod(dump.substr(dump.find("h=", rule) + 2)), 2 * 6.35, 0.01);
}

TEST(PageBlocks, InOneColumnAcrossIsAsAnyOther) {
  const std::string one = std::string(kPlain) + "[[flows]]\nname = \"body\"\nmaster = \"wide\"\n";
  const std::string text = lines(101, 3) + "## 通栏标题\n\n" + lines(201, 3);
  EXPECT_EQ(build(text, one), build(text, one + "[styles.h1]\ncolumn-span = \"none\"\n"));
}

TEST(PageBlocks, L8AFloatStandsAtTheHeadAndItsTextIsReadWhereItIsWritten) {
  const std::string text = "## 通栏标题\n\n" + lines(101, 10) + "::: held\n浮动框[^1]\n:::\n\n" +
                           lines(201, 20) + "[^1]: 框注\n";
  const std::string dump = build(text);
  expect_all(dump, 101, 10);
  expect_all(dump, 201, 20);
  const Place box = place_of(dump, "浮动框");
  EXPECT_EQ(box.page, place_of(dump, "段落110").page);
  EXPECT_GT(box.y, place_of(dump, "通栏标题").y) << "an article does not open below a float";
  EXPECT_LT(box.y, place_of(dump, "段落101").y);
  EXPECT_EQ(place_of(dump, "框注").page, box.page);
}

TEST(PageBlocks, WhatIsHigherThanAPageDoesNotFloat) {
  const std::string dump =
      build(lines(101, 2) + "::: held\n" + lines(201, 40) + ":::\n\n" + lines(301, 2));
  expect_all(dump, 201, 40);
  EXPECT_GT(place_of(dump, "段落201").y, place_of(dump, "段落102").y) << "below what comes before";
  EXPECT_GT(place_of(dump, "段落240").page, place_of(dump, "段落201").page) << "and parted";
}

TEST(PageBlocks, ABlockHasPagesOfItsOwn) {
  const std::string dump =
      build(lines(101, 4) + "::: apart\n" + lines(201, 3) + ":::\n\n" + lines(301, 4));
  EXPECT_EQ(place_of(dump, "段落104").page, 0);
  EXPECT_EQ(place_of(dump, "段落201").page, 1);
  EXPECT_EQ(place_of(dump, "段落203").x, 10) << "one column";
  EXPECT_NEAR(place_of(dump, "段落201").y - place_of(dump, "段落101").y, 10, 0.01)
      << "its own margins";
  EXPECT_EQ(place_of(dump, "段落301").page, 2);
  EXPECT_NEAR(place_of(dump, "段落303").x, 75, 0.01) << "two columns again";
}

TEST(PageBlocks, APageOpenedWithAnotherMasterNeedsItsMeasure) {
  const std::string opening =
      "[masters.low]\nextends = \"body\"\nmargins = { top = \"40mm\", bottom = \"10mm\", inner = "
      "\"10mm\", outer = \"10mm\" }\n[styles.apart]\npage = \"auto\"\npage-first = ";
  const std::string text = lines(101, 2) + "::: apart\n" + lines(201, 40) + ":::\n";
  const std::string dump = build(text, std::string(kPlain) + opening + "\"low\"\n");
  EXPECT_EQ(place_of(dump, "段落201").page, 1);
  EXPECT_NEAR(place_of(dump, "段落201").y - place_of(dump, "段落101").y, 30, 0.01);
  EXPECT_EQ(place_of(dump, "段落240").page, 2);
  build(text, std::string(kPlain) + opening + "\"wide\"\n", 1);
}

constexpr std::string_view kJumping = R"(
[templates]
body = [
  { each = "sections", do = [ { each = "articles", do = [ { blocks = "body", anchor = "article" } ] } ] },
  { break = "page" },
  { each = "rests", do = [ { text = "（上接第{jump-page}页）" }, { blocks = "rest" } ] },
]
)";

TEST(PageBlocks, L7TheLinesOfAJumpNameEachOthersPages) {
  const std::string dump = build(lines(101, 40) + "::: jump\n:::\n\n" + lines(201, 3), kJumping);
  EXPECT_EQ(place_of(dump, "段落140").page, 1);
  EXPECT_EQ(place_of(dump, "段落201").page, 2);
  EXPECT_EQ(place_of(dump, "（下转第3页）").page, 1);
  EXPECT_EQ(place_of(dump, "（上接第2页）").page, 2);
}

TEST(PageBlocks, FillerPagesMakeThePagesAMultiple) {
  const auto pages = [](const std::string& dump, const std::string& flow) {
    int count = 0;
    for (std::size_t at = 0; (at = dump.find(flow, at)) != std::string::npos; ++at) {
      ++count;
    }
    return count;
  };
  const std::string filler =
      "[[flows]]\nname = \"filler\"\nmaster = \"filler\"\npages-multiple = 4\n";
  for (const int paragraphs : {1, 40, 80, 120}) {
    const std::string dump = build(lines(101, paragraphs), std::string(kPlain) + filler);
    EXPECT_EQ(pages(dump, "flow=") % 4, 0) << paragraphs;
    EXPECT_LT(pages(dump, "flow=filler"), 4) << paragraphs;
  }
}

}  // namespace
}  // namespace banxin
