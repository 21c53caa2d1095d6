#include "engine/block/beside.h"

#include <algorithm>
#include <utility>

namespace banxin {
namespace {

std::uint32_t lines_in(Length height, Length line) {
  if (height <= Length()) {
    return 0;
  }
  return static_cast<std::uint32_t>((height.emu() + line.emu() - 1) / line.emu());
}

LineInset inset_of(
    const BesideFloat& f, std::uint32_t lines, Length left, Length width, Length em) {
  const Length taken = beside_width(f, em);
  LineInset inset{lines, Length(), Length()};
  if (f.on_left) {
    inset.left = max(Length(), f.left + taken - left);
  } else {
    inset.right = max(Length(), left + width - (f.right - taken));
  }
  return inset;
}

}  // namespace

bool stands_left(Float where, const Styled& styled) {
  switch (where) {
    case Float::inside:
      return !styled.right_bound;
    case Float::outside:
      return styled.right_bound;
    default:
      return where == Float::left;
  }
}

Length BesideLines::left(std::uint32_t line) const {
  for (const LineInset& inset : insets) {
    if (line < inset.lines) {
      return inset.left;
    }
    line -= inset.lines;
  }
  return Length();
}

std::vector<LineInset> joined(const std::vector<LineInset>& a, const std::vector<LineInset>& b) {
  std::vector<LineInset> out;
  std::uint32_t of_a = 0, of_b = 0;  // lines of the present ranges that are done
  for (std::size_t i = 0, k = 0; i < a.size() || k < b.size();) {
    const std::uint32_t left_a = i < a.size() ? a[i].lines - of_a : ~0u;
    const std::uint32_t left_b = k < b.size() ? b[k].lines - of_b : ~0u;
    const std::uint32_t lines = std::min(left_a, left_b);
    LineInset inset{lines, Length(), Length()};
    if (i < a.size()) {
      inset.left += a[i].left;
      inset.right += a[i].right;
    }
    if (k < b.size()) {
      inset.left += b[k].left;
      inset.right += b[k].right;
    }
    if (lines > 0) {
      out.push_back(inset);
    }
    of_a = lines == left_a ? 0 : of_a + lines;
    of_b = lines == left_b ? 0 : of_b + lines;
    i += lines == left_a ? 1 : 0;
    k += lines == left_b ? 1 : 0;
  }
  return out;
}

Length beside_height(const BesideFloat& f, Length line, Length em) {
  const Length needed = f.strip.height + max(line - em, f.below);
  return line * static_cast<std::int64_t>(std::max(1u, lines_in(needed, line)));
}

Length beside_width(const BesideFloat& f, Length em) {
  const Length column = f.right - f.left;
  const bool whole = em > Length() && column.emu() % em.emu() == 0;
  const Length step = f.step > Length() ? f.step : whole ? em : Length();
  Length text = max(Length(), column - f.width - (f.gap > Length() ? f.gap : em));
  if (step > Length()) {
    text = step * (text.emu() / step.emu());
  }
  return column - text;
}

BesideLines Beside::lines(Length left, Length width, Length space, Length line, Length em) const {
  BesideLines out;
  std::uint32_t at = 0;
  if (active()) {
    at = lines_in(left_ - space, line);
    out.insets.push_back(inset_of(present_, at, left, width, em));
  }
  for (const BesideFloat& f : waiting_) {
    out.starts.push_back(at);
    const std::uint32_t lines = lines_in(beside_height(f, line, em), line);
    out.insets.push_back(inset_of(f, lines, left, width, em));
    at += lines;
  }
  return out;
}

BesideFloat Beside::start(Length line, Length em) {
  present_ = std::move(waiting_.front());
  waiting_.pop_front();
  left_ = beside_height(present_, line, em);
  const Length taken = beside_width(present_, em);
  verso_shift_ = !present_.mirrored ? Length() : present_.on_left ? -taken : taken;
  fresh_ = true;
  BesideFloat started = present_;
  present_.strip = Strip();
  return started;
}

BesideFloat Beside::take() {
  BesideFloat f = std::move(waiting_.front());
  waiting_.pop_front();
  return f;
}

bool Beside::pass(Length height, Length space) {
  if (!active()) {
    return false;
  }
  left_ -= height + (fresh_ ? Length() : space);
  return !std::exchange(fresh_, false);
}

}  // namespace banxin
