// Colours as the press sees them. Components are whole thousandths, so they compare and hash.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace banxin {

struct Color {
  enum class Space : std::uint8_t { gray, rgb, cmyk } space = Space::cmyk;
  /// gray: [0] 0 black … 1000 white; rgb: [0..2]; cmyk: ink amounts [0..3].
  std::array<std::uint16_t, 4> parts{0, 0, 0, 1000};
  std::string spot;  // ink name (专色); parts then hold its CMYK alternate at full tint
  std::uint16_t tint = 1000;  // how much of the spot ink, in thousandths
  friend bool operator==(const Color&, const Color&) = default;
};

/// Text black: 0 0 0 1 k (R21).
inline Color text_black() {
  return {};
}

}  // namespace banxin
