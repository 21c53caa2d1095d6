#include "engine/cli/report.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace banxin {
namespace {

Surroundings plain() {
  return {};
}

TEST(Language, FollowsOptionThenEnvironment) {
  struct Row {
    const char *option, *lc_all, *lc_messages, *lang;
    Language expected;
  };

  const Row rows[] = {
      {"zh", "en_US.UTF-8", "", "", Language::zh},
      {"en", "zh_CN.UTF-8", "", "", Language::en},
      {"", "zh_CN.UTF-8", "en_US.UTF-8", "en_US.UTF-8", Language::zh},
      {"", "", "en_GB", "zh_CN.UTF-8", Language::en},
      {"", "", "", "zh_TW", Language::zh},
      {"", "C", "", "zh_CN.UTF-8", Language::en},
      {"", "", "", "", Language::en},
  };
  for (const Row& row : rows) {
    Surroundings surroundings;
    surroundings.lc_all = row.lc_all;
    surroundings.lc_messages = row.lc_messages;
    surroundings.lang = row.lang;
    EXPECT_EQ(language_of(row.option, surroundings), row.expected)
        << row.option << '|' << row.lc_all << '|' << row.lc_messages << '|' << row.lang;
  }
}

TEST(ExitCode, FollowsTheWorstThatTheEditorCanMend) {
  struct Row {
    std::vector<std::string_view> codes;
    Strictness strictness;
    ExitCode expected;
  };

  const Row rows[] = {
      {{}, Strictness::strict, ExitCode::done},
      {{"N302"}, Strictness::strict, ExitCode::done},
      {{"W401"}, Strictness::lenient, ExitCode::done},
      {{"W401"}, Strictness::strict, ExitCode::warnings},
      {{"W401", "E100"}, Strictness::strict, ExitCode::problems},
      {{"E302"}, Strictness::lenient, ExitCode::environment},
      {{"E712"}, Strictness::strict, ExitCode::environment},
      {{"E302", "E620"}, Strictness::lenient, ExitCode::problems},
  };
  for (const Row& row : rows) {
    Diagnostics diagnostics;
    for (const std::string_view code : row.codes) {
      diagnostics.push_back({code, {}, {}});
    }
    EXPECT_EQ(exit_code_of(diagnostics, row.strictness), row.expected)
        << testing::PrintToString(row.codes);
  }
}

BuildResult built(int pages, int blank, double fill) {
  BuildResult result;
  result.ok = true;
  result.facts.pages = pages;
  result.facts.articles = 25;
  result.facts.blank_pages = blank;
  result.facts.last_page_fill = fill;
  return result;
}

TEST(Report, ClosesWithCountsAndFit) {
  const Console console(Language::zh, plain());
  const BuildResult result = built(38, 2, 0.12);
  EXPECT_EQ(
      report_text(
          {Command::build, {{Edition::screen, {}, "a.pdf"}}, result, ExitCode::done, 0.234, false},
          console),
      "已写成 a.pdf\n"
      "  38 页，25 篇文章，0 处警告，用时 0.23 秒\n"
      "  38 页，比 4 的倍数多 2 页：骑马订需再加 2 页或减 2 页；空白页 2 页；末页占 12%；"
      "末页内容很少，删几行可省一页\n");
  const BuildResult full = built(40, 0, 0.8);
  const Console english(Language::en, plain());
  EXPECT_EQ(report_text({Command::check, {}, full, ExitCode::done, 1, false}, english),
            "checked: no errors\n"
            "  40 pages, 25 articles, 0 warnings, 1.00 s\n"
            "  40 pages, a multiple of 4: ready for saddle stitching; last page 80% full\n");
}

TEST(Report, SaysThatNothingWasMade) {
  BuildResult result;
  result.diagnostics = {{"E100", {}, {}}, {"W401", {}, {"1", "x"}}};
  EXPECT_EQ(report_text({Command::build, {}, result, ExitCode::problems, 0, false},
                        Console(Language::en, plain())),
            "no PDF was made: 1 error(s)\n");
}

TEST(Json, DiagnosticNamesPlaceInCharacters) {
  SourceMap sources;
  const FileId file = sources.add("articles/01.md", "标题\n正文“错”字\n");
  const std::uint32_t begin = 7 + 9;  // the line break and three characters of three bytes
  const Diagnostic diagnostic{"E303", {file, begin, begin + 3}, {"错", "U+9519"}};
  const std::string line = json_line(diagnostic, sources, Language::en);
  EXPECT_EQ(line,
            "{\"type\":\"diagnostic\",\"severity\":\"error\",\"code\":\"E303\",\"message\":\""
            "no font has the character \\\"错\\\" (U+9519)\",\"hint\":\"" +
                hint_text(diagnostic, Language::en) +
                "\",\"file\":\"articles/01.md\",\"line\":2,\"column\":4,\"end_line\":2,"
                "\"end_column\":5}\n");
}

TEST(Json, BytesThatAreNoTextDoNotBreakTheLine) {
  const std::string line = json_line({"E899", {}, {"a\xFF\nb"}}, {}, Language::en);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_NE(line.find("a\xEF\xBF\xBD\\nb"), std::string::npos) << line;
}

TEST(Json, SummaryCarriesSchemaAndCounts) {
  BuildResult result = built(38, 0, 0.5);
  result.diagnostics = {{"W401", {}, {"1", "x"}}};
  const std::string line = json_summary(
      {Command::build, {{Edition::screen, {}, "a.pdf"}}, result, ExitCode::warnings, 0.5, false});
  for (const char* part : {"\"type\":\"summary\"",
                           "\"schema\":1",
                           "\"ok\":true",
                           "\"exit\":4",
                           "\"output\":\"a.pdf\"",
                           "\"errors\":0",
                           "\"warnings\":1",
                           "\"pages\":38",
                           "\"pages_modulo_4\":2"}) {
    EXPECT_NE(line.find(part), std::string::npos) << part << " in " << line;
  }
}

TEST(FontTable, ColumnsAlignUnderChineseHeads) {
  FontReport report;
  report.entries.push_back({"song", "宋体", "a.ttf", "fonts-a", "OFL-1.1", 400, true, 12});
  report.entries.push_back({"latin", "Tex", "b.otf", "fonts-b", "GPL", 700, false, 0});
  report.fallbacks.push_back(
      {U'\U00031350', "\U00031350", "", {}, 1, {{"song", "", "", FontReason::missing, {}, 1}}});
  report.fallbacks.push_back({U'𠮷',
                              "𠮷",
                              "HanaMinB",
                              {},
                              3,
                              {{"kai", "WenKai", "", FontReason::lacking, {}, 2},
                               {"song", "HanaMinB", "ja", FontReason::lacking, {}, 1}}});
  report.fallbacks.push_back(
      {U'葛', "葛\U000E0100", "Song", {}, 1, {{"song", "Song", "", FontReason::variant, {}, 1}}});
  report.stroked.push_back({"kai", "WenKai", 1.0 / 30, 8, {}});
  EXPECT_EQ(fonts_text(report, Console(Language::zh, plain())),
            "角色   字体  字重  用字  许可     文件\n"
            "song   宋体  400   12    OFL-1.1  a.ttf\n"
            "latin  Tex   700   0     GPL      b.otf (未安装: fonts-b)\n"
            "\n"
            "没有字体的字（1）：\n"
            "  \U00031350 U+31350 ×1  song → 没有字体\n"
            "不在首选字体中的字（2）：\n"
            "  𠮷 U+20BB7 ×3  kai → WenKai ×2; song → HanaMinB (ja 字形) ×1\n"
            "  葛\U000E0100 U+845B ×1  song → Song (没有这个异体，排通用字形)\n"
            "以描边代替粗体：\n"
            "  kai WenKai 1/30 em ×8\n");
}

}  // namespace
}  // namespace banxin
