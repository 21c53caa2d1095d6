#include "engine/build/disk_world.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr std::uint64_t kLayoutBytes = 16ull << 20;
constexpr std::uint64_t kFontBytes = 1ull << 30;
// A font folder is somebody else's: the walk ends at this depth and number of entries.
constexpr int kWalkDepth = 8;
constexpr std::size_t kWalkEntries = 100'000;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  ~Descriptor() {
    if (fd_ >= 0) {
      close(fd_);
    }
  }

  int get() const { return fd_; }

  bool open() const { return fd_ >= 0; }

 private:
  int fd_;
};

ReadResult problem(ReadProblem what) {
  return {{}, what};
}

ReadProblem problem_of_errno(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
    case EINVAL:
      return ReadProblem::not_found;
    default:
      return ReadProblem::unreadable;
  }
}

// Parts of a relative path; none if the path is absolute, has a NUL, or climbs out by itself.
std::optional<std::vector<std::string>> split(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<std::string> parts;
  int depth = 0;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, slash - at);
    at = slash + 1;
    if (part.empty() || part == ".") {
      continue;
    }
    depth += part == ".." ? -1 : 1;
    if (depth < 0) {
      return std::nullopt;
    }
    parts.emplace_back(part);
  }
  return parts;
}

std::string join(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + "/" + name;
}

bool exists(const std::string& path) {
  struct stat status {};

  return stat(path.c_str(), &status) == 0;
}

bool is_regular(const std::string& path) {
  struct stat status {};

  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

bool is_folder(const std::string& path) {
  struct stat status {};

  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_ascii(std::string_view text) {
  return std::all_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Names in a folder, sorted, without "." and "..". Empty if it cannot be listed.
std::vector<std::string> list_folder(const std::string& path) {
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator at(path.empty() ? "." : path, error);
  for (; !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The path under `root` whose parts match `parts` in some normalisation form: macOS hands over
// decomposed names, editors type composed ones. Parts that exist as they are stay.
std::string match_names(const std::string& root, const std::vector<std::string>& parts) {
  std::string path = root;
  for (const std::string& part : parts) {
    std::string next = join(path, part);
    if (!is_ascii(part) && !exists(next)) {
      const std::string wanted = nfc(part);
      for (const std::string& name : list_folder(path)) {
        if (!is_ascii(name) && nfc(name) == wanted) {
          next = join(path, name);
          break;
        }
      }
    }
    path = std::move(next);
  }
  return path;
}

std::string link_target(const std::string& link) {
  std::string target(PATH_MAX, '\0');
  const ssize_t length = readlink(link.c_str(), target.data(), target.size());
  target.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
  return target;
}

// Where an open descriptor really is. Asking the kernel about the descriptor rather than the path
// leaves no moment in which a link could be put in between.
std::string real_path_of(int fd) {
  return link_target("/proc/self/fd/" + std::to_string(fd));
}

std::string real_path(const std::string& path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(path, error);
  return error ? std::string() : real.string();
}

bool is_beneath(const std::string& path, const std::string& root) {
  const bool at_root = root == "/";
  return !root.empty() && path.size() > root.size() && path.compare(0, root.size(), root) == 0 &&
         (at_root || path[root.size()] == '/');
}

// Reads at most `limit` bytes; one more means the file has grown past it.
ReadResult read_all(int fd, std::uint64_t expected, std::uint64_t limit) {
  std::string bytes;
  bytes.resize(static_cast<std::size_t>(expected));
  std::size_t size = 0;
  for (;;) {
    if (size == bytes.size()) {
      bytes.resize(size + 4096);
    }
    const ssize_t got = ::read(fd, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return problem(ReadProblem::unreadable);
    }
    if (got == 0) {
      break;
    }
    size += static_cast<std::size_t>(got);
    if (size > limit) {
      return problem(ReadProblem::too_large);
    }
  }
  bytes.resize(size);
  return {Bytes(std::move(bytes)), ReadProblem::none};
}

// Opens what `path` names if it is a regular file, and under `root` unless that is empty. O_PATH
// first: it touches neither pipes nor devices.
ReadResult read_regular(const std::string& path, const std::string& root, std::uint64_t limit) {
  const Descriptor found(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!found.open()) {
    return problem(problem_of_errno(errno));
  }
  const std::string real = real_path_of(found.get());
  if (!root.empty() && real != root && !is_beneath(real, root)) {
    return problem(ReadProblem::outside);
  }

  struct stat status {};

  if (fstat(found.get(), &status) != 0) {
    return problem(ReadProblem::unreadable);
  }
  if (!S_ISREG(status.st_mode)) {
    return problem(ReadProblem::not_a_file);
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit) {
    return problem(ReadProblem::too_large);
  }
  const std::string again = "/proc/self/fd/" + std::to_string(found.get());
  const Descriptor file(::open(again.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  return file.open() ? read_all(file.get(), size, limit) : problem(ReadProblem::unreadable);
}

ReadResult read_beneath(const std::string& folder, std::string_view path, std::uint64_t limit) {
  const auto parts = split(path);
  if (!parts) {
    return problem(path.empty() || path.find('\0') != std::string_view::npos
                       ? ReadProblem::not_found
                       : ReadProblem::outside);
  }
  const std::string root = real_path(folder);
  if (root.empty()) {
    return problem(ReadProblem::not_found);
  }
  const std::string as_written = join(root, std::string(path));
  if (is_ascii(path) || exists(as_written)) {
    return read_regular(as_written, root, limit);
  }
  return read_regular(match_names(root, *parts), root, limit);
}

ReadResult map_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.open()) {
    return problem(problem_of_errno(errno));
  }

  struct stat status {};

  if (fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return problem(ReadProblem::not_a_file);
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size == 0) {
    return {};
  }
  if (size > kFontBytes) {
    return problem(ReadProblem::too_large);
  }
  void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (start == MAP_FAILED) {
    return problem(ReadProblem::unreadable);
  }
  std::shared_ptr<const void> owner(
      start, [size](const void* at) { munmap(const_cast<void*>(at), size); });
  return {Bytes(std::move(owner), static_cast<const char*>(start), size), ReadProblem::none};
}

bool has_wildcard(std::string_view part) {
  return part.find_first_of("*?") != std::string_view::npos;
}

// Appends the files under root/folder that match parts[at…].
void glob_into(const std::string& root,
               const std::string& folder,
               const std::vector<std::string>& parts,
               std::size_t at,
               std::vector<std::string>& found) {
  const std::string& part = parts[at];
  const std::string wanted = nfc(part);
  std::vector<std::string> names;
  if (has_wildcard(part)) {
    for (std::string& name : list_folder(join(root, folder))) {
      // As in a shell, a wildcard does not find hidden files.
      if ((name.front() != '.' || part.front() == '.') && glob_matches(wanted, nfc(name))) {
        names.push_back(std::move(name));
      }
    }
  } else {
    names.push_back(match_names(join(root, folder), {part}).substr(join(root, folder).size() + 1));
  }
  for (const std::string& name : names) {
    const std::string path = join(folder, name);
    if (at + 1 < parts.size()) {
      glob_into(root, path, parts, at + 1, found);
    } else if (is_regular(join(root, path))) {
      found.push_back(path);
    }
  }
}

}  // namespace

namespace {

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

ReadResult DiskWorld::read_layout(std::string_view layout, std::string_view path) const {
  if (layout.empty() || layout == "." || layout == ".." ||
      layout.find_first_of(std::string_view("/\0", 2)) != std::string_view::npos) {
    return problem(ReadProblem::outside);
  }
  for (const std::string& folder : places_.layouts) {
    const std::string root = join(folder, std::string(layout));
    if (is_folder(root)) {
      return read_beneath(root, path, kLayoutBytes);
    }
  }
  return problem(ReadProblem::not_found);
}

ReadResult DiskWorld::read_font_list() const {
  return read_regular(places_.font_list, {}, kLayoutBytes);
}

ReadResult DiskWorld::read_font(std::string_view file_name) const {
  if (file_name.empty() || file_name == "." || file_name == ".." ||
      file_name.find_first_of(std::string_view("/\0", 2)) != std::string_view::npos) {
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
