// Even spacing: labels as wide as the longest (N2), names in columns (N1, L10). Nothing that is
// not Han, and nothing wider than its field, is spread (N3).
#include <algorithm>

#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

constexpr int kAnyCount = 1000;  // N2: labels are spread whatever their length

}  // namespace

StyledBlock Resolver::spread_text(
    const std::string& style, const Text& text, Length width, int most, const Context& context) {
  const BlockSpec& styled = spec(style, context);
  ParagraphBuilder builder(styles_);
  builder.text(text.value, text.span, start(styled));
  StyledBlock block = finish_paragraph(builder, styled, text.span);
  const CharCount count = count_characters(text.value);
  const bool spreads = count.other == 0 && count.han >= 2 && count.han <= most &&
                       styled.text.size * count.han <= width;
  BlockStyle own = styled.style;
  own.width = Length();
  own.text_indent = Length();
  own.text_align = own.text_align_last = spreads ? Align::spread : Align::start;
  auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
  paragraph->style = block.style = styles_.variant(
      own,
      (spreads ? "spread " : "flush ") + std::to_string(static_cast<std::uint32_t>(styled.id)));
  block.paragraph = std::move(paragraph);
  return block;
}

StyledBlock Resolver::separator(const std::string& style,
                                const Element& element,
                                const Context& context) {
  StyledBlock block = plain_paragraph(style, element.separator, element.span, context);
  block.role = TagRole::artifact_layout;
  return block;
}

StyledBlock Resolver::name_rows(const Element& element,
                                const std::vector<Text>& names,
                                const Context& context) {
  const std::string style = element.style.empty() ? "body" : element.style;
  const BlockSpec& styled = spec(style, context);
  const LengthBase relative = base(styled, context);
  const Length cell = max(resolve(element.name_width, relative), Length::pt(1));
  const Length gutter = resolve(element.gutter, relative);
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = spec("base", context).id;
  box.role = TagRole::list_body;
  int used = element.name_columns;  // cells taken in the current row
  for (const Text& name : names) {
    const Length natural = styled.text.size * count_characters(name.value).units();
    int cells = 1;
    while (cells < element.name_columns && cell * cells + gutter * (cells - 1) < natural) {
      ++cells;
    }
    if (used + cells > element.name_columns) {
      StyledBlock& row = box.children.emplace_back();
      row.kind = StyledKind::row;
      row.style = box.style;
      row.role = TagRole::p;
      row.gap = gutter;
      row.source = name.span;
      used = 0;
    }
    const Length width = cell * cells + gutter * (cells - 1);
    StyledBlock& row = box.children.back();
    row.children.push_back(spread_text(style, name, width, kSpreadNames, context));
    row.children.back().role = TagRole::span;  // all names of a row are one list body
    row.widths.push_back(width);
    used += cells;
  }
  return box;
}

Length Resolver::label_field(const Element& element,
                             const BlockSpec& label,
                             const Context& context) {
  int units = 1;
  for (const Role& role : issue_.roles) {
    units = std::max(units, count_characters(role.title.value).units());
  }
  for (const Contact& contact : issue_.contacts) {
    units = std::max(units, count_characters(contact.label.value).units());
  }
  return max(label.text.size * units, resolve(element.label_width, base(label, context)));
}

StyledBlock Resolver::labelled_row(const Element& element,
                                   const Text& text,
                                   const Context& context) {
  const std::string style = element.label_style.empty() ? "body" : element.label_style;
  const BlockSpec& label = spec(style, context);
  const Length field = label_field(element, label, context);
  StyledBlock row;
  row.kind = StyledKind::row;
  row.style = spec("base", context).id;
  row.role = TagRole::list_item;
  row.source = text.span;
  row.gap = resolve(element.gap, base(label, context));
  row.children.push_back(spread_text(style, text, field, kAnyCount, context));
  row.widths.push_back(field);
  if (!element.separator.empty()) {
    row.children.push_back(separator(style, element, context));
    row.widths.push_back(label.text.size * count_characters(element.separator).units());
  }
  return row;
}

void Resolver::names_element(const Element& element,
                             const Scope&,
                             const Context& context,
                             std::vector<StyledBlock>& out) {
  if (element.collection != "roles") {
    return;
  }
  for (const Role& role : issue_.roles) {
    StyledBlock row = labelled_row(element, role.title, context);
    row.children.push_back(name_rows(element, role.names, context));
    row.widths.push_back(Length());
    out.push_back(std::move(row));
  }
}

void Resolver::add_field(const Element& element,
                         const Text& label,
                         const Scope& scope,
                         const Context& context,
                         std::vector<StyledBlock>& out) {
  StyledBlock value;
  if (!text_element(element, scope, context, value)) {
    return;
  }
  StyledBlock row = labelled_row(element, label, context);
  row.children.push_back(std::move(value));
  row.widths.push_back(Length());
  out.push_back(std::move(row));
}

void Resolver::fields_element(const Element& element,
                              const Scope& scope,
                              const Context& context,
                              std::vector<StyledBlock>& out) {
  if (element.kind == Element::Kind::field) {
    const Text label{plain(element.number, scope), element.span};
    return add_field(element, label, scope, context, out);
  }
  for (const Contact& contact : issue_.contacts) {
    Scope inner = scope;
    inner.contact = &contact;
    add_field(element, contact.label, inner, context, out);
  }
}

}  // namespace banxin::style
