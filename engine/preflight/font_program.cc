#include "engine/preflight/font_program.h"

#include <utility>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include FT_ADVANCES_H

namespace banxin::prepress {

struct FontProgram::Face {
  std::string bytes;  // FreeType reads it in place
  FT_Library library = nullptr;
  FT_Face face = nullptr;

  explicit Face(std::string data) : bytes(std::move(data)) {
    if (FT_Init_FreeType(&library) != 0) {
      library = nullptr;
      return;
    }
    if (FT_New_Memory_Face(library,
                           reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()),
                           0,
                           &face) != 0) {
      face = nullptr;
    }
  }

  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  ~Face() {
    if (face) {
      FT_Done_Face(face);
    }
    if (library) {
      FT_Done_FreeType(library);
    }
  }
};

FontProgram::FontProgram(std::unique_ptr<Face> face) : face_(std::move(face)) {
  const FT_Face ft = face_->face;
  FT_Bool keyed = 0;
  cid_keyed_ = FT_Get_CID_Is_Internally_CID_Keyed(ft, &keyed) == 0 && keyed;
  for (FT_Long glyph = 0; cid_keyed_ && glyph < ft->num_glyphs; ++glyph) {
    FT_UInt cid = 0;
    if (FT_Get_CID_From_Glyph_Index(ft, static_cast<FT_UInt>(glyph), &cid) == 0) {
      // A bare CFF is loaded by CID, one in an sfnt by the glyph's place.
      by_cid_.emplace(cid, FT_IS_SFNT(ft) ? glyph : static_cast<long>(cid));
    }
  }
}

FontProgram::~FontProgram() = default;

std::shared_ptr<FontProgram> FontProgram::open(std::string bytes) {
  auto face = std::make_unique<Face>(std::move(bytes));
  return face->face ? std::shared_ptr<FontProgram>(new FontProgram(std::move(face))) : nullptr;
}

long FontProgram::glyph_of_cid(std::uint32_t cid) const {
  if (cid_keyed_) {
    const auto at = by_cid_.find(cid);
    return at == by_cid_.end() ? kNone : at->second;
  }
  long glyph = static_cast<long>(cid);
  if (!cid_to_gid_.empty()) {
    const std::size_t at = std::size_t{2} * cid;
    if (at + 1 >= cid_to_gid_.size()) {
      return kNone;
    }
    glyph = static_cast<unsigned char>(cid_to_gid_[at]) * 256 +
            static_cast<unsigned char>(cid_to_gid_[at + 1]);
  }
  return glyph < face_->face->num_glyphs ? glyph : kNone;
}

long FontProgram::glyph_of_name(const std::string& name) const {
  if (!FT_HAS_GLYPH_NAMES(face_->face)) {
    return 0;  // not known; 0 is never reported as missing
  }
  const FT_UInt glyph = FT_Get_Name_Index(face_->face, name.c_str());
  return glyph == 0 ? kNone : static_cast<long>(glyph);
}

double FontProgram::advance(long glyph) const {
  const FT_Face ft = face_->face;
  if (ft->units_per_EM == 0 ||
      FT_Load_Glyph(ft, static_cast<FT_UInt>(glyph), FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0) {
    return -1;
  }
  return static_cast<double>(ft->glyph->metrics.horiAdvance) * 1000.0 / ft->units_per_EM;
}

bool FontProgram::embeddable() const {
  const FT_UShort type = FT_Get_FSType_Flags(face_->face);
  // Restricted (2) holds only where no milder bit stands beside it.
  return (type & 0x000eu) != FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING;
}

}  // namespace banxin::prepress
