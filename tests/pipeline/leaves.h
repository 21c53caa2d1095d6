// An article cut into leaves, and what was drawn of each of them.
//
// A leaf is a paragraph, a heading, a table cell, a caption, a note's paragraph: text that is set
// as one. Each knows the span it came from; each glyph run knows the span it was set from. What was
// drawn from a leaf's span, on whatever pages and in whatever columns, must spell the leaf.
#pragma once

#include <string>
#include <vector>

#include "tests/pipeline/issues.h"

namespace banxin::pipeline {

struct Leaf {
  Span span;
  std::string text;        // squeezed
  bool repeats = false;    // table heads stand again on the next page
  bool ruby = false;       // annotations are drawn beside their base: order is not the text's
  bool keywords = false;   // the layout decides what parts them
  bool note = false;       // of a footnote: stands where the layout puts notes
  bool pullquote = false;  // decoration where it repeats the article's own words (引文提要)
};

/// The leaves of one article in the order written: body, footnotes, summary, books.
struct Leaves {
  std::vector<Leaf> all;
  std::vector<Text> fields;      // of the front matter, those that are not empty
  std::vector<Span> note_marks;  // set as numbers
};

Leaves leaves_of(const Article& article);

/// A glyph run set from a leaf. Hyphens, labels, marks of notes and whatever else the layout adds
/// is none.
struct LeafRun {
  std::size_t leaf = 0;  // index in Leaves::all
  Drawn drawn;           // its item has no tag where it is decoration
};

/// In drawing order; pages of the contents and the cover are left out.
std::vector<LeafRun> leaf_runs(const Document& document,
                               const Article& article,
                               const Leaves& leaves);

/// Squeezed; by index in Leaves::all.
struct DrawnLeaf {
  std::string text;
  std::string decoration;  // what the structure tree leaves out
};

std::vector<DrawnLeaf> drawn_leaves(const Document& document,
                                    const Article& article,
                                    const Leaves& leaves);

/// Without what parts keywords (B1).
std::string bare_keywords(const std::string& text);
/// `text` once, if `drawn` is nothing but `text` once or more often; else `drawn`.
std::string said_once(const std::string& text, const std::string& drawn);

}  // namespace banxin::pipeline
