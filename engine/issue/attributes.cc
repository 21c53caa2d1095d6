#include "engine/issue/attributes.h"

#include <algorithm>
#include <optional>

namespace banxin {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

class AttributeParser {
 public:
  AttributeParser(std::string_view text, std::size_t at)
      : text_(text.substr(0, std::min(text.size(), at + kMaxAttributeBytes))),
        at_(at) {}

  std::optional<Attributes> run() {
    if (text_.substr(at_, 1) != "{") {
      return std::nullopt;
    }
    ++at_;
    while (true) {
      at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
      if (at_ == text_.size()) {
        return std::nullopt;
      }
      if (text_[at_] == '}') {
        ++at_;
        return attributes_.empty() ? std::nullopt : std::optional(attributes_);
      }
      if (!item()) {
        return std::nullopt;
      }
    }
  }

  std::size_t end() const { return at_; }

 private:
  bool item() {
    const char first = text_[at_];
    if (first == '#' || first == '.') {
      ++at_;
      const std::string name(word());
      if (name.empty()) {
        return false;
      }
      if (first == '#') {
        attributes_.id = name;
      } else {
        attributes_.classes.push_back(name);
      }
      return true;
    }
    const std::string key(word());
    if (key.empty() || text_.substr(at_, 1) != "=") {
      return false;
    }
    ++at_;
    const std::optional<std::string> content = value();
    if (content) {
      attributes_.pairs.emplace_back(key, *content);
    }
    return content.has_value();
  }

  std::string_view word() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(" \t\r\n{}=\"'", at_), text_.size());
    return text_.substr(begin, at_ - begin);
  }

  std::optional<std::string> value() {
    struct Quotes {
      std::string_view open, close;
    };

    static constexpr Quotes kQuotes[] = {{"\"", "\""}, {"'", "'"}, {"“", "”"}, {"‘", "’"}};
    for (const Quotes& quotes : kQuotes) {
      if (text_.substr(at_, quotes.open.size()) == quotes.open) {
        at_ += quotes.open.size();
        return quoted(quotes.close);
      }
    }
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(" \t\r\n}", at_), text_.size());
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::optional<std::string> quoted(std::string_view close) {
    std::string content;
    while (at_ < text_.size()) {
      if (text_.substr(at_, close.size()) == close) {
        at_ += close.size();
        return content;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
      }
      content += text_[at_++];
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_;
  Attributes attributes_;
};

}  // namespace

std::size_t parse_attributes(std::string_view text, std::size_t at, Attributes& out) {
  AttributeParser parser(text, at);
  const std::optional<Attributes> found = parser.run();
  if (!found) {
    return 0;
  }
  out.id = found->id.empty() ? out.id : found->id;
  out.classes.insert(out.classes.end(), found->classes.begin(), found->classes.end());
  out.pairs.insert(out.pairs.end(), found->pairs.begin(), found->pairs.end());
  return parser.end();
}

bool parse_div_head(std::string_view text, std::string& name, Attributes& out) {
  const auto rest_is_closed = [&](std::size_t at) {
    return text.find_first_not_of(": \t\r", at) == std::string_view::npos;
  };
  std::size_t at = std::min(text.find_first_of(" \t{"), text.size());
  name = text.substr(0, at);
  while (!name.empty() && name.back() == ':') {
    name.pop_back();
  }
  at = std::min(text.find_first_not_of(" \t", at), text.size());
  if (text.substr(at, 1) != "{") {
    return !name.empty() && rest_is_closed(at);
  }
  const std::size_t end = parse_attributes(text, at, out);
  if (name.empty() && !out.classes.empty()) {
    name = out.classes.front();
    out.classes.erase(out.classes.begin());
  }
  // A div may have no name but a language: ::: {lang=ja}
  return end > 0 && (!name.empty() || !out.empty()) && rest_is_closed(end);
}

}  // namespace banxin
