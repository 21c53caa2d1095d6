// Dates as editors write them, and the nearest known key to a mistyped one.
#include <algorithm>
#include <limits>

#include "engine/issue/toml_reader.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool exists(const Date& date) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.year < 1000 || date.year > 9999 || date.month < 1 || date.month > 12) {
    return false;
  }
  const int days = kDays[date.month - 1] + (date.month == 2 && is_leap(date.year) ? 1 : 0);
  return date.day >= 1 && date.day <= days;
}

// Full-width digits and marks to ASCII, blanks away.
std::u32string folded(std::string_view text) {
  std::u32string out;
  for (const char32_t c : to_u32(text)) {
    if (c == U' ' || c == U'\u3000') {
      continue;
    }
    out += c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
  }
  return out;
}

// Edit distance, or `limit` if it is at least that.
std::size_t distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap >= limit) {
    return limit;
  }
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return std::min(row[b.size()], limit);
}

std::u32string key_form(std::string_view key) {
  std::u32string form;
  for (const char32_t c : to_u32(key.substr(0, 64))) {
    form += c >= U'A' && c <= U'Z' ? c + 32 : (c == U'_' ? U'-' : c);
  }
  return form;
}

}  // namespace

std::optional<Date> date_of_text(std::string_view text) {
  if (text.size() > 64) {
    return std::nullopt;
  }
  const std::u32string folded_text = folded(text);
  int parts[3] = {0, 0, 0};
  std::size_t part = 0;
  std::size_t digits = 0;
  char32_t separator = 0;
  for (std::size_t i = 0; i < folded_text.size(); ++i) {
    const char32_t c = folded_text[i];
    if (c >= U'0' && c <= U'9') {
      if (part > 2 || ++digits > 4) {
        return std::nullopt;
      }
      parts[part] = parts[part] * 10 + static_cast<int>(c - U'0');
      continue;
    }
    const bool written = c == (part == 0   ? U'年'
                               : part == 1 ? U'月'
                                           : U'日') ||
                         (part == 2 && c == U'号');
    const bool marked =
        (c == U'-' || c == U'/' || c == U'.') && part < 2 && (part == 0 || separator == c);
    if (digits == 0 || part > 2 || (!written && !marked) || (written && marked)) {
      return std::nullopt;
    }
    if (part == 0) {
      separator = c;
    }
    ++part;
    digits = 0;
  }
  const bool whole = (part == 2 && digits > 0 && separator != U'年') || (part == 3 && digits == 0);
  const Date date{parts[0], parts[1], parts[2]};
  return whole && exists(date) ? std::optional<Date>(date) : std::nullopt;
}

std::optional<Date> date_of_value(const TomlValue& value) {
  if (value.kind == TomlKind::date) {
    return exists(value.date) ? std::optional<Date>(value.date) : std::nullopt;
  }
  return value.kind == TomlKind::string ? date_of_text(value.text) : std::nullopt;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::u32string form = key_form(word);
  // Half the word wrong is another word; of short words at most one letter.
  std::size_t best = std::max<std::size_t>(2, form.size() / 2 + 1);
  std::string_view found;
  std::size_t found_gap = 0;
  for (const std::string_view candidate : candidates) {
    const std::u32string other = key_form(candidate);
    const std::size_t d = distance(form, other, best + 1);
    // Of equally close words the one of the same length: 付标题 is 副标题 rather than 标题.
    const std::size_t gap =
        form.size() > other.size() ? form.size() - other.size() : other.size() - form.size();
    if (d < best || (d == best && !found.empty() && gap < found_gap)) {
      best = d;
      found = candidate;
      found_gap = gap;
    }
  }
  return found;
}

}  // namespace banxin
