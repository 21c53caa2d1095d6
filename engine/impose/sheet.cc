#include "engine/impose/sheet.h"

#include <algorithm>

#include "engine/base/number.h"

namespace banxin::impose {
namespace {

constexpr Length kMarkRoom = Length::mm(9);       // outside the bleed, on a sheet made to measure
constexpr Length kLeastMarkRoom = Length::mm(6);  // on a sheet of given size: R16, 5 mm and a bit

/// Columns and rows before creep, from the corner of the trimmed whole.
class Grid {
 public:
  Grid(const SheetPlan& plan, const SheetRules& rules) {
    for (int column = 0; column < plan.columns; ++column) {
      if (column > 0) {
        width_ += is_spine(plan, column) ? rules.spine_gap : 2 * rules.bleed;
      }
      columns_.push_back(width_);
      width_ += rules.page.width;
    }
    for (int row = 0; row < plan.rows; ++row) {
      rows_.push_back(height_);
      height_ += rules.page.height + (row + 1 < plan.rows ? 2 * rules.bleed : Length());
    }
  }

  Size size() const { return {width_, height_}; }

  Length column(int i) const { return columns_[static_cast<std::size_t>(i)]; }

  Length row(int i) const { return rows_[static_cast<std::size_t>(i)]; }

 private:
  /// Do the pages on both sides of the left edge of `column` meet at the spine?
  static bool is_spine(const SheetPlan& plan, int column) {
    for (const Cell& cell : plan.sides.front().cells) {
      if (cell.column == column) {
        return cell.spine == Spine::left;
      }
    }
    return false;
  }

  std::vector<Length> columns_, rows_;
  Length width_, height_;
};

Size grown(Size size, Length by) {
  return {size.width + 2 * by, size.height + 2 * by};
}

bool fits(Size what, Size into) {
  return what.width <= into.width && what.height <= into.height;
}

Rect grown(const Rect& rect, Length by) {
  return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

void add(std::vector<Length>& to, Length value) {
  const auto at = std::lower_bound(to.begin(), to.end(), value);
  if (at == to.end() || *at != value) {
    to.insert(at, value);
  }
}

/// Creep moves the page, not the knife: what is seen of it still ends at the edge of the bleed.
PlacedPage place(const Cell& cell, const Rect& nominal, const SheetRules& rules) {
  const Length shift = rules.creep * (cell.depth + rules.leaves_outside);
  const Length half_gap = rules.spine_gap / 2;
  const Rect bled = grown(nominal, rules.bleed);
  PlacedPage placed{cell.page, cell.turn, nominal, bled};
  if (cell.spine == Spine::left) {
    placed.trim.x -= shift;
    const Length left = max(nominal.x - half_gap, bled.x - shift);
    placed.clip = {left, bled.y, bled.right() - left, bled.height};
  } else if (cell.spine == Spine::right) {
    placed.trim.x += shift;
    const Length right = min(nominal.right() + half_gap, bled.right() + shift);
    placed.clip = {bled.x, bled.y, right - bled.x, bled.height};
  }
  return placed;
}

/// The edges of a page that the knife makes.
void add_cuts(Sheet& sheet, const Rect& nominal, Spine spine) {
  add(sheet.cuts_y, nominal.y);
  add(sheet.cuts_y, nominal.bottom());
  if (spine != Spine::left) {
    add(sheet.cuts_x, nominal.x);
  }
  if (spine != Spine::right) {
    add(sheet.cuts_x, nominal.right());
  }
}

void add_spine_fold(Sheet& sheet, const Rect& nominal, Spine spine, const SheetRules& rules) {
  const Length out = rules.fold == SheetRules::Fold::centre ? rules.spine_gap / 2 : Length();
  if (spine == Spine::left) {
    add(sheet.folds_x, nominal.x - out);
  } else if (spine == Spine::right) {
    add(sheet.folds_x, nominal.right() + out);
  }
}

void append_mm(std::string& out, Length length) {
  append_number(out, length.mm(), 2);
}

void append_rect(std::string& out, const Rect& rect) {
  append_mm(out, rect.x);
  out += ' ';
  append_mm(out, rect.y);
  out += ' ';
  append_mm(out, rect.width);
  out += 'x';
  append_mm(out, rect.height);
}

void append_list(std::string& out, const char* name, const std::vector<Length>& values) {
  if (values.empty()) {
    return;
  }
  out += std::string(", ") + name;
  for (const Length value : values) {
    out += ' ';
    append_mm(out, value);
  }
}

}  // namespace

Length mark_distance(const SheetRules& rules) {
  return rules.marks == SheetRules::Marks::some ? max(rules.bleed, 3_mm) : rules.bleed;
}

Size needed(const SheetPlan& plan, const SheetRules& rules) {
  const Length room = rules.marks == SheetRules::Marks::some ? kLeastMarkRoom : Length();
  return grown(Grid(plan, rules).size(), mark_distance(rules) + room);
}

std::optional<Size> media_size(const SheetPlan& plan, const SheetRules& rules) {
  const Size least = needed(plan, rules);
  if (!rules.sheet) {
    const bool marks = rules.marks == SheetRules::Marks::some;
    return marks ? grown(least, kMarkRoom - kLeastMarkRoom) : least;
  }
  const Size turned{rules.sheet->height, rules.sheet->width};
  return fits(least, *rules.sheet) ? rules.sheet
         : fits(least, turned)     ? std::optional(turned)
                                   : std::nullopt;
}

Sheet lay_out(const SheetPlan& plan, const SheetSide& side, Size media, const SheetRules& rules) {
  const Grid grid(plan, rules);
  const Point corner{(media.width - grid.size().width) / 2,
                     (media.height - grid.size().height) / 2};
  Sheet sheet;
  sheet.media = media;
  for (const Cell& cell : side.cells) {
    const Rect nominal{corner.x + grid.column(cell.column),
                       corner.y + grid.row(cell.row),
                       rules.page.width,
                       rules.page.height};
    sheet.pages.push_back(place(cell, nominal, rules));
    add_cuts(sheet, nominal, cell.spine);
    add_spine_fold(sheet, nominal, cell.spine, rules);
  }
  // The folds that the knife opens again lie in the middle of what it takes off.
  if (plan.columns == 4) {
    add(sheet.folds_x, corner.x + grid.column(2) - rules.bleed);
  }
  if (plan.rows == 2) {
    add(sheet.folds_y, corner.y + grid.row(1) - rules.bleed);
  }
  sheet.trim = {sheet.cuts_x.front(),
                sheet.cuts_y.front(),
                sheet.cuts_x.back() - sheet.cuts_x.front(),
                sheet.cuts_y.back() - sheet.cuts_y.front()};
  sheet.bleed = grown(sheet.trim, rules.bleed);
  return sheet;
}

std::string to_text(const Sheet& sheet) {
  std::string out = "sheet ";
  append_mm(out, sheet.media.width);
  out += 'x';
  append_mm(out, sheet.media.height);
  out += " mm, trim ";
  append_rect(out, sheet.trim);
  append_list(out, "folds", sheet.folds_x);
  append_list(out, "across", sheet.folds_y);
  out += '\n';
  for (const PlacedPage& page : sheet.pages) {
    out += page.page == kBlank ? "  blank" : "  page " + std::to_string(page.page + 1);
    out += page.turn == Turn::half ? " head down at " : " at ";
    append_rect(out, page.trim);
    out += " clip ";
    append_rect(out, page.clip);
    out += '\n';
  }
  return out;
}

}  // namespace banxin::impose
