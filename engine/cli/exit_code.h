// What the program's exit status says.
#pragma once

#include "engine/api/banxin.h"

namespace banxin {

enum class ExitCode : std::uint8_t {
  done = 0,
  problems = 1,     // errors in the issue
  usage = 2,        // the command line
  environment = 3,  // fonts, disc, installation, a bug
  warnings = 4,     // warnings, and --strict
};

enum class Strictness : std::uint8_t { lenient, strict };

/// The status diagnostics ask for. Errors of the issue come before those of the environment, since
/// only the editor can mend them.
ExitCode exit_code_of(const Diagnostics& diagnostics, Strictness strictness);

}  // namespace banxin
