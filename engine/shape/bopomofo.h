// Bopomofo (注音) beside its base: symbols one above the other, the tone to their upper right (M6).
// Private to engine/shape.
#pragma once

#include "engine/shape/glyphs.h"

namespace banxin {

/// Width of the column to the right of a character, symbols and tone.
constexpr Length bopomofo_column(Length em) {
  return em / 2;
}

/// Gives `ruby`, which has text and font, its glyphs: offsets from the foot of the column's left
/// edge on the baseline, advances 0, tone marks from ruby.tone_begin on at ruby.tone_size.
void set_bopomofo(const ShapeJob& job, HbShaper& shaper, Length em, ShapedRuby& ruby);

}  // namespace banxin
