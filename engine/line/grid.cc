#include "engine/line/grid.h"

#include <algorithm>

#include "engine/line/justify.h"

namespace banxin {
namespace {

using Emergency = Line::Emergency;

/// What stands in whole cells: one Han, one mark, a dash of two, a pair of marks, a Latin run.
struct Unit {
  std::uint32_t begin = 0, end = 0;  // clusters
  std::int64_t cells = 0;
  std::int64_t width = 0;
  enum class Kind : std::uint8_t { plain, pair, run } kind = Kind::plain;
};

class Grid {
 public:
  explicit Grid(const Prepared& text)
      : text_(text),
        measure_(std::max<std::int64_t>(1, text.request().measure.emu())),
        em_(std::max<std::int64_t>(1, text.shaped().em.emu())) {
    count_ = grid_cells(text.composition(), text.request().measure, text.shaped().em);
  }

  std::vector<Line> set() {
    std::vector<Line> lines;
    for (std::uint32_t a = 0; a < text_.size();) {
      const Choice choice = choose(a);
      lines.push_back(place(choice));
      a = choice.end;
    }
    return lines;
  }

 private:
  /// Left edge of a cell: whole EMU, and the last cell ends where the measure does.
  std::int64_t edge(std::int64_t cell) const { return measure_ * cell / count_; }

  std::int64_t cells_up(std::int64_t width) const {
    return (width * count_ + measure_ - 1) / measure_;
  }

  /// Indents and reserves in whole cells, so that all lines share the grid.
  std::int64_t cells_near(std::int64_t width) const {
    return (2 * width * count_ + measure_) / (2 * measure_);
  }

  std::int64_t indent(std::uint32_t a) const {
    return std::clamp<std::int64_t>(cells_near(text_.indent(a)), 0, count_ - 1);
  }

  std::int64_t room(std::uint32_t a, std::uint32_t b) const {
    const std::int64_t reserve = measure_ - text_.indent(a) - text_.available(a, b, kFreeLine);
    return std::max<std::int64_t>(1, count_ - indent(a) - cells_up(reserve));
  }

  const ShapedCluster& cluster(std::uint32_t i) const { return text_.shaped().clusters[i]; }

  /// Part of a Latin run; a space only between two such.
  bool in_run(std::uint32_t i, std::uint32_t end) const {
    const auto latin = [&](std::uint32_t k) {
      const ShapedCluster& c = cluster(k);
      return c.cls == CharClass::latin || c.cls == CharClass::object || c.note ||
             (c.cls != CharClass::han && c.blank_left + c.blank_right == Length() &&
              (c.break_after.kind == BreakKind::emergency || joined_to_latin(k)));
    };
    if (!cluster(i).is_space && cluster(i).cls != CharClass::no_break_space) {
      return latin(i);
    }
    return i > 0 && i + 1 < end && latin(i - 1) && latin(i + 1);
  }

  /// Signs of numbers (− % ℃) hold to the digits beside them.
  bool joined_to_latin(std::uint32_t i) const {
    const auto latin = [&](std::uint32_t k) { return cluster(k).cls == CharClass::latin; };
    const CharClass cls = cluster(i).cls;
    const bool sign = cls == CharClass::prefix || cls == CharClass::suffix ||
                      cls == CharClass::connector || cls == CharClass::solidus;
    const bool narrow = cluster(i).advance < cluster(i).size;
    return sign && ((i > 0 && latin(i - 1) && (narrow || cls != CharClass::suffix)) ||
                    (i + 1 < text_.size() && latin(i + 1) && cls != CharClass::suffix && narrow));
  }

  bool zero_width(std::uint32_t i) const { return cluster(i).advance == Length(); }

  bool mark(std::uint32_t i) const {
    const CharClass cls = cluster(i).cls;
    return cls == CharClass::opening || cls == CharClass::closing || cls == CharClass::pause ||
           cls == CharClass::stop || cls == CharClass::question;
  }

  /// W2–W4, W6 in `grid-compact`: the two marks that would trim each other share a cell.
  bool shares_cell(std::uint32_t i, std::uint32_t end) const {
    if (text_.composition().punctuation != PunctuationStyle::grid_compact || i + 1 >= end ||
        !mark(i) || !mark(i + 1)) {
      return false;
    }
    const auto half = [&](std::uint32_t k) {
      return (cluster(k).blank_left == Length()) != (cluster(k).blank_right == Length());
    };
    const bool body_between = cluster(i).cls == CharClass::opening &&
                              cluster(i + 1).cls != CharClass::opening;  // （） keeps its inside
    return half(i) && half(i + 1) && !body_between;
  }

  Unit unit_at(std::uint32_t i, std::uint32_t end) const {
    Unit unit{i, i + 1, 1, 0, Unit::Kind::plain};
    if (in_run(i, end)) {
      unit.kind = Unit::Kind::run;
      while (unit.end < end && (in_run(unit.end, end) || zero_width(unit.end))) {
        ++unit.end;
      }
      for (std::uint32_t k = i; k < unit.end; ++k) {
        unit.width += text_.cell(k).width;
      }
      unit.cells = cells_up(unit.width + em_ / 4);
      return unit;
    }
    if (shares_cell(i, end)) {
      unit.kind = Unit::Kind::pair;
      unit.end = i + 2;
    } else {
      unit.width = cluster(i).advance.emu();
      // A hair too wide is the grid's own narrowness, not a second cell.
      unit.cells = std::max<std::int64_t>(1, cells_up(unit.width - cluster(i).size.emu() / 4));
    }
    unit.cells = zero_width(i) ? 0 : unit.cells;
    return unit;
  }

  /// The unit at cluster i of a line; the last one takes the hyphen with it.
  Unit unit_in(const Extent& line, std::uint32_t i, std::uint32_t end) const {
    Unit unit = unit_at(i, end);
    if (line.hyphen > 0 && unit.end == end) {
      unit.kind = Unit::Kind::run;
      unit.width += line.hyphen;
      unit.cells = cells_up(unit.width + em_ / 4);
    }
    return unit;
  }

  std::int64_t cells(std::uint32_t a, std::uint32_t b) const {
    const Extent line = text_.extent(a, b);
    std::int64_t sum = 0;
    for (std::uint32_t i = line.begin; i < line.end;) {
      const Unit unit = unit_in(line, i, line.end);
      sum += unit.cells;
      i = unit.end;
    }
    return sum;
  }

  bool fits(std::uint32_t a, std::uint32_t b) const { return cells(a, b) <= room(a, b); }

  /// G1, G3: the mark after b0 may stand outside, also if another mark follows it.
  bool hangs(std::uint32_t a, std::uint32_t b0, std::uint32_t limit) const {
    const std::string& hanging = text_.composition().hanging;
    if (hanging.empty() || b0 <= a || b0 >= limit || cluster(b0).blank_left != Length() ||
        cluster(b0).cls == CharClass::opening) {
      return false;
    }
    const ShapedCluster& c = cluster(b0);
    const std::string mark = text_.shaped().text.substr(c.text_begin, c.text_end - c.text_begin);
    return hanging.find(mark) != std::string::npos;
  }

  Choice choose(std::uint32_t a) const {
    const std::uint32_t limit = text_.forced_end(a);
    std::uint32_t b0 = a;
    while (b0 < limit && fits(a, b0 + 1)) {
      ++b0;
    }
    if (b0 == limit || (b0 > a && text_.legal(b0))) {
      return {a, b0, Emergency::none, 0};
    }
    if (hangs(a, b0, limit)) {
      return {a, b0 + 1, Emergency::none, 1};
    }
    const std::uint32_t before = text_.previous_legal(b0);
    if (before > a) {
      return {a, before, Emergency::none, 0};
    }
    for (std::uint32_t p = b0; p > a; --p) {  // J7: units, words, prohibition
      const BreakAfter& at = text_.break_at(p);
      if (at.kind == BreakKind::emergency) {
        return {a,
                p,
                at.penalty < kTokenSplitPenalty ? Emergency::soft_unit : Emergency::token_split,
                0};
      }
      if (at.kind == BreakKind::forbidden && at.penalty == kRescuePenalty) {
        return {a, p, Emergency::prohibition, 0};
      }
    }
    return {a, std::max(a + 1, text_.next_legal(std::max(a + 1, b0))), Emergency::overfull, 0};
  }

  /// Whole cells before a line that does not begin at its left edge.
  std::int64_t start_cell(const Choice& choice, std::int64_t used) const {
    const std::int64_t free = std::max<std::int64_t>(0, room(choice.begin, choice.end) - used);
    const Align align = align_of(text_, choice.end);
    return indent(choice.begin) + (align == Align::center ? free / 2
                                   : align == Align::end  ? free
                                                          : 0);
  }

  Line place(const Choice& choice) const {
    const Extent extent = text_.extent(choice.begin, choice.end);
    Line line;
    line.begin = extent.begin;
    line.end = extent.end;
    line.hyphen = extent.hyphen > 0;
    line.last =
        text_.is_last(choice.end) || text_.break_at(choice.end).kind == BreakKind::mandatory;
    line.emergency = choice.emergency;
    const std::uint32_t inside = extent.end - (choice.hanging != 0 ? 1 : 0);
    std::int64_t cell = start_cell(
        choice, cells(choice.begin, choice.end) - static_cast<std::int64_t>(choice.hanging));
    line.width = Length::emu(edge(cell));
    for (std::uint32_t i = extent.begin; i < inside;) {
      const Unit unit = unit_in(extent, i, inside);
      place_unit(unit, cell, line);
      cell += unit.cells;
      i = unit.end;
    }
    close(line, edge(cell), extent.hyphen);
    if (inside < extent.end) {
      const ShapedCluster& c = cluster(inside);
      line.hang = c.advance - c.blank_right;
      line.placed.push_back({line.width, Length(), line.hang});
    }
    line.justified = !line.last && line.width == text_.request().measure &&
                     align_of(text_, choice.end) == Align::justify;
    return line;
  }

  void place_unit(const Unit& unit, std::int64_t cell, Line& line) const {
    const std::int64_t left = edge(cell), right = edge(cell + unit.cells);
    if (unit.kind == Unit::Kind::pair) {
      place_pair(unit, left, right, line);
      return;
    }
    std::int64_t x = left + std::max<std::int64_t>(0, right - left - unit.width) / 2;
    for (std::uint32_t i = unit.begin; i < unit.end; ++i) {
      const std::int64_t width = unit.kind == Unit::Kind::run ? text_.cell(i).width : right - x;
      line.placed.push_back({Length::emu(x), Length(), Length::emu(width)});
      x += width;
    }
  }

  /// Each mark's body in its half of the cell.
  void place_pair(const Unit& unit, std::int64_t left, std::int64_t right, Line& line) const {
    const std::int64_t middle = left + (right - left) / 2;
    for (std::uint32_t i = unit.begin; i < unit.end; ++i) {
      const std::int64_t from = i == unit.begin ? left : middle;
      const std::int64_t to = i == unit.begin ? middle : right;
      line.placed.push_back({Length::emu(from), -cluster(i).blank_left, Length::emu(to - from)});
    }
  }

  /// The last cluster reaches the end of its cell, or the hyphen follows it.
  static void close(Line& line, std::int64_t end, std::int64_t hyphen) {
    line.width = Length::emu(end);
    if (line.placed.empty()) {
      return;
    }
    PlacedCluster& last = line.placed.back();
    if (hyphen > 0) {
      line.width = last.x + last.advance + Length::emu(hyphen);
    } else {
      last.advance = line.width - last.x;
    }
  }

  const Prepared& text_;
  std::int64_t measure_, em_;
  std::int64_t count_ = 1;
};

}  // namespace

std::int64_t grid_cells(const Composition& composition, Length measure, Length em) {
  const std::int64_t fitting = em > Length() ? measure.emu() / em.emu() : 1;
  return std::max<std::int64_t>(1, composition.grid_cells > 0 ? composition.grid_cells : fitting);
}

bool on_grid(const Prepared& text) {
  const PunctuationStyle style = text.composition().punctuation;
  return (style == PunctuationStyle::grid || style == PunctuationStyle::grid_compact) &&
         text.request().align != Align::spread && !text.composition().balance;
}

std::vector<Line> set_on_grid(const Prepared& text) {
  return Grid(text).set();
}

}  // namespace banxin
