// Pages as other programs draw them, for tests.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/pdf/sample_document.h"

namespace banxin {

struct PageRaster {
  int width = 0, height = 0;
  int inset = 0;       // of the trim: the print edition shows its bleed and the marks' room
  std::string pixels;  // RGB

  /// Counted from the trim's corner.
  Rgb at(double x, double y) const {
    const auto offset = static_cast<std::size_t>(
        3 * ((static_cast<int>(y) + inset) * width + static_cast<int>(x) + inset));
    Rgb out{};
    for (std::size_t i = 0; i < 3; ++i) {
      out[i] = static_cast<unsigned char>(pixels.at(offset + i));
    }
    return out;
  }
};

inline PageRaster read_ppm(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string magic;
  PageRaster raster;
  int most = 0;
  in >> magic >> raster.width >> raster.height >> most;
  in.get();
  raster.pixels.assign(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(magic, "P6") << path;
  return raster;
}

/// The first page, A4, by both renderers; empty where one is missing.
inline std::vector<std::pair<std::string, PageRaster>> rendered(const std::string& pdf,
                                                                int dpi = 72) {
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", pdf);
  std::vector<std::pair<std::string, PageRaster>> out;
  if (has_tool("mutool")) {
    run_tool("mutool draw -q -r " + std::to_string(dpi) + " -o " + scratch.path("m.ppm") + " " +
             path + " 1");
    out.emplace_back("mutool", read_ppm(scratch.path("m.ppm")));
  }
  if (has_tool("pdftoppm")) {
    run_tool("pdftoppm -cropbox -r " + std::to_string(dpi) + " -f 1 -l 1 -singlefile " + path +
             " " + scratch.path("p"));
    out.emplace_back("pdftoppm", read_ppm(scratch.path("p.ppm")));
  }
  for (auto& [tool, raster] : out) {
    raster.inset = (raster.width - 595 * dpi / 72) / 2;
  }
  return out;
}

inline void expect_color(const Rgb& seen,
                         const Rgb& wanted,
                         int tolerance,
                         const std::string& where) {
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(seen[i], wanted[i], tolerance)
        << where << ": " << seen[0] << " " << seen[1] << " " << seen[2];
  }
}

/// The four plates of a page, 72 pixels to the inch.
struct Plates {
  int width = 0, height = 0;
  std::string inks;  // four bytes a pixel, 255 full ink

  std::array<int, 4> at(double x, double y) const {
    const auto offset =
        static_cast<std::size_t>(4 * (static_cast<int>(y) * width + static_cast<int>(x)));
    std::array<int, 4> out{};
    for (std::size_t i = 0; i < 4; ++i) {
      out[i] = static_cast<unsigned char>(inks.at(offset + i));
    }
    return out;
  }
};

/// The first page, trimmed, as ghostscript sends it to a press: inks as they stand in the file.
inline Plates plates_of(const std::string& pdf) {
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", pdf), out = scratch.path("t.pam");
  run_tool("gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=pamcmyk32 -r72 -dUseTrimBox -dLastPage=1 -o " +
           out + " " + path);
  std::ifstream in(out, std::ios::binary);
  Plates plates;
  for (std::string word; in >> word && word != "ENDHDR";) {
    if (word == "WIDTH") {
      in >> plates.width;
    } else if (word == "HEIGHT") {
      in >> plates.height;
    }
  }
  in.get();
  plates.inks.assign(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(plates.inks.size(), static_cast<std::size_t>(4 * plates.width * plates.height));
  return plates;
}

}  // namespace banxin
