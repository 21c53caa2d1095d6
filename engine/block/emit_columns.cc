// Blocks side by side: columns inside a box, and rows.
#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/block/emit.h"

namespace banxin {

std::vector<Strip> Emitter::apart(const std::vector<PlanNode>& nodes, TagId tag) {
  std::vector<Strip> kept = std::exchange(fragment_.strips, {});
  Pending pending = std::exchange(pending_, Pending());
  std::vector<std::uint32_t> boxes = std::exchange(open_boxes_, {});
  after_lines_ = 0;
  for (const PlanNode& node : nodes) {
    emit(node, tag);
  }
  after_lines_ = 0;
  open_boxes_ = std::move(boxes);
  pending_ = std::move(pending);
  return std::exchange(fragment_.strips, std::move(kept));
}

Strip Emitter::stack_apart(std::vector<Strip> strips, Length grid) {
  std::vector<Strip> kept = std::exchange(fragment_.strips, std::move(strips));
  Strip stacked = stack(fragment_, {0, fragment_.strips.size()}, grid);
  fragment_.strips = std::move(kept);
  return stacked;
}

namespace {

/// Appends `part` to `whole`, shifted.
void merge(Strip& whole, Strip part, Point by) {
  for (Item& item : part.items) {
    shift(item, by);
    whole.items.push_back(std::move(item));
  }
  for (StripLink link : part.links) {
    link.box = link.box + by;
    whole.links.push_back(link);
  }
  const auto append = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  append(whole.notes, part.notes);
  append(whole.anchors, part.anchors);
  append(whole.strings, part.strings);
  append(whole.bookmarks, part.bookmarks);
  append(whole.lines, part.lines);
}

/// What becomes of `break-before = "column"` inside the box.
enum class ColumnBreaks : std::uint8_t { kept, ignored };

/// First strip of each column if none may be higher than `height`; empty if they do not hold all.
/// A column does not begin where a break is to be avoided, if that can be helped.
std::vector<std::size_t> columns_of(const std::vector<Strip>& strips,
                                    int columns,
                                    Length height,
                                    Length grid,
                                    ColumnBreaks breaks) {
  std::vector<std::size_t> starts;
  for (std::size_t first = 0; first < strips.size();) {
    if (static_cast<int>(starts.size()) == columns) {
      return {};
    }
    starts.push_back(first);
    Length bottom;
    std::size_t best = strips.size();
    std::size_t i = first;
    for (; i < strips.size(); ++i) {
      if (i > first && strips[i].break_before != BreakRule::avoid) {
        best = i;
      }
      const bool forced =
          breaks == ColumnBreaks::kept && strips[i].break_before == BreakRule::column;
      if (i > first && forced) {
        break;
      }
      bottom = strip_top(strips, first, i, bottom, grid) + strips[i].height;
      if (bottom > height) {
        break;
      }
    }
    if (i < strips.size() && (best == strips.size() || best > i)) {
      return {};  // what holds together is higher than that
    }
    first = i == strips.size() ? i : best;
  }
  return starts;
}

/// First strip of each column, the columns as even as the strips allow, the first ones longer (P8):
/// at the least height that holds all. Of more forced breaks than columns none is kept.
std::vector<std::size_t> balance(const std::vector<Strip>& strips, int columns, Length grid) {
  Length high = grid;
  for (const Strip& strip : strips) {
    high += strip.space_before + strip.height + (grid > Length() ? grid : Length());
  }
  ColumnBreaks breaks = ColumnBreaks::kept;
  std::vector<std::size_t> starts = columns_of(strips, columns, high, grid, breaks);
  if (starts.empty()) {
    breaks = ColumnBreaks::ignored;
    starts = columns_of(strips, columns, high, grid, breaks);
  }
  const Length exact = Length::emu(1000);  // 0.03 mm
  for (Length low; high - low > exact;) {
    const Length middle = low + (high - low) / 2;
    std::vector<std::size_t> found = columns_of(strips, columns, middle, grid, breaks);
    (found.empty() ? low : high) = middle;
    if (!found.empty()) {
      starts = std::move(found);
    }
  }
  return starts.empty() ? std::vector<std::size_t>{0} : starts;
}

}  // namespace

void Emitter::emit_columns(const PlanNode& node, TagId tag) {
  std::vector<Strip> strips = apart(node.children, tag);
  const BlockStyle& style = *node.style;
  const std::vector<std::size_t> starts = balance(strips, style.columns, style.baseline_grid);
  const Length step = column_width(style, node.width) + style.column_gap;
  Strip whole;
  for (std::size_t c = 0; c < starts.size(); ++c) {
    const std::size_t end = c + 1 < starts.size() ? starts[c + 1] : strips.size();
    std::vector<Strip> column(
        std::make_move_iterator(strips.begin() + static_cast<std::ptrdiff_t>(starts[c])),
        std::make_move_iterator(strips.begin() + static_cast<std::ptrdiff_t>(end)));
    Strip part = stack_apart(std::move(column), style.baseline_grid);
    whole.height = max(whole.height, part.height);
    merge(whole, std::move(part), {step * static_cast<std::int64_t>(c), Length()});
  }
  const Border& rule = style.column_rule;
  for (std::size_t c = 1; rule.width > Length() && c < starts.size(); ++c) {
    const Length middle = node.left + step * static_cast<std::int64_t>(c) - style.column_gap / 2;
    whole.items.push_back(
        bar_item({middle - rule.width / 2, Length(), rule.width, whole.height}, rule.color));
  }
  push(std::move(whole), StripKind::solid);
}

void Emitter::emit_row(const PlanNode& node, TagId tag) {
  std::vector<Strip> parts;
  Strip whole;
  whole.source = node.block->source;
  for (const PlanNode& child : node.children) {
    parts.push_back(stack_apart(apart({child}, tag)));
    whole.height = max(whole.height, parts.back().height);
  }
  for (Strip& part : parts) {
    const Length free = whole.height - part.height;
    const Length down = node.block->vertical == SideAlign::end      ? free
                        : node.block->vertical == SideAlign::center ? free / 2
                                                                    : Length();
    merge(whole, std::move(part), {Length(), down});
  }
  push(std::move(whole), StripKind::solid);
}

}  // namespace banxin
