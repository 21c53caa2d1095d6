#include "engine/style/scope.h"

#include <algorithm>
#include <array>

#include "engine/style/keys.h"
#include "engine/style/parse.h"

namespace banxin::style {
namespace {

Datum text(const Text& value) {
  Datum datum;
  if (!value.empty()) {
    datum.kind = Datum::Kind::texts;
    datum.texts.emplace_back(value.value, value.span);
  }
  return datum;
}

Datum plain(std::string value) {
  return text({std::move(value), {}});
}

Datum texts(const std::vector<Text>& values) {
  Datum datum;
  for (const Text& value : values) {
    if (!value.empty()) {
      datum.kind = Datum::Kind::texts;
      datum.texts.emplace_back(value.value, value.span);
    }
  }
  return datum;
}

Datum inlines(const Inlines& value) {
  Datum datum;
  datum.kind = value.empty() ? Datum::Kind::none : Datum::Kind::inlines;
  datum.inlines = &value;
  return datum;
}

Datum number(std::int64_t value) {
  Datum datum;
  datum.kind = Datum::Kind::number;
  datum.number = value;
  return datum;
}

Datum date(const Date& value, Span span = {}) {
  Datum datum;
  datum.kind = value.known() ? Datum::Kind::date : Datum::Kind::none;
  datum.date = value;
  datum.span = span;
  return datum;
}

Datum field(FieldKind kind, AnchorId anchor = AnchorId::none, std::string name = {}) {
  Datum datum;
  datum.kind = Datum::Kind::field;
  datum.field = kind;
  datum.anchor = anchor;
  datum.name = std::move(name);
  return datum;
}

Datum flag(bool set) {
  return set ? number(1) : Datum{};
}

template <class Of>
struct Key {
  std::string_view name;
  Datum (*get)(const Of&);
};

constexpr Key<Book> kBook[] = {
    {"title", [](const Book& b) { return text(b.title); }},
    {"author", [](const Book& b) { return text(b.author); }},
    {"publisher", [](const Book& b) { return text(b.publisher); }},
    {"published", [](const Book& b) { return text(b.published); }},
    {"cover", [](const Book& b) { return text(b.cover); }},
    {"isbn", [](const Book& b) { return text(b.isbn); }},
    {"link", [](const Book& b) { return text(b.link); }},
    {"summary", [](const Book& b) { return inlines(b.summary); }},
    {"reason", [](const Book& b) { return inlines(b.reason); }},
};

constexpr Key<Article> kArticle[] = {
    {"title", [](const Article& a) { return text(a.title); }},
    {"toc-title",
     [](const Article& a) { return text(a.toc_title.empty() ? a.title : a.toc_title); }},
    {"subtitle", [](const Article& a) { return text(a.subtitle); }},
    {"authors", [](const Article& a) { return texts(a.authors); }},
    {"author", [](const Article& a) { return texts(a.authors); }},
    {"editor", [](const Article& a) { return texts(a.editors); }},
    {"variant", [](const Article& a) { return text(a.variant); }},
    {"author-note", [](const Article& a) { return text(a.author_note); }},
    {"source", [](const Article& a) { return text(a.source); }},
    {"date", [](const Article& a) { return date(a.date, a.date_span); }},
    {"attachment", [](const Article& a) { return text(a.attachment); }},
    {"link", [](const Article& a) { return text(a.link); }},
    {"summary", [](const Article& a) { return inlines(a.summary); }},
    {"in-contents", [](const Article& a) { return flag(a.in_contents); }},
    {"books", [](const Article& a) { return flag(!a.books.empty()); }},
    {"body", [](const Article& a) { return flag(!a.body.empty()); }},
};

constexpr Key<Section> kSection[] = {
    {"title", [](const Section& s) { return text(s.title); }},
    {"kind", [](const Section& s) { return plain(s.kind); }},
    {"variant", [](const Section& s) { return text(s.variant); }},
    {"articles", [](const Section& s) { return flag(!s.articles.empty()); }},
    {"in-contents",
     [](const Section& s) {
       return flag(std::any_of(
           s.articles.begin(), s.articles.end(), [](const Article& a) { return a.in_contents; }));
     }},
};

constexpr Key<Issue> kIssue[] = {
    {"title", [](const Issue& i) { return text(i.title); }},
    {"publication", [](const Issue& i) { return text(i.title); }},
    {"publication-subtitle", [](const Issue& i) { return text(i.subtitle); }},
    {"issn", [](const Issue& i) { return text(i.issn); }},
    {"cn", [](const Issue& i) { return text(i.cn); }},
    {"logo", [](const Issue& i) { return text(i.logo); }},
    {"publisher", [](const Issue& i) { return texts(i.publisher); }},
    {"year", [](const Issue& i) { return i.year ? number(i.year) : Datum{}; }},
    {"number", [](const Issue& i) { return i.number ? number(i.number) : Datum{}; }},
    {"whole-number",
     [](const Issue& i) { return i.whole_number ? number(*i.whole_number) : Datum{}; }},
    {"issue-date", [](const Issue& i) { return date(i.date); }},
    {"period-from", [](const Issue& i) { return i.period ? date(i.period->first) : Datum{}; }},
    {"period-to", [](const Issue& i) { return i.period ? date(i.period->second) : Datum{}; }},
    {"office", [](const Issue& i) { return text(i.editorial_office); }},
    {"contacts", [](const Issue& i) { return flag(!i.contacts.empty()); }},
    {"roles", [](const Issue& i) { return flag(!i.roles.empty()); }},
    {"board-qr", [](const Issue& i) { return flag(!i.board_qr.empty()); }},
    {"notice", [](const Issue& i) { return flag(!i.notice.empty()); }},
    {"sections", [](const Issue& i) { return flag(!i.sections.empty()); }},
    {"language", [](const Issue& i) { return plain(i.language); }},
};

// Keys whose value hangs on more than one level; see contextual().
constexpr std::string_view kContextual[] = {
    "label",     "value",          "data",           "caption",      "names",
    "section",   "section-number", "article-number", "first",        "last",
    "index",     "count",          "page",           "section-page", "rest",
    "rest-page", "jump-page",      "folio",          "page-number",  "page-count"};

template <class Of, std::size_t N>
const Key<Of>* find(const Key<Of> (&keys)[N], std::string_view name) {
  for (const Key<Of>& key : keys) {
    if (key.name == name) {
      return &key;
    }
  }
  return nullptr;
}

Datum item_value(const Scope& scope, std::string_view key) {
  if (scope.contact) {
    return text(key == "label" ? scope.contact->label : scope.contact->value);
  }
  if (scope.role) {
    return key == "label" ? text(scope.role->title) : texts(scope.role->names);
  }
  return scope.item ? text(*scope.item) : Datum{};
}

Datum contextual(const Scope& scope, std::string_view key) {
  if (key == "label" || key == "value" || key == "names") {
    return item_value(scope, key);
  }
  if (key == "data" || key == "caption") {
    return scope.qr ? text(key == "data" ? scope.qr->data : scope.qr->caption) : Datum{};
  }
  if (key == "section") {
    return scope.section ? text(scope.section->title) : Datum{};
  }
  if (key == "section-number") {
    return scope.section ? number(static_cast<std::int64_t>(scope.section_index) + 1) : Datum{};
  }
  if (key == "article-number") {
    return scope.article ? number(static_cast<std::int64_t>(scope.article_index) + 1) : Datum{};
  }
  if (key == "first" || key == "last") {
    return flag(key == "first" ? scope.first : scope.last);
  }
  if (key == "index") {
    return number(static_cast<std::int64_t>(scope.index) + 1);
  }
  if (key == "count") {
    return number(static_cast<std::int64_t>(scope.count));
  }
  if (key == "page") {
    const AnchorId anchor = scope.article ? scope.article_anchor : scope.section_anchor;
    return anchor == AnchorId::none ? Datum{} : field(FieldKind::page_ref, anchor);
  }
  if (key == "section-page") {
    return scope.section ? field(FieldKind::page_ref, scope.section_anchor) : Datum{};
  }
  if (key == "rest" || key == "rest-page" || key == "jump-page") {
    const AnchorId anchor = key == "jump-page" ? scope.jump_anchor : scope.rest_anchor;
    return anchor == AnchorId::none ? Datum{}
           : key == "rest"          ? flag(true)
                                    : field(FieldKind::page_ref, anchor);
  }
  if (key == "folio") {
    return field(FieldKind::folio);
  }
  return field(key == "page-number" ? FieldKind::page_number : FieldKind::page_count);
}

/// "article.title" → level "article", key "title".
std::pair<std::string_view, std::string_view> split(std::string_view key) {
  const std::size_t dot = key.find('.');
  return dot == key.npos ? std::pair(std::string_view(), key)
                         : std::pair(key.substr(0, dot), key.substr(dot + 1));
}

/// The first level from the inside that is at hand and has the key.
template <class Of, std::size_t N>
bool level(const Key<Of> (&keys)[N],
           const Of* of,
           std::string_view wanted,
           std::string_view name,
           const std::pair<std::string_view, std::string_view>& key,
           Datum& out) {
  if (!of || (!wanted.empty() && wanted != name)) {
    return false;
  }
  const Key<Of>* found = find(keys, key.second);
  if (found) {
    out = found->get(*of);
  }
  return found != nullptr;
}

}  // namespace

bool Datum::empty() const {
  return kind == Kind::none;
}

Datum look_up(const LayoutData& layout,
              const StringTable* locale_strings,
              const Scope& scope,
              std::string_view key) {
  const auto parts = split(key);
  const std::string_view from = parts.first;
  if (from == "strings") {
    const std::string name(parts.second);
    if (locale_strings && locale_strings->count(name) != 0) {
      return plain(locale_strings->at(name));
    }
    const auto at = layout.strings.find(name);
    return at == layout.strings.end() ? Datum{} : plain(at->second);
  }
  if (from == "variables") {
    const auto at = layout.variables.find(std::string(parts.second));
    return at == layout.variables.end() ? Datum{} : plain(at->second);
  }
  if (from == "running" || from == "running-last") {
    return field(from == "running" ? FieldKind::running_first : FieldKind::running_last,
                 AnchorId::none,
                 std::string(parts.second));
  }
  Datum out;
  if (level(kBook, scope.book, from, "book", parts, out) ||
      level(kArticle, scope.article, from, "article", parts, out) ||
      level(kSection, scope.section, from, "section", parts, out) ||
      level(kIssue, scope.issue, from, "issue", parts, out)) {
    return out;
  }
  return from.empty() && std::find(std::begin(kContextual), std::end(kContextual), key) !=
                             std::end(kContextual)
             ? contextual(scope, key)
             : Datum{};
}

bool known_placeholder(std::string_view key) {
  const auto [from, name] = split(key);
  if (from == "strings" || from == "variables" || from == "running" || from == "running-last") {
    return !name.empty();
  }
  const bool any = from.empty();
  return ((any || from == "book") && find(kBook, name)) ||
         ((any || from == "article") && find(kArticle, name)) ||
         ((any || from == "section") && find(kSection, name)) ||
         ((any || from == "issue") && find(kIssue, name)) ||
         (any &&
          std::find(std::begin(kContextual), std::end(kContextual), name) != std::end(kContextual));
}

bool known_collection(std::string_view name) {
  return std::find(kCollections.begin(), kCollections.end(), name) != kCollections.end();
}

}  // namespace banxin::style
