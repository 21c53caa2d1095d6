// The rules, one function a family. Each reads runs of text and reports; none sees another's work.
// A new rule: README, "To add a rule".
#pragma once

#include <vector>

#include "engine/base/composition.h"
#include "engine/lint/findings.h"

namespace banxin {

// ---- one run at a time
void check_half_width(const LintText& text, Findings& out);   // W901, W902, W904
void check_long_marks(const LintText& text, Findings& out);   // W905–W909
void check_doubled(const LintText& text, Findings& out);      // W917–N922
void check_repeats(const LintText& text, Findings& out);      // W923, W924
void check_letters(const LintText& text, Findings& out);      // W926–W928, W930, N931
void check_numbers(const LintText& text, Findings& out);      // W932, N935–W938
void check_spaces(const LintText& text, Findings& out);       // N940–N943
void check_code_points(const LintText& text, Findings& out);  // W944, W945
void check_labels(const LintText& text, Findings& out);       // N950

// ---- all runs together, in reading order
void check_pairs(const std::vector<LintText>& texts, Findings& out);  // W903, N910–W916
void check_choices(const std::vector<LintText>& texts,
                   Locale locale,
                   Findings& out);  // N920, N929, N933, N934, N946, N947
void check_order(const std::vector<LintText>& texts, Findings& out);  // W951–W953
void check_terms(const std::vector<LintText>& texts,
                 const LintSettings& settings,
                 Findings& out);  // W925, W991

}  // namespace banxin
