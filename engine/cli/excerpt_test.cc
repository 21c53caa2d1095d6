#include "engine/cli/excerpt.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

/// The excerpt for the part of `text` between the two bars.
std::string of(std::string text) {
  const std::size_t begin = text.find('|');
  text.erase(begin, 1);
  const std::size_t end = text.find('|');
  text.erase(end, 1);
  SourceMap sources;
  const FileId file = sources.add("a.md", text);
  return excerpt({file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                 sources);
}

TEST(Excerpt, MarksThePlaceUnderWideCharacters) {
  EXPECT_EQ(of("第一行\n见![图一](|images/图.png|)处\n末行\n"),
            "  | 见![图一](images/图.png)处\n"
            "  |           ^~~~~~~~~~~~~\n");
  EXPECT_EQ(of("title = |刊|\n"), "  | title = 刊\n  |         ^~\n");
}

TEST(Excerpt, AnEmptySpanAndALineEndGetACaret) {
  EXPECT_EQ(of("a = ||b\n"), "  | a = b\n  |     ^\n");
  EXPECT_EQ(of("a = ||\r\nb"), "  | a = \n  |     ^\n");
  EXPECT_EQ(of("甲\n||\n乙"), "");
}

TEST(Excerpt, ASpanOverLinesIsMarkedToTheEndOfTheFirst) {
  EXPECT_EQ(of("::: |box\n甲\n:::|\n"), "  | ::: box\n  |     ^~~\n");
}

TEST(Excerpt, LongLinesAreCutRoundThePlace) {
  std::string before;
  for (int i = 0; i < 50; ++i) {
    before += "前";
  }
  const std::string cut = of(before + "|错|" + before);
  EXPECT_EQ(cut.substr(0, cut.find('\n')).find("  | …前"), 0u);
  EXPECT_LE(display_width(cut.substr(0, cut.find('\n'))), 80u);
  EXPECT_NE(cut.find("\n  |                                ^~\n"), std::string::npos) << cut;
}

TEST(Excerpt, NothingOfTheManuscriptReachesTheTerminalAsACommand) {
  const std::string text = of("a\x1b[2J\x07\xC2\x9B|b|\xFF\x80");
  for (const char c : text) {
    EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
  }
  EXPECT_NE(text.find("\xEF\xBF\xBD[2J"), std::string::npos) << text;
  EXPECT_EQ(text.find('\xC2'), std::string::npos);
}

TEST(Excerpt, BytesThatAreNoTextBecomeReplacements) {
  struct Row {
    const char *bytes, *shown;
  };

  constexpr const char* kOne = "\xEF\xBF\xBD";
  const Row rows[] = {
      {"\xED\xA0\x80", kOne},      // a surrogate
      {"\xE0\x80\xAF", kOne},      // overlong
      {"\xF4\x90\x80\x80", kOne},  // past U+10FFFF
      {"\xE2\x80\xAE", kOne},      // right-to-left override
      {"\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7"},
      {"\xE2\x80\x94", "\xE2\x80\x94"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(of(std::string("||") + row.bytes + "\n"),
              std::string("  | ") + row.shown + "\n  | ^\n");
  }
}

TEST(Excerpt, UnknownPlacesHaveNone) {
  EXPECT_EQ(excerpt({}, SourceMap()), "");
}

}  // namespace
}  // namespace banxin
