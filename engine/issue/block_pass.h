// From the raw tree to the blocks of the model: figures, captions, attributes, notes.
#pragma once

#include <vector>

#include "engine/issue/inline_pass.h"
#include "engine/issue/issue_parts.h"

namespace banxin {

/// Runs all passes over the blocks and footnotes of a tree. Spans stay relative.
void resolve_tree(MarkdownTree& tree, PassContext& context);

/// Moves table captions from the paragraphs beside tables into them.
void attach_captions(std::vector<Block>& blocks, PassContext& context);

/// Where notes may stand: an article has footnotes, the strings of front matter have none.
enum class Notes : std::uint8_t { allowed, refused };
/// Judges references against definitions: E141, E142, W106, W111, W112, W122.
void check_notes(MarkdownTree& tree, Notes notes, PassContext& context);

/// Turns every span from relative to that of the file.
void relocate(std::vector<Block>& blocks, const Place& place);
void relocate(Inlines& content, const Place& place);
void relocate(std::vector<Footnote>& footnotes, const Place& place);

}  // namespace banxin
