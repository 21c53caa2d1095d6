#include "engine/cli/diff.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

TEST(Diff, LinesThatChangeWithThreeAround) {
  EXPECT_EQ(
      unified_diff("a.md", "1\n2\n3\n4\n甲,乙\n6\n7\n8\n9\n", "1\n2\n3\n4\n甲，乙\n6\n7\n8\n9\n"),
      "--- a/a.md\n+++ b/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-甲,乙\n+甲，乙\n 6\n 7\n 8\n");
  EXPECT_EQ(unified_diff("a.md", "同\n", "同\n"), "");
}

TEST(Diff, NeighboursShareAHunkAndDistantOnesDoNot) {
  const std::string before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
  std::string near = before;
  near[0] = 'A';
  near[8] = 'E';
  EXPECT_EQ(unified_diff("x", before, near),
            "--- a/x\n+++ b/x\n@@ -1,8 +1,8 @@\n-a\n+A\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
  std::string distant = before;
  distant[0] = 'A';
  distant[18] = 'J';
  EXPECT_EQ(unified_diff("x", before, distant),
            "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-a\n+A\n b\n c\n d\n"
            "@@ -7,4 +7,4 @@\n g\n h\n i\n-j\n+J\n");
}

TEST(Diff, AFileWithoutALineFeedAtItsEnd) {
  EXPECT_EQ(unified_diff("x", "a\nb", "a\nB"),
            "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n"
            "+B\n\\ No newline at end of file\n");
}

TEST(Diff, LinesMoreOrFewer) {
  EXPECT_EQ(unified_diff("x", "a\nb\nc\n", "a\nc\n"),
            "--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n a\n-b\n c\n");
  EXPECT_EQ(unified_diff("x", "", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
}

}  // namespace
}  // namespace banxin
