// What `preflight` says, as text or as JSON lines.
#pragma once

#include <string>

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

struct PreflightOutcome {
  const PreflightReport& report;
  std::string file;
  std::string output;  // the PDF report; empty: none
  ExitCode exit = ExitCode::done;
};

/// The file's facts, then the findings by rule, each with its first places.
std::string preflight_text(const PreflightOutcome& outcome, const Console& console);
/// One object a finding, then a summary.
std::string json_preflight(const PreflightOutcome& outcome, Language language);

}  // namespace banxin
