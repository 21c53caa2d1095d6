// One column: the last allowed break that fits.
#include "engine/page/fill.h"

#include <algorithm>

namespace banxin {
namespace {

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

bool in_column(Float to) {
  return to == Float::column_top || to == Float::column_bottom;
}

bool has(std::span<const std::uint32_t> list, std::uint32_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool has_kind(const std::vector<TagRole>& kinds, TagRole kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

class Filler {
 public:
  Filler(const FillRequest& request, const FillToken& token) : request_(request), token_(token) {}

  FillResult fill() {
    place_carried();
    if (!request_.fragment.floats.empty()) {
      place_waiting();
      place_called();
    }
    measure();
    choose_end();
    place();
    if (!request_.fragment.floats.empty()) {
      keep_waiting();
    }
    return std::move(result_);
  }

 private:
  const std::vector<Strip>& strips() const { return request_.fragment.strips; }

  const StripFloat& float_of(std::uint32_t index) const { return request_.fragment.floats[index]; }

  std::size_t limit() const { return std::min(strips().size(), request_.stop); }

  Length room() const { return request_.room.value_or(request_.height); }

  Length top_of(std::size_t strip, Length above) const {
    return strip_top(strips(), token_.strip, strip, above, request_.grid);
  }

  // ---- notes ----------------------------------------------------------------------------------

  bool any_note() const { return !notes_.empty() || request_.foot > Length(); }

  /// Notes left over from the column before come first; they may take all but one line's room.
  void place_carried() {
    Length free = room() - request_.foot;
    if (token_.strip < limit()) {
      free -= strips()[token_.strip].height;
    }
    for (const NotePart& part : token_.carried) {
      add_note(part, free);
    }
  }

  /// Takes as many strips of a note as fit; the rest is carried on.
  void add_note(NotePart part, Length free) {
    const Fragment& note = request_.note(part.note);
    const Length gap = any_note() ? Length() : request_.note_gap;
    std::size_t end = result_.next.carried.empty() ? part.end : part.first;
    while (end > part.first && notes_height_ + gap + stacked_height(note, part.first, end) > free) {
      --end;
    }
    // A note line higher than a whole column still has to go somewhere, or filling never ends.
    if (end == part.first && part.first < part.end && !any_note() && token_.strip >= limit()) {
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

  // ---- floats ---------------------------------------------------------------------------------

  bool placed(std::uint32_t index) const {
    return has(request_.placed, index) || has(tops_, index) || has(bottoms_, index);
  }

  Length float_height(std::uint32_t index) const {
    const Length height = float_of(index).strip.height + float_of(index).space;
    const std::int64_t grid = request_.grid.emu();
    const bool whole_lines = grid > 0 && float_of(index).to == Float::column_top;
    return whole_lines ? Length::emu((height.emu() + grid - 1) / grid * grid) : height;
  }

  void add(std::uint32_t index) {
    const bool top = float_of(index).to == Float::column_top;
    (top ? tops_ : bottoms_).push_back(index);
    (top ? tops_height_ : bottoms_height_) += float_height(index);
  }

  void take_back(std::uint32_t index) {
    const bool top = float_of(index).to == Float::column_top;
    (top ? tops_ : bottoms_).pop_back();
    (top ? tops_height_ : bottoms_height_) -= float_height(index);
  }

  /// It waits, and with it all of its kind that are called later.
  void leave(std::uint32_t index) {
    if (!has_kind(waits_, float_of(index).kind)) {
      waits_.push_back(float_of(index).kind);
    }
  }

  /// Floats of a kind keep their order, also where one of them waits or stands lower already.
  bool in_order(std::uint32_t index) const {
    const auto blocks = [&](std::uint32_t other) {
      return other < index && float_of(other).kind == float_of(index).kind;
    };
    const bool below = std::any_of(request_.placed.begin(), request_.placed.end(), [&](auto one) {
      return float_of(one).to == Float::page_bottom && blocks(one);
    });
    const bool top = float_of(index).to == Float::column_top;
    return !below && !has_kind(waits_, float_of(index).kind) &&
           !(top && std::any_of(bottoms_.begin(), bottoms_.end(), blocks));
  }

  /// Those from columns before: the first in any case, if the column holds it; more only as far as
  /// a third of the column is left for text.
  void place_waiting() {
    for (const std::uint32_t index : token_.waiting) {
      const Length all = tops_height_ + bottoms_height_ + float_height(index) + notes_height_;
      const bool first = tops_.empty() && bottoms_.empty();
      const Length most = first ? request_.height : request_.height * 2 / 3;
      if (!placed(index) && in_column(float_of(index).to) && in_order(index) && all <= most) {
        add(index);
      } else if (!placed(index)) {
        leave(index);
      }
    }
  }

  bool clear_between(std::size_t first, std::size_t end) const {
    return std::any_of(strips().begin() + static_cast<std::ptrdiff_t>(first),
                       strips().begin() + static_cast<std::ptrdiff_t>(std::max(first, end)),
                       [](const Strip& strip) { return strip.clear_floats; });
  }

  /// Floats called in this column, one by one: each stays if its call then still stands here.
  void place_called() {
    std::size_t from = token_.strip;
    while (true) {
      measure();
      choose_end();
      std::size_t call = from;
      while (call < end_ && strips()[call].floats.empty()) {
        ++call;
      }
      if (call >= end_) {
        return;
      }
      for (const std::uint32_t index : strips()[call].floats) {
        try_called(index, call);
      }
      from = call + 1;
    }
  }

  void try_called(std::uint32_t index, std::size_t call) {
    if (placed(index)) {
      return;
    }
    const bool top = float_of(index).to == Float::column_top;
    const bool may = in_column(float_of(index).to) && in_order(index) &&
                     !(top && clear_between(token_.strip, call + 1));
    if (may) {
      add(index);
      measure();
      choose_end();
      const bool stays =
          call < end_ && !result_.overfull && (top || !clear_between(call + 1, end_));
      if (stays) {
        return;
      }
      take_back(index);
    }
    leave(index);
  }

  /// What waits on: floats from before that found no place, and those called here.
  void keep_waiting() {
    for (const std::uint32_t index : token_.waiting) {
      if (!placed(index)) {
        result_.next.waiting.push_back(index);
      }
    }
    for (std::size_t i = token_.strip; i < end_; ++i) {
      for (const std::uint32_t index : strips()[i].floats) {
        if (!placed(index)) {
          result_.next.waiting.push_back(index);
        }
      }
    }
  }

  bool any_waiting() const {
    return std::any_of(token_.waiting.begin(), token_.waiting.end(), [&](std::uint32_t index) {
      return !placed(index);
    });
  }

  bool calls_waiting(const Strip& strip) const {
    return std::any_of(strip.floats.begin(), strip.floats.end(), [&](std::uint32_t index) {
      return !placed(index);
    });
  }

  // ---- strips ---------------------------------------------------------------------------------

  /// How far strips fit, and the last place before that where a break is allowed.
  void measure() {
    start_ = tops_height_ + head_height(request_.fragment, continued()) +
             box_heads(request_.fragment, token_.strip);
    const Length bottom = request_.height - bottoms_height_;
    const Length foot = room() - request_.foot - bottoms_height_;
    Length used = start_;
    Length notes = notes_height_;
    bool any = any_note();
    bool waiting = any_waiting();
    fits_ = best_ = token_.strip;
    for (std::size_t i = token_.strip; i < limit(); ++i) {
      const Strip& strip = strips()[i];
      const bool ends =
          i > token_.strip && (forced(strip.break_before) || (waiting && strip.clear_floats) ||
                               strip.across != strips()[token_.strip].across);
      if (ends) {
        fits_ = best_ = i;
        return;
      }
      const Length top = top_of(i, used);
      const bool scant = i > token_.strip && strip.break_before == BreakRule::automatic &&
                         top + strip.room_needed + notes > min(bottom, foot);
      const Length more_notes = notes_of(i, any);
      const Length end = top + strip.height;
      if (scant || end > bottom || end + notes + more_notes > foot) {
        return;
      }
      used = end;
      notes += more_notes;
      any = any || !strip.notes.empty();
      waiting = waiting || calls_waiting(strip);
      fits_ = i + 1;
      const bool may_end = fits_ == limit() || strips()[fits_].break_before == BreakRule::automatic;
      const Length closed = used + box_feet(request_.fragment, fits_);
      if (may_end && closed <= bottom && closed + notes <= foot) {
        best_ = fits_;
      }
    }
    fits_ = best_ = limit();
  }

  std::uint32_t continued() const { return table_across(request_.fragment, token_.strip); }

  void choose_end() {
    end_ = best_ > token_.strip ? best_ : fits_;
    result_.overfull = false;
    const bool floats_only = !tops_.empty() || !bottoms_.empty();
    if (end_ == token_.strip && end_ < limit() && !floats_only) {
      // Nothing fits: its notes go on below it as far as there is room, or it is too high itself.
      result_.overfull = start_ + strips()[end_].height > request_.height;
      ++end_;
    }
    result_.against_rule = end_ > token_.strip && end_ < limit() &&
                           strips()[end_].break_before == BreakRule::avoid &&
                           strips()[end_].across == strips()[token_.strip].across;
    if (end_ < strips().size() && end_ > token_.strip && forced(strips()[end_].break_before)) {
      result_.rule = strips()[end_].break_before;
    } else {
      result_.rule = BreakRule::automatic;
    }
  }

  void place() {
    ColumnPlan& column = result_.column;
    column.first = token_.strip;
    column.end = end_;
    column.continued = end_ > token_.strip ? continued() : 0;
    column.head = tops_height_;
    column.cut = end_ > token_.strip ? table_across(request_.fragment, end_) : 0;
    Length y = start_;
    for (std::size_t i = token_.strip; i < end_; ++i) {
      y = top_of(i, y);
      column.tops.push_back(y);
      y += strips()[i].height;
    }
    column.used = y;
    for (std::size_t i = token_.strip; i < end_; ++i) {
      for (const NoteId id : strips()[i].notes) {
        add_note({id, 0, request_.note(id).strips.size()},
                 room() - request_.foot - bottoms_height_ - y);
      }
    }
    place_floats(column);
    column.notes = std::move(notes_);
    column.notes_height = notes_height_;
    result_.next.strip = end_;
  }

  /// A continued table's head stands below floats; those at the foot end where notes begin.
  void place_floats(ColumnPlan& column) {
    Length y;
    for (const std::uint32_t index : tops_) {
      column.floats.push_back({index, y});
      y += float_height(index);
    }
    if (bottoms_.empty()) {
      return;
    }
    y = min(request_.height, room() - request_.foot - notes_height_);
    column.used = y;
    y -= bottoms_height_;
    for (const std::uint32_t index : bottoms_) {
      y += float_of(index).space;
      column.floats.push_back({index, y});
      y += float_of(index).strip.height;
    }
  }

  const FillRequest& request_;
  const FillToken& token_;
  FillResult result_;
  std::vector<NotePart> notes_;
  Length notes_height_;
  std::vector<std::uint32_t> tops_, bottoms_;  // floats placed here
  std::vector<TagRole> waits_;                 // kinds of which one has found no place
  Length tops_height_, bottoms_height_;
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

FillResult fill_column(const FillRequest& request, const FillToken& token) {
  return Filler(request, token).fill();
}

}  // namespace banxin
