// Blocks that leave their place: floats, and strips of pages with a master of their own.
#include <algorithm>
#include <utility>

#include "engine/block/emit.h"

namespace banxin {
namespace {

/// What a float is, for the order among its kind.
TagRole kind_of(const StyledBlock& block) {
  if (block.kind == StyledKind::table || block.role == TagRole::figure) {
    return block.role == TagRole::figure ? TagRole::figure : TagRole::table;
  }
  for (const StyledBlock& child : block.children) {
    const TagRole kind = kind_of(child);
    if (kind != TagRole::p) {
      return kind;
    }
  }
  return TagRole::p;
}

}  // namespace

/// The master of the strip's page. Where it changes, a page ends, as with `page` in CSS.
void Emitter::turn_page(Strip& strip) const {
  strip.across = across_;
  strip.page = page_;
  strip.page_first = pending_.page_first;
  const bool changes = !fragment_.strips.empty() && fragment_.strips.back().page != page_;
  strip.clear_floats = pending_.clear_floats || changes;  // pages may be of another measure
  const bool page_break = forced(strip.break_before) && strip.break_before != BreakRule::column;
  if (changes && !page_break) {
    strip.break_before = BreakRule::page;
  }
}

/// The float is called from the strip above it; at the head of a page or article from the next.
/// False if it is higher than a page: it stays in the text, where it can be parted.
bool Emitter::emit_float(const PlanNode& node, TagId parent) {
  const Sizes before = sizes();
  in_float_ = true;
  std::vector<Strip> strips = apart({node}, parent);
  in_float_ = false;
  if (strips.empty()) {
    return true;
  }
  StripFloat whole;
  whole.strip = stack_apart(std::move(strips));
  if (node.float_height > Length() && whole.strip.height > node.float_height) {
    cut_back(before);
    return false;
  }
  whole.strip.source = node.block->source;
  whole.to = node.float_to;
  whole.space = max(node.style->margin.top, node.style->margin.bottom);
  whole.kind = kind_of(*node.block);
  const bool next = fragment_.strips.empty() || pending_.clear_floats || forced(pending_.rule) ||
                    fragment_.strips.back().page != page_;
  auto& floats = next ? pending_.floats : fragment_.strips.back().floats;
  auto& notes = next ? pending_.notes : fragment_.strips.back().notes;
  notes.insert(notes.end(), whole.strip.notes.begin(), whole.strip.notes.end());
  whole.strip.notes.clear();
  floats.push_back(static_cast<std::uint32_t>(fragment_.floats.size()));
  fragment_.floats.push_back(std::move(whole));
  return true;
}

Emitter::Sizes Emitter::sizes() const {
  return {fragment_.tags.size(),
          fragment_.paragraphs.size(),
          fragment_.boxes.size(),
          fragment_.tables.size(),
          fragment_.diagnostics.size()};
}

void Emitter::cut_back(const Sizes& to) {
  fragment_.tags.resize(to.tags);
  fragment_.paragraphs.resize(to.paragraphs);
  fragment_.boxes.resize(to.boxes);
  fragment_.tables.resize(to.tables);
  fragment_.diagnostics.resize(to.diagnostics);
}

}  // namespace banxin
