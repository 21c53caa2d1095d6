// Pictures made on the spot, for the tests of engine/image.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/image/image.h"

namespace banxin {

struct PngRecipe {
  unsigned width = 2, height = 2;
  int depth = 8, type = 2;  // PNG colour types: 0 gray, 2 RGB, 3 palette, 4 gray+A, 6 RGBA
  bool interlaced = false;
  std::vector<std::string> rows;     // as in the file: packed, 16 bit big endian
  std::vector<std::string> palette;  // "\xff\0\0"
  std::string transparent;           // tRNS chunk as it stands in the file
  unsigned per_meter_x = 0, per_meter_y = 0;
  std::string profile, exif;
};

std::string make_png(const PngRecipe& recipe);

struct JpegRecipe {
  int width = 16, height = 16;
  int components = 3;                // 1 gray, 3 RGB turned into YCbCr, 4 CMYK as is
  std::vector<unsigned char> pixel;  // one colour for all
  bool progressive = false, arithmetic = false, adobe = false, jfif = true, rgb = false;
  int dpi = 0;
  std::string exif = {},
              profile = {};  // markers' bodies; the profile is cut into chunks of 100 bytes
};

std::string make_jpeg(const JpegRecipe& recipe);
/// A JPEG's pixels, by libjpeg.
std::string decode_jpeg(std::string_view file);

/// A TIFF directory with orientation and resolution, big endian.
std::string make_exif(int orientation, int dpi);
/// The header of an ICC profile for colours such as "RGB ", enough for a reader to take it.
std::string make_profile(std::string_view space, std::size_t size = 400);

/// A PDF with a proper cross-reference table from the bodies of its objects 1, 2 ….
std::string make_pdf(const std::vector<std::string>& objects,
                     std::string_view trailer = "/Root 1 0 R");
/// One page with box, extra page entries and content.
std::string make_pdf_page(std::string_view box, std::string_view extra, std::string_view content);
/// The content of a normalised page, unpacked.
std::string page_content_of(std::string_view pdf);

inline const Span kHere{FileId{7}, 100, 120};
InspectedImage inspect(std::string bytes, const ImageLimits& limits = {});
/// "E602", "ok W604" …
std::string outcome(const InspectedImage& inspected);
/// "png 2x2 rgb8 72.00x72.00pt ff0000,00ff00/…" with alpha after a colon, for expectations.
std::string shown(const Image& image);

}  // namespace banxin
