#include "engine/block/table.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "engine/block/draw_marks.h"

namespace banxin {
namespace {

struct ColumnNeeds {
  Length least, most;
  bool figures = true;     // every body cell is a number
  bool one_line = true;    // every body cell fits its column on one line
  Length spread;           // width short heads are spread to (N1); 0: they are not
  Length whole, fraction;  // widest part before and from the decimal point
};

/// Digits with sign, separators, percent and the dashes that stand for "none".
bool is_figure(std::string_view text) {
  bool digit = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    digit = digit || (c >= U'0' && c <= U'9') || c == U'—' || c == U'–' || c == U'-';
    const std::u32string_view allowed = U"0123456789.,+-−–—%％‰ ";
    if (allowed.find(c) == std::u32string_view::npos) {
      return false;
    }
  }
  return digit;
}

/// Width of a figure up to its decimal point, or of all of it.
Length whole_part(const ShapedText& shaped) {
  Length width;
  for (const ShapedCluster& cluster : shaped.clusters) {
    const std::string_view text(shaped.text);
    const auto part = text.substr(cluster.text_begin, cluster.text_end - cluster.text_begin);
    const std::size_t point = part.find('.');
    if (point != std::string_view::npos) {
      const auto glyphs = cluster.glyph_end - cluster.glyph_begin;
      if (glyphs == part.size()) {  // one glyph a character: digits and points
        for (std::size_t i = 0; i < point; ++i) {
          width += shaped.glyphs[cluster.glyph_begin + i].advance;
        }
      } else {
        width += cluster.advance.scaled(static_cast<std::int64_t>(point),
                                        static_cast<std::int64_t>(part.size()));
      }
      return width;
    }
    width += cluster.advance;
  }
  return width;
}

Length paddings(const StyledTable& table) {
  return table.cell_padding.left + table.cell_padding.right;
}

std::vector<ColumnNeeds> needs_of(const StyledTable& table, const TableText& text) {
  std::vector<ColumnNeeds> needs(table.columns);
  for (std::size_t r = 0; r < text.rows.size(); ++r) {
    for (std::size_t c = 0; c < text.rows[r].size() && c < needs.size(); ++c) {
      ColumnNeeds& need = needs[c];
      for (const SetParagraph& paragraph : text.rows[r][c].paragraphs) {
        const TextWidths widths = widths_of(*paragraph.shaped);
        need.least = max(need.least, widths.widest_part + paddings(table));
        need.most = max(need.most, widths.one_line + paddings(table));
        const std::string_view content = paragraph.shaped->text;
        if (table.rows[r].head || content.empty()) {
          continue;
        }
        need.figures = need.figures && is_figure(content);
        const Length whole = whole_part(*paragraph.shaped);
        need.whole = max(need.whole, whole);
        need.fraction = max(need.fraction, widths.one_line - whole);
      }
    }
  }
  return needs;
}

Length total(const std::vector<Length>& widths) {
  return std::accumulate(widths.begin(), widths.end(), Length());
}

/// Shares `room` among columns by weight, to the last EMU.
void share(std::vector<Length>& columns, Length room, const std::vector<Length>& weights) {
  std::int64_t weight = 0;
  for (const Length w : weights) {
    weight += w.emu() / 1000 + 1;
  }
  Length given;
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    const Length part = room.scaled(weights[i].emu() / 1000 + 1, weight);
    columns[i] += part;
    given += part;
  }
  if (!columns.empty()) {
    columns.back() += room - given;
  }
}

/// Widths between `least` and `most` that sum to `width`: columns that need no more than an even
/// share get all they need, the others share what is left by what they lack.
std::vector<Length> fit_columns(std::vector<Length> least,
                                const std::vector<Length>& most,
                                Length width) {
  const std::size_t count = least.size();
  std::vector<bool> settled(count, false);
  Length room = width - total(least);  // beyond what every column has at least
  for (bool changed = true; changed;) {
    changed = false;
    const auto open = std::count(settled.begin(), settled.end(), false);
    const Length even = open > 0 ? room / open : Length();
    for (std::size_t i = 0; i < count; ++i) {
      if (!settled[i] && most[i] - least[i] <= even) {
        room -= most[i] - least[i];
        least[i] = most[i];
        settled[i] = changed = true;
      }
    }
  }
  std::vector<Length> widths;
  std::vector<Length> lacks;
  for (std::size_t i = 0; i < count; ++i) {
    if (!settled[i]) {
      widths.push_back(least[i]);
      lacks.push_back(most[i] - least[i]);
    }
  }
  share(widths, room, lacks);
  for (std::size_t i = 0, next = 0; i < count; ++i) {
    least[i] = settled[i] ? least[i] : widths[next++];
  }
  return least;
}

std::vector<Length> column_widths(const StyledTable& table,
                                  const std::vector<ColumnNeeds>& needs,
                                  Length width) {
  std::vector<Length> most;
  std::vector<Length> least;
  for (const ColumnNeeds& need : needs) {
    most.push_back(need.most);
    least.push_back(min(need.least, need.most));
  }
  if (total(most) <= width) {
    if (table.full_width) {
      share(most, width - total(most), most);
    }
    return most;
  }
  if (total(least) < width) {
    return fit_columns(std::move(least), most, width);
  }
  // Not even the unbreakable parts fit: shrink all alike and let the lines report the overflow.
  std::vector<Length> shrunk(needs.size());
  share(shrunk, width, least);
  return shrunk;
}

/// B3: text of two lines and more begins at the left. It is filled too where the column holds
/// this many characters; in a narrower one the gaps would tear.
constexpr std::int64_t kFilledCell = 10;

Align cell_align(CellAlign asked, bool head, const ColumnNeeds& need, Align lines) {
  switch (asked) {
    case CellAlign::start:
      return need.one_line || head ? Align::start : lines;
    case CellAlign::center:
      return Align::center;
    case CellAlign::end:
      return Align::end;
    case CellAlign::none:
      break;
  }
  return head || need.one_line ? Align::center : lines;
}

/// N1: short heads, of two to four Han, are spread to the width of the longest of them.
constexpr std::size_t kLongestSpread = 4;

bool spreads(const SetParagraph& head, const Setter& setter) {
  const auto& clusters = head.shaped->clusters;
  return setter.style(head.paragraph->style).text_align == Align::spread && clusters.size() > 1 &&
         clusters.size() <= kLongestSpread &&
         std::all_of(clusters.begin(), clusters.end(), [](const ShapedCluster& cluster) {
           return cluster.cls == CharClass::han;
         });
}

Length spread_width(const StyledTable& table, const TableText& text, const Setter& setter) {
  Length width;
  for (std::size_t r = 0; r < text.rows.size(); ++r) {
    for (const CellText& cell : text.rows[r]) {
      for (const SetParagraph& paragraph : cell.paragraphs) {
        if (table.rows[r].head && spreads(paragraph, setter)) {
          width = max(width, widths_of(*paragraph.shaped).one_line);
        }
      }
    }
  }
  return width;
}

void break_cell(CellText& cell,
                CellAlign asked,
                bool head,
                const ColumnNeeds& need,
                Length inner,
                const Setter& setter) {
  for (SetParagraph& paragraph : cell.paragraphs) {
    const BlockStyle& style = setter.style(paragraph.paragraph->style);
    LineRequest request;
    request.measure = inner;
    const Length em = setter.context.styled.text(style.text).size;
    request.align =
        cell_align(asked, head, need, inner < em * kFilledCell ? Align::start : Align::justify);
    request.align_last = request.align == Align::justify ? Align::start : request.align;
    const bool line_up = asked == CellAlign::none && !head && need.figures;
    if (line_up) {
      request.align = request.align_last = Align::start;
      const Length group = need.whole + need.fraction;
      cell.number_shift =
          max(Length(), inner - group) / 2 + need.whole - whole_part(*paragraph.shaped);
    }
    if (head && need.spread > Length() && need.spread <= inner && spreads(paragraph, setter)) {
      cell.number_shift = request.align == Align::center ? (inner - need.spread) / 2
                          : request.align == Align::end  ? inner - need.spread
                                                         : Length();
      request.measure = need.spread;
      request.align = request.align_last = Align::spread;
    }
    setter.break_into_lines(paragraph, request);
    for (const Line& line : paragraph.broken->lines) {
      const MarkRoom room = mark_room(paragraph, line, style, setter);
      cell.height += style.line_height + room.above + room.below;
    }
  }
}

}  // namespace

TableText set_table(const StyledTable& table, Length width, const Setter& setter) {
  TableText text;
  for (const StyledRow& row : table.rows) {
    auto& cells = text.rows.emplace_back();
    for (const StyledCell& cell : row.cells) {
      CellText& set = cells.emplace_back();
      for (const auto& paragraph : cell.paragraphs) {
        set.paragraphs.push_back(setter.shaped(paragraph));
      }
    }
  }
  std::vector<ColumnNeeds> needs = needs_of(table, text);
  text.columns = column_widths(table, needs, width);
  text.width = total(text.columns);
  const Length spread = spread_width(table, text, setter);
  for (std::size_t c = 0; c < needs.size(); ++c) {
    needs[c].spread = spread;
    needs[c].one_line = needs[c].most <= text.columns[c] + Length::pt(0.01);
    needs[c].figures = needs[c].figures && needs[c].one_line;
  }
  for (std::size_t r = 0; r < text.rows.size(); ++r) {
    for (std::size_t c = 0; c < text.rows[r].size() && c < needs.size(); ++c) {
      break_cell(text.rows[r][c],
                 table.rows[r].cells[c].align,
                 table.rows[r].head,
                 needs[c],
                 max(Length(), text.columns[c] - paddings(table)),
                 setter);
    }
  }
  return text;
}

}  // namespace banxin
