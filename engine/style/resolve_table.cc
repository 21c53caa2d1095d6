// Tables: caption, head and body rows, the line repeated where a table goes on (续表).
#include <algorithm>
#include <numeric>

#include "engine/style/resolver.h"
#include "engine/unicode/unicode.h"

namespace banxin::style {
namespace {

/// The line break in a caption before a line that names the unit; content.size() if there is none.
std::size_t unit_line(const Inlines& content, const std::vector<std::string>& units) {
  for (std::size_t i = 0; i + 1 < content.size(); ++i) {
    const Inline& next = content[i + 1];
    if (content[i].kind != InlineKind::line_break || next.kind != InlineKind::text) {
      continue;
    }
    for (const std::string& unit : units) {
      if (next.text.find(unit) <= std::string_view("（").size()) {
        return i;
      }
    }
  }
  return content.size();
}

/// Width of a text in half em: Han, kana and full-width marks are two, all else is one.
std::int64_t half_ems(std::string_view text) {
  std::int64_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += decode_utf8(text, at) < U'\u2e80' ? 1 : 2;
  }
  return width;
}

/// A column of longer texts takes this much and wraps.
constexpr std::int64_t kWidestInHalfEms = 24;

/// Widths of the columns in half em, if no cell but the longest wraps.
std::int64_t columns_in_half_ems(const Block& block) {
  std::vector<std::int64_t> widths;
  for (const std::vector<TableRow>* rows : {&block.head, &block.body}) {
    for (const TableRow& row : *rows) {
      widths.resize(std::max(widths.size(), row.cells.size()));
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::int64_t width = half_ems(plain_text(row.cells[i].content));
        widths[i] = std::max(widths[i], std::min(width, kWidestInHalfEms));
      }
    }
  }
  return std::accumulate(widths.begin(), widths.end(), std::int64_t{0});
}

}  // namespace

/// column-span = "auto": a table stands across if its cells need more than the column has.
BlockStyleId Resolver::spanned(BlockStyleId style, const Block& block, const Context& context) {
  BlockStyle out = out_.block(style);
  if (out.column_span != ColumnSpan::automatic) {
    return style;
  }
  const BlockSpec& cell = spec("table-cell", context);
  const BlockSpec& body = spec("table", context);
  const PropData* data = body.props.find(Prop::cell_padding);
  const Length padding =
      data ? resolve(std::get<LengthSpec>(*data), base(body, context)) * 2 : Length();
  const auto columns = static_cast<std::int64_t>(block.columns.size());
  const Length needed = cell.text.size * columns_in_half_ems(block) / 2 + padding * columns;
  const bool across = context.full > Length() && needed > context.measure;
  out.column_span = across ? ColumnSpan::all : ColumnSpan::none;
  if (across && out.floating == Float::column_top) {
    out.floating = Float::page_top;
  } else if (across && out.floating == Float::column_bottom) {
    out.floating = Float::page_bottom;
  }
  return styles_.variant(
      out, (across ? "across " : "in column ") + std::to_string(static_cast<std::uint32_t>(style)));
}

StyledBlock Resolver::table(const Block& block, const Context& outside) {
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = spanned(floated(spec("table-box", outside).id, block.attributes), block, outside);
  const Context context = inside(out_.block(box.style), outside);
  box.role = TagRole::table;  // caption, unit and rows are its parts
  box.source = block.span;
  Block titled = block;
  const std::size_t unit = unit_line(block.content, layout_.captions.units);
  if (unit < block.content.size()) {
    titled.content.resize(unit);
  }
  if (!titled.content.empty()) {
    box.children.push_back(caption("table-caption", titled.content, block.span, context));
  }
  if (unit < block.content.size()) {  // B2: 单位：万元, to the right above the table
    const Inlines line(block.content.begin() + static_cast<std::ptrdiff_t>(unit) + 1,
                       block.content.end());
    const char* style = styles_.has("table-unit") ? "table-unit" : "table-caption";
    box.children.push_back(paragraph_block(style, line, block.span, context));
  }
  box.children.push_back(table_body(titled, context));
  return box;
}

StyledBlock Resolver::table_body(const Block& block, const Context& context) {
  const BlockSpec& styled = spec("table", context);
  const LengthBase relative = base(styled, context);
  auto table = std::make_shared<StyledTable>();
  const auto rule = [&](Prop prop, Border& to) {
    if (const PropData* data = styled.props.find(prop)) {
      to = styles_.border(std::get<BorderSpec>(*data), relative, styled.text.color);
    }
  };
  rule(Prop::rule_top, table->rule_top);
  rule(Prop::rule_head, table->rule_head);
  rule(Prop::rule_bottom, table->rule_bottom);
  rule(Prop::rule_row, table->rule_row);
  rule(Prop::rule_column, table->rule_column);
  if (const PropData* data = styled.props.find(Prop::cell_padding)) {
    const Length padding = resolve(std::get<LengthSpec>(*data), relative);
    table->cell_padding = {padding / 2, padding, padding / 2, padding};
  }
  table->head_background = spec("table-head", context).style.background;
  table->cell_background = spec("table-cell", context).style.background;
  if (const PropData* data = styled.props.find(Prop::stripe_color)) {
    const std::string& name = std::get<std::string>(*data);
    table->stripe = name == "none" ? std::nullopt : std::optional(styles_.color(name));
  }
  if (const PropData* data = styled.props.find(Prop::full_width)) {
    table->full_width = std::get<std::int64_t>(*data) != 0;
  }
  if (styled.props.find(Prop::align)) {
    table->align = styled.style.align;
  }
  const auto add_rows = [&](const std::vector<TableRow>& rows, bool head) {
    for (const TableRow& row : rows) {
      StyledRow& out = table->rows.emplace_back();
      out.head = head;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const CellAlign align = i < block.columns.size() ? block.columns[i] : CellAlign::none;
        out.cells.push_back(
            table_cell(row.cells[i], align, head ? "table-head" : "table-cell", context));
      }
      table->columns = std::max(table->columns, out.cells.size());
    }
  };
  add_rows(block.head, true);
  add_rows(block.body, false);
  if (!block.content.empty() && !layout_.captions.continued.empty()) {
    const std::string& form = layout_.captions.continued;
    const std::size_t slot = form.find("{caption}");
    const BlockSpec& caption = spec("table-caption", context);
    ParagraphBuilder builder(styles_);
    builder.text(std::string_view(form).substr(0, slot), {}, start(caption));
    if (slot != form.npos) {
      caption_inlines(block.content, start(caption), context, builder);
      builder.text(std::string_view(form).substr(slot + 9), {}, start(caption));
    }
    table->continued = finish_paragraph(builder, caption, block.span).paragraph;
  }
  StyledBlock out;
  out.kind = StyledKind::table;
  out.style = styled.id;
  out.role = TagRole::table;
  out.source = block.span;
  out.table = std::move(table);
  return out;
}

StyledCell Resolver::table_cell(const TableCell& cell,
                                CellAlign align,
                                const std::string& style,
                                const Context& context) {
  StyledCell out;
  out.align = align;
  out.source = cell.span;
  const BlockSpec& styled = spec(style, context);
  ParagraphBuilder builder(styles_);
  inlines(cell.content, start(styled), context, builder);
  StyledBlock block = finish_paragraph(builder, styled, cell.span);
  if (align == CellAlign::none) {
    out.paragraphs.push_back(block.paragraph);
    return out;
  }
  constexpr std::array<Align, 4> kAligns{Align::start, Align::start, Align::center, Align::end};
  const Align wanted = kAligns[static_cast<std::size_t>(align)];
  BlockStyle aligned = styled.style;
  aligned.text_align = aligned.text_align_last = wanted;
  auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
  paragraph->style = styles_.variant(aligned,
                                     "align " + std::to_string(static_cast<int>(align)) + " " +
                                         std::to_string(static_cast<std::uint32_t>(styled.id)));
  out.paragraphs.push_back(std::move(paragraph));
  return out;
}

}  // namespace banxin::style
