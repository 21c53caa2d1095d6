// Profiles for the tests of colour; they do not go into the program.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "engine/base/world.h"

namespace banxin {

/// ISO Coated v2 300 % of the package scribus-data; empty if it is not installed.
inline Bytes installed_profile() {
  std::ifstream file("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc", std::ios::binary);
  return Bytes(std::string(std::istreambuf_iterator<char>(file), {}));
}

/// A display profile with the primaries of Adobe RGB (1998) and the curve of sRGB.
std::string wide_profile();
/// A display profile with the primaries of sRGB and light for numbers.
std::string linear_profile();

}  // namespace banxin
