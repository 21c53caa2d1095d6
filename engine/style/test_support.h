// Helpers of this folder's tests.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/style/style.h"

namespace banxin::style_test {

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline void add_classic(MemoryWorld& world) {
  world.add_layout(
      "classic",
      "layout.toml",
      read_text(std::filesystem::path(BANXIN_SOURCE_DIR) / "layouts" / "classic" / "layout.toml"));
}

/// "1:5 E205 …" a line, in the order reported.
inline std::string listing(const Diagnostics& diagnostics, const SourceMap& sources) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    const LineColumn at =
        d.span.known() ? sources.locate(d.span.file, d.span.begin) : LineColumn{0, 0};
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + std::string(d.code);
    for (const std::string& arg : d.args) {
      out += " " + arg;
    }
    out += "\n";
  }
  return out;
}

inline Parsed<Layout> parse_text(const std::string& toml, SourceMap& sources) {
  MemoryWorld world;
  world.add_layout("test", "layout.toml", toml);
  return parse_layout(world, {"test", false, {}}, sources);
}

}  // namespace banxin::style_test
