// A picture of the file, looked at once.
#pragma once

#include <string>

#include "engine/preflight/color_space.h"

namespace banxin::prepress {

struct ImageFacts {
  int width = 0, height = 0, bits = 8;
  bool stencil = false;  // ImageMask: painted in the current colour
  bool soft_mask = false, interpolate = false, alternates = false;
  Space space;        // null for a stencil
  double ink = 0;     // percent; the 99.9th percentile of its pixels
  std::string fault;  // empty: the data are sound
};

/// Reads a picture's dictionary and data. `data` is given for an inline image, whose dictionary has
/// its short keys spelt out.
ImageFacts read_image(Object image, Object resources, ColorSpaces& spaces, const std::string* data);

}  // namespace banxin::prepress
