#include "engine/line/optimal.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/line/breaker.h"
#include "engine/line/greedy.h"
#include "engine/line/orphan.h"

namespace banxin {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kMostArcs = std::size_t{1} << 20;  // 30 000 Han in one paragraph

/// More than the rounding of any sum of demerits, and far below what pruning is about.
constexpr double kSafely = 1;
constexpr double kNoLimit = std::numeric_limits<double>::infinity();
constexpr double kUnreached = std::numeric_limits<double>::infinity();

/// Shortest path over candidate lines. Since D4 and D3 look at two lines at once, what is chosen
/// between are not break positions but lines: a node is a line with the best way on from its end.
///
/// Where the number of a line matters, since insets give it a room of its own or since there are to
/// be so many lines, every position stands once for each such number: layer k holds where line k
/// may begin, the last layer where any later one may. Without that there is one layer.
///
/// In a strict pass, ways that surely cost more than `limit` demerits are left out: the least that
/// leads to a line, the line itself, and the least that any line after it costs. What is found is
/// the optimum if it costs no more than that.
class Optimum {
 public:
  Optimum(const Prepared& text, const Part& part, OptimalPass pass, double limit)
      : text_(text),
        pass_(pass),
        limit_(limit),
        begin_(part.begin),
        end_(part.end),
        first_line_(part.first_line),
        count_(part.lines) {
    const std::uint32_t insets = text.inset_lines();
    last_layer_ = count_ > 0 ? count_ : insets > first_line_ ? insets - first_line_ : 0;
  }

  std::vector<Choice> solve() {
    if (!find_arcs()) {
      return {};
    }
    find_ways();
    const std::uint32_t first = stops_.front().best;
    cost_ = first == kNone ? Cost{} : nodes_[first].total;
    std::vector<Choice> lines;
    std::uint32_t begin = begin_, hyphens = 0;
    for (std::uint32_t node = first; node != kNone; node = nodes_[node].next) {
      const Arc& arc = arcs_[nodes_[node].arc];
      lines.push_back({begin, arc.to, arc.fit.emergency, arc.fit.hanging});
      hyphens = arc.fit.hyphen ? hyphens + 1 : 0;
      if (hyphens > hyphen_limit(text_.composition()) &&
          lines.back().emergency < Line::Emergency::hyphenated) {
        lines.back().emergency = Line::Emergency::hyphenated;
      }
      begin = arc.to;
    }
    return lines;
  }

  /// Of what solve() gave.
  const Cost& cost() const { return cost_; }

 private:
  /// A candidate line from some break position to break position `to`.
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

  /// A break position: what the lines that lead there cost at least, each by itself.
  struct Position {
    double before = kUnreached;
    std::uint32_t stop = kNone;
  };

  /// A break position that can be reached: the lines that begin there, by where they end.
  struct Stop {
    std::uint32_t first_arc = 0;
    std::uint32_t first_node = 0, end_node = 0;
    std::uint32_t best = kNone;  // of these nodes
    std::uint32_t layer = 0;
  };

  Position& at(std::uint32_t layer, std::uint32_t p) {
    return positions_[std::size_t{layer} * (end_ - begin_ + 1) + (p - begin_)];
  }

  /// Of the lines after those that begin in a layer.
  std::uint32_t after(std::uint32_t layer) const { return std::min(layer + 1, last_layer_); }

  bool open(std::uint32_t p) const { return p == end_ || open_to(text_, p, pass_); }

  /// All lines from positions that can be reached from the beginning. False if there are too many,
  /// or if none reaches the end.
  bool find_arcs() {
    positions_.resize((std::size_t{last_layer_} + 1) * (end_ - begin_ + 1));
    at(0, begin_).before = 0;
    bool done = false;
    for (std::uint32_t layer = 0; layer <= last_layer_; ++layer) {
      for (std::uint32_t p = begin_; p < end_; ++p) {
        Position& position = at(layer, p);
        if (position.before == kUnreached) {
          continue;
        }
        position.stop = static_cast<std::uint32_t>(stops_.size());
        stops_.emplace_back().first_arc = static_cast<std::uint32_t>(arcs_.size());
        stops_.back().layer = layer;
        find_arcs_from(layer, p, limit_ - position.before + kSafely);
        if (arcs_.size() > kMostArcs) {
          return false;
        }
      }
      done = done || at(layer, end_).before != kUnreached;
    }
    stops_.emplace_back().first_arc = static_cast<std::uint32_t>(arcs_.size());
    return done;
  }

  /// `budget`: what they and all lines after them may cost.
  void find_arcs_from(std::uint32_t layer, std::uint32_t a, double budget) {
    const std::size_t before = arcs_.size();
    const double ratio = ratio_within(budget - kLeastDemerits);
    const std::uint32_t line = first_line_ + layer;
    // Of so many lines the last ends the text, and no other does.
    const bool only_end = count_ > 0 && layer + 1 >= count_;
    const bool may_end = count_ == 0 || layer + 1 == count_;
    for (std::uint32_t b = only_end ? end_ : first_long_enough(a, line, ratio); b <= end_; ++b) {
      if (b == end_ && !may_end) {
        return;
      }
      if (!open(b) || (b != end_ && pass_ == OptimalPass::full && text_.surely_short(a, b, line))) {
        continue;
      }
      const std::optional<LineFit> fit =
          fit_line(text_, a, b, line, pass_, b == end_ ? kFirstPassRatio : ratio);
      const bool overfull = fit && fit->emergency == Line::Emergency::overfull;
      const double least = fit ? fit->cost.demerits + (b == end_ ? 0 : kLeastDemerits) : 0;
      if (fit && least <= budget && (!overfull || arcs_.size() == before)) {
        arcs_.push_back({b, *fit});
        double& least_before = at(after(layer), b).before;
        least_before = std::min(least_before, at(layer, a).before + fit->cost.demerits);
      }
      // Wider lines fit no better, but for those that need no hyphen.
      if (overfull ||
          (!fit && text_.break_at(b).kind != BreakKind::hyphen && too_wide(a, b, line))) {
        return;
      }
      if (arcs_.size() > kMostArcs) {
        return;
      }
    }
  }

  /// Where the lines from a begin that need no more than `ratio`: a little further than those from
  /// the position asked for before.
  std::uint32_t first_long_enough(std::uint32_t a, std::uint32_t line, double ratio) {
    if (pass_ != OptimalPass::strict) {
      return a + 1;
    }
    std::uint32_t b = std::clamp(long_enough_, a + 1, end_);
    while (b < end_ && text_.surely_looser(a, b, line, ratio)) {
      ++b;
    }
    while (b > a + 1 && !text_.surely_looser(a, b - 1, line, ratio)) {
      --b;
    }
    return long_enough_ = b;
  }

  bool too_wide(std::uint32_t a, std::uint32_t b, std::uint32_t number) const {
    const LineRequest& request = text_.request();
    const std::int64_t most =
        (request.measure - min(request.other_reserve, request.last_line_reserve)).emu() -
        text_.indent(a) - text_.inset(number);
    const Extent line = text_.extent(a, b);
    return text_.width(line) - text_.room(line) > most;
  }

  /// From the end backwards, so that among equals the one with the later first break is at hand.
  void find_ways() {
    nodes_.reserve(arcs_.size());
    for (std::size_t i = stops_.size() - 1; i-- > 0;) {
      Stop& stop = stops_[i];
      stop.first_node = static_cast<std::uint32_t>(nodes_.size());
      for (std::uint32_t k = stop.first_arc; k < stops_[i + 1].first_arc; ++k) {
        add_nodes(k, after(stop.layer));
      }
      stop.end_node = static_cast<std::uint32_t>(nodes_.size());
      for (std::uint32_t n = stop.first_node; n < stop.end_node; ++n) {
        if (stop.best == kNone || as_good(nodes_[n].total, nodes_[stop.best].total)) {
          stop.best = n;
        }
      }
    }
  }

  /// `layer`: of its end.
  void add_nodes(std::uint32_t k, std::uint32_t layer) {
    const Arc& arc = arcs_[k];
    if (arc.to == end_) {
      nodes_.push_back({k, kNone, 0, arc.fit.cost});
      return;
    }
    const Stop& stop = stops_[at(layer, arc.to).stop];
    if (stop.best == kNone) {
      return;  // no way on
    }
    if (arc.fit.hyphen) {
      add_hyphen_nodes(k, stop);
      return;
    }
    const Node& best = nodes_[stop.best];
    const LineFit& lower = arcs_[best.arc].fit;
    if (joint_demerits(text_.composition(), arc.fit, lower) == 0) {
      nodes_.push_back({k, stop.best, 0, arc.fit.cost + best.total});
      return;
    }
    Node node = {k, kNone, 0, {}};
    for (std::uint32_t n = stop.first_node; n < stop.end_node; ++n) {
      improve(node, n, {});
    }
    nodes_.push_back(node);
  }

  /// A node for every number of hyphens in a row (U7), as long as the style allows so many.
  void add_hyphen_nodes(std::uint32_t k, const Stop& stop) {
    std::array<Node, kMostHyphens + 1> by_count;
    const std::uint32_t most = hyphen_limit(text_.composition());
    for (std::uint32_t n = stop.first_node; n < stop.end_node; ++n) {
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

  void improve(Node& node, std::uint32_t n, const Cost& extra) const {
    const LineFit& upper = arcs_[node.arc].fit;
    const LineFit& lower = arcs_[nodes_[n].arc].fit;
    Cost total = upper.cost + nodes_[n].total + extra;
    total.demerits += joint_demerits(text_.composition(), upper, lower);
    if (node.next == kNone || as_good(total, node.total)) {
      node.next = n;
      node.total = total;
    }
  }

  const Prepared& text_;
  OptimalPass pass_;
  double limit_;
  std::uint32_t begin_, end_;
  std::uint32_t first_line_, count_;  // as Part's
  std::uint32_t last_layer_ = 0;
  std::uint32_t long_enough_ = 0;
  Cost cost_;
  std::vector<Position> positions_;  // from begin_ on, layer by layer
  std::vector<Stop> stops_;          // in order; the last one is behind all
  std::vector<Arc> arcs_;            // by where they begin, then by where they end
  std::vector<Node> nodes_;
};

/// What the lines of a part cost in all where they are as good as most are.
double usual_demerits(const Prepared& text, const Part& part) {
  constexpr double kUsual = 300, kUnusual = 1000;  // a line; one line of a paragraph
  const std::int64_t room = text.available(part.begin, part.end, kFreeLine);
  const auto width = static_cast<double>(text.width(text.extent(part.begin, part.end)));
  const double lines = width / static_cast<double>(std::max<std::int64_t>(1, room));
  return kUsual * lines + kUnusual;
}

/// Most paragraphs need none but good lines. If what they cost is above the limit they are searched
/// for within, a better way may have been left out.
std::vector<Choice> solve_strict(const Prepared& text, const Part& part) {
  if (part.lines <= 1) {
    const auto one = fit_line(text, part.begin, part.end, part.first_line, OptimalPass::strict);
    if (one && one->cost.demerits <= kLeastDemerits) {  // two lines would cost twice that
      return {{part.begin, part.end, one->emergency, one->hanging}};
    }
  }
  double limit = usual_demerits(text, part);
  const double loose = std::max(2 * limit, line_demerits(1.5));
  for (;;) {
    Optimum optimum(text, part, OptimalPass::strict, limit);
    std::vector<Choice> lines = optimum.solve();
    const double cost = lines.empty() ? kNoLimit : optimum.cost().demerits;
    if (cost <= limit) {
      return lines;
    }
    limit = limit < loose && cost > loose ? loose : cost;
  }
}

bool ends_short(const Prepared& text, const std::vector<Choice>& lines) {
  return text.composition().orphan_repair && lines.size() > 1 && text.is_last(lines.back().end) &&
         is_orphan(text, lines.back().begin);
}

/// D6. A pass that leaves a short last line gives way to one that does not (D4).
std::vector<Choice> solve_forced_line(const Prepared& text, const Part& part) {
  std::vector<Choice> lines = solve_pass(text, part, OptimalPass::strict);
  if (!lines.empty() && !ends_short(text, lines)) {
    return lines;
  }
  std::vector<Choice> full = solve_pass(text, part, OptimalPass::full);
  if (!full.empty() && (lines.empty() || !ends_short(text, full))) {
    return full;
  }
  return lines.empty() ? solve_pass(text, part, OptimalPass::emergency) : lines;
}

std::uint32_t count_of(const std::vector<Choice>& lines) {
  return static_cast<std::uint32_t>(lines.size());
}

/// The part in so many lines, by decent means.
std::vector<Choice> solve_looser(const Prepared& text, const Part& part, bool short_before) {
  for (const OptimalPass pass : {OptimalPass::strict, OptimalPass::full}) {
    std::vector<Choice> lines = solve_pass(text, part, pass);
    const bool decent = std::all_of(lines.begin(), lines.end(), [](const Choice& line) {
      return line.emergency == Line::Emergency::none;
    });
    if (!lines.empty() && decent && (short_before || !ends_short(text, lines))) {
      return lines;
    }
  }
  return {};
}

}  // namespace

std::vector<Choice> solve_pass(const Prepared& text,
                               const Part& part,
                               OptimalPass pass,
                               Search search) {
  return pass == OptimalPass::strict && search == Search::bounded
             ? solve_strict(text, part)
             : Optimum(text, part, pass, kNoLimit).solve();
}

std::vector<Choice> break_optimal(const Prepared& text) {
  std::vector<Choice> all;
  for (std::uint32_t a = 0; a < text.size(); a = all.back().end) {
    const std::uint32_t b = text.forced_end(a);
    const std::vector<Choice> lines = solve_forced_line(text, {a, b, count_of(all), 0});
    all.insert(all.end(), lines.begin(), lines.end());
    if (lines.empty()) {  // no text an editor writes
      for (std::uint32_t at = a; at < b; at = all.back().end) {
        all.push_back(greedy_line(text, at, count_of(all), hyphen_after(text, all)));
      }
    }
  }
  return all;
}

std::vector<Choice> break_looser(const Prepared& text, const std::vector<Choice>& lines, int more) {
  const bool short_before = ends_short(text, lines);
  // The last part gives or takes the lines, since nothing stands below it.
  std::size_t first = lines.size() - 1;
  while (first > 0 && text.break_at(lines[first].begin).kind != BreakKind::mandatory) {
    --first;
  }
  const auto count = static_cast<int>(lines.size() - first) + more;
  if (count < 1) {
    return {};
  }
  const Part part = {lines[first].begin,
                     text.size(),
                     static_cast<std::uint32_t>(first),
                     static_cast<std::uint32_t>(count)};
  const std::vector<Choice> found = solve_looser(text, part, short_before);
  if (found.empty()) {
    return {};
  }
  std::vector<Choice> all(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first));
  all.insert(all.end(), found.begin(), found.end());
  return all;
}

}  // namespace banxin
