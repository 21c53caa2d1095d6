#include "engine/compare/process.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX asks programs to

namespace banxin {
namespace {

/// Standard output into the pipe, all else nowhere.
class Actions {
 public:
  explicit Actions(int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }

  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }

  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

bool pass_on(int from, const std::function<bool(std::string_view)>& take) {
  std::string piece(64 << 10, '\0');
  for (;;) {
    const ssize_t count = ::read(from, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return count == 0;
    }
    if (!take(std::string_view(piece.data(), static_cast<std::size_t>(count)))) {
      return false;
    }
  }
}

bool ended_well(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      return false;
    }
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Ran run_process(const std::vector<std::string>& words,
                const std::function<bool(std::string_view)>& take) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    return Ran::failed;
  }
  std::vector<char*> argv;
  for (const std::string& word : words) {
    argv.push_back(const_cast<char*>(word.c_str()));
  }
  argv.push_back(nullptr);
  pid_t child = 0;
  int error = 0;
  {
    const Actions actions(ends[1]);
    error = ::posix_spawnp(&child, argv[0], actions.get(), nullptr, argv.data(), environ);
  }
  ::close(ends[1]);
  if (error != 0) {
    ::close(ends[0]);
    return error == ENOENT || error == EACCES ? Ran::not_found : Ran::failed;
  }
  const bool read = pass_on(ends[0], take);
  if (!read) {
    ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  return ended_well(child) && read ? Ran::well : Ran::failed;
}

}  // namespace banxin
