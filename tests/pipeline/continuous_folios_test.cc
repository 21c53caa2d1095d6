// Numbers of the contents where folios run on from the first page: the longer the contents, the
// later the body begins, and with it every number they print.
#include <string>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

// Pages of 20 lines; the body's flow has no `restart`.
constexpr std::string_view kLayout = R"(
[layout]
name = "run-on"
version = "1.0"
extends = "golden"
[page]
size = ["140mm", "147mm"]
margins = { top = "10mm", bottom = "10mm", inner = "10mm", outer = "10mm" }
[styles.base]
line-height = "18pt"
[styles.section-heading]
break-before = "auto"
[[flows]]
name = "cover"
when = "cn issn"                     # of neither: no cover
[[flows]]
name = "board"
when = "cn issn"
[[flows]]
name = "contents"
folio = "decimal"
restart = 1
[[flows]]
name = "body"
when = "cn issn"                     # begins with 1: replaced by one that runs on
[[flows]]
name = "text"
master = "body"
start = "page"
folio = "decimal"
template = "body"
)";

BuildResult build(int articles) {
  MemoryWorld world;
  add_golden_world(world);
  world.add_layout("run-on", "layout.toml", std::string(kLayout));
  std::string files;
  for (int i = 1; i <= articles; ++i) {
    const std::string name = std::to_string(i) + ".md";
    files += (i > 1 ? ", \"" : "\"") + name + "\"";
    world.add(name,
              "+++\ntitle = \"题" + std::to_string(i) + "号\"\n+++\n\n中文\n\n中文\n\n中文\n");
  }
  world.add("issue.toml",
            "format = 1\nlayout = \"run-on\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [" +
                files + "]\n");
  Session session;
  return session.dump(world, Job{}, Stage::document);
}

/// What stands behind the title in its contents entry.
std::string number_behind(const std::string& dump, const std::string& title) {
  const std::size_t text = dump.find("\"" + title + "\"", dump.find("flow=contents"));
  const std::size_t entry = dump.find("link#", dump.rfind('\n', text));
  const std::string tag = dump.substr(entry, dump.find(' ', entry) - entry) + " \"";
  const std::size_t number = dump.find(tag, dump.find('\n', entry)) + tag.size();
  return dump.substr(number, dump.find('"', number) - number);
}

class ContinuousFolios : public testing::TestWithParam<int> {};

TEST_P(ContinuousFolios, ContentsNameThePagesTheyMove) {
  const int count = GetParam();
  const BuildResult result = build(count);
  ASSERT_TRUE(result.ok);
  ASSERT_EQ(result.articles.size(), static_cast<std::size_t>(count));
  for (const ArticlePlace& article : result.articles) {
    EXPECT_EQ(article.folio, std::to_string(article.page + 1)) << "folios run on";
    EXPECT_EQ(number_behind(result.dump, article.title), article.folio) << article.title;
  }
}

TEST(ContinuousFolio, ALongerContentsMovesTheBody) {
  const std::string few = build(5).articles.front().folio;
  const std::string many = build(60).articles.front().folio;
  EXPECT_EQ(few, "2");
  EXPECT_GT(std::stoi(many), 3);
}

// One page of contents; just about one, where one line more makes it two; several.
INSTANTIATE_TEST_SUITE_P(Articles,
                         ContinuousFolios,
                         testing::Values(5, 18, 19, 20, 21, 22, 23, 60),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace banxin
