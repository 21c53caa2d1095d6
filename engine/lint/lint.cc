// lint: the rules over the texts of an issue.
#include "engine/lint/lint.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/composition.h"
#include "engine/lint/lint_all.h"
#include "engine/lint/rules.h"

namespace banxin {
namespace {

void check_one(const LintText& text, Findings& out) {
  check_half_width(text, out);
  check_long_marks(text, out);
  check_doubled(text, out);
  check_repeats(text, out);
  check_letters(text, out);
  check_numbers(text, out);
  check_spaces(text, out);
  check_code_points(text, out);
  check_labels(text, out);
}

/// What only mainland usage asks: “ ” instead of 「 」, · for every interpunct, 〈〉 only inside
/// 《》, no 、 between titles, 〇 in years.
bool mainland_only(const Diagnostic& finding) {
  constexpr std::string_view kCodes[] = {"W903", "W908", "N910", "N920", "N931"};
  return std::find(std::begin(kCodes), std::end(kCodes), finding.code) != std::end(kCodes);
}

}  // namespace

Diagnostics lint_all(const Issue& issue, const SourceMap& sources) {
  if (!issue.language.starts_with("zh")) {
    return {};  // other languages have other copy editors
  }
  const Silence silence(issue, sources);
  Findings out(silence);
  for (const Diagnostic& fault : silence.faults()) {
    out.report(fault);
  }
  const std::vector<LintText> texts = collect_texts(issue, sources);
  for (const LintText& text : texts) {
    check_one(text, out);
  }
  check_pairs(texts, out);
  check_choices(texts, locale_of(issue.language), out);
  check_order(texts, out);
  check_terms(texts, issue.lint, out);
  Diagnostics found = out.take();
  if (locale_of(issue.language) != Locale::zh_hans) {
    std::erase_if(found, mainland_only);
  }
  std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.span.file, a.span.begin) < std::pair(b.span.file, b.span.begin);
  });
  return found;
}

Diagnostics lint(const Issue& issue, const SourceMap& sources) {
  std::map<FileId, std::size_t> counts;
  Diagnostics kept;
  for (Diagnostic& finding : lint_all(issue, sources)) {
    const std::size_t count = ++counts[finding.span.file];
    if (count <= kLintLimit) {
      kept.push_back(std::move(finding));
    } else if (count == kLintLimit + 1) {
      kept.push_back({"N990", finding.span, {std::to_string(kLintLimit)}});
    }
  }
  return kept;
}

}  // namespace banxin
