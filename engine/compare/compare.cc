#include "engine/compare/compare.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/compare/align.h"
#include "engine/compare/furniture.h"

namespace banxin {
namespace {

constexpr std::size_t kBeforeChange = 8, kExcerpt = 24;  // characters

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

/// A few characters before `at` and a line's worth from there.
std::string excerpt(const std::string& text, std::size_t at) {
  std::size_t begin = std::min(at, text.size());
  for (std::size_t back = 0; back < kBeforeChange && begin > 0; ++back) {
    do {
      --begin;
    } while (begin > 0 && continues(text[begin]));
  }
  std::size_t end = begin;
  for (std::size_t count = 0; count < kExcerpt && end < text.size(); ++count) {
    do {
      ++end;
    } while (end < text.size() && continues(text[end]));
  }
  return text.substr(begin, end - begin);
}

bool same_look(const ComparedPage& a, const ComparedPage& b) {
  return a.look[0] == b.look[0] && a.look[1] == b.look[1] && a.width == b.width &&
         a.height == b.height;
}

/// The first byte of a character where the two part.
std::size_t first_difference(const std::string& a, const std::string& b) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  auto at = static_cast<std::size_t>(differ.first - a.begin());
  while (at > 0 && ((at < a.size() && continues(a[at])) || (at < b.size() && continues(b[at])))) {
    --at;
  }
  return at;
}

/// A document's pages and, by page, where the text between running heads stands.
struct Side {
  const std::vector<ComparedPage>& pages;
  std::vector<Body> bodies;

  std::string body(std::size_t i) const {
    return pages[i].text.substr(bodies[i].begin, bodies[i].end - bodies[i].begin);
  }
};

void describe(PagePair& pair, const Side& side_a, const Side& side_b) {
  const auto i = static_cast<std::size_t>(pair.a);
  const auto k = static_cast<std::size_t>(pair.b);
  const ComparedPage& a = side_a.pages[i];
  const ComparedPage& b = side_b.pages[k];
  if (a.text == b.text) {
    pair.change = same_look(a, b) ? PageChange::same : PageChange::looks;
    return;
  }
  const std::string body_a = side_a.body(i);
  const std::string body_b = side_b.body(k);
  // Each body is found whole on the other page: what differs is around them.
  const bool heads =
      b.text.find(body_a) != std::string::npos && a.text.find(body_b) != std::string::npos;
  pair.change = heads                                              ? PageChange::heads
                : without_digits(body_a) == without_digits(body_b) ? PageChange::numbers
                                                                   : PageChange::text;
  const std::size_t at =
      heads ? first_difference(a.text, b.text) : first_difference(body_a, body_b);
  pair.before = excerpt(a.text, at + (heads ? 0 : side_a.bodies[i].begin));
  pair.after = excerpt(b.text, at + (heads ? 0 : side_b.bodies[k].begin));
}

/// The pages with what pairs them: their text without running heads.
std::vector<ComparedPage> without_heads(const Side& side) {
  std::vector<ComparedPage> out = side.pages;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].text = side.body(i);
  }
  return out;
}

std::vector<EntryPair> pair_entries(const std::vector<ComparedEntry>& a,
                                    const std::vector<ComparedEntry>& b) {
  std::map<std::string, std::vector<std::size_t>> places;  // in b, by title, last first
  for (std::size_t i = b.size(); i-- > 0;) {
    places[b[i].title].push_back(i);
  }
  std::vector<EntryPair> pairs;
  std::vector<bool> found(b.size(), false);
  for (const ComparedEntry& entry : a) {
    EntryPair& pair = pairs.emplace_back();
    pair.title = entry.title;
    pair.a = entry.page;
    pair.folio_a = entry.folio;
    std::vector<std::size_t>& left = places[entry.title];
    if (!left.empty()) {
      pair.b = b[left.back()].page;
      pair.folio_b = b[left.back()].folio;
      found[left.back()] = true;
      left.pop_back();
    }
  }
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (!found[i]) {
      pairs.push_back({b[i].title, -1, b[i].page, {}, b[i].folio});
    }
  }
  return pairs;
}

}  // namespace

std::string_view change_name(PageChange change) {
  constexpr std::string_view kNames[] = {
      "same", "looks", "heads", "numbers", "text", "removed", "added"};
  return kNames[static_cast<std::size_t>(change)];
}

bool Comparison::same() const {
  return std::none_of(
             entries.begin(), entries.end(), [](const EntryPair& e) { return e.moved(); }) &&
         std::all_of(pages.begin(), pages.end(), [](const PagePair& pair) {
           return pair.change == PageChange::same;
         });
}

Comparison compare_documents(const ComparedDocument& a, const ComparedDocument& b) {
  Comparison comparison;
  comparison.pages_a = static_cast<int>(a.pages.size());
  comparison.pages_b = static_cast<int>(b.pages.size());
  comparison.entries = pair_entries(a.entries, b.entries);
  const Side side_a{a.pages, bodies_of(a.pages, b.pages)};
  const Side side_b{b.pages, bodies_of(b.pages, a.pages)};
  for (const auto& [i, k] : align_pages(without_heads(side_a), without_heads(side_b))) {
    PagePair pair{i, k, i < 0 ? PageChange::added : PageChange::removed, {}, {}};
    if (i >= 0 && k >= 0) {
      describe(pair, side_a, side_b);
    }
    comparison.pages.push_back(std::move(pair));
  }
  return comparison;
}

}  // namespace banxin
