#include "engine/proof/fewest_edits.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr int kMostEdits = 600;

/// How far along `a` each diagonal came, for every number of edits.
class Search {
 public:
  Search(std::u32string_view a, std::u32string_view b)
      : a_(a),
        b_(b),
        n_(static_cast<int>(a.size())),
        m_(static_cast<int>(b.size())) {}

  /// The least number of edits, or -1.
  int run() {
    const int most = std::min(kMostEdits, n_ + m_);
    for (int d = 0; d <= most; ++d) {
      std::vector<int> reached(static_cast<std::size_t>(2 * d + 1));
      for (int k = -d; k <= d; k += 2) {
        const int x = slide(start(d, k), k);
        reached[static_cast<std::size_t>(k + d)] = x;
        if (x >= n_ && x - k >= m_) {
          rounds_.push_back(std::move(reached));
          return d;
        }
      }
      rounds_.push_back(std::move(reached));
    }
    return -1;
  }

  std::vector<std::pair<std::size_t, std::size_t>> trace(int d) const {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    int k = n_ - m_;
    int x = n_;
    for (; d >= 0; --d) {
      const int from = start(d, k);
      for (; x > from; --x) {
        pairs.emplace_back(static_cast<std::size_t>(x - 1), static_cast<std::size_t>(x - 1 - k));
      }
      if (d > 0) {
        const bool down = goes_down(d, k);
        k += down ? 1 : -1;
        x = at(d - 1, k);
      }
    }
    std::reverse(pairs.begin(), pairs.end());
    return pairs;
  }

 private:
  static constexpr int kNever = -1;

  int at(int d, int k) const {
    return k < -d || k > d ? kNever
                           : rounds_[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)];
  }

  /// The last edit took a character of `b` in.
  bool goes_down(int d, int k) const {
    return k == -d || (k != d && at(d - 1, k - 1) < at(d - 1, k + 1));
  }

  int start(int d, int k) const {
    if (d == 0) {
      return 0;
    }
    return goes_down(d, k) ? at(d - 1, k + 1) : at(d - 1, k - 1) + 1;
  }

  int slide(int x, int k) const {
    while (x < n_ && x - k < m_ && x >= 0 && x - k >= 0 &&
           a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(x - k)]) {
      ++x;
    }
    return x;
  }

  std::u32string_view a_, b_;
  int n_, m_;
  std::vector<std::vector<int>> rounds_;
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> equal_characters(std::u32string_view a,
                                                                  std::u32string_view b) {
  if (a.empty() || b.empty()) {
    return {};
  }
  Search search(a, b);
  const int edits = search.run();
  return edits < 0 ? std::vector<std::pair<std::size_t, std::size_t>>() : search.trace(edits);
}

}  // namespace banxin
