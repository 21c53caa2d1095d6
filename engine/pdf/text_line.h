// Glyph runs into text operators, so that a reader copies what the manuscript says.
#pragma once

#include <span>

#include "engine/display/display.h"
#include "engine/pdf/content.h"
#include "engine/pdf/font_plan.h"

namespace banxin::pdf {

/// Shows runs that follow each other in one marked-content sequence. Where the distance between two
/// clusters is layout (Han–Latin gaps, stretched lines, runs set apart) and would be read as a word
/// space, and where glyphs do not add up to the text, an ActualText span says what is meant.
void show_runs(Content& content, std::span<const GlyphRun* const> runs, const FontPlan& fonts);

}  // namespace banxin::pdf
