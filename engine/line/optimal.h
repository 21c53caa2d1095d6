// The whole-paragraph breaker of section 5.3 (D1–D7). break_optimal stands in breaker.h; this is
// for tests.
#pragma once

#include <vector>

#include "engine/line/demerits.h"

namespace banxin {

/// `bounded`: a strict pass leaves out ways that surely cost more than the best. `exhaustive`: it
/// tries them too, which finds the same lines; for tests.
enum class Search : std::uint8_t { bounded, exhaustive };

/// A part of a text between forced breaks, to be set in lines.
struct Part {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t first_line = 0;  // number of its first line in the text, for insets
  std::uint32_t lines = 0;       // how many there are to be; 0: as many as are best
};

/// The lines of least cost for a part, by the means of one pass. Ties go to
/// the later first differing break (D2). Empty if there are none, or if the text has more candidate
/// lines than any editor writes. The emergency pass always finds some, but for that.
/// Cost: clusters times candidate lines from each (less than one in a usual strict pass, about 10
/// in an exhaustive one, a line's breaks in an emergency pass); where the number of a line matters,
/// that for every line.
std::vector<Choice> solve_pass(const Prepared& text,
                               const Part& part,
                               OptimalPass pass,
                               Search search = Search::bounded);

}  // namespace banxin
