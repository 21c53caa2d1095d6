// Text dumps of the display list and the tag tree.
#pragma once

#include <string>

#include "engine/display/display.h"

namespace banxin {

/// Pages with their items: positions in mm with two decimals, text as characters.
std::string to_text(const Document& document, const FontStore& fonts);
/// The structure tree with the text of its leaves, in reading order.
std::string tags_to_text(const Document& document);
/// The text of one page in drawing order, a line per baseline.
std::string page_text(const Page& page);

}  // namespace banxin
