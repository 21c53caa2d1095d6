// Lines become display items: glyph runs, lines under and through, emphasis marks, ruby, links.
#pragma once

#include <utility>
#include <vector>

#include "engine/block/set_text.h"

namespace banxin {

inline constexpr int kEmTop = 880;  // thousandths of the em above the baseline (L2)

/// Where a line goes and what it belongs to.
struct LinePlace {
  Length left;                                  // of the paragraph's content box
  Length baseline;                              // from the strip's top
  TagId tag = TagId::none;                      // structure element of the paragraph
  TagId opening = TagId::none;                  // of its first bytes: a run-in heading (H6)
  std::uint32_t opening_end = 0;                // how many bytes of Paragraph::text
  TagRole artifact = TagRole::artifact_layout;  // if it has none
  std::vector<TagNode>* tags = nullptr;         // link elements are added here, each once
  std::vector<std::pair<LinkId, TagId>>* link_tags = nullptr;
};

/// Baseline of a paragraph's line from the line's top: the em box stands in the middle of the line
/// height, its baseline .88 em down (L2).
Length baseline_in_line(const BlockStyle& style, const TextStyle& text);

/// Where a line's first cluster begins on its baseline.
inline Point start_of(const Line& line, const LinePlace& place) {
  const Length x = line.placed.empty() ? Length() : line.placed.front().x;
  return {place.left + x, place.baseline};
}

/// Draws line `index` of `text` into `strip`.
void draw_line(const SetParagraph& text,
               std::size_t index,
               const LinePlace& place,
               const Setter& setter,
               Strip& strip);

/// The leader dots of a contents entry's last line, from `text_end` on (Y1): drawn only.
void draw_leader(const Leader& leader,
                 TextStyleId style,
                 Length text_end,
                 Length right,
                 const LinePlace& place,
                 const Setter& setter,
                 Strip& strip);

}  // namespace banxin
