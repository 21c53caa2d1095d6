// Imposition (拼版): the pages of a finished PDF put on sheets as a printer folds, nests and cuts
// them. qpdf stays inside this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/imposition_words.h"  // part of what this folder shows
#include "engine/base/output_settings.h"
#include "engine/base/result.h"

namespace banxin {

/// At which side the issue is bound; `as_said` by the file (ViewerPreferences, Direction), else
/// left.
enum class BoundAt : std::uint8_t { as_said, left, right };

/// How far the innermost pages of a document move toward the spine (I-2). Pages that bleed by as
/// much more than the sheets shall leave no white at their edge.
Length most_creep(int pages, const Imposition& imposition);

struct ImposeOptions {
  Imposition imposition;
  PrinterMarks marks = {true, true, false, true};  // of the sheets; job_line: which sheet it is
  BoundAt bound_at = BoundAt::as_said;
};

struct Imposed {
  std::string pdf;    // the sheets, front and back in turn
  std::string cover;  // outside and inside of the cover, if it is apart; else empty
  std::string plan;   // a line a side: "1.1 front: 8 | 1"
  Length spine;       // of a cover apart
  int sheets = 0;     // of paper, without the cover's
  Diagnostics notes;  // N760 blank pages put in, N761 a short signature, N762 no trim box known
};

/// Puts the pages of `pdf` on sheets. Pages are trimmed at their TrimBox, else at CropBox or
/// MediaBox; tags, bookmarks, links, scripts and forms are left out; what the file says of PDF/X,
/// its output intents and its Info go on to the result. Same bytes in, same bytes out.
/// Fails: E760 no PDF or damaged, E761 encrypted, E762 no page, E763 pages of several sizes,
/// E764 sheet too small, E765 settings that do not go together, E766 too few pages for a cover
/// apart, E767 beyond bounds.
/// Cost: streams are copied, not decoded, so memory is about twice the file.
/// Source: section 9 of the print reference.
Result<Imposed> impose_pdf(std::string_view pdf, const ImposeOptions& options);

}  // namespace banxin
