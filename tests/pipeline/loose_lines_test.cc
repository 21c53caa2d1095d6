// The real issue line by line, with the rules' defaults: no forbidden mark at an edge, every line
// exact, and fewer loose lines with the optimal breaker. The figures: banxin_loose_lines.
#include "tests/bench/loose_lines.h"

#include <gtest/gtest.h>

#include "tests/pipeline/issues.h"

namespace banxin::pipeline {
namespace {

using bench::LineCount;
using bench::Setting;

/// The real issue, and samples/monthly so that something is held everywhere.
class LooseLines : public testing::TestWithParam<std::string> {};

TEST_P(LooseLines, NoFaultsAllExactAndOptimalIsTighter) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.styled.has_value() && work.fonts_complete);
  for (const Setting& setting : bench::all_settings()) {
    if (setting.breaker == Breaker::optimal) {
      continue;
    }
    Setting other = setting;
    other.breaker = Breaker::optimal;
    const LineCount greedy = bench::count_lines(work, setting);
    const LineCount optimal = bench::count_lines(work, other);
    const std::string table =
        bench::table_head() + bench::table_row(setting, greedy) + bench::table_row(other, optimal);
    EXPECT_GT(greedy.lines, 0) << table;
    EXPECT_EQ(greedy.faults + optimal.faults, 0) << table;
    EXPECT_EQ(greedy.inexact + optimal.inexact, 0) << table;
    EXPECT_LE(optimal.above_8th, greedy.above_8th) << table;
    if (setting.rules == Setting::Rules::product) {  // classic repairs none
      EXPECT_LE(optimal.short_last, greedy.short_last) << table;
    }
  }
}

std::vector<std::string> texts() {
  std::vector<std::string> out;
  for (const std::string& folder : issue_folders()) {
    if (folder.find("monthly") != std::string::npos ||
        folder.find("real-issue") != std::string::npos) {
      out.push_back(folder);
    }
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Issues, LooseLines, testing::ValuesIn(texts()), [](const auto& test) {
  return issue_name(test.param);
});

}  // namespace
}  // namespace banxin::pipeline
