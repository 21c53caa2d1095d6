// The steps of reading Markdown, in order; README, "Markdown", has the table.
#include <algorithm>
#include <iterator>
#include <string>

#include "engine/issue/block_pass.h"
#include "engine/issue/issue_parts.h"
#include "engine/issue/markdown_prepare.h"
#include "engine/issue/markdown_tree.h"

namespace banxin {
namespace {

MarkdownTree read_tree(std::string_view text,
                       const Place& place,
                       MarkdownShape shape,
                       Notes notes,
                       Reporter& reporter) {
  // CommonMark gives NUL a meaning of its own; as any other control character it goes with W121.
  std::string without_nul;
  if (text.find('\0') != std::string_view::npos) {
    without_nul = text;
    std::replace(without_nul.begin(), without_nul.end(), '\0', '\1');
    text = without_nul;
  }
  const PreparedMarkdown prepared = prepare_markdown(text, shape, place, reporter);
  MarkdownTree tree = build_markdown_tree(prepared, place, reporter);
  PassContext context{text, place, reporter, {}};
  resolve_tree(tree, context);
  check_notes(tree, notes, context);
  relocate(tree.blocks, place);
  relocate(tree.footnotes, place);
  return tree;
}

// Text of blocks that should have been none, for one_run.
void gather(std::vector<Block>& blocks, Inlines& out) {
  for (Block& block : blocks) {
    if (!block.content.empty() && !out.empty()) {
      Inline line_break;
      line_break.kind = InlineKind::line_break;
      line_break.span = block.span;
      line_break.span.end = line_break.span.begin;
      out.push_back(std::move(line_break));
    }
    out.insert(out.end(),
               std::make_move_iterator(block.content.begin()),
               std::make_move_iterator(block.content.end()));
    gather(block.children, out);
  }
}

}  // namespace

void read_markdown(std::string_view text,
                   const Place& place,
                   Reporter& reporter,
                   std::vector<Block>& blocks,
                   std::vector<Footnote>& footnotes) {
  MarkdownTree tree = read_tree(text, place, MarkdownShape::blocks, Notes::allowed, reporter);
  blocks = std::move(tree.blocks);
  footnotes = std::move(tree.footnotes);
}

std::vector<Block> read_notice(std::string_view text, const Place& place, Reporter& reporter) {
  return read_tree(text, place, MarkdownShape::blocks, Notes::refused, reporter).blocks;
}

Inlines read_inline_markdown(std::string_view text, const Place& place, Reporter& reporter) {
  MarkdownTree tree = read_tree(text, place, MarkdownShape::one_run, Notes::refused, reporter);
  Inlines content;
  gather(tree.blocks, content);
  return content;
}

}  // namespace banxin
