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

/// Underlines, strike-through, emphasis and name marks (M2–M4) of a line.
void draw_decorations(const LineView& view);

/// How far ruby and marks stand out of the em box of a line.
struct MarkReach {
  Length above, below;
  bool dots = false;  // emphasis marks among them
};

MarkReach mark_reach(const SetParagraph& text, const Line& line, const Setter& setter);

/// Room a line takes beyond its line height: above it for ruby, below it for emphasis marks, where
/// the leading is too tight to hold them and the style lets lines grow.
struct MarkRoom {
  Length above, below;
};

MarkRoom mark_room(const SetParagraph& text,
                   const Line& line,
                   const BlockStyle& style,
                   const Setter& setter);

/// Reports a paragraph whose lines keep their distance and whose line gap is too narrow for its
/// ruby and marks: 1/2 em, with marks above and below 5/8 em, and never less than they need (M2).
/// W410.
void check_line_gap(const SetParagraph& text,
                    const BlockStyle& style,
                    const Setter& setter,
                    Diagnostics& diagnostics);

/// A framed box one em wide with the code point in it, for --draft (F5).
void draw_missing(const LineView& view, std::uint32_t cluster, Length x);

}  // namespace banxin
