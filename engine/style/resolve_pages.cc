// Page geometry, masters and flows.
#include <algorithm>

#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

constexpr int kDeepestMaster = 16;

const std::optional<LengthSpec>& edge(const FrameRule& rule, std::size_t index) {
  return rule.edges[index];
}

/// What master `rule` sets, or a master it extends.
template <class Get>
auto inherited(const LayoutData& layout, const MasterRule* rule, const Get& get)
    -> decltype(get(*rule)) {
  for (int depth = 0; rule && depth < kDeepestMaster; ++depth) {
    if (auto value = get(*rule)) {
      return value;
    }
    rule = rule->extends.empty() ? nullptr : find_named(layout.masters, rule->extends);
  }
  return {};
}

}  // namespace

void Resolver::build_page() {
  const PageRule& page = layout_.page;
  out_.page = page.size;
  const LengthBase relative{styles_.body_size(), styles_.body_line(), page.size.width};
  out_.bleed = max(Length(), resolve(page.bleed, relative));
  out_.facing = page.facing;
  out_.right_bound = page.right_bound;
}

/// Margins of a master's own take the place of a type area in characters and lines.
bool Resolver::own_margins(const MasterRule* rule) const {
  return inherited(layout_,
                   rule,
                   [](const MasterRule& m) {
                     return m.margins[0] || m.margins[1] || m.margins[2] || m.margins[3]
                                ? std::optional(true)
                                : std::nullopt;
                   })
      .has_value();
}

// Top, bottom, inner, outer. A type area in characters and lines (L1) fixes the sums of opposite
// margins: what is given stands, the other gets the rest; with nothing given both get half.
std::array<Length, 4> Resolver::margins(const MasterRule* rule, int columns, Length gap) const {
  const PageRule& page = layout_.page;
  const LengthBase vertical{styles_.body_size(), styles_.body_line(), page.size.height};
  const LengthBase across{styles_.body_size(), styles_.body_line(), page.size.width};
  std::array<std::optional<Length>, 4> given;
  for (std::size_t i = 0; i < 4; ++i) {
    auto spec = inherited(layout_, rule, [i](const MasterRule& m) { return m.margins[i]; });
    if (!spec) {
      spec = page.margins[i];
    }
    if (spec) {
      given[i] = resolve(*spec, i < 2 ? vertical : across);
    }
  }
  const bool own = own_margins(rule);
  std::array<Length, 4> out;
  const auto settle = [&](std::size_t a, std::size_t b, Length whole, Length area) {
    const Length rest = whole - area;
    out[a] = given[a] ? *given[a] : given[b] ? rest - *given[b] : rest / 2;
    out[b] = rest - out[a];
  };
  if (page.type_area && !own) {
    const Length width =
        styles_.body_size().times(page.type_area->first) * columns + gap * (columns - 1);
    const Length height = styles_.body_line() * (page.type_area->second - 1) + styles_.body_size();
    settle(0, 1, page.size.height, height);
    settle(2, 3, page.size.width, width);
  } else {
    for (std::size_t i = 0; i < 4; ++i) {
      out[i] = given[i].value_or(Length::mm(20));
    }
  }
  return out;
}

Length Resolver::measure(const Master& master) const {
  const Length area = out_.page.width - master.margin_inner - master.margin_outer;
  return max(Length::pt(1), (area - master.column_gap * (master.columns - 1)) / master.columns);
}

Length Resolver::area_width(const Master& master) const {
  return max(Length::pt(1), out_.page.width - master.margin_inner - master.margin_outer);
}

Length Resolver::room(const BlockStyle& style, const Context& context) const {
  if (context.full == Length()) {
    return context.measure;
  }
  if (stands_across(style)) {
    return style.page > 0 ? area_width(out_.masters[style.page - 1]) : context.full;
  }
  return style.page > 0 ? measure(out_.masters[style.page - 1]) : context.measure;
}

Context Resolver::inside(const BlockStyle& style, Context context) const {
  const bool across = stands_across(style) || is_at_edge(style.floating);
  const Length full = style.page > 0 && context.full > Length()
                          ? area_width(out_.masters[style.page - 1])
                          : context.full;
  context.measure = room(style, context);
  context.full = across || style.columns > 1 ? Length() : full;
  return context;
}

// P2: columns as wide as a whole number of characters. What is over goes between the columns, of a
// single one to both margins.
void Resolver::round_measure(Master& master, Length step) const {
  if (step <= Length()) {
    return;
  }
  const Length width = measure(master);
  const std::int64_t steps = width.emu() / step.emu();
  const Length over = (width - step * steps) * master.columns;
  if (steps == 0) {
    return;
  }
  if (master.columns > 1) {
    master.column_gap += over / (master.columns - 1);
  } else {
    master.margin_inner += over / 2;
    master.margin_outer += over - over / 2;
  }
}

void Resolver::build_masters() {
  const Scope scope{&issue_};
  for (const MasterRule& rule : layout_.masters) {
    Master master;
    master.name = rule.name;
    master.columns = std::max(1, inherited(layout_, &rule, [](const MasterRule& m) {
                                   return m.columns;
                                 }).value_or(layout_.page.columns));
    const LengthBase relative{styles_.body_size(), styles_.body_line(), out_.page.width};
    master.column_gap =
        resolve(inherited(layout_, &rule, [](const MasterRule& m) { return m.column_gap; })
                    .value_or(layout_.page.column_gap),
                relative);
    master.baseline_grid =
        max(Length(),
            resolve(inherited(layout_, &rule, [](const MasterRule& m) { return m.baseline_grid; })
                        .value_or(layout_.page.baseline_grid),
                    relative));
    master.column_fill = inherited(layout_, &rule, [](const MasterRule& m) {
                           return m.column_fill;
                         }).value_or(layout_.page.column_fill);
    master.column_rule =
        styles_.border(inherited(layout_, &rule, [](const MasterRule& m) { return m.column_rule; })
                           .value_or(layout_.page.column_rule),
                       relative,
                       text_black());
    if (layout_.page.type_area && !own_margins(&rule)) {
      master.overhang = max(Length(), styles_.body_line() - styles_.body_size()) / 2;
    }
    const auto sides = margins(&rule, master.columns, master.column_gap);
    master.margin_top = sides[0];
    master.margin_bottom = sides[1];
    master.margin_inner = sides[2];
    master.margin_outer = sides[3];
    round_measure(
        master,
        resolve(inherited(layout_, &rule, [](const MasterRule& m) { return m.measure_step; })
                    .value_or(layout_.page.measure_step),
                relative));
    const auto frames =
        inherited(layout_, &rule, [](const MasterRule& m) -> const std::vector<FrameRule>* {
          return m.frames ? &*m.frames : nullptr;
        });
    const Length area = out_.page.width - master.margin_inner - master.margin_outer;
    for (std::size_t i = 0; frames && i < frames->size(); ++i) {
      if (auto frame = build_frame((*frames)[i], scope, area)) {
        master.frames.push_back(std::move(*frame));
      }
    }
    out_.masters.push_back(std::move(master));
  }
  if (out_.masters.empty()) {
    const auto sides = margins(nullptr, 1, Length());
    Master plain;
    plain.name = "plain";
    plain.margin_top = sides[0];
    plain.margin_bottom = sides[1];
    plain.margin_inner = sides[2];
    plain.margin_outer = sides[3];
    out_.masters.push_back(std::move(plain));
  }
}

/// Judges what is known now of the frame's `when`; what hangs on the page goes into `frame`.
bool Resolver::frame_stands(const FrameRule& rule, const Scope& scope, Frame& frame) {
  for (const auto& any : rule.when.all) {
    std::vector<RunningTest> open;
    bool holds_now = false;
    for (const Condition::Term& term : any) {
      const std::string_view running = running_name(term.key);
      if (running.empty()) {
        holds_now = holds_now || holds(Condition{{{term}}}, scope);
      } else {
        open.push_back({std::string(running),
                        term.equals,
                        term.key.rfind("running-last:", 0) == 0,
                        term.negated});
      }
    }
    if (!holds_now && open.empty()) {
      return false;
    }
    if (!holds_now) {
      frame.when.push_back(std::move(open));
    }
  }
  return true;
}

std::optional<Frame> Resolver::build_frame(const FrameRule& rule, const Scope& scope, Length area) {
  Frame frame;
  if (!frame_stands(rule, scope, frame)) {
    return std::nullopt;
  }
  frame.relative = rule.relative;
  frame.side = rule.side;
  frame.pages = rule.pages;
  frame.vertical = rule.vertical;
  const Length whole = rule.relative == Frame::Relative::type_area ? area
                       : rule.relative == Frame::Relative::bleed ? out_.page.width + 2 * out_.bleed
                                                                 : out_.page.width;
  const LengthBase across{styles_.body_size(), styles_.body_line(), whole};
  const LengthBase down{styles_.body_size(), styles_.body_line(), out_.page.height};
  Edge* const edges[8] = {&frame.left,
                          &frame.right,
                          &frame.inner,
                          &frame.outer,
                          &frame.top,
                          &frame.bottom,
                          &frame.width,
                          &frame.height};
  for (std::size_t i = 0; i < 8; ++i) {
    const bool is_vertical = i == 4 || i == 5 || i == 7;
    if (edge(rule, i)) {
      *edges[i] = resolve(*edge(rule, i), is_vertical ? down : across);
    }
  }
  frame.step = resolve(rule.step, down);
  frame.step_by = rule.step_by;
  frame.step_count = rule.step_count;
  Context context;
  Length used;
  for (const Edge& side : {frame.left, frame.right, frame.inner, frame.outer}) {
    used += side.value_or(Length());
  }
  context.measure = max(Length::pt(1), frame.width.value_or(whole - used));
  context.paragraph = "frame-text";
  frame.style = spec(rule.style.empty() ? "base" : rule.style, context).id;
  const BlockStyle& style = out_.block(frame.style);
  context.measure -= style.padding.left + style.padding.right;
  if (!rule.background.empty()) {
    frame.background = styles_.color(rule.background);
  }
  elements(rule.content, scope, context, frame.blocks);
  return frame;
}

void Resolver::build_flows() {
  const auto master_index = [&](const std::string& name, std::uint32_t fallback) {
    for (std::size_t i = 0; i < out_.masters.size(); ++i) {
      if (out_.masters[i].name == name) {
        return static_cast<std::uint32_t>(i);
      }
    }
    return fallback;
  };
  for (const FlowRule& rule : layout_.flows) {
    const Scope scope{&issue_};
    if (!holds(rule.when, scope)) {
      continue;
    }
    Flow flow;
    flow.name = rule.name;
    flow.master_right = master_index(rule.right, 0);
    flow.master_left = master_index(rule.left, flow.master_right);
    flow.master_first = master_index(rule.first, flow.master_right);
    flow.master_blank = master_index(rule.blank, flow.master_right);
    flow.start = rule.start;
    flow.restart_folio = rule.restart;
    flow.folio = rule.folio;
    flow.label_prefix = rule.label_prefix;
    flow.pages_multiple = rule.pages_multiple;
    Context context;
    context.measure = measure(out_.masters[flow.master_right]);
    context.full = area_width(out_.masters[flow.master_right]);
    if (!rule.content.empty()) {
      use_template(rule.content, scope, context, flow.blocks);
    }
    const LengthBase relative{styles_.body_size(), styles_.body_line(), context.measure};
    flow.note_gap = resolve(layout_.notes.gap, relative);
    flow.note_rule = styles_.border(layout_.notes.rule, relative, text_black());
    flow.note_rule_width = resolve(layout_.notes.rule_width, relative);
    out_.flows.push_back(std::move(flow));
  }
}

}  // namespace banxin::style
