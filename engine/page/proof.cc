#include "engine/page/proof.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr std::uint32_t kShown = 12;        // characters by which a line is recognised
constexpr std::int32_t kHyphensInARow = 2;  // U7, where a style sets no limit of its own

/// How much a finding weighs when pages are put in order.
double weight(Flaw flaw) {
  constexpr std::array<double, kFlaws> kWeights = {
      100, 50, 20, 40, 30, 10, 10, 15, 3, 3, 3, 10, 2, 4};
  return kWeights[static_cast<std::size_t>(flaw)];
}

double in_em(Length length, Length em) {
  return em.emu() > 0 ? static_cast<double>(length.emu()) / static_cast<double>(em.emu()) : 0;
}

ReportedLine reported(const PlacedLine& placed) {
  const Line& line = placed.get();
  const Length em = placed.text->shaped->em;
  ReportedLine out;
  out.span = span_of(*placed.text, line.begin);
  out.text = beginning_of(placed);
  out.column = placed.column;
  out.gap = in_em(line.worst_gap, em);
  out.squeeze = in_em(*std::max_element(line.squeezed.begin(), line.squeezed.end()), em);
  out.ratio = line.ratio / 1000.0;
  return out;
}

/// Judges the lines of one page.
class PageProof {
 public:
  PageProof(const PagePlan& page, const FlowText& flow, const Styled& styled)
      : lines_(lines_of(page, flow)),
        edges_(edge_flaws(page, flow, styled)) {
    out_.folio = page.folio;
  }

  PageComposition run() {
    const SetParagraph* paragraph = nullptr;
    for (const PlacedLine& line : lines_) {
      if (line.get().begin >= line.get().end) {
        continue;
      }
      if (line.text != paragraph) {
        paragraph = line.text;
        rivers_ = rivers_of(*paragraph);
      }
      count(line);
      judge(line);
      judge_neighbours(line);
    }
    for (Finding& finding : out_.findings) {
      out_.score += weight(finding.flaw);
    }
    keep_worst(out_.loosest, [](const ReportedLine& line) { return line.gap; });
    keep_worst(out_.tightest, [](const ReportedLine& line) { return -line.ratio; });
    return std::move(out_);
  }

 private:
  void count(const PlacedLine& placed) {
    const Line& line = placed.get();
    const Length em = placed.text->shaped->em;
    LineCounts& counts = out_.counts;
    ++counts.lines;
    if (!line.justified) {
      return;
    }
    ++counts.justified;
    counts.above_16 += line.worst_gap * 16 > em ? 1 : 0;
    counts.above_8 += line.worst_gap * 8 > em ? 1 : 0;
    counts.above_4 += line.worst_gap * 4 > em ? 1 : 0;
    counts.compressed += line.ratio < 0 ? 1 : 0;
    if (line.worst_gap > Length()) {
      out_.loosest.push_back(reported(placed));
    } else if (line.ratio < 0) {
      out_.tightest.push_back(reported(placed));
    }
  }

  void add(Flaw flaw, double amount, const PlacedLine& line) {
    out_.findings.push_back({flaw, amount, reported(line)});
  }

  void judge(const PlacedLine& placed) {
    using Emergency = Line::Emergency;
    const Line& line = placed.get();
    const Length em = placed.text->shaped->em;
    const double gap = in_em(line.worst_gap, em);
    switch (line.emergency) {
      case Emergency::overfull:
        add(Flaw::overfull, 0, placed);
        break;
      case Emergency::prohibition:
        add(Flaw::prohibition, 0, placed);
        break;
      case Emergency::token_split:
        add(Flaw::token_split, 0, placed);
        break;
      case Emergency::soft_unit:
      case Emergency::hyphenated:
        add(Flaw::soft_unit, 0, placed);
        break;
      case Emergency::loose:
      case Emergency::none:
        break;
    }
    if (line.worst_gap * 4 > em || (line.emergency == Emergency::loose && !line.justified)) {
      add(Flaw::very_loose, gap, placed);
    } else if (line.worst_gap * 8 > em) {
      add(Flaw::loose, gap, placed);
    }
    const Length stops = line.squeezed[static_cast<std::size_t>(ShrinkStep::stops)];
    if (stops * 4 > em) {
      add(Flaw::tight_stop, in_em(stops, em), placed);
    }
    if (line.short_last) {
      add(Flaw::short_last, 0, placed);
    }
  }

  /// What a line is only together with those above it or the column's edge below.
  void judge_neighbours(const PlacedLine& placed) {
    const std::uint32_t row = hyphens_up_to(placed);
    const std::int32_t own = placed.text->shaped->composition.hyphenate_lines;
    const auto allowed = static_cast<std::uint32_t>(own > 0 ? own : kHyphensInARow);
    if (row > allowed && !next_is_hyphenated(placed)) {
      add(Flaw::hyphen_ladder, row, placed);
    }
    for (const River& river : rivers_) {
      if (river.line == placed.line) {
        add(Flaw::river, river.length, placed);
      }
    }
    for (const EdgeFlaw& edge : edges_) {
      if (edge.line.text == placed.text && edge.line.line == placed.line) {
        add(edge.flaw, edge.amount, placed);
      }
    }
  }

  template <class Badness>
  static void keep_worst(std::vector<ReportedLine>& lines, Badness badness) {
    std::stable_sort(lines.begin(), lines.end(), [&](const ReportedLine& a, const ReportedLine& b) {
      return badness(a) > badness(b);
    });
    lines.resize(std::min(lines.size(), PageComposition::kExtremes));
  }

  std::vector<PlacedLine> lines_;
  std::vector<EdgeFlaw> edges_;
  std::vector<River> rivers_;
  PageComposition out_;
};

}  // namespace

std::string beginning_of(const PlacedLine& placed) {
  const ShapedText& shaped = *placed.text->shaped;
  const Line& line = placed.get();
  if (line.begin >= line.end) {
    return {};
  }
  const std::uint32_t shown = std::min(line.end, line.begin + kShown);
  const std::uint32_t from = shaped.clusters[line.begin].text_begin;
  const std::string text = shaped.text.substr(from, shaped.clusters[shown - 1].text_end - from);
  return shown < line.end ? text + "……" : text;
}

std::uint32_t hyphens_up_to(const PlacedLine& placed) {
  const auto& lines = placed.text->broken->lines;
  std::uint32_t row = 0;
  while (row <= placed.line && lines[placed.line - row].hyphen) {
    ++row;
  }
  return row;
}

bool next_is_hyphenated(const PlacedLine& placed) {
  const auto& lines = placed.text->broken->lines;
  return placed.line + 1 < lines.size() && lines[placed.line + 1].hyphen;
}

std::vector<PlacedLine> lines_of(const PagePlan& page, const FlowText& flow) {
  std::vector<PlacedLine> out;
  const auto add_strip = [&](const Fragment& fragment, const Strip& strip, int column) {
    for (const StripLine& line : strip.lines) {
      out.push_back({&fragment.paragraphs[line.paragraph], line.line, column});
    }
  };
  const auto add = [&](const Fragment& fragment, std::size_t first, std::size_t end, int column) {
    for (std::size_t i = first; i < end; ++i) {
      add_strip(fragment, fragment.strips[i], column);
    }
  };
  for (const ColumnPlan& column : page.columns) {
    const int number = static_cast<int>(column.index);
    add(flow.fragment, column.first, column.end, number);
    for (const PlacedFloat& placed : column.floats) {
      add_strip(flow.fragment, flow.fragment.floats[placed.index].strip, number);
    }
    for (const NotePart& note : column.notes) {
      add(*flow.notes[static_cast<std::size_t>(note.note)], note.first, note.end, number);
    }
  }
  return out;
}

CompositionReport report_composition(const PagePlans& plans,
                                     const std::vector<FlowText>& flows,
                                     const Styled& styled) {
  CompositionReport report;
  for (std::size_t i = 0; i < plans.pages.size(); ++i) {
    const PagePlan& plan = plans.pages[i];
    PageComposition page = PageProof(plan, flows[plan.flow], styled).run();
    if (page.counts.lines == 0) {
      continue;
    }
    page.page = static_cast<int>(i);
    report.total += page.counts;
    for (const Finding& finding : page.findings) {
      ++report.flaws[static_cast<std::size_t>(finding.flaw)];
    }
    report.pages.push_back(std::move(page));
  }
  return report;
}

}  // namespace banxin
