// First fit of one line (J1–J3, J7), for the greedy breaker and for what repairs its last lines.
#pragma once

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

/// Whether a line may end in a hyphen like any other break, or, after as many such lines as the
/// style allows in a row (U7), only in an emergency.
enum class Hyphen : std::uint8_t { allowed, avoided };
Hyphen hyphen_after(const Prepared& text, const std::vector<Choice>& lines);

/// The line of number `line` from break position a, as J1–J3 and J7 choose it.
Choice greedy_line(const Prepared& text, std::uint32_t a, std::uint32_t line, Hyphen hyphen);
/// The line after `lines`, which end before the text does.
Choice greedy_line(const Prepared& text, const std::vector<Choice>& lines);

}  // namespace banxin
