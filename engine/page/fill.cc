#include "engine/page/fill.h"

#include <algorithm>

namespace banxin {
namespace {

bool forced(BreakRule rule) {
  return rule != BreakRule::automatic && rule != BreakRule::avoid;
}

/// The table whose rows stand on both sides of a break before `strip`; its body goes on.
std::uint32_t table_across(const Fragment& fragment, std::size_t strip) {
  if (strip == 0 || strip >= fragment.strips.size()) {
    return 0;
  }
  const Strip& below = fragment.strips[strip];
  return below.table != 0 && !below.table_head && fragment.strips[strip - 1].table == below.table
             ? below.table
             : 0;
}

Length head_height(const Fragment& fragment, std::uint32_t table) {
  Length height;
  if (table != 0) {
    for (const Strip& strip : fragment.tables[table - 1].continued) {
      height += strip.height;
    }
    for (const Strip& strip : fragment.tables[table - 1].head) {
      height += strip.height;
    }
  }
  return height;
}

class Filler {
 public:
  Filler(const FillRequest& request, const FillToken& token) : request_(request), token_(token) {}

  FillResult fill() {
    place_carried();
    measure();
    choose_end();
    place();
    return std::move(result_);
  }

 private:
  const std::vector<Strip>& strips() const { return request_.fragment.strips; }

  Length top_of(std::size_t strip, Length above) const {
    return strip_top(strips(), token_.strip, strip, above, request_.grid);
  }

  /// Notes left over from the column before come first; they may take all but one line's room.
  void place_carried() {
    Length room = request_.height;
    if (token_.strip < strips().size()) {
      room -= strips()[token_.strip].height;
    }
    for (const NotePart& part : token_.carried) {
      add_note(part, room);
    }
  }

  /// Takes as many strips of a note as fit; the rest is carried on.
  void add_note(NotePart part, Length room) {
    const Fragment& note = request_.note(part.note);
    const Length gap = notes_.empty() ? request_.note_gap : Length();
    std::size_t end = result_.next.carried.empty() ? part.end : part.first;
    while (end > part.first && notes_height_ + gap + stacked_height(note, part.first, end) > room) {
      --end;
    }
    // A note line higher than a whole column still has to go somewhere, or filling never ends.
    if (end == part.first && part.first < part.end && notes_.empty() &&
        token_.strip >= strips().size()) {
      ++end;
    }
    if (end > part.first) {
      notes_height_ += gap + stacked_height(note, part.first, end);
      notes_.push_back({part.note, part.first, end});
    }
    if (end < part.end) {
      result_.next.carried.push_back({part.note, end, part.end});
    }
  }

  Length notes_of(std::size_t strip, bool any_before) const {
    Length height;
    for (const NoteId id : strips()[strip].notes) {
      const Fragment& note = request_.note(id);
      height += stacked_height(note, 0, note.strips.size());
      height += any_before ? Length() : request_.note_gap;
      any_before = true;
    }
    return height;
  }

  /// How far strips fit, and the last place before that where a break is allowed.
  void measure() {
    start_ = head_height(request_.fragment, table_across(request_.fragment, token_.strip));
    Length used = start_;
    Length notes = notes_height_;
    bool any_note = !notes_.empty();
    fits_ = best_ = token_.strip;
    for (std::size_t i = token_.strip; i < strips().size(); ++i) {
      const Strip& strip = strips()[i];
      if (i > token_.strip && forced(strip.break_before)) {
        result_.rule = strip.break_before;
        fits_ = best_ = i;
        return;
      }
      const Length top = top_of(i, used);
      const bool scant = i > token_.strip && strip.break_before == BreakRule::automatic &&
                         top + strip.room_needed + notes > request_.height;
      const Length more_notes = notes_of(i, any_note);
      if (scant || top + strip.height + notes + more_notes > request_.height) {
        return;
      }
      used = top + strip.height;
      notes += more_notes;
      any_note = any_note || !strip.notes.empty();
      fits_ = i + 1;
      if (fits_ == strips().size() || strips()[fits_].break_before == BreakRule::automatic) {
        best_ = fits_;
      }
    }
    fits_ = best_ = strips().size();
  }

  void choose_end() {
    end_ = best_ > token_.strip ? best_ : fits_;
    if (end_ == token_.strip && end_ < strips().size()) {
      // Nothing fits: its notes go on below it as far as there is room, or it is too high itself.
      result_.overfull = start_ + strips()[end_].height > request_.height;
      ++end_;
    }
    result_.against_rule =
        end_ < strips().size() && strips()[end_].break_before == BreakRule::avoid;
    if (end_ < strips().size() && forced(strips()[end_].break_before)) {
      result_.rule = strips()[end_].break_before;
    } else {
      result_.rule = BreakRule::automatic;
    }
  }

  void place() {
    ColumnPlan& column = result_.column;
    column.first = token_.strip;
    column.end = end_;
    column.continued = table_across(request_.fragment, token_.strip);
    column.cut = table_across(request_.fragment, end_);
    Length y = start_;
    for (std::size_t i = token_.strip; i < end_; ++i) {
      y = top_of(i, y);
      column.tops.push_back(y);
      y += strips()[i].height;
    }
    column.used = y;
    for (std::size_t i = token_.strip; i < end_; ++i) {
      for (const NoteId id : strips()[i].notes) {
        add_note({id, 0, request_.note(id).strips.size()}, request_.height - y);
      }
    }
    column.notes = std::move(notes_);
    column.notes_height = notes_height_;
    result_.next.strip = end_;
  }

  const FillRequest& request_;
  const FillToken& token_;
  FillResult result_;
  std::vector<NotePart> notes_;
  Length notes_height_;
  Length start_;
  std::size_t fits_ = 0, best_ = 0, end_ = 0;
};

}  // namespace

Length stacked_height(const Fragment& fragment, std::size_t first, std::size_t end) {
  Length height;
  for (std::size_t i = first; i < end; ++i) {
    const Strip& strip = fragment.strips[i];
    height += strip.height + (i > first || strip.keep_space_at_top ? strip.space_before : Length());
  }
  return height;
}

namespace {

FilledPage fill_in_turn(const FillRequest& request, std::size_t count, const FillToken& token) {
  FilledPage page;
  page.next = token;
  for (std::size_t c = 0; c < count; ++c) {
    FillResult result = fill_column(request, page.next);
    if (result.overfull) {
      page.overfull.push_back(page.next.strip);
    }
    page.against_rule += result.against_rule ? 1 : 0;
    page.next = std::move(result.next);
    page.columns.push_back(std::move(result.column));
    page.rule = result.rule;
    const bool done =
        page.next.strip >= request.fragment.strips.size() && page.next.carried.empty();
    if (done || (forced(page.rule) && page.rule != BreakRule::column)) {
      break;
    }
  }
  return page;
}

/// The text ends on this page, and no column was ended on purpose.
bool ends_here(const FilledPage& page, const Fragment& fragment) {
  const bool column_break =
      std::any_of(page.columns.begin(), page.columns.end(), [&](const ColumnPlan& column) {
        return column.end < fragment.strips.size() &&
               fragment.strips[column.end].break_before == BreakRule::column;
      });
  const bool done = page.next.strip >= fragment.strips.size();
  return !column_break && page.next.carried.empty() && (done || forced(page.rule));
}

}  // namespace

FilledPage fill_columns(const FillRequest& request,
                        std::size_t count,
                        ColumnFill fill,
                        const FillToken& token) {
  FilledPage page = fill_in_turn(request, count, token);
  if (fill != ColumnFill::balance || count < 2 || !page.overfull.empty() ||
      !ends_here(page, request.fragment)) {
    return page;
  }
  // The least height at which all of it still fits.
  const Length exact = Length::emu(1000);  // 0.03 mm
  FillRequest trial = request;
  Length low, high = request.height;
  while (high - low > exact) {
    trial.height = low + (high - low) / 2;
    FilledPage found = fill_in_turn(trial, count, token);
    const bool whole = found.overfull.empty() && found.next.carried.empty() &&
                       found.next.strip == page.next.strip &&
                       found.against_rule <= page.against_rule;
    (whole ? high : low) = trial.height;
    if (whole) {
      page = std::move(found);
    }
  }
  return page;
}

FillResult fill_column(const FillRequest& request, const FillToken& token) {
  return Filler(request, token).fill();
}

}  // namespace banxin
