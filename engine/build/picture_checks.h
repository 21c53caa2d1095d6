// What an editor must know about pictures before they go to press.
#pragma once

#include <memory>
#include <span>

#include "engine/base/diagnostic.h"
#include "engine/display/display.h"
#include "engine/style/style.h"

namespace banxin {

/// Pictures with too few pixels for the size at which they are printed (R40): W610 below
/// `resolution` dpi, W611 for line art of 1 bit below twice that. Told once a picture, of its
/// largest placing, with page, dpi and the width that would do. Pictures made of vectors have no
/// resolution and are left alone.
/// `names` are the manuscript's pictures, `images` what was read for each, by the same index.
Diagnostics check_resolution(const Document& document,
                             std::span<const ImageRef> names,
                             std::span<const std::shared_ptr<const Image>> images,
                             int resolution);

}  // namespace banxin
