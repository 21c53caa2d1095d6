// One PDF page, made safe to embed: what SVG and PDF pictures end as.
#pragma once

#include <string>
#include <string_view>

#include "engine/image/inspect.h"

namespace banxin {

struct PdfPage {
  std::string_view code;  // E602 … if there is no page; null if all is well
  std::vector<std::string> args;
  Bytes data;
  double width = 0, height = 0;  // of the new page, in points
  int pages = 1;                 // of the file
  bool hidden_layers = false;
};

/// The first page of a PDF, rewritten: box [0 0 width height] with rotation, crop and user unit
/// worked into the content and everything scaled by `scale`; one compressed content stream; no
/// annotations, actions, scripts, metadata, dates, object streams or encryption. Same bytes in,
/// same bytes out. Streams other than the content are copied as they are, undecoded.
PdfPage normalise_pdf_page(std::string_view file, double scale, const ImageLimits& limits);

}  // namespace banxin
