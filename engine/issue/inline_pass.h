// The passes over inline content that CommonMark knows nothing of. See README, "Markdown".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/issue/issue.h"
#include "engine/issue/markdown_tree.h"
#include "engine/issue/reporter.h"

namespace banxin {

/// Text whose line breaks stay (poem, signature), or running text.
enum class Breaks : std::uint8_t { flow, kept };

/// What the passes over one text share. Spans are relative to `source`.
struct PassContext {
  std::string_view source;
  const Place& place;
  Reporter& reporter;
  std::vector<std::string> told_tags;  // HTML tags already warned of
};

/// Notes, bracketed spans, attributes, ruby and HTML tags.
void resolve_marks(Inlines& content, PassContext& context);
/// Soft breaks become nothing, a space or a line break.
void resolve_breaks(Inlines& content, Breaks breaks);
/// Control characters, stray **, bare addresses; empty text goes.
void resolve_text(Inlines& content, PassContext& context);
/// Control characters go from text that is not one with its source, such as code; W121.
void drop_controls(std::string& text, Span span, PassContext& context);
/// Blanks at the start and end of a paragraph go: indents are the layout's.
void trim_ends(Inlines& content);

/// Takes an attribute list at the end of a heading or caption: `## 标题 {#id .class}`.
void take_trailing_attributes(Inlines& content, Attributes& out, PassContext& context);

}  // namespace banxin
