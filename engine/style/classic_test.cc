// The layout `classic`: it parses without a word, and resolves whole issues.
#include <gtest/gtest.h>

#include "engine/style/test_support.h"

namespace banxin {
namespace {

using style_test::add_classic;
using style_test::listing;

TEST(Classic, ParsesWithoutDiagnostics) {
  MemoryWorld world;
  add_classic(world);
  SourceMap sources;
  const auto layout = parse_layout(world, {"classic", false, {}}, sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  EXPECT_EQ(layout.value.name(), "classic");
  EXPECT_EQ(layout.value.version(), "1.0");
}

TEST(Classic, ResolvesTheRealIssue) {
  const auto folder =
      std::filesystem::path(BANXIN_SOURCE_DIR) / ".." / "shared" / "real-issue" / "2023-09";
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "no real issue at hand";
  }
  MemoryWorld world;
  add_classic(world);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      world.add(std::filesystem::relative(entry.path(), folder).generic_string(),
                style_test::read_text(entry.path()));
    }
  }
  SourceMap sources;
  const auto issue = parse_issue(world, sources);
  const auto layout = parse_layout(world, {"classic", false, {}}, sources);
  const auto styled = resolve_styles(issue.value, layout.value);
  EXPECT_EQ(listing(styled.diagnostics, sources), "");
  EXPECT_EQ(styled.value.article_count, 63u);
  EXPECT_EQ(styled.value.flows.size(), 4u);
  if (const char* out = std::getenv("BANXIN_DUMP_STYLE")) {
    std::ofstream(out) << to_text(styled.value);
  }
}

}  // namespace
}  // namespace banxin
