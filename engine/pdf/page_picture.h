// Pictures that are pages: SVG and PDF.
#pragma once

#include "engine/pdf/pictures.h"

namespace banxin::pdf {

/// Imports the page and recolours it. PDF/X-1a takes nothing transparent: there an SVG that is gets
/// drawn as pixels at 600 dpi (W632), and a PDF is refused (E630; no library here flattens it).
/// Warns: W630 fonts without their program, W631 images that can't be turned into inks.
/// Fails: E702 (can't be taken over), E630, E631 (X-1a: an image in JPEG 2000 or JBIG2).
Result<PreparedPicture> prepare_page(const PlannedPicture& picture,
                                     const PdfOptions& options,
                                     const PressColors& colors);

}  // namespace banxin::pdf
