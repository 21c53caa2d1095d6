// What the store holds of one face. Private to engine/font.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include <hb-ot.h>
#include <hb.h>

#include "engine/font/font.h"

namespace banxin {

template <class T, void (*destroy)(T*)>
struct HbDelete {
  void operator()(T* object) const { destroy(object); }
};

using HbBlob = std::unique_ptr<hb_blob_t, HbDelete<hb_blob_t, hb_blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, HbDelete<hb_face_t, hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, HbDelete<hb_font_t, hb_font_destroy>>;
using HbSet = std::unique_ptr<hb_set_t, HbDelete<hb_set_t, hb_set_destroy>>;

/// How the outlines of a face are stored, as far as embedding cares.
enum class Outlines : std::uint8_t { none, cid_cff, named_cff, truetype };

/// One face. Everything but the memos is fixed after loading; each memo is filled under its own
/// lock and never changes an answer.
struct LoadedFace {
  FontFace description;
  HbFace face;
  HbFont font;
  FontMetrics metrics;
  Outlines outlines = Outlines::none;
  std::uint32_t program_group = 0;
  bool cjk = false;
  bool embeddable = true;

  mutable std::shared_mutex ink_lock;
  mutable std::unordered_map<GlyphId, FontStore::Ink> inks;  // looked up only, never walked

  mutable std::once_flag coverage_made;
  mutable std::atomic<bool> covered = false;  // cheaper to ask than the flag
  mutable std::vector<bool> coverage;  // characters of the BMP the face has, by code point

  mutable std::once_flag reverse_made;
  mutable std::vector<char32_t> reverse;  // by glyph; 0: stands for no character
};

struct FontStore::State {
  std::vector<std::unique_ptr<LoadedFace>> faces;
  std::vector<std::pair<FontWish, FontId>> wishes;  // what load_fonts answered
  Hash128 fingerprint;
};

/// Metrics, outline kind and permissions out of the face's small tables.
void measure_face(LoadedFace& face);
FontStore::Ink measure_ink(const LoadedFace& face, GlyphId glyph);
/// Fills `coverage`.
void make_coverage(const LoadedFace& face);
/// Fills `reverse`: per glyph the best character that maps to it.
void make_reverse_map(const LoadedFace& face);
/// True if `family` is the face's family or one of its aliases; ASCII case is ignored.
bool named(const FontFace& face, std::string_view family);

}  // namespace banxin
