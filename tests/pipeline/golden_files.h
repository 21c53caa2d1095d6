// A dump against the file that holds what it should be.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {

/// The golden issue, layouts and fonts from the tests' own files: nothing of the machine.
inline void add_golden_issue(MemoryWorld& world) {
  for (const char* name : {"issue.toml", "articles/1.md", "articles/2.md"}) {
    world.add(name, read_source_file(std::string("tests/golden/issue/") + name));
  }
  add_golden_world(world);
}

/// The first lines that differ, both versions, at most 20 of each.
inline std::string difference(const std::string& expected, const std::string& actual) {
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

/// Compares with tests/golden/expected/NAME.txt, which BANXIN_UPDATE_GOLDEN=1 writes anew.
inline void expect_golden(const BuildResult& result, const std::string& name) {
  std::string problems;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (severity_of(diagnostic) == Severity::error) {
      problems += to_text(diagnostic, result.sources, Language::en);
    }
  }
  ASSERT_TRUE(result.ok) << problems;
  const std::string path = "tests/golden/expected/" + name + ".txt";
  if (std::getenv("BANXIN_UPDATE_GOLDEN") && !std::getenv("CI")) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(std::string(BANXIN_SOURCE_DIR) + "/" + path, std::ios::binary) << result.dump;
  }
  const std::string expected = read_source_file(path);
  EXPECT_TRUE(expected == result.dump) << path << "\n" << difference(expected, result.dump);
}

}  // namespace banxin
