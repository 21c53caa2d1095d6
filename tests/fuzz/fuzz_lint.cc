// The lint and its fixes on articles of any content, for libFuzzer and for replaying
// tests/fuzz/corpus/lint.
//
// Whatever the text, findings and fixes lie in it and part no character; fixing brings no new
// error, and fixing what is fixed gives nothing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/lint/lint.h"
#include "engine/unicode/unicode.h"

namespace {

using namespace banxin;  // NOLINT(google-build-using-namespace): a program of one file

constexpr std::string_view kIssue =
    "format = 1\n[publication]\ntitle = \"潮信\"\n[issue]\nyear = 2025\nnumber = 9\n"
    "[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n"
    "[lint.terms]\n\"做为\" = \"作为\"\n\"水\" = \"潮水\"\n\"a\" = \"*b*\"\n";

MemoryWorld& fill(MemoryWorld& world, std::string issue, std::string article) {
  world.add("issue.toml", std::move(issue));
  world.add("a.md", std::move(article));
  return world;
}

bool is_character_edge(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u;
}

void check(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_span(const Span& span, const SourceMap& sources) {
  if (span.known()) {
    const std::string_view text = sources.text(span.file);
    check(span.begin <= span.end && span.end <= text.size() &&
          is_character_edge(text, span.begin) && is_character_edge(text, span.end));
  }
}

std::size_t check_findings(const World& world) {
  SourceMap sources;
  const Parsed<Issue> parsed = parse_issue(world, sources);
  for (const Diagnostic& finding : lint(parsed.value, sources)) {
    check_span(finding.span, sources);
    if (finding.fix) {
      check_span(finding.fix->span, sources);
      check(finding.fix->span.file == finding.span.file);
    }
  }
  std::size_t errors = 0;
  for (const Diagnostic& fault : parsed.diagnostics) {
    errors += severity_of(fault) == Severity::error ? 1 : 0;
  }
  return errors;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > (1u << 13)) {
    return 0;
  }
  const std::string article(reinterpret_cast<const char*>(data), size);
  MemoryWorld world;
  fill(world, std::string(kIssue), article);
  const std::size_t errors = check_findings(world);
  std::string issue_after(kIssue);
  std::string article_after = article;
  for (const FixedFile& file : fix_issue(world)) {
    check(file.before == (file.path == "a.md" ? article : kIssue) && file.fixes > 0);
    (file.path == "a.md" ? article_after : issue_after) = file.after;
  }
  MemoryWorld fixed;
  fill(fixed, issue_after, article_after);
  check(check_findings(fixed) <= errors);
  check(fix_issue(fixed).empty());
  return 0;
}
