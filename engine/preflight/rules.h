// The catalogue of rules.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "engine/preflight/preflight.h"

namespace banxin::prepress {

struct Rule {
  std::string_view id, severities, requirements;
  std::string_view title_zh, title_en, details_zh, details_en, advice_zh, advice_en;
};

std::span<const Rule> all_rules();
/// Null for an unknown id.
const Rule* find_rule(std::string_view id);
/// 'E', 'W', 'N' or '-'.
char severity_letter(const Rule& rule, PreflightProfile profile);

}  // namespace banxin::prepress
