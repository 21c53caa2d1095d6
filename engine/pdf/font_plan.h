// Which glyphs of which programs the document shows, and what each stands for. Pure data: content
// streams, W arrays and ToUnicode are written from it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/display/display.h"
#include "engine/font/font.h"

namespace banxin::pdf {

/// One embedded program: all faces of one program group share it (F-2).
struct PlannedFont {
  struct Glyph {
    GlyphId id = 0;
    int width = 0;     // in 1/1000 em, as W says
    std::string text;  // what ToUnicode says, UTF-8, never empty
  };

  std::string resource;              // "F1"
  FontId face = FontId::none;        // the first face met: gives names and metrics
  std::vector<Glyph> glyphs;         // sorted by id
  std::vector<std::uint32_t> slots;  // by glyph id: index into glyphs + 1, 0: not shown

  const Glyph* find(GlyphId id) const {
    return id < slots.size() && slots[id] != 0 ? &glyphs[slots[id] - 1] : nullptr;
  }
};

struct FontPlan {
  std::vector<PlannedFont> fonts;      // in order of first use
  std::vector<std::uint32_t> by_face;  // by FontId: index into fonts + 1, 0: not used

  const PlannedFont* find(FontId face) const {
    const auto at = static_cast<std::size_t>(face);
    return at < by_face.size() && by_face[at] != 0 ? &fonts[by_face[at] - 1] : nullptr;
  }
};

/// A glyph with the text it stands for; the later glyphs of a cluster stand for none.
struct Cluster {
  std::size_t first = 0, count = 1;  // into GlyphRun::glyphs
  std::string_view text;             // of GlyphRun::text
};

/// The clusters of a run. Together they hold the run's text once and in order, whatever the
/// glyphs' own ranges leave out.
std::vector<Cluster> clusters_of(const GlyphRun& run);
/// The same into a vector that is used again.
void find_clusters(const GlyphRun& run, std::vector<Cluster>& clusters);

/// Goes through the document once. What a glyph stands for is chosen once for the whole document
/// (choose_text); the other uses are left to ActualText.
FontPlan plan_fonts(const Document& document, const FontStore& fonts);

/// The choice for one glyph: `seen` are the texts it was drawn for with their counts. The most
/// frequent text; but the store's canonical character if that is ASCII, a unified ideograph among
/// those seen, or if the most frequent is a radical or private (F-10). A ligature keeps all its
/// characters (F-11).
struct SeenText {
  std::string_view text;
  std::uint32_t count = 0;
};

std::string choose_text(const std::vector<SeenText>& seen, char32_t canonical);

}  // namespace banxin::pdf
