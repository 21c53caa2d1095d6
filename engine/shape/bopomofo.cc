#include "engine/shape/bopomofo.h"

namespace banxin {
namespace {

// In thousandths of the base's em; y from the baseline, down.
constexpr std::int64_t kSymbol = 300;     // size of a symbol, and the distance of two
constexpr std::int64_t kEmMiddle = -380;  // the em box reaches from -880 to 120 (L2)
constexpr std::int64_t kTone = 700;       // size of the face a tone mark is taken from
constexpr std::int64_t kToneAxis = 385;   // the middle of the fifth beside the symbols
constexpr std::int64_t kToneHeight = 40;  // its middle, below the top of the last symbol
constexpr std::int64_t kNeutral = 70;     // the dot's middle, above the first symbol

bool is_tone(char32_t c) {
  return c == U'ˊ' || c == U'ˇ' || c == U'ˋ' || c == U'ˉ' || c == U'´' || c == U'`';
}

bool is_neutral(char32_t c) {
  return c == U'˙' || c == U'·';
}

class BopomofoSetter {
 public:
  BopomofoSetter(const ShapeJob& job, HbShaper& shaper, Length em, ShapedRuby& ruby)
      : fonts_(job.resolver.fonts()),
        shaper_(shaper),
        em_(em),
        ruby_(ruby) {
    request_.font = ruby.font;
    request_.script = HB_SCRIPT_BOPOMOFO;
    request_.language = hb_language_of(job.composition.locale);
    upright_.push_back({HB_TAG('v', 'e', 'r', 't'), 1});
    request_.features = &upright_;
    grid_ = std::max(1, fonts_.metrics(ruby.font).units_per_em);
  }

  void set() {
    split();
    ruby_.size = em_.scaled(kSymbol, 1000);
    ruby_.tone_size = em_.scaled(kTone, 1000);
    ruby_.width = bopomofo_column(em_);
    const auto count = static_cast<std::int64_t>(symbols_.size());
    const std::int64_t top = kEmMiddle - count * kSymbol / 2;
    for (std::int64_t i = 0; i < count; ++i) {
      // The symbol's em box begins at its top; its baseline is .88 of its size further down.
      const std::int64_t baseline = top + i * kSymbol + kSymbol * 88 / 100;
      add_symbol(symbols_[static_cast<std::size_t>(i)], baseline);
    }
    ruby_.tone_begin = static_cast<std::uint32_t>(ruby_.glyphs.size());
    if (tone_ != 0) {
      add_centred(tone_, kToneAxis, top + (count - 1) * kSymbol + kToneHeight);
    }
    if (neutral_ != 0) {
      add_centred(neutral_, kSymbol / 2, top - kNeutral);
    }
  }

 private:
  void split() {
    for (std::size_t at = 0; at < ruby_.text.size();) {
      const std::size_t begin = at;
      const char32_t c = decode_utf8(ruby_.text, at);
      if (is_neutral(c)) {
        neutral_ = U'˙';
      } else if (is_tone(c)) {
        tone_ = c == U'´' ? U'ˊ' : c == U'`' ? U'ˋ' : c;
      } else if (c > U' ' && c != U'\u3000') {
        symbols_.emplace_back(ruby_.text, begin, at - begin);
      }
    }
  }

  void add_symbol(const std::string& symbol, std::int64_t baseline) {
    for (const RawGlyph& raw :
         shaper_.shape(request_, symbol, 0, static_cast<std::uint32_t>(symbol.size()))) {
      // Centred in the column of symbols, whatever the face's advance.
      const FontStore::Ink ink = fonts_.ink(ruby_.font, raw.glyph);
      const Length middle = at_size(ink.left + ink.right, 2 * grid_, ruby_.size);
      ShapedGlyph glyph;
      glyph.glyph = raw.glyph;
      glyph.offset = {ruby_.size / 2 - middle, em_.scaled(baseline, 1000)};
      ruby_.glyphs.push_back(glyph);
    }
  }

  void add_centred(char32_t mark, std::int64_t x, std::int64_t y) {
    ShapedGlyph glyph;
    glyph.glyph = fonts_.glyph(ruby_.font, mark);
    const FontStore::Ink ink = fonts_.ink(ruby_.font, glyph.glyph);
    const Length middle = at_size(ink.left + ink.right, 2 * grid_, ruby_.tone_size);
    const Length height = at_size(ink.bottom + ink.top, 2 * grid_, ruby_.tone_size);
    glyph.offset = {em_.scaled(x, 1000) - middle, em_.scaled(y, 1000) + height};
    ruby_.glyphs.push_back(glyph);
  }

  const FontStore& fonts_;
  HbShaper& shaper_;
  Length em_;
  ShapedRuby& ruby_;
  HbRequest request_;
  std::vector<FontResolver::Feature> upright_;
  int grid_ = 1000;
  std::vector<std::string> symbols_;
  char32_t tone_ = 0, neutral_ = 0;
};

}  // namespace

void set_bopomofo(const ShapeJob& job, HbShaper& shaper, Length em, ShapedRuby& ruby) {
  BopomofoSetter(job, shaper, em, ruby).set();
}

}  // namespace banxin
