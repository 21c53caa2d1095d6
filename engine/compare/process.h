// Running another program and reading what it writes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace banxin {

enum class Ran { well, not_found, failed };

/// Runs `words` (the program is looked for in PATH) with no input, its talk thrown away, and hands
/// its standard output to `take` piece by piece. `take` returns false to stop it: that is `failed`.
/// Memory: one piece of 64 kB.
Ran run_process(const std::vector<std::string>& words,
                const std::function<bool(std::string_view)>& take);

}  // namespace banxin
