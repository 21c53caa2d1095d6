// Compatibility forms, simplified and traditional Han, words of the dictionary: for the lint only,
// since manuscript text is set as it was typed (F8).
#include <unicode/translit.h>
#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/unorm2.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

icu::UnicodeString icu_text(std::u32string_view text) {
  icu::UnicodeString out;
  for (const char32_t c : text) {
    out.append(static_cast<UChar32>(c));
  }
  return out;
}

/// Of the 通用规范汉字表 of 2013, though GB 2312 lacks them and ICU has a simpler form.
constexpr std::u32string_view kAlsoSimplified = U"瞭昇甦邨氾迺脩陞勠堃喆珮祇濛谿筦剋麹";

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_charset(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status), &ucnv_close);
  if (U_SUCCESS(status)) {
    ucnv_setFromUCallBack(
        converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFallback(converter.get(), false);
  }
  return converter;
}

bool has(const Converter& charset, char32_t c) {
  if (!charset) {
    return true;  // no table: nothing is known to be foreign
  }
  UErrorCode status = U_ZERO_ERROR;
  char bytes[16];
  const icu::UnicodeString text(static_cast<UChar32>(c));
  ucnv_reset(charset.get());
  const std::int32_t length =
      ucnv_fromUChars(charset.get(), bytes, sizeof bytes, text.getBuffer(), text.length(), &status);
  return U_SUCCESS(status) && length > 0;
}

}  // namespace

std::vector<std::uint32_t> dictionary_words(std::u32string_view text) {
  std::vector<std::uint32_t> ends;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString units = icu_text(text);
  const std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> words(
      ubrk_open(UBRK_WORD, "zh", units.getBuffer(), units.length(), &status), &ubrk_close);
  if (U_FAILURE(status)) {
    return ends;
  }
  for (std::int32_t at = ubrk_first(words.get()); at != UBRK_DONE; at = ubrk_next(words.get())) {
    ends.push_back(static_cast<std::uint32_t>(units.countChar32(0, at)));
  }
  return ends;
}

std::u32string compatibility_form(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  const icu::UnicodeString source(static_cast<UChar32>(c));
  UChar result[32];
  const std::int32_t length = U_FAILURE(status)
                                  ? 0
                                  : unorm2_normalize(nfkc,
                                                     source.getBuffer(),
                                                     source.length(),
                                                     result,
                                                     static_cast<std::int32_t>(std::size(result)),
                                                     &status);
  std::u32string out;
  if (U_SUCCESS(status)) {
    const icu::UnicodeString text(result, length);
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      out += static_cast<char32_t>(text.char32At(i));
    }
  }
  return out.empty() ? std::u32string(1, c) : out;
}

struct HanVariants::Tables {
  struct Direction {
    std::unique_ptr<icu::Transliterator> table;
    Converter charset{nullptr, &ucnv_close};
    // For U+4E00 to U+9FFF; 0 is not asked yet. Others are rare enough to ask each time.
    std::vector<char32_t> known = std::vector<char32_t>(0x5200, 0);
    bool opened = false;

    Direction(const char* id_in, const char* charset_in) : id(id_in), charset_name(charset_in) {}

    const char* id;
    const char* charset_name;

    // The charset first: it is opened at once, the table takes twenty milliseconds.
    char32_t look_up(char32_t c) {
      if (!charset) {
        charset = open_charset(charset_name);
      }
      if (!is_han(c) || has(charset, c) || kAlsoSimplified.find(c) != std::u32string_view::npos) {
        return c;
      }
      if (!opened) {
        opened = true;
        UErrorCode status = U_ZERO_ERROR;
        table.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
      }
      if (!table) {
        return c;
      }
      icu::UnicodeString text(static_cast<UChar32>(c));
      table->transliterate(text);
      const auto changed = static_cast<char32_t>(text.char32At(0));
      return text.countChar32() == 1 && has(charset, changed) ? changed : c;
    }

    char32_t of(char32_t c) {
      if (c < 0x4E00 || c > 0x9FFF) {
        return look_up(c);
      }
      char32_t& answer = known[c - 0x4E00];
      answer = answer == 0 ? look_up(c) : answer;
      return answer;
    }
  };

  Direction simplified{"Hant-Hans", "gb2312"};
  Direction traditional{"Hans-Hant", "big5"};
};

HanVariants::HanVariants() : tables_(std::make_unique<Tables>()) {}

HanVariants::~HanVariants() = default;

char32_t HanVariants::simplified(char32_t c) {
  return tables_->simplified.of(c);
}

char32_t HanVariants::traditional(char32_t c) {
  return tables_->traditional.of(c);
}

}  // namespace banxin
