// resolve_breaks, resolve_text, trim_ends: what is done to the text itself.
#include <algorithm>
#include <utility>

#include "engine/issue/inline_pass.h"
#include "engine/issue/prepare_inline.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// ---- breaks

enum class Side : std::uint8_t { none, wide, shared, narrow };

Side side_of(char32_t c) {
  return is_wide_writing(c) ? Side::wide : is_shared_mark(c) ? Side::shared : Side::narrow;
}

char32_t last_character(std::string_view text) {
  std::size_t at = text.size();
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u);
  return decode_utf8(text, at);
}

// Walks the text in reading order and decides each soft break by its two sides.
class BreakResolver {
 public:
  explicit BreakResolver(Breaks breaks) : breaks_(breaks) {}

  void walk(Inlines& content) {
    for (Inline& node : content) {
      if (is_soft_break(node)) {
        decide(Side::none);  // two in a row: a tag between them went
        waiting_ = &node;
      } else if (node.kind == InlineKind::text || node.kind == InlineKind::code) {
        visit_text(node.text);
      } else if (node.kind == InlineKind::line_break) {
        decide(Side::none);
        before_ = Side::none;
      } else if (node.kind == InlineKind::image) {
        decide(Side::narrow);
        walk(node.children);
        before_ = Side::narrow;
      } else if (node.kind != InlineKind::note) {
        walk(node.children);
      }
    }
  }

  void finish() { decide(Side::none); }

 private:
  void visit_text(std::string_view text) {
    if (text.empty()) {
      return;
    }
    std::size_t at = 0;
    decide(side_of(decode_utf8(text, at)));
    before_ = side_of(last_character(text));
  }

  void decide(Side after) {
    if (!waiting_) {
      return;
    }
    Inline& node = *std::exchange(waiting_, nullptr);
    node.title.clear();
    if (breaks_ == Breaks::kept && before_ != Side::none && after != Side::none) {
      node.kind = InlineKind::line_break;
      node.text.clear();
      return;
    }
    const bool joined = before_ == Side::none || after == Side::none ||
                        (before_ != Side::narrow && after != Side::narrow);
    node.text = joined ? "" : " ";
  }

  Breaks breaks_;
  Side before_ = Side::none;
  Inline* waiting_ = nullptr;
};

// ---- text

class TextResolver {
 public:
  explicit TextResolver(PassContext& context) : context_(context) {}

  void run(Inlines& content, bool in_link) {
    Inlines out;
    out.reserve(content.size());
    for (Inline& node : content) {
      const bool link = in_link || node.kind == InlineKind::link;
      if (node.kind != InlineKind::text) {
        drop_controls(node.text, node.span, context_);
        run(node.children, link);
        out.push_back(std::move(node));
      } else if (!node.text.empty()) {
        text(std::move(node), in_link, out);
      }
    }
    content = std::move(out);
  }

 private:
  void text(Inline node, bool in_link, Inlines& out) {
    if (!is_plain(node)) {
      out.push_back(std::move(node));
      return;
    }
    check_stars(node);
    std::size_t from = 0;
    std::size_t at_sign_floor = 0;
    const std::string& all = node.text;
    for (std::size_t at = 0; at < all.size();) {
      std::size_t begin = at;
      std::size_t end = at;
      std::string_view scheme;
      if (is_control(all[at])) {
        put(node, from, at, out);
        context_.reporter.report("W121",
                                 place(node, at, at + 1),
                                 {code_point_text(static_cast<unsigned char>(all[at]))});
        from = ++at;
        continue;
      }
      if (!in_link && (all[at] == 'h' || all[at] == 'w') && (at == 0 || !is_word(all[at - 1]))) {
        end = address_end(all, at);
        scheme = all[at] == 'w' ? "http://" : "";
      } else if (!in_link && all[at] == '@') {
        mail(all, at_sign_floor, at, begin, end);
        scheme = "mailto:";
      }
      if (end > begin) {
        put(node, from, begin, out);
        put_link(node, begin, end, scheme, out);
        from = at = at_sign_floor = end;
      } else {
        ++at;
      }
    }
    put(node, from, all.size(), out);
  }

  Span place(const Inline& node, std::size_t begin, std::size_t end) const {
    return context_.place.at(node.span.begin + begin, node.span.begin + end);
  }

  static Inline piece(const Inline& node, std::size_t begin, std::size_t end) {
    Inline part;
    part.text = node.text.substr(begin, end - begin);
    part.span = node.span;
    part.span.begin = node.span.begin + static_cast<std::uint32_t>(begin);
    part.span.end = node.span.begin + static_cast<std::uint32_t>(end);
    return part;
  }

  static void put(const Inline& node, std::size_t begin, std::size_t end, Inlines& out) {
    if (begin < end) {
      out.push_back(piece(node, begin, end));
    }
  }

  static void put_link(const Inline& node,
                       std::size_t begin,
                       std::size_t end,
                       std::string_view scheme,
                       Inlines& out) {
    Inline link;
    link.kind = InlineKind::link;
    link.children.push_back(piece(node, begin, end));
    link.span = link.children.front().span;
    link.target = std::string(scheme) + link.children.front().text;
    out.push_back(std::move(link));
  }

  // An e-mail address around the @ at `at`; begin == end if there is none.
  static void mail(const std::string& text,
                   std::size_t floor,
                   std::size_t at,
                   std::size_t& begin,
                   std::size_t& end) {
    const auto local = [](char c) {
      return is_word(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
    };
    begin = at;
    // Local parts are at most 64 bytes (RFC 5321).
    while (begin > floor && at - begin < 64 && local(text[begin - 1])) {
      --begin;
    }
    end = at + 1;
    bool dot = false;
    while (end < text.size() && end - at < 256 &&
           (is_word(text[end]) || text[end] == '-' || text[end] == '.')) {
      dot = dot || (text[end] == '.' && end > at + 1);
      ++end;
    }
    while (end > at + 1 && !is_word(text[end - 1])) {
      --end;
    }
    dot = dot && text.substr(at + 1, end - at - 1).find('.') != std::string::npos;
    if (begin == at || !dot) {
      begin = end = at;
    }
  }

  // ** left over in the text: a pair that did not come about.
  void check_stars(const Inline& node) {
    const std::size_t at = node.text.find("**");
    const bool escaped =
        at == 0 && node.span.begin > 0 && context_.source[node.span.begin - 1] == '\\';
    if (at != std::string::npos && !escaped) {
      context_.reporter.report("W116", place(node, at, at + 2));
    }
  }

  PassContext& context_;
};

// ---- ends

std::size_t blanks_before(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t') {
      ++at;
    } else if (text.substr(at, 3) == "\xE3\x80\x80") {  // U+3000
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

std::size_t blanks_after(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0) {
    if (text[end - 1] == ' ' || text[end - 1] == '\t') {
      --end;
    } else if (end >= 3 && text.substr(end - 3, 3) == "\xE3\x80\x80") {
      end -= 3;
    } else {
      break;
    }
  }
  return text.size() - end;
}

}  // namespace

void resolve_breaks(Inlines& content, Breaks breaks) {
  BreakResolver resolver(breaks);
  resolver.walk(content);
  resolver.finish();
}

void drop_controls(std::string& text, Span span, PassContext& context) {
  const auto first = std::find_if(text.begin(), text.end(), is_control);
  if (first != text.end()) {
    context.reporter.report(
        "W121", context.place.at(span), {code_point_text(static_cast<unsigned char>(*first))});
    text.erase(std::remove_if(first, text.end(), is_control), text.end());
  }
}

void resolve_text(Inlines& content, PassContext& context) {
  TextResolver(context).run(content, false);
}

void trim_ends(Inlines& content) {
  std::size_t first = 0;
  while (first < content.size() && (is_plain(content[first]) || is_soft_break(content[first]))) {
    Inline& node = content[first];
    const std::size_t blanks = is_soft_break(node) ? node.text.size() : blanks_before(node.text);
    if (blanks < node.text.size()) {
      node.text.erase(0, blanks);
      node.span.begin += static_cast<std::uint32_t>(blanks);
      break;
    }
    ++first;
  }
  content.erase(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(first));
  while (!content.empty()) {
    Inline& node = content.back();
    if (node.kind == InlineKind::line_break || is_soft_break(node)) {
      content.pop_back();
      continue;
    }
    const std::size_t blanks = is_plain(node) ? blanks_after(node.text) : 0;
    node.text.resize(node.text.size() - blanks);
    node.span.end -= static_cast<std::uint32_t>(blanks);
    if (node.kind != InlineKind::text || !node.text.empty()) {
      break;
    }
    content.pop_back();
  }
}

}  // namespace banxin
