#include "engine/issue/markdown_lines.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr std::size_t kMaxLabel = 200;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Length of a list marker with the blank after it, or 0.
std::size_t list_marker(std::string_view text) {
  std::size_t length = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+' || text[0] == '*')) {
    length = 1;
  } else {
    while (length < text.size() && length < 9 && is_digit(text[length])) {
      ++length;
    }
    if (length == 0 || length >= text.size() || (text[length] != '.' && text[length] != ')')) {
      return 0;
    }
    ++length;
  }
  return length == text.size() || is_blank(text[length]) ? length : 0;
}

void find_end(std::string_view text, MarkdownLine& line) {
  line.end = std::min(text.find_first_of("\r\n", line.begin), text.size());
  line.next = line.end;
  if (line.next < text.size()) {
    line.next += text.substr(line.next, 2) == "\r\n" ? 2 : 1;
  }
}

}  // namespace

MarkdownLine read_line(std::string_view text, std::size_t begin) {
  MarkdownLine line;
  line.begin = begin;
  find_end(text, line);
  std::size_t at = begin;
  const auto skip_blanks = [&] {
    std::size_t columns = 0;
    for (; at < line.end && is_blank(text[at]); ++at) {
      columns += text[at] == '\t' ? 4 - columns % 4 : 1;
    }
    return columns;
  };
  line.indent = skip_blanks();
  line.unlisted = at;
  while (at < line.end) {
    const std::string_view rest = text.substr(at, line.end - at);
    const std::size_t marker = list_marker(rest);
    // Thematic breaks are looked for once a line: a marker run is one only as a whole.
    if (rest[0] != '>' && (marker == 0 || (line.lists == 0 && is_thematic_break(rest)))) {
      break;
    }
    if (line.quotes + line.lists == kMaxMarkersPerLine) {
      line.crowded = at;
    }
    at += rest[0] == '>' ? 1 : marker;
    line.quotes += rest[0] == '>' ? 1 : 0;
    line.lists += rest[0] == '>' ? 0 : 1;
    skip_blanks();
    if (line.lists == 0) {
      line.unlisted = at;
    }
  }
  line.content = at;
  return line;
}

std::size_t delimiter_columns(std::string_view line) {
  std::size_t columns = 0;
  std::size_t pipes = 0;
  bool dashes = false;
  bool ended = false;  // blank or closing colon seen: only | may follow
  for (const char c : line) {
    if (c == '|') {
      columns += dashes ? 1 : 0;
      ++pipes;
      dashes = ended = false;
    } else if (c == '-') {
      if (ended) {
        return 0;
      }
      dashes = true;
    } else if (c == ':' || is_blank(c)) {
      ended = dashes;
    } else {
      return 0;
    }
  }
  return pipes == 0 ? 0 : columns + (dashes ? 1 : 0);
}

std::size_t table_cells(std::string_view line) {
  std::size_t cells = 0;
  std::size_t bars = line.starts_with('|') ? 0 : 1;
  bool in_code = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
      cells = bars;
    } else if (line[i] == '|' && !in_code) {
      ++bars;
    } else if (!is_blank(line[i])) {
      in_code = in_code != (line[i] == '`');
      cells = bars;
    }
  }
  return cells;
}

bool is_thematic_break(std::string_view content) {
  if (content.empty() || (content[0] != '-' && content[0] != '*' && content[0] != '_')) {
    return false;
  }
  std::size_t marks = 0;
  for (const char c : content) {
    if (c == content[0]) {
      ++marks;
    } else if (!is_blank(c)) {
      return false;
    }
  }
  return marks >= 3;
}

std::size_t code_fence(std::string_view content) {
  if (content.empty() || (content[0] != '`' && content[0] != '~')) {
    return 0;
  }
  const std::size_t run = std::min(content.find_first_not_of(content[0]), content.size());
  const bool plain_info = content[0] == '~' || content.find('`', run) == std::string_view::npos;
  return run >= 3 && plain_info ? run : 0;
}

std::size_t note_reference(std::string_view text) {
  if (!text.starts_with("[^")) {
    return 0;
  }
  for (std::size_t i = 2; i < text.size() && i < kMaxLabel; ++i) {
    if (text[i] == ']') {
      return i > 2 ? i + 1 : 0;
    }
    if (text[i] == '[' || text[i] == '^' || static_cast<unsigned char>(text[i]) <= ' ') {
      return 0;
    }
  }
  return 0;
}

std::size_t note_definition(std::string_view content) {
  const std::size_t label = note_reference(content);
  return label > 0 && content.substr(label, 1) == ":" ? label + 1 : 0;
}

}  // namespace banxin
