// Paragraphs and rows with padding above or below, a border or a background get a box around them
// that has these, so that block layout draws edges of boxes only.
#include <algorithm>

#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

bool has_edges(const BlockStyle& style) {
  const Length none;
  return style.padding.top != none || style.padding.bottom != none ||
         style.border_top.width != none || style.border_right.width != none ||
         style.border_bottom.width != none || style.border_left.width != none ||
         style.background.has_value();
}

/// What the box takes over: everything outside the lines of text.
BlockStyle outer_style(const BlockStyle& style) {
  BlockStyle outer = style;
  outer.role = TagRole::p;
  outer.text_indent = Length();
  return outer;
}

BlockStyle inner_style(const BlockStyle& style) {
  BlockStyle inner = style;
  inner.margin = inner.padding = Insets();
  inner.border_top = inner.border_right = inner.border_bottom = inner.border_left = Border();
  inner.background.reset();
  inner.width = inner.min_height = inner.grid = Length();
  inner.break_before = inner.break_after = BreakRule::automatic;
  inner.keep_with_next = 0;
  inner.keep_together = inner.keep_margin_at_top = false;
  inner.column_span = ColumnSpan::none;
  inner.floating = Float::none;
  inner.clear_floats = false;
  inner.page = inner.page_first = 0;
  return inner;
}

}  // namespace

void Resolver::box_edges(std::vector<StyledBlock>& blocks) {
  for (StyledBlock& block : blocks) {
    box_edges(block.children);
    const bool candidate = block.kind == StyledKind::paragraph || block.kind == StyledKind::row;
    const BlockStyle style = out_.block(block.style);
    if (!candidate || !has_edges(style)) {
      continue;
    }
    const std::string key = std::to_string(static_cast<std::uint32_t>(block.style));
    StyledBlock box;
    box.kind = StyledKind::box;
    box.style = styles_.variant(outer_style(style), "outer " + key);
    box.role = TagRole::p;
    box.source = block.source;
    box.anchor = std::exchange(block.anchor, AnchorId::none);
    box.outline = std::move(block.outline);
    box.strings = std::move(block.strings);
    block.outline.clear();
    block.strings.clear();
    block.style = styles_.variant(inner_style(style), "inner " + key);
    if (block.paragraph) {
      auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
      paragraph->style = block.style;
      block.paragraph = std::move(paragraph);
    }
    box.children.push_back(std::move(block));
    block = std::move(box);
  }
}

}  // namespace banxin::style
