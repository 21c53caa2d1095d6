// How much drawing an SVG's references multiply its text to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace banxin {

/// Told of every element and reference in document order; then gives an upper bound of the bytes
/// a renderer walks through when each reference (`use`, url(#id)) stands for a copy of its target.
/// Views must outlive it.
class SvgCost {
 public:
  void open(std::size_t at);

  /// Ends the innermost element just before `at`.
  void close(std::size_t at);

  /// The innermost element's id.
  void name(std::string_view id) { ids_[id].push_back(stack_.back()); }

  void refer(std::size_t at, std::string_view id) {
    references_.push_back({at, id, stack_.size()});
  }

  /// A reference from a style sheet: any element may follow it.
  void refer_from_style(std::string_view id) { style_references_.push_back(id); }

  std::size_t depth() const { return stack_.size(); }

  struct Bound {
    std::uint64_t bytes = 0;
    std::size_t depth = 0;  // elements inside each other, through references
  };

  /// The bound for a document of `size` bytes; kEndless if references are nested too deep. Cost:
  /// the number of references times the depth of elements.
  Bound total(std::size_t size);
  static constexpr std::uint64_t kEndless = std::uint64_t{1} << 62;

 private:
  struct Element {
    std::size_t begin = 0, end = 0;
    std::size_t level = 0, deepest = 0;  // from 1; the deepest of what is inside
    Bound bound;
    enum class State : std::uint8_t { fresh, open, done } state = State::fresh;
  };

  struct Reference {
    std::size_t at;
    std::string_view id;
    std::size_t level;
  };

  Bound bound_of(std::string_view id, int nested);
  const Bound& bound_of(Element& element, int nested);

  std::vector<Element> elements_;
  std::vector<std::size_t> stack_;  // indices of the open ones
  std::vector<Reference> references_;
  std::vector<std::string_view> style_references_;
  std::map<std::string_view, std::vector<std::size_t>> ids_;
};

}  // namespace banxin
