// Which page of one document is which of the other.
#pragma once

#include <utility>
#include <vector>

#include "engine/compare/compare.h"

namespace banxin {

/// Pairs of page numbers in order, -1 where a page has no partner. Of all ways to pair, one that
/// brings most like text together; equal ways are decided for the earlier page.
std::vector<std::pair<int, int>> align_pages(const std::vector<ComparedPage>& a,
                                             const std::vector<ComparedPage>& b);

}  // namespace banxin
