#include "engine/base/hash.h"

namespace banxin {
namespace {

// Two independent lanes of multiply-xorshift (the finaliser of MurmurHash3, public domain).
constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdull;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ull;
  x ^= x >> 33;
  return x;
}

}  // namespace

Hasher& Hasher::number(std::uint64_t value) {
  a_ = mix(a_ ^ value) + 0x9e3779b97f4a7c15ull;
  b_ = mix(b_ + value * 0xd6e8feb86659fd93ull) ^ 0xa0761d6478bd642full;
  return *this;
}

Hasher& Hasher::bytes(std::string_view data) {
  while (data.size() >= 8) {
    std::uint64_t word = 0;
    for (unsigned i = 0; i < 8; ++i) {
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(data[i])) << (8 * i);
    }
    number(word);
    data.remove_prefix(8);
  }
  std::uint64_t tail = 0x80ull << 56 | static_cast<std::uint64_t>(data.size());
  for (const char c : data) {
    tail = tail * 257 + static_cast<unsigned char>(c);
  }
  return number(tail);
}

Hash128 Hasher::finish() const {
  return {mix(a_ + b_), mix(b_ ^ (a_ << 1))};
}

std::string Hash128::hex() const {
  std::string out;
  for (const std::uint64_t half : {high, low}) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out += "0123456789abcdef"[(half >> shift) & 15u];
    }
  }
  return out;
}

}  // namespace banxin
