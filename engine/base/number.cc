#include "engine/base/number.h"

#include <charconv>
#include <cmath>

#include "engine/base/contract.h"

namespace banxin {

void append_number(std::string& out, std::int64_t value) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, end);
}

void append_number(std::string& out, double value, int decimals) {
  BANXIN_REQUIRE(std::isfinite(value) && std::abs(value) < 9e9 && decimals >= 0 && decimals <= 9);
  std::int64_t unit = 1;
  for (int i = 0; i < decimals; ++i) {
    unit *= 10;
  }
  const std::int64_t whole = std::llround(value * static_cast<double>(unit));
  const std::int64_t size = whole < 0 ? -whole : whole;
  if (whole < 0) {
    out += '-';
  }
  append_number(out, size / unit);
  std::int64_t rest = size % unit;
  if (rest == 0) {
    return;
  }
  out += '.';
  for (unit /= 10; rest != 0; unit /= 10) {
    out += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
}

std::string number_text(double value, int decimals) {
  std::string out;
  append_number(out, value, decimals);
  return out;
}

}  // namespace banxin
