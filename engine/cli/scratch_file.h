// A file without a name, for programs that are run: in memory, and gone however this one ends.
#pragma once

#include <string>
#include <string_view>

namespace banxin {

class ScratchFile {
 public:
  explicit ScratchFile(std::string_view bytes);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// Where a program started by this one finds it; empty if it could not be made.
  std::string path() const;

 private:
  int descriptor_ = -1;
};

}  // namespace banxin
