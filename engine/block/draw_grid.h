// The cells of text on a grid (稿纸), drawn as lines.
#pragma once

#include "engine/block/block.h"

namespace banxin {

/// Frames of the cells of one line, under its text, if the style has a grid-border and the text is
/// set on a grid. `baseline` from the strip's head.
void draw_cells(const SetParagraph& text,
                const BlockStyle& style,
                Length left,
                Length measure,
                Length baseline,
                Strip& strip);

}  // namespace banxin
