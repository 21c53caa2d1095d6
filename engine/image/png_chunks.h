// A PNG's chunks, read and checked without decoding.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/world.h"

namespace banxin {

struct PngOutline {
  std::uint32_t width = 0, height = 0;
  unsigned depth = 0, type = 0;  // depth 0: no header
  std::uint64_t compressed = 0;  // bytes of all IDAT
  std::string_view problem;      // empty: complete from IHDR to IEND, and the data may be enough
};

/// PNG specification 5.3. Cost: the number of chunks.
PngOutline outline_png(std::string_view file);

/// The compressed rows of a picture that is not interlaced, if they unpack to exactly what the
/// header promises; else empty. A view of the file if it has one IDAT chunk.
Bytes packed_rows(const Bytes& file, const PngOutline& outline);

}  // namespace banxin
