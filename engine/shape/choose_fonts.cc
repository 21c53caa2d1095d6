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

/// Characters a face may lack because another of its glyphs is the same (HarfBuzz knows these).
char32_t twin(char32_t c) {
  return c == 0x2011 ? char32_t{0x2010} : c == 0xa0 ? U' ' : char32_t{0};
}

using Faces = std::vector<FontResolver::Face>;

class Chooser {
 public:
  explicit Chooser(ShapeJob& job) : job_(job), fonts_(job.resolver.fonts()) {}

  void run() {
    for (Piece& piece : job_.pieces) {
      const CharClass cls = piece.in.cls;
      if (cls == CharClass::object || cls == CharClass::line_feed || like_the_han_before(piece)) {
        continue;
      }
      choose(piece);
      remember(piece);
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
  static bool plain_han(const Piece& piece) {
    return piece.in.cls == CharClass::han && piece.in.cjk_font &&
           in(piece.in.base, 0x3400, 0x9fff) && piece.in.end - piece.in.begin == 3;
  }

  /// Most of the text: one more Han of a run that has had one, in the first face of its stack.
  bool like_the_han_before(Piece& piece) const {
    if (!usual_ || piece.run != usual_run_ || !plain_han(piece) ||
        !usual_->wish->serves(piece.in.base) || !fonts_.has(usual_->font, piece.in.base)) {
      return false;
    }
    piece.font = usual_->font;
    return true;
  }

  void remember(const Piece& piece) {
    if (!plain_han(piece)) {
      return;
    }
    const Faces& faces = job_.resolver.cjk_faces(job_.style_of(piece).stack);
    usual_ = !faces.empty() && faces[0].font == piece.font ? &faces[0] : nullptr;
    usual_run_ = piece.run;
  }

  void choose(Piece& piece) {
    const std::uint32_t stack = job_.style_of(piece).stack;
    const Faces& cjk = job_.resolver.cjk_faces(stack);
    const Faces& latin = job_.resolver.latin_faces(stack);
    const Faces& first = piece.in.cjk_font ? cjk : latin;
    const Faces& second = piece.in.cjk_font ? latin : cjk;
    const std::string_view text =
        std::string_view(job_.text).substr(piece.in.begin, piece.in.end - piece.in.begin);
    const bool mark = piece.in.cjk_font && (is_shared_mark(piece.in.base) || is_stop(piece.in.cls));
    if (mark && !cjk.empty()) {
      piece.font = mark_font(piece, cjk);
    } else {
      piece.font = first_with(first, piece, text);
      if (piece.font == FontId::none) {
        piece.font = first_with(second, piece, text);
      }
    }
    const TextStyle& style = job_.style_of(piece);
    if (job_.resolver.bold_stroke(style, piece.font, piece.in.cjk_font) > Length()) {
      job_.report("N307", piece, {fonts_.face(piece.font).family});
    }
    if (piece.font == FontId::none) {
      none_has_it(piece, first, second);
    } else if (!mark && piece.font != first[0].font && !is_blank(piece.in) &&
               !is_private_use(piece.in.base)) {
      note_fallback(piece, text);
    }
  }

  /// The first face that has the whole cluster; failing that, the first that has its base.
  FontId first_with(const Faces& stack, const Piece& piece, std::string_view text) {
    if (in(piece.in.base, 0x3400, 0x9fff) && text.size() == 3) {
      return first_with_han(stack, piece.in.base);
    }
    if (const char32_t selector = variation_selector(text)) {
      return variation_font(stack, piece, selector);
    }
    for (const FontResolver::Face& face : stack) {
      if (face.wish->serves(piece.in.base) && has_all(face.font, text)) {
        return face.font;
      }
    }
    return blank_font(stack, piece);
  }

  /// The same for a Han without marks or selectors: most of the text.
  FontId first_with_han(const Faces& stack, char32_t han) const {
    for (const FontResolver::Face& face : stack) {
      if (face.wish->serves(han) && fonts_.has(face.font, han)) {
        return face.font;
      }
    }
    return FontId::none;
  }

  /// Spaces need no glyph, only a face to belong to.
  static FontId blank_font(const Faces& stack, const Piece& piece) {
    const bool blank = is_blank(piece.in) || piece.in.cls == CharClass::ideographic_space;
    return blank && !stack.empty() ? stack[0].font : FontId::none;
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
  FontId variation_font(const Faces& stack, const Piece& piece, char32_t selector) {
    for (const FontResolver::Face& face : stack) {
      if (face.wish->serves(piece.in.base) &&
          fonts_.has_variation(face.font, piece.in.base, selector)) {
        return face.font;
      }
    }
    for (const FontResolver::Face& face : stack) {
      if (face.wish->serves(piece.in.base) && fonts_.has(face.font, piece.in.base)) {
        // FE0E and FE0F only ask for text or picture style: nothing is lost.
        if (selector != 0xfe0e && selector != 0xfe0f) {
          job_.report("N305", piece, {character(piece), code_point_text(selector)});
        }
        return face.font;
      }
    }
    return FontId::none;
  }

  static bool is_stop(CharClass cls) {
    return cls == CharClass::stop || cls == CharClass::pause || cls == CharClass::question;
  }

  /// F3, O2, CH3: never a Latin face; the first Chinese face that draws the mark full width and
  /// where the language has it. If none does, the first that has it.
  FontId mark_font(const Piece& piece, const Faces& cjk) const {
    const Locale locale = job_.locale_of_piece(piece);
    FontId having = FontId::none;
    for (const auto& [font, wish] : cjk) {
      if (!wish->serves(piece.in.base) || !fonts_.has(font, piece.in.base)) {
        continue;
      }
      if (job_.resolver.fits_shared_mark(font, locale, piece.in.base) &&
          job_.resolver.fits_stop(font, locale, piece.in.base)) {
        return font;
      }
      having = having == FontId::none ? font : having;
    }
    return having;
  }

  void none_has_it(Piece& piece, const Faces& first, const Faces& second) {
    piece.font = first.empty() ? (second.empty() ? FontId::none : second[0].font) : first[0].font;
    if (is_blank(piece.in) || is_ignorable(piece.in.base)) {
      return;
    }
    report_missing(piece, is_private_use(piece.in.base) ? "E306" : "E303");
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
  const FontResolver::Face* usual_ = nullptr;  // what the last Han got, if the first of its stack
  std::uint32_t usual_run_ = 0;
};

}  // namespace

void choose_fonts(ShapeJob& job) {
  Chooser(job).run();
}

FontId choose_one_font(const ShapeJob& job, const TextStyle& style, std::string_view text) {
  const FontStore& fonts = job.resolver.fonts();
  Faces stack = job.resolver.cjk_faces(style.stack);
  const Faces& latin = job.resolver.latin_faces(style.stack);
  std::size_t at = 0;
  const bool wide = !text.empty() && is_wide_text(decode_utf8(text, at));
  stack.insert(wide ? stack.end() : stack.begin(), latin.begin(), latin.end());
  FontId best = FontId::none;
  std::size_t most = 0;
  for (const auto& [font, wish] : stack) {
    std::size_t had = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
      const char32_t c = decode_utf8(text, i);
      had += (wish->serves(c) && fonts.has(font, c)) || is_ignorable(c) ? 1u : 0u;
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
