// Hostile input ends soon and stays shallow. The time bound is far above what linear passes need
// and far below what a quadratic one takes.
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "engine/issue/test_support.h"

namespace banxin {
namespace {

std::string times(std::size_t count, std::string_view part) {
  std::string out;
  out.reserve(count * part.size());
  for (std::size_t i = 0; i < count; ++i) {
    out += part;
  }
  return out;
}

int depth_of(const Inlines& content) {
  int depth = 0;
  for (const Inline& node : content) {
    depth = std::max(depth, 1 + depth_of(node.children));
  }
  return depth;
}

int depth_of(const std::vector<Block>& blocks) {
  int depth = 0;
  for (const Block& block : blocks) {
    depth = std::max({depth, 1 + depth_of(block.content), 1 + depth_of(block.children)});
    for (const ListItem& item : block.items) {
      depth = std::max(depth, 2 + depth_of(item.blocks));
    }
  }
  return depth;
}

constexpr std::size_t kMany = 40000;

std::vector<std::pair<std::string, std::string>> hostile_texts() {
  std::string staircase;
  for (int i = 0; i < 1000; ++i) {
    staircase += std::string(static_cast<std::size_t>(2 * i), ' ') + "- a\n";
  }
  return {
      {"brackets", times(100000, "[")},
      {"stars", times(100000, "*")},
      {"strong", times(kMany / 2, "**") + "a" + times(kMany / 2, "**")},
      {"open strong", times(kMany / 2, "*a **b ")},
      {"quotes", times(100000, ">")},
      {"fences", times(100000, ":::\n")},
      {"open divs", times(kMany, "::: a\n")},
      {"divs", times(kMany, "::: a\n") + times(100000, ":::\n")},
      {"bullets", times(kMany, "- ") + times(kMany, "\n")},
      {"staircase", staircase + times(kMany, "\n")},
      {"open links", times(kMany / 2, "[a](")},
      {"nested spans", times(kMany / 2, "[") + "a" + times(kMany / 2, "]{.b}")},
      {"pictures", times(kMany, "![")},
      {"ticks", times(kMany, "`a``")},
      {"notes", times(kMany / 2, "a[^1]") + "\n\n" + times(kMany / 2, "[^1]: x\n")},
      {"open notes", times(kMany / 2, "[^a") + times(kMany / 2, "]")},
      {"ruby", times(kMany / 4, "<ruby>a<rt>") + times(kMany / 4, "</rt></ruby>")},
      {"stray tags", times(kMany / 2, "[") + times(kMany / 2, "</rt></sup>")},
      {"shifts", times(kMany / 4, "<sup>") + times(kMany / 4, "</sup>")},
      {"comments", times(kMany / 2, "<!-- a\n")},
      {"addresses", times(kMany / 4, "http://") + times(kMany / 4, "www.a") + times(kMany, "a@")},
      {"wide table", times(kMany, "|a") + "\n" + times(kMany, "|-") + "\n" + times(kMany, "|\n")},
      {"tables", times(kMany / 10, "表 1\n|a|\n|-|\n: b\n")},
      {"definitions", "[a]: /" + times(kMany, "u") + "\n\n" + times(kMany / 2, "[a] ")},
      {"titles", "[a]: /u\n\n" + times(kMany / 4, "[a](x \"")},
      {"attributes", times(kMany / 10, "[a](b){c=\"")},
      {"heading attributes", times(kMany / 4, "## a }\n")},
      {"rules", times(kMany / 4, "a\n***\n")},
      {"code fences", times(kMany / 4, "```\na\n")},
      {"entities", times(kMany, "&amp;")},
      {"Chinese emphasis", times(kMany / 4, "字**\"字\"**字")},
      {"indented lines", times(kMany / 4, "　　字\n")},
  };
}

TEST(Limits, HostileMarkdownEndsSoonAndStaysShallow) {
  for (const auto& [name, text] : hostile_texts()) {
    const auto start = std::chrono::steady_clock::now();
    const Parsed<Article> parsed = parse_markdown(text, FileId{0}, 0);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    EXPECT_LT(time.count(), 10.0) << name;
    EXPECT_LE(depth_of(parsed.value.body), 200) << name;
    EXPECT_LE(parsed.diagnostics.size(), 201u) << name;
  }
}

TEST(Limits, HostileTomlEndsSoon) {
  const std::vector<std::string> texts = {
      times(kMany, "a."),
      "a = " + times(kMany, "["),
      "a = " + times(kMany, "{b="),
      times(kMany, "[[a]]\n"),
      times(kMany, "a = 1\n"),
      times(kMany, "a = \"\n"),
      times(kMany, "中"),
      "a = \"\"\"" + times(kMany, "\n"),
      times(kMany, "\"a\"."),
      times(kMany, "a = [\n"),
      times(kMany, "x = 2023-99-99\n"),
  };
  for (const std::string& text : texts) {
    const auto start = std::chrono::steady_clock::now();
    MemoryWorld world;
    world.add("issue.toml", text);
    SourceMap sources;
    const Parsed<Issue> parsed = parse_issue(world, sources);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    EXPECT_LT(time.count(), 10.0) << text.substr(0, 20);
    EXPECT_TRUE(has_errors(parsed.diagnostics)) << text.substr(0, 20);
  }
}

struct Code {
  const char* name;
  std::string source;
  std::string_view code;
};

TEST(Limits, AreReported) {
  const std::vector<Code> cases = {
      {"blocks", times(41, "> ") + "a", "W115"},
      {"divs", times(70, "::: a\n") + times(70, ":::\n"), "W115"},
      {"inlines", times(40, "*a **b ") + "c" + times(40, "** a*"), "W115"},
      {"columns", times(101, "|a") + "\n" + times(101, "|-") + "\n", "W123"},
      {"addresses", "[a]: /" + times(1000, "u") + "\n\n" + times(5000, "[a] "), "W127"},
      {"diagnostics", times(300, ":::\n"), "N104"},
      {"size", std::string((16u << 20) + 1, 'a'), "E124"},
  };
  for (const Code& c : cases) {
    const Parsed<Article> parsed = parse_markdown(c.source, FileId{0}, 0);
    bool found = false;
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
      found = found || diagnostic.code == c.code;
    }
    EXPECT_TRUE(found) << c.name;
  }
}

TEST(Limits, OversizedFilesAreNotRead) {
  MemoryWorld world;
  world.add("issue.toml",
            "刊名 = \"刊\"\n年 = 2023\n期 = 9\n[[section]]\ntitle = \"栏\"\n"
            "articles = [\"a.md\"]\n");
  world.add("a.md", std::string((16u << 20) + 1, 'a'));
  SourceMap sources;
  EXPECT_EQ(issue_test::diagnostics_text(parse_issue(world, sources).diagnostics, sources),
            "E124 6:14-6:18 [a.md|16]\n");
}

}  // namespace
}  // namespace banxin
