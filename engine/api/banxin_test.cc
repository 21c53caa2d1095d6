#include "engine/api/banxin.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

namespace banxin {
namespace {

/// A world that fails the way no world should.
class ThrowingWorld final : public World {
 public:
  ReadResult read(std::string_view, std::uint64_t) const override {
    throw std::runtime_error("the world is broken");
  }

  std::vector<std::string> glob(std::string_view) const override { return {}; }

  ReadResult read_layout(std::string_view, std::string_view) const override { return {}; }

  ReadResult read_font_list() const override { return {}; }

  ReadResult read_font(std::string_view) const override { return {}; }

  std::int64_t now() const override { return 0; }
};

TEST(Engine, AnExceptionBecomesE899AndTheEngineStaysUsable) {
  Engine engine;
  const ThrowingWorld broken;
  const BuildResult result = engine.build(broken, {});
  EXPECT_FALSE(result.ok);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].code, "E899");
  EXPECT_EQ(result.diagnostics[0].args, (std::vector<std::string>{"the world is broken"}));
  EXPECT_EQ(engine.fonts(broken, {}).diagnostics.at(0).code, "E899");

  const MemoryWorld empty;
  const BuildResult next = engine.build(empty, {});
  ASSERT_FALSE(next.diagnostics.empty());
  EXPECT_EQ(next.diagnostics[0].code, "E100");
}

TEST(Engine, TheVersionIsThatOfTheProject) {
  EXPECT_EQ(std::count(version().begin(), version().end(), '.'), 2);
}

TEST(Engine, MachinePlacesKeepWhatWasAskedFor) {
  const DiskPlaces places = machine_places({"2023-09", BANXIN_SOURCE_DIR, {"my-fonts"}});
  EXPECT_EQ(places.issue, "2023-09");
  EXPECT_EQ(places.layouts, (std::vector<std::string>{BANXIN_SOURCE_DIR "/layouts"}));
  EXPECT_EQ(places.font_list, BANXIN_SOURCE_DIR "/fonts/fonts.toml");
  EXPECT_EQ(places.font_folders.at(0), "my-fonts");
}

TEST(ManyIssues, EachOnceWithAnEngineOfItsOwn) {
  std::vector<int> times(40, 0);
  std::mutex lock;
  std::set<const Engine*> in_use;
  for_each_issue(times.size(), 4, [&](std::size_t i, Engine& engine, unsigned threads) {
    EXPECT_EQ(threads, 1u);
    {
      const std::lock_guard guard(lock);
      EXPECT_TRUE(in_use.insert(&engine).second) << "another call has this engine";
    }
    MemoryWorld world;
    EXPECT_FALSE(engine.build(world, Job{}).ok) << "there is no issue.toml";
    ++times[i];
    const std::lock_guard guard(lock);
    in_use.erase(&engine);
  });
  EXPECT_EQ(times, std::vector<int>(40, 1));
}

TEST(ManyIssues, FewIssuesShareTheProcessors) {
  for_each_issue(1, 8, [](std::size_t, Engine&, unsigned threads) { EXPECT_EQ(threads, 8u); });
  for_each_issue(0, 8, [](std::size_t, Engine&, unsigned) { FAIL(); });
}

TEST(Impose, APdfThatIsNoneIsADiagnostic) {
  const ImposeResult result = impose("no PDF", {});
  EXPECT_FALSE(result.ok);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].code, "E760");
}

}  // namespace
}  // namespace banxin
