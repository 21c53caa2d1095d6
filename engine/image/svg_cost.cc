#include "engine/image/svg_cost.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr int kMostNested = 200;  // references to references, for the recursion here

std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  return std::min(SvgCost::kEndless, a + b);  // both at most 2^62
}

}  // namespace

void SvgCost::open(std::size_t at) {
  Element element;
  element.begin = at;
  element.level = element.deepest = stack_.size() + 1;
  stack_.push_back(elements_.size());
  elements_.push_back(element);
}

void SvgCost::close(std::size_t at) {
  if (stack_.empty()) {
    return;
  }
  const std::size_t closed = stack_.back();
  elements_[closed].end = at;
  stack_.pop_back();
  if (!stack_.empty()) {
    Element& outer = elements_[stack_.back()];
    outer.deepest = std::max(outer.deepest, elements_[closed].deepest);
  }
}

SvgCost::Bound SvgCost::bound_of(std::string_view id, int nested) {
  if (nested > kMostNested) {
    return {kEndless, static_cast<std::size_t>(nested)};
  }
  const auto found = ids_.find(id);
  Bound bound;
  if (found != ids_.end()) {
    // Which of several elements of one name is meant does not matter to a bound.
    for (const std::size_t index : found->second) {
      const Bound& one = bound_of(elements_[index], nested);
      bound = {plus(bound.bytes, one.bytes), std::max(bound.depth, one.depth)};
    }
  }
  return bound;
}

const SvgCost::Bound& SvgCost::bound_of(Element& element, int nested) {
  if (element.state != Element::State::fresh) {
    return element.bound;  // still nothing in a circle, which renderers break
  }
  element.state = Element::State::open;
  Bound bound{element.end - element.begin, element.deepest - element.level + 1};
  auto at = std::lower_bound(
      references_.begin(),
      references_.end(),
      element.begin,
      [](const Reference& reference, std::size_t begin) { return reference.at < begin; });
  for (; at != references_.end() && at->at < element.end; ++at) {
    const Bound inner = bound_of(at->id, nested + 1);
    bound.bytes = plus(bound.bytes, inner.bytes);
    bound.depth = std::max(bound.depth, at->level - element.level + 1 + inner.depth);
  }
  element.bound = bound;
  element.state = Element::State::done;
  return element.bound;
}

SvgCost::Bound SvgCost::total(std::size_t size) {
  while (!stack_.empty()) {
    close(size);
  }
  Bound sum{size, 0};
  for (const Reference& reference : references_) {
    const Bound target = bound_of(reference.id, 0);
    sum = {plus(sum.bytes, target.bytes), std::max(sum.depth, reference.level + target.depth)};
  }
  for (const std::string_view id : style_references_) {
    const std::uint64_t each = bound_of(id, 0).bytes;
    sum.bytes = each > kEndless / (elements_.size() + 1) ? kEndless
                                                         : plus(sum.bytes, each * elements_.size());
  }
  return sum;
}

}  // namespace banxin
