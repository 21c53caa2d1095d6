// Text dumps of the model, for golden tests and `banxin dump issue`.
#include <string>

#include "engine/base/output_reader.h"
#include "engine/issue/issue.h"

namespace banxin {
namespace {

std::string quoted(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string date_text(const Date& date) {
  const auto two = [](int n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
  return std::to_string(date.year) + two(date.month) + two(date.day);
}

std::string_view name_of(InlineKind kind) {
  static constexpr std::string_view kNames[] = {"text",
                                                "strong",
                                                "emphasis",
                                                "strike",
                                                "code",
                                                "link",
                                                "image",
                                                "break",
                                                "note",
                                                "ruby",
                                                "span"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(BlockKind kind) {
  static constexpr std::string_view kNames[] = {"paragraph",
                                                "heading",
                                                "list",
                                                "quote",
                                                "code",
                                                "rule",
                                                "table",
                                                "figure",
                                                "div",
                                                "page-break"};
  return kNames[static_cast<std::size_t>(kind)];
}

class Dumper {
 public:
  explicit Dumper(const SourceMap& sources) : sources_(sources) {}

  void blocks(const std::vector<Block>& list, int depth) {
    for (const Block& one : list) {
      block(one, depth);
    }
  }

  void issue(const Issue& issue) {
    line(0, "issue format=" + std::to_string(issue.format) + " language=" + issue.language);
    text(1, "layout", issue.layout);
    text(1, "title", issue.title);
    text(1, "subtitle", issue.subtitle);
    text(1, "issn", issue.issn);
    text(1, "cn", issue.cn);
    text(1, "logo", issue.logo);
    texts(1, "publisher", issue.publisher);
    line(1,
         "year=" + std::to_string(issue.year) + " number=" + std::to_string(issue.number) +
             (issue.whole_number ? " whole=" + std::to_string(*issue.whole_number) : "") +
             (issue.date.known() ? " date=" + date_text(issue.date) : "") +
             (issue.period ? " period=" + date_text(issue.period->first) + ".." +
                                 date_text(issue.period->second)
                           : ""));
    board(issue);
    texts(1, "lint off", issue.lint.off);
    for (const auto& [wrong, right] : issue.lint.terms) {
      line(1,
           "lint term " + where(wrong.span) + " " + quoted(wrong.value) + " -> " +
               quoted(right.value));
    }
    out_ += to_text(issue.output);
    for (const Section& one : issue.sections) {
      section(one);
    }
    if (issue.has_local_layout) {
      line(1, "local layout");
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void line(int depth, const std::string& content) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += content + "\n";
  }

  std::string where(const Span& span) const {
    if (!span.known()) {
      return "?";
    }
    const LineColumn begin = sources_.locate(span.file, span.begin);
    const LineColumn end = sources_.locate(span.file, span.end);
    const auto point = [](LineColumn at) {
      return std::to_string(at.line) + ":" + std::to_string(at.column);
    };
    return point(begin) + "-" + point(end);
  }

  void text(int depth, const std::string& name, const Text& value) {
    if (!value.empty()) {
      line(depth, name + " " + where(value.span) + " " + quoted(value.value));
    }
  }

  void texts(int depth, const std::string& name, const std::vector<Text>& values) {
    for (const Text& value : values) {
      text(depth, name, value);
    }
  }

  static std::string attributes(const Attributes& list) {
    if (list.empty()) {
      return {};
    }
    std::string out = " {";
    out += list.id.empty() ? "" : " #" + list.id;
    for (const std::string& name : list.classes) {
      out += " ." + name;
    }
    for (const auto& [key, value] : list.pairs) {
      out += " " + key + "=" + quoted(value);
    }
    return out + " }";
  }

  void inlines(const Inlines& content, int depth) {
    for (const Inline& node : content) {
      std::string row(name_of(node.kind));
      row += " " + where(node.span);
      row +=
          node.kind == InlineKind::note || !node.target.empty() ? " -> " + quoted(node.target) : "";
      row += node.title.empty() ? "" : " title " + quoted(node.title);
      row += node.text.empty() ? "" : " " + quoted(node.text);
      line(depth, row + attributes(node.attributes));
      inlines(node.children, depth + 1);
    }
  }

  void named(int depth, const std::string& name, const Inlines& content) {
    if (!content.empty()) {
      line(depth, name);
      inlines(content, depth + 1);
    }
  }

  static std::string details(const Block& block) {
    std::string row;
    if (block.kind == BlockKind::heading) {
      row += " " + std::to_string(block.level);
    } else if (block.kind == BlockKind::list) {
      row += block.ordered ? " ordered from " + std::to_string(block.start) : " bullet";
      row += block.tight ? " tight" : " loose";
    } else if (block.kind == BlockKind::table) {
      row += " ";
      for (const CellAlign align : block.columns) {
        row += "-<^>"[static_cast<std::size_t>(align)];
      }
    }
    row += block.name.empty() ? "" : " " + block.name;
    row += block.text.empty() ? "" : " " + quoted(block.text);
    return row;
  }

  void block(const Block& block, int depth) {
    std::string row(name_of(block.kind));
    row += " " + where(block.span) + details(block);
    row += block.kind == BlockKind::figure ? " " + where(block.text_span) : "";
    line(depth, row + attributes(block.attributes));
    const bool captioned = block.kind == BlockKind::figure || block.kind == BlockKind::table;
    if (captioned) {
      named(depth + 1, "caption", block.content);
    } else {
      inlines(block.content, depth + 1);
    }
    named(depth + 1, "source", block.source);
    if (!block.alternative.empty()) {
      line(depth + 1, "alternative " + quoted(block.alternative));
    }
    rows(block.head, "head", depth + 1);
    rows(block.body, "row", depth + 1);
    for (const ListItem& item : block.items) {
      line(depth + 1, "item " + where(item.span));
      blocks(item.blocks, depth + 2);
    }
    blocks(block.children, depth + 1);
  }

  void rows(const std::vector<TableRow>& rows, const std::string& name, int depth) {
    for (const TableRow& row : rows) {
      line(depth, name);
      for (const TableCell& cell : row.cells) {
        line(depth + 1, "cell " + where(cell.span));
        inlines(cell.content, depth + 2);
      }
    }
  }

  void board(const Issue& issue) {
    text(1, "editorial-office", issue.editorial_office);
    for (const Contact& contact : issue.contacts) {
      line(1, "contact");
      text(2, "label", contact.label);
      text(2, "value", contact.value);
    }
    for (const Role& role : issue.roles) {
      line(1, "role");
      text(2, "title", role.title);
      texts(2, "name", role.names);
    }
    for (const BoardQr& qr : issue.board_qr) {
      line(1, "qr");
      text(2, "data", qr.data);
      text(2, "caption", qr.caption);
    }
    if (!issue.notice.empty()) {
      line(1, "notice");
      blocks(issue.notice, 2);
    }
  }

  void section(const Section& section) {
    line(1, "section " + where(section.span) + " " + section.kind);
    text(2, "title", section.title);
    text(2, "variant", section.variant);
    for (const Article& one : section.articles) {
      article(one);
    }
  }

  void article(const Article& article) {
    line(2,
         "article " + where(article.span) + " " + quoted(article.path) +
             (article.in_contents ? "" : " not in contents"));
    text(3, "title", article.title);
    text(3, "toc-title", article.toc_title);
    text(3, "subtitle", article.subtitle);
    text(3, "variant", article.variant);
    texts(3, "author", article.authors);
    texts(3, "editor", article.editors);
    text(3, "author-note", article.author_note);
    named(3, "summary", article.summary);
    text(3, "source", article.source);
    if (article.date.known()) {
      line(3, "date " + where(article.date_span) + " " + date_text(article.date));
    }
    text(3, "attachment", article.attachment);
    text(3, "link", article.link);
    blocks(article.body, 3);
    for (const Footnote& footnote : article.footnotes) {
      line(3, "footnote " + where(footnote.span) + " " + quoted(footnote.label));
      blocks(footnote.blocks, 4);
    }
    for (const Book& one : article.books) {
      book(one);
    }
  }

  void book(const Book& book) {
    line(3, "book " + where(book.span));
    text(4, "title", book.title);
    text(4, "author", book.author);
    text(4, "publisher", book.publisher);
    text(4, "published", book.published);
    text(4, "cover", book.cover);
    text(4, "isbn", book.isbn);
    text(4, "link", book.link);
    named(4, "summary", book.summary);
    named(4, "reason", book.reason);
  }

  const SourceMap& sources_;
  std::string out_;
};

}  // namespace

std::string to_text(const Issue& issue, const SourceMap& sources) {
  Dumper dumper(sources);
  dumper.issue(issue);
  return dumper.take();
}

std::string to_text(const std::vector<Block>& blocks, const SourceMap& sources) {
  Dumper dumper(sources);
  dumper.blocks(blocks, 0);
  return dumper.take();
}

}  // namespace banxin
