#include "engine/issue/prepare_inline.h"

#include <algorithm>
#include <string>

#include "engine/issue/markdown_lines.h"
#include "engine/issue/markdown_prepare.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

bool in(char32_t c, char32_t low, char32_t high) {
  return c >= low && c <= high;
}

// Non-ASCII characters that CommonMark counts as punctuation, or more: a stand-in for one that it
// takes for a letter anyway changes nothing.
bool is_foreign_punctuation(char32_t c) {
  return in(c, 0xA1, 0xBF) || in(c, 0x2010, 0x2027) || in(c, 0x2030, 0x205E) ||
         in(c, 0x2E00, 0x2E7F) || in(c, 0x3001, 0x3003) || in(c, 0x3008, 0x3011) ||
         in(c, 0x3014, 0x301F) || c == 0x3030 || c == 0x303D || c == 0x30A0 || c == 0x30FB ||
         in(c, 0xFE10, 0xFE19) || in(c, 0xFE30, 0xFE6B) || in(c, 0xFF01, 0xFF0F) ||
         in(c, 0xFF1A, 0xFF20) || in(c, 0xFF3B, 0xFF3F) || in(c, 0xFF5B, 0xFF65);
}

bool is_address_char(char c) {
  static constexpr std::string_view kMarks = "-._~:/?#[]@!$&'()*+,;=%";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_ascii_word(char32_t c) {
  return in(c, U'a', U'z') || in(c, U'A', U'Z') || in(c, U'0', U'9');
}

class InlinePreparer {
 public:
  InlinePreparer(PreparedText& out, std::size_t begin, std::size_t end)
      : out_(out),
        text_(out.source().substr(0, end)),
        at_(begin),
        copied_(begin) {}

  void run() {
    while (at_ < text_.size()) {
      step();
    }
    flush(text_.size());
  }

 private:
  static constexpr std::size_t kNone = std::string_view::npos;

  void flush(std::size_t end) {
    out_.copy(copied_, end);
    copied_ = end;
  }

  void step() {
    const char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size()) {
      ++at_;
      previous_ = decode_utf8(text_, at_);
    } else if (c == '*') {
      star_run();
    } else if (c == '!' && text_.substr(at_, 2) == "![") {
      // The letter is reported as text, so a picture without words still has a place.
      flush(at_);
      out_.insert(kLetter);
      previous_ = U'!';
      ++at_;
    } else if ((c == 'h' || c == 'w') && !is_ascii_word(previous_) &&
               address_end(text_, at_) > at_) {
      address(address_end(text_, at_));
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      foreign();
    } else {
      previous_ = static_cast<unsigned char>(c);
      ++at_;
    }
  }

  // **(一)**总则: a mark on the Chinese side lets the run open or close as its ASCII side asks.
  void star_run() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_not_of('*', at_), text_.size());
    std::size_t peek = at_;
    const char32_t next = peek < text_.size() ? decode_utf8(text_, peek) : U'\n';
    const auto chinese = [](char32_t c) { return is_wide_writing(c) || is_shared_mark(c); };
    // Beside an opening bracket a run can only open, beside a closing mark only close.
    const bool closes = std::u32string_view(U")]},.;:!?%|>").find(next) != kNone;
    const bool opens = std::u32string_view(U"([{|<").find(previous_) != kNone;
    if (is_ascii_punctuation(next) && chinese(previous_) && !closes) {
      flush(begin);
      out_.insert(kMark);
    }
    if (is_ascii_punctuation(previous_) && chinese(next) && !opens) {
      flush(at_);
      out_.insert(kMark);
    }
    previous_ = U'*';
  }

  void foreign() {
    const std::size_t begin = at_;
    const char32_t c = decode_utf8(text_, at_);
    // Beside _ the mark stays one: _…_ must not stand inside a word.
    const bool beside = previous_ == U'_' || text_.substr(at_, 1) == "_";
    previous_ = c;
    if (is_foreign_punctuation(c) && !beside) {
      flush(begin);
      std::string stand_in;
      append_utf8(stand_in, kPunctuationBase + c);
      out_.replace(stand_in, begin, at_);
      copied_ = at_;
    }
  }

  // Stars and underscores of an address are no emphasis. In <…> they are safe as they are.
  void address(std::size_t end) {
    const bool bare = previous_ != U'<';
    for (; at_ < end; ++at_) {
      if (!bare) {
        continue;
      }
      if (text_[at_] == '*' || text_[at_] == '_' || text_[at_] == '~') {
        flush(at_);
        out_.insert("\\");
      }
    }
    previous_ = static_cast<unsigned char>(text_[end - 1]);
  }

  PreparedText& out_;
  std::string_view text_;
  std::size_t at_;
  std::size_t copied_;
  char32_t previous_ = U'\n';
};

}  // namespace

bool is_wide_writing(char32_t c) {
  return in(c, 0x2E80, 0x303F) || in(c, 0x3041, 0x33FF) || in(c, 0x3400, 0x4DBF) ||
         in(c, 0x4E00, 0x9FFF) || in(c, 0xF900, 0xFAFF) || in(c, 0xFE10, 0xFE1F) ||
         in(c, 0xFE30, 0xFE6F) || in(c, 0xFF01, 0xFF60) || in(c, 0xFFE0, 0xFFE6) ||
         in(c, 0x20000, 0x3FFFF);
}

bool is_shared_mark(char32_t c) {
  return c == 0xB7 || in(c, 0x2010, 0x2027) || c == 0x2030;
}

std::size_t address_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  std::size_t head = 0;
  for (const std::string_view scheme : {"https://", "http://", "www."}) {
    if (rest.starts_with(scheme)) {
      head = scheme.size();
      break;
    }
  }
  if (head == 0 || head == rest.size() || !is_ascii_word(static_cast<unsigned char>(rest[head]))) {
    return at;
  }
  std::size_t end = head;
  int open = 0;
  while (end < rest.size() && is_address_char(rest[end])) {
    open += rest[end] == '(' ? 1 : (rest[end] == ')' ? -1 : 0);
    ++end;
  }
  while (end > head) {
    const char last = rest[end - 1];
    const bool unpaired = last == ')' && open < 0;
    if (!unpaired && std::string_view(".,;:!?'*_~[]").find(last) == std::string_view::npos) {
      break;
    }
    open += unpaired ? 1 : 0;
    --end;
  }
  return end > head ? at + end : at;
}

void prepare_inline(PreparedText& out, std::size_t begin, std::size_t end) {
  InlinePreparer(out, begin, end).run();
}

std::string without_stand_ins(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c > kPunctuationBase && is_foreign_punctuation(c - kPunctuationBase)) {
      append_utf8(out, c - kPunctuationBase);
    } else if (c != 0x10FFFD && c != 0x1039F) {
      append_utf8(out, c);
    }
  }
  return out;
}

}  // namespace banxin
