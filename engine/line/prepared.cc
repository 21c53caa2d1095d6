#include "engine/line/prepared.h"

#include <algorithm>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr bool zero_width(CharClass cls) {
  return cls == CharClass::zero_width_break || cls == CharClass::word_joiner ||
         cls == CharClass::soft_hyphen;
}

constexpr bool closes(CharClass cls) {
  return cls == CharClass::closing || cls == CharClass::pause || cls == CharClass::stop ||
         cls == CharClass::question;
}

EdgeRules edge_rules(const Composition& c, const LineRequest& request) {
  EdgeRules rules;
  const bool untouched = c.punctuation == PunctuationStyle::raw ||
                         c.punctuation == PunctuationStyle::grid ||
                         c.punctuation == PunctuationStyle::grid_compact;
  if (untouched) {
    return {false, false, LineEnd::keep};
  }
  // E5: what is centred or right-set is centred by its ink.
  if (c.balance || request.align == Align::center || request.align == Align::end) {
    return {true, true, LineEnd::always};
  }
  rules.end = c.line_end;
  rules.trim_start = c.line_start == LineStart::trim;
  if (c.punctuation == PunctuationStyle::full) {  // S1
    rules.trim_start = false;
    rules.end = c.line_end == LineEnd::keep ? LineEnd::keep : LineEnd::automatic;
  }
  rules.trim_paragraph_start = rules.trim_start && c.paragraph_start_trim;
  return rules;
}

// Products of two lengths on a page, which a layout may ask to be absurd: this must not overflow.
__extension__ using Wide = __int128;

std::int64_t portion(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  return static_cast<std::int64_t>(static_cast<Wide>(amount) * part / whole);
}

/// S3, S4: marks that are half width wherever they stand.
bool always_half(const Composition& c, CharClass cls) {
  if (zero_width(cls)) {  // the blank of a soft hyphen is the hyphen's width
    return false;
  }
  if (c.punctuation == PunctuationStyle::half) {
    return true;
  }
  return c.punctuation == PunctuationStyle::kaiming && cls != CharClass::stop &&
         cls != CharClass::question;
}

/// A space typed between Han in a title: one em unless a line ends there.
bool phrase_space(const ShapedText& shaped, std::uint32_t i) {
  const auto& clusters = shaped.clusters;
  return shaped.composition.balance && clusters[i].cls == CharClass::space && i > 0 &&
         i + 1 < clusters.size() && clusters[i - 1].cls != CharClass::latin &&
         clusters[i + 1].cls != CharClass::latin;
}

}  // namespace

Align align_of(const Prepared& text, std::uint32_t b) {
  const LineRequest& request = text.request();
  Align align = request.align;
  const bool last = text.is_last(b) || text.break_at(b).kind == BreakKind::mandatory;
  if (last && (align == Align::justify || request.align_last != Align::start)) {
    align = request.align_last;
  }
  // H5: the same tracking in every line of a title.
  return align == Align::justify && text.composition().balance ? Align::start : align;
}

Prepared::Prepared(const ShapedText& shaped, const LineRequest& request)
    : shaped_(&shaped),
      request_(&request),
      edges_(edge_rules(shaped.composition, request)) {
  make_cells();
  make_breaks();
  const PunctuationStyle style = shaped.composition.punctuation;
  if (shaped.composition.adjacent == AdjacentTrim::always && style != PunctuationStyle::raw) {
    trim_neighbours();
  }
  sum();
}

void Prepared::make_cells() {
  cells_.resize(shaped_->clusters.size());
  for (std::uint32_t i = 0; i < size(); ++i) {
    const ShapedCluster& from = shaped_->clusters[i];
    Cell& cell = cells_[i];
    cell.size = std::max<std::int64_t>(1, from.size.emu());
    cell.width = phrase_space(*shaped_, i) ? from.size.emu() : from.advance.emu();
    cell.before = from.space_before.emu();
    cell.left = cell.left0 = from.blank_left.emu();
    cell.right = cell.right0 = from.blank_right.emu();
    if ((cell.left != 0 || cell.right != 0) && always_half(composition(), from.cls)) {
      cell.width -= cell.left + cell.right;
      cell.shift = cell.left;
      cell.left = cell.right = cell.left0 = cell.right0 = 0;
    }
  }
}

bool Prepared::transparent(std::uint32_t i) const {
  return zero_width(shaped_->clusters[i].cls) || shaped_->clusters[i].note;
}

bool Prepared::gives_right(std::uint32_t i) const {
  return closes(shaped_->clusters[i].cls) && cells_[i].right > 0 && cells_[i].left0 == 0;
}

bool Prepared::gives_left(std::uint32_t i) const {
  return shaped_->clusters[i].cls == CharClass::opening && cells_[i].left > 0 &&
         cells_[i].right0 == 0;
}

/// Where bases begin and end whose reading stands out over their neighbours, in order.
std::vector<std::uint32_t> Prepared::overhung() const {
  std::vector<std::uint32_t> borders;
  for (const ShapedRuby& ruby : shaped_->rubies) {
    Length base;
    for (std::uint32_t i = ruby.cluster_begin; i < ruby.cluster_end; ++i) {
      base = base + shaped_->clusters[i].advance;
    }
    if (ruby.position != RubyPosition::inter_character && ruby.width > base) {
      borders.insert(borders.end(), {ruby.cluster_begin, ruby.cluster_end});
    }
  }
  std::sort(borders.begin(), borders.end());
  return borders;
}

/// W2–W5, W8, pairwise from left to right on the values not yet trimmed (W11). Clusters without
/// width and marks of notes do not part neighbours (M8), nor do changes of style (W12); the ends of
/// a base its reading overhangs do (W12).
void Prepared::trim_neighbours() {
  trim_double_questions();
  const std::vector<std::uint32_t> borders = overhung();
  const auto parted = [&](std::uint32_t a, std::uint32_t b) {
    const auto border = std::upper_bound(borders.begin(), borders.end(), a);
    return border != borders.end() && *border <= b;
  };
  std::uint32_t previous = 0;
  for (std::uint32_t i = 1; i < size(); ++i) {
    if (transparent(previous)) {
      previous = i;
    } else if (!transparent(i)) {
      if (!parted(previous, i)) {
        trim_pair(previous, i);
      }
      previous = i;
    }
  }
}

void Prepared::trim_pair(std::uint32_t a, std::uint32_t b) {
  const CharClass left = shaped_->clusters[a].cls;
  const CharClass right = shaped_->clusters[b].cls;
  const auto take_right = [](Cell& cell) {
    cell.width -= cell.right;
    cell.right = 0;
  };
  const auto take_left = [](Cell& cell) {
    cell.width -= cell.left;
    cell.shift += cell.left;
    cell.left = 0;
  };
  const auto still = [](CharClass cls) {  // W5, W8: takes its neighbour's blank, gives none
    return cls == CharClass::interpunct || cls == CharClass::ideographic_space;
  };
  if (gives_right(a) && (closes(right) || still(right))) {
    take_right(cells_[a]);
  } else if (gives_left(b) && (left == CharClass::opening || still(left) ||
                               (closes(left) && cells_[a].left0 > 0))) {  // W10: ， is centred
    take_left(cells_[b]);
  } else if (gives_right(a) && gives_left(b)) {  // W4, W12
    if (cells_[a].size < cells_[b].size) {
      take_right(cells_[a]);
    } else {
      take_left(cells_[b]);
    }
  }
}

/// W6: of exactly two ！？ the second is half width too; three are ½ + ½ + 1 by W2. Notes between
/// them do not count (M8).
void Prepared::trim_double_questions() {
  std::uint32_t last = 0;
  int run = 0;
  const auto close = [&] {
    if (run == 2 && gives_right(last)) {
      cells_[last].width -= cells_[last].right;
      cells_[last].right = cells_[last].right0 = 0;
    }
    run = 0;
  };
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (shaped_->clusters[i].cls == CharClass::question) {
      last = i;
      ++run;
    } else if (!transparent(i)) {
      close();
    }
  }
  close();
}

void Prepared::sum() {
  sums_.reserve(size() + 1);
  Sums sums;
  std::int64_t left = 0, right = 0, hyphen = 0;
  for (std::uint32_t i = 0; i < size(); ++i) {
    sums_.push_back(sums);
    const ShapedCluster& c = shaped_->clusters[i];
    Cell& cell = cells_[i];
    sums.position += cell.before + cell.width;
    sums.stretch.gaps += c.gap_after ? cell.size : 0;
    sums.solid += c.cls == CharClass::latin || c.is_space ? 0 : 1;
    if (c.is_space || cell.before != 0) {
      add_spaces(i, sums);
    }
    if (cell.left != 0 || cell.right != 0) {
      cell.stop_room = room(i, ShrinkStep::stops);
      cell.mark_room = room(i, ShrinkStep::quarters) + room(i, ShrinkStep::brackets) +
                       room(i, ShrinkStep::pauses) + cell.stop_room;
      sums.room += cell.mark_room;
      sums.stops += cell.stop_room;
    }
    left = std::max(left, cell.left0 - cell.left);
    right = std::max(right, cell.right0 - cell.right);
    hyphen =
        c.hyphen == 0 ? hyphen : std::max(hyphen, shaped_->hyphens[c.hyphen - 1].advance.emu());
  }
  sums_.push_back(sums);
  widest_edges_ = left + right + hyphen;
  find_edges();
  find_insets();
}

void Prepared::add_spaces(std::uint32_t i, Sums& sums) {
  const bool is_space = shaped_->clusters[i].is_space;
  Cell& cell = cells_[i];
  cell.space_room = cell.before != 0 ? room(i, ShrinkStep::autospace) : 0;
  sums.room += cell.space_room + (is_space ? room(i, ShrinkStep::word_space) : 0);
  sums.stretch.word_spaces += is_space ? word_space_limit(i) : 0;
  sums.stretch.autospaces += autospace_limit(i);
  sums.stretch.spaces += (is_space ? cell.size : 0) + (cell.before > 0 ? cell.size : 0);
}

Extent Prepared::extent(std::uint32_t a, std::uint32_t b) const {
  Extent line;
  line.opens_paragraph = a == 0;
  line.begin = std::min(places_[a].text_begin, b);
  // A typed em space at the start of a paragraph or forced line is meant, unless the style indents
  // the line itself (P1).
  const bool fresh = a == 0 || break_at(a).kind == BreakKind::mandatory;
  const bool indents = a == 0 && request_->first_indent > Length();
  if (fresh && !indents) {
    line.begin = a;
    while (line.begin < b && places_[line.begin].droppable &&
           shaped_->clusters[line.begin].cls != CharClass::ideographic_space) {
      ++line.begin;
    }
  }
  line.end = std::max(places_[b].text_end, line.begin);
  if (line.begin >= b) {
    line.begin = line.end = b;
  }
  if (b > 0 && b < size() && break_at(b).kind == BreakKind::hyphen) {
    const std::uint32_t hyphen = shaped_->clusters[b - 1].hyphen;
    line.hyphen = hyphen == 0 ? 0 : shaped_->hyphens[hyphen - 1].advance.emu();
  }
  return line;
}

std::int64_t Prepared::edge_left(const Extent& line) const {
  const Cell& cell = cells_[line.begin];
  const bool half = shaped_->clusters[line.begin].cls == CharClass::opening && cell.right0 == 0;
  const bool trim = line.opens_paragraph ? edges_.trim_paragraph_start : edges_.trim_start;
  return half && trim ? 0 : cell.left0;
}

std::int64_t Prepared::edge_right(const Extent& line) const {
  const Cell& cell = cells_[line.end - 1];
  const bool half = closes(shaped_->clusters[line.end - 1].cls) && cell.left0 == 0;
  return half && edges_.end != LineEnd::keep ? 0 : cell.right0;
}

std::int64_t Prepared::width(const Extent& line) const {
  if (line.begin == line.end) {
    return 0;
  }
  const Cell& first = cells_[line.begin];
  const Cell& last = cells_[line.end - 1];
  return sums_[line.end].position - sums_[line.begin].position - first.before + line.hyphen +
         edge_left(line) - first.left + edge_right(line) - last.right;
}

std::int64_t Prepared::room(std::uint32_t i, ShrinkStep step) const {
  const Cell& cell = cells_[i];
  const Composition& c = composition();
  const CharClass cls = shaped_->clusters[i].cls;
  if (step == ShrinkStep::word_space) {
    const bool word_space = shaped_->clusters[i].is_space && !phrase_space(*shaped_, i);
    return word_space ? std::max<std::int64_t>(0, cell.width - cell.size / 4) : 0;
  }
  if (step == ShrinkStep::autospace) {
    const std::int64_t least = std::min(c.autospace, c.autospace_min);
    return c.autospace > 0 ? cell.before - cell.before * least / c.autospace : 0;
  }
  const bool fixed = c.punctuation == PunctuationStyle::raw || c.compression == Compression::none;
  if (fixed || (cell.left == 0 && cell.right == 0)) {
    return 0;
  }
  const std::int64_t kept = c.compression == Compression::gentle ? cell.size / 4 : 0;
  const auto some = [&](std::int64_t blank) { return std::max<std::int64_t>(0, blank - kept); };
  const bool quarters = cell.left0 > 0 && cell.right0 > 0;
  switch (step) {
    case ShrinkStep::quarters:
      return quarters ? some(cell.left + cell.right) : 0;
    case ShrinkStep::brackets:
      return quarters                    ? 0
             : cls == CharClass::opening ? some(cell.left)
             : cls == CharClass::closing ? some(cell.right)
                                         : 0;
    case ShrinkStep::pauses:
      return cls == CharClass::pause && !quarters ? some(cell.right) : 0;
    default:
      break;
  }
  const bool stops_shrink =
      c.compress_stops && c.punctuation != PunctuationStyle::kaiming && c.locale != Locale::ja;
  const bool stop = cls == CharClass::stop || cls == CharClass::question;
  return stop && stops_shrink && !quarters ? some(cell.right) : 0;
}

std::int64_t Prepared::room(const Extent& line) const {
  if (line.begin == line.end) {
    return 0;
  }
  // The edges have been dealt with: neither the space before the first cluster nor the outer
  // blanks of the first and last can be taken again.
  const Cell& first = cells_[line.begin];
  const Cell& last = cells_[line.end - 1];
  return sums_[line.end].room - sums_[line.begin].room - first.space_room - first.mark_room -
         (line.end - line.begin > 1 ? last.mark_room : 0);
}

std::int64_t Prepared::word_space_limit(std::uint32_t i) const {
  const Cell& cell = cells_[i];
  return std::max<std::int64_t>(
      0, portion(cell.size, composition().word_space_max, 1000) - cell.width);
}

std::int64_t Prepared::autospace_limit(std::uint32_t i) const {
  const Composition& c = composition();
  return cells_[i].before != 0 && c.autospace > 0 && c.autospace_max > c.autospace
             ? portion(cells_[i].before, c.autospace_max - c.autospace, c.autospace)
             : 0;
}

Stretch Prepared::stretch(const Extent& line) const {
  if (line.begin == line.end) {
    return {};
  }
  const Stretch& from = sums_[line.begin].stretch;
  const Stretch& to = sums_[line.end].stretch;
  const Cell& first = cells_[line.begin];
  const Cell& last = cells_[line.end - 1];
  const bool gap = shaped_->clusters[line.end - 1].gap_after;  // to the next line
  return {to.word_spaces - from.word_spaces,
          to.autospaces - from.autospaces - autospace_limit(line.begin),
          to.gaps - from.gaps - (gap ? last.size : 0),
          to.spaces - from.spaces - (first.before > 0 ? first.size : 0)};
}

std::int64_t Prepared::stretch_48(const Extent& line) const {
  const Stretch all = stretch(line);
  return 48 * (all.word_spaces + all.autospaces) +
         portion(all.gaps, 48 * std::int64_t{composition().tracking_comfortable}, 10000);
}

double Prepared::least_slack(std::uint32_t a, std::uint32_t b, std::uint32_t line) const {
  return static_cast<double>(available(a, 0, line) - (sums_[b].position - sums_[a].position) -
                             widest_edges_ - 8);
}

bool Prepared::surely_looser(std::uint32_t a,
                             std::uint32_t b,
                             std::uint32_t line,
                             double ratio) const {
  const Stretch& from = sums_[a].stretch;
  const Stretch& to = sums_[b].stretch;
  const auto spaces =
      static_cast<double>(to.word_spaces - from.word_spaces + to.autospaces - from.autospaces);
  const auto gaps = static_cast<double>(to.gaps - from.gaps);
  return least_slack(a, b, line) >
         ratio * (spaces + gaps * composition().tracking_comfortable / 10000);
}

bool Prepared::surely_short(std::uint32_t a, std::uint32_t b, std::uint32_t line) const {
  const Composition& c = composition();
  if (request_->align != Align::justify || c.balance || latin_only(a, b)) {
    return false;
  }
  const Stretch& from = sums_[a].stretch;
  const Stretch& to = sums_[b].stretch;
  const auto spaces =
      static_cast<double>(to.word_spaces - from.word_spaces + to.autospaces - from.autospaces);
  const auto sizes = static_cast<double>(to.gaps - from.gaps + to.spaces - from.spaces);
  const double slack = least_slack(a, b, line);
  return slack > 0 && slack > spaces + sizes * c.tracking_max / 1000;
}

std::int64_t Prepared::stop_room(const Extent& line) const {
  if (line.end - line.begin < 2) {
    return 0;
  }
  return sums_[line.end - 1].stops - sums_[line.begin + 1].stops;
}

std::int64_t Prepared::hang_width(const Extent& line) const {
  const Cell& last = cells_[line.end - 1];
  return last.width + edge_right(line) - last.right;
}

std::int64_t Prepared::indent(std::uint32_t a) const {
  return (a == 0 ? request_->first_indent : request_->other_indent).emu();
}

std::int64_t Prepared::available(std::uint32_t a, std::uint32_t b, std::uint32_t line) const {
  const Length reserve = is_last(b) ? request_->last_line_reserve : request_->other_reserve;
  return (request_->measure - reserve).emu() - indent(a) - inset(line);
}

void Prepared::find_insets() {
  constexpr std::uint32_t kMost = 1000;  // no picture is as high
  for (const LineInset& inset : request_->insets) {
    for (std::uint32_t i = 0; i < std::min(inset.lines, kMost); ++i) {
      insets_.push_back({(inset.left + inset.right).emu(), inset.left.emu()});
    }
  }
}

}  // namespace banxin
