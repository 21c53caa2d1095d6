// SVG: drawn by librsvg into a PDF page, vectors staying vectors.
#include <algorithm>
#include <cmath>
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

Drawing draw(const Rsvg& rsvg, RsvgHandle* handle, PixelSize size, double units_per_pixel) {
  Drawing drawing;
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      rsvg.cairo_pdf_surface_create_for_stream(
          append, &drawing.pdf, size.width * units_per_pixel, size.height * units_per_pixel),
      rsvg.cairo_surface_destroy);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  {
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(rsvg.cairo_create(surface.get()),
                                                             rsvg.cairo_destroy);
    rsvg.cairo_scale(cairo.get(), units_per_pixel, units_per_pixel);
    const RsvgRectangle page = {0, 0, size.width, size.height};
    GError* error = nullptr;
    if (!rsvg.rsvg_handle_render_document(handle, cairo.get(), &page, &error)) {
      drawing.problem = take_message(rsvg, error);
    }
    status = rsvg.cairo_status(cairo.get());
  }
  rsvg.cairo_surface_finish(surface.get());
  if (status == CAIRO_STATUS_SUCCESS) {
    status = rsvg.cairo_surface_status(surface.get());
  }
  if (drawing.problem.empty() && status != CAIRO_STATUS_SUCCESS) {
    drawing.problem = rsvg.cairo_status_to_string(status);
  }
  return drawing;
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

}  // namespace banxin
