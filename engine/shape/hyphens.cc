// U7: which words may part, where, and the hyphen they get.
#include "engine/shape/hyphens.h"

#include <algorithm>
#include <tuple>

namespace banxin {
namespace {

constexpr bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

/// How a word hangs together with the Latin text beside it: not at all, as a part of a compound
/// (well-known, input/output), or as something that is no word (v2.0, snake_case, 3D).
enum class Bond : std::uint8_t { none, compound, code };

class Words {
 public:
  explicit Words(ShapeJob& job) : job_(job), pieces_(job.pieces) {}

  void run() {
    for (std::size_t i = 0; i < pieces_.size();) {
      std::size_t end = i;
      while (is_letter(end) || (end > i && is_apostrophe(end) && is_letter(end + 1))) {
        ++end;
      }
      if (end > i) {
        consider(i, end);
      }
      i = std::max(end, i + 1);
    }
  }

 private:
  bool is_letter(std::size_t i) const {
    if (i >= pieces_.size() || pieces_[i].note || pieces_[i].in.cls != CharClass::latin) {
      return false;
    }
    const Script script = pieces_[i].in.script;
    return script == Script::latin || script == Script::greek || script == Script::cyrillic;
  }

  bool is_apostrophe(std::size_t i) const {
    return i < pieces_.size() && pieces_[i].in.cls == CharClass::latin &&
           one_of(pieces_[i].in.base, U"'’");
  }

  /// Latin text, not a space: what a word can be part of.
  bool latin(std::size_t i) const {
    return i < pieces_.size() && !pieces_[i].note && !pieces_[i].in.cjk_font &&
           !is_blank(pieces_[i].in);
  }

  Bond bond_before(std::size_t begin) const {
    if (begin == 0 || !latin(begin - 1)) {
      return Bond::none;
    }
    const char32_t c = pieces_[begin - 1].in.base;
    if (one_of(c, U"([{\"'“‘«—–")) {
      return Bond::none;
    }
    return one_of(c, U"-‐/") && begin >= 2 && is_letter(begin - 2) ? Bond::compound : Bond::code;
  }

  Bond bond_after(std::size_t end) const {
    if (!latin(end)) {
      return Bond::none;
    }
    const char32_t c = pieces_[end].in.base;
    const bool ends = !latin(end + 1) || one_of(pieces_[end + 1].in.base, U")]}\"'”’»—–[");
    if (one_of(c, U")]}\"'”’»—–[") || (one_of(c, U",.;:!?…") && ends)) {
      return Bond::none;
    }
    return one_of(c, U"-‐/") && is_letter(end + 1) ? Bond::compound : Bond::code;
  }

  const Run* run_of(std::size_t i) const {
    const std::vector<Run>& runs = job_.paragraph.runs;
    return pieces_[i].run < runs.size() ? &runs[pieces_[i].run] : nullptr;
  }

  /// The language whose patterns the letter goes by; empty if it must not part.
  std::string_view language_of(std::size_t i) const {
    const Run* run = run_of(i);
    if (run && (run->no_hyphen || run->personal_name || run->nowrap || run->ruby != 0)) {
      return {};
    }
    const std::string& own = job_.style_of(pieces_[i]).language;
    if (!own.empty() && locale_of(own) == Locale::latin) {
      return own;
    }
    const std::string& document = job_.resolver.styled().language;
    if (!document.empty() && locale_of(document) == Locale::latin) {
      return document;
    }
    // The usual language is a guess, and none for letters it does not have.
    const bool fits = pieces_[i].in.script == Script::latin || is_apostrophe(i);
    return fits ? std::string_view(job_.composition.hyphenation_language) : std::string_view();
  }

  /// One language, no address, no soft hyphen of the author's, not an abbreviation or a name with
  /// capitals inside.
  bool may_part(std::size_t begin, std::size_t end) const {
    const std::string_view language = language_of(begin);
    if (language.empty()) {
      return false;
    }
    for (std::size_t i = begin; i < end; ++i) {
      const bool capital_inside = i > begin && is_capital(pieces_[i].in.base);
      const bool soft_hyphen = i + 1 < end && pieces_[i].break_after.kind == BreakKind::hyphen;
      if (capital_inside || soft_hyphen || pieces_[i].in.address || language_of(i) != language) {
        return false;
      }
    }
    return true;
  }

  /// Two letters at least between a place and an apostrophe.
  bool near_apostrophe(std::size_t i) const {
    return is_apostrophe(i) || is_apostrophe(i + 1) || is_apostrophe(i + 2) ||
           (i > 0 && is_apostrophe(i - 1));
  }

  void consider(std::size_t begin, std::size_t end) {
    const Composition& c = job_.composition;
    const auto least = [](std::int32_t number) {
      return static_cast<std::size_t>(std::max(1, number));
    };
    const Bond bond = std::max(bond_before(begin), bond_after(end));
    if (end - begin < least(c.hyphenate_word) || bond == Bond::code || !may_part(begin, end)) {
      return;
    }
    const Hyphenator* words = job_.resolver.hyphenators().find(language_of(begin));
    if (!words) {
      return;
    }
    word_.clear();
    for (std::size_t i = begin; i < end; ++i) {
      word_ += is_apostrophe(i) ? U'\'' : pieces_[i].in.base;
    }
    words->find(word_, marks_);
    const std::int16_t penalty = bond == Bond::none ? kUnitPenalty : kEmergencyHyphenPenalty;
    for (std::size_t k = least(c.hyphenate_before) - 1; k + least(c.hyphenate_after) < word_.size();
         ++k) {
      BreakAfter& at = pieces_[begin + k].break_after;
      if (marks_[k] && at.kind == BreakKind::emergency && !near_apostrophe(begin + k)) {
        at = {BreakKind::hyphen, penalty};
      }
    }
  }

  ShapeJob& job_;
  std::vector<Piece>& pieces_;
  std::u32string word_;
  std::vector<bool> marks_;
};

class HyphenSetter {
 public:
  HyphenSetter(const ShapeJob& job, HbShaper& shaper, ShapedText& out)
      : job_(job),
        shaper_(shaper),
        out_(out) {}

  void run() {
    for (ShapedCluster& cluster : out_.clusters) {
      if (cluster.break_after.kind == BreakKind::hyphen) {
        cluster.hyphen = hyphen_for(cluster);
      }
    }
  }

 private:
  const TextStyle& style_of(const ShapedCluster& cluster) const {
    const std::vector<Run>& runs = job_.paragraph.runs;
    return cluster.run < runs.size() ? job_.resolver.styled().text(runs[cluster.run].style)
                                     : job_.fallback_style;
  }

  /// The face of the word, or the first of its Latin faces that has a hyphen.
  FontId face_for(const ShapedCluster& cluster, std::uint32_t stack) const {
    const FontStore& fonts = job_.resolver.fonts();
    const std::vector<FontId>& latin = job_.resolver.latin(stack);
    const bool own = std::find(latin.begin(), latin.end(), cluster.font) != latin.end();
    if (own && fonts.has(cluster.font, U'-')) {
      return cluster.font;
    }
    const auto at = std::find_if(
        latin.begin(), latin.end(), [&](FontId font) { return fonts.has(font, U'-'); });
    return at == latin.end() ? cluster.font : *at;
  }

  std::uint32_t hyphen_for(const ShapedCluster& cluster) {
    const std::uint32_t stack = style_of(cluster).stack;
    const FontId font = face_for(cluster, stack);
    const auto key = std::tuple(font, stack, cluster.font_size);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i] == key) {
        return static_cast<std::uint32_t>(i + 1);
      }
    }
    keys_.push_back(key);
    out_.hyphens.push_back(shape_one(font, stack, cluster.font_size));
    return static_cast<std::uint32_t>(out_.hyphens.size());
  }

  ShapedHyphen shape_one(FontId font, std::uint32_t stack, Length size) {
    ShapedHyphen hyphen;
    hyphen.font = font;
    hyphen.size = size;
    if (font == FontId::none) {
      return hyphen;
    }
    HbRequest request;
    request.font = font;
    request.script = HB_SCRIPT_LATIN;
    request.features = &job_.resolver.latin_features(stack);
    const std::vector<RawGlyph>& glyphs = shaper_.shape(request, "-", 0, 1);
    if (glyphs.size() == 1 && glyphs[0].glyph != 0) {
      hyphen.glyph = glyphs[0].glyph;
      hyphen.advance =
          at_size(glyphs[0].advance, job_.resolver.fonts().metrics(font).units_per_em, size);
    }
    return hyphen;
  }

  const ShapeJob& job_;
  HbShaper& shaper_;
  ShapedText& out_;
  std::vector<std::tuple<FontId, std::uint32_t, Length>> keys_;  // of out_.hyphens
};

}  // namespace

void hyphenate(ShapeJob& job) {
  if (job.composition.hyphens == Hyphens::automatic) {
    Words(job).run();
  }
}

void set_hyphens(const ShapeJob& job, HbShaper& shaper, ShapedText& out) {
  HyphenSetter(job, shaper, out).run();
}

}  // namespace banxin
