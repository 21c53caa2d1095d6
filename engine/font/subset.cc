// Subsetting with hb-subset: bare CFF with the original CIDs, or TrueType with the original glyph
// ids. Rules F-4 … F-8 and F-18 of the print reference.
#include <hb-subset.h>

#include "engine/font/loaded_face.h"

namespace banxin {
namespace {

using HbInput =
    std::unique_ptr<hb_subset_input_t, HbDelete<hb_subset_input_t, hb_subset_input_destroy>>;

/// Layout tables go first of all: their closure would pull in glyphs nobody draws (F-4).
constexpr hb_tag_t kDropped[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'),
    HB_TAG('v', 'm', 't', 'x'), HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('m', 'o', 'r', 't'), HB_TAG('m', 'o', 'r', 'x'), HB_TAG('k', 'e', 'r', 'n'),
    HB_TAG('D', 'S', 'I', 'G'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('M', 'A', 'T', 'H'),
    HB_TAG('F', 'F', 'T', 'M'), HB_TAG('L', 'T', 'S', 'H'), HB_TAG('h', 'd', 'm', 'x'),
    HB_TAG('V', 'D', 'M', 'X'), HB_TAG('S', 'V', 'G', ' '), HB_TAG('m', 'e', 't', 'a'),
};

std::string bytes_of(HbBlob blob) {
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  return std::string(data, length);
}

unsigned flags_for(Outlines outlines) {
  unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
  if (outlines != Outlines::truetype) {
    flags |= HB_SUBSET_FLAGS_DESUBROUTINIZE;
  }
  // A CID-keyed CFF keeps its CIDs in the charset, so it may be renumbered (F-5). In the others
  // the code is the glyph id, which must then stay.
  if (outlines != Outlines::cid_cff) {
    flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
  }
  return flags;
}

}  // namespace

Result<FontSubset> FontStore::subset(FontId id, std::span<const GlyphId> glyphs) const {
  const LoadedFace& face = *state_->faces.at(static_cast<std::size_t>(id));
  const HbInput input(hb_subset_input_create_or_fail());
  const auto failed = [&face] {
    return fail("E310", {}, {face.description.family, face.description.file});
  };
  if (!input) {
    return failed();
  }
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  hb_set_add(wanted, 0);
  for (const GlyphId glyph : glyphs) {
    hb_set_add(wanted, glyph);
  }
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const hb_tag_t tag : kDropped) {
    hb_set_add(dropped, tag);
  }
  hb_subset_input_set_flags(input.get(), flags_for(face.outlines));
  const HbFace small(hb_subset_or_fail(face.face.get(), input.get()));
  if (!small) {
    return failed();
  }
  FontSubset out;
  if (face.outlines == Outlines::truetype) {
    out.kind = FontSubset::Kind::truetype;
    out.program = bytes_of(HbBlob(hb_face_reference_blob(small.get())));
  } else {
    out.program =
        bytes_of(HbBlob(hb_face_reference_table(small.get(), HB_TAG('C', 'F', 'F', ' '))));
  }
  if (out.program.empty()) {
    return failed();
  }
  out.hash = Hasher().bytes(out.program).finish();
  return out;
}

}  // namespace banxin
