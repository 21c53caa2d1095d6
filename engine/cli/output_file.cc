#include "engine/cli/output_file.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <system_error>

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

int replace_file(const std::string& path, std::string_view bytes, mode_t mode) {
  const std::string folder = folder_of(path);
  std::string fresh = (folder == "." ? "./" : folder) + ".banxin-XXXXXX";
  const int descriptor = ::mkostemp(fresh.data(), O_CLOEXEC);
  if (descriptor < 0) {
    return errno;
  }
  int error = ::fchmod(descriptor, mode) == 0 || errno == EPERM ? 0 : errno;
  const int written = write_and_close(descriptor, error == 0 ? bytes : std::string_view(), true);
  error = error != 0 ? error : written;
  if (error == 0 && ::rename(fresh.c_str(), path.c_str()) != 0) {
    error = errno;
  }
  if (error != 0) {
    ::unlink(fresh.c_str());
  } else {
    flush_folder(folder);
  }
  return error;
}

}  // namespace

Diagnostics write_output(const std::string& path, std::string_view bytes) {
  struct stat info {};

  const bool exists = ::stat(path.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) {
    return problem(EISDIR, path);
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) {
    return problem(errno, path);  // a rename would get round a write protection
  }
  int error = 0;
  if (exists && !S_ISREG(info.st_mode)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    error = descriptor < 0 ? errno : write_and_close(descriptor, bytes, false);
  } else {
    const SignalPause pause;
    error =
        replace_file(exists ? behind_link(path) : path, bytes, mode_for(exists ? &info : nullptr));
  }
  return error == 0 ? Diagnostics{} : problem(error, path);
}

}  // namespace banxin
