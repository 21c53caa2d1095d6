#include "engine/block/draw_marks.h"

#include <algorithm>
#include <string>

#include "engine/base/number.h"
#include "engine/block/draw_ruby.h"
#include "engine/block/mark_shapes.h"

namespace banxin {
namespace {

void add(const LineView& view, std::variant<GlyphRun, Path, Rects, Picture> content) {
  view.strip.items.push_back({std::move(content), TagId::none, TagRole::artifact_layout, Span()});
}

void add_bar(const LineView& view, Rect box, const Color& color) {
  Rects rects;
  rects.fill = color;
  rects.rects.push_back(box);
  add(view, std::move(rects));
}

constexpr int kEmBottom = 120;  // thousandths of the em below the baseline (L2)
constexpr int kMarkGap = 125;   // M2, M3: from the em box to a mark
constexpr int kNameLine = 50;   // M3: thickness
constexpr int kOutside = 60;    // from a name line to the dots outside it (M4)
constexpr int kReading = 1040;  // height of a reading from the em box it stands at, of its own size
constexpr int kUnderline = 160;  // top of the bar, below the baseline
constexpr int kThrough = -380;
/// Where dots begin under a name line, below the em box.
constexpr int kBelowNameLine = kMarkGap + kNameLine + kOutside;

/// The lines drawn along a text: each kind runs through changes of style, size and link inside.
enum class LineKind : std::uint8_t { underline, through, name };

struct TextLine {
  const MarkLook* look = nullptr;  // null: none here
  NameMark name = NameMark::none;
  std::uint32_t id = 0;  // of the marked name: adjacent names do not join (M4)

  bool joins(const TextLine& other) const {
    return look && other.look && *look == *other.look && name == other.name && id == other.id;
  }
};

const TextStyle& style_of(const LineView& view, std::uint32_t cluster) {
  const Run& run = view.text.paragraph->runs[view.text.shaped->clusters[cluster].run];
  return view.setter.context.styled.text(run.style);
}

TextLine line_at(const LineView& view, std::uint32_t cluster, LineKind kind) {
  const std::uint32_t index = view.text.shaped->clusters[cluster].run;
  const Run& run = view.text.paragraph->runs[index];
  const TextStyle& style = view.setter.context.styled.text(run.style);
  switch (kind) {
    case LineKind::underline:
      return {style.underline ? &style.underline_look : nullptr, NameMark::none, 0};
    case LineKind::through:
      return {style.line_through ? &style.through_look : nullptr, NameMark::none, 0};
    case LineKind::name:
      break;
  }
  // A name nobody counted, as in a frame of the layout, ends with its run.
  constexpr std::uint32_t kUncounted = 0x80000000u;
  const bool marked = style.name_mark != NameMark::none;
  return {marked ? &style.name_look : nullptr,
          style.name_mark,
          run.name_mark != 0 ? run.name_mark : kUncounted + index};
}

/// Consecutive clusters under one line, and where it begins and ends.
struct Stretch {
  TextLine line;
  Length left, right;
};

/// Spaces at its ends are no part of it (A10).
Stretch stretch_of(const LineView& view,
                   const TextLine& line,
                   std::uint32_t begin,
                   std::uint32_t end) {
  const auto& clusters = view.text.shaped->clusters;
  while (begin < end && clusters[begin].is_space) {
    ++begin;
  }
  while (end > begin && clusters[end - 1].is_space) {
    --end;
  }
  if (begin == end) {
    return {};
  }
  const PlacedCluster& first = view.line.placed[begin - view.line.begin];
  const PlacedCluster& last = view.line.placed[end - 1 - view.line.begin];
  return {line, view.place.left + first.x, view.place.left + last.x + last.advance};
}

void draw_stretch(const LineView& view, const Stretch& stretch, LineKind kind) {
  const MarkLook& look = *stretch.line.look;
  const Length em = look.size;
  const Length base = view.place.baseline - look.shift;
  if (kind != LineKind::name) {
    const int down = kind == LineKind::underline ? kUnderline : kThrough;
    add_bar(view,
            {stretch.left,
             base + em.scaled(down, 1000),
             stretch.right - stretch.left,
             max(em / 20, Length::pt(0.3))},
            look.color);
    return;
  }
  const Length inset = em / 16;  // keeps the lines of adjacent names apart (M4)
  const Length left = stretch.left + inset;
  const Length right = stretch.right - inset;
  const Length y = base + em.scaled(kEmBottom + kMarkGap, 1000);
  if (stretch.line.name == NameMark::proper_name) {
    add_bar(view, {left, y, right - left, em.scaled(kNameLine, 1000)}, look.color);
  } else {
    add(view, wave(left, right, y + em.scaled(kNameLine, 2000), em, look.color));
  }
}

void draw_lines(const LineView& view, LineKind kind) {
  std::uint32_t begin = view.line.begin;
  TextLine open;
  for (std::uint32_t i = view.line.begin; i <= view.line.end; ++i) {
    const TextLine here = i < view.line.end ? line_at(view, i, kind) : TextLine();
    if (open.look && here.joins(open)) {
      continue;
    }
    if (open.look) {
      const Stretch stretch = stretch_of(view, open, begin, i);
      if (stretch.line.look) {
        draw_stretch(view, stretch, kind);
      }
    }
    open = here;
    begin = i;
  }
}

/// M2: one mark to a Han, and to a kana in Japanese; none to marks, spaces, Latin.
bool takes_emphasis(const LineView& view, std::uint32_t index) {
  const ShapedCluster& cluster = view.text.shaped->clusters[index];
  if (cluster.note || cluster.missing) {
    return false;
  }
  std::size_t at = cluster.text_begin;
  const char32_t c = decode_utf8(view.text.shaped->text, at);
  const bool kana = cluster.cls == CharClass::small_kana || script_of(c) == Script::hiragana ||
                    script_of(c) == Script::katakana;
  if (kana) {
    return view.text.shaped->composition.locale == Locale::ja;
  }
  return cluster.cls == CharClass::han || cluster.cls == CharClass::iteration;
}

/// What the reading of a character takes on that side of it: marks stand outside readings.
Length reading_at(const ShapedText& text, std::uint32_t cluster, EmphasisSide side) {
  const RubyPosition position =
      side == EmphasisSide::under ? RubyPosition::under : RubyPosition::over;
  for (const ShapedRuby& ruby : text.rubies) {
    if (ruby.position == position && ruby.cluster_begin <= cluster && cluster < ruby.cluster_end) {
      return ruby.size.scaled(kReading, 1000);
    }
  }
  return Length();
}

void draw_emphasis(const LineView& view) {
  for (std::uint32_t i = view.line.begin; i < view.line.end; ++i) {
    const TextStyle& style = style_of(view, i);
    if (style.emphasis_mark == EmphasisMark::none || !takes_emphasis(view, i)) {
      continue;
    }
    const MarkLook& look = style.emphasis_look;
    const Length em = look.size;
    const Length half = emphasis_size(style.emphasis_mark, em) / 2;
    const Length base = view.place.baseline - look.shift;
    const bool named = style.name_mark != NameMark::none;
    const Length away = reading_at(*view.text.shaped, i, style.emphasis_side) + half;
    const Length y =
        style.emphasis_side == EmphasisSide::under
            ? base + em.scaled(kEmBottom + (named ? kBelowNameLine : kMarkGap), 1000) + away
            : base - em.scaled(1000 - kEmBottom + kMarkGap, 1000) - away;
    const PlacedCluster& placed = view.line.placed[i - view.line.begin];
    // Centred on the character, not on the tracking after it.
    const ShapedCluster& cluster = view.text.shaped->clusters[i];
    const Length width = cluster.advance - cluster.beside - style.letter_spacing;
    const Length flush = flush_shift(view.text, view.line, i);
    const Length x = view.place.left + placed.x + placed.dx + flush + width / 2;
    add(view, emphasis_shape(style.emphasis_mark, {x, y}, em, look.color));
  }
}

/// Most paragraphs have none, and need no look at their clusters.
bool has_marks(const SetParagraph& text, const Setter& setter) {
  const auto& runs = text.paragraph->runs;
  return std::any_of(runs.begin(), runs.end(), [&](const Run& run) {
    const TextStyle& style = setter.context.styled.text(run.style);
    return style.underline || style.line_through || style.name_mark != NameMark::none ||
           style.emphasis_mark != EmphasisMark::none;
  });
}

}  // namespace

void draw_decorations(const LineView& view) {
  if (!has_marks(view.text, view.setter)) {
    return;
  }
  draw_lines(view, LineKind::underline);
  draw_lines(view, LineKind::through);
  draw_lines(view, LineKind::name);
  draw_emphasis(view);
}

MarkReach mark_reach(const SetParagraph& text, const Line& line, const Setter& setter) {
  MarkReach reach;
  for (const ShapedRuby& ruby : text.shaped->rubies) {
    const bool here = ruby.cluster_begin >= line.begin && ruby.cluster_begin < line.end;
    if (here && ruby.position == RubyPosition::over) {
      reach.above = max(reach.above, ruby.size);
    } else if (here && ruby.position == RubyPosition::under) {
      reach.below = max(reach.below, ruby.size);
    }
  }
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    const Run& run = text.paragraph->runs[text.shaped->clusters[i].run];
    const TextStyle& style = setter.context.styled.text(run.style);
    const bool named = style.name_mark != NameMark::none;
    if (named) {
      reach.below = max(reach.below, style.name_look.size.scaled(kMarkGap + kNameLine, 1000));
    }
    if (style.emphasis_mark != EmphasisMark::none) {
      const MarkLook& look = style.emphasis_look;
      const Length size = emphasis_size(style.emphasis_mark, look.size);
      const bool under = style.emphasis_side == EmphasisSide::under;
      Length& side = under ? reach.below : reach.above;
      side = max(side,
                 look.size.scaled(under && named ? kBelowNameLine : kMarkGap, 1000) + size +
                     reading_at(*text.shaped, i, style.emphasis_side));
      reach.dots = true;
    }
  }
  return reach;
}

MarkRoom mark_room(const SetParagraph& text,
                   const Line& line,
                   const BlockStyle& style,
                   const Setter& setter) {
  if (style.line_pitch == LinePitch::constant) {
    return {};
  }
  const MarkReach reach = mark_reach(text, line, setter);
  const Length half_leading =
      max(Length(), style.line_height - setter.context.styled.text(style.text).size) / 2;
  MarkRoom room;
  // Above, half the leading of the line before helps too: nothing of its own hangs into it.
  room.above = reach.above > Length() ? max(Length(), reach.above - half_leading * 2) : Length();
  room.below = reach.below > Length() ? max(Length(), reach.below - half_leading) : Length();
  return room;
}

void check_line_gap(const SetParagraph& text,
                    const BlockStyle& style,
                    const Setter& setter,
                    Diagnostics& diagnostics) {
  const bool none = text.shaped->rubies.empty() && !has_marks(text, setter);
  if (style.line_pitch == LinePitch::grow || none) {
    return;
  }
  MarkReach reach;
  Span at;
  for (const Line& line : text.broken->lines) {
    const MarkReach here = mark_reach(text, line, setter);
    if (!at.known() && (here.above > Length() || here.below > Length())) {
      at = text.paragraph->runs[text.shaped->clusters[line.begin].run].source;
    }
    reach.above = max(reach.above, here.above);
    reach.below = max(reach.below, here.below);
    reach.dots = reach.dots || here.dots;
  }
  const Length em = setter.context.styled.text(style.text).size;
  const bool both = reach.above > Length() && reach.below > Length();
  const Length least = both                                   ? em.scaled(5, 8)
                       : reach.dots || reach.above > Length() ? em / 2
                                                              : Length();
  const Length need = max(least, reach.above + reach.below);
  const Length gap = style.line_height - em;
  if (gap + Length::pt(0.01) < need) {
    const auto in_em = [&](Length length) { return number_text(length.pt() / em.pt(), 2); };
    diagnostics.push_back(
        {"W410", at.known() ? at : text.paragraph->source, {in_em(gap), in_em(need), style.name}});
  }
}

void draw_missing(const LineView& view, std::uint32_t index, Length x) {
  const ShapedCluster& cluster = view.text.shaped->clusters[index];
  const Run& run = view.text.paragraph->runs[cluster.run];
  const TextStyle& style = view.setter.context.styled.text(run.style);
  const Length em = cluster.size;
  const Length pen = em / 25;
  const Length top = view.place.baseline - em.scaled(860, 1000);
  const Length side = em.scaled(960, 1000);
  x += em / 50;
  Rects frame;
  frame.fill = style.color;
  frame.rects = {{x, top, side, pen},
                 {x, top + side - pen, side, pen},
                 {x, top, pen, side},
                 {x + side - pen, top, pen, side}};
  add(view, std::move(frame));
  std::size_t at = cluster.text_begin;
  const std::string digits = code_point_text(decode_utf8(view.text.shaped->text, at)).substr(2);
  const FontResolver& fonts = view.setter.context.fonts;
  for (const FontId font : fonts.cjk(style.stack)) {
    if (!fonts.fonts().has(font, U'0')) {
      continue;
    }
    const std::size_t columns = (digits.size() + 1) / 2;
    GlyphRun digits_run;
    digits_run.font = font;
    digits_run.size = em.scaled(38, 100);
    digits_run.color = style.color;
    digits_run.origin = {x, top};
    for (std::size_t i = 0; i < digits.size(); ++i) {
      const auto column = static_cast<std::int64_t>(i % columns);
      const auto row = static_cast<std::int64_t>(i / columns);
      digits_run.glyphs.push_back(
          {fonts.fonts().glyph(font, static_cast<char32_t>(digits[i])),
           side.scaled(2 * column + 1, 2 * static_cast<std::int64_t>(columns)) - em / 8,
           em.scaled(42 + 42 * row, 100),
           0,
           0});
    }
    // The digits stand for the character, so that a reader who copies them gets it back.
    digits_run.text =
        view.text.shaped->text.substr(cluster.text_begin, cluster.text_end - cluster.text_begin);
    digits_run.glyphs.front().text_end = static_cast<std::uint32_t>(digits_run.text.size());
    view.strip.items.push_back(
        {std::move(digits_run), view.place.tag, view.place.artifact, run.source});
    return;
  }
}

}  // namespace banxin
