#include "engine/style/variables.h"

#include <algorithm>
#include <optional>

#include "engine/base/number.h"

namespace banxin::style {
namespace {

// Bytes and nodes put in, all in all: far above any layout, and variables of variables of variables
// end there.
constexpr std::size_t kMost = 1 << 20;

/// `$gap`, not `$5`: prices are no variables.
bool names_variable(std::string_view word) {
  if (word.size() < 2 || word.front() != '$') {
    return false;
  }
  const char first = word[1];
  return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
         (static_cast<unsigned char>(first) & 0x80u) != 0;
}

class Expander {
 public:
  Expander(const Value* variables, Diagnostics& diagnostics)
      : variables_(variables),
        diagnostics_(diagnostics) {}

  void expand(Value& value) {
    for (Value& item : value.array) {
      expand(item);
    }
    for (Value::Member& member : value.members) {
      expand(member.value);
    }
    if (value.is(Value::Kind::string) && value.string.find('$') != std::string::npos) {
      expand_string(value);
    }
  }

 private:
  void expand_string(Value& value) {
    if (names_variable(value.string) && value.string.find(' ') == std::string::npos) {
      const Span used_at = value.span;
      value = value_of(value.string.substr(1), used_at);
      value.span = used_at;
      return;
    }
    std::string out;
    std::size_t at = 0;
    while (at < value.string.size()) {
      const std::size_t end = std::min(value.string.find(' ', at), value.string.size());
      const std::string_view word = std::string_view(value.string).substr(at, end - at);
      if (names_variable(word)) {
        out += scalar_text(value_of(std::string(word.substr(1)), value.span));
      } else {
        out += word.substr(0, 2) == "\\$" ? word.substr(1) : word;
      }
      out += end < value.string.size() ? " " : "";
      at = end + 1;
    }
    value.string = std::move(out);
  }

  /// The variable's value, its own variables put in.
  Value value_of(const std::string& name, Span used_at) {
    const Value* found = variables_ ? variables_->find(name) : nullptr;
    if (!found) {
      diagnostics_.push_back({"E221", used_at, {name, known_names(name)}});
      return {};
    }
    if (std::find(open_.begin(), open_.end(), name) != open_.end()) {
      diagnostics_.push_back({"E222", found->span, {name}});
      return {};
    }
    spent_ += weight(*found);
    if (spent_ > kMost) {
      diagnostics_.push_back({"E222", found->span, {name}});
      return {};
    }
    open_.push_back(name);
    Value value = *found;
    expand(value);
    open_.pop_back();
    return value;
  }

  static std::size_t weight(const Value& value) {
    std::size_t sum = 1 + value.string.size();
    for (const Value& item : value.array) {
      sum += weight(item);
    }
    for (const Value::Member& member : value.members) {
      sum += weight(member.value);
    }
    return sum;
  }

  std::string known_names(const std::string& name) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; variables_ && i < variables_->members.size(); ++i) {
      names.push_back(variables_->members[i].key);
    }
    return suggestion(name, names);
  }

  const Value* variables_;
  Diagnostics& diagnostics_;
  std::vector<std::string> open_;  // being put in
  std::size_t spent_ = 0;
};

}  // namespace

void expand_variables(Value& document, Diagnostics& diagnostics) {
  const Value* table = document.find("variables");
  const Value variables = table ? *table : Value();
  Expander expander(table ? &variables : nullptr, diagnostics);
  expander.expand(document);
}

std::string scalar_text(const Value& value) {
  switch (value.kind) {
    case Value::Kind::string:
      return value.string;
    case Value::Kind::integer:
      return std::to_string(value.integer);
    case Value::Kind::real:
      return number_text(value.real, 6);
    case Value::Kind::boolean:
      return value.boolean ? "true" : "";
    default:
      return {};
  }
}

}  // namespace banxin::style
