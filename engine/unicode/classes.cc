#include "engine/unicode/classes.h"

#include <unicode/uchar.h>

namespace banxin {
namespace {

constexpr bool within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

CharClass below_0x80(char32_t c) {
  if (c == U'\n') {
    return CharClass::line_feed;
  }
  if (c == U' ' || within(c, U'\t', U'\r')) {
    return CharClass::space;
  }
  // Other controls have no form and no width; they must not open a break either.
  return c < 0x20 || c == 0x7F ? CharClass::word_joiner : CharClass::latin;
}

CharClass below_0x2000(char32_t c) {
  switch (c) {
    case 0x85:
      return CharClass::line_feed;
    case 0xA0:
      return CharClass::no_break_space;
    case 0xAD:
      return CharClass::soft_hyphen;
    case 0xB0:
      return CharClass::suffix;
    case 0xA3:
    case 0xA5:
    case 0xB1:
      return CharClass::prefix;
    case 0xB7:
      return CharClass::interpunct;
    case 0xA7:  // § and ¤ are 1 em in Chinese faces
    case 0xA4:
    case 0xD7:
    case 0xF7:
      return CharClass::other_symbol;
    case 0x1680:
      return CharClass::space;
    default:
      break;
  }
  if (within(c, 0x80, 0x9F)) {
    return CharClass::word_joiner;
  }
  return within(c, 0x1100, 0x11FF) ? CharClass::han : CharClass::latin;
}

CharClass general_punctuation(char32_t c) {
  switch (c) {
    case 0x2007:
    case 0x202F:
      return CharClass::no_break_space;
    case 0x205F:
      return CharClass::space;
    case 0x200B:
      return CharClass::zero_width_break;
    case 0x2060:
    case 0x2061:
    case 0x2062:
    case 0x2063:
    case 0x2064:
      return CharClass::word_joiner;
    case 0x2028:
    case 0x2029:
      return CharClass::line_feed;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:  // alone; two of them are a dash
    case 0x2015:
      return CharClass::connector;
    case 0x2018:
    case 0x201C:
      return CharClass::opening;
    case 0x2019:
    case 0x201D:
      return CharClass::closing;
    case 0x2024:
    case 0x2025:
    case 0x2026:
      return CharClass::ellipsis;
    case 0x2027:
      return CharClass::interpunct;
    case 0x2030:
    case 0x2031:
    case 0x2032:
    case 0x2033:
    case 0x2034:
    case 0x2035:
    case 0x2036:
    case 0x2037:
      return CharClass::suffix;
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return CharClass::question_pair;
    default:
      break;
  }
  if (c <= 0x200A) {
    return CharClass::space;
  }
  // † ‡ ※ and their like are symbols; other quotes and fractions are Latin text.
  return c == 0x203B || c == 0x2020 || c == 0x2021 || c == 0x2022 ? CharClass::other_symbol
                                                                  : CharClass::latin;
}

CharClass symbols_below_0x3000(char32_t c) {
  switch (c) {
    case 0x2103:
    case 0x2109:
      return CharClass::suffix;
    case 0x2116:
    case 0x2212:
    case 0x2213:
      return CharClass::prefix;
    case 0x22EF:
      return CharClass::ellipsis;
    case 0x2E3A:
    case 0x2E3B:
      return CharClass::dash;
    case 0x2122:
    case 0x2126:
    case 0x212A:
    case 0x212B:
      return CharClass::latin;
    default:
      break;
  }
  if (within(c, 0x2460, 0x249B) || within(c, 0x24EA, 0x24FF) || within(c, 0x2776, 0x2793)) {
    return CharClass::note_label;
  }
  if (within(c, 0x20A0, 0x20CF)) {
    return CharClass::prefix;
  }
  if (is_han(c)) {
    return CharClass::han;
  }
  const bool text = within(c, 0x2070, 0x209F) || within(c, 0x2C00, 0x2DFF);
  return text ? CharClass::latin : CharClass::other_symbol;
}

bool is_small_kana(char32_t c) {
  switch (c) {
    case 0x3041:
    case 0x3043:
    case 0x3045:
    case 0x3047:
    case 0x3049:
    case 0x3063:
    case 0x3083:
    case 0x3085:
    case 0x3087:
    case 0x308E:
    case 0x3095:
    case 0x3096:
    case 0x30A1:
    case 0x30A3:
    case 0x30A5:
    case 0x30A7:
    case 0x30A9:
    case 0x30C3:
    case 0x30E3:
    case 0x30E5:
    case 0x30E7:
    case 0x30EE:
    case 0x30F5:
    case 0x30F6:
    case 0x30FC:
      return true;
    default:
      return within(c, 0x31F0, 0x31FF) || within(c, 0xFF67, 0xFF70);
  }
}

CharClass cjk_symbols(char32_t c) {
  switch (c) {
    case 0x3000:
      return CharClass::ideographic_space;
    case 0x3001:
      return CharClass::pause;
    case 0x3002:
      return CharClass::stop;
    case 0x3005:
    case 0x303B:
    case 0x309D:
    case 0x309E:
    case 0x30FD:
    case 0x30FE:
      return CharClass::iteration;
    case 0x301C:
    case 0x30A0:
      return CharClass::connector;
    case 0x301D:
      return CharClass::opening;
    case 0x301E:
    case 0x301F:
      return CharClass::closing;
    case 0x30FB:
      return CharClass::interpunct;
    default:
      break;
  }
  if (within(c, 0x3008, 0x3011) || within(c, 0x3014, 0x301B)) {
    return (c & 1) == 0 ? CharClass::opening : CharClass::closing;
  }
  if (is_small_kana(c)) {
    return CharClass::small_kana;
  }
  if (within(c, 0x3220, 0x3243) || within(c, 0x3251, 0x325F) || within(c, 0x3280, 0x3289) ||
      within(c, 0x32B1, 0x32BF)) {
    return CharClass::note_label;
  }
  const bool letters = is_wide_text(c) || within(c, 0x3131, 0x318E) || within(c, 0x3400, 0x9FFF);
  return letters ? CharClass::han : CharClass::other_symbol;
}

/// FE10–FE6F: vertical and small forms stand for the marks they are forms of.
CharClass presentation_forms(char32_t c) {
  constexpr CharClass kVertical[] = {CharClass::pause,
                                     CharClass::pause,
                                     CharClass::stop,
                                     CharClass::pause,
                                     CharClass::pause,
                                     CharClass::question,
                                     CharClass::question,
                                     CharClass::opening,
                                     CharClass::closing,
                                     CharClass::ellipsis};
  if (within(c, 0xFE10, 0xFE19)) {
    return kVertical[c - 0xFE10];
  }
  if (within(c, 0xFE35, 0xFE44) || c == 0xFE47 || c == 0xFE48) {
    return (c & 1) != 0 ? CharClass::opening : CharClass::closing;
  }
  if (within(c, 0xFE59, 0xFE5E)) {
    return (c & 1) != 0 ? CharClass::opening : CharClass::closing;
  }
  switch (c) {
    case 0xFE30:
      return CharClass::ellipsis;
    case 0xFE31:
    case 0xFE32:
      return CharClass::connector;
    case 0xFE69:
      return CharClass::prefix;
    case 0xFE50:
    case 0xFE51:
    case 0xFE54:
    case 0xFE55:
      return CharClass::pause;
    case 0xFE52:
      return CharClass::stop;
    case 0xFE56:
    case 0xFE57:
      return CharClass::question;
    case 0xFE58:
      return CharClass::connector;
    case 0xFE6A:
      return CharClass::suffix;
    default:
      return CharClass::other_symbol;
  }
}

CharClass fullwidth_forms(char32_t c) {
  switch (c) {
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF64:
      return CharClass::pause;
    case 0xFF0E:
    case 0xFF61:
      return CharClass::stop;
    case 0xFF01:
    case 0xFF1F:
      return CharClass::question;
    case 0xFF08:
    case 0xFF3B:
    case 0xFF5B:
    case 0xFF5F:
    case 0xFF62:
      return CharClass::opening;
    case 0xFF09:
    case 0xFF3D:
    case 0xFF5D:
    case 0xFF60:
    case 0xFF63:
      return CharClass::closing;
    case 0xFF5E:
      return CharClass::connector;
    case 0xFF0F:
      return CharClass::solidus;
    case 0xFF65:
      return CharClass::interpunct;
    case 0xFF05:
    case 0xFFE0:
      return CharClass::suffix;
    case 0xFF04:
    case 0xFFE1:
    case 0xFFE5:
      return CharClass::prefix;
    case 0xFFFC:
      return CharClass::object;
    case 0xFEFF:
      return CharClass::word_joiner;
    default:
      break;
  }
  const bool text = within(c, 0xFF10, 0xFF19) || within(c, 0xFF21, 0xFF3A) ||
                    within(c, 0xFF41, 0xFF5A) || within(c, 0xFF66, 0xFFDC);
  return is_small_kana(c) ? CharClass::small_kana : text ? CharClass::han : CharClass::other_symbol;
}

CharClass rest(char32_t c) {
  if (within(c, 0xE000, 0xF8FF) || within(c, 0xF0000, 0x10FFFD)) {
    return CharClass::han;  // private use in a Chinese manuscript: a Han its encoding lacked (F6)
  }
  if (is_wide_text(c) || within(c, 0xA000, 0xA4CF) || within(c, 0xA960, 0xA97F) ||
      within(c, 0xAC00, 0xD7FF) || within(c, 0x16FE0, 0x1B2FF)) {
    return CharClass::han;
  }
  if (c == 0x10AF6) {
    return CharClass::ellipsis;
  }
  return u_isalnum(static_cast<UChar32>(c)) != 0 ? CharClass::latin : CharClass::other_symbol;
}

}  // namespace

CharClass class_of(char32_t c) {
  if (within(c, 0x4E00, 0x9FFF)) {
    return CharClass::han;
  }
  if (c < 0x80) {
    return below_0x80(c);
  }
  if (c < 0x2000) {
    return below_0x2000(c);
  }
  if (c < 0x2070) {
    return general_punctuation(c);
  }
  if (c < 0x3000) {
    return symbols_below_0x3000(c);
  }
  if (c < 0xA000) {
    return cjk_symbols(c);
  }
  if (within(c, 0xFE10, 0xFE6F)) {
    return presentation_forms(c);
  }
  return within(c, 0xFEFF, 0xFFFF) ? fullwidth_forms(c) : rest(c);
}

bool extends_cluster(char32_t c) {
  if (c < 0x300 || within(c, 0x3400, 0x9FFF) || within(c, 0xFF00, 0xFFFF)) {
    return false;
  }
  if (within(c, 0x2000, 0x206F)) {
    // ZWNJ, ZWJ and direction marks; the break controls are clusters of their own.
    return within(c, 0x200C, 0x200F) || within(c, 0x202A, 0x202E) || within(c, 0x2066, 0x206F);
  }
  if (within(c, 0x3001, 0x3029)) {
    return false;
  }
  const bool joins = within(c, 0x1F3FB, 0x1F3FF) || within(c, 0xE0000, 0xE0FFF) ||
                     within(c, 0x1160, 0x11FF);  // skin tones, tags and selectors, Hangul vowels
  return joins || (U_MASK(u_charType(static_cast<UChar32>(c))) & U_GC_M_MASK) != 0;
}

}  // namespace banxin
