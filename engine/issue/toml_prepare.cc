// Quotes bare Chinese keys before the TOML library sees them: 标题 = "…" → "标题" = "…".
#include "engine/issue/toml_tree.h"

namespace banxin {
namespace {

constexpr std::size_t kMaxKeyParts = 64;

bool is_bare_ascii(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

// A pass over the tokens of TOML: only as much grammar as it takes to know where keys stand.
class KeyQuoter {
 public:
  explicit KeyQuoter(std::string_view source) : source_(source), out_{PreparedText(source)} {}

  PreparedToml run() {
    while (at_ < source_.size()) {
      step();
    }
    out_.text.copy(copied_, source_.size());
    return std::move(out_);
  }

 private:
  bool key_position() const { return expect_key_; }

  void step() {
    const char c = source_[at_];
    if (c == '#') {
      at_ = std::min(source_.find('\n', at_), source_.size());
    } else if (c == '"' || c == '\'') {
      skip_string(c);
    } else if (key_position() && is_key_byte(c)) {
      bare_key();
    } else {
      punctuation(c);
      do {
        ++at_;
      } while (at_ < source_.size() && (static_cast<unsigned char>(source_[at_]) & 0xC0u) == 0x80u);
    }
  }

  // Full-width punctuation is never meant as part of a key; left alone it gets its own message.
  bool is_key_byte(char c) const {
    if ((static_cast<unsigned char>(c) & 0x80u) == 0) {
      return is_bare_ascii(c);
    }
    const std::string_view three = source_.substr(at_, 3);
    return !three.starts_with("\xE2\x80") && !three.starts_with("\xE3\x80") &&
           !three.starts_with("\xEF\xBC") && !three.starts_with("\xEF\xBB");
  }

  void bare_key() {
    const std::size_t begin = at_;
    bool ascii = true;
    while (at_ < source_.size() && is_key_byte(source_[at_])) {
      ascii = ascii && (static_cast<unsigned char>(source_[at_]) & 0x80u) == 0;
      ++at_;
    }
    if (!ascii) {
      out_.text.copy(copied_, begin);
      out_.text.insert("\"");
      out_.text.copy(begin, at_);
      out_.text.insert("\"");
      copied_ = at_;
    }
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool multi_line = source_.substr(at_, 3) == three;
    at_ += multi_line ? 3 : 1;
    while (at_ < source_.size()) {
      if (quote == '"' && source_[at_] == '\\') {
        at_ += 2;
      } else if (multi_line ? source_.substr(at_, 3) == three : source_[at_] == quote) {
        at_ += multi_line ? 3 : 1;
        return;
      } else if (!multi_line && source_[at_] == '\n') {
        return;  // unterminated: the library says so
      } else {
        ++at_;
      }
    }
    at_ = std::min(at_, source_.size());
  }

  void punctuation(char c) {
    switch (c) {
      case '=':
        expect_key_ = false;
        in_value_ = true;
        break;
      case '\n':
        if (depth() == 0) {
          expect_key_ = true;
          in_value_ = false;
        }
        break;
      case '[':
      case '{':
        if (in_value_) {
          open_ += c;
          expect_key_ = c == '{';
        }
        break;
      case ']':
      case '}':
        if (in_value_ && depth() > 0) {
          open_.pop_back();
          expect_key_ = false;
        }
        break;
      case ',':
        expect_key_ = depth() > 0 && open_.back() == '{';
        break;
      default:
        break;
    }
    count_parts(c);
  }

  void count_parts(char c) {
    if (c == '.') {
      if (++parts_ > kMaxKeyParts && out_.deep_key == std::string_view::npos) {
        out_.deep_key = at_;
      }
    } else if (c != ' ' && c != '\t') {
      parts_ = 0;
    }
  }

  std::size_t depth() const { return open_.size(); }

  std::string_view source_;
  PreparedToml out_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::size_t parts_ = 0;
  bool expect_key_ = true;
  bool in_value_ = false;
  std::string open_;
};

}  // namespace

PreparedToml prepare_toml(std::string_view source) {
  return KeyQuoter(source).run();
}

}  // namespace banxin
