// Markdown blocks to styled blocks.
#include <algorithm>

#include "engine/style/numerals.h"
#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

constexpr int kDeepestBlock = 32;  // lists in quotes in boxes …; deeper ones are set flat

}  // namespace

void Resolver::blocks(const std::vector<Block>& list,
                      const Context& context,
                      std::vector<StyledBlock>& out) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const bool pair = i + 1 < list.size() && list[i].kind == BlockKind::heading &&
                      list[i + 1].kind == BlockKind::paragraph && runs_in(list[i], context);
    if (pair) {
      out.push_back(run_in(list[i], list[i + 1], context));
      name_anchor(list[i].attributes.id.empty() ? list[i + 1] : list[i], context, out.back());
      ++i;
    } else {
      block(list[i], context, out);
    }
  }
}

void Resolver::block(const Block& block, const Context& outer, std::vector<StyledBlock>& out) {
  Context context = outer;
  if (++context.depth > kDeepestBlock) {
    return;
  }
  if (const std::string* language = block.attributes.value("lang")) {
    context.language = *language;
  }
  const std::size_t first = out.size();
  switch (block.kind) {
    case BlockKind::paragraph:
      // A paragraph that is one span in a language is set as that language, line ends and all.
      if (block.content.size() == 1 && block.content.front().kind == InlineKind::span) {
        const std::string* language = block.content.front().attributes.value("lang");
        context.language = language ? *language : context.language;
      }
      out.push_back(
          paragraph_block(styled_by_class(block.attributes, paragraph_style(block, context)),
                          block.content,
                          block.span,
                          context));
      break;
    case BlockKind::heading:
      out.push_back(heading(block, context));
      break;
    case BlockKind::list:
      out.push_back(list(block, context));
      break;
    case BlockKind::quote:
      out.push_back(quote(block, context));
      break;
    case BlockKind::code:
      out.push_back(code(block, context));
      break;
    case BlockKind::rule:
      out.push_back(rule(block, context));
      break;
    case BlockKind::table:
      out.push_back(table(block, context));
      break;
    case BlockKind::figure:
      out.push_back(figure(block, context));
      break;
    case BlockKind::div:
      div(block, context, out);
      break;
    case BlockKind::page_break:
      out.push_back(page_break(block.span, BreakRule::page));
      break;
  }
  if (first < out.size()) {
    name_anchor(block, context, out[first]);
    if (!block.attributes.empty()) {
      override_style(block, outer, out[first]);
    }
  }
}

std::string Resolver::paragraph_style(const Block& block, const Context& context) const {
  const std::string first = context.paragraph + "-first";
  return &block == context.opening && styles_.has(first) ? first : context.paragraph;
}

void Resolver::name_anchor(const Block& block, const Context& context, StyledBlock& target) {
  const std::string& id = block.attributes.id;
  if (!id.empty() && context.article && target.anchor == AnchorId::none) {
    target.anchor = anchor("id:" + context.article->path + "#" + id);
    placed_.insert(target.anchor);
  }
}

std::string Resolver::styled_by_class(const Attributes& attributes, const std::string& fallback) {
  std::string style = fallback;
  for (const std::string& name : attributes.classes) {
    if (name == "nolint" || is_override(name)) {
      continue;  // for engine/lint alone, or no style but changes to one
    }
    if (styles_.has(name)) {
      style = name;
    } else if (reported_.insert("class " + name).second) {
      std::vector<std::string> names;
      for (const StyleRule& rule : layout_.styles) {
        names.push_back(rule.name);
      }
      diagnostics_.push_back({"W205", attributes.span, {name, suggestion(name, names)}});
    }
  }
  return style;
}

StyledBlock Resolver::paragraph_block(const std::string& style,
                                      const Inlines& content,
                                      Span source,
                                      const Context& context) {
  const BlockSpec& styled = spec(style, context);
  ParagraphBuilder builder(styles_);
  inlines(content, start(styled), context, builder);
  return finish_paragraph(builder, styled, source);
}

std::string Resolver::heading_style(const Block& block) {
  const std::string level = "h" + std::to_string(std::clamp(block.level, 1, 3));
  return styled_by_class(block.attributes, level);
}

StyledBlock Resolver::heading(const Block& block, const Context& context) {
  // A heading keeps its own face inside a box or quote.
  Context own = context;
  own.text = {};
  return paragraph_block(heading_style(block), block.content, block.span, own);
}

bool Resolver::runs_in(const Block& heading, const Context& context) {
  const PropData* display = spec(heading_style(heading), context).props.find(Prop::display);
  return display && std::get<std::int64_t>(*display) != 0;
}

/// H6: a heading at the head of the paragraph after it, an em before the text.
StyledBlock Resolver::run_in(const Block& heading, const Block& text, const Context& context) {
  Context own = context;
  own.text = {};
  const BlockSpec& head = spec(heading_style(heading), own);
  const BlockSpec& styled = spec(styled_by_class(text.attributes, context.paragraph), context);
  ParagraphBuilder builder(styles_);
  inlines(heading.content, start(head), own, builder);
  const std::string title = builder.plain();
  builder.text("　", Span(), start(head));  // so that the text begins a run with its own source
  const auto opening = static_cast<std::uint32_t>(builder.plain().size());
  inlines(text.content, start(styled), context, builder);
  StyledBlock out = finish_paragraph(builder, styled, text.span);
  if (is_heading(head.style.role)) {
    out.role = head.style.role;
    out.run_in = opening;
  }
  if (head.style.outline_level > 0) {
    out.outline = title;
    BlockStyle style = styled.style;
    style.outline_level = head.style.outline_level;
    auto paragraph = std::make_shared<Paragraph>(*out.paragraph);
    paragraph->style = out.style =
        styles_.variant(style,
                        "run-in " + std::to_string(style.outline_level) + " " +
                            std::to_string(static_cast<std::uint32_t>(styled.id)));
    out.paragraph = std::move(paragraph);
  }
  return out;
}

StyledBlock Resolver::list(const Block& block, const Context& context) {
  StyledBlock box;
  box.kind = StyledKind::box;
  const bool nested = context.list_depth > 0 && styles_.has("list-nested");
  const BlockSpec& styled = spec(nested ? "list-nested" : "list", context);
  box.style = styled.id;
  box.role = TagRole::list;
  const auto depth = static_cast<std::size_t>(context.list_depth);
  const auto& forms = block.ordered ? layout_.lists.numbers : layout_.lists.bullets;
  box.numbering = list_numbering(forms[std::min(depth, forms.size() - 1)]);
  box.source = block.span;
  Context inner = inside(styled.style, context);
  inner.measure -= styled.style.padding.left + styled.style.padding.right;
  for (std::size_t i = 0; i < block.items.size(); ++i) {
    box.children.push_back(list_item(block, i, inner));
  }
  return box;
}

StyledBlock Resolver::list_item(const Block& list, std::size_t index, const Context& context) {
  const ListItem& item = list.items[index];
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = spec("list-box", context).id;
  box.role = TagRole::list_item;
  box.source = item.span;
  Context inner = context;
  inner.paragraph = "list-item";
  ++inner.list_depth;
  blocks(item.blocks, inner, box.children);
  const std::vector<std::string>& forms =
      list.ordered ? layout_.lists.numbers : layout_.lists.bullets;
  const auto depth = static_cast<std::size_t>(context.list_depth);
  const std::string& form = forms[std::min(depth, forms.size() - 1)];
  const std::int64_t number = std::int64_t{list.start} + static_cast<std::int64_t>(index);
  const std::string label = list.ordered ? list_label(number, form) : form;
  const std::string style = list.ordered ? "list-number" : "list-bullet";
  StyledBlock marker =
      plain_paragraph(styles_.has(style) ? style : "list-item", label, item.span, inner);
  const Align align = out_.block(marker.style).text_align;
  const bool lead = !box.children.empty() && box.children.front().kind == StyledKind::paragraph;
  if (!lead) {
    // An empty item, or one that begins with a table or figure: the label gets a line to itself.
    box.children.insert(box.children.begin(), plain_paragraph("list-item", "", item.span, inner));
  }
  StyledBlock& first = box.children.front();
  auto labelled = std::make_shared<Paragraph>(*first.paragraph);
  labelled->marker = marker.paragraph;
  // The label stands in its field as its own style says.
  BlockStyle field = out_.block(labelled->style);
  field.marker_align = align;
  labelled->style = first.style =
      styles_.variant(field,
                      "marker " + std::to_string(static_cast<int>(align)) + " " +
                          std::to_string(static_cast<std::uint32_t>(labelled->style)));
  first.paragraph = std::move(labelled);
  first.role = TagRole::list_body;
  return box;
}

StyledBlock Resolver::quote(const Block& block, const Context& context) {
  const BlockSpec& styled = spec("quote", context);
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = styled.id;
  box.role = TagRole::block_quote;
  box.source = block.span;
  Context inner = inside(styled.style, context);
  inner.paragraph = "quote-text";
  inner.text = styles_.context("quote-text");
  inner.measure -= styled.style.padding.left + styled.style.padding.right +
                   styled.style.margin.left + styled.style.margin.right;
  blocks(block.children, inner, box.children);
  return box;
}

StyledBlock Resolver::code(const Block& block, const Context& context) {
  const BlockSpec& styled = styles_.block("code", context.measure, {}, context.language);
  std::string_view text = block.text;
  while (!text.empty() && text.back() == '\n') {
    text.remove_suffix(1);
  }
  ParagraphBuilder builder(styles_);
  builder.text(text, block.text_span.known() ? block.text_span : block.span, start(styled));
  return finish_paragraph(builder, styled, block.span);
}

StyledBlock Resolver::rule(const Block& block, const Context& context) {
  const BlockSpec& styled = spec("rule", context);
  StyledBlock out;
  out.kind = StyledKind::rule;
  out.style = styled.id;
  out.role = TagRole::artifact_layout;
  out.size = {styled.style.width, max(styled.style.min_height, Length::pt(0.25))};
  out.color = styled.text.color;
  out.source = block.span;
  return out;
}

BlockStyleId Resolver::floated(BlockStyleId style, const Attributes& attributes) {
  const std::string* word = attributes.value("float");
  if (!word) {
    return style;
  }
  BlockStyle out = out_.block(style);
  const bool page = stands_across(out);
  if (*word == "top" || *word == "bottom") {  // of what the style says
    const bool top = *word == "top";
    out.floating = page ? (top ? Float::page_top : Float::page_bottom)
                        : (top ? Float::column_top : Float::column_bottom);
  } else {
    const PropInfo& info = *find_property("float");
    const auto at = std::find(info.choices.begin(), info.choices.end(), *word);
    if (at == info.choices.end()) {
      std::string words;
      for (const std::string_view choice : info.choices) {
        words += (words.empty() ? "" : ", ") + std::string(choice);
      }
      diagnostics_.push_back({"W209", attributes.span, {*word, words}});
      return style;
    }
    out.floating = static_cast<Float>(at - info.choices.begin());
  }
  return styles_.variant(
      out, "float " + *word + " " + std::to_string(static_cast<std::uint32_t>(style)));
}

StyledBlock Resolver::figure(const Block& block, const Context& outside) {
  const BlockSpec& outer =
      spec(styled_by_class(block.attributes,
                           floats_beside(block.attributes) && styles_.has("figure-beside")
                               ? "figure-beside"
                               : "figure"),
           outside);
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = floated(outer.id, block.attributes);
  const Context context = inside(out_.block(box.style), outside);
  box.source = block.span;
  box.alternative = !block.alternative.empty() ? block.alternative : plain_text(block.content);
  // Decoration, said with alt="": no figure, and the picture is no part of the text.
  const bool decoration =
      box.alternative.empty() && block.source.empty() && block.attributes.value("alt");
  box.role = decoration ? TagRole::artifact_layout : TagRole::figure;
  const BlockSpec& inner = spec("figure-image", context);
  const LengthBase relative = base(inner, context);
  StyledBlock image;
  image.kind = StyledKind::image;
  image.style = inner.id;
  // The box around it is the figure and has the alternative text.
  image.role = decoration ? TagRole::artifact_layout : TagRole::p;
  image.image = image_of(block.text, block.text_span.known() ? block.text_span : block.span);
  image.source = block.text_span.known() ? block.text_span : block.span;
  const auto side = [&](const char* key, Prop most, Length& size, Length& limit) {
    if (const std::string* value = block.attributes.value(key)) {
      const auto length = parse_length(*value);
      size = length ? max(Length(), resolve(*length, relative, Length::pt(0.75))) : Length();
    }
    if (const PropData* data = inner.props.find(most)) {
      limit = resolve(std::get<LengthSpec>(*data), relative);
    }
  };
  side("width", Prop::max_width, image.size.width, image.max_size.width);
  side("height", Prop::max_height, image.size.height, image.max_size.height);
  box.children.push_back(std::move(image));
  if (!block.content.empty()) {
    box.children.push_back(caption("caption", block.content, block.span, context));
  }
  if (!block.source.empty()) {
    box.children.push_back(paragraph_block("figure-source", block.source, block.span, context));
  }
  return box;
}

StyledBlock Resolver::page_break(Span source, BreakRule rule) {
  BlockStyle style;
  style.name = rule == BreakRule::column ? "column-break" : "page-break";
  style.break_before = rule;
  style.text = styles_.block("body", Length()).style.text;
  StyledBlock out;
  out.kind = StyledKind::page_break;
  out.style = styles_.variant(style, "break " + std::to_string(static_cast<int>(rule)));
  out.role = TagRole::artifact_layout;
  out.source = source;
  return out;
}

/// What stands in a div: a label at its head where the rule wants one, references by their labels.
void Resolver::div_children(const Block& block,
                            const DivRule& rule,
                            const Context& context,
                            std::vector<StyledBlock>& into) {
  const bool labelled = !block.children.empty() &&
                        block.children.front().kind == BlockKind::paragraph &&
                        !(rule.lead.empty() && rule.label.empty()) && !rule.labels;
  if (labelled) {
    const Block& head = block.children.front();
    Context own = context;
    const BlockSpec& styled = spec(context.paragraph, own);
    ParagraphBuilder builder(styles_);
    const Scope scope{&issue_, nullptr, context.article};
    const std::string label = plain(rule.label, scope);
    if (!label.empty() && plain_text(head.content).rfind(label, 0) != 0) {
      pattern(rule.label.pieces, rule.label.span, scope, start(styled), own, builder);
      inlines(head.content, start(styled), own, builder);
    } else if (!rule.separator.empty()) {
      labelled_parts(head.content, rule, start(styled), own, builder);
    } else {
      const std::string lead = rule.lead.empty() ? "label" : rule.lead;
      lead_inlines(head.content, start(styled), lead, own, builder);
    }
    into.push_back(finish_paragraph(builder, styled, head.span));
  }
  if (rule.labels) {
    references(block, context, into);
  }
  for (std::size_t i = labelled ? 1 : 0; !rule.labels && i < block.children.size(); ++i) {
    this->block(block.children[i], context, into);
  }
}

void Resolver::div(const Block& block, const Context& context, std::vector<StyledBlock>& out) {
  const DivRule* rule = find_named(layout_.divs, block.name);
  if (!rule) {
    if (!block.name.empty() && reported_.insert("div " + block.name).second) {
      std::vector<std::string> names;
      for (const DivRule& known : layout_.divs) {
        names.push_back(known.name);
      }
      diagnostics_.push_back({"W110", block.span, {block.name, suggestion(block.name, names)}});
    }
    return blocks(block.children, context, out);
  }
  if (rule->jump) {  // one that can be followed is dealt with where the article's text is asked for
    diagnostics_.push_back({"W208", block.span, {block.name}});
    return blocks(block.children, context, out);
  }
  if (rule->page_break || rule->column_break) {
    out.push_back(page_break(block.span, rule->page_break ? BreakRule::page : BreakRule::column));
    return blocks(block.children, context, out);
  }
  Context inner = context;
  if (!rule->paragraph.empty()) {
    inner.paragraph = rule->paragraph;
    inner.text = styles_.context(rule->paragraph);
  }
  if (rule->footnote) {
    inner.paragraph = rule->paragraph.empty() ? "note" : rule->paragraph;
    inner.text = styles_.context(inner.paragraph);
    std::vector<StyledBlock> note;
    div_children(block, *rule, inner, note);
    out.push_back(unmarked_note(std::move(note), context.article, block.span));
    return;
  }
  StyledBlock box;
  if (!rule->box.empty()) {
    const BlockSpec& styled = spec(rule->box, context);
    box.kind = StyledKind::box;
    box.style = floated(styled.id, block.attributes);
    box.role =
        rule->repeats && repeated(block, context) ? TagRole::artifact_layout : styled.style.role;
    box.source = block.span;
    const BlockStyle style = out_.block(box.style);
    const Context within = inside(style, context);
    inner.full = within.full;
    inner.measure = (style.width > Length() ? style.width : within.measure) - style.padding.left -
                    style.padding.right - style.margin.left - style.margin.right;
    if (style.columns > 1) {
      inner.measure = (inner.measure - style.column_gap * (style.columns - 1)) / style.columns;
    }
  }
  std::vector<StyledBlock>& into = rule->box.empty() ? out : box.children;
  div_children(block, *rule, inner, into);
  if (!rule->box.empty()) {
    out.push_back(std::move(box));
  }
}

}  // namespace banxin::style
