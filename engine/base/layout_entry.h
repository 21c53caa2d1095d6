// A layout as lists of layouts show it.
#pragma once

#include <string>
#include <vector>

namespace banxin {

struct LayoutEntry {
  std::string name, title;
  std::string extends;                // "classic@1.0"; empty: none
  std::vector<std::string> versions;  // newest first; the first is that of the plain name
};

}  // namespace banxin
