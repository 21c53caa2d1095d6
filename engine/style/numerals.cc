#include "engine/style/numerals.h"

#include <algorithm>
#include <array>

#include "engine/base/number.h"

namespace banxin::style {
namespace {

constexpr std::array<std::string_view, 10> kDigits{
    "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::string decimal(std::int64_t value) {
  std::string out;
  append_number(out, value);
  return out;
}

/// 1 to 9999 without leading zero marks; `inner`: part of a larger number, so 十 is 一十.
std::string below_myriad(std::int64_t value, bool inner) {
  constexpr std::array<std::string_view, 4> kUnits{"千", "百", "十", ""};
  std::string out;
  bool gap = false;
  std::int64_t unit = 1000;
  for (const std::string_view name : kUnits) {
    const auto digit = static_cast<std::size_t>(value / unit % 10);
    if (digit == 0) {
      gap = !out.empty();
    } else {
      out += gap ? "零" : "";
      gap = false;
      const bool plain_ten = unit == 10 && digit == 1 && out.empty() && !inner;
      out += plain_ten ? std::string_view() : kDigits[digit];
      out += name;
    }
    unit /= 10;
  }
  return out;
}

std::string utf8(char32_t c) {
  std::string out;
  out += static_cast<char>(0xe0 | (c >> 12));
  out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
  out += static_cast<char>(0x80 | (c & 0x3f));
  return out;
}

std::string letter(std::int64_t value, char first) {
  return value >= 1 && value <= 26 ? std::string(1, static_cast<char>(first + value - 1))
                                   : decimal(value);
}

std::string padded(std::int64_t value, std::size_t digits) {
  std::string out = decimal(value);
  return out.size() < digits ? std::string(digits - out.size(), '0') + out : out;
}

}  // namespace

std::string chinese_number(std::int64_t value) {
  if (value == 0) {
    return std::string(kDigits[0]);
  }
  if (value < 0 || value >= 100000000) {
    return decimal(value);
  }
  std::string out;
  const std::int64_t rest = value % 10000;
  if (value >= 10000) {
    out = below_myriad(value / 10000, false) + "万";
    if (rest > 0 && rest < 1000) {
      out += "零";
    }
  }
  return rest > 0 ? out + below_myriad(rest, value >= 10000) : out;
}

std::string chinese_digits(std::int64_t value) {
  std::string out;
  for (const char c : decimal(value)) {
    out +=
        c >= '0' && c <= '9' ? kDigits[static_cast<std::size_t>(c - '0')] : std::string_view("－");
  }
  return out;
}

std::string circled_number(std::int64_t value) {
  if (value >= 1 && value <= 20) {
    return utf8(static_cast<char32_t>(0x2460 + value - 1));
  }
  if (value >= 21 && value <= 35) {
    return utf8(static_cast<char32_t>(0x3251 + value - 21));
  }
  if (value >= 36 && value <= 50) {
    return utf8(static_cast<char32_t>(0x32b1 + value - 36));
  }
  return "（" + decimal(value) + "）";
}

std::string roman_number(std::int64_t value, bool upper_case) {
  struct Step {
    std::int64_t value;
    std::string_view lower, upper;
  };

  static constexpr Step kSteps[] = {{1000, "m", "M"},
                                    {900, "cm", "CM"},
                                    {500, "d", "D"},
                                    {400, "cd", "CD"},
                                    {100, "c", "C"},
                                    {90, "xc", "XC"},
                                    {50, "l", "L"},
                                    {40, "xl", "XL"},
                                    {10, "x", "X"},
                                    {9, "ix", "IX"},
                                    {5, "v", "V"},
                                    {4, "iv", "IV"},
                                    {1, "i", "I"}};
  if (value < 1 || value > 3999) {
    return decimal(value);
  }
  std::string out;
  for (const Step& step : kSteps) {
    for (; value >= step.value; value -= step.value) {
      out += upper_case ? step.upper : step.lower;
    }
  }
  return out;
}

bool known_number_format(std::string_view format) {
  return format.empty() || format == "chinese" || format == "digits" || format == "circled" ||
         format == "roman" || format == "ROMAN" || format == "a" || format == "A" ||
         (format.size() <= 9 && format.find_first_not_of('0') == format.npos);
}

std::string format_number(std::int64_t value, std::string_view format) {
  if (format == "chinese") {
    return chinese_number(value);
  }
  if (format == "digits") {
    return chinese_digits(value);
  }
  if (format == "circled") {
    return circled_number(value);
  }
  if (format == "roman" || format == "ROMAN") {
    return roman_number(value, format == "ROMAN");
  }
  if (format == "a" || format == "A") {
    return letter(value, format[0]);
  }
  const bool zeros = format.size() <= 9 && format.find_first_not_of('0') == format.npos;
  return padded(value, zeros ? format.size() : 0);
}

std::string format_date(const Date& date, std::string_view pattern) {
  if (!date.known()) {
    return {};
  }
  if (pattern == "chinese") {
    return chinese_digits(date.year) + "年" + chinese_number(date.month) + "月" +
           chinese_number(date.day) + "日";
  }
  if (pattern.empty()) {
    pattern = "YYYY-MM-DD";
  }
  std::string out;
  while (!pattern.empty()) {
    struct Token {
      std::string_view name;
      int value;
      std::size_t digits;
    };

    const Token tokens[] = {{"YYYY", date.year, 4},
                            {"MM", date.month, 2},
                            {"M", date.month, 1},
                            {"DD", date.day, 2},
                            {"D", date.day, 1}};
    bool found = false;
    for (const Token& token : tokens) {
      if (pattern.substr(0, token.name.size()) == token.name) {
        out += padded(token.value, token.digits);
        pattern.remove_prefix(token.name.size());
        found = true;
        break;
      }
    }
    if (!found) {
      out += pattern.front();
      pattern.remove_prefix(1);
    }
  }
  return out;
}

std::string note_label(int number, NoteFormat format) {
  switch (format) {
    case NoteFormat::circled:
      return circled_number(number);
    case NoteFormat::decimal:
      return std::to_string(number);
    case NoteFormat::bracketed:
      return "[" + std::to_string(number) + "]";
  }
  return {};
}

std::string list_label(std::int64_t value, std::string_view pattern) {
  const std::size_t open = pattern.find('{');
  const std::size_t close = open == pattern.npos ? open : pattern.find('}', open);
  if (close == pattern.npos) {
    return std::string(pattern);
  }

  struct Form {
    std::string_view name, format;
  };

  static constexpr Form kForms[] = {
      {"①", "circled"}, {"一", "chinese"}, {"a", "a"}, {"A", "A"}, {"i", "roman"}, {"I", "ROMAN"}};
  std::string_view format;
  for (const Form& form : kForms) {
    if (pattern.substr(open + 1, close - open - 1) == form.name) {
      format = form.format;
    }
  }
  return std::string(pattern.substr(0, open)) + format_number(value, format) +
         std::string(pattern.substr(close + 1));
}

ListNumbering list_numbering(std::string_view pattern) {
  const std::size_t open = pattern.find('{');
  const std::size_t close = open == pattern.npos ? open : pattern.find('}', open);
  if (close != pattern.npos) {
    const std::string_view form = pattern.substr(open + 1, close - open - 1);
    return form == "a"   ? ListNumbering::lower_alpha
           : form == "A" ? ListNumbering::upper_alpha
           : form == "i" ? ListNumbering::lower_roman
           : form == "I" ? ListNumbering::upper_roman
                         : ListNumbering::decimal;
  }
  const auto any = [&](std::initializer_list<std::string_view> marks) {
    return std::find(marks.begin(), marks.end(), pattern) != marks.end();
  };
  return any({"○", "◦", "◯"})        ? ListNumbering::circle
         : any({"■", "▪", "□", "◆"}) ? ListNumbering::square
                                     : ListNumbering::disc;
}

}  // namespace banxin::style
