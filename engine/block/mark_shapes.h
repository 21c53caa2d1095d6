// The shapes of emphasis marks and name lines as paths.
#pragma once

#include "engine/display/display.h"
#include "engine/style/style.h"

namespace banxin {

/// Height and width of an emphasis mark on text of size `em` (M2: about a quarter em).
Length emphasis_size(EmphasisMark mark, Length em);

/// One emphasis mark around `centre`.
Path emphasis_shape(EmphasisMark mark, Point centre, Length em, const Color& color);

/// The wave of a book-title mark (书名号甲式) from `left` to `right`, its axis at `y`: whole waves
/// of about half an em, so that both ends look alike.
Path wave(Length left, Length right, Length y, Length em, const Color& color);

}  // namespace banxin
