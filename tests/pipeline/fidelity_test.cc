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

TEST(Fidelity, ClassicSetsTheRealIssueAsItWasPrinted) {
  std::ifstream in(kReal + "evidence.json", std::ios::binary);
  if (!in) {
    GTEST_SKIP() << "needs " << kReal;
  }
  const std::string evidence{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
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
  EXPECT_GE(fidelity.breaks_at_the_same_line(), 26);
  EXPECT_LE(fidelity.own_breaks.size(), 5u);
  for (const Diagnostic& diagnostic : work.diagnostics) {
    EXPECT_EQ(severity_of(diagnostic), Severity::note) << diagnostic.code;
  }
}

}  // namespace
}  // namespace banxin::pipeline
