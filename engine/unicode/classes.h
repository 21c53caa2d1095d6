// The class of a code point by itself (CH2); what its neighbours change is in context.cc.
#pragma once

#include "engine/unicode/unicode.h"

namespace banxin {

CharClass class_of(char32_t c);

/// Combining marks, variation selectors, joiners and format characters: part of the cluster before
/// them (U10).
bool extends_cluster(char32_t c);

constexpr bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

constexpr bool is_ascii_letter(char32_t c) {
  return (c | 0x20) >= U'a' && (c | 0x20) <= U'z';
}

constexpr bool is_fullwidth_digit(char32_t c) {
  return c >= 0xFF10 && c <= 0xFF19;
}

/// ㍱–㏟ ㎏ ㎡: units drawn in one em.
constexpr bool is_square_unit(char32_t c) {
  return c >= 0x3371 && c <= 0x33DF;
}

}  // namespace banxin
