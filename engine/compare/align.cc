#include "engine/compare/align.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/hash.h"

namespace banxin {
namespace {

constexpr int kSameLook = 1001, kSameText = 1000;  // likeness of pages, per mille and one more
constexpr int kSameBlank = 400;                    // no text on either, other pictures
constexpr int kLeast = 250;                        // less like than this: better no partner
constexpr int kBand = 64;                          // how far apart partners may stand …
constexpr std::size_t kFull = 200'000;             // … in documents of more pairs than this

bool same_look(const ComparedPage& a, const ComparedPage& b) {
  return a.look[0] == b.look[0] && a.look[1] == b.look[1] && a.width == b.width &&
         a.height == b.height;
}

/// Hashes of every run of three characters or so (nine bytes), sorted.
std::vector<std::uint64_t> pieces_of(const std::string& text) {
  constexpr std::size_t kBytes = 9;
  std::vector<std::uint64_t> pieces;
  for (std::size_t i = 0; i + kBytes <= text.size(); i += 3) {
    std::size_t begin = i;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0u) == 0x80u) {
      --begin;
    }
    pieces.push_back(Hasher().bytes(std::string_view(text).substr(begin, kBytes)).finish().low);
  }
  std::sort(pieces.begin(), pieces.end());
  return pieces;
}

/// Twice the common ones among all, per mille.
int likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t common = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) {
      ++common;
      ++i;
      ++k;
    } else if (a[i] < b[k]) {
      ++i;
    } else {
      ++k;
    }
  }
  const std::size_t all = a.size() + b.size();
  return all == 0 ? 0 : static_cast<int>(2000 * common / all);
}

/// The best pairing of the pages between two ends, by the usual table of best sums.
class Table {
 public:
  Table(const std::vector<ComparedPage>& a, const std::vector<ComparedPage>& b, int from)
      : a_(a),
        b_(b),
        from_(from) {}

  std::vector<std::pair<int, int>> pairs(int end_a, int end_b) {
    rows_ = end_a - from_;
    columns_ = end_b - from_;
    for (int i = 0; i < rows_; ++i) {
      pieces_a_.push_back(pieces_of(a_[index(i)].text));
    }
    for (int k = 0; k < columns_; ++k) {
      pieces_b_.push_back(pieces_of(b_[index(k)].text));
    }
    best_.assign(static_cast<std::size_t>(rows_ + 1) * (static_cast<std::size_t>(columns_) + 1), 0);
    likeness_ = best_;
    for (int i = rows_ - 1; i >= 0; --i) {
      for (int k = columns_ - 1; k >= 0; --k) {
        likeness_[cell(i, k)] = like(i, k);
        best_[cell(i, k)] = std::max({best_[cell(i + 1, k)],
                                      best_[cell(i, k + 1)],
                                      best_[cell(i + 1, k + 1)] + likeness_[cell(i, k)]});
      }
    }
    return walk();
  }

 private:
  std::size_t index(int i) const { return static_cast<std::size_t>(from_ + i); }

  std::size_t cell(int i, int k) const {
    return static_cast<std::size_t>(i) * (static_cast<std::size_t>(columns_) + 1) +
           static_cast<std::size_t>(k);
  }

  /// Above what leaving both alone is worth; 0 or less: they are no pair.
  int like(int i, int k) const {
    const ComparedPage& a = a_[index(i)];
    const ComparedPage& b = b_[index(k)];
    const bool wide = static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_) > kFull;
    int value = 0;
    if (same_look(a, b)) {
      value = kSameLook;
    } else if (wide && std::abs(i - k) > kBand) {
      value = 0;
    } else if (a.text == b.text) {
      value = a.text.empty() ? kSameBlank : kSameText;
    } else {
      value =
          likeness(pieces_a_[static_cast<std::size_t>(i)], pieces_b_[static_cast<std::size_t>(k)]);
    }
    return value - kLeast;
  }

  std::vector<std::pair<int, int>> walk() const {
    std::vector<std::pair<int, int>> pairs;
    int i = 0;
    int k = 0;
    while (i < rows_ && k < columns_) {
      const int best = best_[cell(i, k)];
      if (likeness_[cell(i, k)] > 0 && best == best_[cell(i + 1, k + 1)] + likeness_[cell(i, k)]) {
        pairs.emplace_back(from_ + i++, from_ + k++);
      } else if (best == best_[cell(i + 1, k)]) {
        pairs.emplace_back(from_ + i++, -1);
      } else {
        pairs.emplace_back(-1, from_ + k++);
      }
    }
    for (; i < rows_; ++i) {
      pairs.emplace_back(from_ + i, -1);
    }
    for (; k < columns_; ++k) {
      pairs.emplace_back(-1, from_ + k);
    }
    return pairs;
  }

  const std::vector<ComparedPage>& a_;
  const std::vector<ComparedPage>& b_;
  int from_;
  int rows_ = 0, columns_ = 0;
  std::vector<std::vector<std::uint64_t>> pieces_a_, pieces_b_;
  std::vector<int> best_, likeness_;
};

}  // namespace

std::vector<std::pair<int, int>> align_pages(const std::vector<ComparedPage>& a,
                                             const std::vector<ComparedPage>& b) {
  // What is alike at both ends needs no table.
  const int count_a = static_cast<int>(a.size());
  const int count_b = static_cast<int>(b.size());
  const auto same = [&](int i, int k) {
    return same_look(a[static_cast<std::size_t>(i)], b[static_cast<std::size_t>(k)]) &&
           a[static_cast<std::size_t>(i)].text == b[static_cast<std::size_t>(k)].text;
  };
  int head = 0;
  while (head < std::min(count_a, count_b) && same(head, head)) {
    ++head;
  }
  int tail = 0;
  while (tail < std::min(count_a, count_b) - head && same(count_a - 1 - tail, count_b - 1 - tail)) {
    ++tail;
  }
  std::vector<std::pair<int, int>> pairs;
  for (int i = 0; i < head; ++i) {
    pairs.emplace_back(i, i);
  }
  const auto middle = Table(a, b, head).pairs(count_a - tail, count_b - tail);
  pairs.insert(pairs.end(), middle.begin(), middle.end());
  for (int i = tail; i > 0; --i) {
    pairs.emplace_back(count_a - i, count_b - i);
  }
  return pairs;
}

}  // namespace banxin
