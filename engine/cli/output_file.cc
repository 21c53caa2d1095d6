#include "engine/cli/output_file.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banxin {
namespace {

Diagnostics problem(int error, const std::string& path) {
  const auto is = [error](std::initializer_list<int> codes) {
    for (const int code : codes) {
      if (error == code) {
        return true;
      }
    }
    return false;
  };
  if (is({ENOSPC, EDQUOT, EFBIG})) {
    return {{"E712", {}, {path}}};
  }
  if (is({ENOENT, ENOTDIR})) {
    return {{"E713", {}, {path}}};
  }
  if (is({EACCES, EPERM, EROFS})) {
    return {{"E714", {}, {path}}};
  }
  if (error == EISDIR) {
    return {{"E711", {}, {path}}};
  }
  return {{"E710", {}, {path, std::generic_category().message(error)}}};
}

/// Holds back the signals that end a program, so that none leaves half a file behind.
class SignalPause {
 public:
  SignalPause() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      sigaddset(&signals, signal);
    }
    pthread_sigmask(SIG_BLOCK, &signals, &before_);
  }

  ~SignalPause() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  SignalPause(const SignalPause&) = delete;
  SignalPause& operator=(const SignalPause&) = delete;

 private:
  sigset_t before_{};
};

/// 0, or the error number.
int write_and_close(int descriptor, std::string_view bytes, bool flush) {
  int error = 0;
  while (!bytes.empty() && error == 0) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && flush && ::fsync(descriptor) != 0 && errno != EINVAL) {
    error = errno;
  }
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  return error;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

/// So that the new name, too, is on the disc. Not every file system can; then it is left to it.
void flush_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

/// The file a link stands for, so that the link itself is kept; `path` if it is none.
std::string behind_link(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : path;
}

/// Who may read the file: as before, or as the umask says for a new one.
mode_t mode_for(const struct stat* existing) {
  if (existing) {
    return existing->st_mode & 07777;
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// A file on its way: what will stand at `path` lies beside it under another name until place().
class NewFile {
 public:
  explicit NewFile(const OutputFile& file) : path_(file.path), target_(file.path) {
    struct stat info {};

    const bool exists = ::stat(path_.c_str(), &info) == 0;
    if (exists && S_ISDIR(info.st_mode)) {
      error_ = EISDIR;
    } else if (exists && ::access(path_.c_str(), W_OK) != 0) {
      error_ = errno;  // a rename would get round a write protection
    } else if (exists && !S_ISREG(info.st_mode)) {
      direct_ = file.bytes;
    } else {
      target_ = exists ? behind_link(path_) : path_;
      prepare(file.bytes, mode_for(exists ? &info : nullptr));
    }
  }

  NewFile(NewFile&& other) noexcept
      : path_(std::move(other.path_)),
        target_(std::move(other.target_)),
        fresh_(std::exchange(other.fresh_, {})),
        direct_(other.direct_),
        error_(other.error_) {}

  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  NewFile& operator=(NewFile&&) = delete;

  ~NewFile() {
    if (!fresh_.empty()) {
      ::unlink(fresh_.c_str());
    }
  }

  /// A device or pipe cannot be replaced and is written to at once.
  bool is_device() const { return direct_.has_value(); }

  const std::string& path() const { return path_; }

  int error() const { return error_; }

  /// Puts the new file in its place.
  void place() {
    if (direct_) {
      const int descriptor = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
      error_ = descriptor < 0 ? errno : write_and_close(descriptor, *direct_, false);
    } else if (::rename(fresh_.c_str(), target_.c_str()) != 0) {
      error_ = errno;
    } else {
      fresh_.clear();
      flush_folder(folder_of(target_));
    }
  }

 private:
  void prepare(std::string_view bytes, mode_t mode) {
    const std::string folder = folder_of(target_);
    fresh_ = (folder == "." ? "./" : folder) + ".banxin-XXXXXX";
    const int descriptor = ::mkostemp(fresh_.data(), O_CLOEXEC);
    if (descriptor < 0) {
      error_ = errno;
      fresh_.clear();
      return;
    }
    error_ = ::fchmod(descriptor, mode) == 0 || errno == EPERM ? 0 : errno;
    const int written = write_and_close(descriptor, error_ == 0 ? bytes : std::string_view(), true);
    error_ = error_ != 0 ? error_ : written;
  }

  std::string path_, target_, fresh_;
  std::optional<std::string_view> direct_;
  int error_ = 0;
};

std::string list_of(const std::vector<const NewFile*>& files) {
  std::string list;
  for (const NewFile* file : files) {
    list += (list.empty() ? "" : ", ") + file->path();
  }
  return list;
}

/// What to say when one could not be prepared: none has been touched.
Diagnostics none_written(const std::vector<NewFile>& files) {
  Diagnostics told;
  std::vector<const NewFile*> others;
  for (const NewFile& file : files) {
    if (file.error() == 0) {
      others.push_back(&file);
    } else {
      const Diagnostics more = problem(file.error(), file.path());
      told.insert(told.end(), more.begin(), more.end());
    }
  }
  if (!told.empty() && !others.empty()) {
    told.push_back({"N742", {}, {list_of(others)}});
  }
  return told;
}

Diagnostics place_all(std::vector<NewFile>& files) {
  // Devices first: what goes wrong with one still finds every old file in its place.
  std::vector<NewFile*> order;
  for (NewFile& file : files) {
    order.push_back(&file);
  }
  std::stable_partition(
      order.begin(), order.end(), [](const NewFile* file) { return file->is_device(); });
  std::vector<const NewFile*> placed;
  for (NewFile* file : order) {
    file->place();
    if (file->error() != 0) {
      Diagnostics told = problem(file->error(), file->path());
      if (!placed.empty()) {
        told.push_back({"W740", {}, {list_of(placed)}});
      }
      return told;
    }
    placed.push_back(file);
  }
  return {};
}

}  // namespace

Diagnostics write_outputs(const std::vector<OutputFile>& files) {
  const bool device = std::any_of(files.begin(), files.end(), [](const OutputFile& file) {
    struct stat info {};

    return ::stat(file.path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
  });
  // A pipe may have to be waited for: there an interrupt must end the program.
  const std::optional<SignalPause> pause =
      device ? std::nullopt : std::optional<SignalPause>(std::in_place);
  std::vector<NewFile> fresh;
  fresh.reserve(files.size());
  for (const OutputFile& file : files) {
    fresh.emplace_back(file);
  }
  const Diagnostics hindered = none_written(fresh);
  return hindered.empty() ? place_all(fresh) : hindered;
}

Diagnostics write_output(const std::string& path, std::string_view bytes) {
  return write_outputs({{path, bytes}});
}

}  // namespace banxin
