// Last touches to the structure tree, when all pages are known.
#pragma once

#include "engine/display/display.h"

namespace banxin {

/// Heading levels follow each other without a gap (R75), and a section without a title of its own
/// is called by its first heading. Linear in tags and items.
void finish_tags(Document& document);

}  // namespace banxin
