// The gates of J7 and J8: lines of which a layout wants to be warned.
#pragma once

#include <vector>

#include "engine/page/plan.h"

namespace banxin {

/// W411–W415 for the lines that go beyond what their styles allow (BlockStyle::gates), each with
/// its page. Costs nothing where no style sets a gate.
Diagnostics gate_warnings(const PagePlans& plans,
                          const std::vector<FlowText>& flows,
                          const Styled& styled);

/// Gives diagnostics of line breaking the page their line came to stand on (J7), those about a
/// character the page it stands on (F5).
void add_pages(Diagnostics& diagnostics,
               const PagePlans& plans,
               const std::vector<FlowText>& flows);

}  // namespace banxin
