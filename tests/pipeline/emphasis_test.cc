// Emphasis keeps its text: bold, colours, links and notes change nothing in how marks are squeezed,
// lines broken and Han and Latin spaced. From Markdown to lines, by the dumps of the stages.
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "engine/unicode/unicode.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

/// The conventions of the reference's test rows: marks trimmed always, no indent.
constexpr const char* kLayout =
    "[layout]\nextends = \"golden\"\n"
    "[text]\nadjacent-trim = \"always\"\nline-end = \"always\"\nline-start = \"trim\"\n"
    "[styles.body]\ntext-indent = 0\n"
    "[text-styles.smaller]\nfont-size = \"0.8em\"\n";

std::string dump_of(const std::string& markdown, Stage stage) {
  MemoryWorld world;
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add("layout.toml", kLayout);
  world.add("a.md", "+++\ntitle = \"题\"\n+++\n\n" + markdown);
  Session session;
  return session.dump(world, Job{}, stage).dump;
}

/// What a stage says of the paragraphs of the body, one string each.
std::vector<std::string> paragraphs(const std::string& markdown, Stage stage) {
  std::istringstream dump(dump_of(markdown, stage));
  std::vector<std::string> out;
  bool inside = false;
  for (std::string line; std::getline(dump, line);) {
    if (line.rfind("paragraph ", 0) == 0) {
      inside = line == "paragraph body";
      if (inside) {
        out.emplace_back();
      }
    } else if (inside) {
      out.back() += line + "\n";
    }
  }
  return out;
}

/// Rows T1 to T34 of the reference, without the guards' widths: what comes of them is tested there.
const std::vector<std::string>& rows() {
  static const std::vector<std::string> rows{
      "口，口",    "口（口）口", "口，“口",  "口：“口",  "口。”口",     "口？”口",     "口》、《口",
      "口”、“口",  "口》《口",   "口）（口", "口（《口", "口“‘口",      "口’”，口",    "口（），口",
      "口。”（口", "口）。口",   "口！！口", "口？！口", "口？？？口",  "口！”口",     "口——口",
      "口……口",    "口⸺口",      "口——“口",  "口……”口",  "口。……口",    "口·口",       "口》·《口",
      "口—口",     "口～口",     "口–口",    "口/口",    "口\u3000“口", "口，\u3000口"};
  return rows;
}

std::vector<std::string> clusters(const std::string& text) {
  std::vector<std::string> out;
  for (const CharCluster& cluster : analyze(text, Composition()).clusters) {
    out.push_back(text.substr(cluster.begin, cluster.end - cluster.begin));
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    out += parts[i];
  }
  return out;
}

TEST(Emphasis, TF5SpansChangeNoWidthFromMarkdownToLines) {
  const std::pair<const char*, const char*> spans[] = {
      {"[", "]{.accent}"}, {"[", "](https://www.example.org/a)"}, {"[", "]{.underline}"}};
  for (const std::string& row : rows()) {
    const std::vector<std::string> parts = clusters(row);
    std::string markdown = row + "\n\n";
    for (const auto& [open, close] : spans) {
      for (std::size_t begin = 0; begin < parts.size(); ++begin) {
        for (std::size_t end = begin + 1; end <= parts.size(); ++end) {
          markdown += joined(parts, 0, begin) + open + joined(parts, begin, end) + close +
                      joined(parts, end, parts.size()) + "\n\n";
        }
      }
    }
    const std::vector<std::string> lines = paragraphs(markdown, Stage::broken);
    EXPECT_EQ(lines.size(), 1 + 3 * parts.size() * (parts.size() + 1) / 2) << row;
    EXPECT_EQ(std::set<std::string>(lines.begin(), lines.end()).size(), 1u)
        << row << "\n"
        << lines.front() << lines.back();
  }
}

/// "w=3.5": the width of the only line.
double width(const std::string& lines) {
  return std::stod(lines.substr(lines.find('=') + 1));
}

TEST(Emphasis, TF5M8NotesStandBetweenMarksAsIfTheyWereNotThere) {
  for (const std::string& row : rows()) {
    const std::vector<std::string> parts = clusters(row);
    std::string markdown = row + "\n\n";
    for (std::size_t at = 1; at < parts.size(); ++at) {
      markdown += joined(parts, 0, at) + "[^n]" + joined(parts, at, parts.size()) + "\n\n";
    }
    const std::vector<std::string> lines = paragraphs(markdown + "[^n]: 注\n", Stage::broken);
    ASSERT_GE(lines.size(), parts.size()) << row;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      EXPECT_NEAR(width(lines[i]) - width(lines[0]), 0.6, 0.002) << row << " " << i << lines[i];
    }
  }
}

TEST(Emphasis, W12AtAChangeOfSizeTheSmallerMarkGivesItsBlank) {
  const auto lines =
      paragraphs("口，“口\n\n口，[“口]{.smaller}\n\n[口，]{.smaller}“口\n", Stage::broken);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_DOUBLE_EQ(width(lines[0]), 3.5);
  EXPECT_DOUBLE_EQ(width(lines[1]), 3.2) << "1 + 1 + 0.4 + 0.8: the small “ gave its blank";
  EXPECT_DOUBLE_EQ(width(lines[2]), 3.2) << "0.8 + 0.4 + 1 + 1: the small ， gave its blank";
}

int count(const std::string& text, std::string_view part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST(Emphasis, T127HanLatinSpaceIsDecidedOnVisibleNeighbours) {
  for (const char* text : {"中*A*国",
                           "中$x$国",
                           "中`A`国",
                           "中 **A** 国",
                           "中[A](https://www.example.org/)国",
                           "中[ A ]{.accent}国",
                           "**中**A~~国~~",
                           "中A[^n]国\n\n[^n]: 注"}) {
    const auto shaped = paragraphs(text, Stage::shaped);
    ASSERT_GE(shaped.size(), 1u) << text;
    EXPECT_EQ(count(shaped[0], " before0.2"), 2) << text << "\n" << shaped[0];
    EXPECT_EQ(count(shaped[0], "␠"), 0) << text << "\n" << shaped[0];
  }
}

TEST(Emphasis, T128LineBreaksOfTheSource) {
  const auto lines = [](const std::string& text) {
    const auto found = paragraphs(text, Stage::broken);
    return found.empty() ? std::string() : found[0];
  };
  EXPECT_EQ(lines("中\n国"), "w=2 \"中国\" last\n");
  EXPECT_EQ(lines("foo\nbar"), "w=3.25 \"foo bar\" last\n");
  EXPECT_EQ(lines("中\nA"), "w=1.75 \"中A\" last\n");
  EXPECT_EQ(lines("**中**\n*国*"), "w=2 \"中国\" last\n");
  EXPECT_EQ(lines("中\n[A](https://www.example.org/)"), "w=1.75 \"中A\" last\n");
}

TEST(Emphasis, U8ANoteMarkNeverBeginsALine) {
  const auto shaped = paragraphs("中文[^n]字。[^n]末\n\n[^n]: 注\n", Stage::shaped);
  ASSERT_GE(shaped.size(), 1u);
  std::istringstream lines(shaped[0]);
  std::string before;
  int marks = 0;
  for (std::string line; std::getline(lines, line); before = line) {
    if (line.find(" note ") != std::string::npos) {
      ++marks;
      EXPECT_EQ(before.find('|'), std::string::npos) << before << "\n" << line;
    }
  }
  EXPECT_EQ(marks, 2) << shaped[0];
}

}  // namespace
}  // namespace banxin
