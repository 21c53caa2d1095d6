// The keys of an article's front matter and of its [[book]] tables.
#include "engine/issue/issue_parts.h"
#include "engine/issue/toml_reader.h"

namespace banxin {
namespace {

Inlines markdown_of(TableReader& reader, KeyNames names, Reporter& reporter) {
  const TomlEntry* entry = reader.take(names);
  if (!entry) {
    return {};
  }
  if (entry->value.kind != TomlKind::string) {
    wrong_type(reporter, "E106", *entry);
    return {};
  }
  return read_inline_markdown(entry->value.text, place_of(entry->value), reporter);
}

// 出版日期 may be a date, a year or words; it is printed as written.
Text written_value(TableReader& reader, KeyNames names, Reporter& reporter) {
  const TomlEntry* entry = reader.take(names);
  if (!entry) {
    return {};
  }
  switch (entry->value.kind) {
    case TomlKind::string:
      return TableReader::text_of(entry->value);
    case TomlKind::date:
    case TomlKind::integer:
    case TomlKind::real:
      return {entry->value.text, entry->value.span};
    default:
      wrong_type(reporter, "E106", *entry);
      return {};
  }
}

// Several authors of a book are one line of its entry.
Text joined(const std::vector<Text>& texts) {
  Text all;
  for (const Text& text : texts) {
    all.value += (all.empty() ? "" : "、") + text.value;
    all.span = all.span.known() ? Span{all.span.file, all.span.begin, text.span.end} : text.span;
  }
  return all;
}

// Printed as a QR code and an address: only the web's will do.
Text link_of(TableReader& reader, Reporter& reporter) {
  Text link = reader.text({"link", "链接"});
  if (!link.empty() && !link.value.starts_with("https://") && !link.value.starts_with("http://")) {
    reporter.report("W108", link.span, {link.value});
  }
  return link;
}

// ISBN-13 weighs its digits 1 and 3, ISBN-10 by 10 down to 1 with X for ten (ISO 2108).
bool is_isbn(std::string_view text) {
  std::vector<int> digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits.push_back(c - '0');
    } else if ((c == 'X' || c == 'x') && digits.size() == 9) {
      digits.push_back(10);
    } else if (c != '-' && c != ' ') {
      return false;
    }
  }
  const bool ten = digits.size() == 10;
  if (!ten && digits.size() != 13) {
    return false;
  }
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += digits[i] * (ten ? 10 - static_cast<int>(i) : (i % 2 == 0 ? 1 : 3));
  }
  return sum % (ten ? 11 : 10) == 0;
}

Book read_book(const TomlValue& table, const TomlDocument& document, Reporter& reporter) {
  TableReader reader(table, "[[book]]", document, reporter);
  Book book;
  book.span = table.span;
  book.title = reader.text({"title", "标题"}, Need::required);
  book.author = joined(reader.texts({"author", "作者"}));
  book.publisher = reader.text({"publisher"});
  book.published = written_value(reader, {"published"}, reporter);
  book.cover = reader.text({"cover"});
  book.summary = markdown_of(reader, {"summary", "摘要"}, reporter);
  book.reason = markdown_of(reader, {"reason"}, reporter);
  book.isbn = reader.text({"isbn"});
  if (!book.isbn.empty() && !is_isbn(book.isbn.value)) {
    reporter.report("W109", book.isbn.span, {book.isbn.value});
  }
  book.link = link_of(reader, reporter);
  reader.finish();
  return book;
}

}  // namespace

void read_front_matter(const TomlDocument& document, Article& article, Reporter& reporter) {
  TableReader reader(document.root, "+++", document, reporter);
  article.title = reader.text({"title", "标题"}, Need::required);
  article.toc_title = reader.text({"toc-title"});
  article.subtitle = reader.text({"subtitle", "副标题"});
  article.variant = reader.text({"variant", "体裁"});
  article.authors = reader.texts({"author", "作者"});
  article.editors = reader.texts({"editor", "责任编辑"});
  article.author_note = reader.text({"author-note"});
  article.summary = markdown_of(reader, {"summary", "摘要"}, reporter);
  article.source = reader.text({"source", "来源"});
  article.date = reader.date({"date", "日期"}, article.date_span);
  article.attachment = reader.text({"attachment", "附件"});
  article.link = link_of(reader, reporter);
  article.in_contents = reader.flag({"toc"}, true);
  for (const TomlValue* table : reader.tables({"book"})) {
    article.books.push_back(read_book(*table, document, reporter));
  }
  reader.finish();
}

}  // namespace banxin
