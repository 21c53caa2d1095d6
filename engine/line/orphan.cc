#include "engine/line/orphan.h"

#include <algorithm>

#include "engine/line/greedy.h"

namespace banxin {
namespace {

/// P5: two Han; in a wide column three look better.
int wanted(const Prepared& text) {
  constexpr std::int64_t kWide = 20;  // em
  const Composition& c = text.composition();
  const bool wide = text.request().measure >= text.shaped().em * kWide;
  return wide ? std::max(c.orphan_minimum, c.orphan_minimum_wide) : c.orphan_minimum;
}

bool holds_less(const Prepared& text, std::uint32_t begin, int least) {
  const Extent line = text.extent(begin, text.size());
  int count = 0;
  for (std::uint32_t i = line.begin; i < line.end && count < least; ++i) {
    const CharClass cls = text.shaped().clusters[i].cls;
    const bool content = cls == CharClass::han || cls == CharClass::latin ||
                         cls == CharClass::iteration || cls == CharClass::object;
    count += content ? 1 : 0;
  }
  const Length indent = min(text.request().first_indent, 2 * text.shaped().em);
  return count < least || text.width(line) < indent.emu();
}

class OrphanRepair {
 public:
  OrphanRepair(const Prepared& text, std::vector<Choice>& lines, int least)
      : text_(text),
        lines_(lines),
        least_(least) {}

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

  bool orphan(std::uint32_t begin) const { return holds_less(text_, begin, least_); }

  bool compressible(std::size_t number, std::uint32_t b) const {
    const std::uint32_t a = lines_[number].begin;
    const Extent line = text_.extent(a, b);
    return text_.width(line) - text_.room(line) <= room_of(number, a, b);
  }

  std::int64_t room_of(std::size_t number, std::uint32_t a, std::uint32_t b) const {
    return text_.available(a, b, static_cast<std::uint32_t>(number));
  }

  /// The line takes all that follows it, if it can be compressed enough.
  bool pull_in(std::size_t line) {
    if (!compressible(line, text_.size())) {
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
          text_.break_at(next).kind == BreakKind::mandatory || !compressible(line, next)) {
        continue;
      }
      std::vector<Choice> trial(lines_.begin(),
                                lines_.begin() + static_cast<std::ptrdiff_t>(line) + 1);
      trial.back() = {lines_[line].begin, next, Line::Emergency::none, 0};
      while (trial.back().end < text_.size()) {
        trial.push_back(greedy_line(text_, trial));
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
    const std::size_t number = lines_.size() - 2;
    Choice& before = lines_[number];
    Choice& last = lines_.back();
    std::uint32_t p = before.end;
    for (int piece = 0; piece < kPieces; ++piece) {
      p = text_.previous_legal(p - 1);
      if (p <= before.begin) {
        return;
      }
      const Extent line = text_.extent(before.begin, p);
      const std::int64_t slack = room_of(number, before.begin, p) - text_.width(line);
      const bool loose =
          align_of(text_, p) == Align::justify && !gap_of(text_.stretch(line), slack).within(1, 4);
      const Extent rest = text_.extent(p, last.end);
      if (loose || text_.width(rest) > room_of(number + 1, p, last.end)) {
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
  int least_;  // Han in the last line
};

}  // namespace

bool is_orphan(const Prepared& text, std::uint32_t begin) {
  return holds_less(text, begin, text.composition().orphan_minimum);
}

bool is_meagre(const Prepared& text, std::uint32_t begin) {
  return holds_less(text, begin, wanted(text));
}

void repair_orphan(const Prepared& text, std::vector<Choice>& lines) {
  if (!text.composition().orphan_repair) {
    return;
  }
  // Where three Han can't be had, two must do.
  const int best = wanted(text), least = std::min(best, text.composition().orphan_minimum);
  OrphanRepair(text, lines, best).repair();
  if (least < best) {
    OrphanRepair(text, lines, least).repair();
  }
}

}  // namespace banxin
