#include "engine/page/plan.h"

#include <algorithm>

#include "engine/base/number.h"

namespace banxin {
namespace {

bool has_fields(const std::vector<StyledBlock>& blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const StyledBlock& block) {
    const bool own = block.paragraph && block.paragraph->has_fields();
    const bool cell =
        block.table &&
        std::any_of(block.table->rows.begin(), block.table->rows.end(), [](const StyledRow& row) {
          return std::any_of(row.cells.begin(), row.cells.end(), [](const StyledCell& c) {
            return std::any_of(c.paragraphs.begin(), c.paragraphs.end(), [](const auto& p) {
              return p->has_fields();
            });
          });
        });
    return own || cell || has_fields(block.children);
  });
}

std::string roman(int number, std::string_view digits) {
  // digits: "ivxlcdm" or upper case. Beyond 3999 there is no usual form.
  constexpr int kValues[] = {1, 5, 10, 50, 100, 500, 1000};
  std::string out;
  for (int place = 6; place >= 0; place -= 2) {
    const auto one = static_cast<std::size_t>(place);
    int count = number / kValues[one];
    number %= kValues[one];
    if (place < 6 && count == 9) {
      out += {digits[one], digits[one + 2]};
    } else if (place < 6 && count >= 5) {
      out += digits[one + 1] + std::string(static_cast<std::size_t>(count - 5), digits[one]);
    } else if (place < 6 && count == 4) {
      out += {digits[one], digits[one + 1]};
    } else {
      out.append(static_cast<std::size_t>(count), digits[one]);
    }
  }
  return out;
}

/// Adds pages flow by flow, keeping count of folios and running strings.
class Planner {
 public:
  Planner(const Styled& styled, const std::vector<FlowText>& flows, int fillers)
      : styled_(styled),
        flows_(flows),
        fillers_(fillers) {
    plans_.facts.anchors.resize(styled.anchors.size());
    plans_.facts.notes.resize(styled.notes_by_page ? styled.notes.size() : 0);
  }

  PagePlans run() {
    for (std::size_t flow = 0; flow < styled_.flows.size(); ++flow) {
      add_flow(flow);
    }
    plans_.facts.page_count = static_cast<int>(plans_.pages.size());
    return std::move(plans_);
  }

 private:
  PageSide next_side() const {
    return !styled_.facing || plans_.pages.size() % 2 == 0 ? PageSide::right : PageSide::left;
  }

  /// A blank page where the next one must be a recto or verso and would not be.
  void turn_to(std::size_t flow, BreakRule rule) {
    if (!styled_.facing || plans_.pages.empty()) {
      return;
    }
    const bool wrong = (rule == BreakRule::recto && next_side() == PageSide::left) ||
                       (rule == BreakRule::verso && next_side() == PageSide::right);
    if (wrong) {
      PagePlan& page = add_page(flow, styled_.flows[flow].master_blank);
      page.blank = true;
    }
  }

  PagePlan& add_page(std::size_t flow, std::uint32_t master) {
    PagePlan page;
    page.flow = flow;
    page.master = master;
    page.side = next_side();
    page.folio = folio_text(format_, folio_++);
    plans_.pages.push_back(std::move(page));
    return plans_.pages.back();
  }

  void start_numbering(const Flow& flow) {
    const bool change = flow.restart_folio || flow.folio != format_ || plans_.pages.empty() ||
                        flow.label_prefix != prefix_;
    folio_ = flow.restart_folio.value_or(folio_);
    format_ = flow.folio;
    prefix_ = flow.label_prefix;
    if (!change) {
      return;
    }
    LabelRange range;
    range.first_page = static_cast<int>(plans_.pages.size());
    range.style = format_ == FolioFormat::lower_roman   ? LabelRange::Style::lower_roman
                  : format_ == FolioFormat::upper_roman ? LabelRange::Style::upper_roman
                  : format_ == FolioFormat::none        ? LabelRange::Style::none
                                                        : LabelRange::Style::decimal;
    range.prefix = prefix_;
    range.start = std::max(1, folio_);
    plans_.labels.push_back(std::move(range));
  }

  void add_flow(std::size_t index) {
    const Flow& flow = styled_.flows[index];
    const FlowText& text = flows_[index];
    const int least = flow.pages_multiple > 0 ? std::exchange(fillers_, 0) : 1;
    if (least == 0) {
      return;
    }
    if (!flow.blocks.empty() && text.fragment.strips.empty()) {
      return;
    }
    BreakRule rule = flow.start;
    if (!text.fragment.strips.empty() &&
        (text.fragment.strips.front().break_before == BreakRule::recto ||
         text.fragment.strips.front().break_before == BreakRule::verso)) {
      rule = text.fragment.strips.front().break_before;
    }
    turn_to(index, rule);
    start_numbering(flow);
    FillToken token;
    for (int count = 0; count < least || token.strip < text.fragment.strips.size() ||
                        !token.carried.empty() || !token.waiting.empty();
         ++count) {
      const bool first = count == 0;
      turn_to(index, first ? BreakRule::automatic : rule);
      PagePlan& page = add_page(index, master_of(flow, text, token, first));
      page.first_of_flow = first;
      rule = fill_page(page, flow, text, token);
      record(page, text);
    }
  }

  /// That which the block names whose strip the page begins with, else the flow's.
  std::uint32_t master_of(const Flow& flow,
                          const FlowText& text,
                          const FillToken& token,
                          bool first) {
    const bool right = next_side() == PageSide::right;
    const std::uint32_t usual =
        first ? flow.master_first : (right ? flow.master_right : flow.master_left);
    if (token.strip >= text.fragment.strips.size()) {
      return usual;
    }
    const Strip& strip = text.fragment.strips[token.strip];
    const std::uint32_t named = strip.page > 0 ? strip.page - 1 : usual;
    if (strip.page_first == 0) {
      return named;
    }
    const std::uint32_t wanted = strip.page_first - 1;
    const Master& master = styled_.masters[wanted];
    const bool fits =
        column_measure(styled_, master) ==
        column_measure(styled_, styled_.masters[strip.page > 0 ? named : flow.master_right]);
    if (!fits) {
      plans_.diagnostics.push_back(
          {"W503", strip.source, {master.name}, static_cast<int>(plans_.pages.size())});
    }
    return fits ? wanted : named;
  }

  /// Fills the page's columns; gives the rule that ended the last one.
  BreakRule fill_page(PagePlan& page, const Flow& flow, const FlowText& text, FillToken& token) {
    const Master& master = styled_.masters[page.master];
    const Rect area = type_area(styled_, master, page.side);
    const FillRequest request{
        text.fragment,
        area.height + 2 * master.overhang,
        flow.note_gap + flow.note_rule.width,
        [&](NoteId id) -> const Fragment& { return *text.notes[static_cast<std::size_t>(id)]; },
        master.baseline_grid};
    FilledPage filled = fill_columns(
        request, static_cast<std::size_t>(std::max(1, master.columns)), master.column_fill, token);
    for (const std::size_t index : filled.overfull) {
      report_too_high(text.fragment.strips[index], request.height);
    }
    for (const std::uint32_t index : filled.overfull_floats) {
      report_too_high(text.fragment.floats[index].strip, request.height);
    }
    page.columns = std::move(filled.columns);
    page.foot = filled.foot;
    token = std::move(filled.next);
    return filled.rule == BreakRule::column ? BreakRule::automatic : filled.rule;
  }

  void report_too_high(const Strip& strip, Length height) {
    plans_.diagnostics.push_back({"W502",
                                  strip.source,
                                  {number_text((strip.height - height).mm(), 1)},
                                  static_cast<int>(plans_.pages.size()) - 1});
  }

  /// Anchors and running strings of a finished page.
  void record(PagePlan& page, const FlowText& text) {
    page.running = carried_;
    std::vector<std::string> seen;
    for (const ColumnPlan& column : page.columns) {
      for (std::size_t i = column.first; i < column.end; ++i) {
        record(page, text.fragment.strips[i], seen);
      }
      for (const PlacedFloat& placed : column.floats) {
        record(page, text.fragment.floats[placed.index].strip, seen);
      }
    }
    number_notes(page, text);
    carried_ = page.running;
    for (FieldValues::Running& running : carried_) {
      running.first = running.last;
    }
  }

  void record(PagePlan& page, const Strip& strip, std::vector<std::string>& seen) {
    const int number = static_cast<int>(plans_.pages.size()) - 1;
    for (const AnchorId anchor : strip.anchors) {
      const auto index = static_cast<std::size_t>(anchor);
      plans_.facts.anchors[index] = {number, page.folio};
      page.opening = page.opening || styled_.anchors[index].starts_with("article:");
    }
    for (const auto& [name, value] : strip.strings) {
      set_running(page, seen, name, value);
    }
  }

  /// M7: the first mark on a page is 1.
  void number_notes(const PagePlan& page, const FlowText& text) {
    int number = 0;
    for (const ColumnPlan& column : page.columns) {
      for (std::size_t i = column.first; i < column.end; ++i) {
        for (const NoteId id : text.fragment.strips[i].notes) {
          const auto index = static_cast<std::size_t>(id);
          if (styled_.notes_by_page && styled_.notes[index].labelled) {
            plans_.facts.notes[index] = ++number;
          }
        }
      }
    }
  }

  static void set_running(PagePlan& page,
                          std::vector<std::string>& seen,
                          const std::string& name,
                          const std::string& value) {
    auto at = std::find_if(page.running.begin(),
                           page.running.end(),
                           [&](const FieldValues::Running& r) { return r.name == name; });
    if (at == page.running.end()) {
      at = page.running.insert(at, {name, value, value});
    }
    if (std::find(seen.begin(), seen.end(), name) == seen.end()) {
      seen.push_back(name);
      at->first = value;
    }
    at->last = value;
  }

  const Styled& styled_;
  const std::vector<FlowText>& flows_;
  PagePlans plans_;
  int fillers_;  // pages of the first flow of filler pages
  int folio_ = 1;
  FolioFormat format_ = FolioFormat::decimal;
  std::string prefix_;
  std::vector<FieldValues::Running> carried_;
};

}  // namespace

Rect type_area(const Styled& styled, const Master& master, PageSide side) {
  const bool inner_left = (side == PageSide::right) != styled.right_bound;
  const Length left = inner_left ? master.margin_inner : master.margin_outer;
  return {left,
          master.margin_top,
          max(Length(), styled.page.width - master.margin_inner - master.margin_outer),
          max(Length(), styled.page.height - master.margin_top - master.margin_bottom)};
}

Length column_measure(const Styled& styled, const Master& master) {
  const int columns = std::max(1, master.columns);
  const Length width = type_area(styled, master, PageSide::right).width;
  return max(Length(), width - master.column_gap * (columns - 1)) / columns;
}

Length column_left(const Styled& styled, const Master& master, std::size_t index) {
  return (column_measure(styled, master) + master.column_gap) * static_cast<std::int64_t>(index);
}

std::string folio_text(FolioFormat format, int number) {
  switch (format) {
    case FolioFormat::none:
      return {};
    case FolioFormat::decimal:
      return std::to_string(number);
    case FolioFormat::lower_roman:
      return number > 0 && number < 4000 ? roman(number, "ivxlcdm") : std::to_string(number);
    case FolioFormat::upper_roman:
      return number > 0 && number < 4000 ? roman(number, "IVXLCDM") : std::to_string(number);
    case FolioFormat::chinese:
      return chinese_number(number);
  }
  return {};
}

FlowText lay_out_flow(const Flow& flow, const PageFacts& facts, const BlockContext& outer) {
  FlowText text;
  BlockContext context = outer;
  FieldValues values;
  values.facts = &facts;
  const auto measures_of = [&](const Master& master) {
    const Rect area = type_area(context.styled, master, PageSide::right);
    return Measures{
        column_measure(context.styled, master), area.width, area.height + 2 * master.overhang};
  };
  FlowMeasures measures{measures_of(context.styled.masters[flow.master_right]), {}};
  for (const Master& master : context.styled.masters) {
    measures.masters.push_back(measures_of(master));
  }
  context.most_height = measures.own.height;
  const Length measure = measures.own.column;
  text.fragment = lay_out(flow.blocks, measures, values, context);
  text.has_fields = has_fields(flow.blocks);
  text.notes.resize(context.styled.notes.size());
  for (Strip& strip : text.fragment.strips) {
    // A note marked twice is printed once, where its first mark stands.
    std::erase_if(strip.notes, [&](NoteId id) {
      auto& note = text.notes[static_cast<std::size_t>(id)];
      const auto& blocks = context.styled.notes[static_cast<std::size_t>(id)].blocks;
      if (note || blocks.empty()) {  // or it stands at the end of its article
        return true;
      }
      note = lay_out(blocks, measure, values, context);
      return false;
    });
  }
  return text;
}

namespace {

/// The sheets are full.
bool whole(const PagePlans& plans, int multiple) {
  return plans.pages.size() % static_cast<std::size_t>(multiple) == 0;
}

}  // namespace

PagePlans plan_pages(const Styled& styled, const std::vector<FlowText>& flows) {
  int multiple = 1;
  for (const Flow& flow : styled.flows) {
    multiple = std::max(multiple, flow.pages_multiple);
  }
  PagePlans first = Planner(styled, flows, 0).run();
  for (int fillers = 1; fillers < multiple && !whole(first, multiple); ++fillers) {
    PagePlans filled = Planner(styled, flows, fillers).run();
    if (whole(filled, multiple)) {
      return filled;
    }
  }
  return first;
}

}  // namespace banxin
