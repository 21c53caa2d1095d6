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
  Beside beside = std::exchange(beside_, Beside());
  after_lines_ = 0;
  for (const PlanNode& node : nodes) {
    emit(node, tag);
  }
  clear_beside();
  after_lines_ = 0;
  beside_ = std::move(beside);
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
  for (StripLine line : part.lines) {
    line.at = line.at + by;
    whole.lines.push_back(line);
  }
}

namespace {

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

/// The strip after those that columns of at most `height` hold, filled one after the other. At
/// least one strip is taken.
std::size_t end_of_part(const std::vector<Strip>& strips,
                        int columns,
                        Length height,
                        Length grid,
                        ColumnBreaks breaks) {
  std::size_t first = 0;
  for (int c = 0; c < columns && first < strips.size(); ++c) {
    Length bottom;
    std::size_t best = first, i = first;
    for (; i < strips.size(); ++i) {
      best = i > first && strips[i].break_before != BreakRule::avoid ? i : best;
      if (i > first && breaks == ColumnBreaks::kept &&
          strips[i].break_before == BreakRule::column) {
        break;
      }
      bottom = strip_top(strips, first, i, bottom, grid) + strips[i].height;
      if (bottom > height) {
        break;
      }
    }
    first = i == strips.size() ? i : best > first ? best : std::max(i, first + 1);
  }
  return first;
}

/// Of more forced breaks than columns none is kept, where the columns of one part hold it all. In a
/// box that goes on in parts there are columns enough.
ColumnBreaks breaks_in_parts(const std::vector<Strip>& strips,
                             int columns,
                             Length height,
                             Length grid) {
  const auto asked = std::count_if(strips.begin(), strips.end(), [&](const Strip& strip) {
    return &strip != &strips.front() && strip.break_before == BreakRule::column;
  });
  const bool too_many = asked >= columns;
  const bool one = too_many && end_of_part(strips, columns, height, grid, ColumnBreaks::ignored) ==
                                   strips.size();
  return one ? ColumnBreaks::ignored : ColumnBreaks::kept;
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

Strip Emitter::side_by_side(std::vector<Strip> strips, const PlanNode& node) {
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
  return whole;
}

/// Columns higher than a page go on in parts, each of them balanced.
void Emitter::emit_columns(const PlanNode& node, TagId tag) {
  std::vector<Strip> strips = apart(node.children, tag);
  const BlockStyle& style = *node.style;
  const Length most = setter_.context.most_height;
  const Length grid = style.baseline_grid;
  const ColumnBreaks breaks = breaks_in_parts(strips, style.columns, most, grid);
  while (most > Length() && !style.keep_together && !strips.empty()) {
    const std::size_t end = end_of_part(strips, style.columns, most, grid, breaks);
    if (end == strips.size()) {
      break;
    }
    const auto middle = strips.begin() + static_cast<std::ptrdiff_t>(end);
    std::vector<Strip> part(std::make_move_iterator(strips.begin()),
                            std::make_move_iterator(middle));
    strips.erase(strips.begin(), middle);
    push(side_by_side(std::move(part), node), StripKind::solid);
  }
  push(side_by_side(std::move(strips), node), StripKind::solid);
}

namespace {

/// Strips of one cell of a row, where they stand from the row's top.
struct Cell {
  std::vector<Strip> strips;
  std::vector<Length> tops;
  Length height;
};

Cell cell_of(std::vector<Strip> strips) {
  Cell cell;
  for (std::size_t i = 0; i < strips.size(); ++i) {
    cell.tops.push_back(strip_top(strips, 0, i, cell.height, Length()));
    cell.height = cell.tops.back() + strips[i].height;
  }
  cell.strips = std::move(strips);
  return cell;
}

/// May a row be parted at `y` as far as this cell goes: between two lines that may be parted?
bool parts_at(const Cell& cell, Length y) {
  for (std::size_t i = 0; i < cell.strips.size(); ++i) {
    const Length bottom = cell.tops[i] + cell.strips[i].height;
    if (cell.tops[i] >= y) {
      return i == 0 || cell.strips[i].break_before != BreakRule::avoid;
    }
    if (bottom > y) {
      return false;
    }
  }
  return true;
}

/// Where a row may be parted in all its cells, its top and bottom included.
std::vector<Length> common_gaps(const std::vector<Cell>& cells, Length height) {
  std::vector<Length> gaps = {Length()};
  for (const Cell& cell : cells) {
    for (std::size_t i = 1; i < cell.strips.size(); ++i) {
      const Length y = cell.tops[i];
      const bool common = std::all_of(
          cells.begin(), cells.end(), [&](const Cell& other) { return parts_at(other, y); });
      if (common && y < height) {
        gaps.push_back(y);
      }
    }
  }
  gaps.push_back(height);
  std::sort(gaps.begin(), gaps.end());
  gaps.erase(std::unique(gaps.begin(), gaps.end()), gaps.end());
  return gaps;
}

}  // namespace

/// A row higher than a page is parted wherever all its cells may be.
void Emitter::emit_row(const PlanNode& node, TagId tag) {
  std::vector<Cell> cells;
  Length height;
  for (const PlanNode& child : node.children) {
    cells.push_back(cell_of(apart({child}, tag)));
    height = max(height, cells.back().height);
  }
  const Length most = setter_.context.most_height;
  const bool divided = most > Length() && height > most && !node.style->keep_together;
  const std::vector<Length> gaps =
      divided ? common_gaps(cells, height) : std::vector<Length>{Length(), height};
  for (std::size_t band = 0; band + 1 < gaps.size(); ++band) {
    Strip whole;
    whole.source = node.block->source;
    whole.height = gaps[band + 1] - gaps[band];
    for (Cell& cell : cells) {
      std::vector<Strip> part;
      Length top;
      for (std::size_t i = 0; i < cell.strips.size(); ++i) {
        if (cell.tops[i] >= gaps[band] && cell.tops[i] < gaps[band + 1]) {
          top = part.empty() ? cell.tops[i] - gaps[band] : top;
          part.push_back(cell.strips[i]);
          part.front().keep_space_at_top = part.front().keep_space_at_top && !divided;
        }
      }
      const Length free = height - cell.height;
      const Length down = node.block->vertical == SideAlign::end      ? free
                          : node.block->vertical == SideAlign::center ? free / 2
                                                                      : Length();
      merge(whole, stack_apart(std::move(part)), {Length(), divided ? top : down});
    }
    push(std::move(whole), StripKind::solid);
  }
}

}  // namespace banxin
