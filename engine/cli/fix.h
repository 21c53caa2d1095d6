// `check --fix`: shows what the lint would mend, asks, and writes it back.
#pragma once

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

struct FixAnswer {
  Diagnostics diagnostics;  // why nothing, or not all, was written: E71x, E808, E899
  bool done = false;        // the command ends here, with `exit`
  ExitCode exit = ExitCode::done;
};

/// The changes go to standard output as a unified diff, or with --json as one object a file.
/// Writes only with --yes or after a yes at the terminal; each file whole or not at all, and none
/// if any has changed since it was read.
FixAnswer fix_manuscripts(const Arguments& arguments, const DiskWorld& world, Console& console);

}  // namespace banxin
