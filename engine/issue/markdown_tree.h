// From the CommonMark library's events to blocks and inlines with their bytes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/issue/issue.h"
#include "engine/issue/markdown_prepare.h"

namespace banxin {

/// Blocks, lists and runs of text within each other; deeper ones join their parent (W115).
constexpr int kMaxDepth = 64;

/// Where the parts of a picture's markup stand; spans relative, unknown if not in one piece.
struct PictureParts {
  Span path, title;
};

/// The tree before the passes over it. Spans are relative to the text. A soft break is a text
/// inline with title "\n", a tag of HTML one with title "<"; inline_pass.cc takes both away.
struct MarkdownTree {
  std::vector<Block> blocks;
  std::vector<Footnote> footnotes;
  std::map<std::uint32_t, PictureParts> pictures;  // by the start of the picture
};

inline bool is_soft_break(const Inline& i) {
  return i.kind == InlineKind::text && i.title == "\n";
}

inline bool is_tag(const Inline& i) {
  return i.kind == InlineKind::text && i.title == "<";
}

/// Text equal to the source at its span, byte for byte.
inline bool is_plain(const Inline& i) {
  return i.kind == InlineKind::text && i.title.empty() &&
         i.text.size() == i.span.end - i.span.begin;
}

/// Fails: W113, W114, E140, W115, W127 reported at `place`.
MarkdownTree build_markdown_tree(const PreparedMarkdown& prepared,
                                 const Place& place,
                                 Reporter& reporter);

}  // namespace banxin
