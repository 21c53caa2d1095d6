// The first-fit breaker (J1–J8) and the repair of a short last line (P5).
#pragma once

#include <vector>

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

std::vector<Choice> break_greedy(const Prepared& text);

/// Whether a line may end in a hyphen like any other break, or, after as many such lines as the
/// style allows in a row (U7), only in an emergency.
enum class Hyphen : std::uint8_t { allowed, avoided };
Hyphen hyphen_after(const Prepared& text, const std::vector<Choice>& lines);

/// The line from break position a, as J1–J3 and J7 choose it.
Choice greedy_line(const Prepared& text, std::uint32_t a, Hyphen hyphen);

/// P5: would a last line from break position `begin` be too short?
bool is_orphan(const Prepared& text, std::uint32_t begin);

/// Lines parted only where they must be.
std::vector<Choice> break_forced(const Prepared& text);

}  // namespace banxin
