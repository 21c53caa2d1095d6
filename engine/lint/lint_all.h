// lint() without its bound, for fix_issue.
#pragma once

#include "engine/lint/lint.h"

namespace banxin {

/// All findings in source order.
Diagnostics lint_all(const Issue& issue, const SourceMap& sources);

}  // namespace banxin
