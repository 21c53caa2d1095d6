// For tests of line breaking without fonts: text shaped on the grid the reference's examples use.
// Han and full-width marks are 1 em, ASCII 1/2, word space 1/4, marks of W8 and W9 in their boxes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/shape/shape.h"

namespace banxin::em_grid {

inline constexpr Length kEm = Length::emu(127000);  // 10 pt

inline double ems(Length length) {
  return static_cast<double>(length.emu()) / static_cast<double>(kEm.emu());
}

/// `run_ends`: byte offsets at which a new run begins; the result must not depend on them.
ShapedText shape(std::string_view text,
                 const Composition& composition,
                 const std::vector<std::size_t>& run_ends = {});

/// Text of one cluster.
inline std::string_view text_of(const ShapedText& shaped, std::size_t i) {
  const ShapedCluster& c = shaped.clusters[i];
  return std::string_view(shaped.text).substr(c.text_begin, c.text_end - c.text_begin);
}

}  // namespace banxin::em_grid
