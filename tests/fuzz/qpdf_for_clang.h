// Read before every qpdf header when clang builds (CMakeLists.txt): qpdf's JSON.hh holds a vector
// of a class within that class, which clang 14 refuses with the constexpr vectors of libstdc++ 12.
// We use nothing of it, so its name is enough.
#pragma once

#define JSON_HH  // its include guard

class JSON;
