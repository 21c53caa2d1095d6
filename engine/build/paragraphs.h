// Every paragraph of a styled issue, for dumps and reports.
#pragma once

#include <functional>

#include "engine/style/style.h"

namespace banxin {

using VisitParagraph = std::function<void(const std::shared_ptr<const Paragraph>&)>;

/// Paragraphs of these blocks in reading order, with markers, trailing numbers and table cells.
void for_each_paragraph(std::span<const StyledBlock> blocks, const VisitParagraph& visit);
/// All of the issue: page frames, flows, notes.
void for_each_paragraph(const Styled& styled, const VisitParagraph& visit);

}  // namespace banxin
