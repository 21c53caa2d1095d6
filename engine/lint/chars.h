// Small tests of characters that rules share.
#pragma once

#include <string_view>

#include "engine/unicode/unicode.h"

namespace banxin {

/// Most characters of most texts, for getting past them fast.
inline bool is_common_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}

inline bool one_of(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

inline bool is_arabic(char32_t c) {
  return c >= U'0' && c <= U'9';
}

inline bool is_lower(char32_t c) {
  return c >= U'a' && c <= U'z';
}

inline bool is_upper(char32_t c) {
  return c >= U'A' && c <= U'Z';
}

/// Latin letters with or without marks.
inline bool is_letter(char32_t c) {
  return is_lower(c) || is_upper(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

inline bool is_blank(char32_t c) {
  return c == U' ' || c == 0xA0 || c == 0x3000 || c == U'\t';
}

inline constexpr std::u32string_view kOpening = U"“‘（《〈「『【〔〖";
inline constexpr std::u32string_view kClosing = U"”’）》〉」』】〕〗";
inline constexpr std::u32string_view kPauses = U"，、；：";
inline constexpr std::u32string_view kStops = U"。？！";
/// Marks that stand between clauses.
inline constexpr std::u32string_view kClauseMarks = U"，、；：。？！";
inline constexpr std::u32string_view kChineseDigits = U"〇一二三四五六七八九";
inline constexpr std::u32string_view kChineseNumerals = U"〇零一二三四五六七八九十百千";

inline bool is_chinese_mark(char32_t c) {
  return one_of(c, kOpening) || one_of(c, kClosing) || one_of(c, kClauseMarks);
}

/// 0 to 9 of a Chinese digit, or -1.
inline int chinese_digit(char32_t c) {
  const std::size_t at = c == 0 ? std::u32string_view::npos : kChineseDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

inline std::string text_of(char32_t c) {
  std::string out;
  append_utf8(out, c);
  return out;
}

}  // namespace banxin
