// The segments of a JPEG file, read without decoding.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/image/exif.h"

namespace banxin {

struct JpegOutline {
  unsigned frame = 0;  // the SOF marker's second byte: c0 baseline, c2 progressive …; 0: none
  int width = 0, height = 0, components = 0, precision = 0;
  std::array<unsigned char, 4> ids{};
  std::uint64_t blocks = 0;   // 8 × 8 blocks of all components
  std::uint64_t entropy = 0;  // bytes of compressed data
  int scans = 0;
  bool jfif = false;
  bool adobe = false;
  int adobe_transform = -1;
  Resolution jfif_resolution;
  Exif exif;
  std::string icc;           // joined APP2 chunks; empty if one is missing
  std::size_t end = 0;       // just after EOI
  std::string_view problem;  // empty: complete from SOI to EOI
};

/// ITU-T T.81 annex B. Cost: linear, mostly a search for 0xff.
JpegOutline outline_jpeg(std::string_view file);

}  // namespace banxin
