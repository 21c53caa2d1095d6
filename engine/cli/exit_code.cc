#include "engine/cli/exit_code.h"

#include <algorithm>

namespace banxin {
namespace {

/// Errors no editor can mend in the manuscript: a font that is not installed, output, machine.
bool of_environment(const Diagnostic& diagnostic) {
  const std::string_view code = diagnostic.code;
  if (code.substr(0, 3) == "E76") {
    return false;  // the pages or the sheets they are to stand on
  }
  if (code.substr(0, 2) == "E7" && diagnostic.span.known()) {
    return false;  // of output, and yet written in a file of the issue: [output], a picture
  }
  return code == "E302" || code == "E304" || code == "E305" || code == "E606" ||
         code.substr(0, 2) == "E7" || code.substr(0, 2) == "E8";
}

}  // namespace

ExitCode exit_code_of(const Diagnostics& diagnostics, Strictness strictness) {
  const auto any = [&](auto test) {
    return std::any_of(diagnostics.begin(), diagnostics.end(), test);
  };
  const auto is = [](Severity severity) {
    return [severity](const Diagnostic& d) { return severity_of(d) == severity; };
  };
  if (any([](const Diagnostic& d) {
        return severity_of(d) == Severity::error && !of_environment(d);
      })) {
    return ExitCode::problems;
  }
  if (any(is(Severity::error))) {
    return ExitCode::environment;
  }
  const bool warned = strictness == Strictness::strict && any(is(Severity::warning));
  return warned ? ExitCode::warnings : ExitCode::done;
}

}  // namespace banxin
