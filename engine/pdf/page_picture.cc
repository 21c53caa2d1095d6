#include "engine/pdf/page_picture.h"

#include <algorithm>
#include <cmath>

#include "engine/pdf/raster.h"
#include "engine/pdf/recolor.h"

namespace banxin::pdf {
namespace {

constexpr int kFlatResolution = 600;  // dpi: text and lines become pixels
constexpr double kMostFlatPixels = 1u << 26;

/// The smallest scale a page is drawn at.
double scale_of(const PlannedPicture& picture) {
  const Size natural = picture.image->natural, placed = picture.smallest;
  if (!(natural.width > Length() && natural.height > Length() && placed.width > Length() &&
        placed.height > Length())) {
    return 1;
  }
  return std::min(placed.width.pt() / natural.width.pt(), placed.height.pt() / natural.height.pt());
}

/// The SVG as pixels, for files without transparency.
Result<PreparedPicture> flattened(const PlannedPicture& picture,
                                  const PdfOptions& options,
                                  const PressColors& colors) {
  const Size size = picture.placed.width > Length() && picture.placed.height > Length()
                        ? picture.placed
                        : picture.image->natural;
  const double width = size.width.pt() / 72, height = size.height.pt() / 72;  // inches
  const double dpi =
      std::min<double>(kFlatResolution, std::sqrt(kMostFlatPixels / (width * height)));
  const auto pixels = [&](double inches) {
    return std::max(1, static_cast<int>(std::ceil(inches * dpi)));
  };
  const std::shared_ptr<const Image> drawn =
      draw_as_pixels(*picture.image, pixels(width), pixels(height));
  if (!drawn) {
    return fail("E630", picture.span);
  }
  PlannedPicture flat = picture;
  flat.image = drawn.get();
  PdfOptions fine = options;
  fine.resolution = kFlatResolution;
  Result<PreparedPicture> made = prepare_raster(flat, fine, colors);
  if (!made) {
    return made;
  }
  PreparedPicture out = std::move(made).value();
  out.warnings.push_back({"W632", picture.span, {std::to_string(static_cast<int>(dpi))}});
  return out;
}

}  // namespace

Result<PreparedPicture> prepare_page(const PlannedPicture& picture,
                                     const PdfOptions& options,
                                     const PressColors& colors) {
  Result<PageImport> page = import_page(picture.image->data.view(), picture.span);
  if (!page) {
    return Failure{page.error()};
  }
  RecolorOptions wanted;
  wanted.scale = scale_of(picture);
  Result<Recolored> made = recolor(page.value(), colors, wanted, picture.span);
  if (!made) {
    return Failure{made.error()};
  }
  Recolored recolored = std::move(made).value();
  if (options.edition == Edition::print && options.pdfx == PdfxVersion::x1a) {
    if (recolored.findings.too_new) {
      return fail("E631", picture.span);
    }
    if (recolored.findings.transparent) {
      return flattened(picture, options, colors);
    }
  }
  PreparedPicture out;
  out.page = std::move(recolored.page);
  out.page_transparent = recolored.findings.transparent;
  for (std::string& font : recolored.findings.loose_fonts) {
    out.warnings.push_back({"W630", picture.span, {std::move(font)}});
  }
  for (std::string& kind : recolored.findings.images) {
    out.warnings.push_back({"W631", picture.span, {std::move(kind)}});
  }
  return out;
}

}  // namespace banxin::pdf
