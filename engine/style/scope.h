// What a placeholder stands for, given where in the issue a template is being filled in.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/style/layout_data.h"

namespace banxin::style {

/// The place in the issue: outer levels always set, inner ones where a template is inside them.
struct Scope {
  const Issue* issue = nullptr;
  const Section* section = nullptr;
  const Article* article = nullptr;
  const Book* book = nullptr;
  const Role* role = nullptr;
  const Contact* contact = nullptr;
  const BoardQr* qr = nullptr;
  const Text* item = nullptr;  // inside `each` over plain texts
  std::size_t section_index = 0, article_index = 0;
  AnchorId section_anchor = AnchorId::none, article_anchor = AnchorId::none;
  // Where the article is broken off and where it goes on (L7); none: it is whole.
  AnchorId jump_anchor = AnchorId::none, rest_anchor = AnchorId::none;
  bool first = false, last = false;  // of the innermost `each`
  std::size_t index = 0, count = 0;
};

/// One placeholder's value.
struct Datum {
  enum class Kind : std::uint8_t { none, texts, inlines, number, date, field };
  Kind kind = Kind::none;
  std::vector<std::pair<std::string, Span>> texts;
  const Inlines* inlines = nullptr;
  std::int64_t number = 0;
  Date date;
  Span span;
  FieldKind field = FieldKind::none;
  AnchorId anchor = AnchorId::none;
  std::string name;  // running string
  bool empty() const;
};

/// The value of `key` in the innermost level that has such a key; `article.title` and the like
/// name the level.
Datum look_up(const LayoutData& layout,
              const StringTable* locale_strings,
              const Scope& scope,
              std::string_view key);

}  // namespace banxin::style
