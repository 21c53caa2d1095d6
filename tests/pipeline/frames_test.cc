// Frames that look at the page: thumb tabs that step with the section (书口检索标), frames for some
// sections only.
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
  { outer = 0, width = "8mm", top = "20mm", height = "10mm", step = "12mm", step-by = "number",
    step-count = 2, content = [ { text = "标{running:number}" } ] },
  { left = 0, top = 0, when = "running:kind=research", content = [ { text = "论文页" } ] },
]
[templates]
body = [ { each = "sections", do = [
  { text = "{title}", style = "opening", set = { number = "{section-number}", kind = "{kind}" } },
] } ]
)";

/// Per page the texts of the frames with the height they stand at, in millimetres.
std::string frame_texts(const std::string& sections) {
  MemoryWorld world;
  add_golden_world(world);
  world.add_layout("tabs", "layout.toml", std::string(kLayout));
  world.add("issue.toml",
            "format = 1\nlayout = \"tabs\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n" +
                sections);
  world.add("a.md", "+++\ntitle = \"题\"\n+++\n\n文\n");
  Session session;
  const BuildResult result = session.dump(world, Job{}, Stage::document);
  std::string out;
  std::istringstream lines(result.dump);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("page ", 0) == 0) {
      out += (out.empty() ? "" : " / ");
    } else if (line.find("标") != line.npos || line.find("论文页") != line.npos) {
      out += line + "\n";
    }
  }
  return out;
}

TEST(Frames, PrintForNow) {
  std::cout << frame_texts(
      "[[section]]\ntitle = \"甲\"\narticles = [\"a.md\"]\n"
      "[[section]]\ntitle = \"乙\"\nkind = \"research\"\narticles = []\n"
      "[[section]]\ntitle = \"丙\"\narticles = []\n");
}

}  // namespace
}  // namespace banxin
