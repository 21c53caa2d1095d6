#include "engine/shape/ruby.h"

namespace banxin {
namespace {

class RubySetter {
 public:
  RubySetter(const ShapeJob& job, HbShaper& shaper, ShapedText& out)
      : job_(job),
        shaper_(shaper),
        out_(out) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(out_.clusters.size());
    for (std::uint32_t i = 0; i < count;) {
      const std::uint32_t ruby = ruby_of(out_.clusters[i]);
      std::uint32_t end = i + 1;
      while (end < count && ruby_of(out_.clusters[end]) == ruby) {
        ++end;
      }
      if (ruby != 0 && ruby <= job_.paragraph.rubies.size()) {
        add(job_.paragraph.rubies[ruby - 1], i, end);
      }
      i = end;
    }
  }

 private:
  std::uint32_t ruby_of(const ShapedCluster& c) const {
    return c.run < job_.paragraph.runs.size() ? job_.paragraph.runs[c.run].ruby : 0;
  }

  void add(const Ruby& ruby, std::uint32_t begin, std::uint32_t end) {
    const TextStyle& style = job_.resolver.styled().text(ruby.style);
    ShapedRuby shaped;
    shaped.cluster_begin = begin;
    shaped.cluster_end = end;
    shaped.style = ruby.style;
    shaped.text = ruby.text;
    shaped.font = choose_one_font(job_, style, ruby.text);
    if (shaped.font == FontId::none) {
      return;
    }
    set_glyphs_of(style, shaped);
    widen(style, shaped);
    out_.rubies.push_back(std::move(shaped));
  }

  void set_glyphs_of(const TextStyle& style, ShapedRuby& shaped) {
    std::size_t at = 0;
    const bool wide = !shaped.text.empty() && is_wide_text(decode_utf8(shaped.text, at));
    HbRequest request;
    request.font = shaped.font;
    request.script = wide ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN;
    request.language = hb_language_of(job_.composition.locale);
    request.features = wide ? &job_.resolver.cjk_features(style.stack)
                            : &job_.resolver.latin_features(style.stack);
    const int grid = job_.resolver.fonts().metrics(shaped.font).units_per_em;
    for (const RawGlyph& raw :
         shaper_.shape(request, shaped.text, 0, static_cast<std::uint32_t>(shaped.text.size()))) {
      ShapedGlyph glyph;
      glyph.glyph = raw.glyph;
      glyph.advance = at_size(raw.advance, grid, style.size);
      glyph.offset = {at_size(raw.dx, grid, style.size), -at_size(raw.dy, grid, style.size)};
      shaped.width += glyph.advance;
      shaped.glyphs.push_back(glyph);
    }
  }

  /// The base grows evenly to the width of its ruby; neighbours that both have ruby keep 1/4 em
  /// of the ruby between the two.
  void widen(const TextStyle& style, const ShapedRuby& shaped) {
    Length base;
    for (std::uint32_t i = shaped.cluster_begin; i < shaped.cluster_end; ++i) {
      base += out_.clusters[i].advance;
    }
    const bool neighbour = has_ruby(shaped.cluster_end) ||
                           (shaped.cluster_begin > 0 && has_ruby(shaped.cluster_begin - 1));
    const Length wanted = shaped.width + (neighbour ? style.size / 4 : Length());
    if (wanted <= base) {
      return;
    }
    deal_out(
        wanted - base, shaped.cluster_end - shaped.cluster_begin, [&](std::int64_t i, Length part) {
          ShapedCluster& c = out_.clusters[shaped.cluster_begin + static_cast<std::uint32_t>(i)];
          c.advance += part;
          for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
            out_.glyphs[g].offset.x += part / 2;
          }
        });
  }

  bool has_ruby(std::uint32_t i) const {
    return i < out_.clusters.size() && ruby_of(out_.clusters[i]) != 0;
  }

  const ShapeJob& job_;
  HbShaper& shaper_;
  ShapedText& out_;
};

}  // namespace

void set_rubies(const ShapeJob& job, HbShaper& shaper, ShapedText& out) {
  RubySetter(job, shaper, out).run();
}

}  // namespace banxin
