// Files of the disk for DiskWorld: names that are matched in any normalisation form, reads that
// stay inside a folder and take regular files only. Private to engine/build.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/world.h"

namespace banxin::disk {

ReadResult problem(ReadProblem what);
/// Parts of a relative path; none if the path is absolute, has a NUL, or climbs out by itself.
std::optional<std::vector<std::string>> split(std::string_view path);

std::string join(const std::string& folder, const std::string& name);
bool exists(const std::string& path);
bool is_regular(const std::string& path);
bool is_folder(const std::string& path);
/// Names in a folder, sorted, without "." and "..". Empty if it cannot be listed.
std::vector<std::string> list_folder(const std::string& path);

/// The path under `root` whose parts match `parts` in some normalisation form: macOS hands over
/// decomposed names, editors type composed ones. Parts that exist as they are stay.
std::string match_names(const std::string& root, const std::vector<std::string>& parts);

std::string link_target(const std::string& link);
std::string real_path(const std::string& path);
/// Opens what `path` names if it is a regular file, and under `root` unless that is empty. O_PATH
/// first: it touches neither pipes nor devices.
ReadResult read_regular(const std::string& path, const std::string& root, std::uint64_t limit);

ReadResult read_beneath(const std::string& folder, std::string_view path, std::uint64_t limit);
ReadResult map_file(const std::string& path);
/// Appends the files under root/folder that match parts[at…].
void glob_into(const std::string& root,
               const std::string& folder,
               const std::vector<std::string>& parts,
               std::size_t at,
               std::vector<std::string>& found);

}  // namespace banxin::disk
