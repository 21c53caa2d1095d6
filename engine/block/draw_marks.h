// What is drawn beside the glyphs of a line: lines under and through, emphasis dots and name
// lines, ruby, the box of a character no font has.
#pragma once

#include "engine/block/draw_text.h"

namespace banxin {

struct LineView {
  const SetParagraph& text;
  const Line& line;
  const LinePlace& place;
  const Setter& setter;
  Strip& strip;
};

/// Underlines, strike-through, emphasis marks (M2–M4) and ruby (M6) of a line.
void draw_decorations(const LineView& view);

/// Room a line needs beyond its line height: above it for ruby, below it for emphasis marks, where
/// the leading is too tight to hold them.
struct MarkRoom {
  Length above, below;
};

MarkRoom mark_room(const SetParagraph& text,
                   const Line& line,
                   const BlockStyle& style,
                   const Setter& setter);

/// A framed box one em wide with the code point in it, for --draft (F5).
void draw_missing(const LineView& view, std::uint32_t cluster, Length x);

}  // namespace banxin
