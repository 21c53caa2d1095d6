// Lengths and font units: the two numbers a page is made of.
#pragma once

#include <compare>
#include <cstdint>

namespace banxin {

/// A length on the page as a whole count of EMU: 1 pt = 12 700, 1 mm = 36 000, 1 in = 914 400.
/// Sums are exact and associative, so equality needs no tolerance and leftover space can be dealt
/// out to the last unit.
class Length {
 public:
  constexpr Length() = default;

  static constexpr Length emu(std::int64_t count) {
    Length length;
    length.emu_ = count;
    return length;
  }

  /// The nearest whole EMU to `value` points or millimetres.
  static constexpr Length pt(double value) { return rounded(value * 12700.0); }

  static constexpr Length mm(double value) { return rounded(value * 36000.0); }

  constexpr std::int64_t emu() const { return emu_; }

  constexpr double pt() const { return static_cast<double>(emu_) / 12700.0; }

  constexpr double mm() const { return static_cast<double>(emu_) / 36000.0; }

  friend constexpr auto operator<=>(const Length&, const Length&) = default;

  constexpr Length& operator+=(Length other) {
    emu_ += other.emu_;
    return *this;
  }

  constexpr Length& operator-=(Length other) {
    emu_ -= other.emu_;
    return *this;
  }

  friend constexpr Length operator+(Length a, Length b) { return emu(a.emu_ + b.emu_); }

  friend constexpr Length operator-(Length a, Length b) { return emu(a.emu_ - b.emu_); }

  friend constexpr Length operator-(Length a) { return emu(-a.emu_); }

  friend constexpr Length operator*(Length a, std::int64_t n) { return emu(a.emu_ * n); }

  friend constexpr Length operator*(std::int64_t n, Length a) { return emu(a.emu_ * n); }

  friend constexpr Length operator/(Length a, std::int64_t n) { return emu(a.emu_ / n); }

  /// This length times num/den, rounded half away from zero. den > 0.
  constexpr Length scaled(std::int64_t num, std::int64_t den) const {
    const std::int64_t product = emu_ * num;
    return emu((product >= 0 ? product + den / 2 : product - den / 2) / den);
  }

  /// This length times a factor, rounded to the nearest EMU. Use for styles, never inside a line.
  constexpr Length times(double factor) const {
    return rounded(static_cast<double>(emu_) * factor);
  }

 private:
  static constexpr Length rounded(double value) {
    return emu(static_cast<std::int64_t>(value + (value < 0 ? -0.5 : 0.5)));
  }

  std::int64_t emu_ = 0;
};

consteval Length operator""_pt(long double value) {
  return Length::pt(static_cast<double>(value));
}

consteval Length operator""_mm(long double value) {
  return Length::mm(static_cast<double>(value));
}

consteval Length operator""_pt(unsigned long long value) {
  return Length::pt(static_cast<double>(value));
}

consteval Length operator""_mm(unsigned long long value) {
  return Length::mm(static_cast<double>(value));
}

static_assert(25.4_mm == 72_pt && (10.5_pt).emu() == 133350);

constexpr Length min(Length a, Length b) {
  return a < b ? a : b;
}

constexpr Length max(Length a, Length b) {
  return a < b ? b : a;
}

/// A glyph measure in the font's own grid; becomes a Length only with a size and units-per-em.
using FontUnits = std::int32_t;

constexpr Length at_size(FontUnits units, int units_per_em, Length size) {
  return size.scaled(units, units_per_em);
}

/// Deals `slack` out to `count` places so that the parts differ by at most one EMU and sum exactly
/// to it: calls give(index, part) for each place. count > 0.
template <class Give>
constexpr void deal_out(Length slack, std::int64_t count, Give give) {
  const std::int64_t each = slack.emu() / count;
  const std::int64_t rest = slack.emu() % count;
  const std::int64_t step = rest < 0 ? -1 : 1;
  for (std::int64_t i = 0; i < count; ++i) {
    give(i, Length::emu(each + (i < rest * step ? step : 0)));
  }
}

}  // namespace banxin
