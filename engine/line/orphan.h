// P5 孤字: a last line with too little text, and how greedily broken lines are repaired.
#pragma once

#include <vector>

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

/// Would a last line from break position `begin` hold too few Han or letters, or be shorter than
/// the first line's indent?
bool is_orphan(const Prepared& text, std::uint32_t begin);

/// The same by the wish for wide columns, which gives way sooner.
bool is_meagre(const Prepared& text, std::uint32_t begin);

/// Pulls a short last line in, or pushes another piece down to it, if the style asks for it and no
/// line becomes loose by it.
void repair_orphan(const Prepared& text, std::vector<Choice>& lines);

}  // namespace banxin
