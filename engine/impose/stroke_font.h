// A font of lines for sheet labels: the digits and the few characters that labels are made of.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/geometry.h"

namespace banxin::impose {

/// Path operators (m, l, S) that draw `text` with its baseline at `left`, `bottom` (points, y up).
/// Characters it has no strokes for are left as a space.
std::string stroke_text(std::string_view text, double left, double bottom, double size);

/// Has it strokes for this character (UTF-8)?
bool has_strokes(std::string_view character);

}  // namespace banxin::impose
