#include "engine/preflight/sha256.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace banxin::prepress {
namespace {

/// The first 32 bits of the fraction of a root of the n-th prime, as the standard defines its
/// constants. Long double holds the bits needed.
std::uint32_t fraction(long double root) {
  return static_cast<std::uint32_t>((root - std::floor(root)) * 4294967296.0L);
}

struct Constants {
  std::array<std::uint32_t, 64> k{};
  std::array<std::uint32_t, 8> start{};

  Constants() {
    std::size_t found = 0;
    for (int n = 2; found < k.size(); ++n) {
      bool prime = true;
      for (int d = 2; d * d <= n; ++d) {
        prime = prime && n % d != 0;
      }
      if (prime) {
        if (found < start.size()) {
          start[found] = fraction(std::sqrt(static_cast<long double>(n)));
        }
        k[found++] = fraction(std::cbrt(static_cast<long double>(n)));
      }
    }
  }
};

void add_block(std::array<std::uint32_t, 8>& hash, const unsigned char* block, const Constants& c) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 16; ++i) {
    for (std::size_t k = 0; k < 4; ++k) {
      w[i] = w[i] << 8 | block[4 * i + k];
    }
  }
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + w[i - 7] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) +
           (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
  }
  std::array<std::uint32_t, 8> s = hash;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t mix = (std::rotr(s[4], 6) ^ std::rotr(s[4], 11) ^ std::rotr(s[4], 25)) +
                              ((s[4] & s[5]) ^ (~s[4] & s[6])) + s[7] + c.k[i] + w[i];
    const std::uint32_t most = (std::rotr(s[0], 2) ^ std::rotr(s[0], 13) ^ std::rotr(s[0], 22)) +
                               ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    s = {mix + most, s[0], s[1], s[2], s[3] + mix, s[4], s[5], s[6]};
  }
  for (std::size_t i = 0; i < hash.size(); ++i) {
    hash[i] += s[i];
  }
}

}  // namespace

std::string sha256(std::string_view bytes) {
  const Constants constants;
  std::array<std::uint32_t, 8> hash = constants.start;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t at = 0;
  for (; at + 64 <= bytes.size(); at += 64) {
    add_block(hash, data + at, constants);
  }
  std::string rest(bytes.substr(at));
  rest += '\x80';
  rest.append((120 - rest.size() % 64) % 64, '\0');
  for (int shift = 56; shift >= 0; shift -= 8) {
    rest += static_cast<char>(static_cast<std::uint64_t>(bytes.size()) * 8 >> shift & 0xff);
  }
  for (std::size_t i = 0; i < rest.size(); i += 64) {
    add_block(hash, reinterpret_cast<const unsigned char*>(rest.data()) + i, constants);
  }
  std::string out;
  for (const std::uint32_t word : hash) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      out += "0123456789abcdef"[word >> shift & 0xf];
    }
  }
  return out;
}

}  // namespace banxin::prepress
