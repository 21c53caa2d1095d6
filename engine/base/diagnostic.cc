#include "engine/base/diagnostic.h"

#include <algorithm>

namespace banxin {

Severity severity_of(const Diagnostic& diagnostic) {
  switch (diagnostic.code.empty() ? 'E' : diagnostic.code.front()) {
    case 'N':
      return Severity::note;
    case 'W':
      return Severity::warning;
    default:
      return Severity::error;
  }
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) {
    return severity_of(d) == Severity::error;
  });
}

std::string to_text(const Diagnostic& diagnostic, const SourceMap& sources, Language language) {
  std::string out;
  if (diagnostic.span.known()) {
    const LineColumn at = sources.locate(diagnostic.span.file, diagnostic.span.begin);
    out += std::string(sources.path(diagnostic.span.file)) + ":" + std::to_string(at.line) + ":" +
           std::to_string(at.column) + ": ";
  }
  constexpr std::string_view kKeys[] = {"severity.note", "severity.warning", "severity.error"};
  const auto severity = static_cast<std::size_t>(severity_of(diagnostic));
  out += catalogue_text(kKeys[severity], language) + " " + std::string(diagnostic.code) + ": " +
         message_text(diagnostic, language);
  // What is said of a character names the page it stands on (F5); others do so in their own words.
  if (diagnostic.page >= 0 && diagnostic.code.substr(1, 1) == "3") {
    out += catalogue_text("on_page", language, {std::to_string(diagnostic.page + 1)});
  }
  out += "\n";
  const std::string hint = hint_text(diagnostic, language);
  if (!hint.empty()) {
    out += "  " + catalogue_text("hint", language) + ": " + hint + "\n";
  }
  return out;
}

}  // namespace banxin
