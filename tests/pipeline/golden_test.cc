// One small issue, and the text dump of every stage it passes through. A difference names the
// stage where it is first wrong. BANXIN_UPDATE_GOLDEN=1 writes the dumps anew (never in CI); read
// the difference before you commit it.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

const std::string kRoot = std::string(BANXIN_SOURCE_DIR) + "/";

/// Issue, layouts and fonts from the tests' own files: nothing of the machine.
void fill(MemoryWorld& world) {
  for (const char* name : {"issue.toml", "articles/1.md", "articles/2.md"}) {
    world.add(name, read_source_file(std::string("tests/golden/issue/") + name));
  }
  add_golden_world(world);
}

/// The first lines that differ, both versions, at most 20 of each.
std::string difference(const std::string& expected, const std::string& actual) {
  std::istringstream a(expected);
  std::istringstream b(actual);
  std::string out;
  std::string left;
  std::string right;
  int shown = 0;
  for (int line = 1; shown < 20; ++line) {
    const bool more_a = static_cast<bool>(std::getline(a, left));
    const bool more_b = static_cast<bool>(std::getline(b, right));
    if (!more_a && !more_b) {
      break;
    }
    left = more_a ? left : "(end)";
    right = more_b ? right : "(end)";
    if (left != right) {
      out += std::to_string(line) + ": - " + left + "\n" + std::to_string(line) + ": + " + right +
             "\n";
      ++shown;
    }
  }
  return out;
}

struct Row {
  Stage stage;
  const char* name;
};

class Golden : public testing::TestWithParam<Row> {};

TEST_P(Golden, DumpIsAsExpected) {
  MemoryWorld world;
  fill(world);
  Session session;
  const BuildResult result = session.dump(world, Job{}, GetParam().stage);
  std::string problems;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (severity_of(diagnostic) == Severity::error) {
      problems += to_text(diagnostic, result.sources, Language::en);
    }
  }
  ASSERT_TRUE(result.ok) << problems;
  const std::string path = std::string("tests/golden/expected/") + GetParam().name + ".txt";
  if (std::getenv("BANXIN_UPDATE_GOLDEN") && !std::getenv("CI")) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(kRoot + path, std::ios::binary) << result.dump;
  }
  const std::string expected = read_source_file(path);
  EXPECT_TRUE(expected == result.dump) << path << "\n" << difference(expected, result.dump);
}

INSTANTIATE_TEST_SUITE_P(Stages,
                         Golden,
                         testing::Values(Row{Stage::issue, "issue"},
                                         Row{Stage::styled, "styled"},
                                         Row{Stage::shaped, "shaped"},
                                         Row{Stage::broken, "broken"},
                                         Row{Stage::fragment, "fragment"},
                                         Row{Stage::document, "document"},
                                         Row{Stage::tags, "tags"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace banxin
