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

Span part(Span span, std::size_t begin, std::size_t length, std::size_t whole) {
  if (!span.known() || span.end - span.begin != whole) {
    return span;
  }
  const auto from = static_cast<std::uint32_t>(span.begin + begin);
  return {span.file, from, static_cast<std::uint32_t>(from + length)};
}

/// Bytes at the head of `text` that are a caption's label and number: "图 1", "表2-3", "附图三".
std::size_t caption_label(std::string_view text, const std::vector<std::string>& labels) {
  std::size_t best = 0;
  for (const std::string& label : labels) {
    if (text.substr(0, label.size()) != label) {
      continue;
    }
    std::size_t at = label.size();
    while (at < text.size() && text[at] == ' ') {
      ++at;
    }
    const std::size_t number = at;
    const std::string_view chinese[] = {
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "〇"};
    for (bool more = true; more && at < text.size();) {
      more = false;
      const char c = text[at];
      if ((c >= '0' && c <= '9') || (at > number && (c == '-' || c == '.'))) {
        ++at;
        more = true;
      }
      for (const std::string_view digit : chinese) {
        if (text.substr(at, digit.size()) == digit) {
          at += digit.size();
          more = true;
          break;
        }
      }
    }
    best = at > number ? std::max(best, at) : best;
  }
  return best;
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
  to.note_mark(mark, id, node.span, inner);
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
  to.image(image_of(node.target, node.span), size, node.span, state);
}

// B2: label and number of a caption, a fixed gap, then the title.
void Resolver::caption_inlines(const Inlines& content,
                               const RunState& state,
                               const Context& context,
                               ParagraphBuilder& to) {
  const std::size_t label = content.empty() || content.front().kind != InlineKind::text
                                ? 0
                                : caption_label(content.front().text, layout_.captions.labels);
  if (label == 0) {
    return inlines(content, state, context, to);
  }
  const Inline& first = content.front();
  RunState labelled = state;
  labelled.spec = styles_.with(state.spec, "caption-label");
  to.text(std::string_view(first.text).substr(0, label),
          part(first.span, 0, label, first.text.size()),
          labelled);
  std::size_t title = label;
  for (const std::string_view space : {"　", " ", "　", " "}) {
    while (first.text.compare(title, space.size(), space) == 0) {
      title += space.size();
    }
  }
  const bool more = title < first.text.size() || content.size() > 1;
  if (more && title > label) {
    to.text(layout_.captions.gap.empty() ? " " : layout_.captions.gap,
            part(first.span, label, title - label, first.text.size()),
            state);
  }
  to.text(std::string_view(first.text).substr(title),
          part(first.span, title, first.text.size() - title, first.text.size()),
          state);
  inlines(Inlines(content.begin() + 1, content.end()), state, context, to);
}

// B1: "摘要：" at the head of an abstract is set as a label.
void Resolver::lead_inlines(const Inlines& content,
                            const RunState& state,
                            const std::string& lead,
                            const Context& context,
                            ParagraphBuilder& to) {
  constexpr std::string_view kColon = "：";
  constexpr std::size_t kLongestLead = 30;  // bytes: ten Han; a colon further on is the text's own
  const bool plain = !content.empty() && content.front().kind == InlineKind::text;
  const std::size_t colon = plain ? content.front().text.find(kColon) : std::string::npos;
  if (colon == std::string::npos || colon > kLongestLead) {
    return inlines(content, state, context, to);
  }
  const Inline& first = content.front();
  const std::size_t end = colon + kColon.size();
  RunState labelled = state;
  labelled.spec = styles_.with(state.spec, lead);
  to.text(std::string_view(first.text).substr(0, end),
          part(first.span, 0, end, first.text.size()),
          labelled);
  to.text(std::string_view(first.text).substr(end),
          part(first.span, end, first.text.size() - end, first.text.size()),
          state);
  inlines(Inlines(content.begin() + 1, content.end()), state, context, to);
}

}  // namespace banxin::style
