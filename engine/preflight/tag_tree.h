// The structure tree, flat.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/preflight/object.h"

namespace banxin::prepress {

struct Element {
  Object object;
  std::string type, standard;                 // as written, and by the role map
  int parent = -1;                            // index; -1: the root
  int page = 0;                               // object number of Pg, inherited
  std::vector<int> kids;                      // indices
  std::vector<std::pair<int, int>> contents;  // object number of the page or stream, MCID
  std::vector<int> annotations;               // object numbers
};

struct TagTree {
  std::vector<Element> elements;  // parents before kids, in reading order
  std::map<int, int> by_object;   // object number → index
  bool cut = false;               // too large, or it turned back on itself
};

TagTree read_tag_tree(Object root);
bool is_standard_type(const std::string& type);
/// A key of the element's attributes, from whichever owner.
Object attribute(const Element& element, const char* key);

}  // namespace banxin::prepress
