// Frames that look at the page: thumb tabs that step with the section (书口检索标), frames for some
// sections only.
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

constexpr std::string_view kLayout = R"(
[layout]
name = "tabs"
version = "1.0"
extends = "golden"
[styles.opening]
break-before = "page"
[masters.body]
frames = [
  { outer = 0, width = "8mm", top = "20mm", height = "10mm", step = "12mm", step-by = "number", step-count = 2, content = [ { text = "标{running:number}" } ] },
  { left = 0, top = 0, when = "running:kind=research", height = "8mm", content = [ { text = "论文页" } ] },
]
[templates]
body = [ { each = "sections", do = [
  { text = "{title}", style = "opening", set = { number = "{section-number}", kind = "{kind}" } },
] } ]
)";

/// Page by page the height, in millimetres, at which text with `part` in it stands; -1: nowhere.
std::vector<double> heights(std::string_view part) {
  MemoryWorld world;
  add_golden_world(world);
  world.add_layout("tabs", "layout.toml", std::string(kLayout));
  world.add("issue.toml",
            "format = 1\nlayout = \"tabs\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n"
            "[[section]]\ntitle = \"甲\"\narticles = [\"a.md\"]\n"
            "[[section]]\ntitle = \"乙\"\nkind = \"research\"\narticles = [\"b.md\"]\n"
            "[[section]]\ntitle = \"丙\"\narticles = [\"c.md\"]\n");
  for (const char* name : {"a.md", "b.md", "c.md"}) {
    world.add(name, "+++\ntitle = \"题\"\n+++\n\n文\n");
  }
  Session session;
  const BuildResult result = session.dump(world, Job{}, Stage::document);
  std::vector<double> out;
  std::istringstream lines(result.dump);
  bool body = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("page ", 0) == 0) {
      body = line.find("flow=body") != line.npos;
      out.resize(out.size() + (body ? 1 : 0), -1);
    } else if (body && line.find(part) != line.npos && line.rfind("  y=", 0) == 0) {
      out.back() = std::stod(line.substr(4));
    }
  }
  return out;
}

TEST(Frames, ThumbTabsComeDownWithTheSection) {
  const std::vector<double> tabs = heights("标");
  ASSERT_EQ(tabs.size(), 3u);
  EXPECT_GT(tabs[0], 20);
  EXPECT_NEAR(tabs[1] - tabs[0], 12, 0.02);
  EXPECT_NEAR(tabs[2], tabs[0], 0.02) << "after two steps from the top again";
}

TEST(Frames, StandOnPagesOfOneKindOnly) {
  const std::vector<double> frames = heights("论文页");
  ASSERT_EQ(frames.size(), 3u);
  EXPECT_LT(frames[0], 0);
  EXPECT_GT(frames[1], 0);
  EXPECT_LT(frames[2], 0);
}

}  // namespace
}  // namespace banxin
