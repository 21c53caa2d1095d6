// Name and number trees, read whole; destinations.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "engine/preflight/object.h"

namespace banxin::prepress {

/// At most a million entries; a tree that turns back on itself is cut.
std::map<int, Object> number_tree(Object root);
std::map<std::string, Object> name_tree(Object root);

/// Knows where destinations lead.
class Destinations {
 public:
  Destinations(Object catalog, std::set<int> pages);
  /// True if a Dest value, or the D of a GoTo action, leads to a page.
  bool leads(Object destination) const;

 private:
  std::map<std::string, Object> named_;
  Object old_named_ = Object::newNull();
  std::set<int> pages_;
};

}  // namespace banxin::prepress
