// The face of every cluster, before shaping: rules O1, O2, F3, F5–F7.
#include <algorithm>

#include "engine/shape/pieces.h"

namespace banxin {
namespace {

constexpr bool in(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

constexpr bool is_shared_mark(char32_t c) {
  return c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'—' || c == U'…' || c == U'·' ||
         c == U'⋯' || c == U'‥';
}

constexpr bool is_variation_selector(char32_t c) {
  return in(c, 0xfe00, 0xfe0f) || in(c, 0xe0100, 0xe01ef);
}

/// Needs no glyph: HarfBuzz drops it.
constexpr bool is_ignorable(char32_t c) {
  return is_variation_selector(c) || in(c, 0x200b, 0x200f) || in(c, 0x202a, 0x202e) ||
         in(c, 0x2060, 0x206f) || c == 0x034f || c == 0xfeff || c == 0xad ||
         in(c, 0x180b, 0x180f) || in(c, 0xe0000, 0xe0fff);
}

constexpr bool is_private_use(char32_t c) {
  return in(c, 0xe000, 0xf8ff) || in(c, 0xf0000, 0x10ffff);
}

/// Characters a face may lack because another of its glyphs is the same (HarfBuzz knows these).
char32_t twin(char32_t c) {
  return c == 0x2011 ? char32_t{0x2010} : c == 0xa0 ? U' ' : char32_t{0};
}

class Chooser {
 public:
  explicit Chooser(ShapeJob& job) : job_(job), fonts_(job.resolver.fonts()) {}

  void run() {
    for (Piece& piece : job_.pieces) {
      const CharClass cls = piece.in.cls;
      if (cls == CharClass::object || cls == CharClass::line_feed) {
        continue;
      }
      choose(piece);
    }
  }

  bool has_all(FontId font, std::string_view text) const {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = decode_utf8(text, at);
      const bool fine =
          fonts_.has(font, c) || is_ignorable(c) || (twin(c) && fonts_.has(font, twin(c)));
      if (!fine) {
        return false;
      }
    }
    return true;
  }

 private:
  void choose(Piece& piece) {
    const std::uint32_t stack = job_.style_of(piece).stack;
    const std::vector<FontId>& cjk = job_.resolver.cjk(stack);
    const std::vector<FontId>& latin = job_.resolver.latin(stack);
    const std::vector<FontId>& first = piece.in.cjk_font ? cjk : latin;
    const std::vector<FontId>& second = piece.in.cjk_font ? latin : cjk;
    const std::string_view text =
        std::string_view(job_.text).substr(piece.in.begin, piece.in.end - piece.in.begin);
    if (is_private_use(piece.in.base)) {
      piece.font = first.empty() ? (second.empty() ? FontId::none : second[0]) : first[0];
      report_missing(piece, "E306");
      return;
    }
    const bool shared = piece.in.cjk_font && is_shared_mark(piece.in.base);
    if (shared && !cjk.empty()) {
      piece.font = shared_mark_font(piece, cjk);
    } else {
      piece.font = first_with(first, piece, text);
      if (piece.font == FontId::none) {
        piece.font = first_with(second, piece, text);
      }
    }
    if (piece.font == FontId::none) {
      none_has_it(piece, first, second);
    } else if (!shared && !first.empty() && piece.font != first[0] && !is_blank(piece.in)) {
      note_fallback(piece, text);
    }
  }

  /// The first face that has the whole cluster; failing that, the first that has its base.
  FontId first_with(const std::vector<FontId>& stack, Piece& piece, std::string_view text) {
    const std::size_t base_bytes = bytes_of(piece.in.base);
    if (text.size() == base_bytes) {
      for (const FontId font : stack) {
        if (has_all(font, text)) {
          return font;
        }
      }
      return blank_font(stack, piece);
    }
    if (const char32_t selector = variation_selector(text)) {
      return variation_font(stack, piece, selector);
    }
    for (const FontId font : stack) {
      if (has_all(font, text)) {
        return font;
      }
    }
    return FontId::none;
  }

  /// Spaces need no glyph, only a face to belong to.
  static FontId blank_font(const std::vector<FontId>& stack, const Piece& piece) {
    const bool blank = is_blank(piece.in) || piece.in.cls == CharClass::ideographic_space;
    return blank && !stack.empty() ? stack[0] : FontId::none;
  }

  static std::size_t bytes_of(char32_t c) {
    return c < 0x80 ? 1u : c < 0x800 ? 2u : c < 0x10000 ? 3u : 4u;
  }

  static char32_t variation_selector(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = decode_utf8(text, at);
      if (is_variation_selector(c)) {
        return c;
      }
    }
    return 0;
  }

  /// F7: a face with the sequence, else the base form, which is logged.
  FontId variation_font(const std::vector<FontId>& stack, const Piece& piece, char32_t selector) {
    for (const FontId font : stack) {
      if (fonts_.has_variation(font, piece.in.base, selector)) {
        return font;
      }
    }
    for (const FontId font : stack) {
      if (fonts_.has(font, piece.in.base)) {
        // FE0E and FE0F only ask for text or picture style: nothing is lost.
        if (selector != 0xfe0e && selector != 0xfe0f) {
          job_.report("N305", piece, {character(piece), code_point_text(selector)});
        }
        return font;
      }
    }
    return FontId::none;
  }

  /// F3, O2: never a Latin face; the first Chinese face that draws the mark full width.
  FontId shared_mark_font(const Piece& piece, const std::vector<FontId>& cjk) const {
    const Locale locale = job_.locale_of_piece(piece);
    FontId having = FontId::none;
    for (const FontId font : cjk) {
      if (!fonts_.has(font, piece.in.base)) {
        continue;
      }
      if (job_.resolver.fits_shared_mark(font, locale, piece.in.base)) {
        return font;
      }
      having = having == FontId::none ? font : having;
    }
    return having;
  }

  void none_has_it(Piece& piece,
                   const std::vector<FontId>& first,
                   const std::vector<FontId>& second) {
    piece.font = first.empty() ? (second.empty() ? FontId::none : second[0]) : first[0];
    if (is_blank(piece.in) || is_ignorable(piece.in.base)) {
      return;
    }
    report_missing(piece, "E303");
  }

  void report_missing(Piece& piece, std::string_view code) {
    piece.missing = true;
    job_.report(job_.missing == MissingGlyphs::box ? "W304" : code,
                piece,
                {character(piece), code_point_text(piece.in.base)});
  }

  void note_fallback(const Piece& piece, std::string_view text) {
    if (piece.in.base == last_noted_) {
      return;
    }
    last_noted_ = piece.in.base;
    job_.report(
        "N304",
        piece,
        {std::string(text), code_point_text(piece.in.base), fonts_.face(piece.font).family});
  }

  std::string character(const Piece& piece) const {
    std::string out;
    append_utf8(out, piece.in.base);
    return out;
  }

  ShapeJob& job_;
  const FontStore& fonts_;
  char32_t last_noted_ = 0;
};

}  // namespace

void choose_fonts(ShapeJob& job) {
  Chooser(job).run();
}

FontId choose_one_font(const ShapeJob& job, const TextStyle& style, std::string_view text) {
  const FontStore& fonts = job.resolver.fonts();
  std::vector<FontId> stack = job.resolver.cjk(style.stack);
  const std::vector<FontId>& latin = job.resolver.latin(style.stack);
  std::size_t at = 0;
  const bool wide = !text.empty() && is_wide_text(decode_utf8(text, at));
  stack.insert(wide ? stack.end() : stack.begin(), latin.begin(), latin.end());
  FontId best = FontId::none;
  std::size_t most = 0;
  for (const FontId font : stack) {
    std::size_t had = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
      const char32_t c = decode_utf8(text, i);
      had += fonts.has(font, c) || is_ignorable(c) ? 1u : 0u;
    }
    if (had == count) {
      return font;
    }
    if (best == FontId::none || had > most) {
      best = font;
      most = had;
    }
  }
  return best;
}

}  // namespace banxin
