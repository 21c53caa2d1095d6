#include "engine/line/balance.h"

#include <algorithm>
#include <limits>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

/// What a break of strength 3 (typed space), 2 (mark), 1 (word) and 0 (any legal place) costs
/// beside Σ(width − mean)², in square em: a typed space is worth lines that differ by ten em, a
/// mark over a mere word boundary by eight.
constexpr double kStrengthCost[] = {400, 48, 16, 0};
constexpr std::size_t kMostCandidates = 256;  // more is no title: quadratic work is not for it
constexpr int kShortestLine = 3;              // Han in a line

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
    const double mean = em_width(0, at_.size() - 1) / static_cast<double>(count);
    const std::size_t size = at_.size();
    constexpr double kNone = std::numeric_limits<double>::infinity();
    std::vector<std::vector<double>> cost(count + 1, std::vector<double>(size, kNone));
    std::vector<std::vector<std::size_t>> from(count + 1, std::vector<std::size_t>(size, 0));
    cost[0][0] = 0;
    for (std::size_t line = 1; line <= count; ++line) {
      for (std::size_t j = line; j < size; ++j) {
        for (std::size_t i = j; i-- > line - 1;) {
          if (cost[line - 1][i] == kNone || !allowed(i, j)) {
            continue;
          }
          const double off = em_width(i, j) - mean;
          const double strength = j + 1 < size ? kStrengthCost[at_[j].strength] : 0;
          const double total = cost[line - 1][i] + off * off + strength;
          if (total < cost[line][j] - 1e-9) {  // ties: the later break, fuller early lines
            cost[line][j] = total;
            from[line][j] = i;
          }
        }
      }
    }
    return path(count, from);
  }

 private:
  std::vector<std::uint32_t> path(std::size_t count,
                                  const std::vector<std::vector<std::size_t>>& from) const {
    std::vector<std::uint32_t> ends(count);
    std::size_t j = at_.size() - 1;
    for (std::size_t line = count; line > 0; --line) {
      ends[line - 1] = at_[j].at;
      j = from[line][j];
    }
    return ends;
  }

  double em_width(std::size_t i, std::size_t j) const {
    const auto em = static_cast<double>(std::max<std::int64_t>(1, text_.shaped().em.emu()));
    return static_cast<double>(text_.width(text_.extent(at_[i].at, at_[j].at))) / em;
  }

  bool allowed(std::size_t i, std::size_t j) const {
    const Extent line = text_.extent(at_[i].at, at_[j].at);
    const std::int64_t room = text_.available(at_[i].at, at_[j].at);
    const bool alone = i == 0 && j + 1 == at_.size();
    if (text_.width(line) > room / 1000 * share_ + room % 1000 * share_ / 1000) {
      return false;
    }
    return alone || long_enough(line);
  }

  /// No line of one or two Han.
  bool long_enough(const Extent& line) const {
    int han = 0;
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const CharClass cls = text_.shaped().clusters[i].cls;
      han += cls == CharClass::han ? 1 : 0;
      if (han >= kShortestLine || cls == CharClass::latin) {
        return true;
      }
    }
    return false;
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
};

/// Strength of every break position by the text alone; 0: not a phrase.
std::vector<std::uint8_t> phrase_strengths(const Prepared& text) {
  std::vector<std::uint8_t> strengths(text.size() + 1, 0);
  const std::vector<PhraseBreak> phrases =
      phrase_breaks(text.shaped().text, text.composition().locale);
  std::uint32_t i = 0;
  for (const PhraseBreak& phrase : phrases) {
    while (i < text.size() && text.shaped().clusters[i].text_end < phrase.offset) {
      ++i;
    }
    if (i < text.size() && text.shaped().clusters[i].text_end == phrase.offset) {
      strengths[i + 1] = phrase.strength;
    }
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

}  // namespace

std::vector<Choice> break_balanced(const Prepared& text) {
  const std::vector<std::uint8_t> strengths = phrase_strengths(text);
  const std::int64_t wanted = std::clamp<std::int64_t>(text.composition().balance_measure, 1, 1000);
  std::vector<Choice> lines;
  for (std::uint32_t a = 0; a < text.size();) {
    const std::uint32_t b = text.forced_end(a);
    std::vector<std::uint32_t> ends;
    // First at phrases only and no wider than wished, then giving up the one and the other.
    for (const std::uint8_t least : {std::uint8_t{1}, std::uint8_t{0}}) {
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
      return {};
    }
    for (const std::uint32_t end : ends) {
      lines.push_back({a, end, Line::Emergency::none, 0});
      a = end;
    }
  }
  return lines;
}

}  // namespace banxin
