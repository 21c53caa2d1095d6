// The whole-paragraph breaker of section 5.3 (D1–D7).
#pragma once

#include <optional>
#include <vector>

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

enum class OptimalPass : std::uint8_t { strict, full, emergency };  // D6; J7 as a third

/// Lines of least demerits; ties go to fuller early lines (D2). Empty if no way is found within its
/// means (no set of breaks without an overfull line, or more candidates in one line than any text
/// has): the caller then breaks greedily.
/// Cost: candidates times candidates within a line. Left to do: D4's demerits for neighbouring
/// lines, hanging marks.
std::vector<Choice> break_optimal(const Prepared& text);

/// Demerits of the line [a, b) by D1, D3, D5; nothing if it does not fit. For tests and reports.
struct Demerits {
  double ratio = 0;     // r of D1
  double demerits = 0;  // d of D1
};

std::optional<Demerits> line_demerits(const Prepared& text,
                                      std::uint32_t a,
                                      std::uint32_t b,
                                      OptimalPass pass);

/// The best lines by the means of one pass; empty if there are none.
std::vector<Choice> solve_pass(const Prepared& text, OptimalPass pass);

}  // namespace banxin
