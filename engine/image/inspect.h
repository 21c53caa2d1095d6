// Inside engine/image: what the readers of the single formats share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/image/image.h"

namespace banxin {

/// One picture to read, and where to blame what is wrong with it.
struct PictureFile {
  const Bytes& file;
  std::string_view name;
  Span span;
  const ImageLimits& limits;
  Decoding decoding = Decoding::always;

  InspectedImage refuse(std::string_view code, std::vector<std::string> args = {}) const {
    args.insert(args.begin(), std::string(name));
    return {nullptr, {Diagnostic{code, span, std::move(args)}}};
  }

  InspectedImage corrupt(std::string detail) const { return refuse("E602", {std::move(detail)}); }

  Diagnostic note(std::string_view code, std::vector<std::string> args = {}) const {
    args.insert(args.begin(), std::string(name));
    return Diagnostic{code, span, std::move(args)};
  }
};

/// E604 or E603 if the picture has no pixels or more than allowed; null code if it is fine.
struct SizeCheck {
  std::string_view code;
  std::vector<std::string> args;
};

SizeCheck check_size(std::uint64_t width, std::uint64_t height, const ImageLimits& limits);

/// Dots per inch of both axes; unknown or absurd values are 0 and count as 96.
struct Resolution {
  double x = 0, y = 0;
};

Size natural_size(int width, int height, Resolution resolution);

/// Is this an ICC profile (ICC.1:2010 7.2) for colours of this space? Only its header is looked at.
bool icc_fits(std::string_view profile, ColorSpace color);

/// Puts decoded samples upright: EXIF orientation 2 to 8. Width and height are exchanged for 5 to
/// 8. Other values change nothing.
void turn_upright(Image& image, int orientation);

/// Bytes of one packed row of samples.
std::size_t row_bytes(const Image& image);
int channels_of(ColorSpace color);

// The formats. Each takes a file that was recognised by its first bytes.
InspectedImage inspect_png(const PictureFile& picture);
InspectedImage inspect_jpeg(const PictureFile& picture);
InspectedImage inspect_svg(const PictureFile& picture);
InspectedImage inspect_pdf(const PictureFile& picture);

}  // namespace banxin
