// What a picture lies on, for editions that know no transparency (R30).
#pragma once

#include <optional>

#include "engine/display/display.h"

namespace banxin::pdf {

/// Unprinted paper.
inline Color paper() {
  return {Color::Space::gray, {1000, 0, 0, 0}, {}};
}

/// The colour under the whole box of the picture that is item `at` of the page: paper, or the last
/// even tint that covers it; nothing where other drawing or a picture reaches under it, or a spot
/// ink, which cannot be mixed. Text is not looked for: none is set under pictures.
std::optional<Color> beneath(const Page& page, std::size_t at);

}  // namespace banxin::pdf
