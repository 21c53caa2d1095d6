// Pagination: strips fill pages made from masters; contents numbers settle over passes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/composition_report.h"
#include "engine/base/page_sheet.h"
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
  std::optional<CompositionReport> composition;  // if asked for; without titles of articles
  std::vector<PageSheet> sheets;                 // one a page, if asked for
  Diagnostics diagnostics;  // W501 references did not settle, E502 higher than a page, W5xx
};

inline constexpr int kMaxPasses = 5;

/// Whether pages are looked over for a composition report, and told line by line for a proof sheet
/// (校样). Costs a walk over all lines each.
enum class Proofs : std::uint8_t { none, composition, sheets };

/// Lays out all flows and fills the pages, repeating while references change (at most kMaxPasses).
Paginated paginate(const BlockContext& context, Proofs proofs = Proofs::none);

}  // namespace banxin
