// The two facts of EXIF that matter in print.
#pragma once

#include <string_view>

#include "engine/image/inspect.h"

namespace banxin {

struct Exif {
  int orientation = 1;  // 1 to 8
  Resolution resolution;
};

/// Reads a TIFF structure (EXIF 2.3 4.6.2). Whatever is broken in it is left at its default.
Exif parse_exif(std::string_view tiff);

}  // namespace banxin
