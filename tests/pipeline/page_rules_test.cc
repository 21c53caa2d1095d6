// Rules of the page (P6–P8, L1–L3, L7) and the gates of J8, on issues of one article with a layout
// of their own: pages without frames, body lines of 15 pt on a pitch of 18.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

constexpr double kPitch = 18 * 25.4 / 72;  // mm
constexpr std::string_view kTen = "一二三四五六七八九十";

constexpr std::string_view kLayout = R"(
[layout]
name = "rules"
version = "1.0"
extends = "golden"
[page]
margins = { top = "10mm", bottom = "10mm", inner = "10mm", outer = "10mm" }
column-gap = "2em"
[masters.body]
frames = []
[templates]
body = [ { each = "sections", do = [ { each = "articles", do = [ { blocks = "body" } ] } ] } ]
[styles.small]
extends = "body"
text-indent = 0
font-size = "10pt"
line-height = "14pt"
[styles.signed]
extends = "body"
text-align = "end"
keep-with-previous = 2
[divs.small]
paragraph = "small"
[divs.signed]
paragraph = "signed"
)";

/// Builds or dumps an article's Markdown with the layout above and `more` laid over it.
class OnePage {
 public:
  OnePage(const std::string& markdown, const std::string& more) {
    add_golden_world(world_);
    world_.add("issue.toml",
               "format = 1\nlayout = \"rules\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
               "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
    world_.add_layout("rules", "layout.toml", std::string(kLayout));
    world_.add("layout.toml", more);
    world_.add("a.md", "+++\ntitle = \"题\"\n+++\n\n" + markdown);
  }

  Diagnostics check() const {
    Session session;
    Job job;
    job.pdf = false;
    return session.build(world_, job).diagnostics;
  }

  std::string dump(Stage stage) const {
    Session session;
    const BuildResult result = session.dump(world_, Job{}, stage);
    for (const Diagnostic& diagnostic : result.diagnostics) {
      EXPECT_NE(severity_of(diagnostic), Severity::error)
          << to_text(diagnostic, result.sources, Language::en);
    }
    return result.dump;
  }

 private:
  MemoryWorld world_;
};

struct Baseline {
  double x = 0, y = 0;  // mm
};

/// Baselines of the text set at `size` on pages of the body, from the dump of the display list.
std::vector<Baseline> baselines(const std::string& dump, const std::string& size) {
  std::vector<Baseline> out;
  std::size_t at = dump.find("flow=body");
  while ((at = dump.find("\n  y=", at)) != std::string::npos) {
    const std::size_t end = dump.find('\n', at + 1);
    const std::string line = dump.substr(at, end - at);
    if (line.find(" " + size + " ") != std::string::npos) {
      out.push_back({std::stod(line.substr(line.find("x=") + 2)), std::stod(line.substr(5))});
    }
    at = end == std::string::npos ? end : end - 1;
  }
  return out;
}

std::string times(int count, std::string_view text) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += text;
  }
  return out;
}

/// The greatest distance of a baseline from the grid that the first one stands on.
double register_error(const std::vector<Baseline>& lines) {
  double worst = 0;
  for (const Baseline& line : lines) {
    const double steps = (line.y - lines.front().y) / kPitch;
    worst = std::max(worst, std::abs(steps - std::round(steps)) * kPitch);
  }
  return worst;
}

/// The body in two columns, with what else its master says.
std::string two_columns(const std::string& master) {
  return "[masters.two]\nextends = \"body\"\ncolumns = 2\n" + master +
         "[[flows]]\nname = \"body\"\nmaster = \"two\"\n";
}

TEST(PageRules, T137ColumnsStandOnOneGridL3) {
  const std::string text = times(3, kTen) + "。\n\n" + "::: small\n" + times(3, "甲乙丙丁戊") +
                           "\n:::\n\n" + times(16, kTen) + "。\n";
  const auto worst = [&](const std::string& grid) {
    return register_error(
        baselines(OnePage(text, two_columns(grid)).dump(Stage::document), "15pt"));
  };
  EXPECT_LE(worst("baseline-grid = \"1line\"\n"), 0.1);
  EXPECT_GT(worst(""), 1.0) << "two lines of 14 pt push the left column off the right one's lines";
}

TEST(PageRules, WhatStandsOffTheGridHasHalfTheRoomAboveL3) {
  const std::string text =
      std::string(kTen) + "。\n\n::: small\n甲乙\n:::\n\n" + std::string(kTen) + "。\n";
  const std::string dump =
      OnePage(text, "[masters.body]\nbaseline-grid = \"18pt\"\n").dump(Stage::document);
  const auto body = baselines(dump, "15pt");
  const auto small = baselines(dump, "10pt");
  ASSERT_EQ(body.size(), 2u);
  ASSERT_EQ(small.size(), 1u);
  EXPECT_NEAR(body[1].y - body[0].y, 2 * kPitch, 0.01);
  // 14 pt in a room of 18: 2 pt above. Baselines stand 14.7 and 10.8 pt below their lines' heads.
  EXPECT_NEAR(small[0].y - body[0].y, (18 - 14.7 + 2 + 10.8) * 25.4 / 72, 0.02);
}

TEST(PageRules, TheLastPageOfSeveralColumnsIsBalancedP8) {
  const auto lines_in_columns = [](const std::string& fill) {
    const std::string layout =
        two_columns(fill) + "[styles.body]\nwidows = 1\norphans = 1\ntext-indent = 0\n";
    const auto lines =
        baselines(OnePage(times(7, "一二三四五六七八九"), layout).dump(Stage::document), "15pt");
    std::pair<int, int> count;
    for (const Baseline& line : lines) {
      ++(line.x < 60 ? count.first : count.second);
    }
    return count;
  };
  EXPECT_EQ(lines_in_columns(""), std::pair(4, 3)) << "the first column gets the line over";
  EXPECT_EQ(lines_in_columns("column-fill = \"auto\"\n"), std::pair(7, 0));
}

/// Strips of the body from the dump of fragments, one a line.
std::string strips(const std::string& markdown, const std::string& more) {
  const std::string dump = OnePage(markdown, more).dump(Stage::fragment);
  return dump.substr(dump.find("flow body"));
}

TEST(PageRules, ALineThatEndsInAColonStaysWithWhatFollowsP7) {
  const std::string text = "办法有三：\n\n1. 其一\n2. 其二\n";
  EXPECT_NE(strips(text, "").find(" stays \"1.\""), std::string::npos) << strips(text, "");
  EXPECT_EQ(strips(text, "[styles.body]\nkeep-lead-in = false\n").find(" stays \"1.\""),
            std::string::npos);
}

TEST(PageRules, ASignatureStaysWithTwoLinesP7) {
  const std::string dump = strips("甲\n\n乙\n\n丙\n\n::: signed\n某人\n:::\n", "");
  EXPECT_NE(dump.find(" stays \"某人\""), std::string::npos) << dump;
  EXPECT_NE(dump.find(" stays \"丙\""), std::string::npos)
      << "two lines, the last and the one above";
  EXPECT_EQ(dump.find(" stays \"乙\""), std::string::npos);
}

TEST(PageRules, ABlockThatNeedsRoomBeginsANewPageL7) {
  const auto page_count = [](const std::string& need) {
    const std::string text = times(12, "段。\n\n") + "## 又一篇\n\n文。\n";
    const std::string dump = OnePage(text, need).dump(Stage::document);
    int pages = 0;
    for (std::size_t at = 0; (at = dump.find("flow=body", at)) != std::string::npos; ++at) {
      ++pages;
    }
    return pages;
  };
  EXPECT_EQ(page_count(""), 1);
  EXPECT_EQ(page_count("[styles.h1]\nroom-needed = \"50mm\"\n"), 2);
  EXPECT_EQ(page_count("[styles.h1]\nroom-needed = \"15mm\"\n"), 1);
}

/// L1, L2: 10 lines of 18 pt in a type area of 10 lines, the first em box at its head.
TEST(PageRules, ATypeAreaOfSoManyLinesHoldsThemL1) {
  const std::string layout =
      "[page]\ntype-area = [20, 10]\n[masters.area]\nframes = []\n"
      "[[flows]]\nname = \"body\"\nmaster = \"area\"\n[styles.body]\ntext-indent = 0\n";
  const std::string dump = OnePage(times(20, kTen), layout).dump(Stage::document);
  const auto lines = baselines(dump, "15pt");
  ASSERT_EQ(lines.size(), 10u);
  EXPECT_NEAR(lines[0].y, 10 + 0.88 * 15 * 25.4 / 72, 0.02);
  EXPECT_NEAR(lines[9].y, lines[0].y + 9 * kPitch, 0.02);
}

std::string codes(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code.substr(0, 2) == "W4") {
      out += (out.empty() ? "" : " ") + std::string(diagnostic.code) + "@" +
             std::to_string(diagnostic.page);
    }
  }
  return out;
}

TEST(Gates, NothingIsWarnedOfUnlessALayoutAsksJ8) {
  // 21 Han and a comma that may not begin a line: the line before it opens.
  const std::string loose = times(2, kTen) + "一，" + times(3, kTen) + "。\n";
  const std::string narrow = "[styles.body]\ntext-indent = 0\nmargin = \"0 2em 0 0\"\n";
  EXPECT_EQ(codes(OnePage(loose, narrow).check()), "");
  EXPECT_EQ(codes(OnePage(loose, narrow + "loose-gap-limit = \"0.01em\"\n").check()),
            "W411@2 W411@2");
  EXPECT_EQ(codes(OnePage(loose, narrow + "[text]\nloose-gap-limit = \"0.01em\"\n").check()),
            "W411@2 W411@2")
      << "for the whole document";
  EXPECT_EQ(codes(OnePage(loose, narrow + "[styles.h1]\nloose-gap-limit = \"0.01em\"\n").check()),
            "")
      << "for the style that asks, no other";
}

TEST(Gates, AShortLastLineP5) {
  const std::string text = times(4, kTen) + "一二。\n";
  const std::string at_20 = "[styles.body]\ntext-indent = 0\nwidth = \"21em\"\n";
  EXPECT_EQ(codes(OnePage(text, at_20).check()), "");
  EXPECT_EQ(codes(OnePage(times(4, kTen) + "一二三。\n", at_20 + "report-short-last-line = true\n")
                      .check()),
            "W414@2");
}

}  // namespace
}  // namespace banxin
