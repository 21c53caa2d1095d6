#include "engine/preflight/trees.h"

#include <utility>

namespace banxin::prepress {
namespace {

/// Calls take(key, value) for each pair of the leaves.
void walk_tree(Object root, const char* leaf, const std::function<void(Object, Object)>& take) {
  constexpr std::size_t kMostNodes = 100'000;
  std::set<int> seen;
  std::vector<Object> open = {std::move(root)};
  for (std::size_t visited = 0; !open.empty() && visited < kMostNodes; ++visited) {
    Object node = open.back();
    open.pop_back();
    if (id(node) != 0 && !seen.insert(id(node)).second) {
      continue;
    }
    std::vector<Object> pairs = items(get(node, leaf));
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      take(pairs[i], pairs[i + 1]);
    }
    for (Object kid : items(get(node, "/Kids"))) {
      open.push_back(kid);
    }
  }
}

}  // namespace

std::map<int, Object> number_tree(Object root) {
  std::map<int, Object> entries;
  walk_tree(std::move(root), "/Nums", [&](Object key, Object value) {
    if (key.isInteger()) {
      entries.emplace(integer(key, -1), value);
    }
  });
  return entries;
}

std::map<std::string, Object> name_tree(Object root) {
  std::map<std::string, Object> entries;
  walk_tree(std::move(root), "/Names", [&](Object key, Object value) {
    if (key.isString()) {
      entries.emplace(key.getStringValue(), value);
    }
  });
  return entries;
}

Destinations::Destinations(Object catalog, std::set<int> pages)
    : named_(name_tree(get(catalog, "/Names", "/Dests"))),
      old_named_(get(catalog, "/Dests")),
      pages_(std::move(pages)) {}

bool Destinations::leads(Object destination) const {
  for (int steps = 0; steps < 4; ++steps) {
    if (destination.isString()) {
      const auto at = named_.find(destination.getStringValue());
      if (at == named_.end()) {
        return false;
      }
      destination = at->second;
    } else if (destination.isName()) {
      destination = get(old_named_, destination.getName().c_str());
    } else if (destination.isDictionary()) {
      destination = get(destination, "/D");
    } else {
      break;
    }
  }
  return destination.isArray() && destination.getArrayNItems() > 0 &&
         pages_.count(id(destination.getArrayItem(0))) != 0;
}

}  // namespace banxin::prepress
