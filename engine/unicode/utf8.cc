#include <unicode/unorm2.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Length and value of the well-formed sequence at `at`; length 0 if there is none.
struct Sequence {
  std::size_t length = 0;
  char32_t value = 0;
};

Sequence sequence_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) {
    return {1, lead};
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) {
    return {};
  }
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = byte(at + i);
    if ((next & 0xC0u) != 0x80u) {
      return {};
    }
    value = value << 6 | (next & 0x3Fu);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return overlong || surrogate || value > 0x10FFFF ? Sequence{} : Sequence{length, value};
}

}  // namespace

char32_t decode_utf8(std::string_view text, std::size_t& at) {
  // U+4000 to U+CFFF, most of a Chinese text: three bytes, none of them with exceptions.
  if (at + 3 <= text.size()) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned lead = byte(0), second = byte(1), third = byte(2);
    if (lead >= 0xE4 && lead <= 0xEC && (second & 0xC0u) == 0x80u && (third & 0xC0u) == 0x80u) {
      at += 3;
      return (lead & 0xFu) << 12 | (second & 0x3Fu) << 6 | (third & 0x3Fu);
    }
  }
  const Sequence sequence = sequence_at(text, at);
  at += sequence.length == 0 ? 1 : sequence.length;
  return sequence.length == 0 ? kReplacement : sequence.value;
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    c = kReplacement;
  }
  const auto push = [&](char32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0 | c >> 6);
    push(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    push(0xE0 | c >> 12);
    push(0x80 | (c >> 6 & 0x3F));
    push(0x80 | (c & 0x3F));
  } else {
    push(0xF0 | c >> 18);
    push(0x80 | (c >> 12 & 0x3F));
    push(0x80 | (c >> 6 & 0x3F));
    push(0x80 | (c & 0x3F));
  }
}

std::u32string to_u32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    out += decode_utf8(text, at);
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) {
    append_utf8(out, c);
  }
  return out;
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_at(text, at).length;
    if (length == 0) {
      return at;
    }
    at += length;
  }
  return std::string_view::npos;
}

std::string nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* normalizer = unorm2_getNFCInstance(&status);
  std::u16string source;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c > 0xFFFF) {
      source += static_cast<char16_t>(0xD7C0 + (c >> 10));
      source += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      source += static_cast<char16_t>(c);
    }
  }
  // Composition never makes UTF-16 text more than three times as long (Unicode, table 11).
  std::u16string target(source.size() * 3 + 1, u'\0');
  const std::int32_t length = unorm2_normalize(normalizer,
                                               source.data(),
                                               static_cast<std::int32_t>(source.size()),
                                               target.data(),
                                               static_cast<std::int32_t>(target.size()),
                                               &status);
  if (U_FAILURE(status)) {
    return std::string(text);
  }
  std::string out;
  for (std::size_t i = 0; i < static_cast<std::size_t>(length); ++i) {
    char32_t c = target[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < static_cast<std::size_t>(length)) {
      c = ((c - 0xD7C0) << 10) + (target[++i] & 0x3FFu);
    }
    append_utf8(out, c);
  }
  return out;
}

std::string code_point_text(char32_t c) {
  std::string digits;
  for (char32_t rest = c; rest != 0 || digits.size() < 4; rest >>= 4) {
    digits.insert(digits.begin(), "0123456789ABCDEF"[rest & 15]);
  }
  return "U+" + digits;
}

}  // namespace banxin
