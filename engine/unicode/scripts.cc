#include <string_view>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr bool within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

}  // namespace

bool is_han(char32_t c) {
  if (c < 0x2E80) {
    return false;
  }
  return within(c, 0x4E00, 0x9FFF) || within(c, 0x3400, 0x4DBF) || within(c, 0x20000, 0x3FFFD) ||
         within(c, 0xF900, 0xFAFF) || within(c, 0x2E80, 0x2FD5) || c == 0x3006 || c == 0x3007 ||
         within(c, 0x3021, 0x3029) || within(c, 0x3038, 0x303A);
}

bool is_capital(char32_t c) {
  return c < 0x80 ? c >= U'A' && c <= U'Z' : u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

VerticalOrientation vertical_orientation(char32_t c) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_VERTICAL_ORIENTATION)) {
    case U_VO_ROTATED:
      return VerticalOrientation::rotated;
    case U_VO_TRANSFORMED_ROTATED:
      return VerticalOrientation::transformed_rotated;
    case U_VO_TRANSFORMED_UPRIGHT:
      return VerticalOrientation::transformed_upright;
    default:
      return VerticalOrientation::upright;
  }
}

char32_t ordinary_mark(char32_t c) {
  constexpr std::u32string_view kStops = U"，、。：；！？〖〗…";  // FE10
  constexpr std::u32string_view kMarks =
      U"‥—–＿\uFE34（）｛｝〔〕【】《》〈〉「」『』"  // FE30
      U"\uFE45\uFE46［］";
  constexpr std::u32string_view kHalfWidth = U"。「」、・";  // FF61
  const auto from = [c](std::u32string_view row, char32_t first) {
    return c >= first && c - first < row.size() ? row[c - first] : char32_t{0};
  };
  for (const char32_t mark :
       {from(kStops, 0xFE10), from(kMarks, 0xFE30), from(kHalfWidth, 0xFF61)}) {
    if (mark != 0) {
      return mark;
    }
  }
  return c;
}

bool is_wide_text(char32_t c) {
  if (is_han(c)) {
    return true;
  }
  if (c < 0x3005 || c > 0x31FF) {
    return within(c, 0x1AFF0, 0x1B16F);  // kana supplements
  }
  return c == 0x3005 || c == 0x303B || within(c, 0x3041, 0x3096) || within(c, 0x309D, 0x309F) ||
         within(c, 0x30A1, 0x30FA) || within(c, 0x30FC, 0x30FF) || within(c, 0x3105, 0x312F) ||
         within(c, 0x31A0, 0x31BF) || within(c, 0x31F0, 0x31FF);
}

bool is_emoji(char32_t c) {
  return c >= 0x231A && !within(c, 0x2E80, 0xFFFF) &&
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_PRESENTATION) != 0;
}

Script script_of(char32_t c) {
  if (within(c, 0x4E00, 0x9FFF)) {
    return Script::han;
  }
  if (c < 0x80) {
    return within(c | 0x20, U'a', U'z') ? Script::latin : Script::common;
  }
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
    case USCRIPT_INVALID_CODE:
      return Script::common;
    case USCRIPT_HAN:
      return Script::han;
    case USCRIPT_HIRAGANA:
      return Script::hiragana;
    case USCRIPT_KATAKANA:
      return Script::katakana;
    case USCRIPT_BOPOMOFO:
      return Script::bopomofo;
    case USCRIPT_HANGUL:
      return Script::hangul;
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_GREEK:
      return Script::greek;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    default:
      return Script::other;
  }
}

}  // namespace banxin
