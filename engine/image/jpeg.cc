// JPEG: data that PDF readers show as libjpeg does is passed through, the rest is decoded.
#include <cstddef>
#include <string>

#include "engine/image/inspect.h"
#include "engine/image/jpeg_codec.h"
#include "engine/image/jpeg_markers.h"

namespace banxin {
namespace {

// Three components without JFIF or Adobe marker named R, G, B are RGB to libjpeg, YCbCr to a PDF
// reader. Arithmetic coding (SOF9, SOF10) is no part of PDF.
bool needs_decoding(const JpegOutline& outline) {
  const bool rgb_by_name = outline.components == 3 && !outline.jfif && !outline.adobe &&
                           outline.ids[0] == 'R' && outline.ids[1] == 'G' && outline.ids[2] == 'B';
  return outline.frame > 0xc2 || rgb_by_name;
}

// What no decoder here can read; empty if the kind is fine.
std::string unsupported(const JpegOutline& outline) {
  const unsigned frame = outline.frame;
  if (frame > 0xc2 && frame != 0xc9 && frame != 0xca) {
    return "lossless or hierarchical JPEG";
  }
  if (outline.precision != 8) {
    return std::to_string(outline.precision) + "-bit JPEG";
  }
  return outline.components == 2 ? "2 components" : "";
}

// Empty if all went well.
std::string decode(JpegDecoder& decoder, Image& image) {
  image.kind = ImageKind::samples;
  std::string samples(row_bytes(image) * static_cast<std::size_t>(image.height), '\0');
  if (!decoder.start()) {
    return decoder.message();
  }
  if (decoder.row_bytes() != row_bytes(image)) {
    return "components";
  }
  for (int y = 0; y < image.height; ++y) {
    char* row = samples.data() + static_cast<std::size_t>(y) * row_bytes(image);
    if (!decoder.read_row(reinterpret_cast<JSAMPROW>(row))) {
      return decoder.message();
    }
  }
  if (!decoder.finish()) {
    return decoder.message();
  }
  image.data = Bytes(std::move(samples));
  return {};
}

Bytes part_of(const Bytes& file, std::size_t size) {
  return size == file.size() ? file : Bytes(std::make_shared<const Bytes>(file), file.data(), size);
}

void describe(const JpegOutline& outline, Image& image) {
  image.format = "jpeg";
  image.kind = ImageKind::jpeg;
  image.width = outline.width;
  image.height = outline.height;
  image.color = outline.components == 1   ? ColorSpace::gray
                : outline.components == 3 ? ColorSpace::rgb
                                          : ColorSpace::cmyk;
  image.inverted_cmyk = outline.components == 4 && outline.adobe;
  const bool from_jfif = outline.jfif_resolution.x > 0 && outline.jfif_resolution.y > 0;
  image.natural = natural_size(
      image.width, image.height, from_jfif ? outline.jfif_resolution : outline.exif.resolution);
  if (icc_fits(outline.icc, image.color)) {
    image.icc = Bytes(outline.icc);
  }
}

}  // namespace

InspectedImage inspect_jpeg(const PictureFile& picture) {
  const JpegOutline outline = outline_jpeg(picture.file.view());
  if (outline.frame == 0) {
    return picture.corrupt(std::string(outline.problem));
  }
  SizeCheck size = check_size(static_cast<std::uint64_t>(outline.width),
                              static_cast<std::uint64_t>(outline.height),
                              picture.limits);
  if (!size.code.empty()) {
    return picture.refuse(size.code, std::move(size.args));
  }
  std::string problem(outline.problem);
  if (problem.empty()) {
    problem = unsupported(outline);
  }
  if (!problem.empty()) {
    return picture.corrupt(std::move(problem));
  }
  JpegDecoder decoder;
  if (!decoder.open(picture.file.data(), outline.end)) {
    return picture.corrupt(decoder.message());
  }
  const auto image = std::make_shared<Image>();
  describe(outline, *image);
  if (needs_decoding(outline)) {
    problem = decode(decoder, *image);
    if (!problem.empty()) {
      return picture.corrupt(std::move(problem));
    }
    turn_upright(*image, outline.exif.orientation);
  } else {
    // Phones append previews and films after the picture; they would only fill the PDF.
    image->data = part_of(picture.file, outline.end);
    image->orientation = outline.exif.orientation;
    if (image->orientation >= 5) {
      std::swap(image->width, image->height);
      std::swap(image->natural.width, image->natural.height);
    }
  }
  image->hash = Hasher().bytes(picture.file.view()).finish();
  return {image, {}};
}

}  // namespace banxin
