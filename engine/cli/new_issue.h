// `init`: a new issue folder.
#pragma once

#include <string>

#include "engine/api/banxin.h"

namespace banxin {

/// Makes `folder` with issue.toml, articles/01-01.md and images/. A folder that holds anything is
/// left alone (E806). Fails: E806, E812. `now`: gives year and month of the new issue.
Diagnostics make_new_issue(const std::string& folder, std::int64_t now);

}  // namespace banxin
