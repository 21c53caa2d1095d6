// What can be said about a character's glyph without its neighbours.
#include "engine/shape/lone_glyphs.h"

#include <string_view>

#include <hb-aat.h>
#include <hb-ot.h>

namespace banxin {
namespace {

struct Range {
  char32_t first, last;
};

// Chinese marks, kana and Han; full-width forms; general marks.
constexpr Range kRemembered[] = {{0x3001, 0x9fff}, {0xff01, 0xff5f}, {0x2010, 0x203f}};
constexpr std::size_t kNone = ~std::size_t{0};
constexpr std::uint64_t kNotAlone = 1;  // an entry; 0: not yet measured

constexpr std::size_t entry_of(char32_t c) {
  std::size_t before = 0;
  for (const Range& range : kRemembered) {
    if (c >= range.first && c <= range.last) {
      return before + (c - range.first);
    }
    before += range.last - range.first + 1;
  }
  return kNone;
}

constexpr std::size_t kEntries = entry_of(0x203f) + 1;

/// What a lookup of GSUB or GPOS says of itself.
struct Lookup {
  unsigned type = 0;  // of the table, after extension
  unsigned flags = 0;
  bool by_class = false;  // contexts and pairs by classes: class 0 is every glyph not named
};

/// A table's bytes, big-endian; what lies outside reads as nothing.
class Table {
 public:
  Table(hb_face_t* face, hb_tag_t tag) : tag_(tag), blob_(hb_face_reference_table(face, tag)) {
    unsigned size = 0;
    const char* data = hb_blob_get_data(blob_, &size);
    bytes_ = {data, size};
  }

  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  ~Table() { hb_blob_destroy(blob_); }

  std::optional<Lookup> lookup(unsigned index) const {
    constexpr std::size_t kLookupList = 8;
    const std::size_t list = number(kLookupList, 2);
    const std::size_t at = list + number(list + 2 + 2 * std::size_t{index}, 2);
    Lookup out;
    out.type = static_cast<unsigned>(number(at, 2));
    out.flags = static_cast<unsigned>(number(at + 2, 2));
    const std::size_t count = number(at + 4, 2);
    const unsigned extension = tag_ == HB_OT_TAG_GSUB ? 7 : 9;
    const bool extended = out.type == extension;
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t subtable = at + number(at + 6 + 2 * i, 2);
      if (extended) {
        out.type = static_cast<unsigned>(number(subtable + 2, 2));
        subtable += number(subtable + 4, 4);
      }
      out.by_class = out.by_class || (has_classes(out.type) && number(subtable, 2) == 2);
    }
    return complete_ && out.type != extension ? std::optional(out) : std::nullopt;
  }

 private:
  bool has_classes(unsigned type) const {
    return tag_ == HB_OT_TAG_GSUB ? type == 5 || type == 6 : type == 2 || type == 7 || type == 8;
  }

  std::size_t number(std::size_t at, std::size_t size) const {
    if (at + size > bytes_.size()) {
      complete_ = false;
      return 0;
    }
    std::size_t out = 0;
    for (const char byte : bytes_.substr(at, size)) {
      out = out << 8 | static_cast<unsigned char>(byte);
    }
    return out;
  }

  hb_tag_t tag_;
  hb_blob_t* blob_;
  std::string_view bytes_;
  mutable bool complete_ = true;
};

bool has_table(hb_face_t* face, hb_tag_t tag) {
  hb_blob_t* blob = hb_face_reference_table(face, tag);
  const bool has = hb_blob_get_length(blob) > 0;
  hb_blob_destroy(blob);
  return has;
}

bool is_mark(char32_t c) {
  const hb_unicode_general_category_t category =
      hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
  return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/// The plan hb_shape() makes for such a run.
std::unique_ptr<hb_shape_plan_t, decltype(&hb_shape_plan_destroy)> plan_of(
    hb_font_t* font, const HbRequest& request) {
  hb_segment_properties_t properties = HB_SEGMENT_PROPERTIES_DEFAULT;
  properties.direction = HB_DIRECTION_LTR;
  properties.script = request.script;
  properties.language = request.language;
  std::vector<hb_feature_t> features;
  for (const FontResolver::Feature& feature : *request.features) {
    features.push_back(
        {feature.tag, feature.value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
  }
  unsigned axes = 0;
  const int* coords = hb_font_get_var_coords_normalized(font, &axes);
  return {hb_shape_plan_create_cached2(hb_font_get_face(font),
                                       &properties,
                                       features.data(),
                                       static_cast<unsigned>(features.size()),
                                       coords,
                                       axes,
                                       nullptr),
          &hb_shape_plan_destroy};
}

/// Nothing but the lookups of GSUB and GPOS bears on this face.
bool only_opentype(hb_face_t* face, hb_shape_plan_t* plan) {
  const char* shaper = hb_shape_plan_get_shaper(plan);
  return shaper && std::string_view(shaper) == "ot" && !hb_aat_layout_has_substitution(face) &&
         !hb_aat_layout_has_positioning(face) && !hb_aat_layout_has_tracking(face);
}

bool kerns(const std::vector<FontResolver::Feature>& features) {
  bool on = true;  // HarfBuzz's default; the last of a list counts
  for (const FontResolver::Feature& feature : features) {
    on = feature.tag == HB_TAG('k', 'e', 'r', 'n') ? feature.value != 0 : on;
  }
  return on;
}

}  // namespace

LoneGlyphs::LoneGlyphs(const FontStore& fonts, const HbRequest& request)
    : font_(fonts.hb_font(request.font)),
      request_(request),
      features_(*request.features),
      singles_(hb_set_create()),
      changed_(hb_set_create()),
      touched_(hb_set_create()) {
  request_.features = &features_;
  hb_face_t* face = hb_font_get_face(font_);
  const auto plan = plan_of(font_, request_);
  const bool known = only_opentype(face, plan.get()) &&
                     !(kerns(features_) && has_table(face, HB_TAG('k', 'e', 'r', 'n'))) &&
                     read_lookups(HB_OT_TAG_GSUB, plan.get()) &&
                     read_lookups(HB_OT_TAG_GPOS, plan.get());
  if (known) {
    entries_ = std::vector<std::atomic<std::uint64_t>>(kEntries);
  }
}

/// False if the table has a lookup in force whose reach can't be told glyph by glyph.
bool LoneGlyphs::read_lookups(hb_tag_t table, hb_shape_plan_t* plan) {
  constexpr unsigned kSkipsLetters = 0x6;  // ignores base glyphs or ligatures: reaches over Han
  constexpr unsigned kAlternates = 3;      // of GSUB; `rand` counts the glyphs before
  hb_face_t* face = hb_font_get_face(font_);
  const bool gsub = table == HB_OT_TAG_GSUB;
  const Table bytes(face, table);
  const Set lookups(hb_set_create());
  hb_ot_shape_plan_collect_lookups(plan, table, lookups.get());
  for (hb_codepoint_t index = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &index);) {
    const std::optional<Lookup> lookup = bytes.lookup(index);
    if (!lookup) {
      return false;
    }
    if (lookup->type == 1) {
      if (gsub) {
        hb_set_add(singles_.get(), index);
        hb_ot_layout_lookup_collect_glyphs(
            face, table, index, nullptr, changed_.get(), nullptr, nullptr);
      }
      continue;
    }
    if (lookup->by_class || (lookup->flags & kSkipsLetters) != 0 ||
        (gsub && lookup->type == kAlternates)) {
      return false;
    }
    hb_set_t* touched = touched_.get();
    hb_ot_layout_lookup_collect_glyphs(face, table, index, touched, touched, touched, nullptr);
  }
  return true;
}

bool LoneGlyphs::stands_alone(char32_t c) const {
  hb_codepoint_t glyph = 0, a = 0, b = 0;
  if (!starts_cluster(c) || !hb_font_get_nominal_glyph(font_, c, &glyph) || glyph == 0 ||
      hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &a, &b)) {
    return false;
  }
  if (!hb_set_has(changed_.get(), glyph)) {
    return untouched(glyph);
  }
  const Set becomes(hb_set_create());
  hb_set_add(becomes.get(), glyph);
  hb_ot_layout_lookups_substitute_closure(hb_font_get_face(font_), singles_.get(), becomes.get());
  for (hb_codepoint_t one = HB_SET_VALUE_INVALID; hb_set_next(becomes.get(), &one);) {
    if (!untouched(one)) {
      return false;
    }
  }
  return true;
}

bool LoneGlyphs::untouched(hb_codepoint_t glyph) const {
  return !hb_set_has(touched_.get(), glyph) &&
         hb_ot_layout_get_glyph_class(hb_font_get_face(font_), glyph) !=
             HB_OT_LAYOUT_GLYPH_CLASS_MARK;
}

std::uint64_t LoneGlyphs::measure(char32_t c, HbShaper& shaper) const {
  if (!stands_alone(c)) {
    return kNotAlone;
  }
  std::string text;
  append_utf8(text, c);
  const auto& glyphs = shaper.shape(request_, text, 0, static_cast<std::uint32_t>(text.size()));
  if (glyphs.size() != 1 || glyphs[0].glyph == 0 || glyphs[0].dx != 0 || glyphs[0].dy != 0) {
    return kNotAlone;
  }
  return std::uint64_t{glyphs[0].glyph} << 32 | static_cast<std::uint32_t>(glyphs[0].advance);
}

std::optional<LoneGlyphs::Glyph> LoneGlyphs::find(char32_t c, HbShaper& shaper) const {
  const std::size_t index = entry_of(c);
  if (index >= entries_.size()) {
    return std::nullopt;
  }
  std::atomic<std::uint64_t>& entry = entries_[index];
  std::uint64_t value = entry.load(std::memory_order_relaxed);
  if (value == 0) {
    value = measure(c, shaper);
    entry.store(value, std::memory_order_relaxed);
  }
  if (value == kNotAlone) {
    return std::nullopt;
  }
  return Glyph{static_cast<GlyphId>(value >> 32),
               static_cast<FontUnits>(static_cast<std::uint32_t>(value))};
}

bool starts_cluster(char32_t c) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (in(0x4e00, 0x9fff)) {
    return true;
  }
  return !in(0x200b, 0x200f) && !in(0x2028, 0x202e) && !in(0xff9e, 0xff9f) &&
         !in(0x1f3fb, 0x1f3ff) && !in(0xe0000, 0xe0fff) && !is_mark(c);
}

}  // namespace banxin
