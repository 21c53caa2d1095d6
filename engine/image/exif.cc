#include "engine/image/exif.h"

#include <cstdint>

namespace banxin {
namespace {

struct Tiff {
  std::string_view bytes;
  bool little = false;

  // 0 beyond the end: no tag or offset of use has that value.
  std::uint32_t number(std::size_t at, std::size_t count) const {
    if (at > bytes.size() || bytes.size() - at < count) {
      return 0;
    }
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t from = little ? at + count - 1 - i : at + i;
      value = value << 8 | static_cast<unsigned char>(bytes[from]);
    }
    return value;
  }

  double rational(std::size_t at) const {
    const std::uint32_t denominator = number(at + 4, 4);
    return denominator == 0 ? 0 : static_cast<double>(number(at, 4)) / denominator;
  }
};

constexpr std::uint32_t kOrientation = 0x0112, kXResolution = 0x011a, kYResolution = 0x011b,
                        kResolutionUnit = 0x0128;

}  // namespace

Exif parse_exif(std::string_view bytes) {
  Exif exif;
  const std::string_view order = bytes.substr(0, 2);
  if (order != "II" && order != "MM") {
    return exif;
  }
  const Tiff tiff{bytes, order == "II"};
  const std::size_t directory = tiff.number(4, 4);
  const std::uint32_t entries = tiff.number(2, 2) == 42 ? tiff.number(directory, 2) : 0;
  double per_inch = 1;  // unit 2 is the inch and the default, 3 the centimetre
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    const std::uint32_t value = tiff.number(entry + 8, 2);
    switch (tiff.number(entry, 2)) {
      case kOrientation:
        exif.orientation = value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        break;
      case kXResolution:
        exif.resolution.x = tiff.rational(tiff.number(entry + 8, 4));
        break;
      case kYResolution:
        exif.resolution.y = tiff.rational(tiff.number(entry + 8, 4));
        break;
      case kResolutionUnit:
        per_inch = value == 3 ? 2.54 : value == 1 ? 0 : 1;
        break;
      default:
        break;
    }
  }
  exif.resolution.x *= per_inch;
  exif.resolution.y *= per_inch;
  return exif;
}

}  // namespace banxin
