// H5: titles broken at phrases into few lines of like width.
#include <algorithm>
#include <limits>

#include "engine/line/breaker.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

/// What a break of each strength (PhraseBreak) costs beside Σ(width − mean)², in square em. Two
/// lines that differ by d em cost d²/2: after 的 rather than between nouns is worth lines 8 em
/// apart.
constexpr double kStrengthCost[] = {400, 200, 90, 64, 48, 30, 16, 0};
constexpr std::uint8_t kTyped = 7;
constexpr double kUnusedSpace = 50;  // a typed space inside a line, while others part at less
constexpr double kWaist = 4;         // times growth²: a line wider than the one before, after one
                                     // that is narrower (the shapes of H5 have no waist)
constexpr std::size_t kMostCandidates = 96;  // more is no title: cubic work is not for it
constexpr int kShortestLine = 3;             // Han in a line

struct Candidate {
  std::uint32_t at = 0;
  std::uint8_t strength = 0;
};

/// One line between forced breaks, balanced by itself.
class Balancer {
 public:
  Balancer(const Prepared& text, std::vector<Candidate> candidates, std::int64_t share)
      : text_(text),
        at_(std::move(candidates)),
        share_(share) {}

  /// Break positions after the first candidate, the last included; empty if no way fits.
  std::vector<std::uint32_t> solve() {
    const std::size_t count = fewest_lines();
    if (count == 0) {
      return {};
    }
    mean_ = em_width(0, size() - 1) / static_cast<double>(count);
    std::vector<Layer> layers(count + 1, Layer(2 * size() * size()));
    for (std::size_t j = 1; j < size(); ++j) {
      if (allowed(0, j)) {
        layers[1][state(0, j, Shape::growing)].cost = line_cost(0, j);
      }
    }
    for (std::size_t line = 1; line < count; ++line) {
      for (std::size_t i = 0; i < size(); ++i) {
        for (std::size_t j = i + 1; j + 1 < size(); ++j) {
          extend(layers[line], layers[line + 1], i, j);
        }
      }
    }
    return path(layers);
  }

 private:
  /// H5's shapes: lines grow, then shrink (trapezium, inverted trapezium, rhombus).
  enum class Shape : std::uint8_t { growing, shrinking };

  /// The best way to a line [i, j) of a shape so far, and the line before it.
  struct Way {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t from = 0;
  };

  using Layer = std::vector<Way>;

  std::size_t size() const { return at_.size(); }

  std::size_t state(std::size_t i, std::size_t j, Shape shape) const {
    return 2 * (i * size() + j) + static_cast<std::size_t>(shape);
  }

  void extend(const Layer& layer, Layer& next, std::size_t i, std::size_t j) const {
    for (const Shape shape : {Shape::growing, Shape::shrinking}) {
      const double before = layer[state(i, j, shape)].cost;
      for (std::size_t k = j + 1; before < 1e300 && k < size(); ++k) {
        if (!allowed(j, k)) {
          continue;
        }
        const double growth = em_width(j, k) - em_width(i, j);
        const bool waist = shape == Shape::shrinking && growth > 0;
        const Shape then = growth < 0 ? Shape::shrinking : shape;
        const double total = before + line_cost(j, k) + (waist ? kWaist * growth * growth : 0);
        Way& way = next[state(j, k, then)];
        if (total < way.cost - 1e-9) {
          way = {total, state(i, j, shape)};
        }
      }
    }
  }

  double line_cost(std::size_t i, std::size_t j) const {
    const double off = em_width(i, j) - mean_;
    double cost = off * off + (j + 1 < size() ? kStrengthCost[at_[j].strength] : 0);
    for (std::size_t k = i + 1; k < j; ++k) {
      cost += at_[k].strength == kTyped ? kUnusedSpace : 0;
    }
    return cost;
  }

  std::vector<std::uint32_t> path(const std::vector<Layer>& layers) const {
    std::vector<std::uint32_t> ends(layers.size() - 1);
    std::size_t best = 0;  // ties: the later break, fuller early lines
    for (std::size_t i = 0; i + 1 < size(); ++i) {
      for (const Shape shape : {Shape::growing, Shape::shrinking}) {
        const std::size_t s = state(i, size() - 1, shape);
        if (layers.back()[s].cost <= layers.back()[best].cost + 1e-9) {
          best = s;
        }
      }
    }
    for (std::size_t line = ends.size(); line > 0; --line) {
      ends[line - 1] = at_[best / 2 % size()].at;
      best = layers[line][best].from;
    }
    return ends;
  }

  double em_width(std::size_t i, std::size_t j) const {
    const auto em = static_cast<double>(std::max<std::int64_t>(1, text_.shaped().em.emu()));
    return static_cast<double>(text_.width(text_.extent(at_[i].at, at_[j].at))) / em;
  }

  bool allowed(std::size_t i, std::size_t j) const {
    const Extent line = text_.extent(at_[i].at, at_[j].at);
    const std::int64_t room = text_.available(at_[i].at, at_[j].at, kFreeLine);
    const bool alone = i == 0 && j + 1 == at_.size();
    if (text_.width(line) > room / 1000 * share_ + room % 1000 * share_ / 1000) {
      return false;
    }
    return alone || long_enough(line);
  }

  /// No line of one or two Han, or as little in Latin letters.
  bool long_enough(const Extent& line) const {
    int halves = 0;
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const CharClass cls = text_.shaped().clusters[i].cls;
      halves += cls == CharClass::han ? 2 : cls == CharClass::latin ? 1 : 0;
    }
    return halves >= 2 * kShortestLine;
  }

  std::size_t fewest_lines() const {
    std::vector<std::size_t> lines(at_.size(), 0);
    for (std::size_t j = 1; j < at_.size(); ++j) {
      for (std::size_t i = 0; i < j; ++i) {
        const bool reached = i == 0 || lines[i] > 0;
        if (reached && allowed(i, j) && (lines[j] == 0 || lines[i] + 1 < lines[j])) {
          lines[j] = lines[i] + 1;
        }
      }
    }
    return lines.back();
  }

  const Prepared& text_;
  std::vector<Candidate> at_;  // first: where the text begins, last: where it ends
  std::int64_t share_;         // of the room, in thousandths
  double mean_ = 0;            // width of a line, in em
};

/// Strength of every break position by the text alone; 0: not a phrase.
std::vector<std::uint8_t> phrase_strengths(const Prepared& text) {
  std::vector<std::uint8_t> strengths(text.size() + 1, 0);
  const std::vector<PhraseBreak> phrases =
      phrase_breaks(text.shaped().text, text.composition().locale);
  std::uint32_t i = 0;
  for (const PhraseBreak& phrase : phrases) {  // spaces beside Latin letters are clusters no more
    while (i < text.size() && text.shaped().clusters[i].text_begin < phrase.offset) {
      ++i;
    }
    strengths[i] = std::max(strengths[i], phrase.strength);
  }
  return strengths;
}

std::vector<Candidate> candidates_between(const Prepared& text,
                                          const std::vector<std::uint8_t>& strengths,
                                          std::uint32_t a,
                                          std::uint32_t b,
                                          std::uint8_t least) {
  std::vector<Candidate> candidates = {{a, 0}};
  for (std::uint32_t p = a + 1; p < b; ++p) {
    if (strengths[p] >= least && text.legal(p)) {
      candidates.push_back({p, strengths[p]});
    }
  }
  candidates.push_back({b, 0});
  return candidates;
}

/// Most titles are one line, and then need not be searched for phrases, which is dear.
bool fits_one_line(const Prepared& text, std::uint32_t a, std::uint32_t b, std::int64_t share) {
  return b - a < kMostCandidates && !Balancer(text, {{a, 0}, {b, 0}}, share).solve().empty();
}

}  // namespace

std::vector<Choice> break_balanced(const Prepared& text) {
  std::vector<std::uint8_t> strengths;  // on first demand
  const std::int64_t wanted = std::clamp<std::int64_t>(text.composition().balance_measure, 1, 1000);
  std::vector<Choice> lines;
  for (std::uint32_t a = 0; a < text.size();) {
    const std::uint32_t b = text.forced_end(a);
    std::vector<std::uint32_t> ends;
    if (fits_one_line(text, a, b, wanted)) {
      ends = {b};
    } else if (strengths.empty()) {
      strengths = phrase_strengths(text);
    }
    // First at phrases only and no wider than wished, then giving up the one and the other.
    for (const std::uint8_t least : {std::uint8_t{2}, std::uint8_t{1}, std::uint8_t{0}}) {
      for (const std::int64_t share : {wanted, std::int64_t{1000}}) {
        if (ends.empty()) {
          std::vector<Candidate> candidates = candidates_between(text, strengths, a, b, least);
          if (candidates.size() <= kMostCandidates) {
            ends = Balancer(text, std::move(candidates), share).solve();
          }
        }
      }
    }
    if (ends.empty()) {
      return breaker_of(text.composition().breaker)(text);
    }
    for (const std::uint32_t end : ends) {
      lines.push_back({a, end, Line::Emergency::none, 0});
      a = end;
    }
  }
  return lines;
}

}  // namespace banxin
