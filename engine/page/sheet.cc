#include "engine/page/sheet.h"

#include <algorithm>

#include "engine/page/assemble.h"

namespace banxin {
namespace {

constexpr int kEmTop = 880;  // thousandths of the em above the baseline (L2)

/// Lines of one page; strips are walked as assemble() draws them.
class SheetMaker {
 public:
  SheetMaker(const PagePlan& plan, const FlowText& flow, const Styled& styled)
      : plan_(plan),
        flow_(flow),
        styled_(styled),
        master_(styled.masters[plan.master]) {}

  PageSheet run() {
    sheet_.type_area = type_area(styled_, master_, plan_.side);
    sheet_.grid = master_.baseline_grid;
    sheet_.frames = frames_on(plan_, styled_);
    sheet_.outer_right = !styled_.facing || (plan_.side == PageSide::right) != styled_.right_bound;
    const Rect& area = sheet_.type_area;
    if (!styled_.flows[plan_.flow].blocks.empty() && !plan_.blank) {
      for (int i = 0; i < std::max(1, master_.columns); ++i) {
        const Length left = column_left(styled_, master_, static_cast<std::size_t>(i));
        sheet_.columns.push_back(
            {area.x + left, area.y, column_measure(styled_, master_), area.height});
      }
    }
    std::vector<Length> feet;
    for (const ColumnPlan& column : plan_.columns) {
      feet.resize(std::max(feet.size(), column.index + 1));
      feet[column.index] += column.notes_height;
    }
    const Length head = area.y - master_.overhang;
    for (const ColumnPlan& column : plan_.columns) {
      const Length left = area.x + column_left(styled_, master_, column.index);
      add_column(column, {column.across ? area.x : left, head + column.top});
      add_notes(column, {left, head + plan_.foot - feet[column.index]});
      feet[column.index] -= column.notes_height;
    }
    return std::move(sheet_);
  }

 private:
  void add_column(const ColumnPlan& column, Point at) {
    add_floats(column, FloatPlace::head, at);
    for (std::size_t i = column.first; i < column.end; ++i) {
      const Point by{Length(), column.tops[i - column.first]};
      add_strip(flow_.fragment, flow_.fragment.strips[i], at + by, column);
    }
    add_floats(column, FloatPlace::foot, at);
  }

  enum class FloatPlace : std::uint8_t { head, foot };

  void add_floats(const ColumnPlan& column, FloatPlace place, Point at) {
    for (const PlacedFloat& placed : column.floats) {
      const bool head = !column.tops.empty() && placed.top < column.tops.front();
      if (head == (place == FloatPlace::head)) {
        const Strip& strip = flow_.fragment.floats[placed.index].strip;
        add_strip(flow_.fragment, strip, at + Point{Length(), placed.top}, column);
      }
    }
  }

  void add_notes(const ColumnPlan& column, Point at) {
    if (column.notes.empty()) {
      return;
    }
    const Flow& flow = styled_.flows[plan_.flow];
    const bool first = std::none_of(plan_.columns.data(), &column, [&](const ColumnPlan& above) {
      return above.index == column.index && !above.notes.empty();
    });
    at.y += first ? flow.note_gap + flow.note_rule.width : Length();
    for (const NotePart& part : column.notes) {
      const Fragment& note = *flow_.notes[static_cast<std::size_t>(part.note)];
      for (std::size_t i = part.first; i < part.end; ++i) {
        const Strip& strip = note.strips[i];
        at.y += i > part.first || strip.keep_space_at_top ? strip.space_before : Length();
        add_strip(note, strip, at, column);
        at.y += strip.height;
      }
    }
  }

  void add_strip(const Fragment& fragment, const Strip& strip, Point at, const ColumnPlan& column) {
    at.x += plan_.side == PageSide::left ? strip.verso_shift : Length();
    for (const StripLine& placed : strip.lines) {
      const SetParagraph& text = fragment.paragraphs[placed.paragraph];
      const Line& line = text.broken->lines[placed.line];
      if (line.begin >= line.end) {
        continue;
      }
      SheetLine& out = sheet_.lines.emplace_back();
      const Point start = at + placed.at;
      const Length em = text.shaped->em;
      const bool across = column.across && sheet_.columns.size() > 1;
      out.column = across ? -1 : static_cast<int>(column.index);
      out.baseline = start.y;
      out.box = {start.x, start.y - em.scaled(kEmTop, 1000), line_width(line), em};
      out.span = span_of(text, line.begin);
      const Span end = span_of(text, line.end - 1);
      if (end.file == out.span.file && end.end > out.span.begin) {
        out.span.end = end.end;
      }
      out.first = placed.line == 0;
    }
  }

  static Length line_width(const Line& line) {
    const Length from = line.placed.empty() ? Length() : line.placed.front().x;
    return max(Length(), line.width - from);
  }

  const PagePlan& plan_;
  const FlowText& flow_;
  const Styled& styled_;
  const Master& master_;
  PageSheet sheet_;
};

}  // namespace

std::vector<PageSheet> sheets_of(const PagePlans& plans,
                                 const std::vector<FlowText>& flows,
                                 const Styled& styled) {
  std::vector<PageSheet> sheets;
  for (const PagePlan& plan : plans.pages) {
    sheets.push_back(SheetMaker(plan, flows[plan.flow], styled).run());
  }
  return sheets;
}

}  // namespace banxin
