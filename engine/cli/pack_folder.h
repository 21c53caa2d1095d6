// An issue that comes as a pack: unpacked, or still in its archive.
#pragma once

#include <optional>
#include <string>

#include "engine/cli/arguments.h"
#include "engine/cli/pack_manifest.h"

namespace banxin {

/// The manifest of an unpacked pack; nothing for any other issue folder.
std::optional<PackManifest> manifest_of(const std::string& issue_folder);

/// Looks into the pack in `places.issue` before this machine, if it is one.
void look_into_pack(DiskPlaces& places);

/// What the pack was built with, where the arguments do not say otherwise.
void build_as_packed(const PackManifest& manifest, Job& job);

/// True for a file that by its name is an archive.
bool is_pack(const std::string& path);

/// A folder for one run, gone with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }  // empty: it could not be made

 private:
  std::string path_;
};

struct Unpacked {
  std::string folder;  // the issue folder inside the one unpacked into
  Diagnostics diagnostics;
};

/// Unpacks into `into`, where nothing of the same name may lie, and holds every file against the
/// manifest. Fails: E781 to E783, E784 (no pack in it), E786 (files damaged or changed; they are
/// left as they are, for who wants to look), and what keeps a file from being written.
Unpacked unpack(const std::string& archive, const std::string& into);

}  // namespace banxin
