// What a line and what two neighbouring lines cost (D1–D5, D7), for the optimal breaker, tests and
// reports.
#pragma once

#include <optional>
#include <vector>

#include "engine/line/justify.h"
#include "engine/line/prepared.h"

namespace banxin {

/// D6, and J7 as a third pass. `strict`: no hyphens, no shrinking of 。？！ (C6), r at most 4.
/// `full`: both, and gaps up to Composition::tracking_max. `emergency`: whatever it takes.
enum class OptimalPass : std::uint8_t { strict, full, emergency };

/// Severity counts the emergencies of J7, each kind above any number of the ones before it; of
/// equal severity the demerits (d of D1) decide.
struct Cost {
  double severity = 0;
  double demerits = 0;

  Cost operator+(const Cost& other) const {
    return {severity + other.severity, demerits + other.demerits};
  }
};

inline constexpr double kFirstPassRatio = 4;  // D6

/// d of D1 for a line of ratio r, with D5, without penalties; kLeastDemerits for r = 0.
double line_demerits(double ratio);
inline constexpr double kLeastDemerits = 100;
/// A line stretched further than this, and within kFirstPassRatio, has more demerits than
/// `demerits`. Rounded up to coarse steps: it is asked for often.
double ratio_within(double demerits);

/// Less, or as little (D2: within 1e-6).
bool as_good(const Cost& a, const Cost& b);

/// One candidate line.
struct LineFit {
  double ratio = 0;  // r of D1; 0 for a last line that fits
  Cost cost;
  Line::Emergency emergency = Line::Emergency::none;
  bool hyphen = false;        // ends in a hyphen
  std::uint32_t hanging = 0;  // 1 if its last mark stands outside the measure (G1)
};

/// The line of number `line` between break positions a and b; nothing if it can't be set by the
/// means of the pass, or in a strict pass if it had to be stretched further than r = `most_ratio`
/// <= kFirstPassRatio. In the emergency pass every line can, if need be overfull.
std::optional<LineFit> fit_line(const Prepared& text,
                                std::uint32_t a,
                                std::uint32_t b,
                                std::uint32_t line,
                                OptimalPass pass,
                                double most_ratio = kFirstPassRatio);

/// U7: lines in a row that may end in a hyphen, as far as they are counted.
inline constexpr std::uint32_t kMostHyphens = 4;
std::uint32_t hyphen_limit(const Composition& composition);
/// What one more costs, where it can't be helped.
extern const Cost kHyphenAboveLimit;

/// Whether a line may end at p in this pass.
bool open_to(const Prepared& text, std::uint32_t p, OptimalPass pass);

/// D4, D3: what two lines of one forced line cost by standing one under the other.
double joint_demerits(const Composition& composition, const LineFit& upper, const LineFit& lower);

/// All of a paragraph; nothing if a line can't be set by the means of the pass.
std::optional<Cost> paragraph_cost(const Prepared& text,
                                   const std::vector<Choice>& lines,
                                   OptimalPass pass);

}  // namespace banxin
