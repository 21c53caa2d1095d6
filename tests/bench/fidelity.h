// How near an issue set by us comes to the printed original: articles on their pages, and breaks
// inside paragraphs at the same line. The facts of the original are a file beside the issue.
#pragma once

#include <string>
#include <vector>

#include "engine/build/work.h"

namespace banxin::bench {

/// An article and the page its title stands on.
struct ArticlePlace {
  std::string article;  // path in the issue
  std::string title;
  int expected = 0;
  int got = 0;  // 0: the title is not found
};

/// A place inside a paragraph where a page of the original ends.
struct BreakPlace {
  std::string article;
  int page = 0;               // that ends there in the original
  std::string before, after;  // text on both sides
  bool found = false;         // the text stands in the article
  int got = 0;                // the page our line stands on that ends there, or nearest
  int lines = 0;              // our page `page` ends so many lines later; below 0: earlier
  int characters = 0;         // our line ends so many characters later; below 0: earlier

  /// The same line ends the same page. Characters that recognition lost shift a line's end.
  bool same_line() const;
};

/// A place inside a paragraph where a page of ours ends and the original's does not.
struct OwnBreak {
  std::string article;
  int page = 0;
  std::string before, after;
};

struct Fidelity {
  std::vector<ArticlePlace> articles;
  std::vector<BreakPlace> breaks;
  std::vector<OwnBreak> own_breaks;
  int last_page = 0;

  int articles_on_their_page() const;
  int breaks_at_the_same_line() const;
};

/// `evidence` is the text of the JSON file: "articles" of {article, title, page}, "breaks" of
/// {article, before, after, page_that_ends}. Goal::pages must have been reached. Throws what the
/// JSON library throws if the text is not such a file.
Fidelity compare_with_original(const Work& work, const std::string& evidence);

/// All of it, one place a line.
std::string table(const Fidelity& fidelity);

}  // namespace banxin::bench
