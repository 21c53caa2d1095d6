// A look at an SVG's text before librsvg sees it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/image/image.h"

namespace banxin {

/// Is the root element of this XML text `svg`? Cost: the prolog.
bool looks_like_svg(std::string_view file);

struct SvgScan {
  std::string problem;    // E602: broken, or built to exhaust the machine
  std::string too_large;  // E603: how large; `most` says how large it may be
  std::string most;
  std::vector<std::string> outside;  // files it refers to, which are not followed (W606)
  std::uint64_t raster_passes = 0;   // filters, masks and patterns: each may cost a bitmap
};

/// Bounds what rendering can cost: bytes, elements, entities, filters, pictures inside, and what
/// references multiply. Attribute
/// values that could hide what they mean from this scan are a problem. Cost: linear.
SvgScan scan_svg(std::string_view file, const ImageLimits& limits);

}  // namespace banxin
