// The frozen store: questions about loaded faces.
#include "engine/font/font.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/contract.h"
#include "engine/font/loaded_face.h"

namespace banxin {
namespace {

constexpr FontUnits kLeftEdge = 400;   // CH3: centre of ink below .4 em: left half
constexpr FontUnits kRightEdge = 600;  // above .6 em: right half

const LoadedFace& at(const std::vector<std::unique_ptr<LoadedFace>>& faces, FontId id) {
  BANXIN_REQUIRE(static_cast<std::size_t>(id) < faces.size());
  return *faces[static_cast<std::size_t>(id)];
}

}  // namespace

FontStore::FontStore() : state_(std::make_unique<State>()) {}

FontStore::FontStore(FontStore&&) noexcept = default;
FontStore& FontStore::operator=(FontStore&&) noexcept = default;
FontStore::~FontStore() = default;

std::size_t FontStore::size() const {
  return state_->faces.size();
}

const FontFace& FontStore::face(FontId id) const {
  return at(state_->faces, id).description;
}

const FontMetrics& FontStore::metrics(FontId id) const {
  return at(state_->faces, id).metrics;
}

/// Asked of every character of the text: a look-up in the face's own table is several times dearer.
bool FontStore::has(FontId id, char32_t c) const {
  const LoadedFace& face = at(state_->faces, id);
  if (c <= 0xffff) {
    if (!face.covered.load(std::memory_order_acquire)) {
      std::call_once(face.coverage_made, [&] {
        make_coverage(face);
        face.covered.store(true, std::memory_order_release);
      });
    }
    if (face.coverage[c]) {
      return true;
    }
  }
  return glyph(id, c) != 0;
}

GlyphId FontStore::glyph(FontId id, char32_t c) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(at(state_->faces, id).font.get(), c, &glyph) ? glyph : 0;
}

bool FontStore::has_variation(FontId id, char32_t base, char32_t selector) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_variation_glyph(at(state_->faces, id).font.get(), base, selector, &glyph) != 0;
}

FontUnits FontStore::advance(FontId id, GlyphId glyph) const {
  return hb_font_get_glyph_h_advance(at(state_->faces, id).font.get(), glyph);
}

FontStore::Ink FontStore::ink(FontId id, GlyphId glyph) const {
  const LoadedFace& face = at(state_->faces, id);
  {
    const std::shared_lock lock(face.ink_lock);
    const auto known = face.inks.find(glyph);
    if (known != face.inks.end()) {
      return known->second;
    }
  }
  const Ink ink = measure_ink(face, glyph);
  const std::unique_lock lock(face.ink_lock);
  face.inks.emplace(glyph, ink);
  return ink;
}

InkHalf FontStore::ink_half(FontId id, char32_t mark) const {
  const Ink box = ink(id, glyph(id, mark));
  const FontUnits centre = (box.left + box.right) * 500 / metrics(id).units_per_em;
  return centre < kLeftEdge    ? InkHalf::left
         : centre > kRightEdge ? InkHalf::right
                               : InkHalf::middle;
}

bool FontStore::embeddable(FontId id) const {
  return at(state_->faces, id).embeddable;
}

bool FontStore::is_cjk(FontId id) const {
  return at(state_->faces, id).cjk;
}

char32_t FontStore::canonical_character(FontId id, GlyphId glyph) const {
  const LoadedFace& face = at(state_->faces, id);
  std::call_once(face.reverse_made, [&face] { make_reverse_map(face); });
  return glyph < face.reverse.size() ? face.reverse[glyph] : 0;
}

hb_font_t* FontStore::hb_font(FontId id) const {
  return at(state_->faces, id).font.get();
}

Hash128 FontStore::fingerprint() const {
  return state_->fingerprint;
}

std::uint32_t FontStore::program_group(FontId id) const {
  return at(state_->faces, id).program_group;
}

FontId FontStore::find(const FontWish& wish) const {
  for (const auto& [known, id] : state_->wishes) {
    if (known == wish) {
      return id;
    }
  }
  FontId best = FontId::none;
  int distance = 0;
  for (std::size_t i = 0; i < state_->faces.size(); ++i) {
    const FontFace& face = state_->faces[i]->description;
    const int away = std::abs(face.weight - wish.weight);
    if (named(face, wish.family) && (best == FontId::none || away < distance)) {
      best = static_cast<FontId>(i);
      distance = away;
    }
  }
  return best;
}

bool FontWish::serves(char32_t c) const {
  if (only.empty()) {
    return !is_private_use(c);
  }
  return std::any_of(only.begin(), only.end(), [c](const CodeRange& range) {
    return range.first <= c && c <= range.last;
  });
}

bool named(const FontFace& face, std::string_view family) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  const auto same = [&](std::string_view name) {
    return std::equal(name.begin(), name.end(), family.begin(), family.end(), [&](char a, char b) {
      return lower(a) == lower(b);
    });
  };
  return same(face.family) || std::any_of(face.aliases.begin(), face.aliases.end(), same);
}

}  // namespace banxin
