// One page of the display list as a content stream, with what its resources and the structure
// tree need to know about it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/display/display.h"
#include "engine/pdf/font_plan.h"
#include "engine/pdf/marks.h"
#include "engine/pdf/pictures.h"
#include "engine/pdf/sheet.h"

namespace banxin::pdf {

/// Every picture of the document once, in order of first use, however often it is drawn.
struct PicturePlan {
  std::vector<PlannedPicture> pictures;
  std::vector<std::pair<const Image*, std::uint32_t>> by_address;  // sorted by address: looked up
  /// Index into pictures; the picture must be in the plan.
  std::uint32_t find(const Image* image) const;
};

PicturePlan plan_pictures(const Document& document);

struct PageStream {
  std::string content;
  std::vector<TagId> marks;              // the tag of each MCID
  std::vector<std::uint32_t> fonts;      // into FontPlan::fonts, sorted
  std::vector<std::uint32_t> job_fonts;  // into JobLines::fonts, sorted
  std::vector<std::uint32_t> pictures;   // into PicturePlan::pictures, sorted
  std::vector<Color> spots;              // resources CS1, CS2 …
  bool overprints = false;               // resources O0, O1
  Sheet sheet;
};

/// What all pages of an edition are written with.
struct PageContext {
  const Document& document;
  const FontPlan& fonts;
  const PicturePlan& pictures;
  const PdfOptions& options;
  const PressColors& colors;
  const JobLines* job = nullptr;  // where the marks have one
};

/// Painted in order. Everything lies in one marked-content sequence, tag or artifact, when the
/// document has tags at all (R71). Text that would not extract as written gets ActualText.
PageStream write_page(const PageContext& context, std::size_t page);

}  // namespace banxin::pdf
