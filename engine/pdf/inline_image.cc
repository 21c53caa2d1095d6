#include "engine/pdf/inline_image.h"

namespace banxin::pdf {
namespace {

Value value_of(const Token& token) {
  switch (token.kind) {
    case Token::Kind::number:
      if (token.text.find('.') == std::string_view::npos) {
        return static_cast<std::int64_t>(token.number);
      }
      return Real{token.number, 9};
    case Token::Kind::name:
      return Name{name_of(token)};
    case Token::Kind::string:
      return Bytestring{string_of(token)};
    default:
      return token.text == "true" || token.text == "false" ? Value(token.text == "true") : Value();
  }
}

/// The key of an inline image's dictionary, written out (ISO 32000-1 table 93).
std::string long_key(const std::string& key) {
  const std::pair<const char*, const char*> names[] = {{"BPC", "BitsPerComponent"},
                                                       {"CS", "ColorSpace"},
                                                       {"D", "Decode"},
                                                       {"DP", "DecodeParms"},
                                                       {"F", "Filter"},
                                                       {"H", "Height"},
                                                       {"IM", "ImageMask"},
                                                       {"I", "Interpolate"},
                                                       {"W", "Width"}};
  for (const auto& [brief, full] : names) {
    if (key == brief) {
      return full;
    }
  }
  return key;
}

/// Values of a run of tokens, arrays and dictionaries put together.
class ValueReader {
 public:
  explicit ValueReader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  /// The tokens as keys and values.
  Dict dictionary() { return dictionary(0); }

 private:
  Dict dictionary(int depth) {
    Dict out;
    while (at_ < tokens_.size() && tokens_[at_].text != ">>") {
      const std::string key = long_key(name_of(tokens_[at_++]));
      if (at_ < tokens_.size()) {
        out.set(key, value(depth + 1));
      }
    }
    ++at_;
    return out;
  }

  Value value(int depth) {
    const Token& token = tokens_[at_++];
    if (depth > 8) {
      return {};
    }
    if (token.text == "<<") {
      return dictionary(depth);
    }
    if (token.text != "[") {
      return value_of(token);
    }
    Array out;
    while (at_ < tokens_.size() && tokens_[at_].text != "]") {
      out.push_back(value(depth + 1));
    }
    ++at_;
    return out;
  }

  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
};

}  // namespace

Dict inline_dictionary(const std::vector<Token>& tokens) {
  return ValueReader(tokens).dictionary();
}

}  // namespace banxin::pdf
