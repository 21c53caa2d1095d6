#include "engine/line/greedy.h"

#include <algorithm>

#include "engine/line/breaker.h"
#include "engine/line/orphan.h"

namespace banxin {
namespace {

using Emergency = Line::Emergency;

/// Fitting of one line that begins at break position a.
class LineFitter {
 public:
  LineFitter(const Prepared& text, std::uint32_t a, std::uint32_t line, Hyphen hyphen)
      : text_(text),
        a_(a),
        number_(line),
        limit_(text.forced_end(a)),
        hyphen_(hyphen) {}

  Choice choose() {
    const std::uint32_t b0 = last_fitting();
    if (b0 > a_ && legal(b0)) {  // J1
      return judge({a_, b0, Emergency::none, 0});
    }
    if (hangs(b0)) {
      return judge({a_, b0 + 1, Emergency::none, 1});
    }
    const std::uint32_t pushed_in = next_legal(b0 + 1);
    if (compressible(pushed_in)) {  // J2
      return {a_, pushed_in, Emergency::none, 0};
    }
    const std::uint32_t pushed_out = previous_legal(b0);
    if (pushed_out > a_) {  // J3
      const Choice choice = judge({a_, pushed_out, Emergency::none, 0});
      if (choice.emergency == Emergency::none || bearable(pushed_out) || latin_only(pushed_out)) {
        return choice;
      }
    }
    return emergency(b0, pushed_out);
  }

 private:
  /// U7: a hyphen too many in a row is left for an emergency.
  bool legal(std::uint32_t p) const {
    return text_.legal(p) && (hyphen_ == Hyphen::allowed || p == text_.size() ||
                              text_.break_at(p).kind != BreakKind::hyphen);
  }

  std::uint32_t next_legal(std::uint32_t p) const {
    p = text_.next_legal(p);
    while (!legal(p)) {
      p = text_.next_legal(p + 1);
    }
    return p;
  }

  std::uint32_t previous_legal(std::uint32_t p) const {
    p = text_.previous_legal(p);
    while (p > a_ && !legal(p)) {
      p = text_.previous_legal(p - 1);
    }
    return p;
  }

  std::int64_t width(std::uint32_t b) const { return text_.width(text_.extent(a_, b)); }

  bool fits(std::uint32_t b) const { return width(b) <= text_.available(a_, b, number_); }

  /// b0: the last boundary up to which the trimmed line fits, prohibition or not; a_ if not even
  /// one cluster does. Widths grow with b, so that bisection finds it.
  std::uint32_t last_fitting() const {
    std::uint32_t low = a_, high = limit_;
    while (low < high) {
      const std::uint32_t middle = low + (high - low + 1) / 2;
      if (fits(middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  bool compressible(std::uint32_t b) const {
    const Extent line = text_.extent(a_, b);
    return text_.width(line) - text_.room(line) <= text_.available(a_, b, number_);
  }

  Gap gap(std::uint32_t b) const {
    const Extent line = text_.extent(a_, b);
    return gap_of(text_.stretch(line), text_.available(a_, b, number_) - text_.width(line));
  }

  /// A line of Latin words has no gaps between Han to fill; it rather stays loose than parts a word
  /// that fits on the next line.
  bool latin_only(std::uint32_t b) const {
    const Extent line = text_.extent(a_, b);
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const ShapedCluster& c = text_.shaped().clusters[i];
      if (c.cls != CharClass::latin && !c.is_space) {
        return false;
      }
    }
    return text_.width(text_.extent(b, text_.next_legal(b + 1))) <=
           text_.request().measure.emu() - text_.inset(number_ + 1);
  }

  /// J8: a gap above a quarter em is an emergency of its own.
  Choice judge(Choice choice) const {
    const bool stretches = align_of(text_, choice.end) == Align::justify;
    Gap all = gap(choice.end);
    all.slack += choice.hanging != 0 ? text_.hang_width(text_.extent(a_, choice.end)) : 0;
    if (stretches && !all.within(1, 4)) {
      choice.emergency = Emergency::loose;
    }
    return choice;
  }

  /// G1: the mark after b0 may hang if only it is in the way.
  bool hangs(std::uint32_t b0) const {
    return b0 > a_ && b0 < limit_ && text_.legal(b0 + 1) && text_.may_hang(b0 + 1);
  }

  /// J7: a gap up to half an em is the first thing to accept.
  bool bearable(std::uint32_t b) const {
    return gap(b).within(text_.composition().tracking_max, 1000);
  }

  /// A line without any gap, as of an address alone, can't be filled. Rather than part a word of
  /// it, it stays ragged where at least half of it is text.
  bool ragged(std::uint32_t b) const {
    const Gap all = gap(b);
    return all.share == 0 && all.slack * 2 <= text_.available(a_, b, number_);
  }

  /// The last position in (low, high] of the given kind that fits; 0 if there is none.
  template <class Is>
  std::uint32_t last_of(std::uint32_t low, std::uint32_t high, Is is) const {
    for (std::uint32_t p = high; p > low; --p) {
      if (is(text_.break_at(p)) && fits(p)) {
        return p;
      }
    }
    return 0;
  }

  static bool soft(const BreakAfter& b) {
    return b.kind == BreakKind::emergency && b.penalty < kTokenSplitPenalty;
  }

  static bool hyphen(const BreakAfter& b) { return b.kind == BreakKind::hyphen; }

  static bool split(const BreakAfter& b) {
    return b.kind == BreakKind::emergency && b.penalty >= kTokenSplitPenalty;
  }

  static bool rescue(const BreakAfter& b) {
    return b.kind == BreakKind::forbidden && b.penalty == kRescuePenalty;
  }

  /// J7: soft units, hyphens, words, prohibition; then whatever is left.
  Choice emergency(std::uint32_t b0, std::uint32_t pushed_out) const {
    // Where not even the first cluster fits there is no line up to b0 to ask about.
    const bool stretches = align_of(text_, std::max(b0, a_ + 1)) == Align::justify;
    // Ragged text has no gaps to widen: it parts a unit only where nothing else can be done.
    if (pushed_out > a_ && !stretches) {
      return {a_, pushed_out, Emergency::none, 0};
    }
    const std::uint32_t low = std::max(a_, pushed_out);
    std::uint32_t p = last_of(low, b0, soft);
    if (p != 0 && (bearable(p) || ragged(p))) {
      return {a_, p, Emergency::soft_unit, 0};
    }
    if ((p = last_of(low, b0, hyphen)) != 0) {
      return {a_, p, Emergency::hyphenated, 0};
    }
    if ((p = last_of(low, b0, split)) != 0) {
      return {a_, p, Emergency::token_split, 0};
    }
    if ((p = last_of(low, b0, rescue)) != 0) {
      return {a_, p, Emergency::prohibition, 0};
    }
    if (pushed_out > a_) {
      return {a_, pushed_out, Emergency::loose, 0};
    }
    return overfull(b0);
  }

  /// Nothing fits: the nearest place that may be parted at all.
  Choice overfull(std::uint32_t b0) const {
    std::uint32_t p = b0 + 1;
    while (p < limit_ && !text_.legal(p) && !soft(text_.break_at(p)) &&
           !hyphen(text_.break_at(p)) && !split(text_.break_at(p)) && !rescue(text_.break_at(p))) {
      ++p;
    }
    const bool over = !compressible(p);
    return {a_, p, over ? Emergency::overfull : Emergency::prohibition, 0};
  }

  const Prepared& text_;
  std::uint32_t a_, number_, limit_;
  Hyphen hyphen_;
};

}  // namespace

Hyphen hyphen_after(const Prepared& text, const std::vector<Choice>& lines) {
  const int most = text.composition().hyphenate_lines;
  int run = 0;
  for (auto line = lines.rbegin(); run < most && line != lines.rend(); ++line, ++run) {
    if (line->end == text.size() || text.break_at(line->end).kind != BreakKind::hyphen) {
      return Hyphen::allowed;
    }
  }
  return most > 0 && run == most ? Hyphen::avoided : Hyphen::allowed;
}

Choice greedy_line(const Prepared& text, std::uint32_t a, std::uint32_t line, Hyphen hyphen) {
  return LineFitter(text, a, line, hyphen).choose();
}

Choice greedy_line(const Prepared& text, const std::vector<Choice>& lines) {
  const std::uint32_t a = lines.empty() ? 0 : lines.back().end;
  return greedy_line(text, a, static_cast<std::uint32_t>(lines.size()), hyphen_after(text, lines));
}

std::vector<Choice> break_greedy(const Prepared& text) {
  std::vector<Choice> lines;
  while (lines.empty() || lines.back().end < text.size()) {
    lines.push_back(greedy_line(text, lines));
  }
  repair_orphan(text, lines);
  return lines;
}

}  // namespace banxin
