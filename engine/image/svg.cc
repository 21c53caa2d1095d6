// SVG: drawn by librsvg into a PDF page, vectors staying vectors.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

#include "engine/image/inspect.h"
#include "engine/image/library.h"
#include "engine/image/pdf_page.h"
#include "engine/image/svg_scan.h"

namespace banxin {
namespace {

constexpr double kPointsPerPixel = 72.0 / 96.0;  // CSS pixel
// Page units per point while drawing. librsvg makes bitmaps of filters and masks at one pixel per
// unit, so this gives them 360 dpi; it also refines cairo's grid of 1/256 unit.
constexpr double kFineness = 5;
// All bitmaps of filters and masks together, in pixels of four bytes.
constexpr double kRasterPixels = 128.0 * 1024 * 1024;
constexpr double kLargestPage = 14400;  // PDF 1.7 annex C
constexpr std::size_t kPdfBytes = 128u << 20;

struct Rsvg {
  Rsvg() : library(BANXIN_LIBRSVG) {
    library.bind(rsvg_handle_new_from_data, "rsvg_handle_new_from_data");
    library.bind(rsvg_handle_set_dpi, "rsvg_handle_set_dpi");
    library.bind(rsvg_handle_get_intrinsic_dimensions, "rsvg_handle_get_intrinsic_dimensions");
    library.bind(rsvg_handle_get_intrinsic_size_in_pixels,
                 "rsvg_handle_get_intrinsic_size_in_pixels");
    library.bind(rsvg_handle_render_document, "rsvg_handle_render_document");
    library.bind(g_object_unref, "g_object_unref");
    library.bind(g_error_free, "g_error_free");
    library.bind(cairo_pdf_surface_create_for_stream, "cairo_pdf_surface_create_for_stream");
    library.bind(cairo_create, "cairo_create");
    library.bind(cairo_scale, "cairo_scale");
    library.bind(cairo_status, "cairo_status");
    library.bind(cairo_destroy, "cairo_destroy");
    library.bind(cairo_surface_finish, "cairo_surface_finish");
    library.bind(cairo_surface_status, "cairo_surface_status");
    library.bind(cairo_surface_destroy, "cairo_surface_destroy");
    library.bind(cairo_status_to_string, "cairo_status_to_string");
    library.bind(cairo_image_surface_create, "cairo_image_surface_create");
    library.bind(cairo_image_surface_get_data, "cairo_image_surface_get_data");
    library.bind(cairo_image_surface_get_stride, "cairo_image_surface_get_stride");
    library.bind(cairo_surface_flush, "cairo_surface_flush");
  }

  Library library;
  BANXIN_LIBRARY_FUNCTION(rsvg_handle_new_from_data);
  BANXIN_LIBRARY_FUNCTION(rsvg_handle_set_dpi);
  BANXIN_LIBRARY_FUNCTION(rsvg_handle_get_intrinsic_dimensions);
  BANXIN_LIBRARY_FUNCTION(rsvg_handle_get_intrinsic_size_in_pixels);
  BANXIN_LIBRARY_FUNCTION(rsvg_handle_render_document);
  // GLib and cairo are found through librsvg, which depends on them.
  BANXIN_LIBRARY_FUNCTION(g_object_unref);
  BANXIN_LIBRARY_FUNCTION(g_error_free);
  BANXIN_LIBRARY_FUNCTION(cairo_pdf_surface_create_for_stream);
  BANXIN_LIBRARY_FUNCTION(cairo_create);
  BANXIN_LIBRARY_FUNCTION(cairo_scale);
  BANXIN_LIBRARY_FUNCTION(cairo_status);
  BANXIN_LIBRARY_FUNCTION(cairo_destroy);
  BANXIN_LIBRARY_FUNCTION(cairo_surface_finish);
  BANXIN_LIBRARY_FUNCTION(cairo_surface_status);
  BANXIN_LIBRARY_FUNCTION(cairo_surface_destroy);
  BANXIN_LIBRARY_FUNCTION(cairo_status_to_string);
  BANXIN_LIBRARY_FUNCTION(cairo_image_surface_create);
  BANXIN_LIBRARY_FUNCTION(cairo_image_surface_get_data);
  BANXIN_LIBRARY_FUNCTION(cairo_image_surface_get_stride);
  BANXIN_LIBRARY_FUNCTION(cairo_surface_flush);
};

std::string take_message(const Rsvg& rsvg, GError* error) {
  if (!error) {
    return "librsvg";
  }
  std::string message = error->message;
  rsvg.g_error_free(error);
  return message;
}

using Handle = std::unique_ptr<RsvgHandle, void (*)(void*)>;

struct PixelSize {
  double width = 0, height = 0;

  bool usable() const {
    return std::isfinite(width) && std::isfinite(height) && width > 0 && height > 0;
  }
};

// From width and height, else from the viewBox, else none (E604).
PixelSize size_of(const Rsvg& rsvg, RsvgHandle* handle) {
  PixelSize size;
  if (rsvg.rsvg_handle_get_intrinsic_size_in_pixels(handle, &size.width, &size.height)) {
    return size;
  }
  gboolean has_width = FALSE;
  gboolean has_height = FALSE;
  gboolean has_box = FALSE;
  RsvgLength width = {};
  RsvgLength height = {};
  RsvgRectangle box = {};
  rsvg.rsvg_handle_get_intrinsic_dimensions(
      handle, &has_width, &width, &has_height, &height, &has_box, &box);
  return has_box ? PixelSize{box.width, box.height} : PixelSize{};
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned length) {
  auto* out = static_cast<std::string*>(closure);
  if (out->size() + length > kPdfBytes) {
    return CAIRO_STATUS_WRITE_ERROR;
  }
  out->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

struct Drawing {
  std::string pdf;
  std::string problem;
};

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;

// Draws into the surface, scaled; gives what went wrong.
std::string paint(const Rsvg& rsvg,
                  RsvgHandle* handle,
                  cairo_surface_t* surface,
                  PixelSize size,
                  double across,
                  double down) {
  const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(rsvg.cairo_create(surface),
                                                           rsvg.cairo_destroy);
  rsvg.cairo_scale(cairo.get(), across, down);
  const RsvgRectangle page = {0, 0, size.width, size.height};
  GError* error = nullptr;
  if (!rsvg.rsvg_handle_render_document(handle, cairo.get(), &page, &error)) {
    return take_message(rsvg, error);
  }
  const cairo_status_t status = rsvg.cairo_status(cairo.get());
  return status == CAIRO_STATUS_SUCCESS ? "" : rsvg.cairo_status_to_string(status);
}

Drawing draw(const Rsvg& rsvg, RsvgHandle* handle, PixelSize size, double units_per_pixel) {
  Drawing drawing;
  const Surface surface(
      rsvg.cairo_pdf_surface_create_for_stream(
          append, &drawing.pdf, size.width * units_per_pixel, size.height * units_per_pixel),
      rsvg.cairo_surface_destroy);
  drawing.problem = paint(rsvg, handle, surface.get(), size, units_per_pixel, units_per_pixel);
  rsvg.cairo_surface_finish(surface.get());
  const cairo_status_t status = rsvg.cairo_surface_status(surface.get());
  if (drawing.problem.empty() && status != CAIRO_STATUS_SUCCESS) {
    drawing.problem = rsvg.cairo_status_to_string(status);
  }
  return drawing;
}

// cairo's pixels hold colour times alpha; a picture's samples do not.
void take_pixels(const Rsvg& rsvg, cairo_surface_t* surface, Image& image) {
  rsvg.cairo_surface_flush(surface);
  const unsigned char* row = rsvg.cairo_image_surface_get_data(surface);
  const int stride = rsvg.cairo_image_surface_get_stride(surface);
  std::string colors, alphas;
  colors.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) *
                 3);
  for (int y = 0; y < image.height; ++y, row += stride) {
    for (int x = 0; x < image.width; ++x) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, row + 4 * x, 4);
      const std::uint32_t alpha = pixel >> 24;
      for (const int shift : {16, 8, 0}) {
        const std::uint32_t part = pixel >> shift & 255;
        colors +=
            static_cast<char>(alpha == 0 ? 255 : std::min(255u, (part * 255 + alpha / 2) / alpha));
      }
      alphas += static_cast<char>(alpha);
    }
  }
  image.data = Bytes(std::move(colors));
  image.alpha = Bytes(std::move(alphas));
}

// Page units per pixel: fine, but no larger than the bitmaps' budget allows.
double drawing_scale(PixelSize size, std::uint64_t raster_passes) {
  const double passes = static_cast<double>(raster_passes) + 1;
  const double affordable = std::sqrt(kRasterPixels / passes / (size.width * size.height));
  return std::min(kPointsPerPixel * kFineness, affordable);
}

InspectedImage finish(const PictureFile& picture,
                      const Drawing& drawing,
                      PixelSize size,
                      double units_per_pixel) {
  const double points = std::min(kPointsPerPixel, kLargestPage / std::max(size.width, size.height));
  PdfPage page = normalise_pdf_page(drawing.pdf, points / units_per_pixel, picture.limits);
  if (!page.code.empty()) {
    return picture.refuse(page.code, std::move(page.args));
  }
  const auto image = std::make_shared<Image>();
  image->kind = ImageKind::pdf_page;
  image->natural = {Length::pt(size.width * kPointsPerPixel),
                    Length::pt(size.height * kPointsPerPixel)};
  image->data = std::move(page.data);
  image->format = "svg";
  image->source = picture.file;
  image->hash = Hasher().bytes(picture.file.view()).finish();
  return {image, {}};
}

}  // namespace

InspectedImage inspect_svg(const PictureFile& picture) {
  SvgScan scan = scan_svg(picture.file.view(), picture.limits);
  if (!scan.too_large.empty()) {
    return picture.refuse("E603", {std::move(scan.too_large), std::move(scan.most)});
  }
  if (!scan.problem.empty()) {
    return picture.corrupt(std::move(scan.problem));
  }
  const Rsvg rsvg;
  if (!rsvg.library.complete()) {
    return picture.refuse("E606", {BANXIN_LIBRSVG, "librsvg2-2"});
  }
  GError* error = nullptr;
  const Handle handle(
      rsvg.rsvg_handle_new_from_data(
          reinterpret_cast<const guint8*>(picture.file.data()), picture.file.size(), &error),
      rsvg.g_object_unref);
  if (!handle) {
    return picture.corrupt(take_message(rsvg, error));
  }
  rsvg.rsvg_handle_set_dpi(handle.get(), 96);
  const PixelSize size = size_of(rsvg, handle.get());
  if (!size.usable()) {
    return picture.refuse("E604");
  }
  const double largest = std::max(size.width, size.height);
  if (largest > picture.limits.side) {
    return picture.refuse(
        "E603",
        {std::to_string(static_cast<std::int64_t>(std::min(largest, 1e15))) + " px",
         std::to_string(picture.limits.side) + " px / side"});
  }
  const double scale = drawing_scale(size, scan.raster_passes);
  const Drawing drawing = draw(rsvg, handle.get(), size, scale);
  if (!drawing.problem.empty()) {
    return picture.corrupt(drawing.problem);
  }
  InspectedImage inspected = finish(picture, drawing, size, scale);
  for (std::string& file : scan.outside) {
    inspected.diagnostics.push_back(picture.note("W606", {std::move(file)}));
  }
  return inspected;
}

std::shared_ptr<const Image> draw_as_pixels(const Image& svg, int width, int height) {
  const Rsvg rsvg;
  if (svg.format != "svg" || svg.source.empty() || !rsvg.library.complete() || width <= 0 ||
      height <= 0 || static_cast<double>(width) * height > kRasterPixels) {
    return nullptr;
  }
  const Handle handle(
      rsvg.rsvg_handle_new_from_data(
          reinterpret_cast<const guint8*>(svg.source.data()), svg.source.size(), nullptr),
      rsvg.g_object_unref);
  if (!handle) {
    return nullptr;
  }
  rsvg.rsvg_handle_set_dpi(handle.get(), 96);
  const PixelSize size = size_of(rsvg, handle.get());
  const Surface surface(rsvg.cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height),
                        rsvg.cairo_surface_destroy);
  if (!size.usable() || rsvg.cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS ||
      !paint(rsvg, handle.get(), surface.get(), size, width / size.width, height / size.height)
           .empty()) {
    return nullptr;
  }
  auto image = std::make_shared<Image>();
  image->width = width;
  image->height = height;
  image->natural = svg.natural;
  image->format = "svg";
  take_pixels(rsvg, surface.get(), *image);
  image->hash = Hasher().text(svg.source.view()).finish();
  return image;
}

}  // namespace banxin
