// What the tests of this folder share: an issue of one article, and its findings as short lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/lint/lint.h"

namespace banxin::lint_test {

inline constexpr std::string_view kHead = R"(format = 1
[publication]
title = "潮信"
[issue]
year = 2025
number = 9
[[section]]
title = "海上"
articles = ["a.md"]
)";

/// `extra` stands in issue.toml after its last table.
inline void fill_world(MemoryWorld& world, std::string_view body, std::string_view extra = {}) {
  world.add("issue.toml", std::string(kHead) + std::string(extra));
  world.add("a.md", "+++\ntitle = \"标题\"\n+++\n\n" + std::string(body));
}

inline std::string slice(const SourceMap& sources, const Span& span) {
  return std::string(sources.text(span.file).substr(span.begin, span.end - span.begin));
}

/// W901 |,| {|,| => |，|}, a finding with a safe fix; ?> for one to be looked at. With several
/// findings, one a line.
inline std::string findings_of(const World& world) {
  SourceMap sources;
  const Parsed<Issue> parsed = parse_issue(world, sources);
  std::string out;
  for (const Diagnostic& finding : lint(parsed.value, sources)) {
    out += out.empty() ? "" : "\n";
    out += std::string(finding.code) + " |" + slice(sources, finding.span) + "|";
    if (finding.fix) {
      out += " {|" + slice(sources, finding.fix->span) +
             (finding.fix->safety == FixSafety::safe ? "| => |" : "| ?> |") +
             finding.fix->replacement + "|}";
    }
  }
  return out;
}

inline std::string findings(std::string_view body, std::string_view extra = {}) {
  MemoryWorld world;
  fill_world(world, body, extra);
  return findings_of(world);
}

/// The article's body after every safe fix.
inline std::string fixed(std::string_view body, std::string_view extra = {}) {
  MemoryWorld world;
  fill_world(world, body, extra);
  for (const FixedFile& file : fix_issue(world)) {
    if (file.path == "a.md") {
      return file.after.substr(file.after.find("\n\n") + 2);
    }
  }
  return std::string(body);
}

struct Row {
  std::string_view text, expected;
};

inline void expect_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(findings(row.text), row.expected) << row.text;
  }
}

}  // namespace banxin::lint_test
