// A job's diagnostics on the streams they belong to.
#pragma once

#include <string>

#include "engine/cli/arguments.h"

namespace banxin {

/// As JSON lines on standard output (with `issue`, if given), or for people on standard error,
/// where of many findings of one kind in a file the first few are shown.
void print_diagnostics(const Diagnostics& diagnostics,
                       const SourceMap& sources,
                       const Arguments& arguments,
                       Console& console,
                       const std::string& issue = {});

}  // namespace banxin
