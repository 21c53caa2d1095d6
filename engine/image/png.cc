// PNG: checked chunk by chunk before anything is allocated, then decoded by libpng.
//
// libpng leaves by longjmp. Every call that may do so sits in a small function of its own below
// "calls that may jump", which sets the jump target and has no object with a destructor; all
// memory belongs to the callers.
#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <string>

#include <png.h>

#include "engine/image/exif.h"
#include "engine/image/inspect.h"
#include "engine/image/png_chunks.h"

namespace banxin {
namespace {

constexpr std::size_t kChunkBytes = 32u << 20;  // a decompressed profile, at most

struct Reader {
  explicit Reader(std::string_view bytes) : in(bytes) {}

  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }

  std::string_view in;
  char message[96] = "libpng";
  png_structp png = nullptr;
  png_infop info = nullptr;
};

void on_error(png_structp png, png_const_charp message) {
  auto* reader = static_cast<Reader*>(png_get_error_ptr(png));
  std::strncpy(reader->message, message, sizeof reader->message - 1);
  reader->message[sizeof reader->message - 1] = '\0';
  png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep to, std::size_t count) {
  auto* reader = static_cast<Reader*>(png_get_io_ptr(png));
  if (count > reader->in.size()) {
    png_error(png, "end of file");
  }
  std::memcpy(to, reader->in.data(), count);
  reader->in.remove_prefix(count);
}

enum class Shape {
  packed,        // gray without alpha, 1 to 16 bits, as it is
  index,         // palette, one byte a pixel
  packed_index,  // palette of 1 bit, as it is
  channels,      // gray or RGB, 8 or 16 bits, perhaps with alpha as the last channel
};

// --- Calls that may jump: no destructors here. ---

bool open_reader(Reader& reader) {
  reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader, on_error, on_warning);
  reader.info = reader.png ? png_create_info_struct(reader.png) : nullptr;
  return reader.info != nullptr;
}

bool read_header(Reader& reader) {
  if (setjmp(png_jmpbuf(reader.png))) {
    return false;
  }
  // Text and the like is of no use here and may be a bomb of its own.
  static const png_byte kIgnored[] = "tEXt\0zTXt\0iTXt\0sPLT\0hIST\0tIME";
  png_set_keep_unknown_chunks(reader.png, PNG_HANDLE_CHUNK_NEVER, kIgnored, 6);
  png_set_user_limits(reader.png, 0x7fffffff, 0x7fffffff);  // check_size has looked already
  png_set_chunk_malloc_max(reader.png, kChunkBytes);
  png_set_chunk_cache_max(reader.png, 64);
  png_set_read_fn(reader.png, &reader, on_read);
  png_read_info(reader.png, reader.info);
  return true;
}

bool start_rows(Reader& reader, Shape shape) {
  if (setjmp(png_jmpbuf(reader.png))) {
    return false;
  }
  if (shape == Shape::index) {
    png_set_packing(reader.png);
  } else if (shape == Shape::channels && png_get_valid(reader.png, reader.info, PNG_INFO_tRNS)) {
    png_set_expand(reader.png);
  }
  png_set_interlace_handling(reader.png);
  png_read_update_info(reader.png, reader.info);
  return true;
}

bool read_row(Reader& reader, png_bytep row) {
  if (setjmp(png_jmpbuf(reader.png))) {
    return false;
  }
  png_read_row(reader.png, row, nullptr);
  return true;
}

bool read_end(Reader& reader) {
  if (setjmp(png_jmpbuf(reader.png))) {
    return false;
  }
  png_read_end(reader.png, nullptr);
  return true;
}

// --- Ordinary code again. ---

struct Palette {
  png_color colors[256] = {};
  unsigned char alpha[256];
  int count = 0;
  bool gray = true, opaque = true;
};

Palette palette_of(Reader& reader) {
  Palette palette;
  std::fill(std::begin(palette.alpha), std::end(palette.alpha), static_cast<unsigned char>(255));
  png_colorp colors = nullptr;
  png_bytep alpha = nullptr;
  int alphas = 0;
  png_get_PLTE(reader.png, reader.info, &colors, &palette.count);
  if (png_get_tRNS(reader.png, reader.info, &alpha, &alphas, nullptr) == 0 || !alpha) {
    alphas = 0;
  }
  for (int i = 0; i < palette.count; ++i) {
    palette.colors[i] = colors[i];
    palette.gray =
        palette.gray && colors[i].red == colors[i].green && colors[i].green == colors[i].blue;
    if (i < alphas) {
      palette.alpha[i] = alpha[i];
      palette.opaque = palette.opaque && alpha[i] == 255;
    }
  }
  return palette;
}

// Black and white as a palette: line art keeps its one bit per pixel (R40 measures it apart).
bool is_bilevel(const Palette& palette) {
  const auto pure = [&](int i) {
    return palette.colors[i].red == 0 || palette.colors[i].red == 255;
  };
  return palette.gray && palette.opaque && palette.count == 2 && pure(0) && pure(1) &&
         palette.colors[0].red != palette.colors[1].red;
}

Shape shape_of(Reader& reader, const Palette& palette) {
  const int type = png_get_color_type(reader.png, reader.info);
  const int depth = png_get_bit_depth(reader.png, reader.info);
  if (type == PNG_COLOR_TYPE_PALETTE) {
    return depth == 1 && is_bilevel(palette) ? Shape::packed_index : Shape::index;
  }
  const bool keyed = png_get_valid(reader.png, reader.info, PNG_INFO_tRNS) != 0;
  return type == PNG_COLOR_TYPE_GRAY && !keyed ? Shape::packed : Shape::channels;
}

// Takes rows as libpng gives them and keeps them as samples and alpha.
class Sink {
 public:
  Sink(Image& image, Shape shape, const Palette& palette, std::size_t channels)
      : image_(image),
        shape_(shape),
        palette_(palette),
        channels_(channels) {
    const auto height = static_cast<std::size_t>(image.height);
    samples_.resize(row_bytes(image) * height);
    if (has_alpha()) {
      alpha_.resize(static_cast<std::size_t>(image.width) * height);
    }
  }

  void take(std::size_t y, const std::string& row) {
    char* samples = samples_.data() + y * row_bytes(image_);
    char* alpha =
        has_alpha() ? alpha_.data() + y * static_cast<std::size_t>(image_.width) : nullptr;
    switch (shape_) {
      case Shape::packed:
      case Shape::packed_index:
        take_packed(samples, row);
        break;
      case Shape::index:
        take_index(samples, alpha, row);
        break;
      case Shape::channels:
        take_channels(samples, alpha, row);
        break;
    }
  }

  void finish() {
    image_.data = Bytes(std::move(samples_));
    const bool opaque =
        std::all_of(alpha_.begin(), alpha_.end(), [](char a) { return a == '\xff'; });
    if (!opaque) {
      image_.alpha = Bytes(std::move(alpha_));
    }
  }

 private:
  bool has_alpha() const {
    return shape_ == Shape::index ? !palette_.opaque
                                  : shape_ == Shape::channels && channels_ % 2 == 0;
  }

  void take_packed(char* samples, const std::string& row) const {
    const std::size_t count = row_bytes(image_);
    const bool invert = shape_ == Shape::packed_index && palette_.colors[0].red == 255;
    for (std::size_t i = 0; i < count; ++i) {
      samples[i] = invert ? static_cast<char>(~row[i]) : row[i];
    }
    // What fills the last byte is not part of the picture and must not make files differ.
    const unsigned used =
        static_cast<unsigned>(image_.width) * static_cast<unsigned>(image_.bits) % 8;
    if (used != 0) {
      samples[count - 1] =
          static_cast<char>(static_cast<unsigned char>(samples[count - 1]) & (0xff00u >> used));
    }
  }

  void take_index(char* samples, char* alpha, const std::string& row) const {
    for (std::size_t x = 0; x < static_cast<std::size_t>(image_.width); ++x) {
      const auto index = static_cast<unsigned char>(row[x]);
      const png_color& color = palette_.colors[index];
      *samples++ = static_cast<char>(color.red);
      if (image_.color == ColorSpace::rgb) {
        *samples++ = static_cast<char>(color.green);
        *samples++ = static_cast<char>(color.blue);
      }
      if (alpha) {
        *alpha++ = static_cast<char>(palette_.alpha[index]);
      }
    }
  }

  void take_channels(char* samples, char* alpha, const std::string& row) const {
    const std::size_t bytes = static_cast<std::size_t>(image_.bits) / 8;
    if (!alpha) {
      std::memcpy(samples, row.data(), row_bytes(image_));
      return;
    }
    const std::size_t color = (channels_ - 1) * bytes;
    const char* from = row.data();
    for (std::size_t x = 0; x < static_cast<std::size_t>(image_.width); ++x) {
      std::memcpy(samples, from, color);
      samples += color;
      // 16-bit alpha: 65535 is 255 times 257, so the division rounds to the nearest.
      const unsigned value = bytes == 1 ? static_cast<unsigned char>(from[color])
                                        : (static_cast<unsigned char>(from[color]) * 256u +
                                           static_cast<unsigned char>(from[color + 1]) + 128u) /
                                              257u;
      *alpha++ = static_cast<char>(value);
      from += color + bytes;
    }
  }

  Image& image_;
  Shape shape_;
  const Palette& palette_;
  std::size_t channels_;
  std::string samples_, alpha_;
};

bool read_pixels(Reader& reader, Sink& sink, std::size_t height) {
  const std::size_t width = png_get_rowbytes(reader.png, reader.info);
  if (png_get_interlace_type(reader.png, reader.info) == PNG_INTERLACE_NONE) {
    std::string row(width, '\0');
    for (std::size_t y = 0; y < height; ++y) {
      if (!read_row(reader, reinterpret_cast<png_bytep>(row.data()))) {
        return false;
      }
      sink.take(y, row);
    }
    return read_end(reader);
  }
  std::vector<std::string> rows(height, std::string(width, '\0'));
  for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; ++pass) {
    for (std::string& row : rows) {
      if (!read_row(reader, reinterpret_cast<png_bytep>(row.data()))) {
        return false;
      }
    }
  }
  for (std::size_t y = 0; y < height; ++y) {
    sink.take(y, rows[y]);
    rows[y] = std::string();
  }
  return read_end(reader);
}

Resolution resolution_of(Reader& reader) {
  png_uint_32 x = 0;
  png_uint_32 y = 0;
  int unit = 0;
  if (png_get_pHYs(reader.png, reader.info, &x, &y, &unit) == 0 || unit != PNG_RESOLUTION_METER) {
    return {};
  }
  return {x * 0.0254, y * 0.0254};
}

void set_profile(Reader& reader, Image& image) {
  png_charp name = nullptr;
  int compression = 0;
  png_bytep profile = nullptr;
  png_uint_32 size = 0;
  if (png_get_iCCP(reader.png, reader.info, &name, &compression, &profile, &size) == 0) {
    return;
  }
  std::string bytes(reinterpret_cast<const char*>(profile), size);
  if (icc_fits(bytes, image.color)) {
    image.icc = Bytes(std::move(bytes));
  }
}

int orientation_of(Reader& reader) {
  png_bytep exif = nullptr;
  png_uint_32 size = 0;
  if (png_get_eXIf_1(reader.png, reader.info, &size, &exif) == 0) {
    return 1;
  }
  return parse_exif({reinterpret_cast<const char*>(exif), size}).orientation;
}

// Plain rows of gray or RGB, as PDF can take them over.
bool can_stay_packed(Reader& reader) {
  const int type = png_get_color_type(reader.png, reader.info);
  return (type == PNG_COLOR_TYPE_GRAY || type == PNG_COLOR_TYPE_RGB) &&
         png_get_interlace_type(reader.png, reader.info) == PNG_INTERLACE_NONE &&
         png_get_valid(reader.png, reader.info, PNG_INFO_tRNS) == 0 && orientation_of(reader) == 1;
}

enum class Pixels { read, skip };

bool take_pixels(Reader& reader, Image& image, Pixels pixels) {
  const Palette palette = palette_of(reader);
  const Shape shape = shape_of(reader, palette);
  if (!start_rows(reader, shape)) {
    return false;
  }
  const std::size_t channels = png_get_channels(reader.png, reader.info);
  const bool gray = shape == Shape::index ? palette.gray : shape != Shape::channels || channels < 3;
  image.color = gray ? ColorSpace::gray : ColorSpace::rgb;
  image.bits = png_get_bit_depth(reader.png, reader.info);
  if (pixels == Pixels::skip) {
    return true;
  }
  Sink sink(image, shape, palette, channels);
  if (!read_pixels(reader, sink, static_cast<std::size_t>(image.height))) {
    return false;
  }
  sink.finish();
  return true;
}

}  // namespace

InspectedImage inspect_png(const PictureFile& picture) {
  const PngOutline outline = outline_png(picture.file.view());
  if (outline.depth == 0) {  // no header was read
    return picture.corrupt(std::string(outline.problem));
  }
  SizeCheck size = check_size(outline.width, outline.height, picture.limits);
  if (!size.code.empty()) {
    return picture.refuse(size.code, std::move(size.args));
  }
  if (!outline.problem.empty()) {
    return picture.corrupt(std::string(outline.problem));
  }
  Reader reader(picture.file.view());
  if (!open_reader(reader) || !read_header(reader)) {
    return picture.corrupt(reader.message);
  }
  const auto image = std::make_shared<Image>();
  image->format = "png";
  image->width = static_cast<int>(outline.width);
  image->height = static_cast<int>(outline.height);
  image->natural = natural_size(image->width, image->height, resolution_of(reader));
  if (can_stay_packed(reader)) {
    image->packed = packed_rows(picture.file, outline);
  }
  const Pixels pixels =
      image->packed.empty() || picture.decoding == Decoding::always ? Pixels::read : Pixels::skip;
  if (!take_pixels(reader, *image, pixels)) {
    return picture.corrupt(reader.message);
  }
  set_profile(reader, *image);
  turn_upright(*image, orientation_of(reader));
  image->hash = Hasher().bytes(picture.file.view()).finish();
  return {image, {}};
}

}  // namespace banxin
