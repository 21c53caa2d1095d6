// The one number printer: no locale, fixed decimals, no trailing zeros, never "-0".
#pragma once

#include <cstdint>
#include <string>

namespace banxin {

/// Appends `value` rounded to at most `decimals` (0 to 9) places, half away from zero.
/// Non-finite values are a broken contract.
void append_number(std::string& out, double value, int decimals);
void append_number(std::string& out, std::int64_t value);
/// value as a string with at most `decimals` places.
std::string number_text(double value, int decimals);

}  // namespace banxin
