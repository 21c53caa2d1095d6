// W944, W945: characters that look right and are another code point.
#include <algorithm>
#include <utility>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

bool is_private(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

/// What GBK and GB 18030-2000 kept in private use and Unicode has by now (F6), or 0.
char32_t standard_of(char32_t c) {
  if (c >= 0xE78D && c <= 0xE796) {
    constexpr char32_t kMarks[] = {
        0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19};
    return kMarks[c - 0xE78D];
  }
  constexpr std::pair<char32_t, char32_t> kHan[] = {{0xE81E, 0x9FB4},
                                                    {0xE826, 0x9FB5},
                                                    {0xE82B, 0x9FB6},
                                                    {0xE82C, 0x9FB7},
                                                    {0xE832, 0x9FB8},
                                                    {0xE843, 0x9FB9},
                                                    {0xE854, 0x9FBA},
                                                    {0xE864, 0x9FBB}};
  const auto* row =
      std::find_if(std::begin(kHan), std::end(kHan), [&](const auto& r) { return r.first == c; });
  return row == std::end(kHan) ? 0 : row->second;
}

/// Radicals, half-width kana, ligatures of letters: nobody types them, they come with a paste.
bool is_disguised(char32_t c) {
  return (c >= 0x2E80 && c <= 0x2FD5) || (c >= 0xFF61 && c <= 0xFF9F) ||
         (c >= 0xFB00 && c <= 0xFB06);
}

}  // namespace

void check_code_points(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    if (c < 0x2E80) {
      continue;
    }
    if (is_private(c)) {
      const char32_t standard = standard_of(c);
      if (standard != 0) {
        out.report("W944", text, i, i + 1, {code_point_text(c)}, safe(std::u32string(1, standard)));
      } else {
        out.report("W944", text, i, i + 1, {code_point_text(c)});
      }
    } else if (is_disguised(c)) {
      const std::u32string usual = compatibility_form(c);
      if (usual != std::u32string(1, c)) {
        out.report("W945",
                   text,
                   i,
                   i + 1,
                   {text_of(c) + " " + code_point_text(c), to_utf8(usual)},
                   safe(usual));
      }
    }
  }
}

}  // namespace banxin
