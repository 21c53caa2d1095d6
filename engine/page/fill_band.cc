// One band: columns side by side down to what ends them, even if they are to be.
#include <algorithm>

#include "engine/page/fill_page.h"

namespace banxin {
namespace {

class ColumnsFiller {
 public:
  ColumnsFiller(const BandRequest& band, const FillToken& token) : band_(band), token_(token) {}

  FilledPage fill() const {
    FilledPage page = in_turn(band_.column.height, band_.column.stop);
    const std::optional<std::size_t> parted = parted_at(page);
    const bool complete = page.next.carried.empty() && ends_columns(page.next);
    const bool even = band_.fill == ColumnFill::balance || stands_below(page.next);
    const bool cleared = above_clear(page.next);
    if (complete && even && band_.columns > 1 && page.overfull.empty() && !column_break(page)) {
      page = balance(std::move(page));
    }
    page.cleared = cleared;
    page.complete = complete;
    page.parted = parted;
    return page;
  }

 private:
  const std::vector<Strip>& strips() const { return band_.column.fragment.strips; }

  std::size_t limit() const { return std::min(strips().size(), band_.column.stop); }

  FilledPage in_turn(Length height, std::size_t stop) const {
    FilledPage page;
    page.next = token_;
    FillRequest request = band_.column;
    request.height = height;
    request.stop = stop;
    for (std::size_t c = 0; c < band_.columns; ++c) {
      request.foot = band_.feet[c];
      FillResult result = fill_column(request, page.next);
      if (result.overfull) {
        page.overfull.push_back(page.next.strip);
      }
      page.against_rule += result.against_rule ? 1 : 0;
      page.next = std::move(result.next);
      result.column.index = c;
      page.columns.push_back(std::move(result.column));
      page.rule = result.rule;
      if (page.next.strip >= stop ? page.next.carried.empty() : ends_columns(page.next)) {
        break;
      }
    }
    return page;
  }

  /// Columns end there: with the text, at a page break, where blocks across them begin, or above
  /// strips that floats must not pass.
  bool ends_columns(const FillToken& next) const {
    if (next.strip >= limit()) {
      return next.carried.empty();
    }
    const Strip& strip = strips()[next.strip];
    const bool page_break = forced(strip.break_before) && strip.break_before != BreakRule::column &&
                            next.strip > band_.page_first;
    return page_break || strip.across || above_clear(next);
  }

  /// Floats wait there that must stand above the next strip.
  bool above_clear(const FillToken& next) const {
    return next.strip < strips().size() && strips()[next.strip].clear_floats &&
           !next.waiting.empty();
  }

  /// Something stands across the page below these columns, whatever `fill` says.
  bool stands_below(const FillToken& next) const {
    if (next.strip >= strips().size()) {
      return !next.waiting.empty();
    }
    const Strip& strip = strips()[next.strip];
    return (strip.across && !forced(strip.break_before)) || above_clear(next);
  }

  /// The head of the first column that holds a strip too high for it or parts what must not part.
  std::optional<std::size_t> parted_at(const FilledPage& page) const {
    for (const ColumnPlan& column : page.columns) {
      const bool too_high = std::find(page.overfull.begin(), page.overfull.end(), column.first) !=
                            page.overfull.end();
      const bool parts = column.end > column.first && column.end < limit() &&
                         strips()[column.end].break_before == BreakRule::avoid &&
                         !strips()[column.end].across;
      if (too_high || parts) {
        return column.first;
      }
    }
    return std::nullopt;
  }

  bool column_break(const FilledPage& page) const {
    return std::any_of(page.columns.begin(), page.columns.end(), [&](const ColumnPlan& column) {
      return column.end < strips().size() && strips()[column.end].break_before == BreakRule::column;
    });
  }

  /// P8: the least height at which all of it still fits. Floats that wait may then find a place at
  /// the head of a later column; what must stand below them still does.
  FilledPage balance(FilledPage page) const {
    Length high = band_.column.height;
    const Length exact = Length::emu(1000);  // 0.03 mm
    const int against_rule = page.against_rule;
    const std::size_t end = page.next.strip;
    const std::size_t waiting = page.next.waiting.size();
    const std::size_t stop = above_clear(page.next) ? end : band_.column.stop;
    for (Length low; high - low > exact;) {
      const Length middle = low + (high - low) / 2;
      FilledPage found = in_turn(middle, stop);
      const bool whole = found.overfull.empty() && found.next.carried.empty() &&
                         found.next.strip == end && found.next.waiting.size() <= waiting &&
                         found.against_rule <= against_rule;
      (whole ? high : low) = middle;
      if (whole) {
        page = std::move(found);
      }
    }
    return page;
  }

  const BandRequest& band_;
  const FillToken& token_;
};

}  // namespace

FilledPage fill_band(const BandRequest& band, const FillToken& token) {
  return ColumnsFiller(band, token).fill();
}

}  // namespace banxin
