// [templates]: each an array of elements; the key that stands for the kind decides the rest.
#include <array>

#include "engine/style/parse.h"

namespace banxin::style {
namespace {

using Kind = Element::Kind;

/// In the order of element_tables().
constexpr std::array<Kind, 16> kKinds{Kind::text,
                                      Kind::blocks,
                                      Kind::qr,
                                      Kind::image,
                                      Kind::box,
                                      Kind::row,
                                      Kind::rule,
                                      Kind::space,
                                      Kind::page_break,
                                      Kind::names,
                                      Kind::fields,
                                      Kind::field,
                                      Kind::each,
                                      Kind::entry,
                                      Kind::use,
                                      Kind::note};

std::size_t kind_of(const Value& table) {
  const auto tables = element_tables();
  std::size_t kind = 0;
  while (kind < tables.size() && !table.find(tables[kind].name)) {
    ++kind;
  }
  return kind;
}

Keys keys_of(std::size_t kind) {
  return kind < element_tables().size() ? element_tables()[kind].keys : Keys();
}

constexpr std::array<std::string_view, 3> kVertical{"start", "center", "end"};

class ElementParser {
 public:
  ElementParser(const Value& table, Diagnostics& diagnostics)
      : table_(table),
        diagnostics_(diagnostics),
        kind_(kind_of(table)),
        reader_(table, keys_of(kind_), diagnostics, kElementKeys) {}

  std::optional<Element> parse() {
    if (kind_ >= kKinds.size()) {
      std::string keys;
      for (const KeyTable& table : element_tables()) {
        keys += (keys.empty() ? "" : ", ") + std::string(table.name);
      }
      diagnostics_.push_back({"E213", table_.span, {"templates", keys}});
      return std::nullopt;
    }
    element_.kind = kKinds[kind_];
    element_.span = table_.span;
    element_.when = reader_.condition("when");
    element_.style = reader_.text("style");
    parse_kind(element_tables()[kind_].name);
    parse_anchor_and_strings();
    reader_.finish();
    return std::move(element_);
  }

 private:
  void parse_kind(std::string_view key) {
    switch (element_.kind) {
      case Kind::note:
        element_.text = reader_.pattern(key);
        break;
      case Kind::text:
        element_.text = reader_.pattern(key);
        element_.link = reader_.pattern("link");
        break;
      case Kind::blocks:
        element_.collection = collection(key);
        element_.text = reader_.pattern("end");
        break;
      case Kind::qr:
      case Kind::image:
        parse_picture(key);
        break;
      case Kind::box:
      case Kind::row:
        parse_children(key);
        parse_row();
        break;
      case Kind::rule:
        element_.height = reader_.length(key).value_or(LengthSpec{0.5, LengthSpec::Unit::pt});
        element_.width = reader_.length("width").value_or(LengthSpec{});
        element_.color = reader_.text("color");
        break;
      case Kind::space:
        element_.height = reader_.length(key).value_or(LengthSpec{});
        break;
      case Kind::page_break:
        parse_break(key);
        break;
      case Kind::names:
      case Kind::fields:
      case Kind::field:
        parse_names(key);
        break;
      case Kind::each:
        element_.collection = collection(key);
        parse_children("do");
        element_.limit = static_cast<int>(reader_.integer("limit", 1, 100000).value_or(0));
        break;
      case Kind::entry:
        parse_entry(key);
        break;
      case Kind::use:
        element_.text = reader_.pattern(key);
        element_.otherwise = reader_.pattern("else");
        break;
    }
  }

  std::string collection(std::string_view key) {
    const std::string name = reader_.text(key);
    if (!known_collection(name)) {
      diagnostics_.push_back({"E212", table_.find(key)->span, {name}});
    }
    return name;
  }

  void parse_children(std::string_view key) {
    if (const Value* children = reader_.array(key)) {
      element_.children = parse_elements(*children, diagnostics_);
    }
  }

  void parse_row() {
    if (element_.kind != Kind::row) {
      return;
    }
    element_.gap = reader_.length("gap").value_or(LengthSpec{});
    if (const auto vertical = reader_.choice("vertical", kVertical)) {
      element_.vertical = static_cast<SideAlign>(*vertical);
    }
    const Value* widths = reader_.array("widths");
    for (std::size_t i = 0; widths && i < widths->array.size(); ++i) {
      const Value& item = widths->array[i];
      const bool rest = item.is(Value::Kind::string) && item.string == "*";
      const auto width = rest ? LengthSpec{} : length_of(item);
      if (!width) {
        diagnostics_.push_back({"E205", item.span, {"widths", item.string}});
      }
      element_.widths.push_back(width.value_or(LengthSpec{}));
    }
  }

  void parse_picture(std::string_view key) {
    element_.text = reader_.pattern(key);
    element_.alternative = reader_.pattern("alt");
    element_.link = reader_.pattern("link");
    if (const auto size = reader_.length("size")) {
      element_.width = *size;
      element_.height = element_.kind == Kind::qr ? *size : LengthSpec{};
    }
    if (element_.kind == Kind::image) {
      element_.width = reader_.length("width").value_or(element_.width);
      element_.height = reader_.length("height").value_or(element_.height);
      element_.max_width = reader_.length("max-width").value_or(LengthSpec{});
      element_.max_height = reader_.length("max-height").value_or(LengthSpec{});
    }
  }

  void parse_break(std::string_view key) {
    static constexpr std::array<std::string_view, 4> kWords{"column", "page", "recto", "verso"};
    static constexpr std::array<BreakRule, 4> kRules{
        BreakRule::column, BreakRule::page, BreakRule::recto, BreakRule::verso};
    element_.break_rule = kRules[reader_.choice(key, kWords).value_or(1)];
  }

  void parse_names(std::string_view key) {
    if (element_.kind == Kind::field) {
      element_.number = reader_.pattern(key);
    } else {
      element_.collection = collection(key);
    }
    element_.label_style = reader_.text("label-style");
    element_.label_width = reader_.length("label-width").value_or(LengthSpec{});
    element_.separator = reader_.text("separator");
    element_.gap = reader_.length("gap").value_or(LengthSpec{});
    if (element_.kind == Kind::names) {
      element_.name_width =
          reader_.length("name-width").value_or(LengthSpec{3, LengthSpec::Unit::em});
      element_.gutter = reader_.length("gutter").value_or(LengthSpec{1, LengthSpec::Unit::em});
      element_.name_columns = static_cast<int>(reader_.integer("columns", 1, 50).value_or(4));
    } else {
      element_.text = reader_.pattern("value");
      if (element_.text.empty()) {
        element_.text.pieces.push_back({Piece::Kind::placeholder, "value", {}, {}, {}});
        element_.text.span = element_.span;
      }
    }
  }

  void parse_entry(std::string_view key) {
    element_.text = reader_.pattern(key);
    element_.number = reader_.pattern("number");
    element_.number_style = reader_.text("number-style");
    element_.author = reader_.pattern("author");
    element_.author_style = reader_.text("author-style");
    element_.author_width = reader_.length("author-width").value_or(element_.author_width);
    element_.leader_dot = reader_.text("leader", element_.leader_dot);
    element_.leader_pitch = reader_.length("leader-pitch").value_or(element_.leader_pitch);
    element_.leader_gap = reader_.length("leader-gap").value_or(element_.leader_gap);
    element_.number_width = reader_.length("number-width").value_or(element_.number_width);
    element_.turn_over = reader_.length("turn-over").value_or(element_.turn_over);
    element_.min_dots = static_cast<int>(reader_.integer("min-dots", 0, 100).value_or(4));
  }

  void parse_anchor_and_strings() {
    static constexpr std::array<std::string_view, 2> kAnchors{"section", "article"};
    if (const auto anchor = reader_.choice("anchor", kAnchors)) {
      element_.anchor = kAnchors[*anchor];
    }
    const Value* sets = reader_.table("set");
    for (std::size_t i = 0; sets && i < sets->members.size(); ++i) {
      const Value::Member& member = sets->members[i];
      element_.sets.emplace_back(member.key, parse_pattern(member.value, diagnostics_));
    }
  }

  const Value& table_;
  Diagnostics& diagnostics_;
  std::size_t kind_;
  TableReader reader_;
  Element element_;
};

}  // namespace

std::vector<Element> parse_elements(const Value& array, Diagnostics& diagnostics) {
  std::vector<Element> elements;
  for (const Value& item : array.array) {
    if (!item.is(Value::Kind::table)) {
      diagnostics.push_back({"E204", item.span, {"templates", "{ text = … }"}});
    } else if (auto element = ElementParser(item, diagnostics).parse()) {
      elements.push_back(std::move(*element));
    }
  }
  return elements;
}

std::vector<Template> parse_template_table(const Value& table, Diagnostics& diagnostics) {
  std::vector<Template> out;
  for (const Value::Member& member : table.members) {
    if (!member.value.is(Value::Kind::array)) {
      diagnostics.push_back({"E204", member.value.span, {member.key, "[ { … }, … ]"}});
      continue;
    }
    out.push_back({member.key, parse_elements(member.value, diagnostics), member.key_span});
  }
  return out;
}

void parse_templates(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  layout.templates = parse_template_table(table, diagnostics);
}

}  // namespace banxin::style
