#include "engine/line/greedy.h"

#include <algorithm>

namespace banxin {
namespace {

using Emergency = Line::Emergency;

/// Fitting of one line that begins at break position a.
class LineFitter {
 public:
  LineFitter(const Prepared& text, std::uint32_t a, Hyphen hyphen)
      : text_(text),
        a_(a),
        limit_(text.forced_end(a)),
        hyphen_(hyphen) {}

  Choice choose() {
    const std::uint32_t b0 = last_fitting();
    if (b0 > a_ && legal(b0)) {  // J1
      return judge({a_, b0, Emergency::none, 0});
    }
    if (hangs(b0)) {
      return {a_, b0 + 1, Emergency::none, 1};
    }
    const std::uint32_t pushed_in = next_legal(b0 + 1);
    if (compressible(pushed_in)) {  // J2
      return {a_, pushed_in, Emergency::none, 0};
    }
    const std::uint32_t pushed_out = previous_legal(b0);
    if (pushed_out > a_) {  // J3
      const Choice choice = judge({a_, pushed_out, Emergency::none, 0});
      if (choice.emergency == Emergency::none || gap(pushed_out).within(1, 2) ||
          latin_only(pushed_out)) {
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

  bool fits(std::uint32_t b) const { return width(b) <= text_.available(a_, b); }

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
    return text_.width(line) - text_.room(line) <= text_.available(a_, b);
  }

  Gap gap(std::uint32_t b) const {
    const Extent line = text_.extent(a_, b);
    return gap_of(stretch_of(text_, line), text_.available(a_, b) - text_.width(line));
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
    return text_.width(text_.extent(b, text_.next_legal(b + 1))) <= text_.request().measure.emu();
  }

  /// J8: a gap above a quarter em is an emergency of its own.
  Choice judge(Choice choice) const {
    const bool stretches = align_of(text_, choice.end) == Align::justify;
    if (stretches && !gap(choice.end).within(1, 4)) {
      choice.emergency = Emergency::loose;
    }
    return choice;
  }

  /// G1, G2: the mark after b0 may hang if only it is in the way.
  bool hangs(std::uint32_t b0) const {
    const Composition& c = text_.composition();
    if (c.hanging.empty() || b0 <= a_ || b0 + 1 > limit_ || !text_.legal(b0 + 1)) {
      return false;
    }
    const auto& clusters = text_.shaped().clusters;
    const auto mark = [&](std::uint32_t i) {
      const CharClass cls = clusters[i].cls;
      return cls == CharClass::pause || cls == CharClass::stop || cls == CharClass::question ||
             cls == CharClass::closing || cls == CharClass::opening;
    };
    const bool next_is_mark = b0 + 1 < text_.size() && mark(b0 + 1);
    const bool closing = clusters[b0].cls == CharClass::closing;
    const bool centred = text_.cell(b0).left0 > 0;
    if (!mark(b0) || next_is_mark || closing || centred) {
      return false;
    }
    const std::string& source = text_.shaped().text;
    const ShapedCluster& cluster = clusters[b0];
    return c.hanging.find(source.substr(
               cluster.text_begin, cluster.text_end - cluster.text_begin)) != std::string::npos;
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
    if (p != 0 && gap(p).within(1, 2)) {
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
  std::uint32_t a_, limit_;
  Hyphen hyphen_;
};

/// P5 孤字: a last line with less than two Han or letters, or shorter than the first line's indent.
class OrphanRepair {
 public:
  OrphanRepair(const Prepared& text, std::vector<Choice>& lines) : text_(text), lines_(lines) {}

  void repair() {
    const std::size_t count = lines_.size();
    if (count < 2 || !text_.is_last(lines_.back().end) || ends_forced(count - 2) ||
        !orphan(lines_.back().begin)) {
      return;
    }
    if (!pull_in(count - 2) && !pull_earlier()) {
      push_down();
    }
  }

 private:
  bool ends_forced(std::size_t line) const {
    return text_.break_at(lines_[line].end).kind == BreakKind::mandatory;
  }

  bool orphan(std::uint32_t begin) const { return is_orphan(text_, begin); }

  bool compressible(std::uint32_t a, std::uint32_t b) const {
    const Extent line = text_.extent(a, b);
    return text_.width(line) - text_.room(line) <= text_.available(a, b);
  }

  /// The line takes all that follows it, if it can be compressed enough.
  bool pull_in(std::size_t line) {
    if (!compressible(lines_[line].begin, text_.size())) {
      return false;
    }
    lines_.resize(line + 1);
    lines_[line].end = text_.size();
    lines_[line].emergency = Line::Emergency::none;
    lines_[line].hanging = 0;
    return true;
  }

  /// One of the lines before takes its next piece, and the rest is set again.
  bool pull_earlier() {
    constexpr std::size_t kLinesBack = 4;
    const std::size_t count = lines_.size();
    for (std::size_t back = 3; back <= kLinesBack + 2 && back <= count; ++back) {
      const std::size_t line = count - back;
      const std::uint32_t next = text_.next_legal(lines_[line].end + 1);
      if (ends_forced(line) || text_.is_last(next) ||
          text_.break_at(next).kind == BreakKind::mandatory ||
          !compressible(lines_[line].begin, next)) {
        continue;
      }
      std::vector<Choice> trial(lines_.begin(),
                                lines_.begin() + static_cast<std::ptrdiff_t>(line) + 1);
      trial.back() = {lines_[line].begin, next, Line::Emergency::none, 0};
      while (trial.back().end < text_.size()) {
        trial.push_back(greedy_line(text_, trial.back().end, hyphen_after(text_, trial)));
      }
      const bool good =
          trial.size() <= count && !orphan(trial.back().begin) &&
          std::all_of(trial.begin() + static_cast<std::ptrdiff_t>(line),
                      trial.end(),
                      [](const Choice& c) { return c.emergency == Line::Emergency::none; });
      if (good) {
        lines_ = std::move(trial);
        return true;
      }
    }
    return false;
  }

  /// The line before gives its last pieces, as long as it does not become loose by that.
  void push_down() {
    constexpr int kPieces = 4;
    Choice& before = lines_[lines_.size() - 2];
    Choice& last = lines_.back();
    std::uint32_t p = before.end;
    for (int piece = 0; piece < kPieces; ++piece) {
      p = text_.previous_legal(p - 1);
      if (p <= before.begin) {
        return;
      }
      const Extent line = text_.extent(before.begin, p);
      const std::int64_t slack = text_.available(before.begin, p) - text_.width(line);
      const bool loose = align_of(text_, p) == Align::justify &&
                         !gap_of(stretch_of(text_, line), slack).within(1, 4);
      const Extent rest = text_.extent(p, last.end);
      if (loose || text_.width(rest) > text_.available(p, last.end)) {
        return;
      }
      if (!orphan(p)) {
        before = {before.begin, p, Line::Emergency::none, 0};
        last = {p, last.end, Line::Emergency::none, 0};
        return;
      }
    }
  }

  const Prepared& text_;
  std::vector<Choice>& lines_;
};

}  // namespace

bool is_orphan(const Prepared& text, std::uint32_t begin) {
  const Extent line = text.extent(begin, text.size());
  int count = 0;
  for (std::uint32_t i = line.begin; i < line.end && count < 2; ++i) {
    const ShapedCluster& c = text.shaped().clusters[i];
    const bool content = c.cls == CharClass::han || c.cls == CharClass::latin ||
                         c.cls == CharClass::iteration || c.cls == CharClass::object;
    count += content ? 1 : 0;
  }
  const Length least = min(text.request().first_indent, 2 * text.shaped().em);
  return count < 2 || text.width(line) < least.emu();
}

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

Choice greedy_line(const Prepared& text, std::uint32_t a, Hyphen hyphen) {
  return LineFitter(text, a, hyphen).choose();
}

std::vector<Choice> break_greedy(const Prepared& text) {
  std::vector<Choice> lines;
  for (std::uint32_t a = 0; a < text.size(); a = lines.back().end) {
    lines.push_back(greedy_line(text, a, hyphen_after(text, lines)));
  }
  if (text.composition().orphan_repair) {
    OrphanRepair(text, lines).repair();
  }
  return lines;
}

std::vector<Choice> break_forced(const Prepared& text) {
  std::vector<Choice> lines;
  for (std::uint32_t a = 0; a < text.size(); a = lines.back().end) {
    lines.push_back({a, text.forced_end(a), Line::Emergency::none, 0});
  }
  return lines;
}

}  // namespace banxin
