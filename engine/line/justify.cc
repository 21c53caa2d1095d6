#include "engine/line/justify.h"

#include <algorithm>

namespace banxin {
namespace {

// Products of a slack and a sum of sizes: both are lengths on a page, but a layout may ask for
// absurd ones, and this must not overflow.
__extension__ using Wide = __int128;

std::int64_t portion(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  return static_cast<std::int64_t>(static_cast<Wide>(amount) * part / whole);
}

/// r of D1 in thousandths.
std::int32_t ratio_of(const Prepared& text, const Extent& line, std::int64_t slack) {
  constexpr std::int64_t kMost = 1'000'000;
  const std::int64_t room = slack < 0 ? text.room(line) : text.stretch_48(line);
  const Wide amount = static_cast<Wide>(slack) * (slack < 0 ? 1000 : 48 * 1000);
  const Wide ratio = room > 0 ? amount / room : amount;
  return static_cast<std::int32_t>(
      std::clamp<Wide>(ratio, static_cast<Wide>(-kMost), static_cast<Wide>(kMost)));
}

}  // namespace

Gap gap_of(const Stretch& stretch, std::int64_t slack) {
  const std::int64_t left = slack - stretch.word_spaces - stretch.autospaces;
  return {left, stretch.gaps > 0 ? stretch.gaps : stretch.spaces};
}

void Setter::start(const Extent& line) {
  const std::uint32_t count = line.end - line.begin;
  width_.resize(count);
  before_.resize(count);
  shift_.resize(count);
  after_.assign(count, 0);
  for (std::uint32_t k = 0; k < count; ++k) {
    const Cell& cell = text_.cell(line.begin + k);
    width_[k] = cell.width;
    before_[k] = k == 0 ? 0 : cell.before;
    shift_[k] = cell.shift;
  }
  if (count == 0) {
    return;
  }
  const Cell& first = text_.cell(line.begin);
  const std::int64_t left = text_.edge_left(line) - first.left;
  width_[0] += left;
  shift_[0] -= left;
  width_[count - 1] += text_.edge_right(line) - text_.cell(line.end - 1).right;
}

std::int64_t Setter::natural() const {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < width_.size(); ++k) {
    sum += width_[k] + before_[k] + after_[k];
  }
  return sum;
}

/// Deals `amount` to the places in equal parts per em, none above its cap, exact to the unit.
/// Gives back what no place could take.
std::int64_t Setter::deal(std::int64_t amount) {
  std::int64_t caps = 0, sizes = 0;
  for (Place& place : places_) {
    caps += place.cap;
    sizes += place.size;
    place.part = -1;
  }
  if (caps <= amount) {
    for (Place& place : places_) {
      place.part = place.cap;
    }
    return amount - caps;
  }
  for (bool again = true; again;) {  // those whose cap is below the equal part take it all
    again = false;
    const std::int64_t share = amount, whole = sizes;
    for (Place& place : places_) {
      const bool full = place.part < 0 && static_cast<Wide>(place.cap) * whole <=
                                              static_cast<Wide>(share) * place.size;
      if (full) {
        place.part = place.cap;
        amount -= place.cap;
        sizes -= place.size;
        again = true;
      }
    }
  }
  std::int64_t dealt = 0, seen = 0;
  for (Place& place : places_) {
    if (place.part < 0) {
      seen += place.size;
      const std::int64_t until = portion(amount, seen, sizes);
      place.part = until - dealt;
      dealt = until;
    }
  }
  return 0;
}

/// C1–C6: a later step starts only when the earlier is exhausted (J4).
void Setter::shrink(const Extent& line, std::int64_t excess, Line& out) {
  for (int k = 0; k < kShrinkSteps && excess > 0; ++k) {
    const auto step = static_cast<ShrinkStep>(k);
    places_.clear();
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const bool edge = i == line.begin || i + 1 == line.end;
      const bool space = step == ShrinkStep::word_space || step == ShrinkStep::autospace;
      if ((edge && !space) || (i == line.begin && step == ShrinkStep::autospace)) {
        continue;
      }
      const std::int64_t cap = text_.room(i, step);
      if (cap > 0) {
        places_.push_back({i - line.begin, cap, text_.cell(i).size, 0});
      }
    }
    if (places_.empty()) {
      continue;
    }
    excess = deal(excess);
    Length& most = out.squeezed[static_cast<std::size_t>(k)];
    for (const Place& place : places_) {
      most = max(most, Length::emu(place.part));
      if (step == ShrinkStep::autospace) {
        before_[place.index] -= place.part;
        continue;
      }
      width_[place.index] -= place.part;
      const CharClass cls = text_.shaped().clusters[line.begin + place.index].cls;
      if (step == ShrinkStep::quarters) {
        shift_[place.index] += place.part / 2;
      } else if (cls == CharClass::opening) {
        shift_[place.index] += place.part;
      }
    }
  }
}

/// X1–X3. False if the line has no place to grow.
bool Setter::stretch(const Extent& line, std::int64_t slack, Line& out) {
  const Stretch all = text_.stretch(line);
  for (const bool words : {true, false}) {
    if ((words ? all.word_spaces : all.autospaces) == 0) {
      continue;
    }
    places_.clear();
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const Cell& cell = text_.cell(i);
      const bool word_space = text_.shaped().clusters[i].is_space;
      const std::int64_t cap = words            ? (word_space ? text_.word_space_limit(i) : 0)
                               : i > line.begin ? text_.autospace_limit(i)
                                                : 0;
      if (cap > 0) {
        places_.push_back({i - line.begin, cap, cell.size, 0});
      }
    }
    if (slack > 0 && !places_.empty()) {
      slack = deal(slack);
      for (const Place& place : places_) {
        (words ? width_ : before_)[place.index] += place.part;
      }
    }
  }
  if (slack == 0) {
    return true;
  }
  places_.clear();
  for (std::uint32_t i = line.begin; i + 1 < line.end; ++i) {
    if (text_.shaped().clusters[i].gap_after) {
      places_.push_back({i - line.begin, slack + 1, text_.cell(i).size, 0});
    }
  }
  if (places_.empty()) {
    return stretch_spaces(line, slack, out);
  }
  deal(slack);
  for (const Place& place : places_) {
    after_[place.index] += place.part;
    out.worst_gap = max(out.worst_gap, Length::emu(place.part));
  }
  return true;
}

/// A line without gaps between Han, all Latin: its spaces grow beyond X1 and X2.
bool Setter::stretch_spaces(const Extent& line, std::int64_t slack, Line& out) {
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    const bool word_space = text_.shaped().clusters[i].is_space;
    if (word_space || (i > line.begin && text_.cell(i).before > 0)) {
      places_.push_back({i - line.begin, slack + 1, text_.cell(i).size, 0});
    }
  }
  if (places_.empty()) {
    return false;
  }
  deal(slack);
  for (const Place& place : places_) {
    const bool word_space = text_.shaped().clusters[line.begin + place.index].is_space;
    (word_space ? width_ : before_)[place.index] += place.part;
    out.worst_gap = max(out.worst_gap, Length::emu(place.part));
  }
  return true;
}

/// N1: the same gap between all clusters; Latin words and numbers hold together (N3).
void Setter::spread(const Extent& line, std::int64_t slack) {
  places_.clear();
  const auto& clusters = text_.shaped().clusters;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    if (clusters[i].cls == CharClass::interpunct) {  // a foreign name
      return;
    }
    const bool word = i + 1 < line.end && clusters[i].cls == CharClass::latin &&
                      clusters[i + 1].cls == CharClass::latin;
    if (i + 1 < line.end && !word && !clusters[i].is_space && !clusters[i + 1].is_space) {
      places_.push_back({i - line.begin, slack + 1, 1, 0});
    }
  }
  if (!places_.empty()) {
    deal(slack);
    for (const Place& place : places_) {
      after_[place.index] += place.part;
    }
  }
}

void Setter::emit(const Extent& line, std::int64_t from, Line& out) const {
  out.placed.reserve(line.end - line.begin);
  std::int64_t x = from;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    const std::uint32_t k = i - line.begin;
    x += before_[k];
    out.placed.push_back({Length::emu(x), Length::emu(-shift_[k]), Length::emu(width_[k])});
    x += width_[k] + after_[k];
  }
  out.width = Length::emu(x + line.hyphen);
}

Line Setter::set(const Choice& choice, std::uint32_t number) {
  const Extent line = text_.extent(choice.begin, choice.end);
  Line out;
  out.begin = line.begin;
  out.end = line.end;
  out.hyphen = line.hyphen > 0;
  out.last = text_.is_last(choice.end) || text_.break_at(choice.end).kind == BreakKind::mandatory;
  out.emergency = choice.emergency;
  start(line);
  const Align align = align_of(text_, choice.end);
  const std::int64_t indent = text_.indent(choice.begin) + text_.inset_left(number);
  std::int64_t room = text_.available(choice.begin, choice.end, number);
  if (choice.hanging != 0 && line.end > line.begin) {
    width_.back() -= text_.edge_right(line);  // G1: its body, whatever the style does at line ends
    out.hang = Length::emu(width_.back());
    room += width_.back();
  }
  // E2: the last mark keeps its blank if the line fits with it.
  if (text_.edges().end == LineEnd::automatic && line.end > line.begin) {
    const std::int64_t blank = text_.cell(line.end - 1).right0 - text_.edge_right(line);
    if (natural() + line.hyphen + blank <= room) {
      width_.back() += blank;
    }
  }
  const std::int64_t slack = room - natural() - line.hyphen;
  out.ratio = slack < 0 || align == Align::justify ? ratio_of(text_, line, slack) : 0;
  std::int64_t from = indent;
  if (slack < 0) {
    shrink(line, -slack, out);
  } else if (align == Align::justify) {
    out.justified = stretch(line, slack, out);
  } else if (align == Align::spread) {
    spread(line, slack);
  } else if (align == Align::center || align == Align::end) {
    from += align == Align::center ? slack / 2 : slack;
  }
  if (slack < 0 && align == Align::justify) {
    out.justified = natural() + line.hyphen == room;
  }
  emit(line, from, out);
  out.width -= out.hang;
  return out;
}

}  // namespace banxin
