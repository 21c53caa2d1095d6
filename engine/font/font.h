// Fonts: the list of known families, the frozen store of loaded faces, subsetting.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/composition.h"
#include "engine/base/diagnostic.h"
#include "engine/base/hash.h"
#include "engine/base/length.h"
#include "engine/base/result.h"
#include "engine/base/world.h"

struct hb_font_t;  // HarfBuzz; only engine/font and engine/shape look inside

namespace banxin {

enum class FontId : std::uint16_t { none = 0xffff };
using GlyphId = std::uint32_t;

/// One face of the font list.
struct FontFace {
  std::string family;                // "Noto Serif CJK SC"
  std::vector<std::string> aliases;  // other names an editor may use: 思源宋体, Source Han Serif SC
  int weight = 400;
  std::string file;             // file name; World finds it
  std::string postscript_name;  // picks the face inside a collection (F9), checked on load
  std::string package;          // Debian package that has it; empty if none
  std::string licence;          // SPDX id
  std::vector<Locale> locales;  // whose forms it has; empty: any
  bool optional = false;        // worth having; a build without it gets a note, no error
};

struct FontList {
  std::vector<FontFace> faces;
};

/// Reads fonts/fonts.toml (its format is described in fonts/README.md). A broken entry is left out
/// and reported: E300 not TOML, W301 entry without a needed key or with a wrong type.
Parsed<FontList> parse_font_list(std::string_view toml, FileId file);

/// Means what a font says it means (F6).
constexpr bool is_private_use(char32_t c) {
  return (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xf0000 && c <= 0x10ffff);
}

/// Code points, both ends included.
struct CodeRange {
  char32_t first = 0, last = 0;
  friend bool operator==(const CodeRange&, const CodeRange&) = default;
};

/// A family with the weight wanted, as a layout's role names it.
struct FontWish {
  std::string family;
  int weight = 400;
  /// The characters it may set, in order; empty: every character but those of private use, which a
  /// font sets only where a range names them (F6).
  std::vector<CodeRange> only = {};
  /// The text is to be bold, the face is not, and its role allows a stroke in its place (F2).
  bool stroke = false;
  bool serves(char32_t c) const;
  friend bool operator==(const FontWish&, const FontWish&) = default;
};

struct FontMetrics {
  int units_per_em = 1000;
  FontUnits ascent = 880;  // em box of CJK faces (.88/.12, L2); typographic ascender of others
  FontUnits descent = -120;
  FontUnits cap_height = 733;
  FontUnits x_height = 500;
  FontUnits underline_position = -100;
  FontUnits underline_thickness = 50;
  FontUnits box[4] = {0, 0, 0, 0};  // FontBBox: left, bottom, right, top
  double italic_angle = 0;
};

/// Which half of a full-width mark holds the ink, measured at load (CH3).
enum class InkHalf : std::uint8_t { left, middle, right };

/// A subset ready to embed. Codes stay the original glyph ids: CID = GID of the source face.
struct FontSubset {
  enum class Kind : std::uint8_t { bare_cff, truetype } kind = Kind::bare_cff;
  std::string program;  // CFF table, or a complete TrueType file with glyph ids retained
  Hash128 hash;
};

/// Loaded faces. Frozen: const members may be called from several threads at once.
/// Owns the HarfBuzz objects; a FontId is an index and stays valid with the store.
class FontStore {
 public:
  FontStore();
  FontStore(FontStore&&) noexcept;
  FontStore& operator=(FontStore&&) noexcept;
  ~FontStore();

  std::size_t size() const;
  const FontFace& face(FontId id) const;
  const FontMetrics& metrics(FontId id) const;
  /// Glyph of a nominal mapping, 0 if the face lacks the character.
  GlyphId glyph(FontId id, char32_t c) const;

  bool has(FontId id, char32_t c) const;

  bool has_variation(FontId id, char32_t base, char32_t selector) const;
  FontUnits advance(FontId id, GlyphId glyph) const;

  /// Ink box of a glyph: left, bottom, right, top in font units; all 0 for an empty glyph.
  struct Ink {
    FontUnits left = 0, bottom = 0, right = 0, top = 0;
  };

  Ink ink(FontId id, GlyphId glyph) const;
  InkHalf ink_half(FontId id, char32_t mark) const;
  bool embeddable(FontId id) const;  // OS/2 fsType (R54)
  bool is_cjk(FontId id) const;      // has U+4E00
  /// The character this glyph stands for if it stands for one: unified ideograph and ASCII first
  /// (F-10); 0 if none is known.
  char32_t canonical_character(FontId id, GlyphId glyph) const;
  /// For shaping: scaled to units-per-em, immutable. Lives as long as the store.
  hb_font_t* hb_font(FontId id) const;
  /// 128-bit fingerprint of all loaded files, part of every cache key.
  Hash128 fingerprint() const;
  /// Subset of `glyphs` (sorted, 0 added). Same glyphs, same bytes. Fails: E310.
  Result<FontSubset> subset(FontId id, std::span<const GlyphId> glyphs) const;
  /// Faces that share one glyph numbering and program (the members of one collection) share this
  /// number, so one embedded program can serve all (F-2).
  std::uint32_t program_group(FontId id) const;

  /// The face for a wish, if loaded.
  FontId find(const FontWish& wish) const;

 private:
  friend struct FontLoader;
  struct State;
  std::unique_ptr<State> state_;
};

/// Loads the faces for `wishes` from the list through `world`, each file once. A wish whose exact
/// weight is not listed gets the nearest. What can't be had is reported: E301 unknown family,
/// E302 file missing (names the Debian package; E307 if none has it, N302 if the list calls the
/// face optional), E304 not
/// a font that can be used, E305 face not in its file, and left out. W303: the face's shared marks
/// are not those of its locales (CH3, O2).
/// Cost: maps files and reads their small tables; glyph data is touched only for the marks of CH3.
Parsed<FontStore> load_fonts(const FontList& list,
                             std::span<const FontWish> wishes,
                             const World& world);

}  // namespace banxin
