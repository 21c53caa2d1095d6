// The issue as its editors wrote it: sections, articles, blocks, inline text, each with its span.
// No styling, no layout. Source format 1 is described in samples/README.md.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/output_settings.h"
#include "engine/base/world.h"

namespace banxin {

/// A string of the source with the place it came from.
struct Text {
  std::string value;
  Span span;

  bool empty() const { return value.empty(); }
};

/// {#id .class key=value}
struct Attributes {
  std::string id;
  std::vector<std::string> classes;
  std::vector<std::pair<std::string, std::string>> pairs;
  Span span;

  bool empty() const { return id.empty() && classes.empty() && pairs.empty(); }

  bool has_class(std::string_view name) const;
  const std::string* value(std::string_view key) const;
};

enum class InlineKind : std::uint8_t {
  text,        // text
  strong,      // children
  emphasis,    // children
  strike,      // children
  code,        // text
  link,        // children, target
  image,       // children = alternative text, target, title
  line_break,  // hard break
  note,        // target = footnote label
  ruby,        // children = base, text = annotation
  span,        // children with attributes
};

struct Inline {
  InlineKind kind = InlineKind::text;
  std::string text;
  // Text only: when text is byte for byte the source at span, offsets correspond; else the whole
  // node maps to its span.
  Span span;
  std::string target, title;
  Attributes attributes;
  std::vector<Inline> children;
};

using Inlines = std::vector<Inline>;

enum class BlockKind : std::uint8_t {
  paragraph,
  heading,
  list,
  quote,
  code,
  rule,
  table,
  figure,
  div,
  page_break
};

enum class CellAlign : std::uint8_t { none, start, center, end };

struct Block;

struct TableCell {
  Inlines content;
  Span span;
};

struct TableRow {
  std::vector<TableCell> cells;  // padded to the column count of the table
};

struct ListItem {
  std::vector<Block> blocks;
  Span span;
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;
  Attributes attributes;
  Inlines content;       // paragraph, heading; figure and table: caption
  int level = 0;         // heading 1..3 as written (## = 1, ### = 2, #### = 3); # counts as 1
  bool ordered = false;  // list
  bool tight = true;     // list
  int start = 1;         // list
  std::vector<ListItem> items;
  std::vector<Block> children;     // quote, div
  std::string name;                // div: its name; code: its language
  std::string text;                // code: the text; figure: path of the picture
  Span text_span;                  // figure: where the path stands
  Inlines source;                  // figure: source line
  std::string alternative;         // figure: alternative text
  std::vector<CellAlign> columns;  // table
  std::vector<TableRow> head, body;
};

struct Footnote {
  std::string label;
  Span span;
  std::vector<Block> blocks;
};

struct Book {
  Text title, author, publisher, published, cover, isbn, link;
  Inlines summary, reason;
  Span span;
};

struct Article {
  std::string path;
  FileId file = FileId::none;
  Span span;  // of its entry in issue.toml
  Text title, toc_title, subtitle, author_note, source, attachment, link;
  Text variant;  // 体裁: a name a layout may style
  std::vector<Text> authors, editors;
  Inlines summary;
  Date date;
  Span date_span;
  bool in_contents = true;
  std::vector<Block> body;
  std::vector<Footnote> footnotes;
  std::vector<Book> books;
};

struct Section {
  Text title;
  std::string kind = "news";  // news, research, books, or a name a layout styles
  Text variant;               // as an article's, for all its articles
  Span span;
  std::vector<Article> articles;
};

struct Contact {
  Text label, value;
};

struct Role {
  Text title;
  std::vector<Text> names;
};

struct BoardQr {
  Text data, caption;
};

/// [lint]: what the house wants of the editorial lint.
struct LintSettings {
  std::vector<Text> off;                     // codes, "N920"
  std::vector<std::pair<Text, Text>> terms;  // house terms: what is wrong, what is right
};

struct Issue {
  FileId file = FileId::none;  // issue.toml
  int format = 1;
  Text layout;  // name of the default layout
  std::string language = "zh-Hans";
  Text title, subtitle, issn, cn, logo;
  std::vector<Text> publisher;
  int year = 0, number = 0;
  std::optional<int> whole_number;
  Date date;
  std::optional<std::pair<Date, Date>> period;
  Text editorial_office;
  std::vector<Contact> contacts;
  std::vector<Role> roles;
  std::vector<BoardQr> board_qr;
  std::vector<Block> notice;  // [board] notice, Markdown
  std::vector<Section> sections;
  LintSettings lint;
  OutputSettings output;          // [output]
  bool has_local_layout = false;  // layout.toml beside issue.toml
};

/// Reads issue.toml and every article through `world`, adding the files to `sources`. Always
/// returns a model, with holes where the source has faults, and every diagnostic (E1xx, W1xx).
Parsed<Issue> parse_issue(const World& world, SourceMap& sources);

/// JSON Schemas of issue.toml and of an article's front matter, with descriptions in Chinese.
std::string issue_schema();
std::string article_schema();

/// One article's text, as parse_issue reads it; for tests, fuzzing and editors' tools.
Parsed<Article> parse_article(std::string_view text, FileId file);
/// Markdown without front matter: blocks and footnotes of the Article, nothing else set.
Parsed<Article> parse_markdown(std::string_view text, FileId file, std::uint32_t offset);

/// Plain text of inline content, as a bookmark or metadata shows it.
std::string plain_text(const Inlines& content);

/// Indented tree, one node a line, with spans: `paragraph 41:1-43:20` …, for golden tests.
std::string to_text(const Issue& issue, const SourceMap& sources);
std::string to_text(const std::vector<Block>& blocks, const SourceMap& sources);

}  // namespace banxin
