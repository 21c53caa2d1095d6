#include "engine/line/optimal.h"

#include <algorithm>
#include <limits>

#include "engine/line/greedy.h"

namespace banxin {
namespace {

using Emergency = Line::Emergency;

constexpr double kTie = 1e-6;              // D2
constexpr double kOrphan = 1e8;            // D4
constexpr double kCompressionBonus = 0.9;  // D5
constexpr double kWorstBadness = 10000;    // D1
constexpr double kFirstPassRatio = 4;      // D6
constexpr double kVeryLooseRatio = 8;      // half an em a gap: J7 looks for another way
constexpr std::size_t kWindow = 2048;      // candidates tried for one line
// What an emergency break costs beside its line, in the order of J7.
constexpr double kSoftUnit = 1e5, kHyphenated = 3e5, kTokenSplit = 1e6, kProhibition = 1e7;

/// A hyphen in a part of a compound (U7).
bool emergency_hyphen(const BreakAfter& b) {
  return b.kind == BreakKind::hyphen && b.penalty >= kEmergencyHyphenPenalty;
}

double emergency_cost(const BreakAfter& b) {
  if (b.kind == BreakKind::emergency) {
    return b.penalty < kTokenSplitPenalty ? kSoftUnit : kTokenSplit;
  }
  if (emergency_hyphen(b)) {
    return kHyphenated;
  }
  return b.kind == BreakKind::forbidden ? kProhibition : 0;
}

Emergency emergency_of(const BreakAfter& b) {
  if (b.kind == BreakKind::emergency) {
    return b.penalty < kTokenSplitPenalty ? Emergency::soft_unit : Emergency::token_split;
  }
  if (emergency_hyphen(b)) {
    return Emergency::hyphenated;
  }
  return b.kind == BreakKind::forbidden ? Emergency::prohibition : Emergency::none;
}

/// Whether a line may end at p in this pass.
bool open_to(const Prepared& text, std::uint32_t p, OptimalPass pass) {
  if (p == text.size()) {
    return true;
  }
  const BreakAfter& b = text.break_at(p);
  switch (b.kind) {
    case BreakKind::allowed:
    case BreakKind::mandatory:
      return true;
    case BreakKind::hyphen:
      return pass == OptimalPass::emergency || (pass == OptimalPass::full && !emergency_hyphen(b));
    case BreakKind::emergency:
      return pass == OptimalPass::emergency;
    default:
      return pass == OptimalPass::emergency && b.penalty == kRescuePenalty;
  }
}

class Optimum {
 public:
  Optimum(const Prepared& text, OptimalPass pass) : text_(text), pass_(pass) {
    positions_.push_back(0);
    for (std::uint32_t p = 1; p <= text.size(); ++p) {
      if (open_to(text, p, pass)) {
        positions_.push_back(p);
      }
    }
  }

  /// From the end backwards, so that among equals the one with the later first break is at hand.
  std::vector<Choice> solve() {
    const std::size_t count = positions_.size();
    rest_.assign(count, std::numeric_limits<double>::infinity());
    next_.assign(count, 0);
    rest_[count - 1] = 0;
    for (std::size_t i = count - 1; i-- > 0;) {
      if (!best_line(i)) {
        return {};
      }
    }
    if (rest_[0] == std::numeric_limits<double>::infinity()) {
      return {};
    }
    std::vector<Choice> lines;
    for (std::size_t i = 0; i + 1 < count; i = next_[i]) {
      const std::uint32_t end = positions_[next_[i]];
      lines.push_back({positions_[i], end, emergency_of(text_.break_at(end)), 0});
    }
    return lines;
  }

 private:
  /// False if the window ran out: no text an editor writes.
  bool best_line(std::size_t i) {
    const std::uint32_t limit = text_.forced_end(positions_[i]);
    for (std::size_t j = i + 1; j < positions_.size() && positions_[j] <= limit; ++j) {
      if (j - i > kWindow) {
        return false;
      }
      const Extent line = text_.extent(positions_[i], positions_[j]);
      if (text_.width(line) - text_.room(line) > most(positions_[i])) {
        break;  // wider lines fit no better
      }
      const auto line_cost = line_demerits(text_, positions_[i], positions_[j], pass_);
      if (!line_cost) {
        continue;
      }
      const double total = line_cost->demerits + rest_[j];
      if (total < rest_[i] + kTie) {
        rest_[i] = std::min(rest_[i], total);
        next_[i] = j;
      }
    }
    return true;
  }

  /// The widest room any line from a may have.
  std::int64_t most(std::uint32_t a) const {
    const LineRequest& request = text_.request();
    return (request.measure - min(request.other_reserve, request.last_line_reserve)).emu() -
           text_.indent(a);
  }

  const Prepared& text_;
  OptimalPass pass_;
  std::vector<std::uint32_t> positions_;
  std::vector<double> rest_;       // least demerits from positions_[i] to the end
  std::vector<std::size_t> next_;  // where the line from there ends
};

/// J8 on the result, and whether J7 should look for another way.
bool judge(const Prepared& text, std::vector<Choice>& lines) {
  bool very_loose = false;
  for (Choice& line : lines) {
    const Extent extent = text.extent(line.begin, line.end);
    const std::int64_t slack = text.available(line.begin, line.end) - text.width(extent);
    if (align_of(text, line.end) != Align::justify) {
      continue;
    }
    const Gap gap = gap_of(stretch_of(text, extent), slack);
    very_loose = very_loose || !gap.within(1, 2);
    if (line.emergency == Emergency::none && !gap.within(1, 4)) {
      line.emergency = Emergency::loose;
    }
  }
  return very_loose;
}

}  // namespace

std::optional<Demerits> line_demerits(const Prepared& text,
                                      std::uint32_t a,
                                      std::uint32_t b,
                                      OptimalPass pass) {
  const Extent line = text.extent(a, b);
  const std::int64_t slack = text.available(a, b) - text.width(line);
  const bool ends = text.is_last(b) || text.break_at(b).kind == BreakKind::mandatory;
  const bool natural = ends && align_of(text, b) != Align::justify;
  Demerits out;
  if (slack < 0) {
    const std::int64_t shrink =
        text.room(line) - (pass == OptimalPass::strict ? text.stop_room(line) : 0);
    if (shrink + slack < 0) {
      return std::nullopt;
    }
    out.ratio = static_cast<double>(slack) / static_cast<double>(shrink);
  } else if (slack > 0 && !natural) {
    const auto stretch = static_cast<double>(text.stretch_48(line)) / 48;
    out.ratio = stretch > 0 ? static_cast<double>(slack) / stretch
                            : std::numeric_limits<double>::infinity();
    if (pass == OptimalPass::strict && out.ratio > kFirstPassRatio) {
      return std::nullopt;
    }
  }
  const double size = out.ratio < 0 ? -out.ratio : out.ratio;
  double badness = std::min(100 * size * size * size, kWorstBadness);
  badness *= out.ratio < 0 ? kCompressionBonus : 1;
  const BreakAfter& at = text.break_at(b);
  const double penalty =
      at.kind == BreakKind::allowed || (at.kind == BreakKind::hyphen && !emergency_hyphen(at))
          ? at.penalty
          : 0;
  out.demerits = (10 + badness) * (10 + badness) + penalty * penalty;
  if (!text.is_last(b)) {
    out.demerits += emergency_cost(at);
  } else if (text.composition().orphan_repair && a > 0 &&
             text.break_at(a).kind != BreakKind::mandatory && is_orphan(text, a)) {
    out.demerits += kOrphan;
  }
  // A line looser than J7 allows costs more than parting a soft unit does.
  out.demerits += pass == OptimalPass::emergency && size > kVeryLooseRatio ? kTokenSplit * 2 : 0;
  return out;
}

std::vector<Choice> solve_pass(const Prepared& text, OptimalPass pass) {
  return Optimum(text, pass).solve();
}

std::vector<Choice> break_optimal(const Prepared& text) {
  for (const OptimalPass pass : {OptimalPass::strict, OptimalPass::full}) {
    std::vector<Choice> lines = solve_pass(text, pass);
    if (!lines.empty() && !judge(text, lines)) {
      return lines;
    }
  }
  std::vector<Choice> lines = solve_pass(text, OptimalPass::emergency);
  judge(text, lines);
  return lines;
}

}  // namespace banxin
