#include "engine/pdf/operators.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace banxin::pdf {
namespace {

bool space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

bool delimiter(char c) {
  return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

bool number_like(std::string_view text) {
  return text.find_first_not_of("+-.0123456789") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

/// As readers do: "--5" is 5 negated once, "1-2" is 1; out of range is cut to what a page can hold.
double number(std::string_view text) {
  const bool negative = text.front() == '-';
  while (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  value = std::isfinite(value) ? std::min(value, 4e9) : 0;
  return negative ? -value : value;
}

/// True if what follows a supposed EI reads like content, not like the middle of an image.
bool content_follows(std::string_view rest) {
  rest = rest.substr(0, 24);
  return std::all_of(rest.begin(), rest.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7f) || c == '\n' || c == '\r' || c == '\t';
  });
}

char escaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return c;
  }
}

std::string hex_string(std::string_view text) {
  std::string out;
  int half = -1;
  for (const char c : text) {
    const int digit = hex_digit(c);
    if (digit < 0) {
      continue;
    }
    if (half >= 0) {
      out += static_cast<char>(static_cast<unsigned char>(half * 16 + digit));
      half = -1;
    } else {
      half = digit;
    }
  }
  if (half >= 0) {
    out += static_cast<char>(static_cast<unsigned char>(half * 16));
  }
  return out;
}

}  // namespace

void Operations::skip_space() {
  while (at_ < content_.size()) {
    if (space(content_[at_])) {
      ++at_;
    } else if (content_[at_] == '%') {
      at_ = std::min(content_.find_first_of("\r\n", at_), content_.size());
    } else {
      return;
    }
  }
}

std::size_t Operations::string_end(std::size_t at) const {
  int depth = 0;
  for (; at < content_.size(); ++at) {
    if (content_[at] == '\\') {
      ++at;
    } else if (content_[at] == '(') {
      ++depth;
    } else if (content_[at] == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return content_.size();
}

Token Operations::token() {
  skip_space();
  const std::size_t from = at_;
  if (from == content_.size()) {
    return {};
  }
  const auto cut = [&](std::size_t end, Token::Kind kind) {
    at_ = std::min(end, content_.size());
    return Token{kind, content_.substr(from, at_ - from), 0};
  };
  const char c = content_[from];
  const std::string_view pair = content_.substr(from, 2);
  if (c == '(') {
    return cut(string_end(from), Token::Kind::string);
  }
  if (pair == "<<" || pair == ">>") {
    return cut(from + 2, Token::Kind::bracket);
  }
  if (c == '<') {
    const std::size_t end = content_.find('>', from);
    return cut(end == std::string_view::npos ? end : end + 1, Token::Kind::string);
  }
  if (c != '/' && delimiter(c)) {
    return cut(from + 1, Token::Kind::bracket);
  }
  std::size_t end = from + 1;
  while (end < content_.size() && !space(content_[end]) && !delimiter(content_[end])) {
    ++end;
  }
  Token out = cut(end, c == '/' ? Token::Kind::name : Token::Kind::word);
  if (out.kind == Token::Kind::word && number_like(out.text)) {
    out.kind = Token::Kind::number;
    out.number = number(out.text);
  }
  return out;
}

void Operations::inline_image(Operation& out) {
  out.operands.clear();
  for (Token part = token(); part.text != "ID"; part = token()) {
    if (part.text.empty()) {
      return;
    }
    out.operands.push_back(part);
  }
  const std::size_t from = std::min(at_ + 1, content_.size());  // one white space after ID
  std::size_t end = from;
  for (;; ++end) {
    end = content_.find("EI", end);
    if (end == std::string_view::npos) {
      at_ = content_.size();
      out.image_data = content_.substr(from);
      return;
    }
    const bool apart = (end == from || space(content_[end - 1])) &&
                       (end + 2 == content_.size() || space(content_[end + 2]));
    if (apart && content_follows(content_.substr(end + 2))) {
      break;
    }
  }
  out.image_data = content_.substr(from, end - from);
  at_ = end + 2;
}

bool Operations::next(Operation& out) {
  out.operands.clear();
  out.image_data = {};
  skip_space();
  const std::size_t from = at_;
  for (Token part = token(); !part.text.empty(); part = token()) {
    const bool operand = part.kind != Token::Kind::word || part.text == "true" ||
                         part.text == "false" || part.text == "null";
    if (operand) {
      out.operands.push_back(part);
      continue;
    }
    out.op = part.text;
    if (out.op == "BI") {
      inline_image(out);
    }
    out.source = content_.substr(from, at_ - from);
    return true;
  }
  return false;
}

std::string name_of(const Token& token) {
  std::string out;
  const std::string_view text = token.text.substr(std::min<std::size_t>(1, token.text.size()));
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(
          static_cast<unsigned char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string string_of(const Token& token) {
  std::string_view text = token.text;
  if (text.size() < 2 || text.front() != '(') {
    return hex_string(text);
  }
  text = text.substr(1, text.size() - (text.back() == ')' ? 2 : 1));
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    if (c >= '0' && c <= '7') {
      int value = 0;
      std::size_t digits = 0;
      for (; digits < 3 && i + digits < text.size() && text[i + digits] >= '0' &&
             text[i + digits] <= '7';
           ++digits) {
        value = value * 8 + (text[i + digits] - '0');
      }
      i += digits - 1;
      out += static_cast<char>(static_cast<unsigned char>(value & 255));
    } else if (c == '\r' || c == '\n') {  // a line broken for the eye
      i += c == '\r' && i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
    } else {
      out += escaped(c);
    }
  }
  return out;
}

}  // namespace banxin::pdf
