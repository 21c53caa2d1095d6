// What compare found, as text and as JSON lines.
#pragma once

#include <string>
#include <vector>

#include "engine/cli/console.h"
#include "engine/cli/exit_code.h"
#include "engine/compare/compare.h"

namespace banxin {

struct CompareOutcome {
  const Comparison& comparison;
  const std::vector<std::string>& pictures;  // by pair of pages; empty strings, or empty: none
  std::string a, b;                          // as the user named them
  ExitCode exit = ExitCode::done;
};

std::string comparison_text(const CompareOutcome& outcome, const Console& console);
/// One object for each article that moved and each page that changed, then a summary.
std::string json_comparison(const CompareOutcome& outcome);
/// The summary where there was nothing to compare.
std::string json_no_comparison(ExitCode exit);

}  // namespace banxin
