#include "engine/cli/scratch_file.h"

#include <cerrno>

#include <sys/mman.h>
#include <unistd.h>

namespace banxin {

ScratchFile::ScratchFile(std::string_view bytes) {
  descriptor_ = ::memfd_create("banxin", MFD_CLOEXEC);
  while (descriptor_ >= 0 && !bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      ::close(descriptor_);
      descriptor_ = -1;
    }
  }
}

ScratchFile::~ScratchFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::string ScratchFile::path() const {
  return descriptor_ < 0
             ? std::string()
             : "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(descriptor_);
}

}  // namespace banxin
