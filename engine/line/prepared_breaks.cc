// Where the lines of a prepared paragraph may end: breaks with what styles and neighbours do to
// them, nearest legal positions, edges that drop spaces, marks that may hang.
#include <algorithm>

#include "engine/line/prepared.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr bool drops_at_edge(CharClass cls) {
  return cls == CharClass::space || cls == CharClass::line_feed ||
         cls == CharClass::ideographic_space || cls == CharClass::zero_width_break ||
         cls == CharClass::soft_hyphen;
}

constexpr bool is_legal(BreakAfter at) {
  return at.kind == BreakKind::allowed || at.kind == BreakKind::mandatory ||
         (at.kind == BreakKind::hyphen && at.penalty < kEmergencyHyphenPenalty);
}

}  // namespace

/// U8: a note's mark sticks to what it annotates.
void Prepared::make_breaks() {
  breaks_.reserve(size());
  for (std::uint32_t i = 0; i < size(); ++i) {
    breaks_.push_back(shaped_->clusters[i].break_after);
    const bool before_note = i + 1 < size() && shaped_->clusters[i + 1].note;
    if (before_note && breaks_[i].kind != BreakKind::mandatory) {
      breaks_[i] = {BreakKind::forbidden, 0};
    }
  }
  hold_spaces();
  if (composition().word_breaks != WordBreaks::free && composition().breaker == Breaker::optimal) {
    penalise_words();
  }
}

/// U+3000 vanishes at a line edge (K8): what may not stand there because of the mark beside it may
/// not stand there with such a space between either.
void Prepared::hold_spaces() {
  const auto is_space = [&](std::uint32_t i) {
    return shaped_->clusters[i].cls == CharClass::ideographic_space;
  };
  for (std::uint32_t begin = 1; begin < size(); ++begin) {
    std::uint32_t end = begin;
    while (end < size() && is_space(end)) {
      ++end;
    }
    if (end == begin || end == size()) {
      begin = end;
      continue;
    }
    const BreakAfter before = breaks_[begin - 1], after = breaks_[end - 1];
    const bool forced = before.kind == BreakKind::mandatory || after.kind == BreakKind::mandatory;
    const bool forbidden =
        before.kind == BreakKind::forbidden || after.kind == BreakKind::forbidden;
    if (!forced && forbidden) {
      const BreakAfter& stricter = before.kind == BreakKind::forbidden ? before : after;
      std::fill(breaks_.begin() + begin - 1, breaks_.begin() + end, stricter);
    }
    begin = end;
  }
}

/// D3: what a break between two Han inside a word of ICU's dictionary costs.
void Prepared::penalise_words() {
  const std::vector<PhraseBreak> words = phrase_breaks(shaped_->text, composition().locale);
  auto word = words.begin();
  for (std::uint32_t i = 0; i + 1 < size(); ++i) {
    const ShapedCluster& c = shaped_->clusters[i];
    while (word != words.end() && word->offset < c.text_end) {
      ++word;
    }
    const bool inside = word == words.end() || word->offset != c.text_end;
    const bool han = c.cls == CharClass::han && shaped_->clusters[i + 1].cls == CharClass::han;
    if (inside && han && breaks_[i].kind == BreakKind::allowed) {
      const std::int16_t penalty = composition().word_breaks == WordBreaks::avoid ? 10 : 200;
      breaks_[i].penalty = std::max(breaks_[i].penalty, penalty);
    }
  }
}

/// Where lines may end, and where text begins and ends beside the spaces a line edge drops.
void Prepared::find_edges() {
  const std::uint32_t count = size();
  places_.resize(count + 2);
  for (std::uint32_t i = 0; i < count; ++i) {
    const ShapedCluster& c = shaped_->clusters[i];
    Place& place = places_[i];
    Place& next = places_[i + 1];
    place.droppable = c.is_space || drops_at_edge(c.cls);
    next.text_end = place.droppable ? place.text_end : i + 1;
    next.previous_legal = i + 1 == count || is_legal(breaks_[i]) ? i + 1 : place.previous_legal;
  }
  places_[count].forced_end = places_[count].text_begin = count;
  places_[count + 1].next_legal = count;
  for (std::uint32_t i = count; i-- > 0;) {
    Place& place = places_[i];
    Place& next = places_[i + 1];
    next.next_legal = next.previous_legal == i + 1 ? i + 1 : places_[i + 2].next_legal;
    const bool forced = breaks_[i].kind == BreakKind::mandatory;
    place.forced_end = forced ? i + 1 : next.forced_end;
    place.text_begin = place.droppable && !forced ? next.text_begin : i;
  }
  places_[0].next_legal = places_[1].next_legal;
}

bool Prepared::may_hang(std::uint32_t p) const {
  const Composition& c = composition();
  const auto& clusters = shaped_->clusters;
  const auto mark = [&](std::uint32_t i) { return clusters[i].cls <= CharClass::question; };
  const bool centred = p > 0 && cells_[p - 1].left0 > 0 &&  // G2: hangs in vertical text only
                       c.writing_mode == WritingMode::horizontal_tb;
  if (c.hanging.empty() || p == 0 || !mark(p - 1) || centred ||
      clusters[p - 1].cls == CharClass::closing || (p < size() && mark(p))) {
    return false;
  }
  const ShapedCluster& cluster = clusters[p - 1];
  return c.hanging.find(shaped_->text.substr(
             cluster.text_begin, cluster.text_end - cluster.text_begin)) != std::string::npos;
}

}  // namespace banxin
