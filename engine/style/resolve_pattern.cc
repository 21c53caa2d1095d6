// Patterns filled in: conditions, placeholders, styled spans.
#include <algorithm>

#include "engine/style/numerals.h"
#include "engine/style/resolver.h"

namespace banxin::style {

Datum Resolver::datum(const std::string& key, const std::string& format, const Scope& scope) {
  const bool running = key == "running" || key == "running-last";
  return look_up(layout_, locale_strings_, scope, running ? key + "." + format : key);
}

bool Resolver::holds(const Condition& condition, const Scope& scope) {
  const auto compared = [](const Datum& value) {
    return value.kind == Datum::Kind::texts    ? value.texts.front().first
           : value.kind == Datum::Kind::number ? format_number(value.number, {})
                                               : std::string();
  };
  const auto wanted = [&](const std::string& text) {
    const bool key = text.size() > 2 && text.front() == '{' && text.back() == '}';
    return key ? compared(datum(text.substr(1, text.size() - 2), {}, scope)) : text;
  };
  const auto term_holds = [&](const Condition::Term& term) {
    const Datum value = datum(term.key, {}, scope);
    bool result = !value.empty();
    if (!term.equals.empty()) {
      result = !value.empty() && compared(value) == wanted(term.equals);
    }
    return result != term.negated;
  };
  return std::all_of(condition.all.begin(), condition.all.end(), [&](const auto& any) {
    return std::any_of(any.begin(), any.end(), term_holds);
  });
}

void Resolver::pattern(const std::vector<Piece>& pieces,
                       Span span,
                       const Scope& scope,
                       const RunState& state,
                       const Context& context,
                       ParagraphBuilder& to) {
  span.end = span.begin;  // the layout's own words: never byte for byte
  for (const Piece& piece : pieces) {
    switch (piece.kind) {
      case Piece::Kind::text:
        to.text(piece.text, span, state);
        break;
      case Piece::Kind::placeholder:
        placeholder(piece, span, scope, state, context, to);
        break;
      case Piece::Kind::span: {
        RunState inner = state;
        if (!inner.add_class(piece.text) || styles_.has_text_style(piece.text)) {
          apply(piece.text, inner);
        }
        pattern(piece.children, span, scope, inner, context, to);
        break;
      }
      case Piece::Kind::part:
        if (holds(piece.when, scope)) {
          pattern(piece.children, span, scope, state, context, to);
        }
        break;
    }
  }
}

void Resolver::placeholder(const Piece& piece,
                           Span span,
                           const Scope& scope,
                           const RunState& state,
                           const Context& context,
                           ParagraphBuilder& to) {
  const Datum value = datum(piece.text, piece.format, scope);
  switch (value.kind) {
    case Datum::Kind::none:
      return;
    case Datum::Kind::texts:
      for (std::size_t i = 0; i < value.texts.size(); ++i) {
        if (i > 0) {
          const auto separator = layout_.strings.find("list-separator");
          const std::string fallback = separator == layout_.strings.end() ? " " : separator->second;
          to.text(piece.format.empty() ? fallback : piece.format, span, state);
        }
        to.text(value.texts[i].first, value.texts[i].second, state);
      }
      return;
    case Datum::Kind::inlines:
      return inlines(*value.inlines, state, context, to);
    case Datum::Kind::number:
      return to.text(format_number(value.number, piece.format), span, state);
    case Datum::Kind::date:
      return to.text(format_date(value.date, piece.format), value.span, state);
    case Datum::Kind::field:
      return to.field(value.field, value.anchor, value.name, span, state);
  }
}

std::string Resolver::plain(const Pattern& from, const Scope& scope, Span* source) {
  ParagraphBuilder builder;
  Context context;
  context.article = scope.article;
  pattern(from.pieces, from.span, scope, RunState(), context, builder);
  const Paragraph paragraph = builder.take();
  if (source) {
    *source = paragraph.runs.empty() ? from.span : paragraph.runs.front().source;
  }
  return paragraph.text;
}

}  // namespace banxin::style
