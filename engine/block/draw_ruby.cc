#include "engine/block/draw_ruby.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr int kEmTop = 880;     // thousandths of the em above the baseline (L2)
constexpr int kEmBottom = 120;  // … and below

Length edge_shift(const ShapedRuby& ruby, const Line& line) {
  const bool starts = ruby.cluster_begin == line.begin;
  const bool ends = ruby.cluster_end == line.end;
  return starts == ends ? Length() : starts ? -ruby.lead : ruby.trail;
}

/// Left end of an annotation over or under its base: in the middle, but inside the line.
Length left_of(const LineView& view, const ShapedRuby& ruby) {
  const std::uint32_t last = std::min(ruby.cluster_end, view.line.end) - 1;
  const PlacedCluster& from = view.line.placed[ruby.cluster_begin - view.line.begin];
  const PlacedCluster& to = view.line.placed[last - view.line.begin];
  const Length shift = edge_shift(ruby, view.line);
  const Length left = (from.x + to.x + to.advance - ruby.width) / 2 + shift;
  if (ruby.cluster_begin == view.line.begin) {
    return max(left, from.x);
  }
  return ruby.cluster_end == view.line.end ? min(left, to.x + to.advance - ruby.width) : left;
}

/// Right end of the base's own box, where the column of bopomofo begins.
Length column_of(const LineView& view, const ShapedRuby& ruby) {
  const std::uint32_t last = std::min(ruby.cluster_end, view.line.end) - 1;
  const PlacedCluster& to = view.line.placed[last - view.line.begin];
  return to.x + to.advance - view.text.shaped->clusters[last].beside;
}

GlyphRun run_at(const LineView& view, const ShapedRuby& ruby, Length size, Point origin) {
  const TextStyle& style = view.setter.context.styled.text(ruby.style);
  GlyphRun run;
  run.font = ruby.font;
  run.size = size;
  run.color = style.color;
  run.origin = origin;
  return run;
}

void draw_beside(const LineView& view, const ShapedRuby& ruby, TagId tag) {
  const Point origin{view.place.left + column_of(view, ruby), view.place.baseline};
  const auto add = [&](std::uint32_t begin, std::uint32_t end, Length em, const std::string& text) {
    GlyphRun run = run_at(view, ruby, em, origin);
    run.text = text;
    const auto size = static_cast<std::uint32_t>(text.size());
    for (std::uint32_t g = begin; g < end; ++g) {
      const ShapedGlyph& glyph = ruby.glyphs[g];
      run.glyphs.push_back(
          {glyph.glyph, glyph.offset.x, glyph.offset.y, g == begin ? 0u : size, size});
    }
    if (begin < end) {
      view.strip.items.push_back(
          {std::move(run), tag, view.place.artifact, view.text.paragraph->source});
    }
  };
  // The symbols stand for all of the reading; tone marks are only drawn.
  add(0, ruby.tone_begin, ruby.size, ruby.text);
  add(ruby.tone_begin, static_cast<std::uint32_t>(ruby.glyphs.size()), ruby.tone_size, {});
}

void draw_along(const LineView& view, const ShapedRuby& ruby, TagId tag) {
  const Length base = view.text.shaped->clusters[ruby.cluster_begin].size;
  const Length y = ruby.position == RubyPosition::under
                       ? base.scaled(kEmBottom, 1000) + ruby.size.scaled(kEmTop + 40, 1000)
                       : -base.scaled(kEmTop, 1000) - ruby.size.scaled(kEmBottom + 40, 1000);
  GlyphRun run = run_at(
      view, ruby, ruby.size, {view.place.left + left_of(view, ruby), view.place.baseline + y});
  run.text = ruby.text;
  const auto size = static_cast<std::uint32_t>(ruby.text.size());
  Length pen;
  for (std::size_t g = 0; g < ruby.glyphs.size(); ++g) {
    const ShapedGlyph& glyph = ruby.glyphs[g];
    run.glyphs.push_back(
        {glyph.glyph, pen + glyph.offset.x, glyph.offset.y, g == 0 ? 0u : size, size});
    pen += glyph.advance;
  }
  view.strip.items.push_back(
      {std::move(run), tag, view.place.artifact, view.text.paragraph->source});
}

}  // namespace

std::size_t ruby_at(const ShapedText& shaped, std::uint32_t index) {
  const auto& rubies = shaped.rubies;
  const auto at = std::find_if(rubies.begin(), rubies.end(), [&](const ShapedRuby& ruby) {
    return index >= ruby.cluster_begin && index < ruby.cluster_end;
  });
  return static_cast<std::size_t>(at - rubies.begin());
}

Length flush_shift(const SetParagraph& text, const Line& line, std::uint32_t index) {
  const std::size_t ruby = ruby_at(*text.shaped, index);
  return ruby < text.shaped->rubies.size() ? edge_shift(text.shaped->rubies[ruby], line) : Length();
}

void draw_ruby(const LineView& view, std::size_t index, TagId tag) {
  const ShapedRuby& ruby = view.text.shaped->rubies[index];
  if (ruby.cluster_begin < view.line.begin || ruby.cluster_begin >= view.line.end) {
    return;
  }
  if (ruby.position == RubyPosition::inter_character) {
    draw_beside(view, ruby, tag);
  } else {
    draw_along(view, ruby, tag);
  }
}

}  // namespace banxin
