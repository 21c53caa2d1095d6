// A table's caption stands in a paragraph right before or after it.
#include <algorithm>
#include <utility>

#include "engine/issue/block_pass.h"
#include "engine/issue/markdown_prepare.h"

namespace banxin {
namespace {

// A caption by its wording is short; a longer paragraph that begins 表 1 is text about the table.
constexpr std::size_t kMaxCaptionBytes = 180;  // 60 Han

enum class CaptionKind : std::uint8_t { none, marked, numbered };

// Length of the mark that makes a paragraph a caption and is not printed.
std::size_t mark_length(std::string_view text) {
  for (const std::string_view mark : {": ", "Table: ", "Table:", "table: "}) {
    if (text.starts_with(mark)) {
      return mark.size();
    }
  }
  return 0;
}

bool ends_like_sentence(std::string_view text) {
  for (const std::string_view stop : {"。", "！", "？", "；", "：", "，", "、", ":", ";", ","}) {
    if (text.ends_with(stop)) {
      return true;
    }
  }
  return false;
}

CaptionKind kind_of(const Block& block) {
  if (block.kind != BlockKind::paragraph || block.content.empty()) {
    return CaptionKind::none;
  }
  const Inline& first = block.content.front();
  if (is_plain(first) && mark_length(first.text) > 0) {
    return CaptionKind::marked;
  }
  if (!is_plain(first) && first.kind != InlineKind::strong) {
    return CaptionKind::none;
  }
  const std::string text = plain_text(block.content);
  return starts_like_table_number(text) && text.size() <= kMaxCaptionBytes &&
                 !ends_like_sentence(text)
             ? CaptionKind::numbered
             : CaptionKind::none;
}

void attach(Block& table, Block& paragraph, PassContext& context) {
  Inlines caption = std::move(paragraph.content);
  paragraph.content.clear();
  Inline& first = caption.front();
  if (is_plain(first)) {
    const std::size_t mark = mark_length(first.text);
    first.text.erase(0, mark);
    first.span.begin += static_cast<std::uint32_t>(mark);
  }
  table.attributes = std::move(paragraph.attributes);
  trim_ends(caption);
  take_trailing_attributes(caption, table.attributes, context);
  trim_ends(caption);
  table.content = std::move(caption);
  table.span.begin = std::min(table.span.begin, paragraph.span.begin);
  table.span.end = std::max(table.span.end, paragraph.span.end);
}

bool is_table(const std::vector<Block>& blocks, std::size_t at) {
  return at < blocks.size() && blocks[at].kind == BlockKind::table;
}

}  // namespace

void attach_captions(std::vector<Block>& blocks, PassContext& context) {
  bool taken = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!is_table(blocks, i)) {
      continue;
    }
    const CaptionKind before = i > 0 ? kind_of(blocks[i - 1]) : CaptionKind::none;
    const CaptionKind after = i + 1 < blocks.size() ? kind_of(blocks[i + 1]) : CaptionKind::none;
    if (before != CaptionKind::none) {
      attach(blocks[i], blocks[i - 1], context);
      taken = true;
    } else if (after == CaptionKind::marked ||
               (after == CaptionKind::numbered && !is_table(blocks, i + 2))) {
      // Between two tables 表 2 … belongs to the second, : … to the first.
      attach(blocks[i], blocks[i + 1], context);
      taken = true;
    }
  }
  if (taken) {
    std::erase_if(blocks, [](const Block& block) {
      return block.kind == BlockKind::paragraph && block.content.empty();
    });
  }
}

}  // namespace banxin
