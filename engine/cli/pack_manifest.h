// What a pack says of itself: banxin-pack/manifest.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/banxin.h"
#include "engine/cli/output_names.h"

namespace banxin {

/// The folder of a pack's own things, inside the issue folder, and the manifest in it.
inline constexpr std::string_view kPackFolder = "banxin-pack";
inline constexpr std::string_view kPackManifest = "banxin-pack/manifest.json";

struct PackManifest {
  struct File {
    std::string path;  // from the issue folder
    std::uint64_t size = 0;
    std::string sha256;
  };

  struct Output {
    OutputName name;  // path: of the copy in the pack
    std::uint64_t size = 0;
    std::string sha256;
  };

  /// A font whose licence does not let it be copied, or which was left out on request.
  struct MissingFont {
    std::string file, package, licence, sha256;
    std::uint64_t size = 0;
  };

  std::string program;       // "0.1.0"
  std::int64_t created = 0;  // Job::created of its build
  std::string layout;        // Job::layout
  bool draft = false;
  OutputSettings settings;  // Job::output
  std::vector<File> files;  // all but the outputs, by path
  std::vector<Output> outputs;
  std::vector<MissingFont> fonts_left_out;
};

std::string manifest_text(const PackManifest& manifest);
/// Nothing if it is no manifest of a format known here.
std::optional<PackManifest> read_manifest(std::string_view text);

}  // namespace banxin
