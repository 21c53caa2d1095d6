// 下转第×页, 上接第×页 (L7): an article is broken off at a div and goes on where the layout prints
// the rests.
#include <algorithm>

#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

bool has_rests(const std::vector<Element>& elements) {
  return std::any_of(elements.begin(), elements.end(), [](const Element& element) {
    return (element.kind == Element::Kind::each && element.collection == "rests") ||
           has_rests(element.children);
  });
}

}  // namespace

bool Resolver::prints_rests() const {
  return std::any_of(layout_.templates.begin(), layout_.templates.end(), [](const Template& one) {
    return has_rests(one.elements);
  });
}

std::size_t Resolver::jump_of(const Article& article) {
  const auto at = std::find_if(article.body.begin(), article.body.end(), [&](const Block& block) {
    const DivRule* rule =
        block.kind == BlockKind::div ? find_named(layout_.divs, block.name) : nullptr;
    return rule && rule->jump;
  });
  return static_cast<std::size_t>(at - article.body.begin());
}

void Resolver::enter_article(Scope& scope, std::size_t section, std::size_t index) {
  const Article& article = issue_.sections[section].articles[index];
  scope.article = &article;
  scope.article_index = index;
  scope.article_anchor = article_anchor(section, index);
  scope.jump_anchor = scope.rest_anchor = AnchorId::none;
  if (jump_of(article) < article.body.size() && prints_rests()) {
    const std::string name = out_.anchors[static_cast<std::size_t>(scope.article_anchor)];
    scope.jump_anchor = anchor("jump:" + name);
    scope.rest_anchor = anchor("rest:" + name);
  }
}

/// 上接第 3 页: a line that names the other part's page leads there.
LinkId Resolver::jump_link(const Pattern& line, const Scope& scope) {
  AnchorId to = AnchorId::none;
  visit_pieces(line.pieces, [&](const Piece& piece) {
    if (piece.kind == Piece::Kind::placeholder) {
      to = piece.text == "jump-page"   ? scope.jump_anchor
           : piece.text == "rest-page" ? scope.rest_anchor
                                       : to;
    }
  });
  return to == AnchorId::none ? LinkId::none : link_to(to);
}

/// The text up to the jump, then the line that says where it goes on.
void Resolver::until_jump(const Scope& scope,
                          const Context& context,
                          std::vector<StyledBlock>& out) {
  const auto& body = scope.article->body;
  const Block& jump = body[jump_of(*scope.article)];
  const std::vector<Block> head(body.begin(), body.begin() + (&jump - body.data()));
  blocks(head, context, out);
  const DivRule& rule = *find_named(layout_.divs, jump.name);
  const BlockSpec& styled = spec(rule.paragraph.empty() ? "body" : rule.paragraph, context);
  ParagraphBuilder builder(styles_);
  RunState state = start(styled);
  state.link = link_to(scope.rest_anchor);
  pattern(rule.label.pieces, rule.label.span, scope, state, context, builder);
  out.push_back(finish_paragraph(builder, styled, jump.span));
  out.back().anchor = scope.jump_anchor;
  placed_.insert(scope.jump_anchor);
}

/// What stands in the div and after it.
void Resolver::rest(const Scope& scope, const Context& context, std::vector<StyledBlock>& out) {
  const auto& body = scope.article->body;
  const std::size_t jump = jump_of(*scope.article);
  std::vector<Block> tail = body[jump].children;
  tail.insert(tail.end(), body.begin() + static_cast<std::ptrdiff_t>(jump) + 1, body.end());
  const std::size_t first = out.size();
  blocks(tail, context, out);
  end_notes(scope.article, context, out);
  if (first == out.size()) {
    return;
  }
  if (out[first].anchor == AnchorId::none) {
    out[first].anchor = scope.rest_anchor;
  } else {  // {#id} of the manuscript: the page is that of a box around it
    StyledBlock box;
    box.kind = StyledKind::box;
    box.style = spec("base", context).id;
    box.anchor = scope.rest_anchor;
    box.children.push_back(std::move(out[first]));
    out[first] = std::move(box);
  }
  placed_.insert(scope.rest_anchor);
}

/// Articles of the section, or of the issue, that were broken off.
void Resolver::each_rest(const Element& element,
                         const Scope& scope,
                         const Context& context,
                         std::vector<StyledBlock>& out) {
  std::vector<Scope> found;
  for (std::size_t s = 0; s < issue_.sections.size(); ++s) {
    if (scope.section && scope.section_index != s) {
      continue;
    }
    for (std::size_t a = 0; a < issue_.sections[s].articles.size(); ++a) {
      Scope inner = scope;
      inner.section = &issue_.sections[s];
      inner.section_index = s;
      inner.section_anchor = section_anchors_[s];
      enter_article(inner, s, a);
      if (inner.rest_anchor != AnchorId::none) {
        found.push_back(inner);
      }
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i].index = i;
    found[i].count = found.size();
    found[i].first = i == 0;
    found[i].last = i + 1 == found.size();
    elements(element.children, found[i], context, out);
  }
}

}  // namespace banxin::style
