#include "engine/cli/scratch_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace banxin {

ScratchFolder::ScratchFolder() {
  std::error_code error;
  const std::filesystem::path root = std::filesystem::temp_directory_path(error);
  std::string name = (error ? "/tmp" : root.string()) + "/banxin-XXXXXX";
  if (mkdtemp(name.data())) {
    path_ = name;
  }
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  if (!path_.empty()) {
    std::filesystem::remove_all(path_, error);
  }
}

}  // namespace banxin
