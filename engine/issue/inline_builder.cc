#include "engine/issue/inline_builder.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace banxin {
namespace {

// Bytes of addresses one text may hold in all: a reference definition used a million times must
// not become a million copies.
constexpr std::size_t kMaxTargetBytes = 4u << 20;
// How far the end of a link's address and title is looked for.
constexpr std::size_t kMaxLinkTail = 8192;

InlineKind kind_of(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_EM:
      return InlineKind::emphasis;
    case MD_SPAN_STRONG:
      return InlineKind::strong;
    case MD_SPAN_A:
      return InlineKind::link;
    case MD_SPAN_IMG:
      return InlineKind::image;
    case MD_SPAN_CODE:
      return InlineKind::code;
    case MD_SPAN_DEL:
      return InlineKind::strike;
    default:
      return InlineKind::span;
  }
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) {
    ++at;
  }
  return at;
}

// After the destination of an inline link, or npos.
std::size_t destination_end(std::string_view text, std::size_t at) {
  if (text.substr(at, 1) == "<") {
    const std::size_t close = text.find_first_of(">\n", at);
    return close == std::string_view::npos || text[close] == '\n' ? std::string_view::npos
                                                                  : close + 1;
  }
  int open = 0;
  for (; at < text.size() && !is_blank(text[at]); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      ++at;
    } else if (text[at] == '(') {
      ++open;
    } else if (text[at] == ')' && open-- == 0) {
      break;
    }
  }
  return at;
}

std::size_t title_end(std::string_view text, std::size_t at) {
  const char close = text[at] == '(' ? ')' : text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == close) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// After `(destination "title")` that begins at `at`, or npos.
std::size_t inline_link_end(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at + 1);
  at = destination_end(text, at);
  if (at == std::string_view::npos) {
    return at;
  }
  const std::size_t after = skip_blanks(text, at);
  at = after;
  if (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == '(')) {
    at = title_end(text, at);
    if (at == std::string_view::npos) {
      return at;
    }
    at = skip_blanks(text, at);
  }
  return text.substr(at, 1) == ")" ? at + 1 : std::string_view::npos;
}

}  // namespace

InlineBuilder::InlineBuilder(const PreparedMarkdown& prepared,
                             MarkdownTree& tree,
                             const Place& place,
                             Reporter& reporter)
    : prepared_(prepared),
      tree_(tree),
      place_(place),
      reporter_(reporter) {}

bool InlineBuilder::in_prepared(const char* data) const {
  const std::string& all = prepared_.text.text();
  const std::less<> before;
  return !before(data, all.data()) && !before(all.data() + all.size(), data);
}

Span InlineBuilder::source_span(const char* data, std::size_t size) const {
  const auto offset = static_cast<std::size_t>(data - prepared_.text.text().data());
  return relative(prepared_.text.source_of(offset), prepared_.text.source_of(offset + size));
}

std::string InlineBuilder::attribute(const MD_ATTRIBUTE& attribute, Span& span) {
  if (!attribute.text || attribute.size == 0) {
    return {};
  }
  copied_targets_ += attribute.size;
  if (copied_targets_ > kMaxTargetBytes + source().size()) {
    if (copied_targets_ - attribute.size <= kMaxTargetBytes + source().size()) {
      reporter_.report("W127", place_.at(cursor_, cursor_));
    }
    return {};
  }
  if (in_prepared(attribute.text) && attribute.substr_types[0] == MD_TEXT_NORMAL &&
      attribute.substr_offsets[1] == attribute.size) {
    span = source_span(attribute.text, attribute.size);
    return std::string(source().substr(span.begin, span.end - span.begin));
  }
  std::string value;
  for (std::size_t i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    const std::size_t begin = attribute.substr_offsets[i];
    const std::string_view part(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
    value +=
        attribute.substr_types[i] == MD_TEXT_ENTITY ? decode_entity(part) : without_stand_ins(part);
  }
  return value;
}

void InlineBuilder::add(Inline node) {
  Inlines& list = stack_.empty() ? root_ : stack_.back().node.children;
  if (!list.empty() && is_plain(node) && is_plain(list.back()) &&
      list.back().span.end == node.span.begin) {
    list.back().text += node.text;
    list.back().span.end = node.span.end;
    return;
  }
  list.push_back(std::move(node));
}

// The end of a link is a guess. Where the text after it shows that the guess was too far, the link
// and the break after it are cut short.
void InlineBuilder::pull_back(std::uint32_t begin) {
  if (begin >= cursor_ || begin < code_end_) {
    return;
  }
  cursor_ = begin;
  Inlines& list = stack_.empty() ? root_ : stack_.back().node.children;
  for (auto node = list.rbegin(); node != list.rend() && node->span.end > begin; ++node) {
    node->span.begin = std::min(node->span.begin, begin);
    node->span.end = begin;
  }
}

// An opening mark stands right before the first thing inside it, which alone has an offset.
void InlineBuilder::begin(Open& open, std::size_t& offset) const {
  const auto back_over = [&](std::string_view marks, std::size_t most) {
    for (std::size_t n = 0; n < most && offset > 0; ++n) {
      if (marks.find(source()[offset - 1]) == std::string_view::npos) {
        break;
      }
      --offset;
    }
  };
  if (offset > 0 && source()[offset - 1] == '\\') {
    --offset;
  }
  switch (open.node.kind) {
    case InlineKind::emphasis:
      back_over("*_", 1);
      break;
    case InlineKind::strong:
      back_over("*_", 2);
      break;
    case InlineKind::strike:
      back_over("~", 2);
      break;
    case InlineKind::code:
      back_over(" \t\r\n>", 8);
      back_over("`", source().size());
      break;
    default:
      back_over("[<", 1);
      back_over("!", open.node.kind == InlineKind::image ? 1 : 0);
      break;
  }
  open.node.span.begin = static_cast<std::uint32_t>(offset);
  open.begun = true;
}

void InlineBuilder::begin_all(std::size_t offset) {
  for (auto open = stack_.rbegin(); open != stack_.rend() && !open->begun; ++open) {
    begin(*open, offset);
  }
}

void InlineBuilder::enter(MD_SPANTYPE type, void* detail) {
  if (static_cast<int>(stack_.size()) >= kMaxDepth / 2 || flattened_ > 0) {
    ++flattened_;
    if (!told_depth_) {
      reporter_.report("W115", place_.at(cursor_, cursor_));
      told_depth_ = true;
    }
    return;
  }
  Open open;
  open.node.kind = kind_of(type);
  open.node.span = relative(cursor_, cursor_);
  Span ignored;
  if (type == MD_SPAN_A) {
    const auto* link = static_cast<const MD_SPAN_A_DETAIL*>(detail);
    open.node.target = attribute(link->href, ignored);
    open.node.title = attribute(link->title, ignored);
  } else if (type == MD_SPAN_IMG) {
    const auto* image = static_cast<const MD_SPAN_IMG_DETAIL*>(detail);
    PictureParts parts;
    open.node.target = attribute(image->src, parts.path);
    open.node.title = attribute(image->title, parts.title);
    // The stand-in before every picture has brought the cursor here.
    open.begun = true;
    tree_.pictures[cursor_] = parts;
    cursor_ = static_cast<std::uint32_t>(std::min<std::size_t>(cursor_ + 2, source().size()));
  }
  stack_.push_back(std::move(open));
}

std::uint32_t InlineBuilder::link_end(std::size_t at) const {
  at = skip_blanks(source(), at);
  const std::size_t close = at;
  if (source().substr(close, 1) == ">") {
    return static_cast<std::uint32_t>(close + 1);
  }
  if (source().substr(close, 1) != "]") {
    return cursor_;
  }
  std::size_t end = close + 1;
  if (source().substr(end, 1) == "(") {
    const std::size_t after = inline_link_end(source().substr(0, end + kMaxLinkTail), end);
    end = after == std::string_view::npos ? end : after;
  } else if (source().substr(end, 1) == "[") {
    // A label has no brackets in it and at most 999 characters. One that goes on in the next line
    // may as well be the text of another block.
    const std::size_t after = source().substr(0, end + 1001).find_first_of("[]\r\n", end + 1);
    end = after == std::string_view::npos || source()[after] != ']' ? end : after + 1;
  }
  return static_cast<std::uint32_t>(end);
}

std::uint32_t InlineBuilder::end_of(const Open& open) const {
  const auto over = [&](std::string_view marks, std::size_t most) {
    std::size_t at = cursor_;
    for (std::size_t n = 0; n < most && at < source().size(); ++n, ++at) {
      if (marks.find(source()[at]) == std::string_view::npos) {
        break;
      }
    }
    return static_cast<std::uint32_t>(at);
  };
  switch (open.node.kind) {
    case InlineKind::emphasis:
      return over("*_", 1);
    case InlineKind::strong:
      return over("*_", 2);
    case InlineKind::strike:
      return over("~", 2);
    case InlineKind::code: {
      const std::size_t tick = skip_blanks(source(), cursor_);
      const std::size_t end = source().find_first_not_of('`', tick);
      return static_cast<std::uint32_t>(std::min(end, source().size()));
    }
    default:
      return link_end(cursor_);
  }
}

void InlineBuilder::leave(MD_SPANTYPE) {
  if (flattened_ > 0) {
    --flattened_;
    return;
  }
  if (stack_.empty()) {
    return;
  }
  Open open = std::move(stack_.back());
  stack_.pop_back();
  cursor_ = std::max(cursor_, end_of(open));
  open.node.span.end = cursor_;
  if (open.node.kind == InlineKind::code) {
    code_end_ = cursor_;
    for (const Inline& part : open.node.children) {
      open.node.text += part.text;
    }
    open.node.children.clear();
  }
  // A link around nothing cannot be seen, nor found again in the source.
  if (open.node.kind != InlineKind::link || !open.node.children.empty()) {
    add(std::move(open.node));
  }
}

void InlineBuilder::add_break(InlineKind kind) {
  // The break is where the last thing ended, but for blanks and the backslash of a hard break.
  const std::size_t newline =
      std::min(source().find_first_not_of(" \t\\", cursor_), source().size());
  const bool found =
      newline < source().size() && (source()[newline] == '\n' || source()[newline] == '\r');
  const std::size_t after = newline + (source().substr(newline, 2) == "\r\n" ? 2 : 1);
  Inline node;
  node.kind = kind;
  if (kind == InlineKind::text) {
    node.text = node.title = "\n";
  }
  node.span = found ? relative(newline, after) : relative(cursor_, cursor_);
  cursor_ = node.span.end;
  add(std::move(node));
}

void InlineBuilder::text(MD_TEXTTYPE type, const char* data, std::size_t size) {
  if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
    add_break(type == MD_TEXT_BR ? InlineKind::line_break : InlineKind::text);
    return;
  }
  Inline node;
  if (!in_prepared(data)) {  // a line break in code stands as a space of the library's own
    node.text = std::string(data, size);
    node.span = relative(cursor_, cursor_);
    add(std::move(node));
    return;
  }
  node.span = source_span(data, size);
  begin_all(node.span.begin);
  pull_back(node.span.begin);
  cursor_ = std::max(cursor_, node.span.end);
  // md4c 0.4.8 gives the closing marks of a code span out as text if it begins and ends with a
  // line break.
  node.span.begin = std::min(std::max(node.span.begin, code_end_), node.span.end);
  if (node.span.begin == node.span.end) {
    return;
  }
  node.text = source().substr(node.span.begin, node.span.end - node.span.begin);
  if (type == MD_TEXT_ENTITY) {
    const std::string decoded = decode_entity(node.text);
    if (decoded != node.text) {
      node.text = decoded;
    }
  } else if (type == MD_TEXT_HTML) {
    node.title = "<";
  }
  add(std::move(node));
}

Inlines InlineBuilder::take() {
  while (!stack_.empty()) {  // the library closes what it opens; this is for safety
    leave(MD_SPAN_EM);
  }
  flattened_ = 0;
  return std::exchange(root_, {});
}

}  // namespace banxin
