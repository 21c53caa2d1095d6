#include "engine/style/pattern.h"

#include <algorithm>

namespace banxin::style {
namespace {

constexpr int kDeepest = 16;  // nesting no layout needs; keeps a hostile one from the stack's end

std::string with_line_breaks(std::string_view text) {
  std::string out(text);
  for (std::size_t at = out.find("\\n"); at != out.npos; at = out.find("\\n", at)) {
    out.replace(at, 2, "\n");
  }
  return out;
}

class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  std::vector<Piece> read_all() {
    std::vector<Piece> pieces = read(End::text, 0);
    if (at_ < text_.size() && missing_.empty()) {
      missing_ = "{?…}";
    }
    return pieces;
  }

  const std::string& missing() const { return missing_; }

 private:
  enum class End { text, bracket, part };

  bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  /// The offset of the `]` that closes the `[` before `from` and is followed by `{.`; npos if the
  /// bracket is plain text.
  std::size_t span_close(std::size_t from) const {
    int depth = 1;
    for (std::size_t i = from; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '[') {
        ++depth;
      } else if (text_[i] == ']' && --depth == 0) {
        return text_.substr(i + 1, 2) == "{." ? i : std::string_view::npos;
      }
    }
    return std::string_view::npos;
  }

  std::vector<Piece> read(End end, int depth) {
    std::vector<Piece> pieces;
    std::string plain;
    const auto flush = [&] {
      if (!plain.empty()) {
        pieces.push_back({Piece::Kind::text, std::move(plain), {}, {}, {}});
        plain.clear();
      }
    };
    while (at_ < text_.size()) {
      if ((end == End::bracket && at_ == closes_.back()) || (end == End::part && starts("{/}")) ||
          (end == End::text && starts("{/}"))) {
        break;
      }
      if (starts("\\") && at_ + 1 < text_.size()) {
        plain += text_[at_ + 1] == 'n' ? '\n' : text_[at_ + 1];
        at_ += 2;
      } else if (starts("{") && depth < kDeepest) {
        flush();
        read_brace(pieces, depth);
      } else if (starts("[") && depth < kDeepest && span_close(at_ + 1) != text_.npos) {
        flush();
        read_span(pieces, depth);
      } else {
        plain += text_[at_++];
      }
    }
    flush();
    return pieces;
  }

  void read_brace(std::vector<Piece>& pieces, int depth) {
    const std::size_t close = text_.find('}', at_);
    if (close == text_.npos) {
      missing_ = "}";
      at_ = text_.size();
      return;
    }
    const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    if (!inside.empty() && (inside.front() == '?' || inside.front() == '!')) {
      Piece part;
      part.kind = Piece::Kind::part;
      part.when = parse_condition(inside.front() == '?' ? inside.substr(1) : inside);
      part.children = read(End::part, depth + 1);
      if (starts("{/}")) {
        at_ += 3;
      } else {
        missing_ = "{/}";
      }
      pieces.push_back(std::move(part));
      return;
    }
    const std::size_t colon = inside.find(':');
    Piece piece;
    piece.kind = Piece::Kind::placeholder;
    piece.text = std::string(inside.substr(0, colon));
    if (colon != inside.npos) {
      piece.format = with_line_breaks(inside.substr(colon + 1));
    }
    pieces.push_back(std::move(piece));
  }

  void read_span(std::vector<Piece>& pieces, int depth) {
    const std::size_t close = span_close(at_ + 1);
    ++at_;
    closes_.push_back(close);
    Piece span;
    span.kind = Piece::Kind::span;
    span.children = read(End::bracket, depth + 1);
    closes_.pop_back();
    const std::size_t brace = text_.find('}', close);
    if (at_ != close || brace == text_.npos) {
      missing_ = "}";
      at_ = text_.size();
      return;
    }
    span.text = std::string(text_.substr(close + 3, brace - close - 3));
    at_ = brace + 1;
    pieces.push_back(std::move(span));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::size_t> closes_;
  std::string missing_;
};

Condition::Term parse_term(std::string_view text) {
  Condition::Term term;
  if (!text.empty() && text.front() == '!') {
    term.negated = true;
    text.remove_prefix(1);
  }
  const std::size_t equals = text.find('=');
  term.key = std::string(text.substr(0, equals));
  if (equals != text.npos) {
    term.equals = std::string(text.substr(equals + 1));
  }
  return term;
}

template <class Give>
void split(std::string_view text, char separator, const Give& give) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) {
      give(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string_view running_name(std::string_view key) {
  for (const std::string_view prefix : {"running:", "running-last:"}) {
    if (key.substr(0, prefix.size()) == prefix) {
      return key.substr(prefix.size());
    }
  }
  return {};
}

Condition parse_condition(std::string_view text) {
  Condition condition;
  split(text, ' ', [&](std::string_view word) {
    std::vector<Condition::Term> any;
    split(word, '|', [&](std::string_view term) { any.push_back(parse_term(term)); });
    if (!any.empty()) {
      condition.all.push_back(std::move(any));
    }
  });
  return condition;
}

Pattern parse_pattern(const Value& value, Diagnostics& diagnostics) {
  Pattern pattern;
  pattern.span = value.span;
  if (!value.is(Value::Kind::string)) {
    diagnostics.push_back({"E204", value.span, {"text", "\"…\""}});
    return pattern;
  }
  PatternParser parser(value.string);
  pattern.pieces = parser.read_all();
  if (!parser.missing().empty()) {
    diagnostics.push_back({"E214", value.span, {value.string, parser.missing()}});
  }
  return pattern;
}

}  // namespace banxin::style
