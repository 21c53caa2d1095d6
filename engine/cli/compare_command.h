// `compare A B`: two issues, an issue in two layouts, or two PDF files.
#pragma once

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

/// Builds what has to be built, compares, writes the pictures of changed pages into --out.
/// Gives: `done` if nothing differs, `warnings` if something does; else as for a build.
ExitCode compare_command(const Arguments& arguments, Console& console);

}  // namespace banxin
