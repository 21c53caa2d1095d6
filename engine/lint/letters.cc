// W926–W928, W930, N931: letters and digits that are not what they seem.
#include <algorithm>
#include <array>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

// ---- stray letters

// Variables, axes and "e 时代", "b 站": letters that stand alone of purpose.
constexpr std::u32string_view kLetterOfPurpose = U"bcefgikmnpqrstvxyz";

void check_single_letter(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    const bool between = is_han(text.before(i)) && is_han(text.at(i + 1));
    if (is_lower(c) && between && !one_of(c, kLetterOfPurpose) &&
        !one_of(text.before(i), U"第图表选项点线弦角边面") &&
        !one_of(text.at(i + 1), U"轴值点线次个元倍维级类型项步端面盘角键股座选图组段区栏款")) {
      out.report("W926", text, i, i + 1, {text_of(c)}, for_review(U""));
    }
  }
}

// Syllables of frequent words that are no English words.
constexpr std::u32string_view kSyllables[] = {
    U"shi",   U"de",    U"le",   U"zai",   U"zhe",    U"zhong", U"guo",  U"dui",   U"bu",
    U"wo",    U"ni",    U"yi",   U"jiu",   U"shang",  U"xia",   U"zuo",  U"xie",   U"hui",
    U"neng",  U"yao",   U"yong", U"dao",   U"shuo",   U"ren",   U"dou",  U"hen",   U"mei",
    U"qu",    U"lai",   U"xue",  U"sheng", U"jian",   U"xing",  U"fang", U"cheng", U"wei",
    U"women", U"zhege", U"yige", U"keyi",  U"meiyou", U"tamen", U"nimen"};

void check_pinyin(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_letter(text.text[i])) {
      continue;
    }
    std::size_t end = i;
    while (is_letter(text.at(end))) {
      ++end;
    }
    const std::u32string_view word = std::u32string_view(text.text).substr(i, end - i);
    const bool syllable =
        std::find(std::begin(kSyllables), std::end(kSyllables), word) != std::end(kSyllables);
    const char32_t before = text.before(i);
    const bool attached = is_han(text.at(end)) && (is_han(before) || one_of(before, kClauseMarks));
    if (syllable && attached) {
      out.report("W927", text, i, end, {to_utf8(word)});
    }
    i = end - 1;
  }
}

// ---- look-alikes

constexpr std::u32string_view kCyrillic = U"АВЕЅІЈКМНОРСТХаеорсухіјѕԁһ";
constexpr std::u32string_view kCyrillicLatin = U"ABESIJKMHOPCTXaeopcyxijsdh";
constexpr std::u32string_view kGreek = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
constexpr std::u32string_view kGreekLatin = U"ABEZHIKMNOPTYXo";

char32_t latin_of(char32_t c) {
  std::size_t at = kCyrillic.find(c);
  if (at != std::u32string_view::npos) {
    return kCyrillicLatin[at];
  }
  at = kGreek.find(c);
  return at != std::u32string_view::npos ? kGreekLatin[at] : 0;
}

bool is_cyrillic(char32_t c) {
  return c >= 0x400 && c <= 0x52F;
}

bool is_greek(char32_t c) {
  return c >= 0x370 && c <= 0x3FF;
}

void check_look_alikes(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const auto letter = [](char32_t c) { return is_letter(c) || is_cyrillic(c) || is_greek(c); };
    std::size_t end = i;
    std::size_t latin = 0;
    std::size_t alike = 0;
    std::u32string fixed;
    for (; letter(text.at(end)); ++end) {
      const char32_t c = text.text[end];
      const char32_t twin = latin_of(c);
      latin += is_letter(c) ? 1 : 0;
      alike += twin != 0 ? 1 : 0;
      fixed += twin != 0 ? twin : c;
    }
    // Ω in kΩ and α in TNFα are no look-alikes; one more letter of their script makes a word of it.
    if (alike > 0 && latin > 0 && latin + alike == end - i) {
      out.report("W928", text, i, end, {excerpt_of(text, i, end), to_utf8(fixed)}, safe(fixed));
    }
    i = std::max(i + 1, end) - 1;
  }
}

// ---- O, 〇, 零; l, 1

void check_zero_in_chinese(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const bool between = chinese_digit(text.before(i)) > 0 || text.before(i) == U'〇';
    if (!between || !one_of(text.text[i], U"OoО○◯0Ｏ０")) {
      continue;
    }
    std::size_t end = i;
    while (one_of(text.at(end), U"OoО○◯0Ｏ０")) {
      ++end;
    }
    if (chinese_digit(text.at(end)) >= 0 || text.at(end) == U'年') {
      out.report("W930",
                 text,
                 i,
                 end,
                 {excerpt_of(text, i, end), "〇"},
                 safe(std::u32string(end - i, U'〇')));
      i = end;
    }
  }
}

// 2O23年, l0月
void check_letters_in_numbers(const LintText& text, Findings& out) {
  const auto part = [](char32_t c) { return is_arabic(c) || one_of(c, U"OolI"); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    if (!part(text.text[i]) || is_letter(text.before(i)) || text.before(i) == U'.') {
      continue;
    }
    std::size_t end = i;
    std::size_t digits = 0;
    std::u32string fixed;
    for (; part(text.at(end)); ++end) {
      const char32_t c = text.text[end];
      digits += is_arabic(c) ? 1 : 0;
      fixed += one_of(c, U"Oo") ? U'0' : one_of(c, U"lI") ? U'1' : c;
    }
    if (digits > 0 && digits < end - i && one_of(text.at(end), U"年月日％%") &&
        (end - i <= 2 || digits >= 2)) {
      out.report("W930", text, i, end, {excerpt_of(text, i, end), to_utf8(fixed)}, safe(fixed));
    }
    i = std::max(i + 1, end) - 1;
  }
}

// 二零二三年: a number that names is written with 〇, one that counts with 零 (GB/T 15835).
void check_year_zero(const LintText& text, Findings& out) {
  for (std::size_t i = 4; i < text.size(); ++i) {
    if (text.text[i] != U'年') {
      continue;
    }
    bool zero = false;
    bool year = i < 5 || (chinese_digit(text.text[i - 5]) < 0 && text.text[i - 5] != U'零');
    std::u32string fixed;
    for (std::size_t k = i - 4; k < i; ++k) {
      const char32_t c = text.text[k];
      zero = zero || c == U'零';
      year = year && (c == U'零' || chinese_digit(c) >= 0);
      fixed += c == U'零' ? U'〇' : c;
    }
    if (year && zero && one_of(text.text[i - 4], U"一二")) {
      out.report_at("N931", text, i - 4, i + 1, {to_utf8(fixed)}, i - 4, i, for_review(fixed));
    }
  }
}

}  // namespace

void check_letters(const LintText& text, Findings& out) {
  if (text.chinese && text.role != TextRole::value && text.role != TextRole::name) {
    check_single_letter(text, out);
    check_pinyin(text, out);
  }
  check_look_alikes(text, out);
  check_zero_in_chinese(text, out);
  check_letters_in_numbers(text, out);
  check_year_zero(text, out);
}

}  // namespace banxin
