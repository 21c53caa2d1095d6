#include "engine/display/display.h"

namespace banxin {

std::vector<std::size_t> reading_order(const std::vector<TagNode>& tags) {
  const std::size_t count = tags.size();
  std::vector<std::vector<std::size_t>> children(count + 1);  // the last are the document's
  for (std::size_t i = 0; i < count; ++i) {
    const auto parent = static_cast<std::size_t>(tags[i].parent);
    children[parent < i ? parent : count].push_back(i);
  }
  // A stack of our own: nesting in a manuscript has no bound.
  std::vector<std::size_t> order, open(children[count].rbegin(), children[count].rend());
  while (!open.empty()) {
    const std::size_t tag = open.back();
    open.pop_back();
    order.push_back(tag);
    open.insert(open.end(), children[tag].rbegin(), children[tag].rend());
  }
  return order;
}

}  // namespace banxin
