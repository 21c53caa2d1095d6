#include "engine/shape/glyphs.h"

#include <algorithm>

#include "engine/shape/lone_glyphs.h"

namespace banxin {
namespace {

hb_script_t script_of_piece(const Piece& piece, hb_script_t previous) {
  switch (piece.in.script) {
    case Script::hiragana:
      return HB_SCRIPT_HIRAGANA;
    case Script::katakana:
      return HB_SCRIPT_KATAKANA;
    case Script::bopomofo:
      return HB_SCRIPT_BOPOMOFO;
    case Script::hangul:
      return HB_SCRIPT_HANGUL;
    case Script::latin:
      return HB_SCRIPT_LATIN;
    case Script::greek:
      return HB_SCRIPT_GREEK;
    case Script::cyrillic:
      return HB_SCRIPT_CYRILLIC;
    default:
      break;
  }
  if (piece.in.cjk_font) {
    return HB_SCRIPT_HAN;  // O3: also for marks and symbols alone
  }
  // Digits and signs go with the letters before them.
  const bool letters = previous == HB_SCRIPT_GREEK || previous == HB_SCRIPT_CYRILLIC;
  return letters ? previous : HB_SCRIPT_LATIN;
}

/// U1 units and their like are shaped by themselves (O4).
constexpr bool stands_alone(CharClass cls) {
  return cls == CharClass::dash || cls == CharClass::ellipsis || cls == CharClass::connector;
}

}  // namespace

HbRequest request_of(const ShapeJob& job, const Piece& piece, hb_script_t script) {
  const TextStyle& style = job.style_of(piece);
  HbRequest request;
  request.font = piece.font;
  request.script = script;
  request.natural_marks = !piece.in.cjk_font;
  request.features = piece.in.cjk_font ? &job.resolver.cjk_features(style.stack)
                                       : &job.resolver.latin_features(style.stack);
  if (piece.in.cjk_font) {
    request.language = hb_language_of(job.locale_of_piece(piece));
  } else if (!style.language.empty()) {
    request.language = hb_language_from_string(style.language.c_str(), -1);
  }
  return request;
}

ShapedCluster& add_cluster(const ShapeJob& job,
                           const Piece& piece,
                           const TextStyle& style,
                           ShapedText& out) {
  ShapedCluster& cluster = out.clusters.emplace_back();
  cluster.text_begin = piece.in.begin;
  cluster.text_end = piece.in.end;
  cluster.glyph_begin = cluster.glyph_end = static_cast<std::uint32_t>(out.glyphs.size());
  cluster.run = piece.run;
  cluster.font = piece.font;
  cluster.cls = piece.in.cls;
  cluster.size = cluster.font_size = style.size;
  if (!piece.in.cjk_font && piece.font != FontId::none) {
    cluster.font_size = style.size.scaled(job.resolver.latin_scale(style.stack, piece.font), 1000);
  }
  cluster.break_after = piece.break_after;
  cluster.missing = piece.missing;
  cluster.note = piece.note;
  cluster.cjk_font = piece.in.cjk_font;
  out.source_offset.push_back(piece.source);
  return cluster;
}

namespace {

class GlyphSetter {
 public:
  GlyphSetter(ShapeJob& job, HbShaper& shaper, ShapedText& out, const PieceRange& range)
      : job_(job),
        shaper_(shaper),
        out_(out),
        range_(range) {}

  void run() {
    out_.clusters.reserve(job_.pieces.size());
    out_.glyphs.reserve(job_.pieces.size());
    out_.source_offset.reserve(job_.pieces.size());
    hb_script_t script = HB_SCRIPT_HAN;
    for (std::size_t i = range_.begin; i < range_.end;) {
      Piece& piece = job_.pieces[i];
      if (without_shaping(piece)) {
        add_space(piece, add(piece));
        ++i;
        continue;
      }
      script = script_of_piece(piece, script);
      const std::size_t end = run_end(i, script);
      shape_run(i, end, script);
      i = end;
    }
  }

 private:
  static bool without_shaping(const Piece& piece) {
    return piece.missing || piece.font == FontId::none || is_blank(piece.in) ||
           piece.in.cls == CharClass::object || piece.in.cls == CharClass::line_feed;
  }

  std::size_t run_end(std::size_t i, hb_script_t script) const {
    const Piece& first = job_.pieces[i];
    const TextStyle& style = job_.style_of(first);
    std::size_t end = i + 1;
    if (stands_alone(first.in.cls) && first.in.cjk_font) {
      return end;
    }
    for (; end < range_.end; ++end) {
      const Piece& next = job_.pieces[end];
      const bool joins = !without_shaping(next) && next.font == first.font &&
                         next.in.cjk_font == first.in.cjk_font &&
                         !(stands_alone(next.in.cls) && next.in.cjk_font) &&
                         script_of_piece(next, script) == script;
      if (!joins || (next.run != first.run && !same_shaping(style, job_.style_of(next), next))) {
        break;
      }
    }
    return end;
  }

  /// A change of colour or size does not part Han; letters are shaped style by style.
  static bool same_shaping(const TextStyle& a, const TextStyle& b, const Piece& next) {
    return a == b || (next.in.cjk_font && a.stack == b.stack && a.language == b.language);
  }

  void shape_run(std::size_t begin, std::size_t end, hb_script_t script) {
    const Piece& first = job_.pieces[begin];
    HbRequest request = request_of(job_, first, script);
    request.direction = range_.direction;
    if (first.in.cjk_font && script == HB_SCRIPT_HAN && range_.direction == HB_DIRECTION_LTR) {
      shape_han(request, begin, end);
    } else {
      shape_whole(request, begin, end);
    }
  }

  /// Characters whose glyph is known whatever stands beside them are not shaped again; what is left
  /// between them is.
  void shape_han(const HbRequest& request, std::size_t begin, std::size_t end) {
    std::vector<Piece>& pieces = job_.pieces;
    const Piece& first = pieces[begin];
    const LoneGlyphs& known = job_.resolver.lone_glyphs(
        first.font, job_.locale_of_piece(first), job_.style_of(first).stack);
    const int grid = job_.resolver.fonts().metrics(first.font).units_per_em;
    std::size_t from = begin;
    for (std::size_t i = begin; i < end; ++i) {
      const char32_t c = only_character(pieces[i]);
      const auto glyph = c == 0 ? std::nullopt : known.find(c, shaper_);
      if (!glyph || (i + 1 < end && !starts_cluster(pieces[i + 1].in.base))) {
        continue;
      }
      shape_whole(request, from, i);
      from = i + 1;
      ShapedCluster& cluster = add(pieces[i]);
      cluster.advance = at_size(glyph->advance, grid, cluster.font_size);
      out_.glyphs.push_back({glyph->glyph, cluster.advance, {}});
      ++cluster.glyph_end;
    }
    shape_whole(request, from, end);
  }

  /// A character of three bytes that is all of the piece; 0 if there is more, or another.
  static char32_t only_character(const Piece& piece) {
    const bool three = piece.in.base >= 0x800 && piece.in.base <= 0xffff;
    return three && piece.in.end - piece.in.begin == 3 ? piece.in.base : 0;
  }

  void shape_whole(const HbRequest& request, std::size_t begin, std::size_t end) {
    if (begin == end) {
      return;
    }
    std::vector<Piece>& pieces = job_.pieces;
    const std::vector<RawGlyph>& glyphs =
        shaper_.shape(request, job_.text, pieces[begin].in.begin, pieces[end - 1].in.end);
    std::size_t at = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t from = at;
      while (at < glyphs.size() && glyphs[at].cluster < pieces[i].in.end) {
        ++at;
      }
      const bool rest = i + 1 == end;  // whatever came out of order belongs to the last
      take(pieces[i], glyphs, from, rest ? glyphs.size() : at, i == begin ? First::yes : First::no);
    }
  }

  enum class First { yes, no };

  void take(Piece& piece,
            const std::vector<RawGlyph>& glyphs,
            std::size_t from,
            std::size_t to,
            First first) {
    if (from == to && first == First::no && !piece.in.cjk_font) {
      merge(piece);  // the second letter of a ligature
      return;
    }
    for (std::size_t g = from; g < to && !piece.missing; ++g) {
      if (glyphs[g].glyph == 0) {
        piece.missing = true;
        std::string base;
        append_utf8(base, piece.in.base);
        job_.report(job_.missing == MissingGlyphs::box ? "W304" : "E303",
                    piece,
                    {base, code_point_text(piece.in.base)});
      }
    }
    ShapedCluster& cluster = add(piece);
    if (piece.missing) {
      return;
    }
    const Length em = cluster.font_size;
    const int grid = job_.resolver.fonts().metrics(piece.font).units_per_em;
    for (std::size_t g = from; g < to; ++g) {
      ShapedGlyph glyph;
      glyph.glyph = glyphs[g].glyph;
      glyph.advance = at_size(glyphs[g].advance, grid, em);
      glyph.offset = {at_size(glyphs[g].dx, grid, em), -at_size(glyphs[g].dy, grid, em)};
      cluster.advance += glyph.advance;
      out_.glyphs.push_back(glyph);
    }
    cluster.glyph_end = static_cast<std::uint32_t>(out_.glyphs.size());
  }

  /// A blank shows the face's space, so that a reader of the PDF finds one.
  void add_space(const Piece& piece, ShapedCluster& cluster) {
    if (!is_blank(piece.in) || piece.font == FontId::none) {
      return;
    }
    const FontStore& fonts = job_.resolver.fonts();
    ShapedGlyph space;
    space.glyph = fonts.glyph(piece.font, U' ');
    if (space.glyph != 0) {
      space.advance = at_size(fonts.advance(piece.font, space.glyph),
                              fonts.metrics(piece.font).units_per_em,
                              cluster.font_size);
      out_.glyphs.push_back(space);
      ++cluster.glyph_end;
    }
  }

  void merge(Piece& piece) {
    piece.merged = true;
    ShapedCluster& last = out_.clusters.back();
    last.text_end = piece.in.end;
    last.break_after = piece.break_after;
  }

  ShapedCluster& add(const Piece& piece) {
    if (!style_ || piece.run != style_run_) {
      style_ = &job_.style_of(piece);
      style_run_ = piece.run;
    }
    return add_cluster(job_, piece, *style_, out_);
  }

  ShapeJob& job_;
  HbShaper& shaper_;
  ShapedText& out_;
  PieceRange range_;
  const TextStyle* style_ = nullptr;  // of run style_run_
  std::uint32_t style_run_ = 0;
};

}  // namespace

HbShaper::HbShaper(const FontStore& fonts) : fonts_(fonts), buffer_(hb_buffer_create()) {}

const std::vector<RawGlyph>& HbShaper::shape(const HbRequest& request,
                                             std::string_view text,
                                             std::uint32_t begin,
                                             std::uint32_t end) {
  hb_buffer_t* buffer = buffer_.get();
  hb_buffer_reset(buffer);
  hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
  hb_buffer_add_utf8(
      buffer, text.data(), static_cast<int>(text.size()), begin, static_cast<int>(end - begin));
  hb_buffer_set_direction(buffer, request.direction);
  hb_buffer_set_script(buffer, request.script);
  hb_buffer_set_language(buffer, request.language);
  features_.clear();
  if (request.features) {
    for (const FontResolver::Feature& feature : *request.features) {
      features_.push_back(
          {feature.tag, feature.value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    }
  }
  if (request.natural_marks) {
    add_natural_marks(text, begin, end);
  }
  hb_shape(fonts_.hb_font(request.font),
           buffer,
           features_.data(),
           static_cast<unsigned>(features_.size()));
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, nullptr);
  glyphs_.resize(count);
  for (unsigned i = 0; i < count; ++i) {
    glyphs_[i] = {infos[i].codepoint,
                  infos[i].cluster,
                  places[i].x_advance - places[i].y_advance,  // one of them is 0
                  places[i].x_offset,
                  places[i].y_offset};
  }
  return glyphs_;
}

/// O1: the shared marks of a Chinese face are a whole em wide, or half of one with hwid, also in
/// its Latin; its proportional forms are what stands in English (Xi’an).
void HbShaper::add_natural_marks(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  for (std::size_t at = begin; at < end;) {
    const auto from = static_cast<unsigned>(at);
    const char32_t c = decode_utf8(text, at);
    const bool shared = c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2013 ||
                        c == 0x2014 || c == 0x2026 || c == 0xB7;
    if (shared) {
      features_.push_back({HB_TAG('h', 'w', 'i', 'd'), 0, from, static_cast<unsigned>(at)});
      features_.push_back({HB_TAG('p', 'w', 'i', 'd'), 1, from, static_cast<unsigned>(at)});
    }
  }
}

hb_language_t hb_language_of(Locale locale) {
  switch (locale) {
    case Locale::zh_hant_tw:
      return hb_language_from_string("zh-Hant", -1);
    case Locale::zh_hant_hk:
      return hb_language_from_string("zh-Hant-HK", -1);
    case Locale::ja:
      return hb_language_from_string("ja", -1);
    default:
      return hb_language_from_string("zh-Hans", -1);
  }
}

void set_glyphs(ShapeJob& job, HbShaper& shaper, ShapedText& out) {
  GlyphSetter(job, shaper, out, {0, job.pieces.size(), HB_DIRECTION_LTR}).run();
}

void set_glyphs(ShapeJob& job, HbShaper& shaper, ShapedText& out, const PieceRange& range) {
  GlyphSetter(job, shaper, out, range).run();
}

}  // namespace banxin
