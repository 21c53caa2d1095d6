// The `fonts` report as a table for people.
#include <algorithm>
#include <cstdio>

#include "engine/cli/report.h"
#include "engine/cli/table.h"

namespace banxin {
namespace {

std::string code_point(char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "U+%04X", static_cast<unsigned>(c));
  return buffer;
}

std::string place_text(Span span, const SourceMap& sources) {
  if (!span.known()) {
    return {};
  }
  const LineColumn at = sources.locate(span.file, span.begin);
  return "  " + std::string(sources.path(span.file)) + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

/// "song → HanaMinB ×2 (ja 字形)"
std::string use_text(const FontReport::Use& use, const Console& console) {
  std::string out =
      use.role + " → " + (use.font.empty() ? console.wording("fonts.nowhere") : use.font);
  const std::string reason = use.reason == FontReason::variant ? console.wording("fonts.variant")
                             : use.reason == FontReason::unfit_mark ? console.wording("fonts.unfit")
                                                                    : std::string();
  const std::string forms =
      use.forms.empty() ? std::string() : console.wording("fonts.forms", {use.forms});
  for (const std::string& note : {reason, forms}) {
    out += note.empty() ? "" : " (" + note + ")";
  }
  return out;
}

std::string fallback_line(const FontReport::Character& character,
                          const FontReport& report,
                          const Console& console) {
  std::string out = "  " + character.text + " " + code_point(character.c) + " ×" +
                    std::to_string(character.times) + " ";
  for (std::size_t i = 0; i < character.uses.size(); ++i) {
    const FontReport::Use& use = character.uses[i];
    out += (i == 0 ? " " : "; ") + use_text(use, console);
    out += character.uses.size() > 1 ? " ×" + std::to_string(use.times) : "";
  }
  return out + place_text(character.first, report.sources) + "\n";
}

std::string fallbacks_text(const FontReport& report, const Console& console) {
  const auto& all = report.fallbacks;
  const auto found = std::find_if(
      all.begin(), all.end(), [](const auto& character) { return !character.font.empty(); });
  std::string out;
  const auto section = [&](std::string_view heading, auto begin, auto end) {
    if (begin == end) {
      return;
    }
    out += console.wording(heading, {std::to_string(end - begin)}) + "\n";
    for (auto at = begin; at != end; ++at) {
      out += fallback_line(*at, report, console);
    }
  };
  section("fonts.lost", all.begin(), found);
  section("fonts.fallbacks", found, all.end());
  return out;
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
  std::vector<TableRow> rows;
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
  out += report.fallbacks.empty() ? console.wording("fonts.covered") + "\n"
                                  : fallbacks_text(report, console);
  if (!report.stroked.empty()) {
    out += console.wording("fonts.stroked") + "\n";
  }
  for (const FontReport::Stroked& stroked : report.stroked) {
    char width[16];
    std::snprintf(width, sizeof width, "1/%.0f em", 1 / stroked.stroke);
    out += "  " + stroked.role + " " + stroked.font + " " + width + " ×" +
           std::to_string(stroked.times) + place_text(stroked.first, report.sources) + "\n";
  }
  return out;
}

}  // namespace banxin
