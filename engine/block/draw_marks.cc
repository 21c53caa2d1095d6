#include "engine/block/draw_marks.h"

#include <algorithm>
#include <string>

namespace banxin {
namespace {

/// A circle as four curves.
Path circle(Point centre, Length radius, const Color& color) {
  const Length r = radius;
  const Length k = radius.scaled(5523, 10000);
  const auto at = [&](Length x, Length y) { return Point{centre.x + x, centre.y + y}; };
  Path path;
  path.fill = color;
  using Verb = Path::Verb;
  path.segments = {{Verb::move, {at(r, {}), {}, {}}},
                   {Verb::curve, {at(r, k), at(k, r), at({}, r)}},
                   {Verb::curve, {at(-k, r), at(-r, k), at(-r, {})}},
                   {Verb::curve, {at(-r, -k), at(-k, -r), at({}, -r)}},
                   {Verb::curve, {at(k, -r), at(r, -k), at(r, {})}},
                   {Verb::close, {}}};
  return path;
}

/// The wave of a book-title mark (书名号甲式): half waves of a quarter em.
Path wave(Point start, Length end_x, Length em, const Color& color) {
  Path path;
  path.stroke = color;
  path.stroke_width = em / 20;
  path.segments.push_back({Path::Verb::move, {start, {}, {}}});
  const Length step = em / 4;
  Length height = em / 14;
  for (Point at = start; at.x + step <= end_x; at.x += step) {
    const Point control_a{at.x + step / 3, at.y + height};
    const Point control_b{at.x + step - step / 3, at.y + height};
    path.segments.push_back({Path::Verb::curve, {control_a, control_b, {at.x + step, at.y}}});
    height = -height;
  }
  return path;
}

void add(const LineView& view, std::variant<GlyphRun, Path, Rects, Picture> content) {
  view.strip.items.push_back({std::move(content), TagId::none, TagRole::artifact_layout, Span()});
}

void add_bar(const LineView& view, Rect box, const Color& color) {
  Rects rects;
  rects.fill = color;
  rects.rects.push_back(box);
  add(view, std::move(rects));
}

/// Consecutive clusters of one text style on one line.
struct Stretch {
  const TextStyle* style = nullptr;
  FontId font = FontId::none;
  std::uint32_t begin = 0, end = 0;
  Length left, right;
};

void draw_bars(const LineView& view, const Stretch& stretch) {
  const TextStyle& style = *stretch.style;
  if (!style.underline && !style.line_through) {
    return;
  }
  const Length width = stretch.right - stretch.left;
  const Length thickness = max(style.size / 20, Length::pt(0.3));
  if (style.underline) {
    add_bar(view,
            {stretch.left, view.place.baseline + style.size.scaled(160, 1000), width, thickness},
            style.color);
  }
  if (style.line_through) {
    add_bar(view,
            {stretch.left, view.place.baseline - style.size.scaled(380, 1000), width, thickness},
            style.color);
  }
}

/// One dot under every Han, centred on its body, none under marks, spaces and Latin (M2).
void draw_dots(const LineView& view, const Stretch& stretch) {
  const Length em = stretch.style->size;
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    const ShapedCluster& cluster = view.text.shaped->clusters[i];
    if (cluster.cls != CharClass::han) {
      continue;
    }
    const Length x =
        view.place.left + view.line.placed[i - view.line.begin].x + cluster.advance / 2;
    add(view,
        circle({x, view.place.baseline + em.scaled(245, 1000)},
               em.scaled(55, 1000),
               stretch.style->color));
  }
}

void draw_emphasis(const LineView& view, const Stretch& stretch) {
  const Length em = stretch.style->size;
  const Length inset = em / 16;  // keeps the lines of adjacent names apart (M4)
  const Length y = view.place.baseline + em.scaled(120 + 125, 1000);
  switch (stretch.style->emphasis_mark) {
    case EmphasisMark::none:
      break;
    case EmphasisMark::dot:
      draw_dots(view, stretch);
      break;
    case EmphasisMark::proper_name:
      add_bar(view,
              {stretch.left + inset, y, stretch.right - stretch.left - inset * 2, em / 20},
              stretch.style->color);
      break;
    case EmphasisMark::book_title:
      add(view, wave({stretch.left + inset, y}, stretch.right - inset, em, stretch.style->color));
      break;
  }
}

void draw_stretches(const LineView& view) {
  const auto& clusters = view.text.shaped->clusters;
  const auto& runs = view.text.paragraph->runs;
  Stretch stretch;
  const Run* open = nullptr;
  const auto close = [&] {
    if (open) {
      draw_bars(view, stretch);
      draw_emphasis(view, stretch);
    }
    open = nullptr;
  };
  for (std::uint32_t i = view.line.begin; i < view.line.end; ++i) {
    const Run& run = runs[clusters[i].run];
    const PlacedCluster& placed = view.line.placed[i - view.line.begin];
    // Each marked run has its own line, so that adjacent names stay distinct (M4).
    if (open != &run) {
      close();
      const TextStyle& style = view.setter.context.styled.text(run.style);
      if (!style.underline && !style.line_through && style.emphasis_mark == EmphasisMark::none) {
        continue;
      }
      open = &run;
      stretch = {&style, clusters[i].font, i, i, view.place.left + placed.x, Length()};
    }
    stretch.end = i + 1;
    stretch.right = view.place.left + placed.x + placed.advance;
  }
  close();
}

/// Annotations above their bases, centred; a base cut by the line end keeps its annotation with
/// the part that begins it.
void draw_ruby(const LineView& view) {
  for (const ShapedRuby& ruby : view.text.shaped->rubies) {
    if (ruby.cluster_begin < view.line.begin || ruby.cluster_begin >= view.line.end) {
      continue;
    }
    const std::uint32_t last = std::min(ruby.cluster_end, view.line.end) - 1;
    const PlacedCluster& from = view.line.placed[ruby.cluster_begin - view.line.begin];
    const PlacedCluster& to = view.line.placed[last - view.line.begin];
    const Length base_size = view.text.shaped->clusters[ruby.cluster_begin].size;
    const TextStyle& style = view.setter.context.styled.text(ruby.style);
    GlyphRun run;
    run.font = ruby.font;
    run.size = style.size;
    run.color = style.color;
    run.text = ruby.text;
    run.origin = {view.place.left + (from.x + to.x + to.advance - ruby.width) / 2,
                  view.place.baseline - base_size.scaled(880, 1000) - style.size.scaled(160, 1000)};
    Length pen;
    for (std::size_t g = 0; g < ruby.glyphs.size(); ++g) {
      const ShapedGlyph& glyph = ruby.glyphs[g];
      const auto size = static_cast<std::uint32_t>(ruby.text.size());
      run.glyphs.push_back(
          {glyph.glyph, pen + glyph.offset.x, glyph.offset.y, g == 0 ? 0u : size, size});
      pen += glyph.advance;
    }
    view.strip.items.push_back(
        {std::move(run), view.place.tag, view.place.artifact, view.text.paragraph->source});
  }
}

}  // namespace

void draw_decorations(const LineView& view) {
  draw_stretches(view);
  draw_ruby(view);
}

MarkRoom mark_room(const SetParagraph& text,
                   const Line& line,
                   const BlockStyle& style,
                   const Setter& setter) {
  MarkRoom room;
  const Length half_leading =
      max(Length(), style.line_height - setter.context.styled.text(style.text).size) / 2;
  for (const ShapedRuby& ruby : text.shaped->rubies) {
    if (ruby.cluster_begin >= line.begin && ruby.cluster_begin < line.end) {
      // The annotation's em box stands above the base's; half the leading of the line above helps.
      const Length need = setter.context.styled.text(ruby.style).size.scaled(1100, 1000);
      room.above = max(room.above, need - half_leading * 2);
    }
  }
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    const Run& run = text.paragraph->runs[text.shaped->clusters[i].run];
    const TextStyle& run_style = setter.context.styled.text(run.style);
    if (run_style.emphasis_mark != EmphasisMark::none) {
      // Dots and lines reach 3/10 em below the baseline, 18/100 below the em box (M2, M3).
      room.below = max(room.below, run_style.size.scaled(200, 1000) - half_leading);
    }
  }
  return room;
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
