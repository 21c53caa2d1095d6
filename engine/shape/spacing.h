// Han–Latin space and the boundaries that may be tracked. Private to engine/shape.
#pragma once

#include "engine/shape/pieces.h"

namespace banxin {

/// Fills space_before (A1–A5, A10) and gap_after (X3, X4), and forbids breaks inside runs that
/// must hold together.
void set_spacing(const ShapeJob& job, ShapedText& out);

}  // namespace banxin
