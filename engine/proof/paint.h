// Draws a page and what there is to tell of it on a sheet.
#pragma once

#include <string>

#include "engine/proof/findings.h"
#include "engine/proof/lettering.h"

namespace banxin {

/// Where the trimmed page lies on its sheet.
Point page_on_sheet(const PageSheet& sheet);

/// "二校　2026-11-25", as head and summary have it.
std::string round_of(const ProofRequest& request);

/// The pitch of body text where a layout has no baseline grid: the distance of most lines; 0: none.
Length usual_pitch(const ProofFindings& findings);

/// What all sheets have in common.
struct SheetStyle {
  const ProofRequest& request;
  Lettering& lettering;
  Length pitch;  // usual_pitch
};

Page paint_sheet(std::size_t number, const PageFindings& findings, const SheetStyle& style);

/// The line at the head of sheet `number` (from 0) and the edge of the page; the first thing of a
/// sheet that is drawn after its page.
void paint_head(
    const Page& page, const std::string& what, Rect trim, Lettering& lettering, Page& to);

}  // namespace banxin
