#include "engine/line/breaker.h"

namespace banxin {

LineBreaker breaker_of(Breaker breaker) {
  switch (breaker) {
    case Breaker::greedy:
      return break_greedy;
    case Breaker::optimal:
      return break_optimal;
  }
  return break_greedy;
}

LineBreaker breaker_for(const Prepared& text) {
  if (text.request().align == Align::spread) {
    return break_forced;
  }
  const bool balanced = text.composition().balance && text.inset_lines() == 0;
  return balanced ? break_balanced : breaker_of(text.composition().breaker);
}

std::vector<Choice> break_forced(const Prepared& text) {
  std::vector<Choice> lines;
  for (std::uint32_t a = 0; a < text.size(); a = lines.back().end) {
    lines.push_back({a, text.forced_end(a), Line::Emergency::none, 0});
  }
  return lines;
}

}  // namespace banxin
