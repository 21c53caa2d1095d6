// QR codes as module matrices; drawn as vectors with a quiet zone of four modules (R43).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace banxin {

struct QrCode {
  int size = 0;                      // modules on a side, without quiet zone
  std::vector<std::uint8_t> modules; // row by row, 1 = dark
  bool dark(int row, int column) const {
    return modules[static_cast<std::size_t>(row * size + column)] != 0;
  }
};
inline constexpr int kQuietZone = 4;  // modules, ISO/IEC 18004 6.3.8

enum class QrLevel : std::uint8_t { low, medium, quartile, high };

/// The smallest code that holds `data` at error correction `level`. Fails: E610 too long or empty.
Result<QrCode> encode_qr(std::string_view data, QrLevel level, Span span);

/// '#' and '.' rows, for golden tests.
std::string to_text(const QrCode& code);

}  // namespace banxin
