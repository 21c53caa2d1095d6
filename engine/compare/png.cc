#include <csetjmp>

#include <png.h>

#include "engine/compare/compare.h"

namespace banxin {
namespace {

void append(png_structp png, png_bytep data, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), size);
}

void no_flush(png_structp) {}

}  // namespace

std::string png_of(const Raster& raster) {
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  if (!info || setjmp(png_jmpbuf(png)) != 0) {  // only lack of memory leads here
    png_destroy_write_struct(&png, &info);
    return {};
  }
  png_set_write_fn(png, &out, append, no_flush);
  png_set_IHDR(png,
               info,
               static_cast<png_uint_32>(raster.width),
               static_cast<png_uint_32>(raster.height),
               8,
               PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, 0, PNG_FILTER_NONE);  // pages are mostly white: smaller and faster so
  png_write_info(png, info);
  const auto row = static_cast<std::size_t>(raster.width) * 3;
  for (int y = 0; y < raster.height; ++y) {
    const char* at = raster.pixels.data() + static_cast<std::size_t>(y) * row;
    png_write_row(png, reinterpret_cast<png_const_bytep>(at));
  }
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return out;
}

}  // namespace banxin
