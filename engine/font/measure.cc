// Reads what the engine wants to know out of a face's tables.
#include <algorithm>
#include <string_view>

#include "engine/font/loaded_face.h"

namespace banxin {
namespace {

constexpr hb_tag_t kOs2 = HB_TAG('O', 'S', '/', '2');
constexpr hb_tag_t kHead = HB_TAG('h', 'e', 'a', 'd');
constexpr hb_tag_t kPost = HB_TAG('p', 'o', 's', 't');
constexpr hb_tag_t kCff = HB_TAG('C', 'F', 'F', ' ');
constexpr hb_tag_t kGlyf = HB_TAG('g', 'l', 'y', 'f');
constexpr hb_tag_t kCmap = HB_TAG('c', 'm', 'a', 'p');

/// Big-endian numbers out of a table; what lies outside reads as 0.
class Table {
 public:
  Table(hb_face_t* face, hb_tag_t tag) : blob_(hb_face_reference_table(face, tag)) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob_.get(), &length);
    bytes_ = std::string_view(data, length);
  }

  std::size_t size() const { return bytes_.size(); }

  std::uint32_t u8(std::size_t at) const {
    return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0u;
  }

  std::uint32_t u16(std::size_t at) const { return u8(at) << 8 | u8(at + 1); }

  std::uint32_t u32(std::size_t at) const { return u16(at) << 16 | u16(at + 2); }

  std::int32_t s16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }

 private:
  HbBlob blob_;
  std::string_view bytes_;
};

/// A CFF table is CID-keyed if its Top DICT holds the operator ROS (12 30).
bool is_cid_keyed(const Table& cff) {
  // Header, then the Name INDEX (one name), then the Top DICT INDEX.
  const auto index_end = [&](std::size_t at) {
    const std::uint32_t count = cff.u16(at);
    if (count == 0) {
      return at + 2;
    }
    const std::uint32_t width = cff.u8(at + 2);
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < width && i < 4; ++i) {
      last = last << 8 | cff.u8(at + 3 + count * width + i);
    }
    return at + 2 + 1 + (count + 1) * width + last;
  };
  const std::size_t top = index_end(cff.u8(2));
  const std::size_t begin = top + 2 + 1 + 2 * cff.u8(top + 2);
  const std::size_t end = std::min(index_end(top), cff.size());
  // ROS, where there is one, is the first operator: skip three operands.
  for (std::size_t at = begin; at < end;) {
    const std::uint32_t byte = cff.u8(at);
    if (byte == 12) {
      return cff.u8(at + 1) == 30;
    }
    if (byte <= 21) {
      return false;
    }
    at += byte == 28 ? 3u : byte == 29 ? 5u : byte >= 247 && byte <= 254 ? 2u : 1u;
  }
  return false;
}

FontUnits metric(hb_font_t* font, hb_ot_metrics_tag_t tag, FontUnits otherwise) {
  hb_position_t value = 0;
  return hb_ot_metrics_get_position(font, tag, &value) && value != 0 ? value : otherwise;
}

void measure_metrics(LoadedFace& face) {
  hb_font_t* font = face.font.get();
  FontMetrics& m = face.metrics;
  m.units_per_em = static_cast<int>(hb_face_get_upem(face.face.get()));
  const auto em = [&m](int thousandths) { return m.units_per_em * thousandths / 1000; };
  const Table os2(face.face.get(), kOs2);
  if (face.cjk) {
    m.ascent = em(880);  // L2: the em box, not hhea
    m.descent = -em(120);
  } else {
    const bool typographic = os2.size() >= 72 && (os2.s16(68) != 0 || os2.s16(70) != 0);
    m.ascent =
        typographic ? os2.s16(68) : metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, em(880));
    m.descent =
        typographic ? os2.s16(70) : metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -em(120));
  }
  m.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, em(733));
  m.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, em(500));
  m.underline_position = metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -em(100));
  m.underline_thickness = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, em(50));
  const Table head(face.face.get(), kHead);
  for (std::size_t i = 0; i < 4; ++i) {
    m.box[i] = head.s16(36 + 2 * i);
  }
  const Table post(face.face.get(), kPost);
  m.italic_angle = static_cast<double>(static_cast<std::int32_t>(post.u32(4))) / 65536.0;
}

/// Prefer what an editor types: ASCII, then unified ideographs, then the rest by code point, with
/// compatibility forms, radicals, spaces that are not U+0020 and private use last (F-10).
int rank_of(char32_t c) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (in(0x20, 0x7e)) {
    return 0;
  }
  if (in(0x4e00, 0x9fff) || in(0x3400, 0x4dbf)) {
    return 1;
  }
  if (in(0x2e80, 0x2fdf) || in(0xf900, 0xfaff) || in(0xfe00, 0xfe4f) || in(0x2f800, 0x2fa1f) ||
      in(0x2000, 0x200f) || c == 0xa0 || c == 0xad) {
    return 4;
  }
  if (in(0xe000, 0xf8ff) || c >= 0xf0000) {
    return 5;
  }
  return in(0x20000, 0x3ffff) ? 2 : 3;
}

void offer(std::vector<char32_t>& reverse, std::uint32_t glyph, char32_t c) {
  if (glyph == 0 || glyph >= reverse.size() || c == 0) {
    return;
  }
  char32_t& best = reverse[glyph];
  if (best == 0 || rank_of(c) < rank_of(best) || (rank_of(c) == rank_of(best) && c < best)) {
    best = c;
  }
}

/// Offset of the cmap's format 12 subtable, 0 if it has none.
std::size_t format_12(const Table& cmap) {
  for (std::uint32_t i = 0; i < cmap.u16(2); ++i) {
    const std::size_t record = 4 + 8 * static_cast<std::size_t>(i);
    const std::uint32_t platform = cmap.u16(record);
    const std::size_t at = cmap.u32(record + 4);
    if ((platform == 3 || platform == 0) && at != 0 && cmap.u16(at) == 12) {
      return at;
    }
  }
  return 0;
}

}  // namespace

void measure_face(LoadedFace& face) {
  hb_codepoint_t glyph = 0;
  face.cjk = hb_font_get_nominal_glyph(face.font.get(), 0x4e00, &glyph) != 0;
  measure_metrics(face);
  const Table os2(face.face.get(), kOs2);
  // fsType: bit 1 restricted (unless a milder bit is set too), bit 9 bitmaps only.
  const std::uint32_t rights = os2.u16(8);
  face.embeddable = (rights & 0x0eu) != 0x02u && (rights & 0x200u) == 0;
  const Table cff(face.face.get(), kCff);
  if (cff.size() > 0) {
    face.outlines = is_cid_keyed(cff) ? Outlines::cid_cff : Outlines::named_cff;
  } else if (Table(face.face.get(), kGlyf).size() > 0) {
    face.outlines = Outlines::truetype;
  }
}

FontStore::Ink measure_ink(const LoadedFace& face, GlyphId glyph) {
  hb_glyph_extents_t box = {};
  if (!hb_font_get_glyph_extents(face.font.get(), glyph, &box)) {
    return {};
  }
  return {box.x_bearing, box.y_bearing + box.height, box.x_bearing + box.width, box.y_bearing};
}

void make_coverage(const LoadedFace& face) {
  constexpr hb_codepoint_t kLast = 0xffff;
  face.coverage.assign(kLast + 1, false);
  const HbSet characters(hb_set_create());
  hb_face_collect_unicodes(face.face.get(), characters.get());
  hb_codepoint_t c = HB_SET_VALUE_INVALID;
  while (hb_set_next(characters.get(), &c) && c <= kLast) {
    face.coverage[c] = true;
  }
}

void make_reverse_map(const LoadedFace& face) {
  std::vector<char32_t>& reverse = face.reverse;
  reverse.assign(hb_face_get_glyph_count(face.face.get()), 0);
  const Table cmap(face.face.get(), kCmap);
  if (const std::size_t at = format_12(cmap)) {
    const std::size_t groups = std::min<std::size_t>(cmap.u32(at + 12), cmap.size() / 12);
    for (std::size_t i = 0; i < groups; ++i) {
      const std::size_t group = at + 16 + 12 * i;
      const std::uint32_t first = cmap.u32(group);
      const std::uint32_t last = std::min<std::uint32_t>(cmap.u32(group + 4), 0x10ffff);
      const std::uint32_t glyph = cmap.u32(group + 8);
      for (std::uint32_t c = first; c <= last; ++c) {
        offer(reverse, glyph + (c - first), c);
      }
    }
    return;
  }
  const HbSet characters(hb_set_create());
  hb_face_collect_unicodes(face.face.get(), characters.get());
  hb_codepoint_t c = HB_SET_VALUE_INVALID;
  while (hb_set_next(characters.get(), &c)) {
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(face.font.get(), c, &glyph)) {
      offer(reverse, glyph, c);
    }
  }
}

}  // namespace banxin
