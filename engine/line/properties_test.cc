// What holds for every paragraph: random text of the reference's alphabet, random settings, both
// breakers. A failure prints the shortest text that still fails and all settings.
#include <algorithm>
#include <functional>
#include <optional>

#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/line/breaker.h"
#include "engine/line/demerits.h"
#include "engine/line/em_grid.h"
#include "engine/line/optimal.h"
#include "engine/line/random_text.h"

namespace banxin {
namespace {

using em_grid::kEm;
using em_grid::text_of;
using random_text::Random;
using random_text::Settings;
using Emergency = Line::Emergency;

/// A property: what is wrong with a text, or nothing.
using Property = std::function<std::string(const std::string&, const Settings&)>;

/// Tries a property on `rounds` texts of up to `pieces` pieces.
void hold(const Property& wrong, std::uint32_t seed, int rounds, std::uint32_t pieces) {
  Random random(seed), beside(seed + 100);
  for (int round = 0; round < rounds; ++round) {
    const std::string text = random_text::text(random, 1 + random.below(pieces));
    Settings settings = random_text::settings(random);
    random_text::add_insets(beside, settings.request);
    if (wrong(text, settings).empty()) {
      continue;
    }
    const std::string least = random_text::shrink(
        text, [&](const std::string& t) { return !wrong(t, settings).empty(); });
    const ShapedText shaped = em_grid::shape(least, settings.composition);
    FAIL() << wrong(least, settings) << "\n"
           << random_text::describe(least, settings) << "\n"
           << to_text(break_lines(shaped, settings.request), shaped);
  }
}

Length right_inset(const LineRequest& request, std::uint32_t line) {
  for (const LineInset& inset : request.insets) {
    if (line < inset.lines) {
      return inset.right;
    }
    line -= inset.lines;
  }
  return Length();
}

BrokenText broken(const std::string& text, const Settings& settings) {
  return break_lines(em_grid::shape(text, settings.composition), settings.request);
}

// ---- lines --------------------------------------------------------------------------------------

std::string order_and_loss(const std::string& text, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  std::uint32_t next = 0;
  const auto may_vanish = [&](std::uint32_t i) {
    const CharClass cls = shaped.clusters[i].cls;
    return shaped.clusters[i].is_space || cls == CharClass::space ||
           cls == CharClass::ideographic_space || cls == CharClass::soft_hyphen ||
           cls == CharClass::zero_width_break;
  };
  for (const Line& line : break_lines(shaped, settings.request).lines) {
    if (line.begin < next || line.end < line.begin || line.placed.size() != line.end - line.begin) {
      return "a line does not follow the one before";
    }
    for (; next < line.begin; ++next) {
      if (!may_vanish(next)) {
        return "lost: " + std::string(text_of(shaped, next));
      }
    }
    next = line.end;
  }
  for (; next < shaped.clusters.size(); ++next) {
    if (!may_vanish(next)) {
      return "lost at the end: " + std::string(text_of(shaped, next));
    }
  }
  return {};
}

TEST(Properties, EveryClusterIsPlacedOnceAndInOrder) {
  hold(order_and_loss, 1, 3000, 100);
}

std::string overlap(const std::string& text, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  for (const Line& line : break_lines(shaped, settings.request).lines) {
    Length pen = line.placed.empty() ? Length() : line.placed[0].x;
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const PlacedCluster& placed = line.placed[i - line.begin];
      const ShapedCluster& c = shaped.clusters[i];
      const Length body = c.advance - c.blank_left - c.blank_right;
      const bool has_body = !c.is_space && c.cls != CharClass::soft_hyphen;
      if (placed.x < pen) {
        return "overlaps what is before: " + std::string(text_of(shaped, i));
      }
      if (has_body &&
          (placed.advance < body || placed.dx > Length() || placed.dx + c.blank_left < Length())) {
        return "ink is cut: " + std::string(text_of(shaped, i));
      }
      pen = placed.x + placed.advance;
    }
    if (line.begin < line.end && !line.hyphen && line.width + line.hang != pen) {
      return "the line's width is not where its last cluster ends";
    }
  }
  return {};
}

TEST(Properties, TrimmingTakesBlankAndNeverInk) {
  hold(overlap, 2, 3000, 100);
}

/// J5: exact to the unit, or said to be otherwise.
std::string inexact(const std::string& text, const Settings& settings) {
  std::uint32_t number = 0;
  for (const Line& line : broken(text, settings).lines) {
    const Length measure = settings.request.measure - right_inset(settings.request, number++);
    if (line.justified && line.width != measure) {
      return "justified, but " + std::to_string((line.width - measure).emu()) + " EMU off";
    }
    if (settings.request.align == Align::justify && !line.last && !line.justified &&
        line.emergency == Emergency::none) {
      return "neither exact nor an emergency";
    }
    if (line.width > measure && line.emergency != Emergency::overfull) {
      return "too wide, and not said to be";
    }
  }
  return {};
}

TEST(Properties, JustifiedLinesEqualTheMeasure) {
  hold(inexact, 3, 4000, 120);
}

/// J7, J8: a gap above 1/4 em, a unit or a word parted, a prohibition broken: only if it is logged.
std::string silent_emergency(const std::string& text, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  const BrokenText result = break_lines(shaped, settings.request);
  for (std::size_t k = 0; k < result.lines.size(); ++k) {
    const Line& line = result.lines[k];
    if (line.emergency == Emergency::none && line.worst_gap * 4 > kEm + Length::emu(4)) {
      return "a gap of " + number_text(em_grid::ems(line.worst_gap), 3) + " em, not logged";
    }
    if (line.begin == line.end || k + 1 == result.lines.size()) {
      continue;
    }
    // What the line ends on may be followed by a space the edge dropped, which carries the break.
    std::uint32_t at = line.end - 1;
    while (at + 1 < result.lines[k + 1].begin) {
      ++at;
    }
    const BreakKind kind = shaped.clusters[at].break_after.kind;
    const bool parted = kind == BreakKind::emergency || kind == BreakKind::forbidden;
    if (parted && line.emergency < Emergency::soft_unit) {
      return "ends where it may not, not logged: " + std::string(text_of(shaped, at));
    }
  }
  return {};
}

TEST(Properties, NothingIsForcedInSilence) {
  hold(silent_emergency, 4, 4000, 120);
}

// ---- W12: what the reader does not see changes nothing
// -------------------------------------------

std::string spans_matter(const std::string& text, const Settings& settings) {
  Random random(static_cast<std::uint32_t>(text.size()));
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  std::vector<std::size_t> runs;
  for (const ShapedCluster& c : shaped.clusters) {
    if (random.one_in(3)) {
      runs.push_back(c.text_begin);
    }
  }
  const ShapedText split = em_grid::shape(text, settings.composition, runs);
  return to_text(break_lines(split, settings.request), split) ==
                 to_text(break_lines(shaped, settings.request), shaped)
             ? ""
             : "spans change the lines";
}

TEST(Properties, SpansChangeNothingW12) {
  hold(spans_matter, 5, 2000, 100);
}

std::string impure(const std::string& text, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  const ShapedText again = em_grid::shape(text, settings.composition);
  return to_text(break_lines(shaped, settings.request), shaped) ==
                 to_text(break_lines(again, settings.request), again)
             ? ""
             : "the second time differs";
}

TEST(Properties, BreakingIsAPureFunction) {
  hold(impure, 6, 500, 100);
}

// ---- the optimum --------------------------------------------------------------------------------

std::uint32_t number(std::size_t k) {
  return static_cast<std::uint32_t>(k);
}

constexpr OptimalPass kPasses[] = {OptimalPass::strict, OptimalPass::full, OptimalPass::emergency};

std::string name_of(OptimalPass pass) {
  return pass == OptimalPass::strict ? "strict" : pass == OptimalPass::full ? "full" : "emergency";
}

std::string text_of(const Cost& cost) {
  return number_text(cost.severity, 0) + "/" + number_text(cost.demerits, 3);
}

/// With the same accounting, and by the means of each pass that can do it at all.
std::string greedy_is_better(const std::string& text, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  if (shaped.clusters.empty()) {
    return {};
  }
  const Prepared prepared(shaped, settings.request);
  const std::vector<Choice> greedy = break_greedy(prepared);
  for (const OptimalPass pass : kPasses) {
    const std::optional<Cost> first_fit = paragraph_cost(prepared, greedy, pass);
    const std::vector<Choice> lines = solve_pass(prepared, {0, prepared.size()}, pass);
    const std::optional<Cost> least =
        lines.empty() ? std::nullopt : paragraph_cost(prepared, lines, pass);
    if (pass == OptimalPass::emergency && !least) {
      return "the emergency pass finds no lines";
    }
    if (first_fit && (!least || !as_good(*least, *first_fit))) {
      return name_of(pass) + ": greedy " + text_of(*first_fit) + ", optimal " +
             (least ? text_of(*least) : "none");
    }
  }
  return {};
}

TEST(Properties, OptimalIsNeverWorseThanGreedy) {
  hold(greedy_is_better, 7, 2000, 120);
}

/// Of a strict pass: that it leaves out ways changes nothing, ties included.
std::string bounds_change_it(const std::string& text, const Settings& settings, int& lines) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  if (shaped.clusters.empty()) {
    return {};
  }
  const Prepared prepared(shaped, settings.request);
  const auto solve = [&](Search search) {
    return solve_pass(prepared, {0, prepared.size()}, OptimalPass::strict, search);
  };
  const std::vector<Choice> all = solve(Search::exhaustive), bounded = solve(Search::bounded);
  lines += static_cast<int>(all.size());
  for (std::size_t k = 0; k < std::max(all.size(), bounded.size()); ++k) {
    const std::uint32_t a = k < all.size() ? all[k].end : 0;
    const std::uint32_t b = k < bounded.size() ? bounded[k].end : 0;
    if (a != b) {
      return "line " + std::to_string(k + 1) + " ends at " + std::to_string(a) + ", bounded at " +
             std::to_string(b);
    }
  }
  return {};
}

TEST(Properties, BoundsDoNotChangeTheOptimum) {
  int lines = 0;
  const Property wrong = [&](const std::string& text, Settings settings) {
    // Lines that cost little by themselves and 3000 by standing one under the other (D4).
    settings.composition.even_lines = true;
    settings.request.measure = settings.request.measure.scaled(1, 2) + kEm * 8;
    return bounds_change_it(text, settings, lines);
  };
  hold(wrong, 9, 6000, 100);
  EXPECT_GT(lines, 5000);
}

/// Tries every set of breaks, but for those already worse than the best. `count`: of so many lines;
/// 0: any.
class BruteForce {
 public:
  BruteForce(const Prepared& text, OptimalPass pass, std::size_t count = 0)
      : text_(text),
        pass_(pass),
        count_(count) {
    for (std::uint32_t p = 1; p <= text.size(); ++p) {
      places_ += open_to(text, p, pass) ? 1 : 0;
    }
  }

  int places() const { return places_; }

  std::optional<Cost> solve() {
    walk(0);
    return best_;
  }

 private:
  void walk(std::uint32_t a) {
    const std::optional<Cost> cost = paragraph_cost(text_, lines_, pass_);
    if (!cost || (best_ && !as_good(*cost, *best_))) {
      return;
    }
    if (a == text_.size()) {
      best_ = count_ == 0 || lines_.size() == count_ ? cost : best_;
      return;
    }
    if (count_ != 0 && lines_.size() == count_) {
      return;
    }
    for (std::uint32_t b = a + 1; b <= text_.size(); ++b) {
      if (open_to(text_, b, pass_)) {
        lines_.push_back({a, b, Emergency::none, 0});
        walk(b);
        lines_.pop_back();
      }
    }
  }

  const Prepared& text_;
  OptimalPass pass_;
  std::size_t count_;
  int places_ = 0;
  std::vector<Choice> lines_;
  std::optional<Cost> best_;
};

/// A narrower measure. What an overfull line costs supposes that no room is below an em.
Length several_lines(const LineRequest& request) {
  const Length room = request.insets.empty() ? Length() : kEm * 3 / 2;
  return request.measure.scaled(1, 3) + kEm * 2 + room;
}

struct Tried {
  int solved = 0, unlike = 0, hyphens = 0, hanging = 0, emergencies = 0;
};

std::string differs_from_brute_force(const std::string& text,
                                     const Settings& settings,
                                     Tried& tried) {
  constexpr int kMostPlaces = 14;
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  if (shaped.clusters.empty()) {
    return {};
  }
  const Prepared prepared(shaped, settings.request);
  for (const OptimalPass pass : kPasses) {
    BruteForce all(prepared, pass);
    if (all.places() > kMostPlaces) {
      continue;
    }
    const std::optional<Cost> least = all.solve();
    const std::vector<Choice> lines = solve_pass(prepared, {0, prepared.size()}, pass);
    const std::optional<Cost> found =
        lines.empty() ? std::nullopt : paragraph_cost(prepared, lines, pass);
    if (least.has_value() != found.has_value() ||
        (found && (!as_good(*found, *least) || !as_good(*least, *found)))) {
      return name_of(pass) + ": brute force " + (least ? text_of(*least) : "none") + ", optimal " +
             (found ? text_of(*found) : "none");
    }
    tried.solved += lines.size() > 1 ? 1 : 0;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const auto fit = fit_line(prepared, lines[k].begin, lines[k].end, number(k), pass);
      const auto next =
          k + 1 < lines.size()
              ? fit_line(prepared, lines[k + 1].begin, lines[k + 1].end, number(k + 1), pass)
              : std::nullopt;
      tried.hyphens += fit->hyphen ? 1 : 0;
      tried.hanging += fit->hanging != 0 ? 1 : 0;
      tried.emergencies += fit->cost.severity > 0 ? 1 : 0;
      tried.unlike += next && joint_demerits(settings.composition, *fit, *next) > 0 ? 1 : 0;
    }
  }
  return {};
}

TEST(Properties, OptimalEqualsBruteForceOnShortParagraphs) {
  Tried tried;
  const Property wrong = [&](const std::string& text, Settings settings) {
    settings.request.measure = several_lines(settings.request);
    return text.find('\n') == std::string::npos ? differs_from_brute_force(text, settings, tried)
                                                : std::string();
  };
  hold(wrong, 8, 8000, 16);
  // That it was about something.
  EXPECT_GT(tried.solved, 2000);
  EXPECT_GT(tried.unlike, 200);
  EXPECT_GT(tried.hyphens, 50);
  EXPECT_GT(tried.hanging, 10);
  EXPECT_GT(tried.emergencies, 200);
}

/// Looseness: the best of all ways to set a text in so many lines.
std::string differs_with_so_many_lines(const std::string& text,
                                       const Settings& settings,
                                       int& solved) {
  constexpr int kMostPlaces = 10;
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  if (shaped.clusters.empty()) {
    return {};
  }
  const Prepared prepared(shaped, settings.request);
  for (const OptimalPass pass : {OptimalPass::strict, OptimalPass::full}) {
    for (std::uint32_t count = 1; count <= 6; ++count) {
      BruteForce all(prepared, pass, count);
      if (all.places() > kMostPlaces) {
        continue;
      }
      const std::optional<Cost> least = all.solve();
      const std::vector<Choice> lines = solve_pass(prepared, {0, prepared.size(), 0, count}, pass);
      const std::optional<Cost> found =
          lines.empty() ? std::nullopt : paragraph_cost(prepared, lines, pass);
      if (found && lines.size() != count) {
        return "asked for " + std::to_string(count) + " lines, got " + std::to_string(lines.size());
      }
      if (least.has_value() != found.has_value() ||
          (found && (!as_good(*found, *least) || !as_good(*least, *found)))) {
        return name_of(pass) + ", " + std::to_string(count) + " lines: brute force " +
               (least ? text_of(*least) : "none") + ", optimal " +
               (found ? text_of(*found) : "none");
      }
      solved += lines.size() > 1 ? 1 : 0;
    }
  }
  return {};
}

TEST(Properties, SoManyLinesEqualBruteForceToo) {
  int solved = 0;
  const Property wrong = [&](const std::string& text, Settings settings) {
    settings.request.measure = several_lines(settings.request);
    return text.find('\n') == std::string::npos ? differs_with_so_many_lines(text, settings, solved)
                                                : std::string();
  };
  hold(wrong, 9, 3000, 11);
  EXPECT_GT(solved, 1000);
}

}  // namespace
}  // namespace banxin
