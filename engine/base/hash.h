// A 128-bit hash of values, for cache keys, document ids and font tags. Not cryptographic.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace banxin {

struct Hash128 {
  std::uint64_t high = 0, low = 0;
  friend constexpr auto operator<=>(const Hash128&, const Hash128&) = default;
  /// 32 lower-case hex digits.
  std::string hex() const;
};

/// Feeds bytes into a hash. Same bytes in the same order give the same hash on every machine.
class Hasher {
 public:
  Hasher& bytes(std::string_view data);
  Hasher& number(std::uint64_t value);

  /// A string with its length, so that ("ab","c") and ("a","bc") differ.
  Hasher& text(std::string_view data) { return number(data.size()).bytes(data); }

  Hasher& hash(Hash128 value) { return number(value.high).number(value.low); }

  Hash128 finish() const;

 private:
  std::uint64_t a_ = 0x9e3779b97f4a7c15ull;
  std::uint64_t b_ = 0xc2b2ae3d27d4eb4full;
};

}  // namespace banxin
