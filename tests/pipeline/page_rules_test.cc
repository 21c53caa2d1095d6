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
  double x = 0, y = 0, width = 0;  // mm
};

/// Baselines of the text set at `size` on pages of the body, from the dump of the display list.
std::vector<Baseline> baselines(const std::string& dump, const std::string& size) {
  std::vector<Baseline> out;
  std::size_t at = dump.find("flow=body");
  while ((at = dump.find("\n  y=", at)) != std::string::npos) {
    const std::size_t end = dump.find('\n', at + 1);
    const std::string line = dump.substr(at, end - at);
    if (line.find(" " + size + " ") != std::string::npos) {
      out.push_back({std::stod(line.substr(line.find("x=") + 2)),
                     std::stod(line.substr(5)),
                     std::stod(line.substr(line.find("w=") + 2))});
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

/// Where the run that shows `text` begins, from the dump of the display list; x < 0: nowhere.
Baseline place_of(const std::string& dump, const std::string& text) {
  const std::size_t at = dump.find("\"" + text + "\"");
  if (at == std::string::npos) {
    return {-1, -1, 0};
  }
  const std::string line = dump.substr(dump.rfind('\n', at) + 1);
  return {std::stod(line.substr(line.find("x=") + 2)), std::stod(line.substr(4)), 0};
}

/// P8 inside a box: five rows of the grid a column, though one holds two lines of 14 pt.
TEST(PageRules, ColumnsOfABoxAreBalancedOnTheirGridP8L3) {
  const std::string layout =
      "[styles.pair]\ncolumns = 2\ncolumn-gap = \"2em\"\nbaseline-grid = \"18pt\"\n"
      "[styles.single]\nextends = \"body\"\ntext-indent = 0\nwidows = 1\norphans = 1\n"
      "[divs.pair]\nbox = \"pair\"\nparagraph = \"single\"\n";
  const std::string text =
      "::: pair\n甲\n\n:::: small\n乙\n\n乙\n::::\n\n丙\n\n丁\n\n戊\n\n己\n\n庚\n\n"
      "辛\n\n壬\n:::\n";
  const std::string dump = OnePage(text, layout).dump(Stage::document);
  EXPECT_NEAR(place_of(dump, "丁").x, 10, 0.02) << "甲, two rows for 乙, 丙, 丁";
  EXPECT_GT(place_of(dump, "戊").x, 60);
  EXPECT_NEAR(place_of(dump, "戊").y, place_of(dump, "甲").y, 0.001);
  EXPECT_NEAR(place_of(dump, "壬").y, place_of(dump, "丁").y, 0.001) << "the last rows line up";
}

TEST(PageRules, AForcedBreakBeginsAColumnOfABoxP8) {
  const auto dump_of = [](const std::string& text) {
    const std::string layout =
        "[styles.pair]\ncolumns = 2\ncolumn-gap = \"2em\"\n"
        "[styles.single]\nextends = \"body\"\ntext-indent = 0\n"
        "[styles.turn]\nextends = \"single\"\nbreak-before = \"column\"\n"
        "[divs.pair]\nbox = \"pair\"\nparagraph = \"single\"\n"
        "[divs.turn]\nparagraph = \"turn\"\n";
    return OnePage("::: pair\n" + text + ":::\n", layout).dump(Stage::document);
  };
  const std::string even = dump_of("甲\n\n乙\n\n丙\n\n丁\n");
  EXPECT_GT(place_of(even, "丙").x, 60);
  const std::string turned = dump_of("甲\n\n:::: turn\n乙\n::::\n\n丙\n\n丁\n");
  EXPECT_NEAR(place_of(turned, "甲").x, 10, 0.02);
  EXPECT_GT(place_of(turned, "乙").x, 60);
  EXPECT_NEAR(place_of(turned, "乙").y, place_of(turned, "甲").y, 0.001);
  const std::string first = dump_of(":::: turn\n甲\n::::\n\n乙\n\n丙\n\n丁\n");
  EXPECT_NEAR(place_of(first, "乙").x, 10, 0.02) << "before the first strip it says nothing";
  const std::string often = dump_of("甲\n\n:::: turn\n乙\n::::\n\n:::: turn\n丙\n::::\n\n丁\n");
  EXPECT_NEAR(place_of(often, "乙").x, 10, 0.02) << "three columns are asked of two: as if not";
  EXPECT_GT(place_of(often, "丙").x, 60);
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

/// P6 softened: three lines cannot part under orphans = 2 and widows = 2, unless the last is long.
TEST(PageRules, AParagraphOfThreeLinesMayPartBeforeALongLastLineP6) {
  const auto parts = [](int in_last_line, const std::string& minimum) {
    const std::string text = times(4, kTen) + "一二三四" + times(in_last_line, "末") + "\n";
    const std::string dump =
        strips(text, "[styles.body]\ntext-indent = 0\nwidth = \"22em\"\n" + minimum);
    EXPECT_NE(dump.find(" stays \"三四五六"), std::string::npos) << "the first line is not alone";
    return dump.find(" stays \"末") == std::string::npos;
  };
  EXPECT_FALSE(parts(11, "widow-minimum = 0\n"));
  EXPECT_TRUE(parts(11, "widow-minimum = \"50%\"\n"));
  EXPECT_FALSE(parts(10, "widow-minimum = \"50%\"\n"));
}

TEST(PageRules, AParagraphATitleIsKeptWithDoesNotPartP6) {
  const std::string text = "## 题\n\n" + times(4, kTen) + "一二三四" + times(20, "末") + "\n";
  const auto parts = [&](const std::string& keep) {
    const std::string dump = strips(text,
                                    "[styles.body]\ntext-indent = 0\nwidth = \"22em\"\n"
                                    "widow-minimum = \"50%\"\n[styles.h1]\n" +
                                        keep);
    return dump.find(" stays \"末") == std::string::npos;
  };
  EXPECT_TRUE(parts("keep-with-next = 0\n"));
  EXPECT_FALSE(parts("keep-with-next = 2\n"));
}

TEST(PageRules, AParagraphThatPartsElsewhereKeepsTwoLinesP6) {
  const std::string text = times(6, kTen) + "一二三四五六" + times(20, "末") + "\n";  // four lines
  const std::string dump = strips(text,
                                  "[styles.body]\ntext-indent = 0\nwidth = \"22em\"\n"
                                  "widow-minimum = \"50%\"\n");
  EXPECT_NE(dump.find(" stays \"末"), std::string::npos) << dump;
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

constexpr std::string_view kTalk = R"(
[styles.talk]
extends = "body"
text-indent = 0
margin-left = "4em"
marker-width = "4em"
hanging-label = "："
[divs.talk]
paragraph = "talk"
)";

TEST(PageRules, ASpeakersNameStandsInAFieldOfItsOwnP4) {
  const double em = 15 * 25.4 / 72;
  const std::string text = "::: talk\n问：甲乙丙\n\n贺船工：" + times(2, kTen) + "\n:::\n";
  const std::string dump = OnePage(text, std::string(kTalk)).dump(Stage::document);
  EXPECT_NE(dump.find("\"问：\"\"甲乙丙\""), std::string::npos) << "one after the other\n" << dump;
  const auto lines = baselines(dump, "15pt");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_NEAR(lines[0].x, 10, 0.02) << "the label stands at the field's left edge";
  EXPECT_NEAR(lines[0].width, 7 * em, 0.02) << "four for the field, three for the text";
  EXPECT_NEAR(lines[1].x, 10, 0.02) << "four characters fill the field";
  EXPECT_NEAR(lines[2].x, 10 + 4 * em, 0.02) << "what turns over stands under the text";
}

TEST(PageRules, ALabelTooLongForItsFieldRunsOnP4) {
  const double em = 15 * 25.4 / 72;
  const std::string text = "义渡会会长：" + times(3, kTen) + "。";
  const std::string dump =
      OnePage("::: talk\n" + text + "\n:::\n", std::string(kTalk)).dump(Stage::document);
  const auto lines = baselines(dump, "15pt");
  ASSERT_GE(lines.size(), 2u);
  EXPECT_NEAR(lines[0].x, 10, 0.02);
  EXPECT_NEAR(lines[1].x, 10 + 4 * em, 0.02) << "what turns over hangs all the same";
}

TEST(PageRules, AMarkFarInTheTextIsNoLabelP4) {
  const std::string text = std::string(kTen) + "五六七：" + std::string(kTen);
  const std::string dump =
      OnePage("::: talk\n" + text + "\n:::\n", std::string(kTalk)).dump(Stage::document);
  EXPECT_GT(place_of(dump, text.substr(0, 3 * 16)).x, -1.5);
  EXPECT_NEAR(baselines(dump, "15pt")[0].x, 10 + 4 * 15 * 25.4 / 72, 0.02);
}

TEST(PageRules, ARunningHeadThatIsTooLongIsCutL5) {
  const std::string head =
      "[styles.head]\ntext-indent = 0\ntext-overflow = \"ellipsis\"\n"
      "[masters.head]\nframes = [ { left = \"10mm\", width = \"10em\", top = \"2mm\", height = "
      "\"6mm\", content = [ { text = \"一二三四五六七八九十一二三\", style = \"head\" } ] } ]\n"
      "[[flows]]\nname = \"body\"\nmaster = \"head\"\n";
  const std::string dump = OnePage("文。\n", head).dump(Stage::document);
  EXPECT_GE(place_of(dump, "一二三四五六七八……").x, 0) << dump;
}

TEST(PageRules, FramesOfOpeningPagesStandWhereAnArticleBeginsL5) {
  const std::string layout =
      "[masters.head]\nframes = [\n"
      "{ top = \"2mm\", height = \"6mm\", pages = \"continuing\", content = [ { text = \"书眉\" } "
      "] },\n"
      "{ top = \"2mm\", height = \"6mm\", pages = \"opening\", content = [ { text = \"篇首\" } ] "
      "},\n"
      "]\n[[flows]]\nname = \"body\"\nmaster = \"head\"\n"
      "[templates]\nbody = [ { each = \"sections\", do = [ { each = \"articles\", do = [ "
      "{ text = \"{title}\", anchor = \"article\" }, { blocks = \"body\" } ] } ] } ]\n";
  const std::string dump = OnePage(times(40, "段。\n\n"), layout).dump(Stage::document);
  const std::size_t second = dump.find("flow=body", dump.find("flow=body") + 1);
  ASSERT_NE(second, std::string::npos);
  EXPECT_LT(dump.find("\"篇首\""), second);
  EXPECT_GT(dump.find("\"书眉\""), second);
  EXPECT_EQ(dump.find("\"篇首\"", second), std::string::npos);
}

TEST(PageRules, SmallerWordsMayStandInTheMiddleOfTheLineL4) {
  const auto drop = [](const std::string& align) {
    const std::string dump =
        OnePage("甲[乙]{.little}\n", "[text-styles.little]\nfont-size = \"5pt\"\n" + align)
            .dump(Stage::document);
    return place_of(dump, "甲").y - place_of(dump, "乙").y;
  };
  EXPECT_NEAR(drop(""), 0, 0.001) << "the baseline is the usual";
  EXPECT_NEAR(drop("vertical-align = \"middle\"\n"), 0.38 * 10 * 25.4 / 72, 0.02);
}

/// 140 mm less 20 of margins are 22.68 em of 15 pt: 22, and what is over goes to both margins.
TEST(PageRules, AMeasureOfWholeCharactersP2) {
  const std::string layout = "[page]\nmeasure-step = \"1em\"\n[styles.body]\ntext-indent = 0\n";
  const auto lines = baselines(OnePage(times(9, kTen), layout).dump(Stage::document), "15pt");
  const double em = 15 * 25.4 / 72;
  EXPECT_NEAR(lines[0].width, 22 * em, 0.02);
  EXPECT_NEAR(lines[0].x, (140 - 22 * em) / 2, 0.02);
  const auto two = baselines(
      OnePage(times(9, kTen),
              two_columns("measure-step = \"1em\"\n") + "[styles.body]\ntext-indent = 0\n")
          .dump(Stage::document),
      "15pt");
  EXPECT_NEAR(two.front().width, 10 * em, 0.02) << "two columns of 10, 2.68 em between them";
  EXPECT_NEAR(two.front().x, 10, 0.02);
  EXPECT_NEAR(two.back().x, 10 + 12.68 * em, 0.03);
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

TEST(Gates, AStopCompressedByMoreThanAllowedJ8) {
  // 21 em and a stop that may not begin a line: the stop inside gives half an em.
  const std::string at_21 = "[styles.body]\ntext-indent = 0\nwidth = \"21em\"\n";
  const std::string text =
      "一二三四五。六七八九十" + times(1, kTen) + "。" + times(1, kTen) + "。\n";
  EXPECT_EQ(codes(OnePage(text, at_21).check()), "");
  EXPECT_EQ(codes(OnePage(text, at_21 + "stop-compression-limit = \"0.25em\"\n").check()),
            "W412@2");
}

TEST(Gates, HyphensInARowU7) {
  // One long word with a soft hyphen after every third letter: two lines end in hyphens.
  const std::string text = times(35, "abc\u00AD") + "abc\n";
  const std::string at_21 =
      "[styles.body]\ntext-indent = 0\ntext-align = \"start\"\nwidth = \"21em\"\n";
  EXPECT_EQ(codes(OnePage(text, at_21 + "report-hyphen-ladder = 2\n").check()), "");
  EXPECT_EQ(codes(OnePage(text, at_21 + "report-hyphen-ladder = 1\n").check()), "W413@2");
}

TEST(Gates, AnAddressThatHadToPartU6) {
  // What follows its last slash does not fit: it parts before a line below it (J7).
  const std::string text = "请写信至 https://example.org/one_two_three_four_five_six\n";
  const std::string at_21 = "[styles.body]\ntext-indent = 0\nwidth = \"21em\"\n";
  EXPECT_EQ(codes(OnePage(text, at_21).check()), "");
  EXPECT_EQ(codes(OnePage(text, at_21 + "report-soft-breaks = true\n").check()), "W415@2");
  EXPECT_EQ(codes(OnePage(times(50, "一") + "\n", at_21 + "report-soft-breaks = true\n").check()),
            "")
      << "lines that end between characters are no news";
}

}  // namespace
}  // namespace banxin
