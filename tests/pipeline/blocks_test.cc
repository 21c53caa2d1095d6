// Blocks as strips, one construct a test: what stays together, where a page may end, what a line
// takes. The body's strips as engine/block dumps them: h = height in pt, "stays" = no page may end
// above this strip.
#include <algorithm>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

/// The dump of a stage of an issue of one article; the errors instead, if there are any.
std::string dump_of(const std::string& markdown, Stage stage) {
  MemoryWorld world;
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add("a.md", "+++\ntitle = \"题\"\nsource = \"海\"\n+++\n\n" + markdown);
  Session session;
  const BuildResult result = session.dump(world, Job{}, stage);
  std::string problems;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    problems += severity_of(diagnostic) == Severity::error
                    ? to_text(diagnostic, result.sources, Language::en)
                    : std::string();
  }
  return result.ok ? result.dump : problems;
}

/// The strips of the article's body, without its head (all up to the gap below the source line).
std::string body(const std::string& markdown) {
  const std::string dump = dump_of(markdown, Stage::fragment);
  const std::size_t source = dump.find("\"海\"");
  if (source == std::string::npos) {
    return dump;
  }
  const std::size_t gap = dump.find('\n', source) + 1;
  return dump.substr(dump.find('\n', gap) + 1);
}

int count(const std::string& text, std::string_view part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

std::string table(int rows) {
  std::string out = "| 一 | 二 |\n|---|---|\n";
  for (int i = 1; i <= rows; ++i) {
    out += "| 中 | " + std::to_string(i) + " |\n";
  }
  return out;
}

TEST(Blocks, P6ParagraphsOfThreeLinesDoNotPart) {
  const std::string line = "一二三四五六七八九十一二三四五六七八九十";
  const auto lines_and_stays = [&](const std::string& text) {
    const std::string dump = body(text);
    return std::pair(count(dump, "h=18 "), count(dump, " stays"));
  };
  // The first line stays with the title.
  EXPECT_EQ(lines_and_stays(line + line), std::pair(3, 3)) << "a page may end nowhere in it";
  EXPECT_EQ(lines_and_stays(line + line + line), std::pair(4, 3)) << "only in the middle";
}

TEST(Blocks, SmallTablesAreNeverDivided) {
  const std::string dump = body(table(6));
  EXPECT_EQ(count(dump, " row"), 6);
  EXPECT_EQ(count(dump, " stays row"), 6);
}

TEST(Blocks, LongTablesKeepFourRowsAtTheHeadAndThreeAtTheFoot) {
  const std::string dump = body(table(20));
  EXPECT_EQ(count(dump, " row"), 20);
  EXPECT_EQ(count(dump, " stays row"), 4 + 2);
}

/// Left edge in mm of the run that shows `text`, from the dump of the display list.
double left_of(const std::string& dump, const std::string& text) {
  const std::size_t at = dump.find("\"" + text + "\"");
  const std::size_t line = dump.rfind('\n', at);
  const std::size_t x = dump.find("x=", line);
  return at == std::string::npos || x > at ? -1 : std::stod(dump.substr(x + 2));
}

TEST(Blocks, B3FiguresInATableStandOnTheirDecimalPoints) {
  const std::string dump = dump_of("| 一 |\n|---|\n| 620.5 |\n| 5.25 |\n", Stage::document);
  // Two digits of half an em at 10.5 pt: 10.5 pt or 3.70 mm.
  EXPECT_NEAR(left_of(dump, "5.25") - left_of(dump, "620.5"), 3.70, 0.02) << dump;
}

TEST(Blocks, B3ShortTextIsCentredTextOfSeveralLinesStarts) {
  const std::string many =
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
  const std::string dump =
      dump_of("| 甲 | 乙 |\n|---|---|\n| 子 | " + many + " |\n| 丑寅卯 | 辰 |\n", Stage::document);
  EXPECT_NEAR(left_of(dump, "子") - left_of(dump, "丑寅卯"), 3.70, 0.02) << "one em, 10.5 pt";
  const std::size_t line = dump.rfind('\n', dump.find("\"一二三四"));
  EXPECT_NEAR(left_of(dump, "辰"), std::stod(dump.substr(dump.find("x=", line) + 2)), 0.01) << dump;
}

TEST(Blocks, B3ANarrowCellIsNotFilled) {
  // Nine columns of about 2.7 em: two Han of a filled line would stand at the edges of the cell.
  std::string row, rule;
  for (int i = 0; i < 9; ++i) {
    row += "| 三四五 ";
    rule += "|---";
  }
  const std::string dump = dump_of(row + "|\n" + rule + "|\n" + row + "|\n", Stage::document);
  const std::size_t line = dump.rfind('\n', dump.rfind("\"三四\""));
  EXPECT_EQ(dump.substr(dump.find(" w=", line) + 3, 4), "7.41") << "two em of 10.5 pt\n" << dump;
}

TEST(Blocks, M6RubyMakesItsLineHigherWhereTheLeadingIsTight) {
  EXPECT_EQ(count(body("中文"), "h=18 "), 1);
  const std::string dump = body("<ruby>中<rt>中</rt></ruby>文");
  EXPECT_EQ(count(dump, "h=18 "), 0) << dump;
  EXPECT_NE(dump.find("\"中\" \"中\" \"文\""), std::string::npos) << dump;
}

TEST(Blocks, M2ARowOfATableGrowsForItsMarks) {
  const std::string dump = body("| 子 |\n|---|\n| 乙 |\n| [中]{.em-dot} |\n");
  const auto height = [&](const std::string& text) {
    const std::size_t line = dump.rfind('\n', dump.find("\"" + text + "\"")) + 1;
    return std::stod(dump.substr(dump.find("h=", line) + 2));
  };
  // Dots reach .285 em of 10.5 pt below the em box, half the leading is 2.75 pt.
  EXPECT_NEAR(height("中") - height("乙"), 0.24, 0.015) << dump;
}

TEST(Blocks, M6BaseAndReadingAreOneRubyInThisOrder) {
  const std::string dump =
      dump_of("一<ruby>中<rt>zhong</rt>文<rt>wen</rt></ruby>字", Stage::document);
  std::vector<std::size_t> places;
  for (const char* run : {"\"中\"", "\"zhong\"", "\"文\"", "\"wen\"", "\"字\""}) {
    places.push_back(dump.find(run));
    EXPECT_NE(places.back(), std::string::npos) << run << dump;
  }
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end())) << dump;
  for (const char* tag : {"rb#", "rt#"}) {
    EXPECT_GE(count(dump, tag), 2) << dump;
  }
}

TEST(Blocks, M6AWideReadingAndItsBaseStandFlushAtALineEdge) {
  // zhongzhong over one Han: 37.5 pt or 13.23 mm of room for 5.29 mm of Han, which stands 3.97 mm
  // inside it; at the line's start the run is drawn so much further left.
  const std::string dump =
      dump_of("::: poem\n<ruby>中<rt>zhongzhong</rt></ruby>文\n:::\n", Stage::document);
  EXPECT_NEAR(left_of(dump, "中") + 3.97, left_of(dump, "zhongzhong"), 0.01) << dump;
  EXPECT_NEAR(left_of(dump, "文") - left_of(dump, "zhongzhong"), 13.23, 0.02) << dump;
}

TEST(Blocks, M2EmphasisDotsMakeRoomBelow) {
  const std::string dump = body("[中文]{.em-dot}");
  EXPECT_EQ(count(dump, " path"), 2) << "one dot under each Han\n" << dump;
  EXPECT_EQ(count(dump, "h=18 "), 0) << dump;
}

TEST(Blocks, ANoteIsMarkedOnceOnItsFirstLine) {
  const std::string dump = body("中[^a]文[^a]字[^b]\n\n[^a]: 一\n\n[^b]: 二\n");
  EXPECT_NE(dump.find("note:0"), std::string::npos);
  EXPECT_NE(dump.find("note:1"), std::string::npos);
}

/// The dump of the pages of `markdown` with `layout` beside the issue.
std::string pages(const std::string& markdown, const std::string& layout) {
  MemoryWorld world;
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add("layout.toml", "[layout]\nextends = \"golden\"\n" + layout);
  world.add("a.md", "+++\ntitle = \"题\"\n+++\n\n" + markdown);
  Session session;
  return session.dump(world, Job{}, Stage::document).dump;
}

TEST(Blocks, M7NotesAreNumberedAnewOnEveryPage) {
  const std::string text =
      "一[^a]二[^b]\n\n::: pagebreak\n:::\n\n三[^c]\n\n[^a]: 子\n[^b]: 丑\n[^c]: 寅\n";
  const std::string anew = pages(text, "[notes]\nnumbering = \"page\"\n");
  const std::size_t second = anew.find("page 4 ");
  ASSERT_NE(second, std::string::npos) << anew;
  EXPECT_EQ(count(anew.substr(0, second), "①"), 2) << "mark and label\n" << anew;
  EXPECT_EQ(count(anew.substr(0, second), "②"), 2);
  EXPECT_EQ(count(anew.substr(second), "①"), 2);
  EXPECT_EQ(count(pages(text, ""), "③"), 2) << "by article";
}

TEST(Blocks, M7NotesAtTheEndOfAnArticleLeaveThePageFootEmpty) {
  const std::string dump =
      pages("一[^a]\n\n二\n\n[^a]: 子\n", "[notes]\nplacement = \"article\"\n");
  EXPECT_GT(dump.find("\"子\""), dump.find("\"二\"")) << dump;
  EXPECT_EQ(count(dump, "\"子\""), 1) << "not at the foot as well";
  EXPECT_EQ(count(dump, "①"), 2);
}

TEST(Blocks, B1ANoteWithoutAMarkStandsAtTheFootOfItsPage) {
  const std::string dump = pages("::: fund\n基金\n:::\n\n一[^a]\n\n[^a]: 子\n", "");
  EXPECT_GT(dump.find("\"基金\""), dump.find("\"一\"")) << dump;
  EXPECT_LT(dump.find("\"基金\""), dump.find("\"子\"")) << dump;
  EXPECT_EQ(count(dump, "①"), 2) << "it takes no number";
}

TEST(Blocks, M7LabelsOfReferencesStandInAFieldAsWideAsTheWidest) {
  const std::string dump = pages("::: references\n[1] 甲\n[12] 乙\n:::\n", "");
  // [12] is four half-width letters of 9 pt, the gap half an em: 22.5 pt or 7.94 mm.
  EXPECT_NEAR(left_of(dump, "甲") - left_of(dump, "[12]"), 7.94, 0.02) << dump;
  EXPECT_NEAR(left_of(dump, "甲"), left_of(dump, "乙"), 0.001);
  EXPECT_NEAR(left_of(dump, "[1]"), left_of(dump, "[12]"), 0.001);
}

TEST(Blocks, N1ShortHeadsOfATableAreSpreadToTheLongest) {
  const std::string text = "| 姓名 | 出生年月 |\n|---|---|\n| 甲乙丙丁戊 | 一 |\n";
  const std::string layout =
      "[styles.table-head]\nfont-family = \"song\"\ntext-align = \"spread\"\n";
  const std::string dump = pages(text, layout);
  // 姓 at the left of a field of 4 em, 42 pt or 14.82 mm, in the middle of a column of 5 em at
  // least: the run is as wide as the field.
  EXPECT_NE(dump.find("w=14.82 BanxinTestSong-Regular 10.5pt th#"), std::string::npos) << dump;
}

TEST(Blocks, B3LineEdgesAreTrimmedInCellsE3) {
  const std::string layout =
      "[text]\nadjacent-trim = \"always\"\nline-start = \"trim\"\n"
      "paragraph-start-trim = true\n";
  const std::string dump = pages("| 子 |\n|:--|\n| “甲” |\n| 乙 |\n", layout);
  EXPECT_NEAR(left_of(dump, "“甲”") - left_of(dump, "乙"), -1.85, 0.02) << "half an em\n" << dump;
}

TEST(Blocks, B2ALongCaptionHangsAfterItsLabel) {
  const std::string text =
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
  const std::string layout = "[styles.caption]\nhang-after-lines = 2\nfont-family = \"song\"\n";
  const auto lefts = [&](const std::string& title) {
    const std::string dump = pages("![图 1　" + title + "](none.png)", layout);
    std::vector<double> out;
    for (std::size_t at = dump.find(" caption#", dump.find("flow=body")); at != std::string::npos;
         at = dump.find(" caption#", at + 1)) {
      const std::size_t line = dump.rfind('\n', at);
      out.push_back(std::stod(dump.substr(dump.find("x=", line) + 2)));
    }
    return out;
  };
  const std::vector<double> two = lefts(text);
  ASSERT_EQ(two.size(), 2u);
  EXPECT_GT(two[0], 15.5) << "centred";
  const std::vector<double> three = lefts(text + text);
  ASSERT_GE(three.size(), 3u);
  EXPECT_NEAR(three[0], 15, 0.001);
  EXPECT_GT(three[1], 20) << "after 图 1";
  EXPECT_NEAR(three[1], three[2], 0.001);
}

TEST(Blocks, ABoxHasEdgesThatStayWithItsText) {
  const std::string dump = body("::: box\n中文\n:::\n");
  EXPECT_NE(dump.find(" stays \"中文\""), std::string::npos) << dump;
}

TEST(Blocks, ColumnsAreBalancedIntoOneStrip) {
  const std::string dump = body("::: columns\n一\n\n二\n\n三\n\n四\n:::\n");
  EXPECT_EQ(count(dump, "\"一\" \"二\" \"三\" \"四\""), 1) << dump;
  EXPECT_EQ(count(dump, "h=36"), 1) << "two lines a column\n" << dump;
}

TEST(Blocks, AForcedBreakStartsAPage) {
  EXPECT_EQ(count(body("中\n\n::: pagebreak\n:::\n\n文\n"), " break=page \"文\""), 1);
}

}  // namespace
}  // namespace banxin
