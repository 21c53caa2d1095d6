// HarfBuzz at work. Private to engine/shape.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <hb.h>

#include "engine/shape/pieces.h"

namespace banxin {

/// One glyph in font units, with the byte it belongs to.
struct RawGlyph {
  GlyphId glyph = 0;
  std::uint32_t cluster = 0;
  FontUnits advance = 0, dx = 0, dy = 0;  // along the line; dy up
};

struct HbRequest {
  FontId font = FontId::none;
  hb_script_t script = HB_SCRIPT_HAN;
  hb_language_t language = nullptr;
  const std::vector<FontResolver::Feature>* features = nullptr;
  bool natural_marks = false;                   // “ ” ‘ ’ — … · in their Latin widths
  hb_direction_t direction = HB_DIRECTION_LTR;  // or HB_DIRECTION_TTB, with the face's `vert` (V3)
};

/// A buffer to shape with; one per call of shape(), reused from run to run.
class HbShaper {
 public:
  explicit HbShaper(const FontStore& fonts);
  /// Glyphs of text[begin, end) in visual order; valid until the next call.
  const std::vector<RawGlyph>& shape(const HbRequest& request,
                                     std::string_view text,
                                     std::uint32_t begin,
                                     std::uint32_t end);

 private:
  void add_natural_marks(std::string_view text, std::uint32_t begin, std::uint32_t end);

  struct Delete {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
  };

  const FontStore& fonts_;
  std::unique_ptr<hb_buffer_t, Delete> buffer_;
  std::vector<hb_feature_t> features_;
  std::vector<RawGlyph> glyphs_;
};

/// The OpenType language system of a locale (O3): ZHS, ZHT, ZHH, JAN.
hb_language_t hb_language_of(Locale locale);

/// Glyphs for all pieces that need some; fills `clusters` and `glyphs` of `out`, one cluster per
/// piece that is not merged into the one before. Widths are still the face's own.
void set_glyphs(ShapeJob& job, HbShaper& shaper, ShapedText& out);

/// The same for pieces [begin, end) alone, in lines of either direction.
struct PieceRange {
  std::size_t begin = 0, end = 0;
  hb_direction_t direction = HB_DIRECTION_LTR;
};

void set_glyphs(ShapeJob& job, HbShaper& shaper, ShapedText& out, const PieceRange& range);

/// What HarfBuzz is asked for a run of pieces like this one.
HbRequest request_of(const ShapeJob& job, const Piece& piece, hb_script_t script);

/// Appends the cluster of a piece of this style, without glyphs.
ShapedCluster& add_cluster(const ShapeJob& job,
                           const Piece& piece,
                           const TextStyle& style,
                           ShapedText& out);

}  // namespace banxin
