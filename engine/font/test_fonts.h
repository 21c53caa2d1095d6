// The test fonts as a World, for the tests of this folder.
#pragma once

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "engine/base/world.h"

namespace banxin {

inline std::string read_test_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// tests/fonts and, where they are installed, the fonts of the machine.
inline void add_test_fonts(MemoryWorld& world) {
  const std::string folder = std::string(BANXIN_SOURCE_DIR) + "/tests/fonts/";
  world.set_font_list(read_test_file(folder + "fonts.toml"));
  for (const char* file : {"BanxinTestSong-Regular.otf",
                           "BanxinTestHei-Bold.ttf",
                           "BanxinTestLatin-Regular.otf",
                           "BanxinTestRare-Regular.ttf"}) {
    world.add_font(file, Bytes(read_test_file(folder + file)));
  }
}

/// A font installed under /usr/share/fonts; empty if it is not there.
inline Bytes installed_font(const std::string& path) {
  return Bytes(read_test_file("/usr/share/fonts/" + path));
}

}  // namespace banxin
