// Pages from sketches, for tests: hand-made strips, no font, no text.
#pragma once

#include <string>
#include <vector>

#include "engine/base/number.h"
#include "engine/page/fill.h"

namespace banxin::page_test {

/// Strips from a sketch, one letter a strip of 10 pt: 'l' a line, '-' a line that stays with the
/// one above, 'A' a block across the columns, 'a' one that stays with what is above it, 'P' a line
/// after a page break, 'C' after a column break, 'K' the first line of another article, 'n' a line
/// with the mark of note 0. A digit is a call, from the strip before it, of that float.
inline Fragment strips(const std::string& sketch) {
  Fragment fragment;
  for (const char c : sketch) {
    if (c >= '0' && c <= '9') {
      fragment.strips.back().floats.push_back(static_cast<std::uint32_t>(c - '0'));
      continue;
    }
    Strip strip;
    strip.height = 10_pt;
    strip.across = c == 'A' || c == 'a';
    strip.clear_floats = c == 'K';
    strip.break_before = c == '-' || c == 'a' ? BreakRule::avoid
                         : c == 'P'           ? BreakRule::page
                         : c == 'C'           ? BreakRule::column
                                              : BreakRule::automatic;
    if (c == 'n') {
      strip.notes.push_back(static_cast<NoteId>(0));
    }
    fragment.strips.push_back(strip);
  }
  return fragment;
}

/// A float as high as `height`, with 5 pt between it and the text.
inline StripFloat floating(Float to, Length height, TagRole kind = TagRole::figure) {
  StripFloat out;
  out.strip.height = height;
  out.to = to;
  out.space = 5_pt;
  out.kind = kind;
  return out;
}

/// "0-3|3-5 =5-6@30": bands from head to foot, their columns parted by '|', '=' before what stands
/// across, '@' and where a band begins if not at the head, "f0" a float (with its own top if not
/// that of its band), "n0:1" note parts. Pages are parted by " / ".
inline std::string bands(const FilledPage& page) {
  std::string out;
  for (std::size_t i = 0; i < page.columns.size(); ++i) {
    const ColumnPlan& column = page.columns[i];
    const bool same = i > 0 && page.columns[i - 1].band == column.band;
    out += i == 0 ? "" : same ? "|" : " ";
    out += column.across ? "=" : "";
    if (column.end > column.first || column.floats.empty()) {
      out += std::to_string(column.first) + "-" + std::to_string(column.end);
    }
    for (const PlacedFloat& placed : column.floats) {
      out += "f" + std::to_string(placed.index);
      out += placed.top == Length() ? "" : "+" + number_text(placed.top.pt(), 1);
    }
    for (const NotePart& part : column.notes) {
      out += "n" + std::to_string(part.first) + ":" + std::to_string(part.end);
    }
    const bool last = i + 1 == page.columns.size() || page.columns[i + 1].band != column.band;
    out += last && column.top != Length() ? "@" + number_text(column.top.pt(), 1) : "";
  }
  return out;
}

struct Paper {
  std::size_t columns = 2;
  Length height = 60_pt;
  ColumnFill fill = ColumnFill::balance;
  Length grid = {};
};

inline std::string pages(const Fragment& fragment, const Paper& paper, const Fragment& note = {}) {
  FillRequest request{
      fragment, paper.height, 5_pt, [&](NoteId) -> const Fragment& { return note; }, paper.grid};
  std::string out;
  FillToken token;
  while (token.strip < fragment.strips.size() || !token.carried.empty() || !token.waiting.empty()) {
    FilledPage page = fill_columns(request, paper.columns, paper.fill, token);
    out += (out.empty() ? "" : " / ") + bands(page);
    token = std::move(page.next);
  }
  return out;
}

}  // namespace banxin::page_test
