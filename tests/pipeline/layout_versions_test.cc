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

// Also those nobody asks for any more: each is the version its folder says, and without a fault.
TEST(LayoutVersionPages, EveryVersionInTheRepositoryCanBeRead) {
  const std::string root = BANXIN_SOURCE_DIR;
  DiskPlaces places;
  places.issue = root + "/samples/minimal";
  places.layouts = {root + "/layouts"};
  places.font_list = root + "/fonts/fonts.toml";
  const DiskWorld world(places);
  Session session;
  int read = 0;
  for (const LayoutEntry& layout : layouts_at_hand(world)) {
    EXPECT_FALSE(layout.title.empty()) << layout.name << ": lists of layouts show its title";
    EXPECT_FALSE(layout.versions.empty()) << layout.name << " has no version";
    for (const std::string& version : layout.versions) {
      Job job;
      job.layout = layout.name + "@" + version;
      const BuildResult result = session.dump(world, job, Stage::styled);
      std::string faults;
      for (const Diagnostic& diagnostic : result.diagnostics) {
        faults += to_text(diagnostic, result.sources, Language::en);
      }
      EXPECT_TRUE(result.ok) << job.layout << "\n" << faults;
      EXPECT_EQ(result.facts.layout, layout.name);
      EXPECT_EQ(result.facts.layout_version, version) << job.layout;
      ++read;
    }
  }
  EXPECT_GT(read, 0);
}

}  // namespace
}  // namespace banxin
