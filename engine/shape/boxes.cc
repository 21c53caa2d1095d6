#include "engine/shape/boxes.h"

#include <algorithm>

namespace banxin {
namespace {

// Which blanks a mark has by class and locale (CH2), before its ink is looked at (CH3).
enum class Blank : std::uint8_t { none, left, right, quarters };

constexpr std::int64_t kGuard = 20;          // O6: ink may pass its box by .02 em
constexpr std::int64_t kTouching = 20;       // O4: a gap of .02 em in —— is none
constexpr std::int64_t kWordSpaceMin = 250;  // A6
constexpr std::int64_t kWordSpaceMax = 333;

Length mille(Length em, std::int64_t thousandths) {
  return em.scaled(thousandths, 1000);
}

bool is_hant(Locale locale) {
  return locale == Locale::zh_hant_tw || locale == Locale::zh_hant_hk;
}

/// The blank beside ink in that part of the box.
Blank beside(InkHalf half) {
  return half == InkHalf::left    ? Blank::right
         : half == InkHalf::right ? Blank::left
                                  : Blank::quarters;
}

/// V5: in vertical text ： ； ？ ！ give nothing.
bool fixed_in_columns(const CharCluster& c) {
  return c.cls == CharClass::question || c.base == U'：' || c.base == U'；';
}

Blank blank_of(const CharCluster& c, Locale locale) {
  switch (c.cls) {
    case CharClass::opening:
      return Blank::left;
    case CharClass::closing:
      return Blank::right;
    case CharClass::question: {
      const Blank blank = beside(half_of_stop(c.cls, c.base, locale));
      return blank == Blank::quarters ? Blank::none : blank;
    }
    case CharClass::stop:
    case CharClass::pause:
      return beside(half_of_stop(c.cls, c.base, locale));
    default:
      return Blank::none;
  }
}

class BoxSetter {
 public:
  BoxSetter(ShapeJob& job, ShapedText& out) : job_(job), fonts_(job.resolver.fonts()), out_(out) {}

  void set(const Piece& piece, ShapedCluster& c) {
    if (!style_ || piece.run != style_run_) {
      style_ = &job_.style_of(piece);
      style_run_ = piece.run;
    }
    if (c.missing) {
      c.advance = c.size;
    } else if (piece.in.cls == CharClass::object) {
      c.advance = picture_width(piece);
    } else if (is_blank(piece.in)) {
      set_space(piece, c);
    } else if (piece.in.cls == CharClass::line_feed) {
      c.is_space = true;
      c.advance = Length();
    } else if (piece.in.cjk_font && !job_.resolver.proportional(style_->stack)) {
      set_full_width(piece, c);
    }
    if (piece.in.cls == CharClass::han || piece.in.cls == CharClass::iteration ||
        piece.in.cls == CharClass::small_kana) {
      c.advance += style_->letter_spacing;
    }
  }

  /// Brings the glyphs back into the order of the clusters.
  void put_in_order() {
    if (!out_of_order_) {
      return;
    }
    std::vector<ShapedGlyph> ordered;
    ordered.reserve(out_.glyphs.size());
    for (ShapedCluster& c : out_.clusters) {
      const auto begin = static_cast<std::uint32_t>(ordered.size());
      for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
        ordered.push_back(out_.glyphs[g]);
      }
      c.glyph_begin = begin;
      c.glyph_end = static_cast<std::uint32_t>(ordered.size());
    }
    out_.glyphs = std::move(ordered);
  }

 private:
  Length picture_width(const Piece& piece) const {
    if (piece.run >= job_.paragraph.runs.size()) {
      return {};
    }
    const Size& size = job_.paragraph.runs[piece.run].image_size;
    return job_.vertical() ? size.height : size.width;
  }

  /// A6, A7, U4: word spaces within bounds; the space between Han and the fixed one 1/4 em. In
  /// titles a space between Han parts two phrases and is one em wide.
  void set_space(const Piece& piece, ShapedCluster& c) {
    c.is_space = piece.in.cls == CharClass::space;
    const bool phrase = piece.wide_space && job_.composition.balance;
    c.advance = phrase ? c.size : mille(c.size, kWordSpaceMin);
    if (c.glyph_begin == c.glyph_end) {
      return;
    }
    ShapedGlyph& glyph = *glyphs(c);
    if (c.is_space && !piece.wide_space) {
      c.advance = job_.composition.locale == Locale::latin
                      ? glyph.advance
                      : min(max(glyph.advance, c.advance), mille(c.size, kWordSpaceMax));
    }
    glyph.advance = c.advance;
  }

  void set_full_width(const Piece& piece, ShapedCluster& c) {
    if (piece.in.cls == CharClass::han && c.advance == c.size) {
      return;  // nothing to move, whatever character it is
    }
    const Locale locale = job_.locale_of_piece(piece);
    const bool narrow = locale != Locale::ja && !is_hant(locale);
    switch (piece.in.cls) {
      case CharClass::opening:
      case CharClass::closing:
      case CharClass::pause:
      case CharClass::stop:
      case CharClass::question:
        set_mark(piece, c);
        break;
      case CharClass::dash:
        set_dash(piece, c);
        break;
      case CharClass::ellipsis:
        centre_advance(c, c.size * count(piece));
        break;
      case CharClass::connector:
        set_connector(piece, c);
        break;
      case CharClass::interpunct:
        set_interpunct(c, narrow);
        break;
      case CharClass::solidus:
        centre_ink(c, narrow ? c.size / 2 : c.size);
        break;
      case CharClass::question_pair:
        centre_advance(c, c.size);
        break;
      case CharClass::ideographic_space:
        c.advance = c.size;
        break;
      default:
        if (is_full_width(piece.in.base)) {
          centre_advance(c, c.size);
        } else if (is_private_use(piece.in.base) && c.advance <= c.size) {
          centre_advance(c, c.size);  // a character of one's own making keeps the body (F3)
        }
    }
  }

  static bool is_full_width(char32_t base) {
    return is_wide_text(base) || (base >= 0xff01 && base <= 0xff60) ||
           (base >= 0xffe0 && base <= 0xffe6);
  }

  /// Characters of a unit: —— 2, —⸺ by their own width.
  std::int64_t count(const Piece& piece) const {
    const std::string_view text =
        std::string_view(out_.text).substr(piece.in.begin, piece.in.end - piece.in.begin);
    std::int64_t em = 0;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = decode_utf8(text, at);
      em += c == 0x2e3a ? 2 : c == 0x2e3b ? 3 : 1;
    }
    return em;
  }

  ShapedGlyph* glyphs(const ShapedCluster& c) { return out_.glyphs.data() + c.glyph_begin; }

  /// Of an offset, the part along the line.
  Length& along(Point& offset) const { return job_.vertical() ? offset.y : offset.x; }

  void shift(const ShapedCluster& c, Length by) {
    for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
      along(out_.glyphs[g].offset) += by;
    }
  }

  struct InkSpan {
    Length left, right;
  };

  /// Ink of the cluster's first glyph, from the cluster's start along the line.
  InkSpan ink(const ShapedCluster& c) {
    ShapedGlyph& glyph = *glyphs(c);
    const FontStore::Ink box = fonts_.ink(c.font, glyph.glyph);
    const int grid = fonts_.metrics(c.font).units_per_em;
    const Length origin = along(glyph.offset);
    if (job_.vertical() && c.orientation == Orientation::upright) {
      return {origin - at_size(box.top, grid, c.size), origin - at_size(box.bottom, grid, c.size)};
    }
    return {origin + at_size(box.left, grid, c.size), origin + at_size(box.right, grid, c.size)};
  }

  void centre_advance(ShapedCluster& c, Length width) {
    shift(c, (width - c.advance) / 2);
    c.advance = width;
  }

  /// W8, W9: the box, but never narrower than the ink allows (O6).
  void centre_ink(ShapedCluster& c, Length width) {
    if (c.glyph_begin == c.glyph_end) {
      c.advance = width;
      return;
    }
    const InkSpan span = ink(c);
    width = max(width, span.right - span.left - mille(c.size, 2 * kGuard));
    shift(c, (width - span.left - span.right) / 2);
    c.advance = width;
  }

  void set_interpunct(ShapedCluster& c, bool narrow) {
    centre_ink(c, narrow ? c.size / 2 : c.size);
    if (!narrow && job_.composition.punctuation != PunctuationStyle::raw) {
      set_blanks(c, Blank::quarters);  // C2
    }
  }

  void set_connector(const Piece& piece, ShapedCluster& c) {
    const bool half =
        (piece.in.base >= 0x2010 && piece.in.base <= 0x2013) || piece.in.base == 0x2236;
    centre_ink(c, half ? c.size / 2 : c.size);
  }

  /// O4: one glyph of the full width, else as many dashes as cover it without a gap.
  void set_dash(const Piece& piece, ShapedCluster& c) {
    const Length width = c.size * count(piece);
    const std::uint32_t had = c.glyph_end - c.glyph_begin;
    if (had <= 1) {
      centre_advance(c, width);
      return;
    }
    const InkSpan one = ink(c);
    if (gap_between(one, c) > mille(c.size, kTouching) && long_dash(c, width)) {
      return;
    }
    const Length stroke = one.right - one.left;
    const Length bearing = max(one.left, Length());
    if (gap_between(one, c) <= mille(c.size, kTouching) || stroke <= Length()) {
      centre_advance(c, width);
      return;
    }
    const Length cover = width - bearing * 2;
    const std::int64_t strokes = (cover.emu() + stroke.emu() - 1) / stroke.emu();
    draw_strokes(c, width, cover - stroke, std::max<std::int64_t>(strokes, 2));
  }

  Length gap_between(const InkSpan& stroke, const ShapedCluster& c) {
    return glyphs(c)->advance - (stroke.right - stroke.left);
  }

  /// O4: ⸺ in place of two dashes, ⸻ of three, if the face has it in its full width.
  bool long_dash(ShapedCluster& c, Length width) {
    const char32_t mark = width == c.size * 2   ? char32_t{0x2e3a}
                          : width == c.size * 3 ? char32_t{0x2e3b}
                                                : char32_t{0};
    const GlyphId glyph = mark == 0 ? 0 : fonts_.glyph(c.font, mark);
    if (glyph == 0) {
      return false;
    }
    const Length advance =
        at_size(fonts_.advance(c.font, glyph), fonts_.metrics(c.font).units_per_em, c.size);
    if (advance > width + mille(c.size, kTouching) || advance < width - mille(c.size, kTouching)) {
      return false;
    }
    Point origin = glyphs(c)->offset;
    along(origin) = Length();
    *glyphs(c) = ShapedGlyph{glyph, advance, job_.vertical() ? origin : Point()};
    c.glyph_end = c.glyph_begin + 1;
    c.advance = advance;
    out_of_order_ = true;  // the others of its glyphs are dropped
    centre_advance(c, width);
    return true;
  }

  /// `count` copies of the first glyph, the last `reach` right of the first.
  void draw_strokes(ShapedCluster& c, Length width, Length reach, std::int64_t count) {
    const ShapedGlyph stroke = *glyphs(c);
    c.glyph_begin = static_cast<std::uint32_t>(out_.glyphs.size());
    for (std::int64_t k = 0; k < count; ++k) {
      ShapedGlyph copy = stroke;
      copy.advance = k == 0 ? width : Length();  // the pen stands at the end after the first
      along(copy.offset) += reach.scaled(k, count - 1) - (k == 0 ? Length() : width);
      out_.glyphs.push_back(copy);
    }
    c.glyph_end = static_cast<std::uint32_t>(out_.glyphs.size());
    c.advance = width;
    out_of_order_ = true;
  }

  void set_mark(const Piece& piece, ShapedCluster& c) {
    const Blank table = job_.vertical() && fixed_in_columns(piece.in)
                            ? Blank::none
                            : blank_of(piece.in, job_.locale_of_piece(piece));
    // O2: a narrower glyph is anchored where the full-width form has its ink.
    const Length spare = c.size - c.advance;
    shift(c, table == Blank::left ? spare : table == Blank::right ? Length() : spare / 2);
    c.advance = c.size;
    if (job_.composition.punctuation == PunctuationStyle::raw || c.glyph_begin == c.glyph_end) {
      return;
    }
    set_blanks(c, table == Blank::none ? table : by_ink(piece, c, table));
    if (reduced(piece.in.cls)) {
      shift(c, -c.blank_left);
      c.advance -= c.blank_left + c.blank_right;
      c.blank_left = c.blank_right = Length();
    }
  }

  /// CH3: where the ink stands decides, not the table.
  Blank by_ink(const Piece& piece, const ShapedCluster& c, Blank table) {
    const InkSpan span = ink(c);
    const Blank inked = beside(half_of_ink(span.left.emu(), span.right.emu(), c.size.emu()));
    if (inked != table && is_checked(piece.in.base)) {
      std::string mark;
      append_utf8(mark, piece.in.base);
      job_.report(
          "W307",
          piece,
          {fonts_.face(c.font).family, mark, std::string(tag_of(job_.locale_of_piece(piece)))});
    }
    return inked;
  }

  /// The marks CH3 has measured.
  static bool is_checked(char32_t mark) {
    return std::u32string_view(U"、。，：；？！“”（）《》").find(mark) != std::u32string_view::npos;
  }

  void set_blanks(ShapedCluster& c, Blank blank) {
    if (blank == Blank::none) {
      return;
    }
    const InkSpan span = ink(c);
    const Length guard = mille(c.size, kGuard);
    const Length most = blank == Blank::quarters ? c.size / 4 : c.size / 2;
    const auto within = [&](Length bearing) { return max(Length(), min(most, bearing + guard)); };
    if (blank != Blank::right) {
      c.blank_left = within(span.left);
    }
    if (blank != Blank::left) {
      c.blank_right = within(c.advance - span.right);
    }
  }

  /// S3, S4: marks that are half width from the start.
  bool reduced(CharClass cls) const {
    const bool ends = cls == CharClass::stop || cls == CharClass::question;
    return job_.composition.punctuation == PunctuationStyle::half ||
           (job_.composition.punctuation == PunctuationStyle::kaiming && !ends);
  }

  ShapeJob& job_;
  const FontStore& fonts_;
  ShapedText& out_;
  const TextStyle* style_ = nullptr;  // of run style_run_
  std::uint32_t style_run_ = 0;
  bool out_of_order_ = false;  // some clusters have their glyphs at the end
};

}  // namespace

InkHalf half_of_ink(std::int64_t left, std::int64_t right, std::int64_t em) {
  const std::int64_t tenfold = 5 * (left + right);  // of the centre
  return tenfold < 4 * em ? InkHalf::left : tenfold > 6 * em ? InkHalf::right : InkHalf::middle;
}

InkHalf half_of_stop(CharClass cls, char32_t mark, Locale locale) {
  const bool high = cls == CharClass::question || mark == U'：' || mark == U'；';
  const bool middle = is_hant(locale) || (locale == Locale::ja && high);
  return middle ? InkHalf::middle : InkHalf::left;
}

void set_boxes(ShapeJob& job, ShapedText& out) {
  BoxSetter setter(job, out);
  std::size_t i = 0;
  for (const Piece& piece : job.pieces) {
    if (!piece.merged) {
      setter.set(piece, out.clusters[i++]);
    }
  }
  setter.put_in_order();
}

}  // namespace banxin
