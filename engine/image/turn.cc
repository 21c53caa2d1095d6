// Turning decoded pictures upright.
#include <string>
#include <utility>

#include "engine/image/inspect.h"

namespace banxin {
namespace {

// A picture of `unit`-bit pixels (all channels of one pixel together, or one byte of alpha).
struct Raster {
  std::string_view bytes;
  std::size_t width, height, unit;

  std::size_t row() const { return (width * unit + 7) / 8; }
};

struct Place {
  std::size_t x, y;
};

// Where pixel x, y of the upright picture lies in the stored one (TIFF 6.0 tag 274).
Place source_of(Place at, int orientation, std::size_t width, std::size_t height) {
  if (orientation >= 5) {
    std::swap(at.x, at.y);
  }
  const bool mirror_x =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool mirror_y =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  return {mirror_x ? width - 1 - at.x : at.x, mirror_y ? height - 1 - at.y : at.y};
}

std::string turned(const Raster& from, int orientation) {
  Raster to = from;
  if (orientation >= 5) {
    std::swap(to.width, to.height);
  }
  std::string out(to.row() * to.height, '\0');
  for (std::size_t y = 0; y < to.height; ++y) {
    for (std::size_t x = 0; x < to.width; ++x) {
      const Place place = source_of({x, y}, orientation, from.width, from.height);
      const std::size_t bit = place.x * from.unit;
      const std::size_t base = place.y * from.row() + bit / 8;
      const std::size_t target = y * to.row() + x * to.unit / 8;
      if (from.unit >= 8) {
        out.replace(target, from.unit / 8, from.bytes.substr(base, from.unit / 8));
        continue;
      }
      const auto mask = static_cast<unsigned>((1u << from.unit) - 1);
      const auto value =
          static_cast<unsigned char>(from.bytes[base]) >> (8 - from.unit - bit % 8) & mask;
      const std::size_t shift = 8 - to.unit - x * to.unit % 8;
      out[target] = static_cast<char>(static_cast<unsigned char>(out[target]) | value << shift);
    }
  }
  return out;
}

}  // namespace

void turn_upright(Image& image, int orientation) {
  if (orientation < 2 || orientation > 8) {
    return;
  }
  const auto width = static_cast<std::size_t>(image.width);
  const auto height = static_cast<std::size_t>(image.height);
  const auto unit =
      static_cast<std::size_t>(channels_of(image.color)) * static_cast<std::size_t>(image.bits);
  image.data = Bytes(turned({image.data.view(), width, height, unit}, orientation));
  if (!image.alpha.empty()) {
    image.alpha = Bytes(turned({image.alpha.view(), width, height, 8}, orientation));
  }
  if (orientation >= 5) {
    std::swap(image.width, image.height);
    std::swap(image.natural.width, image.natural.height);
  }
}

}  // namespace banxin
