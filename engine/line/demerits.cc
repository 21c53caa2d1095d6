#include "engine/line/demerits.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/line/orphan.h"

namespace banxin {
namespace {

using Emergency = Line::Emergency;

constexpr double kTie = 1e-6;              // D2
constexpr double kOrphan = 1e8;            // D4
constexpr double kMeagreEnd = 1e6;         // P5's wish for wide columns: worth gaps of 1/8 em
constexpr double kUnlike = 1.5;            // D4: r of neighbouring lines that look unlike
constexpr double kJoint = 3000;            // D4, and D3's second hyphen in a row
constexpr double kCompressionBonus = 0.9;  // D5
constexpr double kWorstBadness = 10000;    // D1
constexpr double kMostRatio = 1e6;         // of a line nothing in can grow

// J7 in its order. Powers of two, so that sums stay exact.
constexpr double kSoftUnit = 1;
constexpr double kHyphenated = 256 * kSoftUnit;
constexpr double kTokenSplit = 256 * kHyphenated;
constexpr double kRescue = 256 * kTokenSplit;
constexpr double kVeryLoose = 256 * kRescue;
constexpr double kOverfull = 256 * kVeryLoose;

/// A hyphen in a part of a compound (U7).
bool emergency_hyphen(const BreakAfter& b) {
  return b.kind == BreakKind::hyphen && b.penalty >= kEmergencyHyphenPenalty;
}

/// What the break itself adds to its line.
void cost_break(const BreakAfter& at, LineFit& fit) {
  const bool overfull = fit.emergency == Emergency::overfull;
  fit.hyphen = at.kind == BreakKind::hyphen;
  if (emergency_hyphen(at)) {
    fit.emergency = overfull ? fit.emergency : Emergency::hyphenated;
    fit.cost.severity += kHyphenated;
  } else if (at.kind == BreakKind::allowed || at.kind == BreakKind::hyphen) {
    fit.cost.demerits += static_cast<double>(at.penalty) * at.penalty;
  } else if (at.kind == BreakKind::emergency) {
    const bool soft = at.penalty < kTokenSplitPenalty;
    fit.emergency = overfull ? fit.emergency : soft ? Emergency::soft_unit : Emergency::token_split;
    fit.cost.severity += soft ? kSoftUnit : kTokenSplit;
  } else if (at.kind == BreakKind::forbidden) {
    fit.emergency = overfull ? fit.emergency : Emergency::prohibition;
    fit.cost.severity += kRescue;
  }
}

/// What a line may be made of.
struct Means {
  OptimalPass pass;
  double most_ratio;  // of a strict pass
};

/// Stretched by slack > 0. False if that is beyond the pass.
bool stretch_line(const Prepared& text,
                  std::uint32_t a,
                  std::uint32_t b,
                  const Extent& line,
                  std::int64_t slack,
                  const Means& means,
                  LineFit& fit) {
  const Stretch stretch = text.stretch(line);
  const double give =
      static_cast<double>(stretch.word_spaces + stretch.autospaces) +
      static_cast<double>(stretch.gaps) * text.composition().tracking_comfortable / 10000;
  fit.ratio = give > 0 ? std::min(kMostRatio, static_cast<double>(slack) / give) : kMostRatio;
  if (means.pass == OptimalPass::strict && fit.ratio > means.most_ratio) {
    return false;
  }
  if (align_of(text, b) != Align::justify) {
    return true;
  }
  const Gap gap = gap_of(stretch, slack);
  // A line of Latin words has no gaps between Han; it rather stays loose than parts a word.
  if (!gap.within(text.composition().tracking_max, 1000) && !text.latin_only(a, b)) {
    fit.cost.severity += kVeryLoose;
    fit.emergency = Emergency::loose;
    return means.pass == OptimalPass::emergency;
  }
  if (!gap.within(1, 4)) {  // J8
    fit.emergency = Emergency::loose;
  }
  return true;
}

/// Compressed by excess > 0. False if that is beyond the pass.
bool shrink_line(
    const Prepared& text, const Extent& line, std::int64_t excess, OptimalPass pass, LineFit& fit) {
  const std::int64_t room =
      text.room(line) - (pass == OptimalPass::strict ? text.stop_room(line) : 0);
  if (excess <= room) {
    fit.ratio = -static_cast<double>(excess) / static_cast<double>(room);
    return true;
  }
  // One line that stands out far is as bad as two that stand out by half.
  const auto em = static_cast<double>(std::max<std::int64_t>(1, text.shaped().em.emu()));
  fit.ratio = -1;
  fit.emergency = Emergency::overfull;
  const double out = std::floor(static_cast<double>(excess - room) / em * 16);
  fit.cost.severity += kOverfull * (16 + std::min(1e6, out)) / 16;
  return pass == OptimalPass::emergency;
}

constexpr double demerits_of(double ratio) {
  const double size = ratio < 0 ? -ratio : ratio;
  const double badness = std::min(100 * size * size * size, kWorstBadness);
  const double all = 10 + badness * (ratio < 0 ? kCompressionBonus : 1);
  return all * all;
}

}  // namespace

double line_demerits(double ratio) {
  return demerits_of(ratio);
}

double ratio_within(double demerits) {
  constexpr double kSteps[] = {0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 2, 3};
  for (const double ratio : kSteps) {
    if (demerits_of(ratio) >= demerits) {
      return ratio;
    }
  }
  return kFirstPassRatio;
}

bool as_good(const Cost& a, const Cost& b) {
  return a.severity < b.severity || (a.severity == b.severity && a.demerits < b.demerits + kTie);
}

const Cost kHyphenAboveLimit = {kHyphenated, 0};

std::uint32_t hyphen_limit(const Composition& composition) {
  const auto most = static_cast<std::uint32_t>(std::max(0, composition.hyphenate_lines));
  return most == 0 || most > kMostHyphens ? std::numeric_limits<std::uint32_t>::max() : most;
}

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
    case BreakKind::forbidden:
      return pass == OptimalPass::emergency && b.penalty == kRescuePenalty;
  }
  return false;
}

std::optional<LineFit> fit_line(const Prepared& text,
                                std::uint32_t a,
                                std::uint32_t b,
                                std::uint32_t number,
                                OptimalPass pass,
                                double most_ratio) {
  LineFit fit;
  const Extent line = text.extent(a, b);
  std::int64_t slack = text.available(a, b, number) - text.width(line);
  if (slack < 0 && line.end == b && text.may_hang(b) && slack + text.hang_width(line) >= 0) {
    slack += text.hang_width(line);
    fit.hanging = 1;
  }
  const bool last = text.is_last(b);
  const bool ends = last || text.break_at(b).kind == BreakKind::mandatory;
  const bool natural = ends && align_of(text, b) != Align::justify;
  if (slack < 0 && !shrink_line(text, line, -slack, pass, fit)) {
    return std::nullopt;
  }
  if (slack > 0 && !natural && !stretch_line(text, a, b, line, slack, {pass, most_ratio}, fit)) {
    return std::nullopt;
  }
  fit.cost.demerits = line_demerits(fit.ratio);
  if (!ends) {
    cost_break(text.break_at(b), fit);
  } else if (last && text.composition().orphan_repair && a > 0 &&
             text.break_at(a).kind != BreakKind::mandatory) {
    fit.cost.demerits += is_orphan(text, a) ? kOrphan : is_meagre(text, a) ? kMeagreEnd : 0;
  }
  return fit;
}

double joint_demerits(const Composition& composition, const LineFit& upper, const LineFit& lower) {
  const double apart = upper.ratio - lower.ratio;
  const bool unlike = apart > kUnlike + 1e-9 || apart < -kUnlike - 1e-9;
  return (unlike && composition.even_lines ? kJoint : 0) +
         (upper.hyphen && lower.hyphen ? kJoint : 0);
}

std::optional<Cost> paragraph_cost(const Prepared& text,
                                   const std::vector<Choice>& lines,
                                   OptimalPass pass) {
  Cost sum;
  std::optional<LineFit> upper;
  std::uint32_t hyphens = 0;
  std::uint32_t number = 0;
  for (const Choice& line : lines) {
    const bool opens = line.begin == 0 || text.break_at(line.begin).kind == BreakKind::mandatory;
    const std::optional<LineFit> fit = open_to(text, line.end, pass)
                                           ? fit_line(text, line.begin, line.end, number++, pass)
                                           : std::nullopt;
    if (!fit) {
      return std::nullopt;
    }
    hyphens = fit->hyphen ? hyphens + 1 : 0;
    if (hyphens > hyphen_limit(text.composition())) {
      if (pass != OptimalPass::emergency) {
        return std::nullopt;
      }
      sum = sum + kHyphenAboveLimit;
    }
    sum = sum + fit->cost;
    sum.demerits += upper && !opens ? joint_demerits(text.composition(), *upper, *fit) : 0;
    upper = fit;
  }
  return sum;
}

}  // namespace banxin
