#include "engine/block/draw_grid.h"

namespace banxin {
namespace {

constexpr int kAbove = 88, kBelow = 12;  // of the em box, in 1/100 em (L2)

}  // namespace

void draw_cells(const SetParagraph& text,
                const BlockStyle& style,
                Length left,
                Length measure,
                Length baseline,
                Strip& strip) {
  const PunctuationStyle marks = style.composition.punctuation;
  const bool on_grid = marks == PunctuationStyle::grid || marks == PunctuationStyle::grid_compact;
  const Length line = style.grid_border.width;
  if (!on_grid || line <= Length()) {
    return;
  }
  const Length em = text.shaped->em;
  const std::int64_t count = grid_cells(style.composition, measure, em);
  const Length top = baseline - em.scaled(kAbove, 100) - line;
  const Length bottom = baseline + em.scaled(kBelow, 100);
  Rects cells;
  cells.fill = style.grid_border.color;
  cells.rects.push_back({left, top, measure, line});
  cells.rects.push_back({left, bottom, measure, line});
  for (std::int64_t k = 0; k <= count; ++k) {
    cells.rects.push_back(
        {left + measure.scaled(k, count) - line / 2, top, line, bottom + line - top});
  }
  strip.items.push_back({std::move(cells), TagId::none, TagRole::artifact_layout, Span()});
}

}  // namespace banxin
