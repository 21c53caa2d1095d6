// Which editions a job makes, and what they need. Inside engine/build only.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/output_settings.h"
#include "engine/base/world.h"
#include "engine/build/build.h"
#include "engine/color/color.h"
#include "engine/style/style.h"

namespace banxin {

/// What job, issue and layout say, with every default filled in.
struct OutputPlan {
  std::vector<Edition> editions = {Edition::screen};  // in the order of the enum, each once
  PdfxVersion pdfx = PdfxVersion::x4;
  std::shared_ptr<const PressProfile> profile;  // null: none to be had
  std::optional<PrinterMarks> marks;  // nobody said: none on pages, a printer's choice on sheets
  int max_ink = kDefaultMaxInk;
  int resolution = kDefaultResolution;
  Length safe_margin = Length::mm(5);
  int page_multiple = 0;  // 0: as the layout has it
  Imposition imposition;

  bool wants(Edition edition) const {
    return std::find(editions.begin(), editions.end(), edition) != editions.end();
  }
};

/// `said` is what issue and layout say together; the job goes over it.
/// Fails: E730 (print without a profile), E731 (a profile that is not there), E720.
OutputPlan plan_output(const Job& job,
                       const OutputSettings& said,
                       const World& world,
                       Diagnostics& diagnostics);

/// Makes the pages a multiple of `multiple` (R15) by the layout's flow of filler pages; a
/// layout without one gets one of empty pages, before the back cover if it has any.
void fill_pages(Styled& styled, int multiple);

}  // namespace banxin
