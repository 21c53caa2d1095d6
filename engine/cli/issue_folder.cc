#include "engine/cli/issue_folder.h"

#include <filesystem>
#include <system_error>

namespace banxin {

namespace fs = std::filesystem;

std::string issue_folder(const std::string& given) {
  const fs::path path(given);
  std::error_code error;
  if (path.filename() == "issue.toml" && fs::is_regular_file(path, error)) {
    return path.has_parent_path() ? path.parent_path().string() : ".";
  }
  return given;
}

std::string default_output(const std::string& folder) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(folder, error);
  if (error) {
    path = fs::path(folder).lexically_normal();
  }
  const std::string name =
      path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
  return (name.empty() ? "issue" : name) + ".pdf";
}

Diagnostics check_places(const std::string& given, const DiskPlaces& places) {
  std::error_code error;
  if (!fs::is_directory(places.issue, error)) {
    return {{"E805", {}, {given}}};
  }
  if (places.now < 0) {
    return {{"E811", {}, {}}};
  }
  if (places.layouts.empty()) {
    return {{"E810", {}, {}}};
  }
  return {};
}

}  // namespace banxin
