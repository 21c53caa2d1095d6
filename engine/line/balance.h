// H5: titles broken at phrases into few lines of like width.
#pragma once

#include <vector>

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

/// Empty if the text is too long for a title or can't be parted so that every line fits.
std::vector<Choice> break_balanced(const Prepared& text);

}  // namespace banxin
