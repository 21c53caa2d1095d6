// The same bytes on every run, for any number of threads, for a cold and a warm session; and what
// the caches save, in counts.
#include <gtest/gtest.h>

#include "tests/pipeline/issues.h"

namespace banxin::pipeline {
namespace {

class Build : public testing::TestWithParam<std::string> {};

std::string all_text(const BuildResult& result) {
  std::string out;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    out += to_text(diagnostic, result.sources, Language::en);
  }
  return out;
}

BuildResult build(Session& session, const std::string& folder, unsigned threads) {
  Job job;
  job.threads = threads;
  return session.build(*open_issue(folder), job);
}

TEST_P(Build, SucceedsWithoutErrors) {
  Session session;
  const BuildResult result = build(session, GetParam(), 2);
  EXPECT_TRUE(result.ok) << all_text(result);
  EXPECT_EQ(result.pdf.substr(0, 5), "%PDF-");
}

TEST_P(Build, ColdWarmAndThreadedGiveTheSameBytes) {
  Session cold;
  const BuildResult first = build(cold, GetParam(), 1);
  ASSERT_TRUE(first.ok) << all_text(first);
  const auto expect_same = [&](const BuildResult& other, const char* how) {
    EXPECT_TRUE(other.pdf == first.pdf) << how << ": other bytes";
    EXPECT_EQ(all_text(other), all_text(first)) << how;
  };
  expect_same(build(cold, GetParam(), 1), "warm session");
  expect_same(build(cold, GetParam(), 3), "warm session, three threads");
  Session threaded;
  expect_same(build(threaded, GetParam(), 4), "four threads");
  Session used;
  build(used, issue_folders().front(), 2);
  expect_same(build(used, GetParam(), 2), "session warm from another issue");
}

TEST_P(Build, CachesSaveTheSecondBuildAllItsWork) {
  Session session;
  const BuildResult cold = build(session, GetParam(), 2);
  ASSERT_TRUE(cold.ok) << all_text(cold);
  const BuildResult warm = build(session, GetParam(), 2);
  EXPECT_GT(cold.facts.shape_calls, 0u);
  EXPECT_EQ(warm.facts.passes, cold.facts.passes);
  EXPECT_EQ(warm.facts.shape_calls, 0u) << "a paragraph was shaped again";
  EXPECT_EQ(warm.facts.line_calls, 0u) << "a paragraph was broken again";
  EXPECT_EQ(warm.facts.shape_hits, cold.facts.shape_calls + cold.facts.shape_hits);
}

TEST_P(Build, CheckTellsTheSameAsBuild) {
  Session session;
  Job job;
  job.pdf = false;
  const BuildResult check = session.build(*open_issue(GetParam()), job);
  const BuildResult built = build(session, GetParam(), 2);
  EXPECT_TRUE(check.pdf.empty());
  EXPECT_EQ(all_text(check), all_text(built));
}

TEST_P(Build, EveryStageHasADump) {
  Session session;
  for (int i = 0; i <= static_cast<int>(Stage::pdf); ++i) {
    const auto world = open_issue(GetParam());
    const BuildResult first = session.dump(*world, {}, static_cast<Stage>(i));
    EXPECT_FALSE(first.dump.empty()) << "stage " << i;
    Session fresh;
    EXPECT_TRUE(fresh.dump(*world, {}, static_cast<Stage>(i)).dump == first.dump)
        << "stage " << i << " differs between sessions";
  }
}

INSTANTIATE_TEST_SUITE_P(Issues, Build, testing::ValuesIn(issue_folders()), [](const auto& test) {
  return issue_name(test.param);
});

}  // namespace
}  // namespace banxin::pipeline
