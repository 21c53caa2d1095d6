// Headings and contents as blocks: whole lines (H3), run-in (H6), opened (H4), lists (H8), entries
// of the contents (Y1–Y3). Strips as engine/block dumps them, heights in pt.
#include <cmath>
#include <sstream>
#include <utility>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

/// The dump of an issue of one article, laid out by `golden` and what `layout` adds.
std::string dump_of(const std::string& layout,
                    const std::string& head,
                    const std::string& markdown,
                    Stage stage) {
  MemoryWorld world;
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add("layout.toml", layout);
  world.add("a.md", "+++\ntitle = \"题\"\n" + head + "+++\n\n" + markdown);
  Session session;
  const BuildResult result = session.dump(world, Job{}, stage);
  std::string problems;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    problems += to_text(diagnostic, result.sources, Language::en);
  }
  return result.ok ? result.dump : problems;
}

constexpr const char* kHeadings = R"(
[styles.h1]
font-size = "14pt"
line-height = "20pt"
text-indent = 0
lines = 3
[styles.h2]
font-size = "12pt"
line-height = "18pt"
text-indent = 0
lines = 2
[styles.h3]
font-family = "hei"
display = "run-in"
outline-level = 5
[templates]
contents = []
body = [ { each = "sections", do = [ { each = "articles", do = [
  { blocks = "body", anchor = "article" },
] } ] } ]
)";

/// The strips of the body. Body text is 18 pt from line to line.
std::string strips(const std::string& markdown) {
  const std::string dump = dump_of(kHeadings, "", markdown, Stage::fragment);
  const std::size_t body = dump.find("flow body\n");
  return body == std::string::npos ? dump : dump.substr(body + 10);
}

TEST(Headings, H3TakeWholeLinesThreeToTwoAboveAndBelow) {
  // 3 × 18 = 54 = 20.4 above, 20 + 13.6 from its line's head on.
  EXPECT_EQ(strips("一\n\n## 二\n\n三\n"),
            "h=18 \"一\"\n"
            "h=33.6 space=20.4 \"二\"\n"
            "h=18 \"三\"\n");
}

TEST(Headings, H3TwoInARowTakeALineLess) {
  // 3 + 2 − 1 lines: 72 = 20.4 + 26.4 + 25.2.
  EXPECT_EQ(strips("一\n\n## 二\n\n### 三\n\n四\n"),
            "h=18 \"一\"\n"
            "h=26.4 space=20.4 \"二\"\n"
            "h=25.2 \"三\"\n"
            "h=18 \"四\"\n");
}

TEST(Headings, H6RunInBeforeTheText) {
  EXPECT_EQ(strips("#### 一二\n\n三四五\n"), "h=18 \"一二　\" \"三四五\"\n");
  EXPECT_EQ(strips("#### 一二\n\n- 三\n").substr(0, 14), "h=18 \"一二\"\n")
      << "nothing to run into but a list: a line of its own";
  const std::string document = dump_of(kHeadings, "", "#### 一二\n\n三四五\n", Stage::document);
  EXPECT_NE(document.find("bookmark"), std::string::npos) << document;
  const std::string tags = dump_of(kHeadings, "", "#### 一二\n\n三四五\n", Stage::tags);
  const char* expected = "\nsect title=\"一二\"\n  h1 \"一二　\"\n  p \"三四五\"\n";
  EXPECT_NE(tags.find(expected), std::string::npos) << tags;
}

TEST(Headings, H4OpenedByTheirLength) {
  const auto width = [](const std::string& title) {
    const std::string dump = dump_of("[styles.h1]\nfont-size = \"10.5pt\"\nopen-up = true\n",
                                     "",
                                     "## " + title + "\n",
                                     Stage::document);
    std::istringstream lines(dump);
    for (std::string line; std::getline(lines, line);) {
      if (line.find("\"" + title + "\"") != std::string::npos &&
          line.find("w=") != std::string::npos) {
        return std::round(std::stod(line.substr(line.find("w=") + 2)) * 72 / 25.4 / 10.5 * 10) / 10;
      }
    }
    return -1.0;
  };
  EXPECT_EQ(width("一二"), 4);
  EXPECT_EQ(width("一二三"), 5);
  EXPECT_EQ(width("一二三四"), 5.5);
  EXPECT_EQ(width("一二三四五"), 5);
}

/// Left edge and right edge in em of 10.5 pt of the run that shows `text`.
std::pair<double, double> edges(const std::string& dump, const std::string& text) {
  const std::size_t at = dump.find("\"" + text + "\"");
  if (at == std::string::npos) {
    return {-1, -1};
  }
  const std::string line = dump.substr(dump.rfind('\n', at) + 1);
  const auto em = [&](const char* key) {
    return std::stod(line.substr(line.find(key) + 2)) * 72 / 25.4 / 10.5;
  };
  return {em("x="), em("x=") + em("w=")};
}

TEST(Lists, H8NumbersEndTogetherInTheirField) {
  std::string items;
  for (int i = 1; i <= 10; ++i) {
    items += std::to_string(i) + ". 一\n";
  }
  const std::string dump = dump_of(
      "[styles.list-item]\nfont-size = \"10.5pt\"\nmarker-width = \"2em\"\n"
      "[styles.list-number]\nfont-size = \"10.5pt\"\ntext-align = \"end\"\n",
      "",
      items,
      Stage::document);
  EXPECT_NEAR(edges(dump, "9.").second, edges(dump, "10.").second, 0.02) << dump;
  EXPECT_GT(edges(dump, "9.").first, edges(dump, "10.").first + 0.4);
}

/// Left edges in em of 10.5 pt of the runs whose text begins with `character`, in order.
std::vector<double> lefts(const std::string& dump, const std::string& character) {
  std::vector<double> out;
  std::istringstream lines(dump);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t x = line.find("x=");
    if (line.find("\"" + character) != std::string::npos && x != std::string::npos) {
      out.push_back(std::stod(line.substr(x + 2)) * 72 / 25.4 / 10.5);
    }
  }
  return out;
}

/// An item of several lines, all of them 甲, on a measure that begins where the frame does.
std::string long_item(const std::string& item_style) {
  std::string item = "1. ";
  for (int i = 0; i < 70; ++i) {
    item += "甲";
  }
  return dump_of(
      "[styles.list]\npadding-left = 0\nmargin = 0\n"
      "[styles.list-number]\nfont-size = \"10.5pt\"\n"
      "[styles.list-item]\nfont-size = \"10.5pt\"\nmarker-width = \"2em\"\n" +
          item_style,
      "",
      item + "\n",
      Stage::document);
}

TEST(Lists, H8TurnOverLinesHangBehindTheLabel) {
  const std::string dump = long_item("padding-left = \"4em\"\ntext-indent = 0\n");
  const std::vector<double> text = lefts(dump, "甲"), label = lefts(dump, "1.");
  ASSERT_GE(text.size(), 3u) << dump;
  ASSERT_EQ(label.size(), 1u) << dump;
  EXPECT_NEAR(text[0] - label[0], 2, 0.02) << "the label's field";
  EXPECT_NEAR(text[1], text[0], 0.02);
  EXPECT_NEAR(text[2], text[0], 0.02);
}

TEST(Lists, H8TurnOverLinesGoToTheMarginInBookStyle) {
  const std::string dump = long_item("padding-left = 0\ntext-indent = \"4em\"\n");
  const std::vector<double> text = lefts(dump, "甲"), label = lefts(dump, "1.");
  ASSERT_GE(text.size(), 3u) << dump;
  ASSERT_EQ(label.size(), 1u) << dump;
  EXPECT_NEAR(text[0] - label[0], 2, 0.02);
  EXPECT_NEAR(label[0] - text[1], 2, 0.02) << "indented like a paragraph";
  EXPECT_NEAR(text[2], text[1], 0.02);
}

TEST(Lists, H8BulletsStandInTheMiddleOfTheirCell) {
  const std::string dump = dump_of(
      "[styles.list-item]\nfont-size = \"10.5pt\"\nmarker-width = \"1em\"\n"
      "[styles.list-bullet]\nfont-size = \"6.3pt\"\ntext-align = \"center\"\n",
      "",
      "- 甲乙\n- 丙\n",
      Stage::document);
  const auto [left, right] = edges(dump, "●");
  const double text = edges(dump, "甲乙").first;
  EXPECT_NEAR((left + right) / 2, text - 0.5, 0.02) << dump;
  EXPECT_NEAR(right - left, 0.6, 0.02) << "a bullet of 6.3 pt";
}

// ---- contents -----------------------------------------------------------------------------------

constexpr double kSize = 10;  // pt

/// An entry on a measure of 20 em, as its runs with left edge and width in em, a line each.
std::string entry(const std::string& title,
                  const std::string& number,
                  const std::string& more = {},
                  const std::string& head = {}) {
  const std::string layout = R"(
[masters.contents]
margins = { top = "15mm", bottom = "15mm", inner = "0mm", outer = "0mm" }
frames = []
[styles.contents-entry]
font-size = "10pt"
line-height = "16pt"
padding-left = 0
width = "20em"
text-wrap = "balance"
[styles.contents-number]
font-size = "10pt"
[templates]
contents = [ { each = "sections", do = [ { each = "articles", do = [
  { entry = "{toc-title}", number = ")" +
                             number +
                             R"(", style = "contents-entry", number-style = "contents-number")" +
                             more + R"( } ] } ] } ]
)";
  const std::string dump =
      dump_of(layout, "toc-title = \"" + title + "\"\n" + head, "一\n", Stage::document);
  std::istringstream lines(dump);
  std::string out;
  bool contents = false;
  const auto em = [](const std::string& line, const char* key) {
    const double mm = std::stod(line.substr(line.find(key) + 2));
    std::string text = std::to_string(std::round(mm * 72 / 25.4 / kSize * 20) / 20);
    text.erase(text.find_last_not_of('0') + 1);
    text.erase(text.find_last_not_of('.') + 1);
    return text;
  };
  for (std::string line; std::getline(lines, line);) {
    contents = line.find("page ") == 0 ? line.find("flow=contents") != std::string::npos : contents;
    if (contents && line.find("  y=") == 0) {
      const std::string text = line.substr(line.find('"'));
      out += text + " x=" + em(line, "x=");
      // The last of n dots is .4 em wide and begins (n − 1) / 2 em after the first.
      out += text == "\"\""
                 ? " dots " + std::to_string(std::lround(std::stod(em(line, "w=")) * 2 + .2))
                 : " w=" + em(line, "w=");
      out += "\n";
    }
  }
  return out.empty() ? dump : out;
}

// A leader's run has no text, so no one copies dots (Y4); its x is where the first cell begins.
TEST(Reference, T113FifteenDots) {
  EXPECT_EQ(entry("一二三四五六七八九十", "12"),
            "\"一二三四五六七八九十\" x=0 w=10\n"
            "\"\" x=10.5 dots 15\n"
            "\"12\" x=19 w=1\n");
}

TEST(Reference, T114LatticeIsAnchoredAtTheRight) {
  EXPECT_EQ(entry("一二三四五六七八九12", "7"),
            "\"一二三四五六七八九12\" x=0 w=10.25\n"
            "\"\" x=11 dots 14\n"
            "\"7\" x=19.5 w=0.5\n");
}

TEST(Reference, T115TooFewDotsMakeTwoLines) {
  EXPECT_EQ(entry("一二三四五六七八九十一二三四五六", "128"),
            "\"一二三四五六七八\" x=0 w=8\n"
            "\"九十一二三四五六\" x=1 w=8\n"
            "\"\" x=9.5 dots 17\n"
            "\"128\" x=18.5 w=1.5\n");
}

TEST(Reference, T116FourDotsAreEnough) {
  EXPECT_EQ(
      entry("一二三四五六七八九十一二三四五·", "128"),
      "\"一二三四五六七八九十一二三四五·\" x=0 w=15.4\n"  // the ink of · is narrower than its box
      "\"\" x=16 dots 4\n"
      "\"128\" x=18.5 w=1.5\n");
}

TEST(Contents, Y3AuthorsInAFieldOfTheirOwn) {
  EXPECT_EQ(entry("一二三四五", "7", ", author = \"{author:，}\"", "author = \"一二\"\n"),
            "\"一二三四五\" x=0 w=5\n"
            "\"\" x=5.5 dots 18\n"
            "\"一二\" x=15 w=3\n"
            "\"7\" x=19.5 w=0.5\n")
      << "李　明: its ink fills the field, its text has no spaces";
}

}  // namespace
}  // namespace banxin
