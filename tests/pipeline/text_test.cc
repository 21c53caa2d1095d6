// Every character of the manuscripts is drawn once and in order.
//
// The body of an article is cut into leaves: a paragraph, a heading, a table cell, a caption. Each
// knows the span it came from; each glyph run knows the span it was set from. What was drawn from a
// leaf's span must spell the leaf, once. Fields of the front matter are put into patterns by the
// layout; each must be found in the text of its article as often as it is written there.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tests/pipeline/issues.h"

namespace banxin::pipeline {
namespace {

struct Leaf {
  Span span;
  std::string text;       // squeezed
  bool repeats = false;   // table heads stand again on the next page
  bool ruby = false;      // annotations are drawn beside their base: order is not the text's
  bool keywords = false;  // the layout decides what parts them
  bool aside = false;     // a pull quote: drawn without a tag if it repeats the article's words
};

/// Collects the leaves of one article.
class Leaves {
 public:
  explicit Leaves(const Article& article) {
    for (const Block& block : article.body) {
      add(block);
    }
    body_leaves = leaves.size();
    for (const Footnote& note : article.footnotes) {
      for (const Block& block : note.blocks) {
        add(block);
      }
    }
    add(article.summary, Repeats::no);
    for (const Book& book : article.books) {
      add(book.summary, Repeats::no);
      add(book.reason, Repeats::no);
    }
    add_fields(article);
  }

  std::vector<Text> fields;
  std::size_t body_leaves = 0;  // those of the body come first, footnotes after
  std::vector<Leaf> leaves;
  std::vector<Span> note_marks;  // set as numbers

 private:
  enum class Repeats : std::uint8_t { no, yes };

  void add_fields(const Article& article) {
    fields = {
        article.title, article.subtitle, article.author_note, article.source, article.attachment};
    fields.insert(fields.end(), article.authors.begin(), article.authors.end());
    for (const Book& book : article.books) {
      fields.insert(fields.end(), {book.title, book.author, book.publisher, book.isbn});
    }
    const auto none = [](const Text& text) { return text.empty(); };
    fields.erase(std::remove_if(fields.begin(), fields.end(), none), fields.end());
  }

  void add(const Inlines& content, Repeats repeats) {
    Leaf leaf;
    leaf.repeats = repeats == Repeats::yes;
    collect(content, leaf);
    leaf.text = squeezed(leaf.text);
    if (!leaf.text.empty()) {
      leaves.push_back(std::move(leaf));
    }
  }

  void collect(const Inlines& content, Leaf& leaf) {
    for (const Inline& node : content) {
      if (node.kind == InlineKind::note) {
        note_marks.push_back(node.span);
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
      leaves.push_back(
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
    const std::size_t first = leaves.size();
    for (const Block& child : block.children) {
      add(child);
    }
    for (std::size_t i = first; i < leaves.size(); ++i) {
      leaves[i].keywords = leaves[i].keywords || block.name.find("keywords") != std::string::npos;
      leaves[i].aside = leaves[i].aside || block.name == "pullquote";
    }
  }
};

class TextOf : public testing::TestWithParam<std::string> {};

/// Adds what pull quotes draw without a tag, which no screen reader speaks.
void add_asides(const Document& document,
                const Article& article,
                const Leaves& cut,
                std::vector<std::string>& texts) {
  for (const Page& page : document.pages) {
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      for (std::size_t i = 0; run && i < cut.leaves.size(); ++i) {
        const Leaf& leaf = cut.leaves[i];
        if (leaf.aside && item.tag == TagId::none && item.source.file == article.file &&
            item.source.begin >= leaf.span.begin && item.source.begin < leaf.span.end) {
          texts[i] += squeezed(run->text);
        }
      }
    }
  }
}

/// What was drawn from each leaf's span, in drawing order.
std::vector<std::string> drawn_by_leaf(const Document& document,
                                       const Article& article,
                                       const Leaves& cut) {
  std::vector<std::string> texts(cut.leaves.size());
  for (const Drawn& drawn : drawn_text(document, {"contents", "cover"})) {
    const Span at = drawn.item->source;
    const bool mark =
        std::find(cut.note_marks.begin(), cut.note_marks.end(), at) != cut.note_marks.end();
    // The labels of lists and notes are the layout's; those of references are typed.
    const bool label = under(document, drawn.item->tag, TagRole::label) &&
                       at.end - at.begin != drawn.run->text.size();
    if (at.file != article.file || mark || label) {
      continue;
    }
    for (std::size_t i = 0; i < cut.leaves.size(); ++i) {
      if (at.begin >= cut.leaves[i].span.begin && at.begin < cut.leaves[i].span.end) {
        texts[i] += squeezed(drawn.run->text);
        break;
      }
    }
  }
  add_asides(document, article, cut, texts);
  return texts;
}

/// Without what parts keywords (B1).
std::string bare(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c != U'；' && c != U'。' && c != U'，' && c != U';') {
      append_utf8(out, c);
    }
  }
  return out;
}

bool spells(const Leaf& leaf, std::string drawn) {
  if (leaf.keywords) {
    return bare(drawn) == bare(leaf.text);
  }
  if (leaf.ruby) {
    std::string expected = leaf.text;
    std::sort(expected.begin(), expected.end());
    std::sort(drawn.begin(), drawn.end());
    return drawn == expected;
  }
  if (!leaf.repeats) {
    return drawn == leaf.text;
  }
  std::string times = leaf.text;
  while (times.size() < drawn.size()) {
    times += leaf.text;
  }
  return drawn == times;
}

TEST_P(TextOf, EveryCharacterIsDrawnOnceAndInOrder) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  int wrong = 0;
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      const Leaves cut(article);
      const std::vector<std::string> drawn = drawn_by_leaf(*work.document, article, cut);
      for (std::size_t i = 0; i < cut.leaves.size() && wrong < 20; ++i) {
        const Leaf& leaf = cut.leaves[i];
        if (!spells(leaf, drawn[i])) {
          ++wrong;
          const LineColumn at = work.sources.locate(leaf.span.file, leaf.span.begin);
          ADD_FAILURE() << article.path << ":" << at.line << ":" << at.column
                        << "\n  written: " << leaf.text << "\n  drawn:   " << drawn[i];
        }
      }
    }
  }
}

std::size_t times_in(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

/// The text drawn for one article and around it: from the end of the one before to the beginning
/// of the next. Notes stand at page ends and are left out.
std::string text_around(const Document& document,
                        const std::vector<const Article*>& articles,
                        std::size_t index) {
  std::vector<Drawn> drawn = drawn_text(document, {"contents", "cover", "board"});
  drawn.erase(
      std::remove_if(drawn.begin(),
                     drawn.end(),
                     [&](const Drawn& d) { return under(document, d.item->tag, TagRole::note); }),
      drawn.end());
  std::size_t begin = 0;
  std::size_t end = drawn.size();
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const FileId file = drawn[i].item->source.file;
    if (index > 0 && file == articles[index - 1]->file) {
      begin = i + 1;
    }
    if (index + 1 < articles.size() && file == articles[index + 1]->file && end == drawn.size()) {
      end = i;
    }
  }
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    text += squeezed(drawn[i].run->text);
  }
  return text;
}

TEST_P(TextOf, EveryFieldIsPrintedAsOftenAsItIsWritten) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  std::vector<const Article*> articles;
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      articles.push_back(&article);
    }
  }
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const Leaves cut(*articles[i]);
    std::string written;
    for (const Text& field : cut.fields) {
      written += squeezed(field.value) + "\n";
    }
    for (std::size_t leaf = 0; leaf < cut.body_leaves; ++leaf) {
      written += cut.leaves[leaf].text + "\n";
    }
    const std::string drawn = text_around(*work.document, articles, i);
    for (const Text& field : cut.fields) {
      const std::string text = squeezed(field.value);
      // A field may be part of a wording that the layout adds, so once more is no fault; less is.
      EXPECT_GE(times_in(drawn, text), times_in(written, text))
          << articles[i]->path << ": " << field.value;
    }
  }
}

/// A block's first run comes after the first run of the block before it. Captions and notes may
/// stand elsewhere; body paragraphs and headings may not.
TEST_P(TextOf, ParagraphsFollowOneAnother) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  const std::vector<Drawn> drawn = drawn_text(*work.document, {"contents", "cover"});
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      std::size_t last = 0;
      for (const Block& block : article.body) {
        if (block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) {
          continue;
        }
        const auto first = std::find_if(drawn.begin(), drawn.end(), [&](const Drawn& d) {
          const Span at = d.item->source;
          return at.file == article.file && at.begin >= block.span.begin &&
                 at.begin < block.span.end;
        });
        if (first == drawn.end()) {
          continue;  // the test above reports it
        }
        const auto index = static_cast<std::size_t>(first - drawn.begin());
        EXPECT_GE(index, last) << article.path << ": " << first->run->text;
        last = index;
      }
    }
  }
}

TEST_P(TextOf, ArticlesAndSectionsStandInOrder) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  const std::vector<Drawn> drawn = drawn_text(*work.document, {"contents", "cover"});
  std::size_t last = 0;
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      const auto title = std::find_if(drawn.begin(), drawn.end(), [&](const Drawn& d) {
        return d.item->source.file == article.file;
      });
      ASSERT_NE(title, drawn.end()) << article.path << " is not drawn";
      const auto index = static_cast<std::size_t>(title - drawn.begin());
      EXPECT_GE(index, last) << article.path;
      last = index;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Issues, TextOf, testing::ValuesIn(issue_cases()), [](const auto& test) {
  return issue_name(test.param);
});

}  // namespace
}  // namespace banxin::pipeline
