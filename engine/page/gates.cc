#include "engine/page/gates.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/number.h"
#include "engine/page/proof.h"

namespace banxin {
namespace {

/// Calls visit(line, page) for every line of text of the issue.
template <class Visit>
void each_line(const PagePlans& plans, const std::vector<FlowText>& flows, Visit visit) {
  for (std::size_t i = 0; i < plans.pages.size(); ++i) {
    for (const PlacedLine& line : lines_of(plans.pages[i], flows[plans.pages[i].flow])) {
      visit(line, static_cast<int>(i));
    }
  }
}

bool above(Length amount, std::int32_t thousandths, Length em) {
  return thousandths > 0 && amount * 1000 > em * thousandths;
}

std::string em_text(Length length, Length em) {
  const double share =
      em > Length() ? static_cast<double>(length.emu()) / static_cast<double>(em.emu()) : 0;
  return number_text(share, 2);
}

/// Whether what stands at `span` begins in this line.
bool stands_in(const PlacedLine& placed, Span span) {
  const Line& line = placed.get();
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    const Span here = span_of(*placed.text, i);
    if (here.file == span.file && here.begin == span.begin) {
      return true;
    }
  }
  return false;
}

class Gatekeeper {
 public:
  explicit Gatekeeper(const Styled& styled) : styled_(styled) {}

  void judge(const PlacedLine& placed, int page) {
    const Line& line = placed.get();
    const QualityGates& gates = styled_.block(placed.text->paragraph->style).gates;
    if (line.begin >= line.end || !gates.any()) {
      return;
    }
    const Length em = placed.text->shaped->em;
    const Length stops = line.squeezed[static_cast<std::size_t>(ShrinkStep::stops)];
    if (above(line.worst_gap, gates.loose_gap, em)) {
      add("W411", placed, page, {em_text(line.worst_gap, em), limit(gates.loose_gap)});
    }
    if (above(stops, gates.stop_compression, em)) {
      add("W412", placed, page, {em_text(stops, em), limit(gates.stop_compression)});
    }
    const std::uint32_t row = hyphens_up_to(placed);
    if (gates.hyphen_ladder > 0 && row > static_cast<std::uint32_t>(gates.hyphen_ladder) &&
        !next_is_hyphenated(placed)) {
      add("W413", placed, page, {std::to_string(row), std::to_string(gates.hyphen_ladder)});
    }
    if (gates.short_last && line.short_last) {
      add("W414", placed, page, {});
    }
    if (gates.soft_breaks && line.emergency == Line::Emergency::soft_unit) {
      add("W415", placed, page, {});
    }
  }

  Diagnostics take() { return std::move(out_); }

 private:
  static std::string limit(std::int32_t thousandths) {
    return number_text(thousandths / 1000.0, 3);
  }

  void add(std::string_view code,
           const PlacedLine& placed,
           int page,
           std::vector<std::string> particulars) {
    particulars.insert(particulars.begin(), {beginning_of(placed), std::to_string(page + 1)});
    out_.push_back({code, span_of(*placed.text, placed.get().begin), std::move(particulars), page});
  }

  const Styled& styled_;
  Diagnostics out_;
};

}  // namespace

Diagnostics gate_warnings(const PagePlans& plans,
                          const std::vector<FlowText>& flows,
                          const Styled& styled) {
  const bool any = std::any_of(styled.block_styles.begin(),
                               styled.block_styles.end(),
                               [](const BlockStyle& style) { return style.gates.any(); });
  if (!any) {
    return {};
  }
  Gatekeeper keeper(styled);
  each_line(plans, flows, [&](const PlacedLine& line, int page) { keeper.judge(line, page); });
  return keeper.take();
}

void add_pages(Diagnostics& diagnostics,
               const PagePlans& plans,
               const std::vector<FlowText>& flows) {
  const auto of_line = [](const Diagnostic& d) { return d.code.substr(1, 1) == "4"; };
  const auto of_character = [](const Diagnostic& d) { return d.code.substr(1, 1) == "3"; };
  const auto open = [&](const Diagnostic& d) {
    return d.page < 0 && (of_line(d) || (of_character(d) && d.span.known()));
  };
  if (std::none_of(diagnostics.begin(), diagnostics.end(), open)) {
    return;
  }
  std::map<std::pair<std::string_view, Span>, int> pages;
  each_line(plans, flows, [&](const PlacedLine& placed, int page) {
    const BrokenText& broken = *placed.text->broken;
    for (std::size_t i = 0; i < broken.diagnostic_clusters.size(); ++i) {
      const std::uint32_t cluster = broken.diagnostic_clusters[i];
      if (cluster >= placed.get().begin && cluster < placed.get().end) {
        pages.emplace(std::pair(broken.diagnostics[i].code, span_of(*placed.text, cluster)), page);
      }
    }
    for (const Diagnostic& said : placed.text->shaped->diagnostics) {
      if (of_character(said) && stands_in(placed, said.span)) {
        pages.emplace(std::pair(said.code, said.span), page);
      }
    }
  });
  for (Diagnostic& diagnostic : diagnostics) {
    const auto at = pages.find({diagnostic.code, diagnostic.span});
    if (open(diagnostic) && at != pages.end()) {
      diagnostic.page = at->second;
    }
  }
}

}  // namespace banxin
