#include "engine/build/paragraphs.h"

namespace banxin {
namespace {

void with_parts(const std::shared_ptr<const Paragraph>& paragraph, const VisitParagraph& visit) {
  if (!paragraph) {
    return;
  }
  with_parts(paragraph->marker, visit);
  with_parts(paragraph->initial, visit);
  visit(paragraph);
  with_parts(paragraph->author, visit);
  with_parts(paragraph->trailing, visit);
}

}  // namespace

void for_each_paragraph(std::span<const StyledBlock> blocks, const VisitParagraph& visit) {
  for (const StyledBlock& block : blocks) {
    with_parts(block.paragraph, visit);
    for_each_paragraph(block.children, visit);
    if (!block.table) {
      continue;
    }
    for (const StyledRow& row : block.table->rows) {
      for (const StyledCell& cell : row.cells) {
        for (const auto& paragraph : cell.paragraphs) {
          with_parts(paragraph, visit);
        }
      }
    }
    with_parts(block.table->continued, visit);
  }
}

void for_each_paragraph(const Styled& styled, const VisitParagraph& visit) {
  for (const Master& master : styled.masters) {
    for (const Frame& frame : master.frames) {
      for_each_paragraph(frame.blocks, visit);
    }
  }
  for (const Flow& flow : styled.flows) {
    for_each_paragraph(flow.blocks, visit);
  }
  for (const StyledNote& note : styled.notes) {
    for_each_paragraph(note.blocks, visit);
  }
}

}  // namespace banxin
