// W932, N935–W938: numbers, ranges, dates.
#include <array>
#include <optional>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

constexpr std::u32string_view kRangeSigns = U"-–—~～〜－";

/// A whole number of one to `most` Arabic digits at `at`, which is moved past it.
std::optional<int> read_number(const LintText& text, std::size_t& at, std::size_t most) {
  std::size_t end = at;
  int value = 0;
  while (is_arabic(text.at(end)) && end - at < most) {
    value = value * 10 + static_cast<int>(text.text[end] - U'0');
    ++end;
  }
  if (end == at || is_arabic(text.at(end)) || is_arabic(text.before(at))) {
    return std::nullopt;
  }
  at = end;
  return value;
}

std::size_t skip_blanks(const LintText& text, std::size_t at) {
  while (text.at(at) == U' ') {
    ++at;
  }
  return at;
}

bool starts_with(const LintText& text, std::size_t at, std::u32string_view word) {
  return std::u32string_view(text.text).substr(std::min(at, text.size()), word.size()) == word;
}

// ---- two ways of writing digits in one number

// 5月六日, 五月6日, 二〇23年
void check_mixed_dates(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text.text[i] != U'月') {
      continue;
    }
    std::size_t begin = i;
    const bool arabic = is_arabic(text.before(i));
    const auto digit = [&](char32_t c) {
      return arabic ? is_arabic(c) : one_of(c, U"一二三四五六七八九十");
    };
    while (begin > 0 && digit(text.text[begin - 1])) {
      --begin;
    }
    std::size_t end = i + 1;
    const auto other = [&](char32_t c) {
      return arabic ? one_of(c, U"一二三四五六七八九十") : is_arabic(c);
    };
    while (other(text.at(end))) {
      ++end;
    }
    const bool lunar = begin >= 2 && (starts_with(text, begin - 2, U"农历") ||
                                      starts_with(text, begin - 2, U"阴历"));
    if (begin < i && end > i + 1 && one_of(text.at(end), U"日号") && !lunar) {
      out.report("W932", text, begin, end + 1, {excerpt_of(text, begin, end + 1)});
    }
  }
}

void check_mixed_digits(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char32_t a = text.text[i - 1];
    const char32_t c = text.text[i];
    // 二〇23年
    if (is_arabic(c) && chinese_digit(a) >= 0 && chinese_digit(text.before(i - 1)) >= 0) {
      std::size_t end = i;
      while (is_arabic(text.at(end))) {
        ++end;
      }
      if (text.at(end) == U'年' && end - i <= 2) {
        out.report("W932", text, i - 2, end + 1, {excerpt_of(text, i - 2, end + 1)});
      }
    }
    // 3千5百
    if (one_of(c, U"千百") && is_arabic(a) && is_arabic(text.at(i + 1))) {
      std::size_t end = i + 1;
      while (is_arabic(text.at(end))) {
        ++end;
      }
      if (one_of(text.at(end), U"百十")) {
        out.report("W932", text, i - 1, end + 1, {excerpt_of(text, i - 1, end + 1)});
      }
    }
  }
  // 百分之5
  constexpr std::u32string_view kPercent = U"百分之";
  for (std::size_t at = text.text.find(kPercent); at != std::u32string::npos;
       at = text.text.find(kPercent, at + 1)) {
    const std::size_t begin = skip_blanks(text, at + kPercent.size());
    std::size_t end = begin;
    while (is_arabic(text.at(end)) || (text.at(end) == U'.' && is_arabic(text.at(end + 1)))) {
      ++end;
    }
    if (end > begin) {
      out.report("W932",
                 text,
                 at,
                 end,
                 {excerpt_of(text, at, end)},
                 for_review(text.text.substr(begin, end - begin) + U"%"));
    }
  }
}

// ---- ranges

// 5-10% and 10-20万: does the first number have the unit?
void check_ranges(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    if (!one_of(text.text[i], kRangeSigns) || !is_arabic(text.before(i)) ||
        !is_arabic(text.at(i + 1))) {
      continue;
    }
    std::size_t begin = i;
    while (begin > 0 && (is_arabic(text.text[begin - 1]) || text.text[begin - 1] == U'.')) {
      --begin;
    }
    std::size_t end = i + 1;
    while (is_arabic(text.at(end)) || (text.at(end) == U'.' && is_arabic(text.at(end + 1)))) {
      ++end;
    }
    const char32_t unit = text.at(end);
    const bool chain = one_of(text.before(begin), kRangeSigns) || is_letter(text.before(begin)) ||
                       one_of(text.before(begin), U"./(（第");
    if (!chain && one_of(unit, U"%％‰万亿")) {
      out.report_at("N935",
                    text,
                    begin,
                    end + 1,
                    {excerpt_of(text, begin, end + 1),
                     excerpt_of(text, begin, i) + text_of(unit) + excerpt_of(text, i, end + 1)},
                    i,
                    i,
                    for_review(std::u32string(1, unit)));
    }
  }
}

// ---- 约……左右, 超过……以上

struct Doubling {
  std::u32string_view first;
  std::array<std::u32string_view, 3> seconds;
};

constexpr std::array<Doubling, 9> kDoublings = {{
    {U"大约", {U"左右", U"上下", U""}},
    {U"大概", {U"左右", U"上下", U""}},
    {U"约", {U"左右", U"上下", U"余"}},
    {U"近", {U"左右", U"上下", U"余"}},
    {U"将近", {U"左右", U"上下", U"余"}},
    {U"超过", {U"以上", U"余", U""}},
    {U"不足", {U"以下", U"左右", U""}},
    {U"不到", {U"以下", U"左右", U""}},
    {U"逾", {U"以上", U"余", U""}},
}};

/// The end of a number with its unit at `at`, or `at`.
std::size_t quantity_end(const LintText& text, std::size_t at) {
  std::size_t end = skip_blanks(text, at);
  const std::size_t begin = end;
  while (is_arabic(text.at(end)) || one_of(text.at(end), U".一二三四五六七八九十百千两")) {
    ++end;
  }
  return end == begin ? at : end;
}

void check_doubling(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const Doubling& doubling : kDoublings) {
      if (!starts_with(text, i, doubling.first)) {
        continue;
      }
      const std::size_t number = i + doubling.first.size();
      std::size_t end = quantity_end(text, number);
      if (end == number || one_of(text.before(i), U"附最接邻靠临亲大将合节简公条契预相制隐要")) {
        continue;
      }
      for (std::size_t unit = 0; unit <= 4; ++unit, ++end) {
        const char32_t c = text.at(end);
        for (const std::u32string_view second : doubling.seconds) {
          const bool spare = second == U"余" && (unit > 1 || text.at(end + 1) == U'额');
          if (!second.empty() && starts_with(text, end, second) && !spare) {
            out.report(
                "W936", text, i, end + second.size(), {to_utf8(doubling.first), to_utf8(second)});
            unit = 5;
            break;
          }
        }
        if (!is_han(c) && !one_of(c, U"%％℃ ") && !is_letter(c)) {
          break;
        }
      }
    }
  }
}

// ---- dates

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/// 29 for a February of an unknown year (0).
int days_of(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && (year == 0 || is_leap(year)) ? 29 : kDays[month - 1];
}

/// 0 for Sunday (Zeller's congruence in Sakamoto's form).
int weekday_of(int year, int month, int day) {
  constexpr int kShift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  year -= month < 3 ? 1 : 0;
  return (year + year / 4 - year / 100 + year / 400 + kShift[month - 1] + day) % 7;
}

constexpr std::u32string_view kWeekdays = U"日一二三四五六";

// 2023年9月16日（星期六）
void check_weekday(
    const LintText& text, std::size_t begin, std::size_t at, int date_weekday, Findings& out) {
  at = skip_blanks(text, at);
  if (one_of(text.at(at), U"（(，")) {
    at = skip_blanks(text, at + 1);
  }
  constexpr std::u32string_view kNames[] = {U"星期", U"礼拜", U"周"};
  for (const std::u32string_view name : kNames) {
    if (!starts_with(text, at, name)) {
      continue;
    }
    const char32_t day = text.at(at + name.size());
    const std::size_t found = day == U'天' ? 0 : kWeekdays.find(day);
    // 周日 a day, 周年 not; 周一至周五 is a span of days.
    const bool span = one_of(text.at(at + name.size() + 1), U"至到—～");
    if (day != 0 && found != std::u32string_view::npos && !span &&
        static_cast<int>(found) != date_weekday) {
      const char32_t right = kWeekdays[static_cast<std::size_t>(date_weekday)];
      out.report_at("W938",
                    text,
                    begin,
                    at + name.size() + 1,
                    {excerpt_of(text, at, at + name.size() + 1), to_utf8(name) + text_of(right)},
                    at + name.size(),
                    at + name.size() + 1,
                    for_review(std::u32string(1, right)));
    }
    return;
  }
}

void check_date(const LintText& text, std::size_t i, Findings& out) {
  std::size_t at = i;
  const std::optional<int> first = read_number(text, at, 4);
  const std::size_t before = i - (text.before(i) == U' ' ? 1 : 0);
  const bool after_year = text.before(before) == U'年' && before >= 5 &&
                          is_arabic(text.text[before - 2]) && is_arabic(text.text[before - 5]);
  if (!first || after_year) {
    return;  // seen together with its year
  }
  int year = 0;
  at = skip_blanks(text, at);
  std::optional<int> month = first;
  if (text.at(at) == U'年' && *first >= 1000) {
    year = *first;
    at = skip_blanks(text, at + 1);
    month = read_number(text, at, 2);
    at = skip_blanks(text, at);
  }
  if (!month || text.at(at) != U'月') {
    return;
  }
  const std::size_t month_end = at + 1;
  at = skip_blanks(text, month_end);
  const std::optional<int> day = read_number(text, at, 2);
  at = skip_blanks(text, at);
  const bool full = day && one_of(text.at(at), U"日号");
  if ((year > 0 || full) && (*month < 1 || *month > 12)) {
    out.report("W937",
               text,
               i,
               full ? at + 1 : month_end,
               {excerpt_of(text, i, full ? at + 1 : month_end)});
    return;
  }
  if (!full) {
    return;
  }
  if (*day < 1 || *day > days_of(year, *month)) {
    out.report("W937", text, i, at + 1, {excerpt_of(text, i, at + 1)});
  } else if (year > 0) {
    check_weekday(text, i, at + 1, weekday_of(year, *month, *day), out);
  }
}

// 9月16日25时, 上午8:75
void check_hours(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!is_arabic(text.text[i]) || is_arabic(text.before(i))) {
      continue;
    }
    std::size_t at = i;
    const std::optional<int> hour = read_number(text, at, 2);
    constexpr std::u32string_view kParts[] = {U"上午", U"下午", U"晚上", U"中午", U"凌晨", U"早上"};
    bool part = one_of(text.before(i), U"日号") && i >= 2 && is_arabic(text.text[i - 2]);
    for (const std::u32string_view name : kParts) {
      part = part || (i >= 2 && starts_with(text, i - 2, name));
    }
    if (!hour || !part) {
      continue;
    }
    const bool clock = one_of(text.at(at), U":：");
    std::size_t minutes_at = at + 1;
    const std::optional<int> minutes = clock ? read_number(text, minutes_at, 2) : std::nullopt;
    const bool hour_word = text.at(at) == U'时' || text.at(at) == U'点';
    if (((clock && minutes) || hour_word) && (*hour > 24 || minutes.value_or(0) > 59)) {
      const std::size_t end = clock ? minutes_at : at + 1;
      out.report("W937", text, i, end, {excerpt_of(text, i, end)});
    }
  }
}

}  // namespace

void check_numbers(const LintText& text, Findings& out) {
  if (text.role == TextRole::value) {
    return;
  }
  check_mixed_dates(text, out);
  check_mixed_digits(text, out);
  check_ranges(text, out);
  check_doubling(text, out);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_arabic(text.text[i]) && !is_arabic(text.before(i))) {
      check_date(text, i, out);
    }
  }
  check_hours(text, out);
}

}  // namespace banxin
