// Fonts as PDF objects: W arrays, ToUnicode maps, descriptors, Type0 dictionaries. Rules F-6 to
// F-14, R50 to R53 of the print reference.
#pragma once

#include <string>

#include "engine/font/font.h"
#include "engine/pdf/font_plan.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

inline constexpr int kDefaultWidth = 1000;  // DW

/// Widths that differ from DW: `c [w …]` for neighbours, `first last w` for four or more alike.
Array width_array(const PlannedFont& font);
/// The ToUnicode CMap.
std::string to_unicode(const PlannedFont& font);
/// Six letters out of a hash of the program (R50).
std::string subset_tag(Hash128 hash);

/// The objects of one font; `program`, `to_unicode_map` are deflated, `program_size` is not.
struct FontParts {
  const FontFace& face;
  const FontMetrics& metrics;
  FontSubset::Kind kind;
  Hash128 hash;
  std::size_t program_size;
  std::string program, to_unicode_map;
};

Ref add_font(Objects& objects, const PlannedFont& font, FontParts parts);

}  // namespace banxin::pdf
