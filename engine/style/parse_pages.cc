// [page], [masters], [[flows]].
#include <array>

#include "engine/style/parse.h"

namespace banxin::style {
namespace {

constexpr std::array<std::string_view, 4> kMargins{"top", "bottom", "inner", "outer"};
constexpr std::array<std::string_view, 8> kEdges{
    "left", "right", "inner", "outer", "top", "bottom", "width", "height"};
constexpr std::array<std::string_view, 3> kSides{"start", "center", "end"};

std::array<std::optional<LengthSpec>, 4> parse_margins(const Value& table,
                                                       Diagnostics& diagnostics) {
  TableReader reader(table, kMarginKeys, diagnostics);
  std::array<std::optional<LengthSpec>, 4> margins;
  for (std::size_t i = 0; i < kMargins.size(); ++i) {
    margins[i] = reader.length(kMargins[i]);
  }
  reader.finish();
  return margins;
}

void parse_size(TableReader& reader, PageRule& page) {
  const Value* value = reader.get("size");
  if (!value) {
    return;
  }
  std::optional<Size> size;
  if (value->is(Value::Kind::string)) {
    size = paper_size(value->string);
  } else if (value->is(Value::Kind::array) && value->array.size() == 2) {
    const auto width = length_of(value->array[0]);
    const auto height = length_of(value->array[1]);
    if (width && height && width->unit == LengthSpec::Unit::pt &&
        height->unit == LengthSpec::Unit::pt) {
      size = Size{resolve(*width, {}), resolve(*height, {})};
    }
  }
  // 20 pt is smaller than any page, 14 400 pt is what PDF allows.
  if (size && size->width > Length::pt(20) && size->height > Length::pt(20) &&
      size->width <= Length::pt(14400) && size->height <= Length::pt(14400)) {
    page.size = *size;
  } else {
    reader.diagnostics().push_back({"E205", value->span, {"size", value->string}});
  }
}

void parse_type_area(TableReader& reader, PageRule& page) {
  const Value* value = reader.array("type-area");
  if (!value) {
    return;
  }
  if (value->array.size() != 2 || !value->array[0].number() ||
      !value->array[1].is(Value::Kind::integer) || value->array[0].real < 1 ||
      value->array[0].real > 500 || value->array[1].integer < 1 || value->array[1].integer > 500) {
    reader.wrong_type(*value, "type-area", "[30, 38]");
    return;
  }
  page.type_area = {value->array[0].real, static_cast<int>(value->array[1].integer)};
}

FrameRule parse_frame(const Value& table, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 3> kRelative{"page", "type-area", "bleed"};
  static constexpr std::array<std::string_view, 3> kPageSides{"both", "left", "right"};
  static constexpr std::array<std::string_view, 3> kOpening{"all", "opening", "continuing"};
  TableReader reader(table, kFrameKeys, diagnostics);
  FrameRule frame;
  frame.span = table.span;
  if (const auto relative = reader.choice("relative", kRelative)) {
    frame.relative = static_cast<Frame::Relative>(*relative);
  }
  if (const auto side = reader.choice("side", kPageSides)) {
    frame.side = static_cast<Frame::Side>(*side);
  }
  if (const auto pages = reader.choice("pages", kOpening)) {
    frame.pages = static_cast<Frame::Pages>(*pages);
  }
  for (std::size_t i = 0; i < kEdges.size(); ++i) {
    frame.edges[i] = reader.length(kEdges[i]);
  }
  if (const auto vertical = reader.choice("vertical", kSides)) {
    frame.vertical = static_cast<SideAlign>(*vertical);
  }
  frame.when = reader.condition("when");
  frame.step = reader.length("step").value_or(LengthSpec{});
  frame.step_by = reader.text("step-by");
  frame.step_count = static_cast<int>(reader.integer("step-count", 1, 1000).value_or(0));
  if (!frame.step_by.empty() && !table.find("step")) {
    diagnostics.push_back({"E213", table.span, {"step-by", "step"}});
  }
  frame.style = reader.text("style");
  frame.background = reader.text("background");
  if (const Value* content = reader.array("content")) {
    frame.content = parse_elements(*content, diagnostics);
  }
  reader.finish();
  return frame;
}

std::optional<ColumnFill> parse_column_fill(TableReader& reader) {
  static constexpr std::array<std::string_view, 2> kFill{"balance", "auto"};
  const auto fill = reader.choice("column-fill", kFill);
  return fill ? std::optional(static_cast<ColumnFill>(*fill)) : std::nullopt;
}

/// Read as a style's border is.
std::optional<BorderSpec> parse_column_rule(TableReader& reader) {
  const Value* rule = reader.get("column-rule");
  if (!rule) {
    return std::nullopt;
  }
  Value wrapper;
  wrapper.kind = Value::Kind::table;
  wrapper.members.push_back({"column-rule", rule->span, *rule});
  const PropList list = read_properties(wrapper, PropSet::block, {}, reader.diagnostics());
  const PropData* data = list.find(Prop::column_rule);
  return data ? std::optional(std::get<BorderSpec>(*data)) : std::nullopt;
}

MasterRule parse_master(const std::string& name, const Value& table, Diagnostics& diagnostics) {
  TableReader reader(table, kMasterKeys, diagnostics);
  MasterRule master;
  master.name = name;
  master.span = master.extends_span = table.span;
  master.extends = reader.text("extends");
  if (const Value* extends = table.find("extends")) {
    master.extends_span = extends->span;
  }
  if (const Value* margins = reader.table("margins")) {
    master.margins = parse_margins(*margins, diagnostics);
  }
  if (const auto columns = reader.integer("columns", 1, 12)) {
    master.columns = static_cast<int>(*columns);
  }
  master.column_gap = reader.length("column-gap");
  master.baseline_grid = reader.length("baseline-grid");
  master.measure_step = reader.length("measure-step");
  master.column_fill = parse_column_fill(reader);
  master.column_rule = parse_column_rule(reader);
  if (const Value* frames = reader.array("frames")) {
    master.frames.emplace();
    for (const Value& frame : frames->array) {
      if (frame.is(Value::Kind::table)) {
        master.frames->push_back(parse_frame(frame, diagnostics));
      } else {
        reader.wrong_type(frame, "frames", "[table]");
      }
    }
  }
  reader.finish();
  return master;
}

FlowRule parse_flow(const Value& table, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 3> kStart{"page", "recto", "verso"};
  static constexpr std::array<BreakRule, 3> kStartRule{
      BreakRule::page, BreakRule::recto, BreakRule::verso};
  static constexpr std::array<std::string_view, 5> kFolio{
      "none", "decimal", "lower-roman", "upper-roman", "chinese"};
  TableReader reader(table, kFlowKeys, diagnostics);
  FlowRule flow;
  flow.span = table.span;
  flow.name = reader.text("name");
  const std::string master = reader.text("master");
  flow.first = reader.text("master-first", master);
  flow.left = reader.text("master-left", master);
  flow.right = reader.text("master-right", master);
  flow.blank = reader.text("master-blank");
  if (const auto start = reader.choice("start", kStart)) {
    flow.start = kStartRule[*start];
  }
  if (const auto folio = reader.choice("folio", kFolio)) {
    flow.folio = static_cast<FolioFormat>(*folio);
  }
  if (const auto restart = reader.integer("restart", 0, 100000)) {
    flow.restart = static_cast<int>(*restart);
  }
  flow.pages_multiple = static_cast<int>(reader.integer("pages-multiple", 1, 64).value_or(0));
  flow.label_prefix = reader.text("label-prefix");
  flow.content = reader.text("template");
  flow.when = reader.condition("when");
  reader.finish();
  if (flow.name.empty()) {
    diagnostics.push_back({"E213", table.span, {"flows", "name"}});
  }
  if (flow.first.empty()) {
    flow.first = flow.right;
  }
  return flow;
}

}  // namespace

void parse_page(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 2> kBinding{"left", "right"};
  TableReader reader(table, kPageKeys, diagnostics);
  PageRule& page = layout.page;
  parse_size(reader, page);
  page.bleed = reader.length("bleed").value_or(page.bleed);
  page.facing = reader.flag("facing").value_or(page.facing);
  page.right_bound = reader.choice("binding", kBinding).value_or(0) == 1;
  if (const Value* margins = reader.table("margins")) {
    page.margins = parse_margins(*margins, diagnostics);
  }
  parse_type_area(reader, page);
  if (const auto columns = reader.integer("columns", 1, 12)) {
    page.columns = static_cast<int>(*columns);
  }
  page.column_gap = reader.length("column-gap").value_or(page.column_gap);
  page.baseline_grid = reader.length("baseline-grid").value_or(page.baseline_grid);
  page.measure_step = reader.length("measure-step").value_or(page.measure_step);
  page.column_fill = parse_column_fill(reader).value_or(page.column_fill);
  page.column_rule = parse_column_rule(reader).value_or(page.column_rule);
  reader.finish();
}

void parse_masters(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  for (const Value::Member& member : table.members) {
    if (member.value.is(Value::Kind::table)) {
      layout.masters.push_back(parse_master(member.key, member.value, diagnostics));
    } else {
      diagnostics.push_back({"E204", member.value.span, {member.key, "[table]"}});
    }
  }
}

void parse_flows(const Value& array, LayoutData& layout, Diagnostics& diagnostics) {
  for (const Value& item : array.array) {
    if (item.is(Value::Kind::table)) {
      layout.flows.push_back(parse_flow(item, diagnostics));
    } else {
      diagnostics.push_back({"E204", item.span, {"flows", "[[flows]]"}});
    }
  }
}

}  // namespace banxin::style
