// `classic` is page-faithful: the real issue, page for page as it was printed. What the original
// did: ../shared/reference/original-geometry.md; its facts: evidence.json beside the issue.
#include "tests/bench/fidelity.h"

#include <cstdio>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "engine/base/diagnostic.h"
#include "tests/pipeline/issues.h"

namespace banxin::pipeline {
namespace {

const std::string kReal = std::string(BANXIN_SOURCE_DIR) + "/../shared/real-issue/";

/// Empty: the real issue is not here.
std::string read_evidence() {
  std::ifstream in(kReal + "evidence.json", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Fidelity, ClassicSetsTheRealIssueAsItWasPrinted) {
  const std::string evidence = read_evidence();
  if (evidence.empty()) {
    GTEST_SKIP() << "needs " << kReal;
  }
  const Work& work = *made_issue(kReal + "2023-09").work;
  ASSERT_TRUE(work.document.has_value());
  ASSERT_EQ(work.layout->name(), "classic");
  const bench::Fidelity fidelity = bench::compare_with_original(work, evidence);
  std::printf("%s", bench::table(fidelity).c_str());

  EXPECT_EQ(fidelity.articles.size(), 63u);
  for (const bench::ArticlePlace& article : fidelity.articles) {
    EXPECT_EQ(article.got, article.expected) << article.article << " " << article.title;
  }
  EXPECT_EQ(fidelity.last_page, 83);
  EXPECT_EQ(fidelity.breaks.size(), 32u);
  for (const bench::BreakPlace& place : fidelity.breaks) {
    EXPECT_TRUE(place.found) << place.article << " " << place.before << "|" << place.after;
  }
  // Four differ. 05-05 and 05-08 leave a line alone where widows and orphans forbid it. The others
  // follow the third chart of 06-01 (pages 58, 59), whose picture beside the manuscript is lower
  // than the printed one; these are the two breaks of our own.
  EXPECT_GE(fidelity.breaks_at_the_same_line(), 28);
  EXPECT_LE(fidelity.own_breaks.size(), 2u);
  for (const Diagnostic& diagnostic : work.diagnostics) {
    EXPECT_EQ(severity_of(diagnostic), Severity::note) << diagnostic.code;
  }
}

/// Its first version gives what it gave: two breaks fewer, and with them three of its own.
TEST(Fidelity, ClassicOneZeroKeepsItsPages) {
  const std::string evidence = read_evidence();
  if (evidence.empty()) {
    GTEST_SKIP() << "needs " << kReal;
  }
  const auto world = open_issue(kReal + "2023-09");
  Job job;
  job.layout = "classic@1.0";
  Warm warm;
  Work work(*world, job, warm);
  advance(work, Goal::pages);
  ASSERT_TRUE(work.document.has_value());
  const bench::Fidelity fidelity = bench::compare_with_original(work, evidence);
  EXPECT_EQ(fidelity.articles_on_their_page(), 63);
  EXPECT_EQ(fidelity.last_page, 83);
  EXPECT_EQ(fidelity.breaks_at_the_same_line(), 26) << bench::table(fidelity);
  EXPECT_EQ(fidelity.own_breaks.size(), 5u);
}

}  // namespace
}  // namespace banxin::pipeline
