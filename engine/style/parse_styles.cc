// [colors], [fonts], [text], [styles], [text-styles], [divs], [notes], [lists], [captions],
// [variables], [kinds], [variants], [strings].
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/style/parse.h"
#include "engine/style/variables.h"

namespace banxin::style {
namespace {

constexpr std::array<std::string_view, 5> kLocales{
    "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "latin"};

bool is_locale(std::string_view key) {
  return std::find(kLocales.begin(), kLocales.end(), key) != kLocales.end();
}

std::vector<int> weights_of(TableReader& reader) {
  const Value* value = reader.array("weights");
  std::vector<int> weights;
  if (!value) {
    return {400};
  }
  for (const Value& item : value->array) {
    if (item.is(Value::Kind::integer) && item.integer >= 1 && item.integer <= 1000) {
      weights.push_back(static_cast<int>(item.integer));
    } else {
      reader.wrong_type(item, "weights", "1–1000");
    }
  }
  std::sort(weights.begin(), weights.end());
  weights.erase(std::unique(weights.begin(), weights.end()), weights.end());
  return weights.empty() ? std::vector<int>{400} : weights;
}

/// "U+20000-2A6DF", "U+E000": as in CSS.
std::optional<CodeRange> range_of(std::string_view text) {
  constexpr char32_t kLast = 0x10ffff;
  if (text.substr(0, 2) != "U+" && text.substr(0, 2) != "u+") {
    return std::nullopt;
  }
  text.remove_prefix(2);
  CodeRange range;
  const auto read = [&text](char32_t& to) {
    std::uint32_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [at, problem] = std::from_chars(text.data(), end, value, 16);
    text.remove_prefix(static_cast<std::size_t>(at - text.data()));
    to = value;
    return problem == std::errc() && value <= kLast;
  };
  if (!read(range.first)) {
    return std::nullopt;
  }
  range.last = range.first;
  if (!text.empty()) {
    if (text.front() != '-') {
      return std::nullopt;
    }
    text.remove_prefix(1);
    if (!read(range.last)) {
      return std::nullopt;
    }
  }
  return text.empty() && range.first <= range.last ? std::optional(range) : std::nullopt;
}

std::vector<CodeRange> ranges_of(TableReader& reader) {
  const Value* value = reader.get("unicode-range");
  std::vector<CodeRange> ranges;
  if (!value) {
    return ranges;
  }
  const auto add = [&](const Value& item) {
    const auto range = item.is(Value::Kind::string) ? range_of(item.string) : std::nullopt;
    if (range) {
      ranges.push_back(*range);
    } else {
      reader.wrong_type(item, "unicode-range", "\"U+20000-2A6DF\"");
    }
  };
  if (value->is(Value::Kind::array)) {
    for (const Value& item : value->array) {
      add(item);
    }
  } else {
    add(*value);
  }
  return ranges;
}

/// A11: "match", a factor or a percentage.
std::int32_t latin_scale_of(TableReader& reader) {
  constexpr std::int32_t kLeast = 500, kMost = 2000;
  const Value* value = reader.get("latin-scale");
  if (!value) {
    return 1000;
  }
  if (value->is(Value::Kind::string) && value->string == "match") {
    return 0;
  }
  const auto spec = value->is(Value::Kind::string) ? parse_length(value->string) : std::nullopt;
  const double factor = value->number()                                   ? value->real
                        : spec && spec->unit == LengthSpec::Unit::percent ? spec->value / 100
                                                                          : 0;
  const auto scale = static_cast<std::int32_t>(std::lround(factor * 1000));
  if (scale < kLeast || scale > kMost) {
    reader.wrong_type(*value, "latin-scale", "0.5–2, \"match\"");
    return 1000;
  }
  return scale;
}

FontRole parse_role(const std::string& name, const Value& table, Diagnostics& diagnostics) {
  TableReader reader(table, kRoleKeys, diagnostics);
  FontRole role;
  role.name = name;
  role.span = table.span;
  role.families = reader.texts("families");
  role.weights = weights_of(reader);
  role.latin = reader.text("latin");
  role.fallback = reader.texts("fallback");
  role.cjk_features = reader.texts("cjk-features");
  role.latin_features = reader.texts("latin-features");
  role.bold = reader.text("bold");
  role.only = ranges_of(reader);
  role.latin_scale = latin_scale_of(reader);
  for (const std::string_view locale : kLocales) {
    if (locale == "latin") {
      continue;  // here the key of the Latin partner
    }
    if (const Value* value = reader.table(locale)) {
      TableReader own(*value, kLocaleRoleKeys, diagnostics);
      role.locale_families[std::string(locale)] = own.texts("families");
      own.finish();
    }
  }
  reader.finish();
  if (role.families.empty()) {
    diagnostics.push_back({"E213", table.span, {"fonts." + name, "families"}});
  }
  return role;
}

StringTable parse_string_table(const Value& table, Diagnostics& diagnostics) {
  StringTable out;
  for (const Value::Member& member : table.members) {
    if (member.value.is(Value::Kind::string)) {
      out[member.key] = member.value.string;
    } else if (!(member.value.is(Value::Kind::table) && is_locale(member.key))) {
      diagnostics.push_back({"E204", member.value.span, {member.key, "\"…\""}});
    }
  }
  return out;
}

}  // namespace

void parse_colors(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  for (const Value::Member& member : table.members) {
    std::optional<Color> color;
    if (member.value.is(Value::Kind::string)) {
      color = color_literal(member.value.string);
      const NamedColor* other = color ? nullptr : find_named(layout.colors, member.value.string);
      if (other) {
        color = other->color;
      }
    } else if (member.value.is(Value::Kind::table)) {
      color = color_table(member.value);
    }
    if (color) {
      layout.colors.push_back({member.key, *color, member.value.span});
    } else {
      diagnostics.push_back({"E206", member.value.span, {member.key}});
      layout.colors.push_back({member.key, text_black(), member.value.span});
    }
  }
}

void parse_fonts(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  for (const Value::Member& member : table.members) {
    if (member.value.is(Value::Kind::table)) {
      layout.fonts.push_back(parse_role(member.key, member.value, diagnostics));
    } else {
      diagnostics.push_back({"E204", member.value.span, {"fonts." + member.key, "[table]"}});
    }
  }
}

void parse_composition(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  const std::vector<std::string> locales(kLocales.begin(), kLocales.end());
  layout.composition = read_properties(table, PropSet::composition, locales, diagnostics);
  for (const std::string& locale : locales) {
    const Value* own = table.find(locale);
    if (own && own->is(Value::Kind::table)) {
      layout.locale_composition[locale] =
          read_properties(*own, PropSet::composition, {}, diagnostics);
    } else if (own) {
      diagnostics.push_back({"E204", own->span, {locale, "[table]"}});
    }
  }
}

void parse_styles(const Value& table,
                  PropSet set,
                  std::vector<StyleRule>& out,
                  Diagnostics& diagnostics) {
  static const std::vector<std::string> kOther{"extends"};
  for (const Value::Member& member : table.members) {
    if (!member.value.is(Value::Kind::table)) {
      diagnostics.push_back({"E204", member.value.span, {member.key, "[table]"}});
      continue;
    }
    StyleRule rule;
    rule.name = member.key;
    rule.span = member.key_span;
    rule.extends_span = member.value.span;
    if (const Value* extends = member.value.find("extends")) {
      rule.extends_span = extends->span;
      if (extends->is(Value::Kind::string)) {
        rule.extends = extends->string;
      } else {
        diagnostics.push_back({"E204", extends->span, {"extends", "\"…\""}});
      }
    }
    rule.own = read_properties(member.value, set, kOther, diagnostics);
    out.push_back(std::move(rule));
  }
}

void parse_divs(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  for (const Value::Member& member : table.members) {
    if (!member.value.is(Value::Kind::table)) {
      diagnostics.push_back({"E204", member.value.span, {member.key, "[table]"}});
      continue;
    }
    TableReader reader(member.value, kDivKeys, diagnostics);
    DivRule div;
    div.name = member.key;
    div.span = member.value.span;
    div.box = reader.text("box");
    div.paragraph = reader.text("paragraph");
    div.label = reader.pattern("label");
    div.lead = reader.text("lead");
    div.page_break = reader.flag("page-break").value_or(false);
    div.jump = reader.flag("jump").value_or(false);
    div.column_break = reader.flag("column-break").value_or(false);
    div.repeats = reader.flag("repeats").value_or(false);
    div.labels = reader.flag("labels").value_or(false);
    div.separator = reader.text("separator");
    div.footnote = reader.flag("footnote").value_or(false);
    reader.finish();
    layout.divs.push_back(std::move(div));
  }
}

void parse_notes(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 3> kFormats{"circled", "decimal", "bracketed"};
  static constexpr std::array<std::string_view, 3> kNumbering{"article", "issue", "page"};
  static constexpr std::array<std::string_view, 3> kPlaces{"as-typed", "before-stop", "after-stop"};
  TableReader reader(table, kNotesKeys, diagnostics);
  NotesRule& notes = layout.notes;
  if (const auto format = reader.choice("format", kFormats)) {
    notes.format = static_cast<NoteFormat>(*format);
  }
  if (const auto numbering = reader.choice("numbering", kNumbering)) {
    notes.numbering = static_cast<NoteNumbering>(*numbering);
  }
  static constexpr std::array<std::string_view, 2> kPlacements{"page", "article"};
  if (const auto placement = reader.choice("placement", kPlacements)) {
    notes.placement = static_cast<NotePlacement>(*placement);
  }
  if (const auto place = reader.choice("mark-position", kPlaces)) {
    notes.place = static_cast<NotePlace>(*place);
  }
  if (reader.get("heading")) {
    notes.heading = reader.pattern("heading");
  }
  notes.gap = reader.length("gap").value_or(notes.gap);
  notes.rule_width = reader.length("rule-width").value_or(notes.rule_width);
  if (const Value* rule = reader.get("rule")) {
    Value wrapper;
    wrapper.kind = Value::Kind::table;
    wrapper.members.push_back({"border-top", rule->span, *rule});
    const PropList list = read_properties(wrapper, PropSet::block, {}, diagnostics);
    if (const PropData* data = list.find(Prop::border_top)) {
      notes.rule = std::get<BorderSpec>(*data);
    }
  }
  reader.finish();
}

void parse_lists(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  TableReader reader(table, kListKeys, diagnostics);
  if (auto bullets = reader.texts("bullets"); !bullets.empty()) {
    layout.lists.bullets = std::move(bullets);
  }
  if (auto numbers = reader.texts("numbers"); !numbers.empty()) {
    layout.lists.numbers = std::move(numbers);
  }
  reader.finish();
}

void parse_captions(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  TableReader reader(table, kCaptionKeys, diagnostics);
  layout.captions.labels = reader.texts("labels");
  layout.captions.gap = reader.text("gap");
  layout.captions.continued = reader.text("continued");
  layout.captions.units = reader.texts("units");
  reader.finish();
}

void parse_variables(const Value& table, LayoutData& layout, Diagnostics&) {
  for (const Value::Member& member : table.members) {
    if (std::string text = scalar_text(member.value); !text.empty()) {
      layout.variables[member.key] = std::move(text);
    }
  }
}

void parse_variants(const Value& table, std::vector<VariantRule>& out, Diagnostics& diagnostics) {
  for (const Value::Member& member : table.members) {
    if (!member.value.is(Value::Kind::table)) {
      diagnostics.push_back({"E204", member.value.span, {member.key, "[table]"}});
      continue;
    }
    TableReader reader(member.value, kVariantKeys, diagnostics);
    VariantRule rule;
    rule.name = member.key;
    rule.span = member.key_span;
    if (const Value* styles = reader.table("styles")) {
      parse_styles(*styles, PropSet::block, rule.styles, diagnostics);
    }
    if (const Value* styles = reader.table("text-styles")) {
      parse_styles(*styles, PropSet::text, rule.text_styles, diagnostics);
    }
    if (const Value* templates = reader.table("templates")) {
      rule.templates = parse_template_table(*templates, diagnostics);
    }
    reader.finish();
    out.push_back(std::move(rule));
  }
}

void parse_strings(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  layout.strings = parse_string_table(table, diagnostics);
  for (const Value::Member& member : table.members) {
    if (member.value.is(Value::Kind::table) && is_locale(member.key)) {
      layout.locale_strings[member.key] = parse_string_table(member.value, diagnostics);
    }
  }
}

}  // namespace banxin::style
