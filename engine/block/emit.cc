#include "engine/block/emit.h"

#include <algorithm>
#include <utility>

namespace banxin {

BreakRule stronger(BreakRule a, BreakRule b) {
  const auto rank = [](BreakRule rule) {
    switch (rule) {
      case BreakRule::automatic:
        return 0;
      case BreakRule::avoid:
        return 1;
      case BreakRule::column:
        return 2;
      case BreakRule::page:
        return 3;
      default:
        return 4;
    }
  };
  return rank(b) > rank(a) ? b : a;
}

bool forced(BreakRule rule) {
  return rule != BreakRule::automatic && rule != BreakRule::avoid;
}

Item bar_item(Rect box, const Color& color) {
  Rects rects;
  rects.fill = color;
  rects.rects.push_back(box);
  return {std::move(rects), TagId::none, TagRole::artifact_layout, Span()};
}

void Emitter::push(Strip strip, StripKind kind) {
  strip.space_before = pending_.space;
  strip.keep_space_at_top = pending_.keep_space;
  strip.room_needed = std::exchange(pending_.room, Length());
  if (forced(pending_.rule)) {
    strip.break_before = pending_.rule;
  } else if (pending_.keep_lines > 0 || pending_.rule == BreakRule::avoid) {
    strip.break_before = BreakRule::avoid;
  }
  if (kind == StripKind::line) {
    pending_.keep_lines = std::max(0, pending_.keep_lines - 1);
  } else if (kind == StripKind::solid) {
    pending_.keep_lines = 0;
  }
  const auto move_to = [](auto& from, auto& to) {
    to.insert(
        to.begin(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
  };
  move_to(pending_.anchors, strip.anchors);
  move_to(pending_.strings, strip.strings);
  move_to(pending_.notes, strip.notes);
  move_to(pending_.bookmarks, strip.bookmarks);
  move_to(pending_.floats, strip.floats);
  turn_page(strip);
  pending_.space = Length();
  pending_.keep_space = false;
  pending_.rule = BreakRule::automatic;
  pending_.clear_floats = false;
  pending_.page_first = 0;
  strip.boxes = open_boxes_;
  strip.verso_shift = beside_.verso_shift();
  if (beside_.pass(strip.height, strip.space_before) && !forced(strip.break_before)) {
    strip.break_before = BreakRule::avoid;
  }
  fragment_.strips.push_back(std::move(strip));
}

std::uint32_t Emitter::add_paragraph(const SetParagraph& text) {
  fragment_.paragraphs.push_back(text);
  return static_cast<std::uint32_t>(fragment_.paragraphs.size() - 1);
}

void Emitter::open(const PlanNode& node) {
  const StyledBlock& block = *node.block;
  const BlockStyle& style = *node.style;
  pending_.rule = stronger(pending_.rule, style.break_before);
  pending_.space = max(pending_.space, style.margin.top);
  pending_.keep_space = pending_.keep_space || style.keep_margin_at_top;
  pending_.room = max(pending_.room, style.room_needed);
  if (style.keep_with_previous > 0) {
    keep_with_lines_before(style.keep_with_previous);
  }
  pending_.clear_floats = pending_.clear_floats || style.clear_floats;
  if (style.page_first > 0) {
    pending_.page_first = style.page_first;
    pending_.rule = stronger(pending_.rule, BreakRule::page);
  }
  if (block.anchor != AnchorId::none) {
    pending_.anchors.push_back(block.anchor);
    const std::string& name =
        setter_.context.styled.anchors[static_cast<std::size_t>(block.anchor)];
    // No float leaves its article, nor the part of it before or after a jump.
    pending_.clear_floats =
        pending_.clear_floats || name.starts_with("article:") || name.starts_with("rest:");
  }
  pending_.strings.insert(pending_.strings.end(), block.strings.begin(), block.strings.end());
  pending_.notes.insert(pending_.notes.end(), block.notes.begin(), block.notes.end());
  if (!block.outline.empty()) {
    pending_.bookmarks.push_back({block.outline, std::max(1, style.outline_level)});
  }
}

/// P7: a signature stands below at least so many lines of what it signs.
void Emitter::keep_with_lines_before(int lines) {
  pending_.rule = stronger(pending_.rule, BreakRule::avoid);
  auto& strips = fragment_.strips;
  for (std::size_t i = strips.size(); i > 0 && --lines > 0; --i) {
    strips[i - 1].break_before = stronger(strips[i - 1].break_before, BreakRule::avoid);
  }
}

void Emitter::close(const PlanNode& node, std::size_t first) {
  const BlockStyle& style = *node.style;
  auto& strips = fragment_.strips;
  if (first < strips.size()) {
    Length height;
    for (std::size_t i = first; i < strips.size(); ++i) {
      height += strips[i].height + (i > first ? strips[i].space_before : Length());
    }
    Length wanted = max(height, style.min_height);
    if (style.lines > 0 && style.line_unit > Length()) {
      occupy_lines(style, first, height);
      wanted = height;
    } else if (style.grid > Length()) {
      const std::int64_t units = (wanted.emu() + style.grid.emu() - 1) / style.grid.emu();
      wanted = style.grid * units;
    }
    strips.back().height += wanted - height;
    for (std::size_t i = first + 1; style.keep_together && i < strips.size(); ++i) {
      strips[i].break_before = stronger(strips[i].break_before, BreakRule::avoid);
    }
  }
  pending_.space = max(pending_.space, style.margin.bottom);
  pending_.rule = stronger(pending_.rule, style.break_after);
  pending_.keep_lines = std::max(pending_.keep_lines, style.keep_with_next);
}

void Emitter::finish() {
  clear_beside();
  if (fragment_.strips.empty() && !pending_.floats.empty()) {
    push(Strip(), StripKind::edge);
  }
  if (!fragment_.strips.empty()) {
    std::vector<NoteId>& notes = fragment_.strips.back().notes;
    notes.insert(notes.end(), pending_.notes.begin(), pending_.notes.end());
    pending_.notes.clear();
    std::vector<std::uint32_t>& floats = fragment_.strips.back().floats;
    floats.insert(floats.end(), pending_.floats.begin(), pending_.floats.end());
    pending_.floats.clear();
  }
}

/// H3 占行: text and space make whole lines of body text, what is left over stands 3:2 above and
/// below. Of two such headings in a row the second takes a line less, as far as there is space.
void Emitter::occupy_lines(const BlockStyle& style, std::size_t first, Length height) {
  auto& strips = fragment_.strips;
  const std::int64_t unit = style.line_unit.emu();
  const std::int64_t lines = std::max<std::int64_t>(style.lines, (height.emu() + unit - 1) / unit);
  const Length left_over = style.line_unit * lines - height;
  Length above = left_over.scaled(style.lines_above, 1000);
  const Length below = left_over - above;
  if (first > 0 && first == after_lines_) {
    const Length taken = min(above, style.line_unit);
    above -= taken;
    const Length more = min(style.line_unit - taken, lines_below_);
    strips[first - 1].height -= more;
  }
  strips[first].space_before += above;
  strips[first].keep_space_at_top = true;
  strips.back().height += below;
  after_lines_ = strips.size();
  lines_below_ = below;
}

void Emitter::emit(const PlanNode& node, TagId parent) {
  if (node.float_to != Float::none && !in_float_ && emit_float(node, parent)) {
    return;
  }
  if (node.beside) {
    return emit_beside(node, parent);
  }
  if (node.too_wide) {
    fragment_.diagnostics.push_back({"W509", node.block->source, {}});
  }
  const bool leaves = (node.across && !across_) || (node.page > 0 && node.page != page_);
  if (beside_.any() && (leaves || forced(pending_.rule) || clears_beside(node))) {
    clear_beside();
  }
  const bool across = std::exchange(across_, across_ || node.across);
  const std::uint32_t page = std::exchange(page_, node.page > 0 ? node.page : page_);
  // A box of a column does not go round what stands across all of them.
  std::vector<std::uint32_t> boxes;
  if (node.across) {
    boxes.swap(open_boxes_);
  }
  open(node);
  const std::size_t first = fragment_.strips.size();
  const TagId tag = tag_for(node, parent);
  const bool box = node.block->kind == StyledKind::box;
  const bool outer = std::exchange(artifact_, artifact_ || (box && is_artifact(role_in(node))));
  emit_content(node, tag);
  artifact_ = outer;
  close(node, first);
  if (node.across) {
    boxes.swap(open_boxes_);
  }
  across_ = across;
  page_ = page;
}

void Emitter::emit_content(const PlanNode& node, TagId tag) {
  switch (node.block->kind) {
    case StyledKind::paragraph:
      return emit_paragraph(node, tag);
    case StyledKind::box:
      return emit_box(node, tag);
    case StyledKind::row:
      return emit_row(node, tag);
    case StyledKind::image:
      return emit_image(node, tag);
    case StyledKind::qr:
      return emit_qr(node, tag);
    case StyledKind::rule:
      return emit_rule(node);
    case StyledKind::space:
      pending_.space += node.block->size.height;
      return;
    case StyledKind::table:
      return emit_table(node, tag);
    case StyledKind::page_break:
      pending_.rule = stronger(pending_.rule, BreakRule::page);
      return;
  }
}

void Emitter::emit_box_edge(const PlanNode& node,
                            Length height,
                            Length rule_top,
                            const Border& border) {
  if (height == Length()) {
    return;
  }
  Strip edge;
  edge.height = height;
  const BlockStyle& style = *node.style;
  if (border.width > Length()) {
    const Length left = node.left - style.padding.left - style.border_left.width;
    const Length width = node.width + style.padding.left + style.padding.right +
                         style.border_left.width + style.border_right.width;
    edge.items.push_back(bar_item({left, rule_top, width, border.width}, border.color));
  }
  push(std::move(edge), StripKind::edge);
}

void Emitter::emit_box(const PlanNode& node, TagId tag) {
  const BlockStyle& style = *node.style;
  const bool framed = style.background || style.border_left.width > Length() ||
                      style.border_right.width > Length() || style.box_break == BoxBreak::clone;
  const Length head = style.border_top.width + style.padding.top;
  const Length foot = style.border_bottom.width + style.padding.bottom;
  if (framed) {
    StripBox box;
    box.left = node.left - style.padding.left - style.border_left.width;
    box.width = node.width + style.padding.left + style.padding.right + style.border_left.width +
                style.border_right.width;
    box.left_border = style.border_left;
    box.right_border = style.border_right;
    box.background = style.background;
    if (style.box_break == BoxBreak::clone) {
      box.head_border = style.border_top;
      box.foot_border = style.border_bottom;
      box.head = head;
      box.foot = foot;
    }
    open_boxes_.push_back(static_cast<std::uint32_t>(fragment_.boxes.size()));
    fragment_.boxes.push_back(box);
  }
  emit_box_edge(node, head, Length(), style.border_top);
  if (head > Length()) {
    pending_.rule = stronger(pending_.rule, BreakRule::avoid);
  }
  if (style.columns > 1) {
    emit_columns(node, tag);
  } else {
    for (const PlanNode& child : node.children) {
      emit(child, tag);
    }
  }
  if (framed || foot > Length()) {
    clear_beside();
  }
  if (foot > Length()) {
    pending_.rule = stronger(pending_.rule, BreakRule::avoid);
    emit_box_edge(node, foot, style.padding.bottom, style.border_bottom);
  }
  if (framed) {
    open_boxes_.pop_back();
  }
}

}  // namespace banxin
