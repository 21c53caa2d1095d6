// One page: bands of columns and of blocks across them, from its head to its foot.
#include "engine/page/fill_page.h"

#include <algorithm>

namespace banxin {
namespace {

Length up_to_grid(Length length, Length grid) {
  const std::int64_t step = grid.emu();
  return step > 0 ? Length::emu((length.emu() + step - 1) / step * step) : length;
}

/// Fills one page from head to foot. Where that parts what must stay together it is filled once
/// more, up to the last break that is allowed.
class BandFiller {
 public:
  BandFiller(const PageRequest& page, const FillToken& token, const PageFloats& floats)
      : request_(page.column),
        count_(page.columns),
        fill_(page.fill),
        token_(token),
        floats_(floats) {
    placed_ = floats.tops;
    placed_.insert(placed_.end(), floats.bottoms.begin(), floats.bottoms.end());
  }

  FilledPage fill() { return settle(); }

 private:
  const Fragment& fragment() const { return request_.fragment; }

  const std::vector<Strip>& strips() const { return request_.fragment.strips; }

  const StripFloat& float_of(std::uint32_t index) const { return fragment().floats[index]; }

  // ---- bands ----------------------------------------------------------------------------------

  FilledPage settle() {
    stop_ = request_.stop;
    bad_.reset();
    FilledPage page = attempt();
    if (!bad_) {
      return page;
    }
    // What must stay together was parted between bands: the page ends above it, if it can. Below
    // floats that can be at once: the page is theirs.
    std::size_t stop = *bad_;
    while (stop > token_.strip && strips()[stop].break_before == BreakRule::avoid) {
      --stop;
    }
    if (stop == token_.strip && floats_.tops.empty()) {
      return page;
    }
    stop_ = stop;
    page = attempt();
    if (stop < strips().size() && page.next.strip == stop && forced(strips()[stop].break_before)) {
      page.rule = strips()[stop].break_before;
    }
    return page;
  }

  FilledPage attempt() {
    page_ = FilledPage();
    page_.next = token_;
    std::erase_if(page_.next.waiting, [&](std::uint32_t one) { return is_placed(one); });
    feet_.assign(count_, Length());
    y_ = Length();
    bands_ = 0;
    bottom_ = request_.height - heights(fragment(), floats_.bottoms);
    const bool below_opening = opening_end(fragment(), token_) > token_.strip;
    if (!below_opening) {
      place_floats(floats_.tops, Length());
    }
    bool more = band(true);
    if (below_opening) {
      place_floats(floats_.tops, y_);
    }
    while (more) {
      more = band(false);
    }
    place_floats(floats_.bottoms, bottom_);
    page_.foot = bottom_;
    return std::move(page_);
  }

  std::size_t limit() const { return std::min(strips().size(), stop_); }

  /// Places one band; false if the page is done.
  bool band(bool first) {
    const std::size_t at = page_.next.strip;
    if (!page_.next.waiting.empty() && (at >= strips().size() || strips()[at].clear_floats)) {
      if (!place_left_over()) {
        return false;
      }
      return page_.next.strip < limit();
    }
    if (at >= limit()) {
      return first && !page_.next.carried.empty() && columns(first);
    }
    const Strip& strip = strips()[at];
    if (!first && forced(strip.break_before) && strip.break_before != BreakRule::column) {
      page_.rule = strip.break_before;
      return false;
    }
    if (!first && strip.break_before == BreakRule::automatic &&
        band_top(strip) + strip.room_needed + deepest_foot() > bottom_) {
      return false;
    }
    if (first && !placed_.empty() && y_ + strip.height > bottom_) {
      return false;  // a page of floats
    }
    return strip.across ? across(first) : columns(first);
  }

  bool at_head() const { return y_ == Length(); }

  Length deepest_foot() const { return *std::max_element(feet_.begin(), feet_.end()); }

  /// Where a band that begins with `strip` stands. What stands across may leave the grid.
  Length band_top(const Strip& strip) const {
    const Length top = y_ + (at_head() ? Length() : strip.space_before);
    return at_head() || strip.across ? top : up_to_grid(top, request_.grid);
  }

  /// What must not be parted is parted at `strip`, where a band ends the page: it is `false`.
  bool end_badly(std::size_t strip) {
    if (!bad_ && stop_ == request_.stop) {
      bad_ = strip;
    }
    return false;
  }

  bool ends_above(const Strip& strip, std::size_t at) {
    return strip.break_before == BreakRule::avoid ? end_badly(at) : false;
  }

  bool across(bool first) {
    const std::size_t at = page_.next.strip;
    const Length top = band_top(strips()[at]);
    if (!first && top + strips()[at].height + deepest_foot() > bottom_) {
      return ends_above(strips()[at], at);
    }
    FillRequest request = request_;
    request.grid = Length();
    request.height = bottom_ - top - deepest_foot();
    request.room = bottom_ - top;
    request.foot = feet_.front();
    request.stop = stop_;
    request.placed = placed_;
    FillResult result = fill_column(request, page_.next);
    const bool parted = result.against_rule || result.overfull;
    if (result.overfull) {
      page_.overfull.push_back(at);
    }
    page_.against_rule += result.against_rule ? 1 : 0;
    page_.next = std::move(result.next);
    page_.rule = result.rule;
    result.column.across = true;
    result.column.band = bands_++;
    result.column.top = top + centring(top, result.column.used);
    feet_.front() += result.column.notes_height;
    y_ = result.column.top + result.column.used;
    page_.columns.push_back(std::move(result.column));
    if (parted && (!first || top > Length())) {
      return end_badly(at);
    }
    return goes_on(true, false);
  }

  /// L3: what stands across the page off the grid has half of the room to the next line above it.
  Length centring(Length top, Length height) const {
    const std::size_t next = page_.next.strip;
    if (top == Length() || next >= limit() || strips()[next].across ||
        forced(strips()[next].break_before)) {
      return Length();
    }
    const Length end = top + height + strips()[next].space_before;
    const Length left = bottom_ - deepest_foot() - top - height;
    return max(Length(), min((up_to_grid(end, request_.grid) - end) / 2, left));
  }

  /// Whether another band can follow one of strips that stand `across` or not. One that `cleared`
  /// floats can be followed by one of its kind.
  bool goes_on(bool across, bool cleared) {
    const std::size_t next = page_.next.strip;
    const bool page_rule = forced(page_.rule) && page_.rule != BreakRule::column;
    if (page_rule || !page_.next.carried.empty()) {
      return false;
    }
    const bool waiting = !page_.next.waiting.empty();
    if (next >= strips().size()) {
      return waiting;
    }
    return next < limit() &&
           (strips()[next].across != across || cleared || (waiting && strips()[next].clear_floats));
  }

  bool columns(bool first) {
    const std::size_t at = page_.next.strip;
    const Length top = at < limit() ? band_top(strips()[at]) : y_;
    if (!first && top + strips()[at].height + feet_.front() > bottom_) {
      return ends_above(strips()[at], at);
    }
    FillRequest request = request_;
    request.height = bottom_ - top;
    request.room = bottom_ - top;
    request.stop = stop_;
    request.placed = placed_;
    const BandRequest band{request, count_, fill_, feet_, token_.strip};
    FilledPage found = fill_band(band, page_.next);
    Length deepest;
    for (ColumnPlan& column : found.columns) {
      column.band = bands_;
      column.top = top;
      deepest = max(deepest, column.used);
      feet_[column.index] += column.notes_height;
      page_.columns.push_back(std::move(column));
    }
    ++bands_;
    page_.overfull.insert(page_.overfull.end(), found.overfull.begin(), found.overfull.end());
    page_.against_rule += found.against_rule;
    page_.next = std::move(found.next);
    page_.rule = found.rule;
    y_ = top + deepest;
    if (found.parted && (!first || top > Length())) {
      return end_badly(*found.parted);
    }
    return found.complete && goes_on(false, found.cleared);
  }

  // ---- floats across the page -----------------------------------------------------------------

  bool is_placed(std::uint32_t index) const {
    return std::find(placed_.begin(), placed_.end(), index) != placed_.end();
  }

  /// Floats one below the other from `top` on; the text goes on below them, on the grid.
  void place_floats(const std::vector<std::uint32_t>& floats, Length top) {
    if (floats.empty()) {
      return;
    }
    const bool foot = float_of(floats.front()).to == Float::page_bottom;
    ColumnPlan plan = float_plan(top);
    Length y;
    for (const std::uint32_t index : floats) {
      const StripFloat& one = float_of(index);
      y += foot || (top > Length() && y == Length()) ? one.space : Length();
      plan.floats.push_back({index, y});
      y += one.strip.height;
      plan.used = y;
      y += foot ? Length() : one.space;
    }
    if (top + plan.used > request_.height) {
      page_.overfull_floats = floats;  // below an opening that leaves no room
    }
    page_.columns.push_back(std::move(plan));
    if (!foot) {
      y_ = up_to_grid(top + y, request_.grid);
    }
  }

  ColumnPlan float_plan(Length top) {
    ColumnPlan plan;
    plan.first = plan.end = page_.next.strip;
    plan.across = true;
    plan.top = top;
    plan.band = bands_++;
    return plan;
  }

  /// Floats that found no place before their article ended stand below it. False: the page is full.
  bool place_left_over() {
    std::vector<std::uint32_t>& waiting = page_.next.waiting;
    while (!waiting.empty()) {
      // Those of columns stand side by side, others across the page.
      const bool wide = across_page(float_of(waiting.front()).to);
      std::size_t count = 1;
      while (!wide && count < std::min(count_, waiting.size()) &&
             !across_page(float_of(waiting[count]).to)) {
        ++count;
      }
      Length height, space;
      for (std::size_t i = 0; i < count; ++i) {
        height = max(height, float_of(waiting[i]).strip.height);
        space = max(space, float_of(waiting[i]).space);
      }
      const Length top = y_ + (at_head() ? Length() : space);
      if (top + height + deepest_foot() > bottom_ && !at_head()) {
        return false;
      }
      for (std::size_t i = 0; i < count; ++i) {
        ColumnPlan plan = float_plan(top);
        plan.across = wide;
        plan.index = i;
        plan.floats.push_back({waiting[i], Length()});
        plan.used = float_of(waiting[i]).strip.height;
        page_.columns.push_back(std::move(plan));
      }
      y_ = top + height + space;
      waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(count));
    }
    return true;
  }

  const FillRequest& request_;
  std::size_t count_;
  ColumnFill fill_;
  const FillToken& token_;
  const PageFloats& floats_;
  std::vector<std::uint32_t> placed_;  // all of them
  // of one attempt:
  FilledPage page_;
  std::vector<Length> feet_;  // heights of the notes at the foot of each column
  Length y_, bottom_;         // the next band stands between
  std::size_t bands_ = 0;
  std::size_t stop_ = 0;
  std::optional<std::size_t> bad_;  // what must stay together is parted here
};

}  // namespace

FilledPage fill_bands(const PageRequest& page, const FillToken& token, const PageFloats& floats) {
  return BandFiller(page, token, floats).fill();
}

bool across_page(Float to) {
  return to == Float::page_top || to == Float::page_bottom;
}

Length heights(const Fragment& fragment, const std::vector<std::uint32_t>& floats) {
  Length height;
  for (const std::uint32_t index : floats) {
    height += fragment.floats[index].strip.height + fragment.floats[index].space;
  }
  return height;
}

std::size_t opening_end(const Fragment& fragment, const FillToken& token) {
  const auto& strips = fragment.strips;
  std::size_t end = token.strip;
  bool opens = false;
  for (; end < strips.size() && strips[end].across; ++end) {
    if (end > token.strip && forced(strips[end].break_before)) {
      break;
    }
    opens = opens || strips[end].clear_floats;
  }
  return opens && token.waiting.empty() ? end : token.strip;
}

}  // namespace banxin
