// resolve_styles: issue and layout joined.
#include <algorithm>

#include "engine/style/resolver.h"

namespace banxin {
namespace style {

Resolver::Resolver(const Issue& issue, const LayoutData& layout, Diagnostics& diagnostics)
    : issue_(issue),
      layout_(layout),
      diagnostics_(diagnostics),
      styles_(layout, issue.language, out_),
      locale_(locale_of(issue.language)) {
  const auto own = layout.locale_strings.find(std::string(locale_key(locale_)));
  locale_strings_ = own == layout.locale_strings.end() ? nullptr : &own->second;
}

AnchorId Resolver::anchor(const std::string& name) {
  const auto [at, added] = anchors_.emplace(name, static_cast<AnchorId>(out_.anchors.size()));
  if (added) {
    out_.anchors.push_back(name);
  }
  return at->second;
}

AnchorId Resolver::article_anchor(std::size_t section, std::size_t article) const {
  return article_anchors_[section][article];
}

// Before anything else, so that contents may point forward.
void Resolver::register_anchors() {
  for (std::size_t s = 0; s < issue_.sections.size(); ++s) {
    section_anchors_.push_back(anchor("section:" + std::to_string(s + 1)));
    std::vector<AnchorId>& articles = article_anchors_.emplace_back();
    for (const Article& article : issue_.sections[s].articles) {
      // The number keeps articles apart whose path is missing or listed twice.
      std::string name = "article:" + article.path;
      if (article.path.empty() || anchors_.count(name) != 0) {
        name += "@" + std::to_string(s + 1) + "." + std::to_string(articles.size() + 1);
      }
      articles.push_back(anchor(name));
      ++out_.article_count;
    }
  }
}

const VariantRule* Resolver::variant_named(const Text& name) {
  if (name.empty()) {
    return nullptr;
  }
  const VariantRule* found = find_named(layout_.variants, name.value);
  if (!found) {
    std::vector<std::string> names;
    for (const VariantRule& rule : layout_.variants) {
      names.push_back(rule.name);
    }
    diagnostics_.push_back({"W221", name.span, {name.value, suggestion(name.value, names)}});
  }
  return found;
}

void Resolver::find_variations() {
  for (const Section& section : issue_.sections) {
    Variation of_section;
    for (const VariantRule* rule :
         {find_named(layout_.kinds, section.kind), variant_named(section.variant)}) {
      if (rule) {
        of_section.push_back(rule);
      }
    }
    section_variations_.push_back(of_section);
    for (const Article& article : section.articles) {
      Variation& own = variations_[&article] = of_section;
      if (const VariantRule* rule = variant_named(article.variant)) {
        own.push_back(rule);
      }
    }
  }
}

Variation Resolver::variation_of(const Scope& scope) const {
  if (scope.article) {
    return variations_.at(scope.article);
  }
  return scope.section ? section_variations_[scope.section_index] : Variation();
}

void Resolver::document_metadata() {
  const Scope scope{&issue_};
  const auto from = [&](const char* key, std::string& to) {
    const Datum form = look_up(layout_, locale_strings_, scope, std::string("strings.") + key);
    if (!form.empty()) {
      Value value;
      value.kind = Value::Kind::string;
      value.string = form.texts.front().first;
      Diagnostics ignored;  // check_references has read the same pattern
      to = plain(parse_pattern(value, ignored), scope);
    }
  };
  out_.language = issue_.language;
  out_.title = issue_.title.value;
  from("document-title", out_.title);
  from("document-author", out_.author);
  from("document-subject", out_.subject);
  for (const Section& section : issue_.sections) {
    if (!section.title.empty()) {
      out_.keywords.push_back(section.title.value);
    }
  }
}

void Resolver::report_dead_links() {
  for (LinkTarget& link : out_.links) {
    if (link.anchor == AnchorId::none || placed_.count(link.anchor) != 0) {
      continue;
    }
    const std::string& name = out_.anchors[static_cast<std::size_t>(link.anchor)];
    if (link.source.known()) {
      diagnostics_.push_back({"W206", link.source, {name.substr(name.find(':') + 1)}});
    }
  }
}

Styled Resolver::run() {
  register_anchors();
  find_variations();
  document_metadata();
  build_page();
  build_masters();
  build_flows();
  finish_notes();
  for (Flow& flow : out_.flows) {
    box_edges(flow.blocks);
  }
  for (Master& master : out_.masters) {
    for (Frame& frame : master.frames) {
      box_edges(frame.blocks);
    }
  }
  report_dead_links();
  return std::move(out_);
}

}  // namespace style

Parsed<Styled> resolve_styles(const Issue& issue, const Layout& layout) {
  Parsed<Styled> out;
  style::Resolver resolver(issue, LayoutAccess::data(layout), out.diagnostics);
  out.value = resolver.run();
  return out;
}

}  // namespace banxin
