// R4, T112: the page of GB/T 9704, 22 lines of 28 characters, from a layout of a few lines. It is
// also the layout to copy for such pages.
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

constexpr const char* kLayout = R"(
[page]
size = "A4"
margins = { top = "37mm", bottom = "35mm", inner = "28mm", outer = "26mm" }   # 156 × 225 mm

[styles.body]
font-size = "三号"
line-height = "10.227mm"        # 225 mm / 22
text-indent = "2em"
punctuation-style = "grid"
grid-cells = 28

[templates]
contents = [ { text = "{strings.contents}", style = "body" } ]
body = [ { each = "sections", do = [ { each = "articles", do = [
  { blocks = "body", anchor = "article" },
] } ] } ]
)";

double number_after(const std::string& line, const std::string& key) {
  return std::stod(line.substr(line.find(key) + key.size()));
}

TEST(Reference, T112ThePageHas22LinesOf28Characters) {
  MemoryWorld world;
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add("layout.toml", kLayout);
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "一二三四五六七八九十";
  }
  world.add("a.md", "+++\ntitle = \"题\"\n+++\n\n" + text + "\n");
  Session session;
  std::istringstream dump(session.dump(world, Job{}, Stage::document).dump);
  std::vector<double> baselines, lefts, widths;
  int pages = 0;
  for (std::string line; std::getline(dump, line);) {
    pages += line.find("flow=body") != std::string::npos ? 1 : 0;
    if (pages == 1 && line.find(" 16pt p#") != std::string::npos) {
      baselines.push_back(number_after(line, "y=") * 72 / 25.4);
      lefts.push_back(number_after(line, "x="));
      widths.push_back(number_after(line, "w="));
    }
  }
  ASSERT_EQ(baselines.size(), 22u);
  for (std::size_t i = 1; i < baselines.size(); ++i) {
    EXPECT_NEAR(baselines[i] - baselines[i - 1], 28.99, 0.03);  // the dump has hundredths of a mm
    EXPECT_NEAR(lefts[i], 28, 0.01);
    EXPECT_NEAR(widths[i], 156, 0.1);
  }
  EXPECT_NEAR(lefts[0], 28 + 2 * 156.0 / 28, 0.01) << "the indent is two cells";
}

}  // namespace
}  // namespace banxin
