#include "engine/line/optimal.h"

#include <algorithm>
#include <array>

#include "engine/line/breaker.h"
#include "engine/line/greedy.h"
#include "engine/line/orphan.h"

namespace banxin {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kMostArcs = std::size_t{1} << 20;  // 30 000 Han in one paragraph

/// Shortest path over candidate lines. Since D4 and D3 look at two lines at once, what is chosen
/// between are not break positions but lines: a node is a line with the best way on from its end.
class Optimum {
 public:
  /// In a strict pass no line is stretched further than `most_ratio`.
  Optimum(const Prepared& text,
          std::uint32_t begin,
          std::uint32_t end,
          OptimalPass pass,
          double most_ratio)
      : text_(text),
        pass_(pass),
        most_ratio_(most_ratio),
        end_(end) {
    positions_.push_back(begin);
    for (std::uint32_t p = begin + 1; p < end; ++p) {
      if (open_to(text, p, pass)) {
        positions_.push_back(p);
      }
    }
    positions_.push_back(end);
  }

  std::vector<Choice> solve() {
    if (!find_arcs()) {
      return {};
    }
    find_ways();
    cost_ = best_.front() == kNone ? Cost{} : nodes_[best_.front()].total;
    std::vector<Choice> lines;
    std::uint32_t begin = positions_.front(), hyphens = 0;
    for (std::uint32_t node = best_.front(); node != kNone; node = nodes_[node].next) {
      const Arc& arc = arcs_[nodes_[node].arc];
      const std::uint32_t end = positions_[arc.to];
      lines.push_back({begin, end, arc.fit.emergency, arc.fit.hanging});
      hyphens = arc.fit.hyphen ? hyphens + 1 : 0;
      if (hyphens > hyphen_limit(text_.composition()) &&
          lines.back().emergency < Line::Emergency::hyphenated) {
        lines.back().emergency = Line::Emergency::hyphenated;
      }
      begin = end;
    }
    return lines;
  }

  /// Of what solve() gave.
  const Cost& cost() const { return cost_; }

 private:
  /// A candidate line from some position to positions_[to].
  struct Arc {
    std::uint32_t to = 0;
    LineFit fit;
  };

  struct Node {
    std::uint32_t arc = 0;
    std::uint32_t next = kNone;  // node of the line after
    std::uint32_t hyphens = 0;   // lines in a row, from this one on, that end in a hyphen
    Cost total;                  // from this line to the end
  };

  /// All lines from positions that can be reached from the beginning. False if there are too many.
  bool find_arcs() {
    const std::size_t count = positions_.size();
    first_arc_.assign(count + 1, 0);
    std::vector<bool> reached(count, false);
    reached[0] = true;
    for (std::size_t i = 0; i + 1 < count; ++i) {
      first_arc_[i] = arcs_.size();
      if (reached[i]) {
        find_arcs_from(i);
      }
      for (std::size_t k = first_arc_[i]; k < arcs_.size(); ++k) {
        reached[arcs_[k].to] = true;
      }
      if (arcs_.size() > kMostArcs) {
        return false;
      }
    }
    first_arc_[count - 1] = first_arc_[count] = arcs_.size();
    return reached[count - 1];
  }

  void find_arcs_from(std::size_t i) {
    const std::uint32_t a = positions_[i];
    const std::size_t before = arcs_.size();
    for (std::size_t j = first_long_enough(i); j < positions_.size(); ++j) {
      const std::uint32_t b = positions_[j];
      if (b != end_ && pass_ == OptimalPass::full && text_.surely_short(a, b)) {
        continue;
      }
      const std::optional<LineFit> fit = fit_line(text_, a, b, pass_);
      const bool overfull = fit && fit->emergency == Line::Emergency::overfull;
      const bool wanted = fit && (pass_ != OptimalPass::strict || fit->ratio <= most_ratio_);
      if (wanted && (!overfull || arcs_.size() == before)) {
        arcs_.push_back({static_cast<std::uint32_t>(j), *fit});
      }
      // Wider lines fit no better, but for those that need no hyphen.
      if (overfull || (!fit && text_.break_at(b).kind != BreakKind::hyphen && too_wide(a, b))) {
        return;
      }
      if (arcs_.size() > kMostArcs) {
        return;
      }
    }
  }

  /// Where the lines from positions_[i] begin that need no more than most_ratio_; never goes back
  /// but after the first line, whose indent is its own.
  std::size_t first_long_enough(std::size_t i) {
    if (pass_ != OptimalPass::strict) {
      return i + 1;
    }
    std::size_t j = std::max(i + 1, i <= 1 ? std::size_t{1} : long_enough_);
    while (positions_[j] != end_ &&
           text_.surely_looser(positions_[i], positions_[j], most_ratio_)) {
      ++j;
    }
    return long_enough_ = j;
  }

  bool too_wide(std::uint32_t a, std::uint32_t b) const {
    const LineRequest& request = text_.request();
    const std::int64_t most =
        (request.measure - min(request.other_reserve, request.last_line_reserve)).emu() -
        text_.indent(a);
    const Extent line = text_.extent(a, b);
    return text_.width(line) - text_.room(line) > most;
  }

  /// From the end backwards, so that among equals the one with the later first break is at hand.
  void find_ways() {
    const std::size_t count = positions_.size();
    first_node_.assign(count, 0);
    end_node_.assign(count, 0);
    best_.assign(count, kNone);
    nodes_.reserve(arcs_.size());
    for (std::size_t i = count - 1; i-- > 0;) {
      first_node_[i] = nodes_.size();
      for (std::size_t k = first_arc_[i]; k < first_arc_[i + 1]; ++k) {
        add_nodes(static_cast<std::uint32_t>(k));
      }
      end_node_[i] = nodes_.size();
      for (std::size_t n = first_node_[i]; n < end_node_[i]; ++n) {
        if (best_[i] == kNone || as_good(nodes_[n].total, nodes_[best_[i]].total)) {
          best_[i] = static_cast<std::uint32_t>(n);
        }
      }
    }
  }

  void add_nodes(std::uint32_t k) {
    const Arc& arc = arcs_[k];
    if (arc.to + 1 == positions_.size()) {
      nodes_.push_back({k, kNone, 0, arc.fit.cost});
    } else if (best_[arc.to] == kNone) {
      return;  // no way on
    } else if (arc.fit.hyphen) {
      add_hyphen_nodes(k);
    } else {
      const Node& best = nodes_[best_[arc.to]];
      const LineFit& lower = arcs_[best.arc].fit;
      if (joint_demerits(text_.composition(), arc.fit, lower) == 0) {
        nodes_.push_back({k, best_[arc.to], 0, arc.fit.cost + best.total});
      } else {
        Node node = {k, kNone, 0, {}};
        for (std::size_t n = first_node_[arc.to]; n < end_node_[arc.to]; ++n) {
          improve(node, n, {});
        }
        nodes_.push_back(node);
      }
    }
  }

  /// A node for every number of hyphens in a row (U7), as long as the style allows so many.
  void add_hyphen_nodes(std::uint32_t k) {
    const std::uint32_t to = arcs_[k].to;
    std::array<Node, kMostHyphens + 1> by_count;
    const std::uint32_t most = hyphen_limit(text_.composition());
    for (std::size_t n = first_node_[to]; n < end_node_[to]; ++n) {
      const std::uint32_t count = std::min(nodes_[n].hyphens + 1, kMostHyphens);
      const bool above = nodes_[n].hyphens >= most;
      if (above && pass_ != OptimalPass::emergency) {
        continue;
      }
      by_count[count].arc = k;
      by_count[count].hyphens = count;
      improve(by_count[count], n, above ? kHyphenAboveLimit : Cost{});
    }
    for (const Node& node : by_count) {
      if (node.next != kNone) {
        nodes_.push_back(node);
      }
    }
  }

  void improve(Node& node, std::size_t n, const Cost& extra) const {
    const LineFit& upper = arcs_[node.arc].fit;
    const LineFit& lower = arcs_[nodes_[n].arc].fit;
    Cost total = upper.cost + nodes_[n].total + extra;
    total.demerits += joint_demerits(text_.composition(), upper, lower);
    if (node.next == kNone || as_good(total, node.total)) {
      node.next = static_cast<std::uint32_t>(n);
      node.total = total;
    }
  }

  const Prepared& text_;
  OptimalPass pass_;
  double most_ratio_;
  std::uint32_t end_;
  std::size_t long_enough_ = 1;
  Cost cost_;
  std::vector<std::uint32_t> positions_;  // where a line may begin or end
  std::vector<Arc> arcs_;                 // by where they begin, then by where they end
  std::vector<std::size_t> first_arc_;    // per position
  std::vector<Node> nodes_;
  std::vector<std::size_t> first_node_, end_node_;  // per position: lines that begin there
  std::vector<std::uint32_t> best_;                 // the best of them
};

bool ends_short(const Prepared& text, const std::vector<Choice>& lines) {
  return text.composition().orphan_repair && lines.size() > 1 && text.is_last(lines.back().end) &&
         is_orphan(text, lines.back().begin);
}

/// D6. A pass that leaves a short last line gives way to one that does not (D4).
std::vector<Choice> solve_forced_line(const Prepared& text, std::uint32_t a, std::uint32_t b) {
  std::vector<Choice> lines = solve_pass(text, a, b, OptimalPass::strict);
  if (!lines.empty() && !ends_short(text, lines)) {
    return lines;
  }
  std::vector<Choice> full = solve_pass(text, a, b, OptimalPass::full);
  if (!full.empty() && (lines.empty() || !ends_short(text, full))) {
    return full;
  }
  return lines.empty() ? solve_pass(text, a, b, OptimalPass::emergency) : lines;
}

}  // namespace

std::vector<Choice> solve_pass(const Prepared& text,
                               std::uint32_t begin,
                               std::uint32_t end,
                               OptimalPass pass) {
  if (pass == OptimalPass::strict) {
    // Most paragraphs need no line looser than this. If even one such line costs more than all of
    // what was found without, nothing better can be found with it.
    constexpr double kTight = 1.5;
    Optimum tight(text, begin, end, pass, kTight);
    std::vector<Choice> lines = tight.solve();
    if (!lines.empty() && tight.cost().demerits < line_demerits(kTight)) {
      return lines;
    }
  }
  return Optimum(text, begin, end, pass, kFirstPassRatio).solve();
}

std::vector<Choice> break_optimal(const Prepared& text) {
  std::vector<Choice> all;
  for (std::uint32_t a = 0; a < text.size(); a = all.back().end) {
    const std::uint32_t b = text.forced_end(a);
    const std::vector<Choice> lines = solve_forced_line(text, a, b);
    all.insert(all.end(), lines.begin(), lines.end());
    if (lines.empty()) {  // no text an editor writes
      for (std::uint32_t at = a; at < b; at = all.back().end) {
        all.push_back(greedy_line(text, at, hyphen_after(text, all)));
      }
    }
  }
  return all;
}

}  // namespace banxin
