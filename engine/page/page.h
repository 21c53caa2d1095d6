// Pagination: strips fill pages made from masters; contents numbers settle over passes.
#pragma once

#include <string>
#include <vector>

#include "engine/block/block.h"

namespace banxin {

struct PassReport {
  int passes = 0;
  bool settled = true;
};

struct Paginated {
  Document document;
  PageFacts facts;
  PassReport report;
  Diagnostics diagnostics;  // W501 references did not settle, E502 higher than a page, W5xx
};

inline constexpr int kMaxPasses = 5;

/// Lays out all flows and fills the pages, repeating while references change (at most kMaxPasses).
Paginated paginate(const BlockContext& context);

}  // namespace banxin
