// Reading one line of Markdown the way its block structure does.
#pragma once

#include <cstddef>
#include <string_view>

namespace banxin {

struct MarkdownLine {
  std::size_t begin = 0, end = 0, next = 0;  // end before the line break, next after it
  std::size_t content = 0;                   // after blanks, > and list markers
  std::size_t unlisted = 0;                  // after blanks and > only
  std::size_t indent = 0;                    // columns of the first blanks
  int quotes = 0;                            // how many >
  int lists = 0;                             // how many list markers
  std::size_t crowded = 0;                   // offset of the marker beyond the allowed depth, or 0

  bool blank() const { return content == end; }

  bool plain() const { return quotes == 0 && lists == 0; }
};

/// Containers one line may open; real manuscripts open two or three.
constexpr int kMaxMarkersPerLine = 40;

MarkdownLine read_line(std::string_view text, std::size_t begin);

/// Columns of a table's delimiter row (|---|:-:|), or 0 if the line is none.
std::size_t delimiter_columns(std::string_view line);
/// Cells of a table row up to the last one with something in it.
std::size_t table_cells(std::string_view line);
bool is_thematic_break(std::string_view content);
/// Length of the run of ` or ~ that opens a code fence here, or 0.
std::size_t code_fence(std::string_view content);
/// Length of `[^label]:` at the start of the content, or 0.
std::size_t note_definition(std::string_view content);
/// Length of `[^label]` here, or 0.
std::size_t note_reference(std::string_view text);

inline bool is_ascii_punctuation(char32_t c) {
  return (c >= 0x21 && c <= 0x2F) || (c >= 0x3A && c <= 0x40) || (c >= 0x5B && c <= 0x60) ||
         (c >= 0x7B && c <= 0x7E);
}

}  // namespace banxin
