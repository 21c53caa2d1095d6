// preflight: what a print shop would object to in a PDF.
#pragma once

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

ExitCode preflight_command(const Arguments& arguments, Console& console);

}  // namespace banxin
