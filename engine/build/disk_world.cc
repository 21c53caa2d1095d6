#include "engine/build/disk_world.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <utility>

#include "engine/build/disk_files.h"

namespace banxin {

using namespace disk;

namespace {

constexpr std::uint64_t kLayoutBytes = 16ull << 20;
constexpr std::uint64_t kProfileBytes = 64ull << 20;
// A font folder is somebody else's: the walk ends at this depth and number of entries.
constexpr int kWalkDepth = 8;
constexpr std::size_t kWalkEntries = 100'000;

using Folders = std::vector<std::string>;

/// The name of one file or folder, leading nowhere else.
bool plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos;
}

/// "en" of "en-US"; empty if the tag is none, so that it can't name a path.
std::string primary_language(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find('-'));
  const bool letters = language.size() >= 2 && language.size() <= 8 &&
                       std::all_of(language.begin(), language.end(), [](char c) {
                         return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
                       });
  std::string out(letters ? language : std::string_view());
  for (char& c : out) {
    c = static_cast<char>(c | 0x20);
  }
  return out;
}

/// File names to look for, the closest first: "de-Latn-AT" gives de_Latn_AT, de_Latn, de and de_DE.
std::vector<std::string> hyphenation_names(std::string_view tag) {
  const std::string language = primary_language(tag);
  if (language.empty() || tag.find_first_of(std::string_view("/\0.", 3)) != tag.npos) {
    return {};
  }
  std::string rest(tag);
  std::replace(rest.begin(), rest.end(), '-', '_');
  std::vector<std::string> names;
  while (rest.size() > language.size()) {
    names.push_back("hyph_" + language + rest.substr(language.size()) + ".dic");
    rest.resize(std::max(rest.rfind('_'), language.size()));
  }
  names.push_back("hyph_" + language + ".dic");
  std::string region = language;
  for (char& c : region) {
    c = static_cast<char>(c & ~0x20);
  }
  names.push_back("hyph_" + language + "_" + region + ".dic");
  return names;
}

}  // namespace

// Every file under the font folders, made on the first miss.
struct DiskWorld::FontIndex {
  struct Entry {
    std::string name, path;
  };

  std::once_flag once;
  std::vector<Entry> entries;  // by name; among equals the earlier folder first

  void walk(const std::string& folder, int depth) {
    std::vector<std::string> folders;
    for (const std::string& name : list_folder(folder)) {
      const std::string path = join(folder, name);
      if (entries.size() >= kWalkEntries) {
        return;
      }
      if (is_regular(path)) {
        entries.push_back({name, path});
      } else if (depth < kWalkDepth && is_folder(path)) {
        folders.push_back(path);
      }
    }
    for (const std::string& inner : folders) {
      walk(inner, depth + 1);
    }
  }

  const Entry* find(std::string_view name, const std::vector<std::string>& folders) {
    std::call_once(once, [&] {
      for (const std::string& folder : folders) {
        walk(folder, 0);
      }
      std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.name < b.name;
      });
    });
    const auto at = std::lower_bound(
        entries.begin(), entries.end(), name, [](const Entry& entry, std::string_view key) {
          return entry.name < key;
        });
    return at != entries.end() && at->name == name ? &*at : nullptr;
  }
};

DiskWorld::DiskWorld(DiskPlaces places)
    : places_(std::move(places)),
      fonts_(std::make_unique<FontIndex>()) {}

DiskWorld::~DiskWorld() = default;

std::string DiskWorld::place_of(std::string_view path) const {
  const auto parts = split(path);
  const bool readable = parts && read(path, UINT64_MAX).problem == ReadProblem::none;
  if (!readable) {
    return {};
  }
  const std::string as_written = join(places_.issue, std::string(path));
  return exists(as_written) ? as_written : match_names(places_.issue, *parts);
}

ReadResult DiskWorld::read(std::string_view path, std::uint64_t limit) const {
  return read_beneath(places_.issue, path, limit);
}

std::vector<std::string> DiskWorld::glob(std::string_view pattern) const {
  std::vector<std::string> found;
  const auto parts = split(pattern);
  const std::string root = real_path(places_.issue);
  if (parts && !parts->empty() && !root.empty() &&
      std::find(parts->begin(), parts->end(), "..") == parts->end()) {
    glob_into(root, {}, *parts, 0, found);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string DiskWorld::layout_folder(std::string_view layout) const {
  for (const std::string& folder : plain_name(layout) ? places_.layouts : Folders()) {
    std::string root = join(folder, std::string(layout));
    if (is_folder(root)) {
      return root;
    }
  }
  return {};
}

ReadResult DiskWorld::read_layout(std::string_view layout, std::string_view path) const {
  if (!plain_name(layout)) {
    return problem(ReadProblem::outside);
  }
  const std::string root = layout_folder(layout);
  return root.empty() ? problem(ReadProblem::not_found) : read_beneath(root, path, kLayoutBytes);
}

std::vector<std::string> DiskWorld::layouts() const {
  std::vector<std::string> names;
  for (const std::string& folder : places_.layouts) {
    for (std::string& name : list_folder(folder)) {
      if (is_regular(join(join(folder, name), "layout.toml"))) {
        names.push_back(std::move(name));
      }
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<std::string> DiskWorld::layout_versions(std::string_view layout) const {
  const std::string root = layout_folder(layout);
  if (root.empty()) {
    return {};
  }
  const std::string folder = join(root, "versions");
  std::vector<std::string> versions;
  for (std::string& name : is_folder(folder) ? list_folder(folder) : std::vector<std::string>()) {
    if (is_regular(join(join(folder, name), "layout.toml"))) {
      versions.push_back(std::move(name));
    }
  }
  return versions;
}

ReadResult DiskWorld::read_font_list() const {
  return read_regular(places_.font_list, {}, kLayoutBytes);
}

ReadResult DiskWorld::read_font(std::string_view file_name) const {
  if (!plain_name(file_name)) {
    return problem(ReadProblem::not_found);
  }
  for (const std::string& folder : places_.font_folders) {
    const std::string path = join(folder, std::string(file_name));
    if (is_regular(path)) {
      return map_file(path);
    }
  }
  const FontIndex::Entry* entry = fonts_->find(file_name, places_.font_folders);
  return entry ? map_file(entry->path) : problem(ReadProblem::not_found);
}

ReadResult DiskWorld::read_hyphenation(std::string_view language) const {
  const std::vector<std::string> names = hyphenation_names(language);
  if (names.empty()) {
    return problem(ReadProblem::not_found);
  }
  for (const std::string& name : names) {
    for (const std::string& folder : places_.hyphenation_folders) {
      const std::string path = join(folder, name);
      if (is_regular(path)) {
        return read_regular(path, {}, kLayoutBytes);
      }
    }
  }
  const std::string pattern = "hyph_" + primary_language(language) + "_*.dic";
  for (const std::string& folder : places_.hyphenation_folders) {
    for (const std::string& name : list_folder(folder)) {
      if (glob_matches(pattern, name) && is_regular(join(folder, name))) {
        return read_regular(join(folder, name), {}, kLayoutBytes);
      }
    }
  }
  return problem(ReadProblem::not_found);
}

ReadResult DiskWorld::read_profile(std::string_view file_name) const {
  if (!places_.profile.empty() && file_name == places_.profile && is_regular(places_.profile)) {
    return read_regular(places_.profile, {}, kProfileBytes);
  }
  if (file_name.empty() || file_name.find_first_of(std::string_view("/\0", 2)) != file_name.npos) {
    return problem(ReadProblem::not_found);
  }
  for (const std::string& folder : places_.profile_folders) {
    const std::string path = join(folder, std::string(file_name));
    if (is_regular(path)) {
      return read_regular(path, {}, kProfileBytes);
    }
  }
  return problem(ReadProblem::not_found);
}

std::vector<std::string> default_font_folders(const std::vector<std::string>& extra,
                                              const std::string& home) {
  std::vector<std::string> folders = extra;
  // Where the packages of the font list put their files, so that a usual build lists no folder;
  // the roots at the end are walked for anything else.
  for (const char* folder : {"/usr/share/fonts/opentype/noto",
                             "/usr/share/fonts/truetype/lxgw-wenkai",
                             "/usr/share/fonts/truetype/cwtex",
                             "/usr/share/fonts/truetype/noto",
                             "/usr/share/fonts/truetype/dejavu",
                             "/usr/share/fonts/opentype/urw-base35"}) {
    folders.emplace_back(folder);
  }
  if (!home.empty()) {
    folders.push_back(home + "/.local/share/fonts");
    folders.push_back(home + "/.fonts");
  }
  folders.emplace_back("/usr/local/share/fonts");
  folders.emplace_back("/usr/share/fonts");
  return folders;
}

ShareHints share_hints_of_process() {
  ShareHints hints;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before any thread starts.
  if (const char* share = std::getenv("BANXIN_SHARE")) {
    hints.environment = share;
  }
  hints.executable = link_target("/proc/self/exe");
#ifdef BANXIN_SOURCE_DIR
  hints.source_folder = BANXIN_SOURCE_DIR;
#endif
  return hints;
}

std::string find_share(const ShareHints& hints) {
  const auto checked = [](const std::string& folder) {
    return is_folder(join(folder, "layouts")) ? folder : std::string();
  };
  if (!hints.explicit_folder.empty()) {
    return checked(hints.explicit_folder);
  }
  if (!hints.environment.empty()) {
    return checked(hints.environment);
  }
  const std::size_t slash = hints.executable.rfind('/');
  if (slash != std::string::npos) {
    const std::string real = real_path(hints.executable.substr(0, slash + 1) + "../share/banxin");
    if (!real.empty() && !checked(real).empty()) {
      return real;
    }
  }
  return hints.source_folder.empty() ? std::string() : checked(hints.source_folder);
}

std::int64_t build_time(std::string_view source_date_epoch, std::int64_t clock) {
  constexpr std::int64_t kYear10000 = 253'402'300'800;
  if (source_date_epoch.empty()) {
    return clock;
  }
  std::int64_t value = 0;
  for (const char c : source_date_epoch) {
    if (c < '0' || c > '9' || value >= kYear10000) {
      return -1;
    }
    value = value * 10 + (c - '0');
  }
  return value < kYear10000 ? value : -1;
}

}  // namespace banxin
