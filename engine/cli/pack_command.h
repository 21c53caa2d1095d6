// `pack`: an issue with everything its build read, and what came out, in one archive; and the proof
// that such an archive still gives the same files.
#pragma once

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

/// Builds the issue and packs it. Fails as build does; E780 the archive, E785 its name.
ExitCode pack_command(const Arguments& arguments, Console& console);

/// Unpacks into a folder of its own, builds there, and compares with what the manifest says. Exit
/// code 4 if anything differs.
ExitCode verify_command(const Arguments& arguments, Console& console);

/// Unpacks into the folder of -o, else here.
ExitCode unpack_command(const Arguments& arguments, Console& console);

}  // namespace banxin
