// From the issue's model to the runs of text that rules read.
#include <algorithm>

#include "engine/lint/chars.h"
#include "engine/lint/lint.h"
#include "engine/lint/lint_text.h"

namespace banxin {
namespace {

// Marks of document types in references: [J], [M], [EB/OL].
constexpr std::u32string_view kReferenceMarks[] = {
    U"[J", U"[M", U"[N", U"[D]", U"[C]", U"[R]", U"[S]", U"[P]", U"[G]", U"[EB", U"[DB"};

void judge(LintText& text) {
  std::size_t han = 0;
  std::size_t letters = 0;
  for (const char32_t c : text.text) {
    han += is_han(c) ? 1 : 0;
    letters += is_letter(c) ? 1 : 0;
  }
  text.chinese = han > 0 && han * 3 >= letters;
  for (const std::u32string_view mark : kReferenceMarks) {
    const std::size_t at = text.text.find(mark);
    text.reference =
        text.reference || (at != std::u32string::npos && text.text.find(U']', at) <= at + 8);
  }
}

class Collector {
 public:
  explicit Collector(const SourceMap& sources) : sources_(sources) {}

  void issue(const Issue& issue) {
    language_ = issue.language;
    string(issue.title, TextRole::title);
    string(issue.subtitle, TextRole::title);
    strings(issue.publisher, TextRole::name);
    string(issue.editorial_office, TextRole::name);
    for (const Contact& contact : issue.contacts) {
      string(contact.label, TextRole::name);
      string(contact.value, TextRole::value);
    }
    for (const Role& role : issue.roles) {
      string(role.title, TextRole::name);
      strings(role.names, TextRole::name);
    }
    for (const BoardQr& qr : issue.board_qr) {
      string(qr.caption, TextRole::caption);
    }
    file_ = issue.file;
    blocks(issue.notice, TextRole::body);
    for (const Section& section : issue.sections) {
      article_ = -1;
      string(section.title, TextRole::title);
      for (const Article& one : section.articles) {
        ++articles_;
        article_ = articles_ - 1;
        article(one);
      }
    }
  }

  std::vector<LintText> take() { return std::move(out_); }

 private:
  void article(const Article& article) {
    file_ = article.file;
    string(article.title, TextRole::title);
    string(article.toc_title, TextRole::title);
    string(article.subtitle, TextRole::title);
    strings(article.authors, TextRole::name);
    string(article.author_note, TextRole::body);
    group_ = ++groups_;
    run(article.summary, TextRole::body);
    string(article.source, TextRole::value);
    string(article.attachment, TextRole::value);
    for (const Book& book : article.books) {
      string(book.title, TextRole::title);
      string(book.author, TextRole::name);
      string(book.publisher, TextRole::name);
      string(book.published, TextRole::value);
      group_ = ++groups_;
      run(book.summary, TextRole::body);
      run(book.reason, TextRole::body);
    }
    blocks(article.body, TextRole::body);
    for (const Footnote& note : article.footnotes) {
      blocks(note.blocks, TextRole::body);
    }
  }

  void strings(const std::vector<Text>& texts, TextRole role) {
    for (const Text& text : texts) {
      string(text, role);
    }
  }

  void string(const Text& text, TextRole role) {
    if (text.empty() || !text.span.known()) {
      return;
    }
    group_ = ++groups_;
    begin(role, text.span.file);
    add(text.value, text.span);
    finish();
  }

  void blocks(const std::vector<Block>& list, TextRole role) {
    const int group = ++groups_;
    for (const Block& block : list) {
      group_ = group;
      this->block(block, role);
    }
  }

  void block(const Block& block, TextRole role) {
    const int outer = silent_;
    silent_ += is_silent(block.attributes) ? 1 : 0;
    switch (block.kind) {
      case BlockKind::paragraph:
        run(block.content, role);
        break;
      case BlockKind::heading:
        run(block.content, TextRole::heading);
        break;
      case BlockKind::list:
        for (const ListItem& item : block.items) {
          blocks(item.blocks, role == TextRole::body ? TextRole::item : role);
        }
        break;
      case BlockKind::quote:
      case BlockKind::div:
        blocks(block.children, block.name == "poem" ? TextRole::verse : role);
        break;
      case BlockKind::table:
        run(block.content, TextRole::caption, 2);
        rows(block.head);
        rows(block.body);
        break;
      case BlockKind::figure:
        run(block.content, TextRole::caption, 1);
        run(block.source, TextRole::value);
        break;
      case BlockKind::code:
      case BlockKind::rule:
      case BlockKind::page_break:
        break;
    }
    silent_ = outer;
  }

  void rows(const std::vector<TableRow>& rows) {
    for (const TableRow& row : rows) {
      for (const TableCell& cell : row.cells) {
        run(cell.content, TextRole::cell);
      }
    }
  }

  void run(const Inlines& content, TextRole role, int table = 0) {
    if (content.empty()) {
      return;
    }
    begin(role, file_);
    text_.table = table;
    inlines(content);
    finish();
  }

  void begin(TextRole role, FileId file) {
    text_ = {};
    text_.file = file;
    text_.role = role;
    text_.article = article_;
    text_.group = group_;
  }

  void finish() {
    judge(text_);
    out_.push_back(std::move(text_));
  }

  void inlines(const Inlines& content) {
    for (const Inline& node : content) {
      const int outer = silent_;
      silent_ += is_silent(node.attributes) ? 1 : 0;
      inline_node(node);
      silent_ = outer;
    }
  }

  void inline_node(const Inline& node) {
    switch (node.kind) {
      case InlineKind::text:
        add(node.text, node.span);
        break;
      case InlineKind::code:
      case InlineKind::image:
        put(kObject, node.span, false);
        break;
      case InlineKind::line_break:
        put(U'\n', node.span, false);
        break;
      case InlineKind::note:
        break;  // the marks on its two sides are neighbours (M8)
      case InlineKind::link:
        if (is_address(node)) {
          put(kObject, node.span, false);
          break;
        }
        inlines(node.children);
        break;
      default:
        inlines(node.children);
    }
  }

  // {.nolint}, or another language, which has other rules.
  bool is_silent(const Attributes& attributes) const {
    const std::string* language = attributes.value("lang");
    const bool same = !language || *language == language_ || *language == "zh" ||
                      *language == "zh-Hans" || *language == "zh-CN";
    return attributes.has_class("nolint") || !same;
  }

  // A bare address shows itself.
  static bool is_address(const Inline& link) {
    const std::string shown = plain_text(link.children);
    return link.target.ends_with(shown) || shown.starts_with("http") || shown.starts_with("www.") ||
           (shown.find('@') != std::string::npos && link.target.starts_with("mailto:"));
  }

  void add(std::string_view value, Span span) {
    const std::string_view source =
        span.file == FileId::none ? std::string_view() : sources_.text(span.file);
    const bool same = span.end <= source.size() && span.end - span.begin == value.size() &&
                      source.substr(span.begin, value.size()) == value;
    for (std::size_t i = 0; i < value.size();) {
      const std::size_t from = i;
      const char32_t c = decode_utf8(value, i);
      if (!same) {
        put(c, span, false);
        continue;
      }
      const auto begin = span.begin + static_cast<std::uint32_t>(from);
      const bool escaped = begin > 0 && source[begin - 1] == '\\';
      put(c, {span.file, begin, span.begin + static_cast<std::uint32_t>(i)}, !escaped);
    }
  }

  void put(char32_t c, Span span, bool own) {
    text_.text += c;
    text_.places.push_back({span.begin, span.end, own, silent_ > 0});
  }

  const SourceMap& sources_;
  std::string language_;
  std::vector<LintText> out_;
  LintText text_;
  FileId file_ = FileId::none;
  int article_ = -1, articles_ = 0, group_ = 0, groups_ = 0, silent_ = 0;
};

void add_code(const Inlines& content, std::vector<Span>& out) {
  for (const Inline& node : content) {
    if (node.kind == InlineKind::code) {
      out.push_back(node.span);
    }
    add_code(node.children, out);
  }
}

void add_code(const std::vector<Block>& blocks, std::vector<Span>& out) {
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::code) {
      out.push_back(block.span);
    }
    add_code(block.content, out);
    for (const ListItem& item : block.items) {
      add_code(item.blocks, out);
    }
    add_code(block.children, out);
  }
}

}  // namespace

std::vector<LintText> collect_texts(const Issue& issue, const SourceMap& sources) {
  Collector collector(sources);
  collector.issue(issue);
  return collector.take();
}

std::vector<Span> code_spans(const Issue& issue) {
  std::vector<Span> out;
  for (const Section& section : issue.sections) {
    for (const Article& article : section.articles) {
      add_code(article.body, out);
      for (const Footnote& note : article.footnotes) {
        add_code(note.blocks, out);
      }
    }
  }
  return out;
}

std::string lint_texts_dump(const Issue& issue, const SourceMap& sources) {
  constexpr std::string_view kNames[] = {
      "body", "item", "cell", "heading", "title", "caption", "verse", "name", "value"};
  std::string out;
  for (const LintText& text : collect_texts(issue, sources)) {
    const std::uint32_t at = text.places.empty() ? 0 : text.places.front().begin;
    const LineColumn place = sources.locate(text.file, at);
    out += std::string(kNames[static_cast<std::size_t>(text.role)]) + " " +
           std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           to_utf8(text.text) + "\n";
  }
  return out;
}

}  // namespace banxin
