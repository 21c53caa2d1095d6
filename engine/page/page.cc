#include "engine/page/page.h"

#include "engine/page/assemble.h"
#include "engine/page/gates.h"
#include "engine/page/plan.h"
#include "engine/page/proof.h"
#include "engine/page/sheet.h"

namespace banxin {

Paginated paginate(const BlockContext& context, Proofs proofs) {
  Paginated out;
  const Styled& styled = context.styled;
  PageFacts facts;
  facts.anchors.resize(styled.anchors.size());
  std::vector<FlowText> flows(styled.flows.size());
  PagePlans plans;
  for (out.report.passes = 1;; ++out.report.passes) {
    for (std::size_t i = 0; i < styled.flows.size(); ++i) {
      // Only text that prints page numbers can change between passes.
      if (out.report.passes == 1 || flows[i].has_fields) {
        flows[i] = lay_out_flow(styled.flows[i], facts, context);
      }
    }
    plans = plan_pages(styled, flows);
    out.report.settled = plans.facts == facts;
    facts = plans.facts;
    if (out.report.settled || out.report.passes == kMaxPasses) {
      break;
    }
  }
  if (!out.report.settled) {
    out.diagnostics.push_back({"W501", Span(), {std::to_string(out.report.passes)}});
  }
  if (proofs != Proofs::none) {
    out.composition = report_composition(plans, flows, styled);
  }
  if (proofs == Proofs::sheets) {
    out.sheets = sheets_of(plans, flows, styled);
  }
  Assembled assembled = assemble(plans, flows, context);
  out.document = std::move(assembled.document);
  out.facts = std::move(facts);
  add_pages(assembled.diagnostics, plans, flows);
  const Diagnostics gates = gate_warnings(plans, flows, styled);
  out.diagnostics.insert(out.diagnostics.end(), gates.begin(), gates.end());
  out.diagnostics.insert(out.diagnostics.end(), plans.diagnostics.begin(), plans.diagnostics.end());
  out.diagnostics.insert(
      out.diagnostics.end(), assembled.diagnostics.begin(), assembled.diagnostics.end());
  return out;
}

}  // namespace banxin
