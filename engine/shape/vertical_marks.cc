// Han and marks of vertical text: the face's forms (V3, V4), or what replaces them (V7, V9).
#include <algorithm>

#include "engine/shape/vertical.h"

namespace banxin {
namespace {

constexpr std::int64_t kRightOfMiddle = 750;  // V9: where Hans ： ； ？ ！ have their ink

class FormSetter {
 public:
  FormSetter(const ShapeJob& job, HbShaper& shaper, ShapedText& out)
      : job_(job),
        shaper_(shaper),
        out_(out),
        fonts_(job.resolver.fonts()) {}

  void set(const Piece& piece, ShapedCluster& c) {
    put_on_column(c);
    if (vertical_orientation(piece.in.base) != VerticalOrientation::upright) {
      use_vertical_form(piece, c);
    }
  }

 private:
  /// A face without vertical metrics has its em box in the cell.
  void put_on_column(ShapedCluster& c) {
    hb_blob_t* header = hb_face_reference_table(hb_font_get_face(fonts_.hb_font(c.font)),
                                                HB_TAG('v', 'h', 'e', 'a'));
    const bool has_metrics = hb_blob_get_length(header) > 0;
    hb_blob_destroy(header);
    if (has_metrics) {
      return;
    }
    const int grid = fonts_.metrics(c.font).units_per_em;
    c.advance = Length();
    for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
      ShapedGlyph& glyph = out_.glyphs[g];
      const Length width = at_size(fonts_.advance(c.font, glyph.glyph), grid, c.font_size);
      glyph.offset = {-width / 2, c.size.scaled(kHeadOfEm, 1000)};
      glyph.advance = width == Length() ? Length() : c.size;
      c.advance += glyph.advance;
    }
  }

  /// The face's form of a mark that does not stand as it is, or what replaces it (V3).
  void use_vertical_form(const Piece& piece, ShapedCluster& c) {
    const HbRequest request = request_of(job_, piece, HB_SCRIPT_HAN);
    if (corner_quote(request, piece, c)) {
      return;
    }
    const std::vector<RawGlyph> level =
        shaper_.shape(request, job_.text, piece.in.begin, piece.in.end);
    const std::uint32_t had = c.glyph_end - c.glyph_begin;
    const bool same =
        level.size() == had &&
        std::equal(level.begin(),
                   level.end(),
                   out_.glyphs.begin() + c.glyph_begin,
                   [](const RawGlyph& a, const ShapedGlyph& b) { return a.glyph == b.glyph; });
    if (!same) {
      return;  // the face has a form
    }
    const VerticalOrientation how = vertical_orientation(piece.in.base);
    const bool turned_colon = how == VerticalOrientation::transformed_rotated &&
                              job_.locale_of_piece(piece) == Locale::ja;
    if (is_stop(piece.in.cls) && !turned_colon) {
      move_stop(piece, c);
    } else if (how != VerticalOrientation::transformed_upright) {
      turn_level(level, c);
      if (across(piece.in.cls)) {
        centre_across(c);
      }
    }
  }

  static bool is_stop(CharClass cls) {
    return cls == CharClass::pause || cls == CharClass::stop || cls == CharClass::question;
  }

  static bool across(CharClass cls) {
    return cls == CharClass::dash || cls == CharClass::ellipsis || cls == CharClass::connector ||
           cls == CharClass::interpunct;
  }

  /// V4: the quotes of zh-Hans are ﹃﹄ and ﹁﹂; the text keeps what was typed.
  bool corner_quote(HbRequest request, const Piece& piece, ShapedCluster& c) {
    constexpr std::u32string_view kQuotes = U"“”‘’", kCorners = U"『』「」";
    const std::size_t which = kQuotes.find(piece.in.base);
    if (which == std::u32string_view::npos || job_.locale_of_piece(piece) != Locale::zh_hans ||
        !fonts_.has(piece.font, kCorners[which]) || c.glyph_end - c.glyph_begin != 1) {
      return false;
    }
    std::string corner;
    append_utf8(corner, kCorners[which]);
    const auto shaped = [&](hb_direction_t direction) {
      request.direction = direction;
      return shaper_.shape(request, corner, 0, static_cast<std::uint32_t>(corner.size()));
    };
    const std::vector<RawGlyph> level = shaped(HB_DIRECTION_LTR);
    const std::vector<RawGlyph> down = shaped(HB_DIRECTION_TTB);
    if (level.size() != 1 || down.size() != 1) {
      return false;
    }
    const int grid = fonts_.metrics(c.font).units_per_em;
    const RawGlyph& form = down[0];
    out_.glyphs[c.glyph_begin] = {
        form.glyph,
        at_size(form.advance, grid, c.font_size),
        {at_size(form.dx, grid, c.font_size), -at_size(form.dy, grid, c.font_size)}};
    c.advance = out_.glyphs[c.glyph_begin].advance;
    put_on_column(c);
    if (form.glyph == level[0].glyph) {
      turn_level(level, c);
    }
    return true;
  }

  /// Draws a cluster turned, from its glyphs as a horizontal line has them.
  void turn_level(const std::vector<RawGlyph>& level, ShapedCluster& c) {
    const int grid = fonts_.metrics(c.font).units_per_em;
    c.advance = Length();
    for (std::size_t g = 0; g < level.size(); ++g) {
      ShapedGlyph& glyph = out_.glyphs[c.glyph_begin + g];
      glyph.advance = at_size(level[g].advance, grid, c.font_size);
      glyph.offset = {at_size(level[g].dx, grid, c.font_size),
                      -at_size(level[g].dy, grid, c.font_size)};
      c.advance += glyph.advance;
    }
    turn_sideways(c, out_);
  }

  /// V7: strokes and dots are on the column's middle, not where the baseline has them.
  void centre_across(ShapedCluster& c) {
    const int grid = fonts_.metrics(c.font).units_per_em;
    for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
      const FontStore::Ink ink = fonts_.ink(c.font, out_.glyphs[g].glyph);
      out_.glyphs[g].offset.x = -at_size(ink.bottom + ink.top, grid, c.font_size) / 2;
    }
  }

  /// V4, V9: without a form of the face, the mainland's stops go to the other corner of their cell,
  /// and ： ； ？ ！ to the right of its middle. Centred ones stay.
  void move_stop(const Piece& piece, ShapedCluster& c) {
    const Locale locale = job_.locale_of_piece(piece);
    const bool low =
        vertical_orientation(piece.in.base) == VerticalOrientation::transformed_upright &&
        piece.in.cls != CharClass::question;
    if ((locale != Locale::zh_hans && !(locale == Locale::ja && low)) ||
        c.glyph_end - c.glyph_begin != 1) {
      return;
    }
    const int grid = fonts_.metrics(c.font).units_per_em;
    ShapedGlyph& glyph = out_.glyphs[c.glyph_begin];
    const FontStore::Ink ink = fonts_.ink(c.font, glyph.glyph);
    const Length x = at_size(ink.left + ink.right, grid, c.font_size) / 2;  // from the origin
    const Length y = at_size(ink.bottom + ink.top, grid, c.font_size) / 2;
    const Length half = c.size / 2;
    if (low) {
      glyph.offset = {-glyph.offset.x - x * 2, c.size - glyph.offset.y + y * 2};
    } else {
      glyph.offset = {c.size.scaled(kRightOfMiddle, 1000) - half - x, half + y};
    }
  }

  const ShapeJob& job_;
  HbShaper& shaper_;
  ShapedText& out_;
  const FontStore& fonts_;
};

}  // namespace

void set_vertical_form(
    const ShapeJob& job, HbShaper& shaper, ShapedText& out, const Piece& piece, ShapedCluster& c) {
  FormSetter(job, shaper, out).set(piece, c);
}

}  // namespace banxin
