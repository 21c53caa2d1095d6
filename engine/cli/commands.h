// The commands: arguments in, exit code out.
#pragma once

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

/// Does what the arguments say. Data goes to standard output, all else to standard error.
ExitCode run_command(const Arguments& arguments, Console& console);

/// The whole program: main() without the process around it.
int run_program(int count, const char* const* values);

}  // namespace banxin
