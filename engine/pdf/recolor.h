// An imported page made fit for the press: every colour ink, nothing that a PDF/X or PDF/A file may
// not hold. Rules R3 to R5, R20 to R23, R27, R29 to R31, R41, R71.
#pragma once

#include <string>
#include <vector>

#include "engine/color/color.h"
#include "engine/pdf/podofo.h"

namespace banxin::pdf {

struct RecolorOptions {
  /// Smallest size the page is placed at, in parts of its own: text up to 12 pt there overprints
  /// (R22), strokes thinner than 0.25 pt there are made so thick (R27).
  double scale = 1;
  std::size_t most_bytes = 256u << 20;  // of all streams unpacked
};

/// What a recoloured page still holds that its user must hear of.
struct RecolorFindings {
  bool transparent = false;              // anything that shows what lies below: R30
  std::vector<std::string> loose_fonts;  // shown, but without their program; sorted
  std::vector<std::string> images;       // formats of images that nobody here can turn into inks
  bool too_new = false;                  // holds JPEG 2000 or JBIG2, which X-1a forbids (R4)
};

struct Recolored {
  PageImport page;  // with what is used only; forms of a page without transparency have no Group
  RecolorFindings findings;
};

/// The same page in DeviceCMYK, DeviceGray and spot colours over CMYK (R20). Black and neutral RGB
/// become black ink; other RGB, calibrated and Lab colour goes through the press profile; spot
/// colours stay; colours of soft masks become grey. Marked content is dropped: the page that shows
/// the picture marks it (R71). Streams in which nothing changes keep their bytes. Fails: E702 (too
/// large, unreadable content) at `span`. Cost: linear in the unpacked streams; nesting is bounded.
Result<Recolored> recolor(const PageImport& page,
                          const PressColors& colors,
                          const RecolorOptions& options,
                          Span span);

}  // namespace banxin::pdf
