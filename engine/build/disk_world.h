// DiskWorld: the World of the command line. An issue folder, the layouts and fonts of this machine.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/world.h"

namespace banxin {

/// Where a DiskWorld looks. Folders that do not exist are passed over.
struct DiskPlaces {
  std::string issue;                      // the issue folder
  std::vector<std::string> layouts;       // folders of layouts, the first that has a name wins
  std::string font_list;                  // fonts/fonts.toml
  std::vector<std::string> font_folders;  // searched in this order; see default_font_folders
  std::vector<std::string> hyphenation_folders = {"/usr/local/share/hyphen", "/usr/share/hyphen"};
  std::vector<std::string> profile_folders = {"/usr/local/share/color/icc",
                                              "/usr/share/scribus/profiles",
                                              "/usr/share/color/icc"};  // searched in this order
  /// A profile named on the command line by its path: read_profile gives it under just that name.
  std::string profile;
  std::int64_t now = 0;  // seconds since 1970, of the clock or SOURCE_DATE_EPOCH
};

/// Reads through symbolic links only while they stay inside the folder. Never blocks on a pipe or
/// device: only regular files are opened (`not_a_file` otherwise). Files of the issue are read
/// whole, so that nobody can change them under a build; fonts are mapped, and a font file must not
/// be cut short while a build runs.
/// Threads: const members may be called from several threads at once.
/// Cost: fonts are looked for at the places where Debian's packages put them; the font folders are
/// walked at most once, and only for a file that is at none of these.
class DiskWorld final : public World {
 public:
  explicit DiskWorld(DiskPlaces places);
  ~DiskWorld() override;

  ReadResult read(std::string_view path, std::uint64_t limit) const override;
  std::vector<std::string> glob(std::string_view pattern) const override;
  ReadResult read_layout(std::string_view layout, std::string_view path) const override;
  std::vector<std::string> layouts() const override;
  std::vector<std::string> layout_versions(std::string_view layout) const override;
  ReadResult read_font_list() const override;
  ReadResult read_font(std::string_view file_name) const override;
  /// hyph_en_US.dic for "en-US"; for a tag without a file of its own that of the language or,
  /// failing that, of one of its regions.
  ReadResult read_hyphenation(std::string_view language) const override;
  ReadResult read_profile(std::string_view file_name) const override;
  /// Where a file of the issue lies on the disc, under the name it has there; empty if it could not
  /// be read, as one outside the folder.
  std::string place_of(std::string_view path) const;

  std::int64_t now() const override { return places_.now; }

 private:
  struct FontIndex;
  /// The folder of a layout; empty if there is none of that name.
  std::string layout_folder(std::string_view layout) const;
  DiskPlaces places_;
  std::unique_ptr<FontIndex> fonts_;
};

/// `extra` (--font-path) first, then the system's font folders, then the user's under `home`.
std::vector<std::string> default_font_folders(const std::vector<std::string>& extra,
                                              const std::string& home);

/// What can tell where the program's data is; empty members are unknown.
struct ShareHints {
  std::string explicit_folder;  // an option of the command line
  std::string environment;      // BANXIN_SHARE
  std::string executable;       // the running program; its data is in ../share/banxin
  std::string source_folder;    // the tree it was built from
};

/// Environment, executable and, in a build that names it, source folder of this process.
ShareHints share_hints_of_process();
/// The first of the hints' folders, in the order of the members, that has a folder `layouts`; empty
/// if none has. An explicit folder or BANXIN_SHARE without layouts is not passed over: also empty.
std::string find_share(const ShareHints& hints);

/// SOURCE_DATE_EPOCH as text (empty if unset) and the clock, into DiskPlaces::now. Text that is
/// not a whole number of seconds of the years 1970 to 9999 gives -1.
std::int64_t build_time(std::string_view source_date_epoch, std::int64_t clock);

}  // namespace banxin
