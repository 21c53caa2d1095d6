// Templates run over the issue.
#include <algorithm>

#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

constexpr int kDeepestTemplate = 32;
// Elements one resolve may run: far above any issue (400 articles of 100 elements), low enough
// that templates that use each other in a widening circle end at once.
constexpr std::size_t kMostElements = 500000;

}  // namespace

// A variant's template stands in for the layout's of the same name; inside it the name means the
// next one: the section's, the kind's, at last the layout's own.
const Template* Resolver::find_template(std::string_view name) const {
  const Variation& variation = styles_.variation();
  for (auto at = variation.rbegin(); at != variation.rend(); ++at) {
    const Template* found = find_named((*at)->templates, name);
    if (found &&
        std::find(open_templates_.begin(), open_templates_.end(), found) == open_templates_.end()) {
      return found;
    }
  }
  return find_named(layout_.templates, name);
}

void Resolver::use_template(const std::string& name,
                            const Scope& scope,
                            const Context& context,
                            std::vector<StyledBlock>& out) {
  const Template* found = find_template(name);
  if (!found || exhausted_) {
    return;
  }
  open_templates_.push_back(found);
  if (++template_depth_ > kDeepestTemplate) {
    diagnostics_.push_back({"E219", found->span, {name}});
    exhausted_ = true;
  } else {
    elements(found->elements, scope, context, out);
  }
  --template_depth_;
  open_templates_.pop_back();
}

void Resolver::elements(std::span<const Element> list,
                        const Scope& scope,
                        const Context& context,
                        std::vector<StyledBlock>& out) {
  for (const Element& one : list) {
    if (exhausted_) {
      return;
    }
    if (++element_count_ > kMostElements) {
      diagnostics_.push_back({"E219", one.span, {""}});
      exhausted_ = true;
      return;
    }
    if (holds(one.when, scope)) {
      element(one, scope, context, out);
    }
  }
}

void Resolver::element(const Element& element,
                       const Scope& scope,
                       const Context& context,
                       std::vector<StyledBlock>& out) {
  using Kind = Element::Kind;
  StyledBlock block;
  block.source = element.span;
  bool made = false;
  switch (element.kind) {
    case Kind::text:
      made = text_element(element, scope, context, block);
      break;
    case Kind::note: {
      Element text = element;
      text.style = element.style.empty() ? "note" : element.style;
      if (text_element(text, scope, context, block)) {
        out.push_back(unmarked_note({std::move(block)}, scope.article, element.span));
      }
      return;
    }
    case Kind::entry:
      made = entry_element(element, scope, context, block);
      break;
    case Kind::qr:
    case Kind::image:
      made = picture_element(element, scope, context, block);
      break;
    case Kind::box:
    case Kind::row:
      made = box_element(element, scope, context, block);
      break;
    case Kind::rule:
    case Kind::space: {
      const BlockSpec& styled = spec(element.style.empty() ? "base" : element.style, context);
      block.kind = element.kind == Kind::rule ? StyledKind::rule : StyledKind::space;
      block.style = styled.id;
      block.role = TagRole::artifact_layout;
      block.size = {resolve(element.width, base(styled, context)),
                    resolve(element.height, base(styled, context))};
      block.color = element.color.empty() ? styled.text.color : styles_.color(element.color);
      made = true;
      break;
    }
    case Kind::page_break: {
      block = page_break(element.span, BreakRule::page);
      BlockStyle style = out_.block(block.style);
      style.break_before = element.break_rule;
      block.style =
          styles_.variant(style, "break " + std::to_string(static_cast<int>(element.break_rule)));
      made = true;
      break;
    }
    case Kind::names:
      return names_element(element, scope, context, out);
    case Kind::fields:
    case Kind::field:
      return fields_element(element, scope, context, out);
    case Kind::each:
      return each_element(element, scope, context, out);
    case Kind::blocks:
      return blocks_element(element, scope, context, out);
    case Kind::use: {
      const std::string name = plain(element.text, scope);
      const bool known = find_template(name) != nullptr;
      return use_template(known ? name : plain(element.otherwise, scope), scope, context, out);
    }
  }
  if (made) {
    decorate(element, scope, block);
    out.push_back(std::move(block));
  }
}

bool Resolver::text_element(const Element& element,
                            const Scope& scope,
                            const Context& outer,
                            StyledBlock& out) {
  Context context = outer;
  context.article = scope.article;
  const std::string style = element.style.empty() ? "body" : element.style;
  fit_text(style, plain(element.text, scope), context);
  const BlockSpec& styled = spec(style, context);
  ParagraphBuilder builder(styles_);
  RunState state = start(styled);
  Span link_source;
  const std::string link = plain(element.link, scope, &link_source);
  if (!link.empty()) {
    state.link = link_to(link, link_source, scope.article);
  } else {
    state.link = jump_link(element.text, scope);
  }
  pattern(element.text.pieces, element.text.span, scope, state, context, builder);
  if (builder.empty()) {
    return false;
  }
  out = finish_paragraph(builder, styled, element.span);
  // Where the text is the manuscript's, messages should point there and not into the layout.
  for (const Run& run : out.paragraph->runs) {
    if (run.source.known() && run.source.file != element.span.file) {
      out.source = run.source;
      break;
    }
  }
  if (out.source != element.span) {
    auto paragraph = std::make_shared<Paragraph>(*out.paragraph);
    paragraph->source = out.source;
    out.paragraph = std::move(paragraph);
  }
  out.link = state.link;
  return true;
}

// A masthead of any length stays on one line: with shrink-to-fit the size goes down until the
// characters, taken as full-width Han and half-width Latin, fit the width.
void Resolver::fit_text(const std::string& style, const std::string& text, Context& context) {
  const BlockSpec& styled = spec(style, context);
  const PropData* fit = styled.props.find(Prop::shrink_to_fit);
  const int units = count_characters(text).units();
  if (!fit || std::get<std::int64_t>(*fit) == 0 || units == 0) {
    return;
  }
  const Length room =
      styled.style.width > Length() ? styled.style.width : this->room(styled.style, context);
  if (styled.text.size * units <= room) {
    return;
  }
  const Length size = room / units;
  context.text.own.set({Prop::font_size, LengthSpec{size.pt(), LengthSpec::Unit::pt}, {}});
  context.text.key += "/" + std::to_string(size.emu());
}

/// Y3: the author before the page number, spread in a field all entries share (N1). More than the
/// field holds makes the field of that entry wider.
void Resolver::set_author(const Element& element,
                          const Scope& scope,
                          const Context& context,
                          Paragraph& entry,
                          Leader& leader) {
  Text author;
  author.value = plain(element.author, scope, &author.span);
  if (author.value.empty()) {
    return;
  }
  const std::string style = element.author_style.empty() ? "contents-entry" : element.author_style;
  const BlockSpec& styled = spec(style, context);
  leader.author_width = max(resolve(element.author_width, base(styled, context)),
                            styled.text.size * count_characters(author.value).units());
  entry.author = spread_text(style, author, leader.author_width, kSpreadNames, context).paragraph;
}

bool Resolver::entry_element(const Element& element,
                             const Scope& scope,
                             const Context& context,
                             StyledBlock& out) {
  const BlockSpec& styled = spec(element.style.empty() ? "contents-entry" : element.style, context);
  const LengthBase relative = base(styled, context);
  ParagraphBuilder builder(styles_);
  RunState state = start(styled);
  const AnchorId target = scope.article ? scope.article_anchor : scope.section_anchor;
  if (target != AnchorId::none) {
    state.link = link_to(target);
  }
  pattern(element.text.pieces, element.text.span, scope, state, context, builder);
  if (builder.empty()) {
    return false;
  }
  out = finish_paragraph(builder, styled, element.span);
  const BlockSpec& number =
      spec(element.number_style.empty() ? styled.style.name : element.number_style, context);
  ParagraphBuilder trailing(styles_);
  RunState number_state = start(number);
  number_state.link = state.link;
  pattern(element.number.pieces, element.number.span, scope, number_state, context, trailing);
  auto paragraph = std::make_shared<Paragraph>(*out.paragraph);
  paragraph->trailing = finish_paragraph(trailing, number, element.span).paragraph;
  Leader leader;
  leader.dot = element.leader_dot;
  leader.pitch = max(resolve(element.leader_pitch, relative), Length::pt(1));
  leader.gap = resolve(element.leader_gap, relative);
  leader.min_dots = element.min_dots;
  leader.number_width = resolve(element.number_width, relative);
  leader.turn_over_indent = resolve(element.turn_over, relative);
  set_author(element, scope, context, *paragraph, leader);
  paragraph->leader = leader;
  if (!paragraph->runs.empty() && paragraph->runs.front().source.known()) {
    paragraph->source = out.source = paragraph->runs.front().source;
  }
  out.paragraph = std::move(paragraph);
  out.link = state.link;
  out.role = TagRole::toc_item;
  return true;
}

bool Resolver::picture_element(const Element& element,
                               const Scope& scope,
                               const Context& context,
                               StyledBlock& out) {
  Span source;
  const std::string value = plain(element.text, scope, &source);
  if (value.empty()) {
    return false;
  }
  const bool is_qr = element.kind == Element::Kind::qr;
  const BlockSpec& styled = spec(!element.style.empty() ? element.style
                                 : is_qr                ? "qr"
                                                        : "image",
                                 context);
  const LengthBase relative = base(styled, context);
  out.style = styled.id;
  out.role = TagRole::figure;
  out.source = source;
  out.alternative = plain(element.alternative, scope);
  if (out.alternative.empty()) {
    const bool decoration = element.alternative.span.known() && element.alternative.empty();
    if (decoration && element.link.empty()) {
      out.role = TagRole::artifact_layout;
    } else if (is_qr) {
      out.alternative = value;  // what the code says
    } else {
      const Span where = element.alternative.span.known() ? source : element.span;
      if (reported_.insert("alt " + std::to_string(where.begin)).second) {
        diagnostics_.push_back({"W640", where, {value}});
      }
    }
  }
  out.size = {resolve(element.width, relative), resolve(element.height, relative)};
  if (is_qr) {
    out.kind = StyledKind::qr;
    out.data = value;
    const Length side = out.size.width > Length() ? out.size.width : styled.style.width;
    out.size = {side, side};
  } else {
    out.kind = StyledKind::image;
    out.image = image_of(value, source);
    out.max_size = {resolve(element.max_width, relative), resolve(element.max_height, relative)};
  }
  Span link_source;
  const std::string link = plain(element.link, scope, &link_source);
  if (!link.empty()) {
    out.link = link_to(link, link_source, scope.article);
  }
  return true;
}

bool Resolver::box_element(const Element& element,
                           const Scope& scope,
                           const Context& context,
                           StyledBlock& out) {
  const bool is_row = element.kind == Element::Kind::row;
  const BlockSpec& styled = spec(element.style.empty() ? "base" : element.style, context);
  const BlockStyle& style = styled.style;
  out.kind = is_row ? StyledKind::row : StyledKind::box;
  out.style = styled.id;
  out.role = style.role;  // p: a box without a meaning of its own, its content is its parent's
  Context inner = inside(style, context);
  inner.measure = (style.width > Length() ? style.width : inner.measure) - style.padding.left -
                  style.padding.right - style.margin.left - style.margin.right;
  if (!is_row) {
    elements(element.children, scope, inner, out.children);
    return !out.children.empty();
  }
  inner.full = Length();
  const LengthBase relative{styled.text.size, styles_.body_line(), inner.measure};
  out.gap = resolve(element.gap, relative);
  out.vertical = element.vertical;
  // A width belongs to the element written there: one left out takes its width along.
  for (std::size_t i = 0; i < element.children.size(); ++i) {
    const Length width =
        i < element.widths.size() ? resolve(element.widths[i], relative) : Length();
    Context cell = inner;
    cell.measure = width > Length() ? width : inner.measure;
    elements(std::span(element.children).subspan(i, 1), scope, cell, out.children);
    out.widths.resize(out.children.size(), width);
  }
  return !out.children.empty();
}

void Resolver::decorate(const Element& element, const Scope& scope, StyledBlock& block) {
  if (!element.anchor.empty()) {
    block.anchor = element.anchor == "article" ? scope.article_anchor : scope.section_anchor;
    placed_.insert(block.anchor);
  }
  for (const auto& [name, value] : element.sets) {
    block.strings.emplace_back(name, plain(value, scope));
  }
}

void Resolver::blocks_element(const Element& element,
                              const Scope& scope,
                              const Context& outer,
                              std::vector<StyledBlock>& out) {
  Context context = outer;
  context.article = scope.article;
  if (!element.style.empty()) {
    context.paragraph = element.style;
    context.text = styles_.context(element.style);
  }
  const std::size_t first = out.size();
  if (element.collection == "body" && scope.article) {
    const std::vector<Block>& body = scope.article->body;
    const auto opening = std::find_if(body.begin(), body.end(), [](const Block& block) {
      return block.kind == BlockKind::paragraph;
    });
    context.opening = opening == body.end() ? nullptr : &*opening;
    if (scope.rest_anchor != AnchorId::none) {
      return until_jump(scope, context, out);
    }
    blocks(body, context, out);
    end_text(element, scope, context, out, first);
    end_notes(scope.article, context, out);
  } else if (element.collection == "rest" && scope.rest_anchor != AnchorId::none) {
    rest(scope, context, out);
    end_text(element, scope, context, out, first);
  } else if (element.collection == "notice") {
    context.article = nullptr;
    blocks(issue_.notice, context, out);
  }
}

/// 文末标志, 责任编辑: set behind the last paragraph, or in one of its own after anything else.
void Resolver::end_text(const Element& element,
                        const Scope& scope,
                        const Context& context,
                        std::vector<StyledBlock>& out,
                        std::size_t first) {
  if (element.text.empty() || out.size() == first) {
    return;
  }
  StyledBlock& last = out.back();
  const bool behind = last.kind == StyledKind::paragraph && last.paragraph;
  const BlockSpec& styled = spec(behind ? out_.block(last.style).name : context.paragraph, context);
  ParagraphBuilder builder(styles_);
  pattern(element.text.pieces, element.text.span, scope, start(styled), context, builder);
  if (builder.empty()) {
    return;
  }
  if (!behind) {
    out.push_back(finish_paragraph(builder, styled, element.span));
    return;
  }
  auto paragraph = std::make_shared<Paragraph>(*last.paragraph);
  const Paragraph more = builder.take();
  const auto shift = static_cast<std::uint32_t>(paragraph->text.size());
  paragraph->text += more.text;
  for (Run run : more.runs) {
    run.begin += shift;
    run.end += shift;
    paragraph->runs.push_back(std::move(run));
  }
  last.paragraph = std::move(paragraph);
}

void Resolver::each_element(const Element& element,
                            const Scope& scope,
                            const Context& context,
                            std::vector<StyledBlock>& out) {
  const auto run = [&](const auto& list, const auto& enter) {
    const std::size_t count = element.limit > 0
                                  ? std::min(list.size(), static_cast<std::size_t>(element.limit))
                                  : list.size();
    for (std::size_t i = 0; i < count; ++i) {
      Scope inner = scope;
      inner.index = i;
      inner.count = count;
      inner.first = i == 0;
      inner.last = i + 1 == count;
      enter(inner, i);
      const StyleBook::Varied varied(styles_, variation_of(inner));
      elements(element.children, inner, context, out);
    }
  };
  const auto texts = [&](const std::vector<Text>& list) {
    run(list, [&](Scope& inner, std::size_t i) { inner.item = &list[i]; });
  };
  const std::string& name = element.collection;
  if (name == "sections") {
    run(issue_.sections, [&](Scope& inner, std::size_t i) {
      inner.section = &issue_.sections[i];
      inner.section_index = i;
      inner.section_anchor = section_anchors_[i];
      inner.article = nullptr;
    });
  } else if (name == "articles" && scope.section) {
    run(scope.section->articles,
        [&](Scope& inner, std::size_t i) { enter_article(inner, scope.section_index, i); });
  } else if (name == "rests") {
    each_rest(element, scope, context, out);
  } else if (name == "books" && scope.article) {
    run(scope.article->books,
        [&](Scope& inner, std::size_t i) { inner.book = &scope.article->books[i]; });
  } else if (name == "authors" && scope.article) {
    texts(scope.article->authors);
  } else if (name == "publisher") {
    texts(issue_.publisher);
  } else if (name == "names" && scope.role) {
    texts(scope.role->names);
  } else if (name == "contacts") {
    run(issue_.contacts, [&](Scope& inner, std::size_t i) { inner.contact = &issue_.contacts[i]; });
  } else if (name == "roles") {
    run(issue_.roles, [&](Scope& inner, std::size_t i) { inner.role = &issue_.roles[i]; });
  } else if (name == "board-qr") {
    run(issue_.board_qr, [&](Scope& inner, std::size_t i) { inner.qr = &issue_.board_qr[i]; });
  }
}

}  // namespace banxin::style
