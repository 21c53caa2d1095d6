// Pictures as image XObjects and imported pages as forms. Rules R40 to R42, trap P-19.
#pragma once

#include <optional>
#include <string>

#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/color/color.h"
#include "engine/image/image.h"
#include "engine/pdf/beneath.h"
#include "engine/pdf/pdf.h"
#include "engine/pdf/podofo.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

/// A picture of the document, however often it is drawn.
struct PlannedPicture {
  const Image* image = nullptr;
  Span span;      // where the manuscript names it first
  Size placed;    // the largest it is drawn, whole picture, as it stands upright
  Size smallest;  // and the smallest
  std::optional<Color> beneath = paper();  // what it lies on wherever it is drawn, if that is even
};

/// A picture made ready off the writing thread: all that takes time is done.
struct PreparedPicture {
  Dict dictionary;  // without ColorSpace, SMask and Mask references
  ColorSpace color = ColorSpace::rgb;
  Bytes data;        // encoded
  std::string mask;  // Flate rows of an 8-bit alpha, empty if opaque
  bool mask_predicted = false;
  std::string stencil;  // Flate rows of a 1-bit mask, 1 where nothing is painted
  std::string profile;  // Flate of the ICC profile that RGB is in, empty if none
  Hash128 profile_hash;
  std::optional<PageImport> page;  // pdf_page; then what is above is empty
  bool page_transparent = false;   // something shows through it
  Diagnostics warnings;
};

/// Raster pictures as raster.h tells, pages imported. Fails: E702 for a page that can't be taken
/// over; E611, E702 for pixels that can't be read.
Result<PreparedPicture> prepare_picture(const PlannedPicture& picture,
                                        const PdfOptions& options,
                                        const PressColors& colors);

/// True if something shows through the picture: its page then needs a blending space (R30).
bool transparent(const PreparedPicture& picture);

/// ICC profiles already in the file: each once.
struct Profiles {
  std::vector<std::pair<Hash128, Ref>> known;
};

Ref add_picture(Objects& objects, PreparedPicture picture, Profiles& profiles);

/// True if `profile` is an ICC profile for pictures of this colour space.
bool profile_fits(std::string_view profile, ColorSpace space);

}  // namespace banxin::pdf
