#include "engine/impose/plan.h"

#include <algorithm>
#include <array>

#include "engine/base/contract.h"

namespace banxin::impose {
namespace {

/// How the pages of one folded sheet stand on it, left-bound: numbers of the sheet's own pages,
/// row by row; negative: head down. The back is as seen after turning the sheet like a page.
struct Form {
  int columns, rows;
  std::array<int, 8> front, back;
};

constexpr Form kFolio = {2, 1, {4, 1}, {2, 3}};                   // one fold
constexpr Form kQuarto = {2, 2, {-5, -4, 8, 1}, {-3, -6, 2, 7}};  // cross fold
constexpr Form kOctavo = {4,                                      // three folds
                          2,
                          {-5, -12, -9, -8, 4, 13, 16, 1},
                          {-7, -10, -11, -6, 2, 15, 14, 3}};

const Form& form_of(const Imposition& imposition) {
  return imposition.pages_per_side == 8   ? kOctavo
         : imposition.pages_per_side == 4 ? kQuarto
                                          : kFolio;
}

int sheet_pages(const Imposition& imposition) {
  switch (imposition.kind) {
    case Imposition::Kind::two_up:
      return 1;
    case Imposition::Kind::cut_stack:
      return 4;
    default:
      return 2 * imposition.pages_per_side;
  }
}

/// The page of a signature of `count` pages that is page `own` (from 1) of its `sheet` (from 0).
int page_in_signature(int own, int sheet, int per_sheet, int count) {
  const int half = per_sheet / 2;
  return own <= half ? sheet * half + own : count - sheet * half - (per_sheet - own);
}

void mirror(SheetSide& side, int columns) {
  for (Cell& cell : side.cells) {
    cell.column = columns - 1 - cell.column;
    cell.spine = cell.spine == Spine::left    ? Spine::right
                 : cell.spine == Spine::right ? Spine::left
                                              : Spine::none;
  }
  std::sort(side.cells.begin(), side.cells.end(), [](const Cell& a, const Cell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
}

class Planner {
 public:
  Planner(const PageOrder& pages, const Imposition& imposition)
      : pages_(pages),
        imposition_(imposition) {}

  SheetPlan plan() {
    switch (imposition_.kind) {
      case Imposition::Kind::two_up:
        as_read();
        break;
      case Imposition::Kind::cut_stack:
        single_leaves();
        break;
      default:
        folded();
    }
    return std::move(plan_);
  }

 private:
  int count() const { return static_cast<int>(pages_.size()); }

  /// Page from 1 of the book; blank outside.
  int page(int number) const {
    return number < 1 || number > count() ? kBlank : pages_[static_cast<std::size_t>(number - 1)];
  }

  void as_read() {
    for (int left = 0; left <= count(); left += 2) {
      SheetSide side{1, left / 2 + 1, SheetSide::Face::only, {}};
      side.cells.push_back({page(left), 0, 0, Turn::upright, Spine::right, 0});
      side.cells.push_back({page(left + 1), 1, 0, Turn::upright, Spine::left, 0});
      plan_.sides.push_back(std::move(side));
    }
    plan_.sheets = {static_cast<int>(plan_.sides.size())};
  }

  void single_leaves() {
    const int sheets = count() / 4;
    const auto add = [&](int sheet, SheetSide::Face face, int left, int right) {
      plan_.sides.push_back({1, sheet + 1, face, {{page(left), 0, 0}, {page(right), 1, 0}}});
    };
    for (int sheet = 0; sheet < sheets; ++sheet) {
      const int first = 2 * sheet + 1;
      add(sheet, SheetSide::Face::front, first, 2 * sheets + first);
      add(sheet, SheetSide::Face::back, 2 * sheets + first + 1, first + 1);
    }
    plan_.sheets = {sheets};
  }

  void folded() {
    const Form& form = form_of(imposition_);
    plan_.columns = form.columns;
    plan_.rows = form.rows;
    const int per_sheet = sheet_pages(imposition_);
    const std::vector<int> lengths = signatures_of(count(), imposition_);
    plan_.signatures = static_cast<int>(lengths.size());
    int before = 0;
    for (int s = 0; s < plan_.signatures; ++s) {
      const int length = lengths[static_cast<std::size_t>(s)];
      BANXIN_REQUIRE(length % per_sheet == 0);
      plan_.sheets.push_back(length / per_sheet);
      for (int sheet = 0; sheet < length / per_sheet; ++sheet) {
        add(form, SheetSide{s + 1, sheet + 1, SheetSide::Face::front, {}}, before, length);
        add(form, SheetSide{s + 1, sheet + 1, SheetSide::Face::back, {}}, before, length);
      }
      before += length;
    }
  }

  void add(const Form& form, SheetSide side, int before, int length) {
    const auto& numbers = side.face == SheetSide::Face::front ? form.front : form.back;
    const int per_sheet = 2 * form.columns * form.rows;
    for (int i = 0; i < form.columns * form.rows; ++i) {
      const int number = numbers[static_cast<std::size_t>(i)];
      const int own = std::abs(number);
      const int in_signature = page_in_signature(own, side.sheet - 1, per_sheet, length);
      Cell cell{page(before + in_signature), i % form.columns, i / form.columns};
      cell.turn = number < 0 ? Turn::half : Turn::upright;
      // An odd page has the spine at its left; head down, at the right of where it stands.
      cell.spine = (own % 2 == 1) == (number > 0) ? Spine::left : Spine::right;
      cell.depth = (std::min(in_signature, length + 1 - in_signature) - 1) / 2;
      side.cells.push_back(cell);
    }
    plan_.sides.push_back(std::move(side));
  }

  const PageOrder& pages_;
  const Imposition& imposition_;
  SheetPlan plan_;
};

}  // namespace

int filled(int pages, const Imposition& imposition) {
  const int multiple = sheet_pages(imposition);
  return (pages + multiple - 1) / multiple * multiple;
}

std::vector<int> signatures_of(int pages, const Imposition& imposition) {
  if (imposition.kind == Imposition::Kind::saddle_stitch) {
    return {pages};
  }
  const int full = std::max(imposition.signature, sheet_pages(imposition));
  std::vector<int> lengths(static_cast<std::size_t>(pages / full), full);
  if (pages % full != 0) {
    lengths.insert(lengths.empty() ? lengths.end() : std::prev(lengths.end()), pages % full);
  }
  return lengths;
}

PageOrder fill_up(const std::vector<int>& pages, int kept, const Imposition& imposition) {
  PageOrder order = pages;
  const int count = static_cast<int>(pages.size());
  order.insert(order.end() - std::min(kept, count),
               static_cast<std::size_t>(filled(count, imposition) - count),
               kBlank);
  return order;
}

SheetPlan plan_sheets(const PageOrder& pages, const Imposition& imposition, Binding binding) {
  SheetPlan plan = Planner(pages, imposition).plan();
  // Single leaves have no side that is bound before they are stacked.
  if (binding == Binding::right && imposition.kind != Imposition::Kind::cut_stack) {
    for (SheetSide& side : plan.sides) {
      mirror(side, plan.columns);
    }
  }
  return plan;
}

std::string to_text(const SheetPlan& plan) {
  std::string out;
  for (const SheetSide& side : plan.sides) {
    out += std::to_string(side.signature) + '.' + std::to_string(side.sheet) +
           (side.face == SheetSide::Face::front  ? " front:"
            : side.face == SheetSide::Face::back ? " back:"
                                                 : ":");
    for (const Cell& cell : side.cells) {
      out += cell.column > 0 ? " | " : cell.row > 0 ? " / " : " ";
      out += cell.page == kBlank ? "-" : std::to_string(cell.page + 1);
      out += cell.turn == Turn::half ? "v" : "";
    }
    out += '\n';
  }
  return out;
}

}  // namespace banxin::impose
