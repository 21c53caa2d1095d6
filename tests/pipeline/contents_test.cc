// The number in the contents is the page where the title stands, and its entry leads there (Y4).
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tests/pipeline/issues.h"

namespace banxin::pipeline {
namespace {

class ContentsOf : public testing::TestWithParam<std::string> {};

bool from(const Drawn& drawn, const Text& text) {
  return !text.empty() && drawn.item->source.file == text.span.file &&
         drawn.item->source.begin >= text.span.begin && drawn.item->source.begin < text.span.end;
}

/// Where the title stands: drawn from the article, or, where a layout lets a section's heading
/// stand for its only article of the same name, that heading.
std::vector<Drawn>::const_iterator title_of(const Article& article,
                                            const std::vector<Drawn>& body) {
  const auto own = std::find_if(
      body.begin(), body.end(), [&](const Drawn& d) { return from(d, article.title); });
  if (own != body.end()) {
    return own;
  }
  const auto heading = std::find_if(body.rbegin(), body.rend(), [&](const Drawn& d) {
    return squeezed(d.run->text) == squeezed(article.title.value);
  });
  return heading == body.rend() ? body.end() : std::prev(heading.base());
}

/// The element of the whole entry, of which there may be others on the same line.
TagId entry_of(const Document& document, TagId tag) {
  while (document.tags[static_cast<std::size_t>(tag)].role != TagRole::toc_item) {
    tag = document.tags[static_cast<std::size_t>(tag)].parent;
  }
  return tag;
}

/// The run furthest to the right on the last line of an entry: its page number.
const GlyphRun* number_beside(const Document& document,
                              const std::vector<Drawn>& contents,
                              const Drawn& entry) {
  const TagId whole = entry_of(document, entry.item->tag);
  const GlyphRun* number = nullptr;
  for (const Drawn& drawn : contents) {
    if (drawn.page == entry.page && drawn.run->origin.y == entry.run->origin.y &&
        entry_of(document, drawn.item->tag) == whole &&
        (!number || drawn.run->origin.x > number->origin.x)) {
      number = drawn.run;
    }
  }
  return number;
}

TEST_P(ContentsOf, NumbersArePagesWhereTitlesStand) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  const Document& document = *work.document;
  const std::vector<Drawn> body = drawn_text(document, {"contents", "cover", "board"});
  const std::vector<Drawn> contents = drawn_entries(document);
  std::size_t checked = 0;
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      const Text& listed = article.toc_title.empty() ? article.title : article.toc_title;
      const auto is_listed = [&](const Drawn& d) { return from(d, listed); };
      const auto entry = std::find_if(contents.rbegin(), contents.rend(), is_listed);
      EXPECT_EQ(entry != contents.rend(), article.in_contents) << article.path;
      if (entry == contents.rend()) {
        continue;
      }
      const auto title = title_of(article, body);
      ASSERT_NE(title, body.end()) << article.path << ": the title is not drawn";
      const GlyphRun* number = number_beside(document, contents, *entry);
      ASSERT_NE(number, nullptr);
      EXPECT_EQ(squeezed(number->text), document.pages[title->page].folio) << article.path;
      ++checked;
    }
  }
  EXPECT_GT(checked, 0u);
}

TEST_P(ContentsOf, LinksOfEntriesLeadToTheirTitles) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  const Document& document = *work.document;
  const std::vector<Drawn> body = drawn_text(document, {"contents", "cover", "board"});
  const std::vector<Drawn> contents = drawn_entries(document);
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      const Text& listed = article.toc_title.empty() ? article.title : article.toc_title;
      const auto entry = std::find_if(
          contents.begin(), contents.end(), [&](const Drawn& d) { return from(d, listed); });
      const auto title = title_of(article, body);
      if (entry == contents.end() || title == body.end()) {
        continue;  // the test above reports it
      }
      // Inside the first glyph: a trimmed opening mark's pen starts left of its line.
      const Point at = entry->run->origin + Point{entry->run->size * 3 / 4, Length()};
      const std::vector<LinkArea>& links = document.pages[entry->page].links;
      const auto link = std::find_if(links.begin(), links.end(), [&](const LinkArea& area) {
        return area.box.x <= at.x && at.x <= area.box.right() && area.box.y <= at.y &&
               at.y <= area.box.bottom();
      });
      ASSERT_NE(link, links.end()) << article.path << ": no link on its entry";
      EXPECT_EQ(link->page, static_cast<int>(title->page)) << article.path;
    }
  }
}

TEST_P(ContentsOf, PassesSettle) {
  const Work& work = *made_issue(GetParam()).work;
  EXPECT_GE(work.facts.passes, 1);
  EXPECT_LE(work.facts.passes, 3);
  for (const Diagnostic& diagnostic : work.diagnostics) {
    EXPECT_NE(diagnostic.code, "W501");
  }
}

INSTANTIATE_TEST_SUITE_P(Issues,
                         ContentsOf,
                         testing::ValuesIn(issue_cases()),
                         [](const auto& test) { return issue_name(test.param); });

}  // namespace
}  // namespace banxin::pipeline
