// An issue as named on the command line.
#pragma once

#include <string>

#include "engine/api/banxin.h"

namespace banxin {

/// The issue folder as given; issue.toml itself stands for its folder.
std::string issue_folder(const std::string& given);

/// "2023-09.pdf" for a folder 2023-09, wherever it lies; also for "." and "..". The name of its
/// screen edition; see edition_path for the others.
std::string default_output(const std::string& folder);

/// What keeps the work from starting at all: no such folder, no date, no layouts and fonts.
Diagnostics check_places(const std::string& given, const DiskPlaces& places);

}  // namespace banxin
