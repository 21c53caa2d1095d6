#include "engine/cli/excerpt.h"

#include <algorithm>
#include <vector>

namespace banxin {
namespace {

constexpr std::size_t kWindow = 76;  // columns of the manuscript shown: with the gutter, 80
constexpr std::size_t kBefore = 30;  // of these at most before the place

/// One character of the line: its bytes as shown and its place in the file.
struct Shown {
  std::string text;
  std::size_t byte = 0;
  std::size_t width = 1;
};

std::size_t length_of(unsigned char lead) {
  return lead < 0x80 ? 1u : lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u;
}

/// Wide is told by the first byte: U+2E80 and above take two columns, which covers Han, kana and
/// full-width forms; the quotes and dashes of U+20xx are narrow in most terminals.
std::size_t width_of(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() < 3) {
    return 1;
  }
  return byte(0) > 0xE2 || (byte(0) == 0xE2 && byte(1) >= 0xBA) ? 2 : 1;
}

/// Whole and well-formed UTF-8, for a character whose continuation bytes have been counted.
bool well_formed(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (byte(0) < 0x80) {
    return true;
  }
  if (byte(0) < 0xC2 || byte(0) > 0xF4 || character.size() != length_of(byte(0))) {
    return false;
  }
  const bool overlong = (byte(0) == 0xE0 && byte(1) < 0xA0) || (byte(0) == 0xF0 && byte(1) < 0x90);
  const bool surrogate = byte(0) == 0xED && byte(1) >= 0xA0;
  return !overlong && !surrogate && !(byte(0) == 0xF4 && byte(1) >= 0x90);
}

/// What a terminal could take for a command, or for an order to turn the text round.
bool commands(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  const bool c1 = character >= "\xC2\x80" && character <= "\xC2\x9F" && character.size() == 2;
  const bool bidi = (character >= "\xE2\x80\xAA" && character <= "\xE2\x80\xAE") ||
                    (character >= "\xE2\x81\xA6" && character <= "\xE2\x81\xA9");
  return first < 0x20 || first == 0x7F || c1 || bidi;
}

std::string harmless(std::string_view character) {
  if (character == "\t") {
    return " ";
  }
  const bool shown = well_formed(character) && !commands(character);
  return shown ? std::string(character) : "\xEF\xBF\xBD";
}

std::vector<Shown> characters_of(std::string_view line, std::size_t begin) {
  std::vector<Shown> characters;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at + 1;
    const std::size_t most = at + length_of(static_cast<unsigned char>(line[at]));
    while (end < std::min(most, line.size()) &&
           (static_cast<unsigned char>(line[end]) & 0xC0u) == 0x80u) {
      ++end;
    }
    const std::string text = harmless(line.substr(at, end - at));
    characters.push_back({text, begin + at, width_of(text)});
    at = end;
  }
  return characters;
}

std::string_view line_at(std::string_view text, std::size_t byte, std::size_t& begin) {
  const std::size_t before = byte == 0 ? std::string_view::npos : text.rfind('\n', byte - 1);
  begin = before == std::string_view::npos ? 0 : before + 1;
  if (begin == 0 && text.substr(0, 3) == "\xEF\xBB\xBF") {
    begin = 3;
  }
  std::size_t end = std::min(text.find('\n', begin), text.size());
  if (end > begin && text[end - 1] == '\r') {
    --end;
  }
  return text.substr(begin, end - begin);
}

/// The part of a line that can be shown: a line may be as long as a file, and there may be
/// thousands of places in it. Cut at whole characters.
std::string_view near(std::string_view line, std::size_t& begin, std::size_t place) {
  constexpr std::size_t kMostBytes = 4;  // of one character
  const auto inside = [&](std::size_t at) {
    return (static_cast<unsigned char>(line[at]) & 0xC0u) == 0x80u;
  };
  const std::size_t at = std::min(place - std::min(place, begin), line.size());
  std::size_t first = at - std::min(at, kMostBytes * (kBefore + 1));
  while (first > 0 && first < at && inside(first)) {
    ++first;
  }
  begin += first;
  return line.substr(first, at - first + kMostBytes * kWindow);
}

/// Index of the first character to show, so that the place has some words before it.
std::size_t first_shown(const std::vector<Shown>& line, std::size_t place) {
  std::size_t width = 0;
  std::size_t first = place;
  while (first > 0 && width + line[first - 1].width <= kBefore) {
    width += line[--first].width;
  }
  return first;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (const Shown& character : characters_of(text, 0)) {
    width += character.width;
  }
  return width;
}

std::string excerpt(Span span, const SourceMap& sources) {
  const std::string_view text = sources.text(span.file);
  if (!span.known() || span.begin > text.size()) {
    return {};
  }
  std::size_t begin = 0;
  const std::string_view whole = line_at(text, span.begin, begin);
  const std::size_t line_begin = begin;
  const std::string_view part = near(whole, begin, span.begin);
  const std::vector<Shown> line = characters_of(part, begin);
  if (line.empty()) {
    return {};
  }
  const auto at =
      std::find_if(line.begin(), line.end(), [&](const Shown& c) { return c.byte >= span.begin; });
  const auto place = static_cast<std::size_t>(at - line.begin());
  std::string shown;
  std::string mark;
  std::size_t width = 0;
  const std::size_t first = first_shown(line, place);
  const bool cut = first > 0 || begin > line_begin;
  if (cut) {
    shown = "…";
    mark = " ";
    width = 1;
  }
  for (std::size_t i = first; i < line.size() && width + line[i].width <= kWindow; ++i) {
    shown += line[i].text;
    const bool inside = i >= place && line[i].byte < span.end;
    mark += std::string(line[i].width, i < place ? ' ' : inside ? '~' : ' ');
    width += line[i].width;
  }
  mark.erase(mark.find_last_not_of(' ') + 1);
  // Where the caret goes: under the place, also past the end of the line or of an empty span.
  std::size_t caret = cut ? 1 : 0;
  for (std::size_t i = first; i < place; ++i) {
    caret += line[i].width;
  }
  mark.resize(std::max(mark.size(), caret + 1), ' ');
  mark[caret] = '^';
  return "  | " + shown + "\n  | " + mark + "\n";
}

}  // namespace banxin
