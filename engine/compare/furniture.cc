#include "engine/compare/furniture.h"

#include <algorithm>
#include <iterator>

namespace banxin {
namespace {

constexpr std::size_t kReach = 2;  // pages: left ones look like left ones
// Bytes of a running head; more is text that comes again. Of the other document a page of the same
// text is often among those near by: less is taken for a head there.
constexpr std::size_t kLongest = 90, kLongestOther = 60;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

/// Bytes the two have in common from their beginning.
std::size_t common(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(most), b.begin()).first -
      a.begin());
}

/// Bytes of `text` that come again at the beginning of one of the pages about page i.
std::size_t shared_beginning(const std::string& text,
                             const std::vector<std::string>& pages,
                             std::size_t i,
                             std::size_t longest) {
  std::size_t most = 0;
  for (std::size_t k = i < kReach ? 0 : i - kReach; k < pages.size() && k <= i + kReach; ++k) {
    const std::size_t length = &pages[k] == &text ? 0 : common(text, pages[k]);
    most = length <= longest ? std::max(most, length) : most;
  }
  return most;
}

/// Where in `text` the first `count` bytes that are no digits end, and digits right after them.
std::size_t with_digits(const std::string& text, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size() && (digit(text[at]) || seen < count); ++at) {
    seen += digit(text[at]) ? 0 : 1;
  }
  return at;
}

std::vector<std::string> plain_texts(const std::vector<ComparedPage>& pages) {
  std::vector<std::string> texts;
  for (const ComparedPage& page : pages) {
    texts.push_back(without_digits(page.text));
  }
  return texts;
}

std::vector<std::string> reversed(std::vector<std::string> texts) {
  for (std::string& text : texts) {
    std::reverse(text.begin(), text.end());
  }
  return texts;
}

}  // namespace

std::string without_digits(const std::string& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return !digit(c); });
  return out;
}

std::vector<Body> bodies_of(const std::vector<ComparedPage>& pages,
                            const std::vector<ComparedPage>& others) {
  const std::vector<std::string> own = plain_texts(pages);
  const std::vector<std::string> other = plain_texts(others);
  const std::vector<std::string> own_back = reversed(own);
  const std::vector<std::string> other_back = reversed(other);
  std::vector<Body> bodies;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string& text = pages[i].text;
    const std::size_t head = std::max(shared_beginning(own[i], own, i, kLongest),
                                      shared_beginning(own[i], other, i, kLongestOther));
    const std::size_t foot = std::max(shared_beginning(own_back[i], own_back, i, kLongest),
                                      shared_beginning(own_back[i], other_back, i, kLongestOther));
    std::size_t begin = with_digits(text, head);
    while (begin > 0 && begin < text.size() && continues(text[begin])) {
      --begin;
    }
    std::size_t end = text.size() - with_digits(std::string(text.rbegin(), text.rend()), foot);
    while (end < text.size() && continues(text[end])) {
      ++end;
    }
    bodies.push_back({begin, std::max(begin, end)});
  }
  return bodies;
}

}  // namespace banxin
