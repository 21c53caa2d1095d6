// resolve_marks: one walk over siblings with a stack of what is open: [ and <ruby>.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "engine/issue/attributes.h"
#include "engine/issue/inline_pass.h"
#include "engine/issue/markdown_lines.h"

namespace banxin {
namespace {

// Tag name in lower case: "<RT>" gives "rt", "</ruby>" gives "/ruby", comments "!".
std::string tag_name(std::string_view tag) {
  std::string name;
  for (std::size_t i = 1; i < tag.size(); ++i) {
    const char c = tag[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && !(i == 1 && (c == '/' || c == '!' || c == '?'))) {
      break;
    }
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return name;
}

bool takes_attributes(const Inline& node) {
  return node.kind == InlineKind::link || node.kind == InlineKind::image ||
         node.kind == InlineKind::code;
}

class MarkResolver {
 public:
  MarkResolver(Inlines& content, PassContext& context, int depth)
      : in_(std::move(content)),
        context_(context),
        depth_(depth) {}

  Inlines run() {
    for (index_ = 0; index_ < in_.size(); ++index_) {
      Inline& node = in_[index_];
      if (node.span.begin < done_ && node.span.end <= done_) {
        continue;  // inside an attribute list
      }
      if (is_tag(node)) {
        tag(node);
      } else if (is_plain(node)) {
        scan(node);
      } else {
        if (!node.children.empty() && depth_ < kMaxDepth) {
          MarkResolver inside(node.children, context_, depth_ + 1);
          node.children = inside.run();
          reached(inside.deepest_ + 1);
        }
        out_.push_back(std::move(node));
        attributes_after();
      }
    }
    while (!open_.empty()) {
      if (open_.back().kind == OpenKind::ruby) {
        warn_ruby(open_.back().span);
      }
      open_.pop_back();
    }
    return std::move(out_);
  }

 private:
  enum class OpenKind : std::uint8_t { bracket, ruby, shift };

  struct Open {
    OpenKind kind = OpenKind::bracket;
    int depth = 0;         // levels of what stands inside
    std::size_t at = 0;    // first node inside, in out_
    Span span;             // of the [ or the <ruby>
    std::size_t text = 0;  // ruby: first node of the annotation, if in_text
    bool in_text = false;
    std::size_t aside = 0;  // ruby: first node of <rp>, if in_aside
    bool in_aside = false;
  };

  void push(OpenKind kind, Span span) {
    ++waiting_[static_cast<std::size_t>(kind)];
    open_.emplace_back();
    open_.back().kind = kind;
    open_.back().at = out_.size();
    open_.back().span = span;
  }

  // Drops what was opened inside and never closed; false if nothing of this kind is open.
  bool back_to(OpenKind kind) {
    if (waiting_[static_cast<std::size_t>(kind)] == 0) {
      return false;
    }
    while (open_.back().kind != kind) {
      pop(Wrapped::no);
    }
    return true;
  }

  // Keeps count of how deep nodes nest, so that wrapping can stop in time without looking.
  void reached(int depth) {
    deepest_ = std::max(deepest_, depth);
    if (!open_.empty()) {
      open_.back().depth = std::max(open_.back().depth, depth);
    }
  }

  enum class Wrapped : std::uint8_t { no, yes };

  void pop(Wrapped wrapped) {
    --waiting_[static_cast<std::size_t>(open_.back().kind)];
    const int depth = open_.back().depth + (wrapped == Wrapped::yes ? 1 : 0);
    open_.pop_back();
    reached(depth);
  }

  Span relative(std::size_t begin, std::size_t end) const {
    return {
        context_.place.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void put_text(std::size_t begin, std::size_t end) {
    if (begin >= end) {
      return;
    }
    Inline node;
    node.span = relative(begin, end);
    node.text = context_.source.substr(begin, end - begin);
    out_.push_back(std::move(node));
  }

  // ---- text: [, ], [^x]

  void scan(const Inline& node) {
    std::size_t from = std::max<std::size_t>(node.span.begin, done_);
    // Right after a backslash the character is itself.
    std::size_t at =
        from + (from > 0 && from == node.span.begin && context_.source[from - 1] == '\\' ? 1 : 0);
    for (; at < node.span.end; ++at) {
      const char c = context_.source[at];
      if (c == '[') {
        put_text(from, at);
        const std::size_t note = note_reference(context_.source.substr(at, node.span.end - at));
        if (note > 0) {
          put_note(at, at + note);
          at += note - 1;
          from = at + 1;
        } else {
          push(OpenKind::bracket, relative(at, at + 1));
          put_text(at, at + 1);
          from = at + 1;
        }
      } else if (c == ']') {
        put_text(from, at);
        at = close_bracket(at);
        from = at + 1;
      }
    }
    put_text(from, node.span.end);
  }

  void put_note(std::size_t begin, std::size_t end) {
    Inline note;
    note.kind = InlineKind::note;
    note.target = context_.source.substr(begin + 2, end - begin - 3);
    note.span = relative(begin, end);
    out_.push_back(std::move(note));
  }

  // Returns the offset of the last byte used.
  std::size_t close_bracket(std::size_t at) {
    if (open_.empty() || open_.back().kind != OpenKind::bracket) {
      put_text(at, at + 1);
      return at;
    }
    const Open open = open_.back();
    Attributes attributes;
    const std::size_t end = attribute_end(at + 1, attributes);
    const bool wraps = end > 0 && depth_ + open.depth < kMaxDepth;
    pop(wraps ? Wrapped::yes : Wrapped::no);
    if (!wraps) {
      put_text(at, at + 1);
      return at;
    }
    const auto first = out_.begin() + static_cast<std::ptrdiff_t>(open.at);
    Inline span;
    span.kind = InlineKind::span;
    span.span = relative(open.span.begin, end);
    span.attributes = std::move(attributes);
    span.children.assign(std::make_move_iterator(first + 1), std::make_move_iterator(out_.end()));
    out_.erase(first, out_.end());
    out_.push_back(std::move(span));
    done_ = end;
    return end - 1;
  }

  // ---- attributes

  // The end of an attribute list at `at` that the nodes to come can give up whole, or 0.
  std::size_t attribute_end(std::size_t at, Attributes& attributes) {
    if (context_.source.substr(at, 1) != "{") {
      return 0;
    }
    Attributes found;
    const std::size_t end = parse_attributes(context_.source, at, found);
    if (end == 0 || !whole(end)) {
      return 0;
    }
    found.span = relative(at, end);
    attributes = std::move(found);
    return end;
  }

  // No later sibling may straddle `end` but plain text, which can be cut.
  bool whole(std::size_t end) const {
    for (std::size_t i = index_; i < in_.size() && in_[i].span.begin < end; ++i) {
      if (in_[i].span.end > end) {
        return is_plain(in_[i]);
      }
    }
    return !in_.empty() && in_.back().span.end >= end;
  }

  void attributes_after() {
    Inline& node = out_.back();
    if (!takes_attributes(node) || context_.source.substr(node.span.end, 1) != "{") {
      return;
    }
    const std::size_t begin = node.span.end;
    const std::size_t end = attribute_end(begin, node.attributes);
    if (end > 0) {
      done_ = end;
      node.span.end = static_cast<std::uint32_t>(end);
    } else if (node.kind != InlineKind::code) {
      context_.reporter.report("W117", context_.place.at(begin, begin + 1));
    }
  }

  // ---- tags

  void tag(const Inline& node) {
    const std::string name = tag_name(node.text);
    if (name == "br") {
      Inline line_break;
      line_break.kind = InlineKind::line_break;
      line_break.span = node.span;
      out_.push_back(std::move(line_break));
    } else if (name == "ruby") {
      push(OpenKind::ruby, node.span);
    } else if (name == "/ruby" || name == "rt" || name == "/rt" || name == "rp" || name == "/rp" ||
               name == "rb" || name == "/rb" || name == "rtc" || name == "/rtc") {
      ruby_tag(name, node);
    } else if (name == "sup" || name == "sub") {
      push(OpenKind::shift, node.span);
    } else if (name == "/sup" || name == "/sub") {
      close_shift(name.substr(1), node);
    } else if (name.substr(0, 1) != "!") {
      warn_tag(name.substr(0, 1) == "/" ? name.substr(1) : name, node.span);
    }
  }

  // <sup> and <sub> are spans of that class.
  void close_shift(const std::string& name, const Inline& node) {
    if (!back_to(OpenKind::shift)) {
      warn_tag(name, node.span);
      return;
    }
    const Open open = open_.back();
    const bool wraps = depth_ + open.depth < kMaxDepth;
    pop(wraps ? Wrapped::yes : Wrapped::no);
    if (!wraps) {
      return;
    }
    const auto first = out_.begin() + static_cast<std::ptrdiff_t>(open.at);
    Inline span;
    span.kind = InlineKind::span;
    span.span = relative(open.span.begin, node.span.end);
    span.attributes.classes.push_back(name);
    span.children.assign(std::make_move_iterator(first), std::make_move_iterator(out_.end()));
    out_.erase(first, out_.end());
    out_.push_back(std::move(span));
  }

  void warn_tag(const std::string& name, Span span) {
    std::vector<std::string>& told = context_.told_tags;
    if (std::find(told.begin(), told.end(), name) == told.end() && told.size() < 20) {
      told.push_back(name);
      context_.reporter.report("W131", context_.place.at(span), {name});
    }
  }

  void warn_ruby(Span span) { context_.reporter.report("W120", context_.place.at(span)); }

  void ruby_tag(const std::string& name, const Inline& node) {
    if (!back_to(OpenKind::ruby)) {
      warn_ruby(node.span);
      return;
    }
    Open& ruby = open_.back();
    if (ruby.in_aside) {  // <rp>（</rp> is for readers without ruby
      out_.resize(std::max(ruby.aside, ruby.at));
      ruby.in_aside = false;
    }
    const bool ends_text = name == "/rt" || name == "rt" || name == "rb" || name == "/ruby" ||
                           name == "rp" || name == "rtc" || name == "/rtc";
    if (ruby.in_text && ends_text) {
      finish_pair(ruby, node.span.begin);
    }
    if (name == "rt") {
      ruby.in_text = true;
      ruby.text = out_.size();
    } else if (name == "rp") {
      ruby.in_aside = true;
      ruby.aside = out_.size();
    } else if (name == "/ruby") {
      pop(Wrapped::no);
    }
  }

  void finish_pair(Open& ruby, std::size_t end) {
    ruby.in_text = false;
    if (depth_ + ruby.depth >= kMaxDepth) {
      ruby.at = out_.size();
      return;
    }
    const auto base = out_.begin() + static_cast<std::ptrdiff_t>(ruby.at);
    const auto text = out_.begin() + static_cast<std::ptrdiff_t>(ruby.text);
    const std::string annotation =
        plain_text(Inlines(std::make_move_iterator(text), std::make_move_iterator(out_.end())));
    if (base == text && ruby.at > 0 && out_[ruby.at - 1].kind == InlineKind::ruby) {
      out_[ruby.at - 1].text += " " + annotation;  // one base, several annotations
      out_.resize(ruby.at);
      return;
    }
    ++ruby.depth;
    Inline pair;
    pair.kind = InlineKind::ruby;
    pair.text = annotation;
    pair.children.assign(std::make_move_iterator(base), std::make_move_iterator(text));
    const std::size_t begin =
        pair.children.empty() ? ruby.span.begin : pair.children.front().span.begin;
    pair.span = relative(begin, end);
    out_.erase(base, out_.end());
    out_.push_back(std::move(pair));
    ruby.at = out_.size();
  }

  Inlines in_;
  PassContext& context_;
  int depth_;
  int deepest_ = 0;
  std::size_t index_ = 0;
  std::size_t done_ = 0;  // source up to here is used up
  Inlines out_;
  std::vector<Open> open_;
  std::array<std::size_t, 3> waiting_{};  // how many of each kind are open
};

}  // namespace

void resolve_marks(Inlines& content, PassContext& context) {
  content = MarkResolver(content, context, 0).run();
}

void take_trailing_attributes(Inlines& content, Attributes& out, PassContext& context) {
  if (content.empty() || !is_plain(content.back())) {
    return;
  }
  const std::size_t end = content.back().span.end;
  const std::size_t start = content.front().span.begin;
  const std::string_view all = context.source.substr(start, end - start);
  const std::size_t open = all.ends_with('}') ? all.rfind('{') : std::string_view::npos;
  if (open == std::string_view::npos) {
    return;
  }
  const std::size_t brace = start + open;
  // \{.a} is text; so are braces after a bracket that is not one of a span.
  if (brace > 0 && (context.source[brace - 1] == '\\' || context.source[brace - 1] == ']')) {
    return;
  }
  Attributes found;
  if (parse_attributes(context.source, brace, found) != end) {
    return;
  }
  std::size_t keep = content.size();
  while (keep > 0 && content[keep - 1].span.begin >= brace) {
    --keep;
  }
  if (keep > 0 && content[keep - 1].span.end > brace && !is_plain(content[keep - 1])) {
    return;
  }
  content.resize(keep);
  if (keep > 0 && content.back().span.end > brace) {
    content.back().text.resize(brace - content.back().span.begin);
    content.back().span.end = static_cast<std::uint32_t>(brace);
  }
  found.span = {
      context.place.file, static_cast<std::uint32_t>(brace), static_cast<std::uint32_t>(end)};
  out = std::move(found);
}

}  // namespace banxin
