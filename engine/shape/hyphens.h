// The hyphen a broken word ends in. Private to engine/shape.
#pragma once

#include "engine/shape/glyphs.h"

namespace banxin {

/// Gives every cluster after which a word may part its hyphen (U7).
void set_hyphens(const ShapeJob& job, HbShaper& shaper, ShapedText& out);

}  // namespace banxin
