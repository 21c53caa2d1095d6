// Raster pictures as an edition wants them: passed through, or unpacked, shrunk, turned into inks
// and packed again. Rules R24, R28 to R30, R40 to R42.
//
// Print. Gray pictures stay what they are: as DeviceGray, 1 bit as 1 bit, a gray JPEG as it is
// (recoded without loss if it is progressive, R41), 16 bits rounded to 8. RGB goes through the
// picture's own profile, else sRGB, into the press's inks, as PictureSurvey decides: pictures of
// neutral pixels alone become DeviceGray, neutral pixels of line art black ink. CMYK keeps its
// numbers whatever profile it carries, as printers expect: they were made for a press, and black
// ink must stay black ink. What came as JPEG and what is grainy like a photograph is written as
// JPEG (quality 92, full colour resolution), the rest without loss.
//
// Screen. RGB stays RGB with its own profile or sRGB, as it was packed; gray and CMYK are as the
// device has them, the output intent says how CMYK looks (R31).
//
// Both. A picture with more than one and a half times the resolution wanted is averaged down to it;
// line art of 1 bit is not. Nothing is ever scaled up.
//
// Alpha is a soft mask. PDF/X-1a has none: there the picture is laid on what lies beneath it, paper
// or an even tint; where that is neither, it gets a mask of 1 bit with its edge at half density.
#pragma once

#include "engine/pdf/pictures.h"

namespace banxin::pdf {

/// For pictures of pixels. Fails: E611 damaged data, E702 fewer samples than promised. Warns: W612
/// more ink than allowed (R24), W613 a half-clear picture on an uneven ground (PDF/X-1a). Memory:
/// four bytes for each pixel that is left after shrinking, at the most.
Result<PreparedPicture> prepare_raster(const PlannedPicture& picture,
                                       const PdfOptions& options,
                                       const PressColors& colors);

}  // namespace banxin::pdf
