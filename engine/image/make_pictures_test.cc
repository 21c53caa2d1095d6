// The makers of test_pictures.h; pictures come from the codecs' own writers.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

#include "engine/base/number.h"
#include "engine/image/test_pictures.h"

// Read by the leak sanitizer only. fontconfig and Pango, which draw an SVG's text, keep caches they
// never free; cairo 1.16 loses a table when it subsets a CFF font, libxml2 a broken entity.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT
  return "leak:libfontconfig\nleak:libpango\nleak:libcairo.so\nleak:xmlParseEntityValue\n";
}

// Read by the thread sanitizer only, which does not see the locks of code it has not compiled.
extern "C" const char* __tsan_default_suppressions() {  // NOLINT
  return "called_from_lib:librsvg-2.so\ncalled_from_lib:libglib-2.0.so\n"
         "called_from_lib:libgobject-2.0.so\ncalled_from_lib:libgio-2.0.so\n"
         "called_from_lib:libcairo.so\n"
         "called_from_lib:libpango-1.0.so\ncalled_from_lib:libpangocairo-1.0.so\n"
         "called_from_lib:libpangoft2-1.0.so\ncalled_from_lib:libfontconfig.so\n"
         "called_from_lib:libqpdf.so\ncalled_from_lib:libxml2.so\n"
         "called_from_lib:libharfbuzz.so\ncalled_from_lib:libfreetype.so\n";
}

namespace banxin {
namespace {

void append_big_endian(std::string& out, std::uint32_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) {
    out += static_cast<char>(value >> (8 * i) & 255u);
  }
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

png_byte* bytes_of(const std::string& text) {
  return reinterpret_cast<png_byte*>(const_cast<char*>(text.data()));
}

void set_colors(png_structp png, png_infop info, const PngRecipe& recipe) {
  std::vector<png_color> palette;
  for (const std::string& color : recipe.palette) {
    palette.push_back({bytes_of(color)[0], bytes_of(color)[1], bytes_of(color)[2]});
  }
  if (!palette.empty()) {
    png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  }
  if (recipe.transparent.empty()) {
    return;
  }
  const png_byte* t = bytes_of(recipe.transparent);
  png_color_16 key = {};
  if (recipe.type == 0) {
    key.gray = static_cast<png_uint_16>(t[0] << 8 | t[1]);
  } else if (recipe.type == 2) {
    key.red = static_cast<png_uint_16>(t[0] << 8 | t[1]);
    key.green = static_cast<png_uint_16>(t[2] << 8 | t[3]);
    key.blue = static_cast<png_uint_16>(t[4] << 8 | t[5]);
  }
  const bool palette_alpha = recipe.type == 3;
  png_set_tRNS(png,
               info,
               palette_alpha ? const_cast<png_bytep>(t) : nullptr,
               palette_alpha ? static_cast<int>(recipe.transparent.size()) : 1,
               palette_alpha ? nullptr : &key);
}

void mark_cmyk_rows(jpeg_compress_struct& jpeg, const JpegRecipe& recipe) {
  std::vector<JSAMPLE> row;
  for (int x = 0; x < recipe.width; ++x) {
    row.insert(row.end(), recipe.pixel.begin(), recipe.pixel.end());
  }
  JSAMPROW at = row.data();
  while (jpeg.next_scanline < jpeg.image_height) {
    jpeg_write_scanlines(&jpeg, &at, 1);
  }
}

void write_markers(jpeg_compress_struct& jpeg, const JpegRecipe& recipe) {
  const auto write = [&](int marker, const std::string& body) {
    jpeg_write_marker(&jpeg, marker, bytes_of(body), static_cast<unsigned>(body.size()));
  };
  if (!recipe.exif.empty()) {
    write(JPEG_APP0 + 1, std::string("Exif\0\0", 6) + recipe.exif);
  }
  constexpr std::size_t kChunk = 100;
  const std::size_t count = (recipe.profile.size() + kChunk - 1) / kChunk;
  for (std::size_t i = 0; i < count; ++i) {
    std::string body("ICC_PROFILE\0", 12);
    body += static_cast<char>(i + 1);
    body += static_cast<char>(count);
    write(JPEG_APP0 + 2, body + recipe.profile.substr(i * kChunk, kChunk));
  }
}

}  // namespace

std::string make_png(const PngRecipe& recipe) {
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png,
      &out,
      [](png_structp p, png_bytep data, std::size_t size) {
        static_cast<std::string*>(png_get_io_ptr(p))
            ->append(reinterpret_cast<const char*>(data), size);
      },
      nullptr);
  png_set_IHDR(png,
               info,
               recipe.width,
               recipe.height,
               recipe.depth,
               recipe.type,
               recipe.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               0,
               0);
  set_colors(png, info, recipe);
  if (recipe.per_meter_x != 0) {
    png_set_pHYs(png, info, recipe.per_meter_x, recipe.per_meter_y, PNG_RESOLUTION_METER);
  }
  if (!recipe.profile.empty()) {
    // The profiles here are headers only; libpng would refuse to write them as known.
    png_set_option(png, PNG_SKIP_sRGB_CHECK_PROFILE, PNG_OPTION_ON);
    png_set_iCCP(png,
                 info,
                 "p",
                 0,
                 bytes_of(recipe.profile),
                 static_cast<png_uint_32>(recipe.profile.size()));
  }
  if (!recipe.exif.empty()) {
    png_set_eXIf_1(png, info, static_cast<png_uint_32>(recipe.exif.size()), bytes_of(recipe.exif));
  }
  std::vector<png_bytep> rows;
  for (const std::string& row : recipe.rows) {
    rows.push_back(bytes_of(row));
  }
  png_write_info(png, info);
  png_write_image(png, rows.data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return out;
}

std::string make_jpeg(const JpegRecipe& recipe) {
  jpeg_compress_struct jpeg;
  jpeg_error_mgr errors;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &buffer, &size);
  jpeg.image_width = static_cast<JDIMENSION>(recipe.width);
  jpeg.image_height = static_cast<JDIMENSION>(recipe.height);
  jpeg.input_components = recipe.components;
  jpeg.in_color_space = recipe.components == 1   ? JCS_GRAYSCALE
                        : recipe.components == 3 ? JCS_RGB
                                                 : JCS_CMYK;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 100, TRUE);
  if (recipe.rgb) {
    jpeg_set_colorspace(&jpeg, JCS_RGB);
  }
  jpeg.write_JFIF_header = recipe.jfif && recipe.components != 4;
  jpeg.write_Adobe_marker = recipe.adobe;
  if (recipe.dpi > 0) {
    jpeg.density_unit = 1;
    jpeg.X_density = jpeg.Y_density = static_cast<UINT16>(recipe.dpi);
  }
  jpeg.arith_code = recipe.arithmetic;
  if (recipe.progressive) {
    jpeg_simple_progression(&jpeg);
  }
  jpeg_start_compress(&jpeg, TRUE);
  write_markers(jpeg, recipe);
  mark_cmyk_rows(jpeg, recipe);
  jpeg_finish_compress(&jpeg);
  std::string out(reinterpret_cast<const char*>(buffer), size);
  jpeg_destroy_compress(&jpeg);
  std::free(buffer);
  return out;
}

std::string decode_jpeg(std::string_view file) {
  jpeg_decompress_struct jpeg;
  jpeg_error_mgr errors;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(file.data()), file.size());
  jpeg_read_header(&jpeg, TRUE);
  jpeg_start_decompress(&jpeg);
  const std::size_t row = jpeg.output_width * static_cast<unsigned>(jpeg.output_components);
  std::string out(row * jpeg.output_height, '\0');
  while (jpeg.output_scanline < jpeg.output_height) {
    auto* at = reinterpret_cast<JSAMPROW>(out.data() + jpeg.output_scanline * row);
    jpeg_read_scanlines(&jpeg, &at, 1);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  return out;
}

std::string make_exif(int orientation, int dpi) {
  std::string out("MM\0*\0\0\0\x08\0\x04", 10);
  const auto entry = [&](std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
    append_big_endian(out, tag, 2);
    append_big_endian(out, type, 2);
    append_big_endian(out, 1, 4);
    append_big_endian(out, value, type == 3 ? 2 : 4);
    out.append(type == 3 ? 2 : 0, '\0');
  };
  constexpr std::uint32_t kAfter = 8 + 2 + 4 * 12 + 4;
  entry(0x0112, 3, static_cast<std::uint32_t>(orientation));
  entry(0x011a, 5, kAfter);
  entry(0x011b, 5, kAfter);
  entry(0x0128, 3, 2);
  append_big_endian(out, 0, 4);
  append_big_endian(out, static_cast<std::uint32_t>(dpi), 4);
  append_big_endian(out, 1, 4);
  return out;
}

std::string make_profile(std::string_view space, std::size_t size) {
  std::string out(size, '\0');
  // Not all zero behind the header: libpng takes no profile that shrinks to nothing.
  for (std::size_t i = 144; i < size; ++i) {
    out[i] = static_cast<char>(i * i * 31 >> 3);
  }
  std::string length;
  append_big_endian(length, static_cast<std::uint32_t>(size), 4);
  out.replace(0, 4, length);
  out.replace(8, 4, std::string_view("\x02\x10\0\0", 4));
  out.replace(12, 4, "mntr");
  out.replace(16, 4, space);
  out.replace(20, 4, "XYZ ");
  out.replace(36, 4, "acsp");
  out.replace(68, 12, std::string_view("\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d", 12));  // D50
  return out;
}

std::string make_pdf(const std::vector<std::string>& objects, std::string_view trailer) {
  std::string out = "%PDF-1.7\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(out.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(out.size());
  const std::string size = std::to_string(objects.size() + 1);
  out += "xref\n0 " + size + "\n" + table + "trailer\n<</Size " + size + " ";
  out += trailer;
  return out + ">>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string make_pdf_page(std::string_view box, std::string_view extra, std::string_view content) {
  const std::string page = "<</Type/Page/Parent 2 0 R/MediaBox[" + std::string(box) +
                           "]/Contents 4 0 R " + std::string(extra) + ">>";
  return make_pdf({"<</Type/Catalog/Pages 2 0 R>>",
                   "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   page,
                   "<</Length " + std::to_string(content.size()) + ">>\nstream\n" +
                       std::string(content) + "\nendstream"});
}

std::string page_content_of(std::string_view pdf) {
  // The one content stream is the object /Contents names; it is always Flate here.
  const std::size_t at = pdf.find("/Contents ");
  const std::string number(pdf.substr(at + 10, pdf.find(' ', at + 10) - at - 10));
  const std::size_t object = pdf.find("\n" + number + " 0 obj");
  std::size_t data = pdf.find("stream\n", object) + 7;
  std::string out(1 << 20, '\0');
  uLongf size = out.size();
  const uLong left = pdf.size() - data;
  z_stream stream = {};
  inflateInit(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(pdf.data() + data));
  stream.avail_in = static_cast<uInt>(left);
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

InspectedImage inspect(std::string bytes, const ImageLimits& limits) {
  return inspect_image(Bytes(std::move(bytes)), "a.png", kHere, limits);
}

std::string outcome(const InspectedImage& inspected) {
  std::string out = inspected.image ? "ok" : "";
  for (const Diagnostic& diagnostic : inspected.diagnostics) {
    out += (out.empty() ? "" : " ") + std::string(diagnostic.code);
    out += diagnostic.span == kHere ? "" : "@elsewhere";
  }
  return out;
}

std::string shown(const Image& image) {
  constexpr const char* kColors[] = {"gray", "rgb", "cmyk"};
  const std::size_t channels = image.color == ColorSpace::gray  ? 1
                               : image.color == ColorSpace::rgb ? 3
                                                                : 4;
  std::string out = image.format + " " + std::to_string(image.width) + "x" +
                    std::to_string(image.height) + " " +
                    kColors[static_cast<std::size_t>(image.color)] + std::to_string(image.bits) +
                    " " + number_text(image.natural.width.pt(), 2) + "x" +
                    number_text(image.natural.height.pt(), 2) + "pt";
  if (image.kind != ImageKind::samples) {
    return out;
  }
  const auto width = static_cast<std::size_t>(image.width);
  const std::size_t row = (width * channels * static_cast<std::size_t>(image.bits) + 7) / 8;
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
    out += (y == 0 ? " " : "/") + hex(image.data.view().substr(y * row, row));
    if (!image.alpha.empty()) {
      out += ":" + hex(image.alpha.view().substr(y * width, width));
    }
  }
  return out;
}

}  // namespace banxin
