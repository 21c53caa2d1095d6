// The characters two short texts have in common, by Myers' algorithm.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace banxin {

/// Pairs of positions in `a` and `b`, in order, that leave the fewest characters without a like.
/// Empty if more than 600 of them are left. Source: E. W. Myers, An O(ND) Difference Algorithm
/// (1986). Memory: the differences squared.
std::vector<std::pair<std::size_t, std::size_t>> equal_characters(std::u32string_view a,
                                                                  std::u32string_view b);

}  // namespace banxin
