// Widths and blanks of full-width marks. Private to engine/shape.
#pragma once

#include "engine/shape/pieces.h"

namespace banxin {

/// Gives every cluster its natural advance and blanks (CH2, CH3, W8, W9, S3, S4, O2, O4, O6) and
/// places its glyphs in that box. `pieces` are those that have a cluster, in the same order.
void set_boxes(ShapeJob& job, ShapedText& out);

}  // namespace banxin
