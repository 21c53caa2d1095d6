// Editorial lint: what a Chinese copy editor would mark in the manuscripts, with what would mend
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/world.h"
#include "engine/issue/issue.h"

namespace banxin {

/// Findings (W9xx sure mistakes, N9xx matters of style) in the texts of an issue, in source order;
/// README has the table of codes. Nothing is looked for in code, addresses, attributes, keys of
/// TOML and ruby annotations, nor where the editors silenced it. At most kLintLimit a file, then
/// N990.
/// Cost: linear in the text.
Diagnostics lint(const Issue& issue, const SourceMap& sources);
inline constexpr std::size_t kLintLimit = 500;

/// Applies every safe fix of an issue, over and over until none is left, and gives the files that
/// change, in reading order; writes nothing. Fixing a fixed issue gives nothing. A fix that would
/// make Markdown or TOML read as something else (another structure, a new error) is left out.
std::vector<FixedFile> fix_issue(const World& world);

/// The texts that are linted, one a line: "body 3:1 …", for tests.
std::string lint_texts_dump(const Issue& issue, const SourceMap& sources);

}  // namespace banxin
