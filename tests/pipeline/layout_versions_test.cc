// An older version of a layout gives the pages it always gave, whatever the newest one does.
#include "tests/pipeline/golden_files.h"

namespace banxin {
namespace {

/// The golden issue with the layout almanac, versions 2.0 and 1.0.
BuildResult almanac(const std::string& layout) {
  MemoryWorld world;
  add_golden_issue(world);
  for (const char* path : {"layout.toml", "versions/1.0/layout.toml"}) {
    world.add_layout(
        "almanac", path, read_source_file(std::string("tests/golden/versions/") + path));
  }
  Job job;
  job.layout = layout;
  Session session;
  return session.dump(world, job, Stage::document);
}

TEST(LayoutVersionPages, TheOlderVersionGivesItsOldPages) {
  const BuildResult result = almanac("almanac@1.0");
  expect_golden(result, "almanac_1.0");
  EXPECT_EQ(result.facts.layout, "almanac");
  EXPECT_EQ(result.facts.layout_version, "1.0");
}

TEST(LayoutVersionPages, TheNewerOneGivesItsOwn) {
  const BuildResult result = almanac("almanac");
  expect_golden(result, "almanac_2.0");
  EXPECT_EQ(result.facts.layout_version, "2.0");
  EXPECT_EQ(result.dump, almanac("almanac@2.0").dump);
  EXPECT_NE(result.dump, almanac("almanac@1.0").dump);
}

// classic 1.0 as it was first released, with the tests' small page and made fonts laid over it by
// a layout.toml beside the issue, which pins it.
TEST(LayoutVersionPages, ClassicOneZero) {
  MemoryWorld world;
  add_golden_issue(world);
  std::string local = read_source_file("tests/golden/layout.toml");
  const std::string plain = "extends = \"classic\"";
  const std::size_t at = local.find(plain);
  ASSERT_NE(at, std::string::npos);
  world.add("layout.toml", local.replace(at, plain.size(), "extends = \"classic@1.0\""));
  Session session;
  expect_golden(session.dump(world, Job{}, Stage::document), "classic_1.0");
}

}  // namespace
}  // namespace banxin
