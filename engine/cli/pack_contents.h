// What goes into a pack.
#pragma once

#include <string>
#include <vector>

#include "engine/archive/archive.h"
#include "engine/cli/pack_manifest.h"

namespace banxin {

enum class PackFonts : std::uint8_t { free_ones, none };

struct PackContents {
  std::vector<ArchivedFile> files;  // paths from the issue folder
  PackManifest manifest;            // its `files` and `fonts_left_out`
};

/// Everything that `record` names, read again through `world`: files of the issue, layouts, the
/// font list, hyphenation patterns, profiles, and the fonts that may be copied.
PackContents collect(const std::string& record,
                     const World& world,
                     const FontReport& fonts,
                     PackFonts which);

/// A font under this licence (SPDX id) may be passed on with an issue.
bool may_be_copied(std::string_view licence);

}  // namespace banxin
