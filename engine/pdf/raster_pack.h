// Pixels in memory, and packing them as PDF wants them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/pdf/pictures.h"

namespace banxin::pdf {

/// Pixels of 8 bits a channel. CMYK is the amount of ink.
struct Raster {
  BoxShrink::Shape shape{0, 0};
  int channels = 3;
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> alpha;  // one a pixel; empty if opaque

  const std::uint8_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.width) *
                               static_cast<std::size_t>(channels);
  }

  const std::uint8_t* alpha_row(int y) const {
    return alpha.empty()
               ? nullptr
               : alpha.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.width);
  }
};

std::string_view view_of(const std::vector<std::uint8_t>& bytes);
int components(ColorSpace space);
Dict image_dictionary(int width, int height, int bits);
/// Filter and, for predicted rows, what the reader must know to undo it.
void set_flate(Dict& dictionary, bool predicted, int colors, int bits, int columns);

enum class Packing : std::uint8_t { lossless, jpeg };

/// Takes rows of 8-bit samples and makes the image's dictionary and data of them.
class Packer {
 public:
  Packer(const BoxShrink::Shape& shape, int channels, Packing packing);
  void add(const std::uint8_t* row);
  void finish(PreparedPicture& out);

 private:
  BoxShrink::Shape shape_;
  int channels_;
  std::string rows_;
  std::unique_ptr<JpegWriter> jpeg_;
};

/// One byte a pixel as a soft mask.
void pack_mask(std::string_view alpha, const BoxShrink::Shape& shape, PreparedPicture& out);
/// The same as a mask of 1 bit, with its edge at half density.
void pack_stencil(std::string_view alpha, const BoxShrink::Shape& shape, PreparedPicture& out);

}  // namespace banxin::pdf
