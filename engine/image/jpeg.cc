// JPEG: data that PDF readers show as libjpeg does is passed through, the rest is decoded.
//
// libjpeg leaves by longjmp from its error callback. As in png.cc, calls that may jump sit in small
// functions without destructors.
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>

#include <jpeglib.h>

#include "engine/image/inspect.h"
#include "engine/image/jpeg_markers.h"

namespace banxin {
namespace {

// Coefficients of a progressive picture that has to be decoded are held whole by libjpeg.
constexpr long kDecoderMemory = 1l << 30;

struct Decoder {
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  ~Decoder() {
    if (made) {
      jpeg_destroy_decompress(&jpeg);
    }
  }

  jpeg_decompress_struct jpeg = {};
  jpeg_error_mgr errors = {};
  std::jmp_buf escape = {};
  char message[JMSG_LENGTH_MAX] = "libjpeg";
  bool made = false;
};

[[noreturn]] void on_error(j_common_ptr common) {
  auto* decoder = static_cast<Decoder*>(common->client_data);
  common->err->format_message(common, decoder->message);
  std::longjmp(decoder->escape, 1);
}

// Level -1 is a warning about damaged data: as good as an error for print.
void on_message(j_common_ptr common, int level) {
  if (level < 0) {
    on_error(common);
  }
}

// --- Calls that may jump: no destructors here. ---

bool open_decoder(Decoder& decoder, const char* data, std::size_t size) {
  decoder.jpeg.err = jpeg_std_error(&decoder.errors);
  decoder.errors.error_exit = on_error;
  decoder.errors.emit_message = on_message;
  decoder.jpeg.client_data = &decoder;
  if (setjmp(decoder.escape)) {
    return false;
  }
  jpeg_create_decompress(&decoder.jpeg);
  decoder.made = true;
  decoder.jpeg.mem->max_memory_to_use = kDecoderMemory;
  jpeg_mem_src(&decoder.jpeg, reinterpret_cast<const unsigned char*>(data), size);
  return jpeg_read_header(&decoder.jpeg, TRUE) == JPEG_HEADER_OK;
}

bool start(Decoder& decoder) {
  if (setjmp(decoder.escape)) {
    return false;
  }
  jpeg_start_decompress(&decoder.jpeg);
  return true;
}

bool read_row(Decoder& decoder, JSAMPROW row) {
  if (setjmp(decoder.escape)) {
    return false;
  }
  return jpeg_read_scanlines(&decoder.jpeg, &row, 1) == 1;
}

bool finish(Decoder& decoder) {
  if (setjmp(decoder.escape)) {
    return false;
  }
  return jpeg_finish_decompress(&decoder.jpeg) != FALSE;
}

// --- Ordinary code again. ---

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
std::string decode(Decoder& decoder, Image& image) {
  image.kind = ImageKind::samples;
  std::string samples(row_bytes(image) * static_cast<std::size_t>(image.height), '\0');
  if (!start(decoder)) {
    return decoder.message;
  }
  if (static_cast<std::size_t>(decoder.jpeg.output_width) *
          static_cast<std::size_t>(decoder.jpeg.output_components) !=
      row_bytes(image)) {
    return "components";
  }
  for (int y = 0; y < image.height; ++y) {
    char* row = samples.data() + static_cast<std::size_t>(y) * row_bytes(image);
    if (!read_row(decoder, reinterpret_cast<JSAMPROW>(row))) {
      return decoder.message;
    }
  }
  if (!finish(decoder)) {
    return decoder.message;
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
  Decoder decoder;
  if (!open_decoder(decoder, picture.file.data(), outline.end)) {
    return picture.corrupt(decoder.message);
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
