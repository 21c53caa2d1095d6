// What a press cannot hold well: too much ink, small type in many inks, faint tints, live matter at
// the knife. Rules R17, R21, R24, R27.
#pragma once

#include "engine/base/diagnostic.h"
#include "engine/color/color.h"
#include "engine/display/display.h"
#include "engine/pdf/pdf.h"

namespace banxin::pdf {

/// Warnings and notes, each with the place that makes it first: W720 (ink), N721 (small type in
/// more than two inks), W722 (rich black type), W723 (faint tint) once a colour, N724 (tiny type)
/// once a size, W725 (near the trim) once a page. Pictures are not looked into. Cost: one walk.
Diagnostics check_for_press(const Document& document,
                            const PdfOptions& options,
                            const PressColors& colors);

}  // namespace banxin::pdf
