// Glyph runs into text operators, so that a reader copies what the manuscript says.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/display/display.h"
#include "engine/pdf/content.h"
#include "engine/pdf/font_plan.h"

namespace banxin::pdf {

/// What text belongs to: an element of the structure tree, whose marks are opened here, or else an
/// open mark: that of an artifact or of a document without tags.
struct TextOwner {
  std::string_view type;  // its structure type, "P"
  TagId tag = TagId::none;
  std::vector<TagId>* marks = nullptr;  // by MCID; every marked sequence appends its tag
  const GlyphRun* next = nullptr;       // what follows on the page and belongs to another owner
  const Content::Mark* within = nullptr;
};

/// Shows runs that follow each other and have one owner. Where the distance between two clusters is
/// layout (Han–Latin gaps, stretched lines, squeezed marks, runs set apart) and would be read as a
/// word space, and where glyphs do not add up to the text, a Span with ActualText says what is
/// meant. Such spans have an MCID of their own beside that of the text around them: poppler loses
/// what follows a span nested in a marked sequence. A gap before another owner's text, as before
/// and after a link, cannot lie inside a span: there the last glyph takes the gap as its own width.
void show_runs(Content& content,
               std::span<const GlyphRun* const> runs,
               const FontPlan& fonts,
               const TextOwner& owner);

}  // namespace banxin::pdf
