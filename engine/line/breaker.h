// What every line breaker is: a function from a prepared paragraph to its lines.
#pragma once

#include <vector>

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

/// Gives the lines of a text of at least one cluster: together they cover all of it in order, each
/// ends after it begins, and none goes past a forced break. Total (what can't be set well is set
/// anyway and marked), pure (the same text gives the same lines), safe on any thread.
using LineBreaker = std::vector<Choice> (*)(const Prepared& text);

/// First fit, line by line (J1–J8); what an office program does.
std::vector<Choice> break_greedy(const Prepared& text);
/// Least demerits over the whole paragraph (D1–D7).
std::vector<Choice> break_optimal(const Prepared& text);
/// Titles: few lines of like width, parted at phrases (H5). Text that is too long for a title, or
/// can't be parted so that every line fits, is left to break_greedy or break_optimal.
std::vector<Choice> break_balanced(const Prepared& text);
/// The best lines if there are to be `more` of them (or less, if it is below 0) than `lines`, which
/// another breaker found. Empty if that can't be had with gaps up to a quarter em, no emergency
/// (J7) and no last line too short (P5), which `lines` has not.
std::vector<Choice> break_looser(const Prepared& text, const std::vector<Choice>& lines, int more);
/// Parted only where it must be: one line to be spread (N1).
std::vector<Choice> break_forced(const Prepared& text);

/// The breaker a style chose, by itself: a new one gets its name in Breaker and a case here.
LineBreaker breaker_of(Breaker breaker);

/// The breaker for a text: the style's, but for titles and spread lines.
LineBreaker breaker_for(const Prepared& text);

}  // namespace banxin
