// Ruby texts above their bases. Private to engine/shape.
#pragma once

#include "engine/shape/glyphs.h"

namespace banxin {

/// Shapes the ruby of every run that has one and widens bases that are narrower (M6).
void set_rubies(const ShapeJob& job, HbShaper& shaper, ShapedText& out);

}  // namespace banxin
