// Running heads and folios in the text of pages.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/compare/compare.h"

namespace banxin {

/// The text without ASCII digits.
std::string without_digits(const std::string& text);

/// Part of a page's text.
struct Body {
  std::size_t begin = 0, end = 0;
};

/// The text of each page without what it shares with a page near by, in its own or the other
/// document, at its very beginning or end, digits not counted: a PDF does not say what is a running
/// head, but that it comes again does. A little of the body may go with it.
std::vector<Body> bodies_of(const std::vector<ComparedPage>& pages,
                            const std::vector<ComparedPage>& others);

}  // namespace banxin
