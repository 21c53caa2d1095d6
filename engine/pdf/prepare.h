// The costly part of writing: fonts subset, pictures encoded, page streams made and deflated, on as
// many threads as wanted. No object numbers yet.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/display/display.h"
#include "engine/font/font.h"
#include "engine/pdf/font_plan.h"
#include "engine/pdf/page_stream.h"
#include "engine/pdf/pdf.h"
#include "engine/pdf/pictures.h"

namespace banxin::pdf {

struct PreparedFont {
  std::optional<FontSubset> subset;  // without its program
  std::size_t program_size = 0;
  std::string program, to_unicode_map;  // deflated
};

/// What all editions of a document share.
struct Shared {
  const Document& document;
  const FontStore& store;
  FontPlan font_plan;
  PicturePlan picture_plan;
  std::vector<PreparedFont> fonts;  // empty until the first edition is prepared

  struct Condition {  // the press's profile last used
    std::shared_ptr<const PressProfile> profile;
    std::string deflated;
  } condition;
};

/// What one edition needs.
struct Prepared {
  JobLines job;  // empty where the marks have none
  std::vector<PreparedFont> job_fonts;
  std::vector<std::optional<PreparedPicture>> pictures;
  std::vector<PageStream> pages;      // their content moved to `contents`
  std::vector<std::string> contents;  // deflated page streams
  Diagnostics warnings;               // of the press (check_for_press)
  std::vector<Diagnostics> problems;  // by job, in an order that no number of threads changes
};

/// Prepares an edition; the fonts too, if this is the first.
Prepared prepare(Shared& shared, const PdfOptions& options, const PressColors& colors);

}  // namespace banxin::pdf
