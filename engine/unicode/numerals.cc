#include <array>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {
    "零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::uint64_t magnitude(std::int64_t number) {
  return number < 0 ? ~static_cast<std::uint64_t>(number) + 1 : static_cast<std::uint64_t>(number);
}

/// 0 < group < 10 000: 一千零五, 二十七.
std::string group_text(std::uint64_t group) {
  constexpr std::array<std::string_view, 4> kUnits = {"千", "百", "十", ""};
  std::string out;
  bool gap = false;
  std::uint64_t unit = 1000;
  for (std::size_t i = 0; i < 4; ++i, unit /= 10) {
    const std::uint64_t digit = group / unit % 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) {
      out += kDigits[0];
      gap = false;
    }
    out += kDigits[digit];
    out += kUnits[i];
  }
  return out;
}

}  // namespace

std::string chinese_digits(std::int64_t number) {
  std::string out = number < 0 ? "负" : "";
  for (const char c : std::to_string(magnitude(number))) {
    out += c == '0' ? std::string_view("〇") : kDigits[static_cast<std::size_t>(c - '0')];
  }
  return out;
}

std::string chinese_number(std::int64_t number) {
  if (number == 0) {
    return std::string(kDigits[0]);
  }
  constexpr std::array<std::string_view, 5> kGroups = {"", "万", "亿", "万亿", "亿亿"};
  std::array<std::uint64_t, 5> groups{};
  std::uint64_t rest = magnitude(number);
  for (std::uint64_t& group : groups) {
    group = rest % 10000;
    rest /= 10000;
  }
  std::string out;
  bool gap = false;
  for (std::size_t i = groups.size(); i-- > 0;) {
    if (groups[i] == 0) {
      gap = !out.empty();
      continue;
    }
    if (!out.empty() && (gap || groups[i] < 1000)) {
      out += kDigits[0];
    }
    gap = false;
    out += group_text(groups[i]);
    out += kGroups[i];
  }
  // 10 to 19 are counted 十, 十一 …, not 一十.
  constexpr std::string_view kOneTen = "一十";
  if (out.compare(0, kOneTen.size(), kOneTen) == 0) {
    out.erase(0, kDigits[1].size());
  }
  return (number < 0 ? "负" : "") + out;
}

}  // namespace banxin
