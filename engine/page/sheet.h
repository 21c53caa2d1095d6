// Pages told line by line, for proof sheets.
#pragma once

#include <vector>

#include "engine/base/page_sheet.h"
#include "engine/page/plan.h"

namespace banxin {

/// One sheet a page. Positions are those assemble() draws at.
std::vector<PageSheet> sheets_of(const PagePlans& plans,
                                 const std::vector<FlowText>& flows,
                                 const Styled& styled);

}  // namespace banxin
