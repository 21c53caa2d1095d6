// Shaping: a paragraph's text becomes clusters with glyphs, natural widths and room to shrink or
// grow. No line width is known here, so the result serves every measure.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/hash.h"
#include "engine/font/font.h"
#include "engine/style/style.h"
#include "engine/unicode/unicode.h"

namespace banxin {

/// A glyph and where its origin stands. In vertical text the pen goes down the middle of the column
/// and `advance` is downwards.
struct ShapedGlyph {
  GlyphId glyph = 0;
  Length advance;  // natural, at the run's size
  Point offset;    // from the pen position; y down
};

/// How the glyphs of a cluster are drawn in vertical text (V2): as they are, or turned clockwise by
/// a quarter about their origins.
enum class Orientation : std::uint8_t { upright, sideways };

/// The smallest thing a line can move, break after or trim: one character, one unbreakable unit
/// (——), one shaped group of a Latin word between two break opportunities, or an inline picture.
struct ShapedCluster {
  std::uint32_t text_begin = 0, text_end = 0;    // bytes of ShapedText::text
  std::uint32_t glyph_begin = 0, glyph_end = 0;  // into ShapedText::glyphs
  std::uint32_t run = 0;                         // index of the Run it belongs to
  FontId font = FontId::none;
  CharClass cls = CharClass::han;
  Length size;        // em of the run
  Length font_size;   // its glyphs are drawn at; differs from `size` in scaled letters (A11)
  Length advance;     // natural: full-width marks 1 em, boxed marks of W8 and W9 their box
  Length blank_left;  // l and r of CH2: what trimming and compression may take, never ink
  Length blank_right;
  Length space_before;    // A1 Han–Latin space at the boundary to the cluster before; vanishes
                          // at a line start (A4); its elasticity is Composition's
  Length beside;          // of `advance`: the column of bopomofo at its right (M6)
  bool is_space = false;  // L–L word space: vanishes at line edges (K8), C1, X1; also a line feed,
                          // which has no width
  bool gap_after = false;  // X3 boundary to the next cluster in the paragraph: may be tracked
  BreakAfter break_after;
  bool missing = false;      // no font has it: the box of --draft
  std::uint32_t hyphen = 0;  // break_after is `hyphen`: 1-based index into ShapedText::hyphens
  bool note = false;         // mark of a note: trimming looks through it (M8)
  bool cjk_font = true;      // belongs to the Chinese faces of its role, not the Latin ones (O1)
  Orientation orientation = Orientation::upright;  // vertical text only
  std::uint16_t narrowed = 1000;  // V6: its glyphs are drawn this wide, in thousandths (纵中横)
};

/// The hyphen drawn where a word parts, from the Latin face of its text (U7). It is no text.
struct ShapedHyphen {
  FontId font = FontId::none;
  GlyphId glyph = 0;  // 0: the face has none, and nothing is drawn
  Length size, advance;
  friend bool operator==(const ShapedHyphen&, const ShapedHyphen&) = default;
};

/// An annotation and where its base is. Glyphs over or under the base follow one another; those of
/// bopomofo stand at their offsets from the foot of the column beside it.
struct ShapedRuby {
  std::uint32_t cluster_begin = 0, cluster_end = 0;  // base
  std::vector<ShapedGlyph> glyphs;
  FontId font = FontId::none;
  TextStyleId style{};
  std::string text;
  Length width;
  Length size;         // of the annotation
  Length lead, trail;  // blanks widening put before the first and after the last of the base; at a
                       // line edge the base moves over them (M6)
  RubyPosition position = RubyPosition::over;  // never `automatic`
  std::uint32_t tone_begin = 0;                // bopomofo: glyphs from here on are tone marks
  Length tone_size;
};

/// A paragraph's shaped text. Immutable.
struct ShapedText {
  std::string text;  // after normalising typed spaces (A5–A8); differs from the paragraph's only
                     // in white space: `source_offset` maps back
  std::vector<ShapedCluster> clusters;
  std::vector<ShapedGlyph> glyphs;
  std::vector<ShapedRuby> rubies;
  std::vector<ShapedHyphen> hyphens;         // the different ones
  std::vector<std::uint32_t> source_offset;  // per cluster: byte of Paragraph::text it starts at
  Composition composition;
  Length em;                // size of the paragraph's own text style
  Diagnostics diagnostics;  // E303 missing glyph, W304 box instead, E306, N304–N306
};

class LoneGlyphs;

/// Font roles of a Styled resolved to loaded faces, and the patterns its words part by; made once
/// per build.
class FontResolver {
 public:
  FontResolver(const Styled& styled, const FontStore& fonts, Hyphenators hyphenators = {});

  const FontStore& fonts() const { return *fonts_; }

  const Styled& styled() const { return *styled_; }

  const Hyphenators& hyphenators() const { return hyphenators_; }

  const std::vector<FontId>& cjk(std::uint32_t stack) const { return stacks_[stack].cjk; }

  const std::vector<FontId>& latin(std::uint32_t stack) const { return stacks_[stack].latin; }

  /// A face of a stack, and the characters its role leaves it (FontWish::only).
  struct Face {
    FontId font = FontId::none;
    const FontWish* wish = nullptr;  // of Styled
  };

  const std::vector<Face>& cjk_faces(std::uint32_t stack) const { return stacks_[stack].cjk_faces; }

  const std::vector<Face>& latin_faces(std::uint32_t stack) const {
    return stacks_[stack].latin_faces;
  }

  /// An OpenType feature, switched on (1) or off (0).
  struct Feature {
    std::uint32_t tag = 0, value = 0;
    friend bool operator==(const Feature&, const Feature&) = default;
  };

  const std::vector<Feature>& cjk_features(std::uint32_t stack) const {
    return stacks_[stack].cjk_features;
  }

  const std::vector<Feature>& latin_features(std::uint32_t stack) const {
    return stacks_[stack].latin_features;
  }

  /// F2: the width of the stroke that makes a glyph of `font` bold, 0 for none: the style's own, or
  /// 1/30 em where the face's role allows it for bold text. Han and marks only, no face that is
  /// bold of itself, not at 9 pt and below.
  Length bold_stroke(const TextStyle& style, FontId font, bool cjk_font) const;

  /// A11: size of a Latin cluster in this face, in thousandths of the run's.
  std::int32_t latin_scale(std::uint32_t stack, FontId font) const;

  /// The stack sets Han and marks proportionally (palt, pwid): no boxes, no blanks (O7).
  bool proportional(std::uint32_t stack) const { return stacks_[stack].proportional; }

  /// O2: the face draws this shared mark (“ ” ‘ ’ — …) one em wide, and … in the middle.
  /// Threads: safe; measured once per face and locale.
  bool fits_shared_mark(FontId font, Locale locale, char32_t mark) const;

  /// CH3: a stop or pause has its ink in the half of its box where the locale has it: left in
  /// zh-Hans, middle in zh-Hant. True for all other characters. Threads and cost as above.
  bool fits_stop(FontId font, Locale locale, char32_t mark) const;

  /// What is remembered of the glyphs of Han and marks in `font` (private to engine/shape).
  /// Threads: safe; one per face, locale and list of features, made on first demand.
  const LoneGlyphs& lone_glyphs(FontId font, Locale locale, std::uint32_t stack) const;

 private:
  struct Stack {
    std::vector<FontId> cjk, latin;
    std::vector<Face> cjk_faces, latin_faces;  // the same, with what they serve
    std::vector<Feature> cjk_features, latin_features;
    std::size_t cjk_feature_set = 0;  // equal for equal cjk_features
    bool proportional = false;
    bool may_stroke = false;                 // one of its faces is made bold by a stroke
    std::int32_t latin_scale = 1000;         // of every face, or 0:
    std::vector<std::int32_t> latin_scales;  // of each face of `latin`
  };
  struct MarkFits;
  struct Remembered;
  unsigned measured_fits(FontId font, Locale locale) const;
  const Styled* styled_;
  const FontStore* fonts_;
  Hyphenators hyphenators_;
  std::vector<Stack> stacks_;
  std::shared_ptr<MarkFits> fits_;
  std::shared_ptr<Remembered> remembered_;
};

enum class MissingGlyphs : std::uint8_t { error, box };  // box: --draft

/// Shapes one paragraph (fields already expanded). Source of the rules: O, W8, W9, A, F, U1, U10.
/// Cost: linear, dominated by HarfBuzz. Threads: safe, one HarfBuzz buffer per call.
ShapedText shape(const Paragraph& paragraph, const FontResolver& fonts, MissingGlyphs missing);

/// Everything shape() looks at, hashed: the key of the shape cache.
Hash128 shape_key(const Paragraph& paragraph, const FontResolver& fonts, MissingGlyphs missing);

/// One cluster a line: text, class, width in em, blanks, break. For golden tests.
std::string to_text(const ShapedText& shaped);

}  // namespace banxin
