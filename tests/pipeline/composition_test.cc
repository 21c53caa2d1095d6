// The composition report of a small issue, from manuscript to report: places, titles, counts, and
// that asking for it changes nothing else.
#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

// The golden layout sets 20 em with an indent of 2; without repair, a paragraph of 39 Han leaves
// one alone on its last line.
constexpr std::string_view kTwenty = "一二三四五六七八九十一二三四五六七八九十";

void add_small_issue(MemoryWorld& world, const std::string& markdown) {
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add("layout.toml", "[text]\norphan-repair = false\n");
  world.add("a.md", "+++\ntitle = \"一篇小样\"\nsource = \"海\"\n+++\n\n" + markdown);
}

BuildResult check(const MemoryWorld& world, unsigned threads = 1) {
  Job job;
  job.pdf = false;
  job.composition = true;
  job.threads = threads;
  Session session;
  return session.build(world, job);
}

const Finding* find(const CompositionReport& report, Flaw flaw) {
  for (const PageComposition& page : report.pages) {
    for (const Finding& finding : page.findings) {
      if (finding.flaw == flaw) {
        return &finding;
      }
    }
  }
  return nullptr;
}

TEST(Composition, AFindingHasItsPlaceItsTextAndItsArticle) {
  MemoryWorld world;
  add_small_issue(world,
                  std::string(kTwenty) + "\n\n" + std::string(kTwenty) +
                      "一二三四五六七八九十一二三四五六七八九。\n");
  const BuildResult result = check(world);
  ASSERT_TRUE(result.composition);
  const Finding* finding = find(*result.composition, Flaw::short_last);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->line.article, "一篇小样");
  EXPECT_EQ(finding->line.text, "九。");
  EXPECT_EQ(result.sources.path(finding->line.span.file), "a.md");
  const LineColumn at = result.sources.locate(finding->line.span.file, finding->line.span.begin);
  EXPECT_EQ(at.line, 8u);
}

TEST(Composition, IsNotMadeUnlessAskedFor) {
  Session session;
  Job job;
  job.pdf = false;
  MemoryWorld world;
  add_small_issue(world, "文。\n");
  EXPECT_FALSE(session.build(world, job).composition);
}

TEST(Composition, ThreadsDoNotChangeIt) {
  MemoryWorld world;
  add_small_issue(
      world, std::string(kTwenty) + std::string(kTwenty) + "，" + std::string(kTwenty) + "。\n");
  const BuildResult one = check(world, 1);
  const BuildResult many = check(world, 4);
  ASSERT_TRUE(one.composition && many.composition);
  EXPECT_EQ(one.composition->total, many.composition->total);
  EXPECT_EQ(one.composition->flaws, many.composition->flaws);
}

}  // namespace
}  // namespace banxin
