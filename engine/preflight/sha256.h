// SHA-256 (FIPS 180-4), by which people at both ends tell that they have the same file.
#pragma once

#include <string>
#include <string_view>

namespace banxin::prepress {

/// 64 lower-case hex digits.
std::string sha256(std::string_view bytes);

}  // namespace banxin::prepress
