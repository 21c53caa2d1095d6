#include "tests/pipeline/leaves.h"

#include <algorithm>

namespace banxin::pipeline {
namespace {

/// Collects the leaves of one article.
class Cutter {
 public:
  explicit Cutter(const Article& article) {
    for (const Block& block : article.body) {
      add(block);
    }
    const std::size_t notes = leaves.all.size();
    for (const Footnote& note : article.footnotes) {
      for (const Block& block : note.blocks) {
        add(block);
      }
    }
    for (std::size_t i = notes; i < leaves.all.size(); ++i) {
      leaves.all[i].note = true;
    }
    add(article.summary, Repeats::no);
    for (const Book& book : article.books) {
      add(book.summary, Repeats::no);
      add(book.reason, Repeats::no);
    }
    add_fields(article);
  }

  Leaves leaves;

 private:
  enum class Repeats : std::uint8_t { no, yes };

  void add_fields(const Article& article) {
    leaves.fields = {
        article.title, article.subtitle, article.author_note, article.source, article.attachment};
    leaves.fields.insert(leaves.fields.end(), article.authors.begin(), article.authors.end());
    for (const Book& book : article.books) {
      leaves.fields.insert(leaves.fields.end(),
                           {book.title, book.author, book.publisher, book.isbn});
    }
    const auto none = [](const Text& text) { return text.empty(); };
    std::vector<Text>& fields = leaves.fields;
    fields.erase(std::remove_if(fields.begin(), fields.end(), none), fields.end());
  }

  void add(const Inlines& content, Repeats repeats) {
    Leaf leaf;
    leaf.repeats = repeats == Repeats::yes;
    collect(content, leaf);
    leaf.text = squeezed(leaf.text);
    if (!leaf.text.empty()) {
      leaves.all.push_back(std::move(leaf));
    }
  }

  void collect(const Inlines& content, Leaf& leaf) {
    for (const Inline& node : content) {
      if (node.kind == InlineKind::note) {
        leaves.note_marks.push_back(node.span);
        continue;
      }
      if (node.kind == InlineKind::image) {
        continue;
      }
      if (node.span.known()) {
        widen(leaf.span, node.span);
      }
      leaf.ruby = leaf.ruby || node.kind == InlineKind::ruby;
      leaf.text += node.text;
      collect(node.children, leaf);
    }
  }

  static void widen(Span& span, Span by) {
    if (!span.known()) {
      span = by;
    }
    span.begin = std::min(span.begin, by.begin);
    span.end = std::max(span.end, by.end);
  }

  void add(const Block& block) {
    add(block.content, Repeats::no);
    add(block.source, Repeats::no);
    if (block.kind == BlockKind::code) {
      leaves.all.push_back(
          {block.text_span.known() ? block.text_span : block.span, squeezed(block.text)});
    }
    for (const auto* rows : {&block.head, &block.body}) {
      for (const TableRow& row : *rows) {
        for (const TableCell& cell : row.cells) {
          add(cell.content, rows == &block.head ? Repeats::yes : Repeats::no);
        }
      }
    }
    for (const ListItem& item : block.items) {
      for (const Block& child : item.blocks) {
        add(child);
      }
    }
    const std::size_t first = leaves.all.size();
    for (const Block& child : block.children) {
      add(child);
    }
    for (std::size_t i = first; i < leaves.all.size(); ++i) {
      Leaf& leaf = leaves.all[i];
      leaf.keywords = leaf.keywords || block.name.find("keywords") != std::string::npos;
      leaf.pullquote = leaf.pullquote || block.name == "pullquote";
    }
  }
};

/// Runs the structure tree leaves out but that are no running heads, with the source they have.
std::vector<Drawn> decorations(const Document& document) {
  std::vector<Drawn> drawn;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Item& item : document.pages[p].items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (run && item.tag == TagId::none && item.artifact == TagRole::artifact_layout) {
        drawn.push_back({p, &item, run});
      }
    }
  }
  return drawn;
}

bool inside(Span leaf, Span run) {
  return run.begin >= leaf.begin && run.begin < leaf.end;
}

}  // namespace

Leaves leaves_of(const Article& article) {
  return Cutter(article).leaves;
}

std::vector<LeafRun> leaf_runs(const Document& document,
                               const Article& article,
                               const Leaves& leaves) {
  std::vector<Drawn> all = drawn_text(document, {"contents", "cover"});
  const std::vector<Drawn> more = decorations(document);
  all.insert(all.end(), more.begin(), more.end());
  std::vector<LeafRun> runs;
  for (const Drawn& drawn : all) {
    const Span at = drawn.item->source;
    const std::vector<Span>& marks = leaves.note_marks;
    const bool mark = std::find(marks.begin(), marks.end(), at) != marks.end();
    // The labels of lists and notes are the layout's; those of references are typed.
    const bool label = under(document, drawn.item->tag, TagRole::label) &&
                       at.end - at.begin != drawn.run->text.size();
    if (at.file != article.file || mark || label) {
      continue;
    }
    const auto leaf = std::find_if(leaves.all.begin(), leaves.all.end(), [&](const Leaf& one) {
      return inside(one.span, at);
    });
    if (leaf != leaves.all.end()) {
      runs.push_back({static_cast<std::size_t>(leaf - leaves.all.begin()), drawn});
    }
  }
  return runs;
}

std::vector<DrawnLeaf> drawn_leaves(const Document& document,
                                    const Article& article,
                                    const Leaves& leaves) {
  std::vector<DrawnLeaf> drawn(leaves.all.size());
  for (const LeafRun& run : leaf_runs(document, article, leaves)) {
    DrawnLeaf& leaf = drawn[run.leaf];
    (run.drawn.item->tag == TagId::none ? leaf.decoration : leaf.text) +=
        squeezed(run.drawn.run->text);
  }
  return drawn;
}

std::string bare_keywords(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c != U'；' && c != U'。' && c != U'，' && c != U';') {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string said_once(const std::string& text, const std::string& drawn) {
  std::string times = text;
  while (!text.empty() && times.size() < drawn.size()) {
    times += text;
  }
  return drawn == times ? text : drawn;
}

}  // namespace banxin::pipeline
