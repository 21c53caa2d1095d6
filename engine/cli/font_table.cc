// The `fonts` report as a table for people.
#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/cli/excerpt.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

using Row = std::array<std::string, 6>;

std::string table_text(const std::vector<Row>& rows) {
  std::array<std::size_t, 6> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  std::string out;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i] + std::string(widths[i] - display_width(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string code_point(char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "U+%04X", static_cast<unsigned>(c));
  return buffer;
}

std::string fallback_line(const FontReport::Character& character,
                          const FontReport& report,
                          const Console& console) {
  std::string out = "  " + character_text(character.c) + " " + code_point(character.c) + " ×" +
                    std::to_string(character.times) + " → " +
                    (character.font.empty() ? console.wording("fonts.nowhere") : character.font);
  if (character.first.known()) {
    const LineColumn at = report.sources.locate(character.first.file, character.first.begin);
    out += "  " + std::string(report.sources.path(character.first.file)) + ":" +
           std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  return out + "\n";
}

}  // namespace

std::string character_text(char32_t c) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  if (c < 0x80) {
    return {byte(c)};
  }
  if (c < 0x800) {
    return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  }
  if (c < 0x10000) {
    return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  }
  return {byte(0xF0 | (c >> 18 & 7)),
          byte(0x80 | (c >> 12 & 0x3F)),
          byte(0x80 | (c >> 6 & 0x3F)),
          byte(0x80 | (c & 0x3F))};
}

std::string fonts_text(const FontReport& report, const Console& console) {
  std::vector<Row> rows;
  rows.push_back({console.wording("fonts.role"),
                  console.wording("fonts.family"),
                  console.wording("fonts.weight"),
                  console.wording("fonts.characters"),
                  console.wording("fonts.licence"),
                  console.wording("fonts.file")});
  for (const FontReport::Entry& entry : report.entries) {
    std::string file = entry.file;
    if (!entry.loaded) {
      file += " (" + console.wording("fonts.missing") +
              (entry.package.empty() ? "" : ": " + entry.package) + ")";
    }
    rows.push_back({entry.role,
                    entry.family,
                    std::to_string(entry.weight),
                    std::to_string(entry.characters),
                    entry.licence,
                    file});
  }
  std::string out = table_text(rows) + "\n";
  if (report.fallbacks.empty()) {
    return out + console.wording("fonts.covered") + "\n";
  }
  out += console.wording("fonts.fallbacks") + "\n";
  for (const FontReport::Character& character : report.fallbacks) {
    out += fallback_line(character, report, console);
  }
  return out;
}

}  // namespace banxin
