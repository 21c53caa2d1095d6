// Spans relative to a text become spans of its file.
#include "engine/issue/block_pass.h"

namespace banxin {
namespace {

void move_span(Span& span, const Place& place) {
  if (span.known()) {
    span = place.at(span);
  }
}

void relocate(std::vector<TableRow>& rows, const Place& place) {
  for (TableRow& row : rows) {
    for (TableCell& cell : row.cells) {
      move_span(cell.span, place);
      banxin::relocate(cell.content, place);
    }
  }
}

}  // namespace

void relocate(Inlines& content, const Place& place) {
  for (Inline& node : content) {
    move_span(node.span, place);
    move_span(node.attributes.span, place);
    relocate(node.children, place);
  }
}

void relocate(std::vector<Block>& blocks, const Place& place) {
  for (Block& block : blocks) {
    move_span(block.span, place);
    move_span(block.attributes.span, place);
    move_span(block.text_span, place);
    relocate(block.content, place);
    relocate(block.source, place);
    relocate(block.head, place);
    relocate(block.body, place);
    relocate(block.children, place);
    for (ListItem& item : block.items) {
      move_span(item.span, place);
      relocate(item.blocks, place);
    }
  }
}

void relocate(std::vector<Footnote>& footnotes, const Place& place) {
  for (Footnote& footnote : footnotes) {
    move_span(footnote.span, place);
    relocate(footnote.blocks, place);
  }
}

}  // namespace banxin
