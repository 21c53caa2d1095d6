// Every character of the manuscripts is drawn once and in order.
//
// An article is cut into leaves (leaves.h); what was drawn of a leaf must spell it, once. Fields of
// the front matter are put into patterns by the layout; each must be found in the text of its
// article as often as it is written there.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/pipeline/leaves.h"

namespace banxin::pipeline {
namespace {

class TextOf : public testing::TestWithParam<std::string> {};

/// Whether a pull quote's words stand elsewhere in its article: then readers by ear miss nothing
/// when it is drawn as decoration.
bool said_elsewhere(const Leaves& cut, const Leaf& quote) {
  return std::any_of(cut.all.begin(), cut.all.end(), [&](const Leaf& leaf) {
    return &leaf != &quote && leaf.text.find(quote.text) != std::string::npos;
  });
}

bool spells(const Leaf& leaf, std::string drawn) {
  if (leaf.keywords) {
    return bare_keywords(drawn) == bare_keywords(leaf.text);
  }
  if (leaf.ruby) {
    std::string expected = leaf.text;
    std::sort(expected.begin(), expected.end());
    std::sort(drawn.begin(), drawn.end());
    return drawn == expected;
  }
  return (leaf.repeats ? said_once(leaf.text, drawn) : drawn) == leaf.text;
}

TEST_P(TextOf, EveryCharacterIsDrawnOnceAndInOrder) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  int wrong = 0;
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      const Leaves cut = leaves_of(article);
      const std::vector<DrawnLeaf> drawn = drawn_leaves(*work.document, article, cut);
      for (std::size_t i = 0; i < cut.all.size() && wrong < 20; ++i) {
        const Leaf& leaf = cut.all[i];
        const bool hidden = leaf.pullquote && drawn[i].text.empty() && said_elsewhere(cut, leaf);
        const std::string& text = hidden ? drawn[i].decoration : drawn[i].text;
        if (!spells(leaf, text)) {
          ++wrong;
          const LineColumn at = work.sources.locate(leaf.span.file, leaf.span.begin);
          ADD_FAILURE() << article.path << ":" << at.line << ":" << at.column
                        << "\n  written: " << leaf.text << "\n  drawn:   " << text;
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

/// The structure element of an article.
TagId article_tag(const Document& document, TagId tag) {
  while (tag != TagId::none && document.tags[static_cast<std::size_t>(tag)].role != TagRole::art) {
    tag = document.tags[static_cast<std::size_t>(tag)].parent;
  }
  return tag;
}

/// All text of an article's structure element, element by element: with what the layout adds and
/// with its notes, and without what a float or a note of another article draws in between.
std::string text_of(const Document& document, const Article& article) {
  std::vector<Drawn> drawn = drawn_text(document, {"contents", "cover", "board"});
  const auto own = std::find_if(drawn.begin(), drawn.end(), [&](const Drawn& d) {
    return d.item->source.file == article.file && article_tag(document, d.item->tag) != TagId::none;
  });
  const TagId tag = own == drawn.end() ? TagId::none : article_tag(document, own->item->tag);
  const auto others = [&](const Drawn& d) {
    return tag == TagId::none || article_tag(document, d.item->tag) != tag;
  };
  drawn.erase(std::remove_if(drawn.begin(), drawn.end(), others), drawn.end());
  std::stable_sort(drawn.begin(), drawn.end(), [&](const Drawn& a, const Drawn& b) {
    return block_tag(document, a.item->tag) < block_tag(document, b.item->tag);
  });
  std::string text;
  for (const Drawn& d : drawn) {
    text += squeezed(d.run->text);
  }
  return text;
}

/// The heading of a section: layouts let it stand for its only article of the same name.
std::string heading_of(const Document& document, const Section& section) {
  const Span title = section.title.span;
  std::string text;
  for (const Drawn& d : drawn_text(document, {"contents", "cover", "board"})) {
    const Span at = d.item->source;
    if (at.file == title.file && at.begin >= title.begin && at.begin < title.end) {
      text += squeezed(d.run->text);
    }
  }
  return text;
}

TEST_P(TextOf, EveryFieldIsPrintedAsOftenAsItIsWritten) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      const Leaves cut = leaves_of(article);
      std::string written;
      for (const Text& field : cut.fields) {
        written += squeezed(field.value) + "\n";
      }
      for (const Leaf& leaf : cut.all) {
        written += leaf.text + "\n";
      }
      std::string drawn = text_of(*work.document, article);
      if (article.title.value == section.title.value) {
        drawn += heading_of(*work.document, section);
      }
      for (const Text& field : cut.fields) {
        const std::string text = squeezed(field.value);
        // A field may be part of a wording that the layout adds, so once more is no fault; less is.
        EXPECT_GE(times_in(drawn, text), times_in(written, text))
            << article.path << ": " << field.value;
      }
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
