// Changes of a text as a unified diff, for people and for `patch`.
#pragma once

#include <string>
#include <string_view>

namespace banxin {

/// "--- a/NAME", "+++ b/NAME" and hunks with three lines of context; empty if nothing changed.
/// `patch -p1` makes `after` of `before` with it, byte for byte.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace banxin
