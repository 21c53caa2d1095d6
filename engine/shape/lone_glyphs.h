// Characters whose glyph does not depend on their neighbours. Private to engine/shape.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include <hb.h>

#include "engine/shape/glyphs.h"

namespace banxin {

/// The glyphs HarfBuzz gives single Han and marks of one face, for one language and one list of
/// features, remembered: most of a Chinese text need not be shaped again and again.
/// A character is remembered if nothing of the face's lookups can tell what stands beside it
/// (see find()), so the result is what shaping the whole run gives.
/// Threads: safe; every entry is a function of the face alone, so who fills it does not matter.
class LoneGlyphs {
 public:
  struct Glyph {
    GlyphId glyph = 0;
    FontUnits advance = 0;  // its offset is none
  };

  /// `request`: horizontal, script Hani, without natural marks.
  /// Cost: collects the glyphs of the lookups in force once.
  LoneGlyphs(const FontStore& fonts, const HbRequest& request);

  /// The glyph of `c`; none if `c` is not one of those remembered, or if a lookup that looks at
  /// more than one glyph (ligature, context, pair, mark) knows a glyph `c` may become.
  /// `shaper` is of the same fonts; its last result is lost.
  std::optional<Glyph> find(char32_t c, HbShaper& shaper) const;

 private:
  struct Delete {
    void operator()(hb_set_t* set) const { hb_set_destroy(set); }
  };

  using Set = std::unique_ptr<hb_set_t, Delete>;

  bool read_lookups(hb_tag_t table, hb_shape_plan_t* plan);
  bool stands_alone(char32_t c) const;
  bool untouched(hb_codepoint_t glyph) const;
  std::uint64_t measure(char32_t c, HbShaper& shaper) const;

  hb_font_t* font_;
  HbRequest request_;
  std::vector<FontResolver::Feature> features_;
  Set singles_;  // lookups of GSUB that put one glyph for one
  Set changed_;  // glyphs those take
  Set touched_;  // glyphs of all other lookups: what they take, and what they look at around it
  mutable std::vector<std::atomic<std::uint64_t>> entries_;  // empty: nothing is remembered
};

/// Never continues the cluster of the character before: no combining mark, joiner or the like.
bool starts_cluster(char32_t c);

}  // namespace banxin
