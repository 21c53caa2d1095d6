// What is done to Markdown before the CommonMark library sees it. See README, "Markdown".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/issue/prepared_text.h"
#include "engine/issue/reporter.h"

namespace banxin {

/// A line that Markdown has no word for, disguised as one it has: a heading with nothing but
/// kLetter in it (fence, separator) or a list item beginning with kLetter (note).
enum class MarkerKind : std::uint8_t { fence, separator, note };

struct Marker {
  MarkerKind kind = MarkerKind::fence;
  std::uint32_t at = 0;  // of its kLetter in the prepared text
  Span source;           // relative: the fence line; of a note, `[^label]:`
};

struct PreparedMarkdown {
  PreparedText text;
  std::vector<Marker> markers;  // by `at`
  const Marker* marker_at(std::uint32_t at) const;
};

/// Stand-ins put into the prepared text. They mean nothing in the source.
constexpr std::string_view kLetter = "\xF4\x8F\xBF\xBD";  // U+10FFFD: a letter to Markdown
constexpr std::string_view kMark = "\xF0\x90\x8E\x9F";    // U+1039F: punctuation to Markdown
/// Full-width and other non-ASCII punctuation stands as this plus its code point.
constexpr char32_t kPunctuationBase = 0xF0000;

enum class MarkdownShape : std::uint8_t { blocks, one_run };

/// `one_run`: no line can begin a block; blank lines still part paragraphs.
/// Cost: linear. Fails: W118, W119, W123, W128 reported.
PreparedMarkdown prepare_markdown(std::string_view source,
                                  MarkdownShape shape,
                                  const Place& place,
                                  Reporter& reporter);

/// Text that has gone through the library out of reach of offsets: stand-ins undone.
std::string without_stand_ins(std::string_view text);

/// Characters that write Chinese, Japanese or their punctuation: no spaces between them.
bool is_wide_writing(char32_t c);
/// Dashes, ellipses, curly quotes, middle dot: wide among Han, narrow among Latin letters.
bool is_shared_mark(char32_t c);

/// Begins like 表 1, 表1-2, 表 三 : a table's caption by its own wording.
bool starts_like_table_number(std::string_view text);

}  // namespace banxin
