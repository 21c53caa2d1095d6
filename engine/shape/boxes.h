// Widths and blanks of full-width marks. Private to engine/shape.
#pragma once

#include "engine/shape/pieces.h"

namespace banxin {

/// Gives every cluster its natural advance and blanks (CH2, CH3, W8, W9, S3, S4, O2, O4, O6) and
/// places its glyphs in that box. `pieces` are those that have a cluster, in the same order.
void set_boxes(ShapeJob& job, ShapedText& out);

/// The part of an em box that ink from `left` to `right` stands in (CH3).
InkHalf half_of_ink(std::int64_t left, std::int64_t right, std::int64_t em);
/// Where a locale has the ink of a stop, a pause or a question mark (CH2).
InkHalf half_of_stop(CharClass cls, char32_t mark, Locale locale);

}  // namespace banxin
