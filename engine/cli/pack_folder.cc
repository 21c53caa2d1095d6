#include "engine/cli/pack_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "engine/archive/archive.h"
#include "engine/cli/output_file.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

std::string in_pack(const std::string& issue, const char* name) {
  return (fs::path(issue) / kPackFolder / name).string();
}

/// The part of a path before its first slash; empty if it has none.
std::string first_folder(const std::string& path) {
  const std::size_t slash = path.find('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Files that are not as the manifest says: a gzip or zstd stream can be damaged unnoticed.
Diagnostics damaged_files(const std::string& folder) {
  Diagnostics out;
  const std::optional<PackManifest> manifest = manifest_of(folder);
  if (!manifest) {
    return {{"E784", {}, {folder}}};
  }
  for (const PackManifest::File& file : manifest->files) {
    if (!stays_inside(file.path) ||
        sha256(read_file(fs::path(folder) / file.path)) != file.sha256) {
      out.push_back({"E786", {}, {file.path}});
    }
  }
  return out;
}

}  // namespace

std::optional<PackManifest> manifest_of(const std::string& issue_folder) {
  return read_manifest(read_file(fs::path(issue_folder) / kPackManifest));
}

void look_into_pack(DiskPlaces& places) {
  std::error_code error;
  if (!fs::is_regular_file(fs::path(places.issue) / kPackManifest, error)) {
    return;
  }
  const auto first = [&](std::vector<std::string>& folders, const char* name) {
    folders.insert(folders.begin(), in_pack(places.issue, name));
  };
  first(places.layouts, "layouts");
  first(places.font_folders, "fonts");
  first(places.hyphenation_folders, "hyphenation");
  first(places.profile_folders, "profiles");
  const std::string list = in_pack(places.issue, "fonts/fonts.toml");
  if (fs::is_regular_file(list, error)) {
    places.font_list = list;
  }
}

void build_as_packed(const PackManifest& manifest, Job& job) {
  if (job.layout.empty()) {
    job.layout = manifest.layout;
  }
  job.draft = job.draft || manifest.draft;
  job.output = overlay(job.output, manifest.settings);
  if (!job.created) {
    job.created = manifest.created;
  }
}

bool is_pack(const std::string& path) {
  std::error_code error;
  return archive_format_of(path).has_value() && fs::is_regular_file(path, error);
}

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  std::string name = (fs::temp_directory_path(error) / "banxin-pack-XXXXXX").string();
  if (!error && ::mkdtemp(name.data())) {
    path_ = name;
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  if (!path_.empty()) {
    fs::remove_all(path_, error);
  }
}

Unpacked unpack(const std::string& archive, const std::string& into) {
  Unpacked out;
  std::string top;
  bool has_manifest = false;
  const auto take = [&](const std::string& path, std::string_view bytes) -> Diagnostics {
    const std::string folder = first_folder(path);
    if (folder.empty() || (!top.empty() && folder != top)) {
      return {{"E784", {}, {archive}}};
    }
    std::error_code error;
    if (top.empty() && fs::exists(fs::path(into) / folder, error)) {
      return {{"E806", {}, {(fs::path(into) / folder).string()}}};
    }
    top = folder;
    has_manifest = has_manifest || path == top + "/" + std::string(kPackManifest);
    const fs::path target = fs::path(into) / path;
    fs::create_directories(target.parent_path(), error);
    if (error) {
      return {{"E812", {}, {target.parent_path().string(), error.message()}}};
    }
    return write_output(target.string(), bytes);
  };
  out.diagnostics = read_archive(archive, {}, take);
  if (out.diagnostics.empty() && !has_manifest) {
    out.diagnostics.push_back({"E784", {}, {archive}});
  }
  out.folder = (fs::path(into) / top).string();
  if (out.diagnostics.empty()) {
    out.diagnostics = damaged_files(out.folder);
  }
  return out;
}

}  // namespace banxin
