// `build` with several issues: one process, fonts loaded once, as many at a time as there are
// processors.
#pragma once

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

/// True if these arguments ask for a batch: several issues, a word with wildcards (however
/// many it stands for), -o with a slash at its end, --resume.
bool wants_batch(const Arguments& arguments, const std::vector<std::string>& issues);

/// Builds every issue and goes on after one that fails. Reports come in the order of the issues,
/// one line each, however the work was spread.
/// Gives: 0; 4 if --strict and something warned; 10 + the number of issues that failed, at most
/// 110; before anything is built as for any build. An interrupt ends the program by its signal,
/// with complete PDFs only.
int run_batch(const Arguments& arguments, const std::vector<std::string>& issues, Console& console);

}  // namespace banxin
