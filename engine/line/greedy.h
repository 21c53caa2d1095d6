// The first-fit breaker (J1–J8) and the repair of a short last line (P5).
#pragma once

#include <vector>

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

std::vector<Choice> break_greedy(const Prepared& text);

/// The line from break position a, as J1–J3 and J7 choose it.
Choice greedy_line(const Prepared& text, std::uint32_t a);

/// P5: would a last line from break position `begin` be too short?
bool is_orphan(const Prepared& text, std::uint32_t begin);

/// Lines parted only where they must be.
std::vector<Choice> break_forced(const Prepared& text);

}  // namespace banxin
