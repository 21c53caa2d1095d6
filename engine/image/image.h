// Pictures: what they are, how large, and their data, checked and bounded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/geometry.h"
#include "engine/base/hash.h"
#include "engine/base/result.h"
#include "engine/base/world.h"

namespace banxin {

enum class ImageKind : std::uint8_t { jpeg, samples, pdf_page };
enum class ColorSpace : std::uint8_t { gray, rgb, cmyk };

/// A picture ready to place. Immutable and shared by everything that shows it.
struct Image {
  ImageKind kind = ImageKind::samples;
  int width = 0, height = 0;  // pixels, after orientation; 0 for pdf_page
  Size natural;               // at the picture's own resolution (96 dpi if it names none)
  ColorSpace color = ColorSpace::rgb;
  int bits = 8;                // per component: 1, 2, 4, 8 or 16
  int orientation = 1;         // EXIF 1..8; only jpeg, others are turned when decoded
  bool inverted_cmyk = false;  // JPEG with an Adobe marker (R42)
  Bytes data;                  // jpeg: the file; samples: rows top down, big endian, packed;
                               // pdf_page: a one-page PDF file, normalised
  Bytes alpha;                 // samples only: 8-bit coverage per pixel, empty if opaque
  Bytes icc;                   // embedded profile, empty if none
  std::string format;          // "png", "jpeg", "svg", "pdf": as found
  Hash128 hash;                // of the source file
};

/// Bounds that keep a hostile picture from eating the machine.
struct ImageLimits {
  std::uint64_t file_bytes = 256ull << 20;
  std::uint64_t pixels = 200'000'000;
  int side = 60'000;
};

/// Recognises (by content, never by name), checks and decodes a picture. JPEG data is passed
/// through. SVG is turned into a one-page PDF by librsvg and stays vectors; no outside reference
/// inside it is followed. A PDF must have one page; more is warned (W604) and the first used.
/// Fails: E601 unknown type, E602 corrupt or truncated, E603 too large (pixels), E604 no size,
/// E605 encrypted or unusable PDF. `name` is for messages; `span` where the manuscript names it.
struct InspectedImage {
  std::shared_ptr<const Image> image;  // null on failure
  Diagnostics diagnostics;
};

InspectedImage inspect_image(const Bytes& file,
                             std::string_view name,
                             Span span,
                             const ImageLimits& limits = {});

}  // namespace banxin
