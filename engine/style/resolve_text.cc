// Inline content to runs.
#include <algorithm>

#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

constexpr int kDeepestInline =
    64;  // the issue parser nests no deeper; a guard for hand-built input

bool is_uri(std::string_view target) {
  const std::size_t colon = target.find(':');
  return colon != target.npos && colon > 0 && target.find('/') >= colon;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string() : std::string(path.substr(0, slash + 1));
}

}  // namespace

void Resolver::apply(std::string_view name, RunState& state) {
  state.spec = styles_.with(state.spec, name);
  if (styles_.marks_name(name)) {
    state.name_mark = ++name_marks_;  // M4: adjacent names stay apart, whatever their runs
  }
}

RunState Resolver::with_classes(const Attributes& attributes, RunState state) {
  for (const std::string& name : attributes.classes) {
    if (name == "nolint") {
      continue;  // for engine/lint alone
    }
    const bool known = state.add_class(name);
    if (styles_.has_text_style(name)) {
      apply(name, state);
    } else if (!known && reported_.insert("class " + name).second) {
      std::vector<std::string> names;
      for (const StyleRule& rule : layout_.text_styles) {
        names.push_back(rule.name);
      }
      diagnostics_.push_back({"W205", attributes.span, {name, suggestion(name, names)}});
    }
  }
  if (const std::string* language = attributes.value("lang")) {
    state.spec = styles_.with_language(state.spec, *language);
  }
  return state;
}

LinkId Resolver::link_to(AnchorId target) {
  const auto [at, added] =
      links_.emplace(std::pair(std::string(), target), static_cast<LinkId>(out_.links.size()));
  if (added) {
    out_.links.push_back({std::string(), target, {}});
  }
  return at->second;
}

LinkId Resolver::link_to(const std::string& target, Span span, const Article* article) {
  if (target.empty()) {
    return LinkId::none;
  }
  const std::size_t hash = target.find('#');
  const std::string path = target.substr(0, hash);
  const std::string folder = article ? folder_of(article->path) : std::string();
  AnchorId to = AnchorId::none;
  if (path.empty() && article) {
    to = anchor("id:" + article->path + target);
  } else if (!is_uri(target)) {
    for (std::size_t s = 0; s < issue_.sections.size() && to == AnchorId::none; ++s) {
      for (std::size_t a = 0; a < issue_.sections[s].articles.size(); ++a) {
        const std::string& other = issue_.sections[s].articles[a].path;
        if (!other.empty() && (other == path || other == folder + path)) {
          to = hash == target.npos ? article_anchor(s, a)
                                   : anchor("id:" + other + target.substr(hash));
        }
      }
    }
  }
  const std::string uri = to == AnchorId::none ? target : std::string();
  const auto [at, added] =
      links_.emplace(std::pair(uri, to), static_cast<LinkId>(out_.links.size()));
  if (added) {
    out_.links.push_back({uri, to, span});
  }
  return at->second;
}

ImageId Resolver::image_of(const std::string& path, Span span) {
  const auto [at, added] = images_.emplace(path, static_cast<ImageId>(out_.images.size()));
  if (added) {
    out_.images.push_back({path, span});
  }
  return at->second;
}

void Resolver::inlines(const Inlines& content,
                       const RunState& state,
                       const Context& context,
                       ParagraphBuilder& to,
                       int depth) {
  if (depth > kDeepestInline) {
    return;
  }
  for (const Inline& node : content) {
    inline_one(node, state, context, to, depth);
  }
}

void Resolver::inline_one(const Inline& node,
                          const RunState& state,
                          const Context& context,
                          ParagraphBuilder& to,
                          int depth) {
  const auto styled = [&](std::string_view name) {
    RunState inner = with_classes(node.attributes, state);
    apply(name, inner);
    return inner;
  };
  switch (node.kind) {
    case InlineKind::text:
      to.text(node.text, node.span, state);
      return;
    case InlineKind::strong:
      return inlines(node.children, styled("strong"), context, to, depth + 1);
    case InlineKind::emphasis:
      return inlines(node.children, styled("emphasis"), context, to, depth + 1);
    case InlineKind::strike:
      return inlines(node.children, styled("strike"), context, to, depth + 1);
    case InlineKind::code: {
      RunState inner = styled("code");
      inner.no_hyphen = true;
      to.text(node.text, node.span, inner);
      return;
    }
    case InlineKind::link: {
      RunState inner = styled("link");
      inner.link = link_to(node.target, node.span, context.article);
      return inlines(node.children, inner, context, to, depth + 1);
    }
    case InlineKind::image:
      return image_run(node, state, context, to);
    case InlineKind::line_break:
      return to.line_break(node.span, state);
    case InlineKind::note:
      return note_mark(node, state, context, to);
    case InlineKind::ruby:
      return ruby(node, state, context, to, depth);
    case InlineKind::span:
      return inlines(node.children, with_classes(node.attributes, state), context, to, depth + 1);
  }
}

void Resolver::note_mark(const Inline& node,
                         const RunState& state,
                         const Context& context,
                         ParagraphBuilder& to) {
  std::string mark;
  const NoteId id = note(context.article, node.target, mark);
  if (id == NoteId::none) {
    return;  // a mark without its text was reported when the article was read
  }
  RunState inner = state;
  inner.spec = styles_.with(state.spec, "note-mark");
  if (inner.link == LinkId::none) {
    inner.link = link_to(note_anchor(id));
  }
  to.note_mark(mark, id, note_field(), node.span, inner);
}

void Resolver::ruby(
    const Inline& node, RunState state, const Context& context, ParagraphBuilder& to, int depth) {
  if (state.ruby == 0 && !node.text.empty()) {
    state.ruby = to.ruby(node.text, styles_.with(state.spec, "ruby"), node.span);
  }
  inlines(node.children, state, context, to, depth + 1);
}

void Resolver::image_run(const Inline& node,
                         const RunState& state,
                         const Context& context,
                         ParagraphBuilder& to) {
  // One em high unless told otherwise; a missing side follows from the picture's proportions.
  const LengthBase base{state.spec.size, styles_.body_line(), context.measure};
  Size size{{}, state.spec.size};
  for (const char* key : {"height", "width"}) {
    const std::string* value = node.attributes.value(key);
    const auto length = value ? parse_length(*value) : std::nullopt;
    if (!length) {
      continue;
    }
    const Length resolved = max(Length(), resolve(*length, base, Length::pt(0.75)));
    if (std::string_view(key) == "height") {
      size.height = resolved;
    } else {
      size = {resolved, node.attributes.value("height") ? size.height : Length()};
    }
  }
  to.image(image_of(node.target, node.span), size, plain_text(node.children), node.span, state);
}

}  // namespace banxin::style
