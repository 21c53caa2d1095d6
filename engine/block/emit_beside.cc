// Floats with text beside them: laid out apart, then hung from the first line they stand beside.
#include <algorithm>
#include <utility>

#include "engine/block/emit.h"

namespace banxin {
namespace {

bool on_cell_grid(const BlockStyle& style) {
  return style.composition.punctuation == PunctuationStyle::grid ||
         style.composition.punctuation == PunctuationStyle::grid_compact;
}

}  // namespace

void Emitter::emit_beside(const PlanNode& node, TagId parent) {
  PlanNode alone = node;
  alone.beside = false;
  const Styled& styled = setter_.context.styled;
  const BlockStyle& style = *node.style;
  BesideFloat out;
  out.strip = stack_apart(apart({alone}, parent));
  out.left = node.column_left;
  out.right = node.column_left + node.column_width;
  out.width = node.beside_width;
  out.gap = style.float_gap;
  out.step = style.measure_step;
  out.below = style.margin.bottom;
  out.on_left = stands_left(style.floating, styled);
  out.mirrored =
      styled.facing && (style.floating == Float::inside || style.floating == Float::outside);
  beside_.add(std::move(out));
}

bool Emitter::clears_beside(const PlanNode& node) const {
  const BlockStyle& style = *node.style;
  if (style.clear != Clear::automatic || forced(style.break_before)) {
    return style.clear != Clear::none;
  }
  const StyledBlock& block = *node.block;
  switch (block.kind) {
    case StyledKind::paragraph:
      return (is_heading(block.role) && (block.run_in == 0 || !block.outline.empty())) ||
             is_heading(style.role) || on_cell_grid(style) || style.composition.balance ||
             block.paragraph->leader.has_value();
    case StyledKind::box:
      return style.background || style.columns > 1 || style.border_left.width > Length() ||
             style.border_right.width > Length() || style.border_top.width > Length() ||
             style.border_bottom.width > Length() || style.padding.top > Length() ||
             style.padding.bottom > Length();
    case StyledKind::space:
      return false;
    default:
      return true;
  }
}

/// A strip that holds room below the one above it. What waits for the next strip goes on waiting.
void Emitter::push_gap(Length height) {
  if (height <= Length()) {
    return;
  }
  Strip strip;
  strip.height = height;
  strip.break_before = BreakRule::avoid;
  strip.boxes = open_boxes_;
  strip.across = across_;
  strip.page = page_;
  fragment_.strips.push_back(std::move(strip));
}

void Emitter::clear_beside() {
  push_gap(beside_.left());
  beside_.end();
  while (beside_.waiting()) {  // nothing stands beside it
    const BesideFloat f = beside_.take();
    Strip strip;
    strip.space_before = std::exchange(pending_.space, Length());
    merge(strip, f.strip, {});
    strip.height = f.strip.height;
    const bool kept = pending_.rule == BreakRule::avoid || pending_.keep_lines > 0;
    strip.break_before = kept ? BreakRule::avoid : BreakRule::automatic;
    strip.boxes = open_boxes_;
    strip.across = across_;
    strip.page = page_;
    fragment_.strips.push_back(std::move(strip));
    pending_.space = f.below;
  }
}

/// The next float hangs from this line, its head level with that of the line's em box.
void Emitter::hang_beside(const BlockStyle& style, Length baseline, Strip& strip) {
  const Length em = setter_.context.styled.text(style.text).size;
  const BesideFloat f = beside_.start(style.line_height, em);
  Strip hanging;
  hanging.height = strip.height;
  hanging.source = strip.source;
  hanging.lines = strip.lines;
  merge(hanging, f.strip, {Length(), baseline - em.scaled(kEmTop, 1000)});
  hanging.hanging_items = hanging.items.size();
  hanging.hanging_links = hanging.links.size();
  if (f.mirrored) {
    const Length across = f.right - f.left - f.width;
    hanging.hanging_verso_shift = f.on_left ? across : -across;
  }
  strip = std::move(hanging);
}

/// Sets a paragraph again beside the floats it meets.
BesideLines Emitter::beside_lines(const PlanNode& node, SetParagraph& text) {
  if (!beside_.any()) {
    return {};
  }
  const BlockStyle& style = *node.style;
  const Length em = setter_.context.styled.text(style.text).size;
  BesideLines beside = beside_.lines(node.left, node.width, pending_.space, style.line_height, em);
  const bool narrow =
      std::any_of(beside.insets.begin(), beside.insets.end(), [&](const LineInset& inset) {
        return inset.lines > 0 && node.width - inset.left - inset.right < em * kLeastBeside;
      });
  if (narrow) {
    clear_beside();
    return {};
  }
  LineRequest request = jobs_.texts[node.text].request;
  request.insets = joined(beside.insets, request.insets);
  setter_.break_into_lines(text, request);
  return beside;
}

}  // namespace banxin
