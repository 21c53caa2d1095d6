#include "engine/image/image.h"

#include <algorithm>
#include <array>

#include "engine/image/inspect.h"
#include "engine/image/svg_scan.h"

namespace banxin {
namespace {

enum class Format { unknown, png, jpeg, svg, pdf };

struct Signature {
  std::string_view bytes;
  std::size_t at;
  std::string_view name;
};

// Formats that cannot be used, so that the message can say what the file is.
constexpr Signature kForeign[] = {
    {"GIF8", 0, "GIF"},
    {"WEBP", 8, "WebP"},
    {std::string_view("II*\0", 4), 0, "TIFF"},
    {std::string_view("MM\0*", 4), 0, "TIFF"},
    {"BM", 0, "BMP"},
    {"8BPS", 0, "Photoshop"},
    {"ftypavif", 4, "AVIF"},
    {"ftyphei", 4, "HEIC"},
    {"ftypmif1", 4, "HEIC"},
    {std::string_view("\0\0\0\x0cjP  ", 8), 0, "JPEG 2000"},
    {std::string_view("\xff\x4f\xff\x51", 4), 0, "JPEG 2000"},
    {std::string_view("\0\0\0\x0cJXL ", 8), 0, "JPEG XL"},
    {std::string_view("\xff\x0a", 2), 0, "JPEG XL"},
    {"%!PS", 0, "EPS"},
    {std::string_view("\xc5\xd0\xd3\xc6", 4), 0, "EPS"},
    {std::string_view("\x1f\x8b", 2), 0, "SVGZ/gzip"},
    {"PK\x03\x04", 0, "ZIP"},
    {"<!DOCTYPE html", 0, "HTML"},
    {"<html", 0, "HTML"},
};

bool has_at(std::string_view file, std::size_t at, std::string_view bytes) {
  return file.size() >= at + bytes.size() && file.compare(at, bytes.size(), bytes) == 0;
}

Format format_of(std::string_view file) {
  if (has_at(file, 0, std::string_view("\x89PNG\r\n\x1a\n", 8))) {
    return Format::png;
  }
  if (has_at(file, 0, "\xff\xd8\xff")) {
    return Format::jpeg;
  }
  // The header may stand anywhere in the first 1024 bytes (PDF 1.7 annex H.3.4.1).
  if (file.substr(0, 1024).find("%PDF-") != std::string_view::npos) {
    return Format::pdf;
  }
  return looks_like_svg(file) ? Format::svg : Format::unknown;
}

std::string foreign_name(std::string_view file) {
  for (const Signature& signature : kForeign) {
    if (has_at(file, signature.at, signature.bytes)) {
      return " (" + std::string(signature.name) + ")";
    }
  }
  return {};
}

constexpr double kDefaultDpi = 96;  // CSS pixel
constexpr double kEmuPerInch = 914400;

double usable_dpi(double dpi) {
  // Files are written with values such as 0, 1 or 1e6 by programs that mean nothing by them.
  if (!(dpi >= 10 && dpi <= 20000)) {
    return kDefaultDpi;
  }
  // 2835 dots a metre are meant as 72 dpi, not 72.009.
  const double whole = static_cast<double>(static_cast<int>(dpi + 0.5));
  return dpi - whole < 0.02 && whole - dpi < 0.02 ? whole : dpi;
}

Length length_of(int pixels, double dpi) {
  return Length::emu(static_cast<std::int64_t>(pixels * kEmuPerInch / usable_dpi(dpi) + 0.5));
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

}  // namespace

SizeCheck check_size(std::uint64_t width, std::uint64_t height, const ImageLimits& limits) {
  if (width == 0 || height == 0) {
    return {"E604", {}};
  }
  const auto side = static_cast<std::uint64_t>(limits.side);
  if (width > side || height > side || width > limits.pixels / height) {
    const bool long_side = width > side || height > side;
    const std::string most = long_side ? std::to_string(side) : std::to_string(limits.pixels);
    return {"E603",
            {std::to_string(width) + " × " + std::to_string(height) + " px",
             most + (long_side ? " px / side" : " px")}};
  }
  return {};
}

Size natural_size(int width, int height, Resolution resolution) {
  return {length_of(width, resolution.x), length_of(height, resolution.y)};
}

bool icc_fits(std::string_view profile, ColorSpace color) {
  constexpr std::size_t kHeader = 132;  // 128 bytes and the number of tags
  if (profile.size() < kHeader || big_endian(profile, 0) > profile.size() ||
      profile.substr(36, 4) != "acsp") {
    return false;
  }
  constexpr std::array<std::string_view, 3> kSpaces = {"GRAY", "RGB ", "CMYK"};
  constexpr std::array<std::string_view, 4> kClasses = {"scnr", "mntr", "prtr", "spac"};
  return profile.substr(16, 4) == kSpaces[static_cast<std::size_t>(color)] &&
         std::find(kClasses.begin(), kClasses.end(), profile.substr(12, 4)) != kClasses.end();
}

int channels_of(ColorSpace color) {
  return color == ColorSpace::gray ? 1 : color == ColorSpace::rgb ? 3 : 4;
}

std::size_t row_bytes(const Image& image) {
  const auto bits = static_cast<std::size_t>(image.width) *
                    static_cast<std::size_t>(channels_of(image.color)) *
                    static_cast<std::size_t>(image.bits);
  return (bits + 7) / 8;
}

InspectedImage inspect_image(const Bytes& file,
                             std::string_view name,
                             Span span,
                             const ImageLimits& limits,
                             Decoding decoding) {
  const PictureFile picture{file, name, span, limits, decoding};
  if (file.size() > limits.file_bytes) {
    return picture.refuse(
        "E603", {std::to_string(file.size()) + " B", std::to_string(limits.file_bytes) + " B"});
  }
  switch (format_of(file.view())) {
    case Format::png:
      return inspect_png(picture);
    case Format::jpeg:
      return inspect_jpeg(picture);
    case Format::svg:
      return inspect_svg(picture);
    case Format::pdf:
      return inspect_pdf(picture);
    case Format::unknown:
      break;
  }
  return picture.refuse("E601", {foreign_name(file.view())});
}

}  // namespace banxin
