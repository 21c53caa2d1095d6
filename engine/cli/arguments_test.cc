#include "engine/cli/arguments.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

ParsedArguments parse(std::vector<const char*> words, Language language = Language::en) {
  words.insert(words.begin(), "banxin");
  return parse_arguments(static_cast<int>(words.size()), words.data(), language);
}

TEST(Arguments, BuildTakesAllItsOptions) {
  const ParsedArguments parsed = parse({"build",
                                        "2023-09",
                                        "-o",
                                        "out.pdf",
                                        "--layout",
                                        "modern",
                                        "--jobs",
                                        "3",
                                        "--draft",
                                        "--strict",
                                        "--json",
                                        "--quiet",
                                        "--timings",
                                        "--composition",
                                        "--font-path",
                                        "a",
                                        "--font-path",
                                        "b"});
  ASSERT_TRUE(parsed.valid);
  const Arguments& got = parsed.arguments;
  EXPECT_EQ(got.command, Command::build);
  EXPECT_EQ(got.folders, std::vector<std::string>{"2023-09"});
  EXPECT_EQ(got.output, "out.pdf");
  EXPECT_EQ(got.layout, "modern");
  EXPECT_EQ(got.jobs, 3u);
  EXPECT_TRUE(got.draft && got.strict && got.json && got.quiet && got.timings);
  EXPECT_TRUE(got.composition);
  EXPECT_EQ(got.font_folders, (std::vector<std::string>{"a", "b"}));
}

TEST(Arguments, EditionsMayBeWrittenTogetherOrOneByOne) {
  const auto editions = [](std::vector<const char*> words) {
    words.insert(words.begin(), {"build", "x"});
    const ParsedArguments parsed = parse(words);
    if (!parsed.valid) {
      return std::string(parsed.diagnostics.at(0).code) + "|" + parsed.diagnostics.at(0).args.at(1);
    }
    std::string names;
    for (const Edition edition :
         parsed.arguments.settings.editions.value_or(std::vector<Edition>{})) {
      names += std::string(name_of(edition)) + " ";
    }
    return names;
  };
  EXPECT_EQ(editions({}), "");
  EXPECT_EQ(editions({"--edition", "print"}), "print ");
  EXPECT_EQ(editions({"--edition", "print,screen"}), "screen print ");
  EXPECT_EQ(editions({"--edition", "print", "--edition", "screen", "--edition", "print"}),
            "screen print ");
  EXPECT_EQ(editions({"--edition", "all"}), "screen print imposed ");
  EXPECT_EQ(editions({"--edition", "paper"}), "E804|paper");
}

TEST(Arguments, PrintOptionsAreCheckedByTheirWords) {
  const ParsedArguments parsed =
      parse({"build", "x", "--pdfx", "1a", "--profile", "a/b.icc", "--marks", "trim,color-bar"});
  ASSERT_TRUE(parsed.valid);
  const OutputSettings& got = parsed.arguments.settings;
  EXPECT_EQ(got.pdfx, PdfxVersion::x1a);
  EXPECT_EQ(got.profile, "a/b.icc");
  EXPECT_EQ(got.marks, (PrinterMarks{true, false, true, false}));
  EXPECT_EQ(parse({"build", "x", "--marks", "none"}).arguments.settings.marks, PrinterMarks());
  EXPECT_EQ(parse({"build", "x", "--pdfx", "3"}).diagnostics.at(0).code, "E804");
  EXPECT_EQ(parse({"build", "x", "--marks", "cross"}).diagnostics.at(0).code, "E804");
  EXPECT_EQ(parse({"build", "x", "-o", "-", "--edition", "all"}).diagnostics.at(0).code, "E826");
}

TEST(Arguments, OptionsMayStandBeforeTheFolder) {
  const ParsedArguments parsed = parse({"build", "--font-path", "fonts", "2023-09"});
  ASSERT_TRUE(parsed.valid);
  EXPECT_EQ(parsed.arguments.folders, std::vector<std::string>{"2023-09"});
}

TEST(Arguments, BuildTakesManyIssues) {
  const ParsedArguments parsed = parse({"build", "a", "二", "-o", "out", "--resume", "c"});
  ASSERT_TRUE(parsed.valid);
  EXPECT_EQ(parsed.arguments.folders, (std::vector<std::string>{"a", "二", "c"}));
  EXPECT_TRUE(parsed.arguments.resume);
}

TEST(Arguments, CompareGivesEachSideItsLayout) {
  const auto layouts = [](std::vector<const char*> words) {
    const ParsedArguments parsed = parse(words);
    return parsed.valid ? parsed.arguments.layout + "|" + parsed.arguments.layout_b
                        : std::string(parsed.diagnostics.at(0).code);
  };
  EXPECT_EQ(layouts({"compare", "a", "b"}), "|");
  EXPECT_EQ(layouts({"compare", "a", "b", "--layout", "x"}), "x|x");
  EXPECT_EQ(layouts({"compare", "a", "--layout", "x", "--layout", "y"}), "x|y");
  EXPECT_EQ(layouts({"compare", "a", "--layout-b", "y"}), "|y");
  EXPECT_EQ(layouts({"compare", "a", "--layout-a", "x", "--layout-b", "y"}), "x|y");
  EXPECT_EQ(layouts({"compare", "a"}), "E823");
  EXPECT_EQ(layouts({"compare", "a", "--layout", "x"}), "E823");
  EXPECT_EQ(layouts({"compare", "a", "b", "--layout", "x", "--layout", "y", "--layout", "z"}),
            "E801");
  EXPECT_EQ(layouts({"compare", "a", "b", "--dpi", "10"}), "E804");
}

TEST(Arguments, DumpNamesAStage) {
  const ParsedArguments parsed = parse({"dump", "broken", "x"});
  ASSERT_TRUE(parsed.valid);
  EXPECT_EQ(parsed.arguments.command, Command::dump);
  EXPECT_EQ(parsed.arguments.stage, Stage::broken);
  EXPECT_EQ(parsed.arguments.folder, "x");
}

TEST(Arguments, EveryMistakeHasItsCodeAndParticulars) {
  struct Row {
    std::vector<const char*> words;
    std::string_view code;
    std::vector<std::string> args;
  };

  const Row rows[] = {
      {{}, "E802", {"COMMAND", "banxin"}},
      {{"buld", "x"}, "E801", {"buld"}},
      {{"build"}, "E802", {"ISSUE", "banxin build"}},
      {{"check", "x", "y"}, "E801", {"y"}},
      {{"build", "x", "--drft"}, "E801", {"--drft"}},
      {{"build", "x", "-o"}, "E803", {"--output"}},
      {{"build", "x", "--jobs", "0"}, "E804", {"--jobs", "0", "1–256"}},
      {{"build", "x", "--jobs", "two"}, "E804", {"--jobs", "two", "1–256"}},
      {{"build", "x", "--jobs", "3x"}, "E804", {"--jobs", "3x", "1–256"}},
      {{"build", "x", "--lang", "fr"}, "E804", {"--lang", "fr", "zh, en"}},
      {{"build", "x", "-o", "-", "--json"}, "E807", {"--json"}},
      {{"build", "x", "-o", "-", "--composition"}, "E807", {"--composition"}},
      {{"check", "x", "-o", "y.pdf"}, "E801", {"-o"}},
      {{"dump", "lines", "x"},
       "E804",
       {"STAGE", "lines", "issue, styled, shaped, broken, fragment, document, tags, pdf"}},
      {{"dump", "broken"}, "E802", {"ISSUE", "banxin dump"}},
      {{"init"}, "E802", {"DIR", "banxin init"}},
  };
  for (const Row& row : rows) {
    const ParsedArguments parsed = parse(row.words);
    std::string line;
    for (const char* word : row.words) {
      line += std::string(" ") + word;
    }
    SCOPED_TRACE("banxin" + line);
    EXPECT_FALSE(parsed.valid);
    ASSERT_EQ(parsed.diagnostics.size(), 1u);
    EXPECT_EQ(parsed.diagnostics[0].code, row.code);
    EXPECT_EQ(parsed.diagnostics[0].args, row.args);
  }
}

TEST(Arguments, HelpSpeaksTheLanguageAndNamesEveryCommand) {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string help = parse({"--help"}, language).text;
    for (const char* name :
         {"build", "check", "dump", "fonts", "layouts", "compare", "init", "--version", "--lang"}) {
      EXPECT_NE(help.find(name), std::string::npos) << name << " in\n" << help;
    }
    EXPECT_NE(help.find(language == Language::zh ? "用法" : "Usage"), std::string::npos) << help;
  }
  const std::string chinese = parse({"build", "--help"}, Language::zh).text;
  for (const char* english : {"Usage", "Options", "REQUIRED", "TEXT", "UINT", "Print"}) {
    EXPECT_EQ(chinese.find(english), std::string::npos) << english << " in\n" << chinese;
  }
  EXPECT_NE(chinese.find("--layout"), std::string::npos) << chinese;
}

TEST(Arguments, VersionIsTheProjects) {
  EXPECT_EQ(parse({"--version"}).text, "banxin " + std::string(version()) + "\n");
}

TEST(FirstLook, FindsLanguageAndJsonWhereverTheyStand) {
  const auto look = [](std::vector<const char*> words) {
    words.insert(words.begin(), "banxin");
    return first_look(static_cast<int>(words.size()), words.data());
  };
  EXPECT_EQ(look({"--lang", "zh", "build"}).lang, "zh");
  EXPECT_EQ(look({"build", "--lang=en", "--json"}).lang, "en");
  EXPECT_TRUE(look({"build", "--lang=en", "--json"}).json);
  EXPECT_EQ(look({"build", "--lang"}).lang, "");
  EXPECT_FALSE(look({"build", "--", "--json"}).json);
}

}  // namespace
}  // namespace banxin
