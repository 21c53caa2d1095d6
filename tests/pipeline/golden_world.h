// A world made of the tests' own files: the golden layout, classic below it, the made fonts.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/base/world.h"

namespace banxin {

inline std::string read_source_file(const std::string& path) {
  std::ifstream in(std::string(BANXIN_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Layouts and fonts; the files are the caller's to add.
inline void add_golden_world(MemoryWorld& world) {
  world.add_layout("golden", "layout.toml", read_source_file("tests/golden/layout.toml"));
  const std::filesystem::path root(BANXIN_SOURCE_DIR "/layouts/classic");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) {  // the older versions too
      const std::string path = entry.path().lexically_relative(root).string();
      world.add_layout("classic", path, read_source_file("layouts/classic/" + path));
    }
  }
  world.set_font_list(read_source_file("tests/fonts/fonts.toml"));
  for (const char* name :
       {"BanxinTestSong-Regular.otf", "BanxinTestHei-Bold.ttf", "BanxinTestLatin-Regular.otf"}) {
    world.add_font(name, Bytes(read_source_file(std::string("tests/fonts/") + name)));
  }
}

}  // namespace banxin
