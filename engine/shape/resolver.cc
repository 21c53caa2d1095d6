// Font roles resolved once per build.
#include <array>
#include <cstdlib>
#include <mutex>

#include <hb.h>

#include "engine/shape/glyphs.h"

namespace banxin {
namespace {

constexpr std::array<char32_t, 7> kMeasured = {U'“', U'”', U'‘', U'’', U'—', U'…', U'⋯'};
constexpr std::size_t kLocales = 5;

std::vector<FontResolver::Face> faces(const FontStore& fonts, const std::vector<FontWish>& wishes) {
  std::vector<FontResolver::Face> out;
  for (const FontWish& wish : wishes) {
    const FontId id = fonts.find(wish);
    if (id != FontId::none) {
      out.push_back({id, &wish});
    }
  }
  return out;
}

std::vector<FontId> ids(const std::vector<FontResolver::Face>& faces) {
  std::vector<FontId> out;
  for (const FontResolver::Face& face : faces) {
    out.push_back(face.font);
  }
  return out;
}

/// "palt", "-liga", "ss01=2": what HarfBuzz reads.
void add_features(std::vector<FontResolver::Feature>& out, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    hb_feature_t feature;
    if (hb_feature_from_string(name.data(), static_cast<int>(name.size()), &feature)) {
      out.push_back({feature.tag, feature.value});
    }
  }
}

bool has_proportional(const std::vector<FontResolver::Feature>& features) {
  for (const FontResolver::Feature& feature : features) {
    if (feature.value != 0 &&
        (feature.tag == HB_TAG('p', 'a', 'l', 't') || feature.tag == HB_TAG('p', 'w', 'i', 'd'))) {
      return true;
    }
  }
  return false;
}

}  // namespace

/// What O2 measured, per face and locale, on first demand.
struct FontResolver::MarkFits {
  struct Entry {
    std::once_flag measured;
    unsigned fits = 0;  // bit i: kMeasured[i]
  };

  explicit MarkFits(std::size_t count) : entries(count * kLocales) {}

  std::vector<Entry> entries;
};

FontResolver::FontResolver(const Styled& styled, const FontStore& fonts, Hyphenators hyphenators)
    : styled_(&styled),
      fonts_(&fonts),
      hyphenators_(std::move(hyphenators)),
      fits_(std::make_shared<MarkFits>(fonts.size())) {
  for (const FontStack& wish : styled.font_stacks) {
    Stack stack;
    stack.cjk_faces = faces(fonts, wish.cjk);
    stack.latin_faces = faces(fonts, wish.latin);
    stack.cjk = ids(stack.cjk_faces);
    stack.latin = ids(stack.latin_faces);
    // Off for Han and marks: kerning breaks the grid (O7); chws would trim what the W rules trim
    // (O5). A layout that names one of them switches it on again.
    stack.cjk_features = {{HB_TAG('k', 'e', 'r', 'n'), 0}, {HB_TAG('c', 'h', 'w', 's'), 0}};
    add_features(stack.cjk_features, wish.cjk_features);
    add_features(stack.latin_features, wish.latin_features);
    stack.proportional = has_proportional(stack.cjk_features);
    stacks_.push_back(std::move(stack));
  }
}

bool FontResolver::fits_shared_mark(FontId font, Locale locale, char32_t mark) const {
  std::size_t index = 0;
  while (index < kMeasured.size() && kMeasured[index] != mark) {
    ++index;
  }
  if (index == kMeasured.size()) {
    return true;  // · and ‥ are boxed anyway (W8)
  }
  MarkFits::Entry& entry =
      fits_->entries[static_cast<std::size_t>(font) * kLocales + static_cast<std::size_t>(locale)];
  std::call_once(entry.measured, [&] {
    HbShaper shaper(*fonts_);
    HbRequest request;
    request.font = font;
    request.language = hb_language_of(locale);
    const int em = fonts_->metrics(font).units_per_em;
    for (std::size_t i = 0; i < kMeasured.size(); ++i) {
      std::string text;
      append_utf8(text, kMeasured[i]);
      const auto& glyphs = shaper.shape(request, text, 0, static_cast<std::uint32_t>(text.size()));
      if (glyphs.size() != 1 || glyphs[0].glyph == 0) {
        continue;
      }
      const FontStore::Ink ink = fonts_->ink(font, glyphs[0].glyph);
      const bool full = std::abs(glyphs[0].advance - em) * 50 <= em;
      // Dots on the baseline are the Latin ellipsis.
      const bool middle = kMeasured[i] != U'…' || ink.bottom + ink.top >= em * 2 / 5;
      entry.fits |= full && middle ? 1u << i : 0u;
    }
  });
  return (entry.fits >> index & 1u) != 0;
}

}  // namespace banxin
