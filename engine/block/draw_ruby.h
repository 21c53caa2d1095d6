// Annotations of a line (M6): over, under or beside their bases.
#pragma once

#include "engine/block/draw_marks.h"

namespace banxin {

/// How far the base of an annotation that is wider than it moves at a line edge, to stand flush
/// with it; for cluster `index`.
Length flush_shift(const SetParagraph& text, const Line& line, std::uint32_t index);

/// The annotation a cluster of the line belongs to; rubies.size() if to none.
std::size_t ruby_at(const ShapedText& shaped, std::uint32_t index);

/// Draws one annotation; nothing if its base begins on another line, as an emergency may make it.
void draw_ruby(const LineView& view, std::size_t ruby, TagId tag);

}  // namespace banxin
