// Setting one paragraph: expand its fields, shape it, break it, all through the caches.
#pragma once

#include <memory>

#include "engine/block/block.h"

namespace banxin {

/// What every part of block layout works with besides the blocks.
struct Setter {
  const BlockContext& context;
  const FieldValues& values;

  const BlockStyle& style(BlockStyleId id) const { return context.styled.block(id); }

  /// The paragraph with its fields filled in and its text shaped; `broken` is left empty.
  SetParagraph shaped(const std::shared_ptr<const Paragraph>& paragraph) const;
  /// Breaks a shaped paragraph.
  void break_into_lines(SetParagraph& text, const LineRequest& request) const;
  SetParagraph set(const std::shared_ptr<const Paragraph>& paragraph,
                   const LineRequest& request) const;

 private:
  /// The longest beginning of the text that stands on one line with …… after it (L5).
  SetParagraph set_cut_off(const SetParagraph& whole, const LineRequest& request) const;
};

/// Widths of a shaped paragraph set on one line, and of its widest unbreakable part.
struct TextWidths {
  Length widest_part, one_line;
};

TextWidths widths_of(const ShapedText& shaped);

/// Messages of a set paragraph, each at least with the paragraph's own place.
void append_diagnostics(const SetParagraph& text, Diagnostics& out);

}  // namespace banxin
