// Files of the disk, read without trusting their names.
#include "engine/build/disk_files.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/unicode/unicode.h"

namespace banxin::disk {
namespace {

constexpr std::uint64_t kFontBytes = 1ull << 30;

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

bool is_ascii(std::string_view text) {
  return std::all_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Where an open descriptor really is. Asking the kernel about the descriptor rather than the path
// leaves no moment in which a link could be put in between.
std::string real_path_of(int fd) {
  return link_target("/proc/self/fd/" + std::to_string(fd));
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

bool has_wildcard(std::string_view part) {
  return part.find_first_of("*?") != std::string_view::npos;
}

}  // namespace

ReadResult problem(ReadProblem what) {
  return {{}, what};
}

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

std::string real_path(const std::string& path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(path, error);
  return error ? std::string() : real.string();
}

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

}  // namespace banxin::disk
