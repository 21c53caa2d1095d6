// Font roles resolved once per build.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>

#include <hb.h>

#include "engine/shape/boxes.h"
#include "engine/shape/glyphs.h"
#include "engine/shape/lone_glyphs.h"

namespace banxin {
namespace {

// Marks that are measured: the shared ones of O2, then the stops and pauses of CH3.
constexpr std::size_t kShared = 7;
constexpr std::array<char32_t, kShared + 8> kMeasured = {U'“',
                                                         U'”',
                                                         U'‘',
                                                         U'’',
                                                         U'—',
                                                         U'…',
                                                         U'⋯',
                                                         U'、',
                                                         U'。',
                                                         U'，',
                                                         U'．',
                                                         U'：',
                                                         U'；',
                                                         U'？',
                                                         U'！'};
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

std::size_t index_of(char32_t mark) {
  return static_cast<std::size_t>(std::find(kMeasured.begin(), kMeasured.end(), mark) -
                                  kMeasured.begin());
}

/// Whether a stop or pause has its ink where the locale has it (CH3).
bool stands_right(char32_t mark, FontUnits left, FontUnits right, int em, Locale locale) {
  const CharClass cls = mark == U'？' || mark == U'！' ? CharClass::question : CharClass::pause;
  return half_of_ink(left, right, em) == half_of_stop(cls, mark, locale);
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

/// A11: brings the heights of x and H in `latin` to those of the letters in `cjk`, as far as the
/// house range goes; 1000 if there is nothing to compare.
std::int32_t matching_scale(const FontStore& fonts, FontId cjk, FontId latin) {
  constexpr std::int64_t kLeast = 960, kMost = 1080;
  if (cjk == latin) {
    return 1000;
  }
  const auto heights = [&](FontId font) -> std::int64_t {
    const GlyphId x = fonts.glyph(font, U'x'), cap = fonts.glyph(font, U'H');
    if (x == 0 || cap == 0) {
      return 0;
    }
    return std::int64_t{fonts.ink(font, x).top} + fonts.ink(font, cap).top;
  };
  const std::int64_t wanted = heights(cjk) * fonts.metrics(latin).units_per_em;
  const std::int64_t own = heights(latin) * fonts.metrics(cjk).units_per_em;
  if (wanted <= 0 || own <= 0) {
    return 1000;
  }
  return static_cast<std::int32_t>(std::clamp((wanted * 1000 + own / 2) / own, kLeast, kMost));
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

/// Per list of features, face and locale, on first demand.
struct FontResolver::Remembered {
  struct Entry {
    std::once_flag made;
    std::unique_ptr<LoneGlyphs> glyphs;
  };

  explicit Remembered(std::size_t count) : entries(count) {}

  std::vector<Entry> entries;
};

FontResolver::FontResolver(const Styled& styled, const FontStore& fonts, Hyphenators hyphenators)
    : styled_(&styled),
      fonts_(&fonts),
      hyphenators_(std::move(hyphenators)),
      fits_(std::make_shared<MarkFits>(fonts.size())) {
  std::size_t feature_sets = 0;
  for (const FontStack& wish : styled.font_stacks) {
    Stack stack;
    stack.cjk_faces = faces(fonts, wish.cjk);
    stack.latin_faces = faces(fonts, wish.latin);
    stack.may_stroke = std::any_of(stack.cjk_faces.begin(),
                                   stack.cjk_faces.end(),
                                   [](const Face& face) { return face.wish->stroke; });
    stack.cjk = ids(stack.cjk_faces);
    stack.latin = ids(stack.latin_faces);
    // Off for Han and marks: kerning breaks the grid (O7); chws would trim what the W rules trim
    // (O5). A layout that names one of them switches it on again.
    stack.cjk_features = {{HB_TAG('k', 'e', 'r', 'n'), 0}, {HB_TAG('c', 'h', 'w', 's'), 0}};
    add_features(stack.cjk_features, wish.cjk_features);
    add_features(stack.latin_features, wish.latin_features);
    stack.proportional = has_proportional(stack.cjk_features);
    stack.latin_scale = wish.latin_scale;
    for (const FontId face : stack.latin) {
      const bool match = wish.latin_scale == 0 && !stack.cjk.empty();
      stack.latin_scales.push_back(match ? matching_scale(fonts, stack.cjk[0], face) : 1000);
    }
    const auto same = std::find_if(stacks_.begin(), stacks_.end(), [&stack](const Stack& other) {
      return other.cjk_features == stack.cjk_features;
    });
    stack.cjk_feature_set = same == stacks_.end() ? feature_sets++ : same->cjk_feature_set;
    stacks_.push_back(std::move(stack));
  }
  remembered_ = std::make_shared<Remembered>(feature_sets * fonts.size() * kLocales);
}

const LoneGlyphs& FontResolver::lone_glyphs(FontId font, Locale locale, std::uint32_t stack) const {
  const Stack& own = stacks_[stack];
  const std::size_t face = own.cjk_feature_set * fonts_->size() + static_cast<std::size_t>(font);
  Remembered::Entry& entry =
      remembered_->entries[face * kLocales + static_cast<std::size_t>(locale)];
  std::call_once(entry.made, [&] {
    HbRequest request;
    request.font = font;
    request.language = hb_language_of(locale);
    request.features = &own.cjk_features;
    entry.glyphs = std::make_unique<LoneGlyphs>(*fonts_, request);
  });
  return *entry.glyphs;
}

std::int32_t FontResolver::latin_scale(std::uint32_t stack, FontId font) const {
  const Stack& own = stacks_[stack];
  if (own.latin_scale != 0) {
    return own.latin_scale;
  }
  const auto at = std::find(own.latin.begin(), own.latin.end(), font);
  return at == own.latin.end() ? 1000
                               : own.latin_scales[static_cast<std::size_t>(at - own.latin.begin())];
}

Length FontResolver::bold_stroke(const TextStyle& style, FontId font, bool cjk_font) const {
  constexpr int kBoldFrom = 600;
  const Stack& stack = stacks_[style.stack];
  if (!cjk_font || font == FontId::none ||
      (style.synthetic_bold == Length() && !stack.may_stroke) ||
      fonts_->face(font).weight >= kBoldFrom) {
    return {};
  }
  if (style.synthetic_bold > Length()) {
    return style.synthetic_bold;
  }
  const bool allowed =
      std::any_of(stack.cjk_faces.begin(), stack.cjk_faces.end(), [font](const Face& face) {
        return face.font == font && face.wish->stroke;
      });
  return allowed && style.size > Length::pt(9) ? style.size / 30 : Length();
}

unsigned FontResolver::measured_fits(FontId font, Locale locale) const {
  MarkFits::Entry& entry =
      fits_->entries[static_cast<std::size_t>(font) * kLocales + static_cast<std::size_t>(locale)];
  std::call_once(entry.measured, [&] {
    HbShaper shaper(*fonts_);
    HbRequest request;
    request.font = font;
    request.language = hb_language_of(locale);
    const int em = fonts_->metrics(font).units_per_em;
    for (std::size_t i = 0; i < kMeasured.size(); ++i) {
      const char32_t mark = kMeasured[i];
      std::string text;
      append_utf8(text, mark);
      const auto& glyphs = shaper.shape(request, text, 0, static_cast<std::uint32_t>(text.size()));
      if (glyphs.size() != 1 || glyphs[0].glyph == 0) {
        continue;
      }
      const FontStore::Ink ink = fonts_->ink(font, glyphs[0].glyph);
      const bool full = std::abs(glyphs[0].advance - em) * 50 <= em;
      // Dots on the baseline are the Latin ellipsis.
      const bool middle = mark != U'…' || ink.bottom + ink.top >= em * 2 / 5;
      const FontUnits left = glyphs[0].dx + ink.left, right = glyphs[0].dx + ink.right;
      const bool fits = i < kShared ? full && middle : stands_right(mark, left, right, em, locale);
      entry.fits |= fits ? 1u << i : 0u;
    }
  });
  return entry.fits;
}

bool FontResolver::fits_shared_mark(FontId font, Locale locale, char32_t mark) const {
  const std::size_t index = index_of(mark);
  return index >= kShared || (measured_fits(font, locale) >> index & 1u) != 0;
}

bool FontResolver::fits_stop(FontId font, Locale locale, char32_t mark) const {
  const std::size_t index = index_of(mark);
  return index < kShared || index == kMeasured.size() ||
         (measured_fits(font, locale) >> index & 1u) != 0;
}

}  // namespace banxin
