// Text patterns of templates: `[附：]{.label}{attachment}`, `{?source}{source}　{/}{date:…}`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/style/value.h"

namespace banxin::style {

/// `when`: words separated by spaces must all hold; `a|b` either; `!a` not; `a=b` compares with
/// the word b, `a={b}` with the value of b.
struct Condition {
  struct Term {
    std::string key, equals;  // equals empty: true if the value is there
    bool negated = false;
  };

  std::vector<std::vector<Term>> all;  // all of (any of)

  bool empty() const { return all.empty(); }
};

Condition parse_condition(std::string_view text);
/// `section` of `running:section` and `running-last:section`; empty for every other key.
std::string_view running_name(std::string_view key);

struct Piece {
  enum class Kind : std::uint8_t {
    text,         // text
    placeholder,  // text = key, format
    span,         // children, text = name of the text style
    part,         // children, shown if `when` holds
  };
  Kind kind = Kind::text;
  std::string text, format;
  Condition when;
  std::vector<Piece> children;
};

struct Pattern {
  std::vector<Piece> pieces;
  Span span;  // of the string in the layout

  bool empty() const { return pieces.empty(); }
};

/// Reads a pattern. E214 for a brace, bracket or {?…} that is not closed, with what is missing.
Pattern parse_pattern(const Value& value, Diagnostics& diagnostics);

/// Calls visit(piece) for every piece, parents first.
template <class Visit>
void visit_pieces(const std::vector<Piece>& pieces, const Visit& visit) {
  for (const Piece& piece : pieces) {
    visit(piece);
    visit_pieces(piece.children, visit);
  }
}

}  // namespace banxin::style
