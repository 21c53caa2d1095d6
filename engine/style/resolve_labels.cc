// Text that begins with a label: captions, abstracts and keywords, references.
#include <algorithm>

#include "engine/style/resolver.h"
#include "engine/unicode/unicode.h"

namespace banxin::style {
namespace {

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

/// The white space at the head of `text`, in bytes.
std::size_t blanks(std::string_view text) {
  std::size_t at = 0;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view blank : {"\u3000", " ", "\u00a0"}) {
      if (text.substr(at, blank.size()) == blank) {
        at += blank.size();
        more = true;
      }
    }
  }
  return at;
}

/// Texts that follow each other as one: Markdown parts them at every bracket.
Inlines joined(const Inlines& content) {
  Inlines out;
  for (const Inline& node : content) {
    const bool follows = !out.empty() && node.kind == InlineKind::text &&
                         out.back().kind == InlineKind::text && node.span.known() &&
                         out.back().span.file == node.span.file &&
                         out.back().span.end == node.span.begin;
    if (follows) {
      out.back().text += node.text;
      out.back().span.end = node.span.end;
    } else {
      out.push_back(node);
    }
  }
  return out;
}

/// Bytes of a typed label at the head of `text`: [12], ［12］, 12., （12）, ①; 0 if there is none.
std::size_t typed_label(std::string_view text) {
  std::size_t at = 0;
  std::string_view close = ".";
  for (const auto& [open, end] : {std::pair<std::string_view, std::string_view>{"[", "]"},
                                  {"［", "］"},
                                  {"（", "）"},
                                  {"(", ")"}}) {
    if (text.substr(0, open.size()) == open) {
      at = open.size();
      close = end;
    }
  }
  const std::size_t digits = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
    ++at;
  }
  if (at > digits && text.substr(at, close.size()) == close) {
    return at + close.size();
  }
  std::size_t circled = 0;
  const char32_t c = text.empty() ? 0 : decode_utf8(text, circled);
  return c >= U'①' && c <= U'⑳' ? circled : 0;
}

}  // namespace

// B2: label and number of a caption, a fixed gap, then the title.
std::uint32_t Resolver::caption_inlines(const Inlines& content,
                                        const RunState& state,
                                        const Context& context,
                                        ParagraphBuilder& to) {
  const std::size_t label = content.empty() || content.front().kind != InlineKind::text
                                ? 0
                                : caption_label(content.front().text, layout_.captions.labels);
  if (label == 0) {
    inlines(content, state, context, to);
    return 0;
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
  const auto hang = static_cast<std::uint32_t>(to.plain().size());
  to.text(std::string_view(first.text).substr(title),
          part(first.span, title, first.text.size() - title, first.text.size()),
          state);
  inlines(Inlines(content.begin() + 1, content.end()), state, context, to);
  return hang;
}

StyledBlock Resolver::caption(const std::string& style,
                              const Inlines& content,
                              Span source,
                              const Context& context) {
  const BlockSpec& styled = spec(style, context);
  ParagraphBuilder builder(styles_);
  const std::uint32_t hang = caption_inlines(content, start(styled), context, builder);
  StyledBlock block = finish_paragraph(builder, styled, source);
  if (styled.style.hang_after_lines == 0 || hang == 0) {
    return block;
  }
  BlockStyle left = styled.style;
  left.text_align = Align::justify;
  left.text_align_last = Align::start;
  left.composition.balance = false;
  auto when_long = std::make_shared<Paragraph>(*block.paragraph);
  when_long->style =
      styles_.variant(left, "hanging " + std::to_string(static_cast<std::uint32_t>(styled.id)));
  auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
  paragraph->when_long = std::move(when_long);
  paragraph->hang = hang;
  block.paragraph = std::move(paragraph);
  return block;
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

/// B1: keywords with one separator and no mark at the end; lines of several labelled parts
/// (中图分类号：… 　文献标志码：…), which are told apart by two blanks or more.
void Resolver::labelled_parts(const Inlines& content,
                              const DivRule& rule,
                              const RunState& state,
                              const Context& context,
                              ParagraphBuilder& to) {
  const std::string lead = rule.lead.empty() ? "label" : rule.lead;
  if (content.size() != 1 || content.front().kind != InlineKind::text) {
    return lead_inlines(content, state, lead, context, to);
  }
  const Inline& whole = content.front();
  std::string_view rest = whole.text;
  for (const std::string_view end : {"。", "；", ";", ".", "，"}) {
    if (rest.size() > end.size() && rest.substr(rest.size() - end.size()) == end) {
      rest.remove_suffix(end.size());
    }
  }
  std::size_t at = 0;
  for (std::size_t begin = 0; begin < rest.size(); begin = at) {
    std::size_t end = begin;
    std::size_t gap = 0;
    while (end < rest.size() && gap == 0) {
      const std::size_t space = blanks(rest.substr(end));
      const bool mark = rest.substr(end, 3) == "；" || rest[end] == ';';
      gap = mark        ? (rest[end] == ';' ? 1u : 3u)
            : space > 1 ? space  // two blanks, or one of a full em
                        : 0u;
      end += gap == 0 ? std::max<std::size_t>(1, space) : 0;
    }
    at = end + gap;
    at += blanks(rest.substr(std::min(at, rest.size())));
    Inline piece;
    piece.kind = InlineKind::text;
    piece.text = std::string(rest.substr(begin, end - begin));
    piece.span = part(whole.span, begin, end - begin, whole.text.size());
    lead_inlines({piece}, state, lead, context, to);
    if (at < rest.size()) {
      to.text(rule.separator, part(whole.span, end, at - end, whole.text.size()), state);
    }
  }
}

/// One entry, its label taken off as the paragraph's marker.
void Resolver::reference(const Inlines& content,
                         Span source,
                         const Context& context,
                         std::vector<StyledBlock>& out) {
  const BlockSpec& styled = spec(context.paragraph, context);
  const bool text = !content.empty() && content.front().kind == InlineKind::text;
  const std::size_t label = text ? typed_label(content.front().text) : 0;
  if (label == 0) {
    out.push_back(paragraph_block(context.paragraph, content, source, context));
    return;
  }
  const Inline& first = content.front();
  const std::size_t size = first.text.size();
  const std::size_t from = label + blanks(std::string_view(first.text).substr(label));
  ParagraphBuilder marker(styles_);
  marker.text(std::string_view(first.text).substr(0, label),
              part(first.span, 0, label, size),
              start(styled));
  ParagraphBuilder entry(styles_);
  entry.text(std::string_view(first.text).substr(from),
             part(first.span, from, size - from, size),
             start(styled));
  inlines(Inlines(content.begin() + 1, content.end()), start(styled), context, entry);
  StyledBlock block = finish_paragraph(entry, styled, source);
  auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
  paragraph->marker = finish_paragraph(marker, styled, source).paragraph;
  block.paragraph = std::move(paragraph);
  out.push_back(std::move(block));
}

/// A list of references: every line that begins with a label begins an entry.
void Resolver::references(const Block& block,
                          const Context& context,
                          std::vector<StyledBlock>& out) {
  for (const Block& child : block.children) {
    if (child.kind != BlockKind::paragraph) {
      this->block(child, context, out);
      continue;
    }
    const Inlines content = joined(child.content);
    Inlines entry;
    const auto flush = [&] {
      if (!entry.empty()) {
        reference(entry, child.span, context, out);
        entry.clear();
      }
    };
    for (std::size_t i = 0; i < content.size(); ++i) {
      const Inline& node = content[i];
      const Inline* next = i + 1 < content.size() ? &content[i + 1] : nullptr;
      const bool labelled = next && next->kind == InlineKind::text && typed_label(next->text) > 0;
      if (node.kind == InlineKind::line_break && labelled) {
        flush();
      } else {
        entry.push_back(node);
      }
    }
    flush();
  }
}

}  // namespace banxin::style
