// Glyphs of vertical text (直排). Private to engine/shape.
#pragma once

#include "engine/shape/glyphs.h"

namespace banxin {

/// set_glyphs for lines that go down: what stands upright, turned or in one cell (V2, V6), with the
/// face's vertical forms or what replaces them (V3, V4, V9). Letters in a cell of their own behave
/// as Han from here on: no Han–Latin space beside them.
void set_vertical_glyphs(ShapeJob& job, HbShaper& shaper, ShapedText& out);

// The em box of a Chinese face about the baseline (L2), in thousandths: a column's middle is .38 em
// above it, which is also where the digits and capitals of its letters have their middle.
inline constexpr std::int64_t kHeadOfEm = 880, kMiddleOfEm = 380;

/// Turns the glyphs of a cluster placed as in a horizontal line.
void turn_sideways(ShapedCluster& c, ShapedText& out);

/// Gives a Han or mark that HarfBuzz set downwards its place on the column and its vertical form.
void set_vertical_form(
    const ShapeJob& job, HbShaper& shaper, ShapedText& out, const Piece& piece, ShapedCluster& c);

}  // namespace banxin
