#include "engine/proof/diff.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/proof/fewest_edits.h"

namespace banxin {
namespace {

constexpr std::size_t kPassages[] = {24, 12};  // characters that may come only once
constexpr std::size_t kLeastBetween = 3;       // equal characters that part two changes
constexpr std::size_t kFar =
    4000;  // characters a short piece may have moved, with notes and floats
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

struct Place {
  std::uint64_t hash = 0;
  std::size_t at = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Passages of `length` that come once, by hash.
std::vector<Place> single_passages(std::u32string_view text, std::size_t length) {
  std::vector<Place> all;
  for (std::size_t i = 0; i + length <= text.size(); ++i) {
    std::uint64_t hash = 1469598103934665603u;
    for (const char32_t c : text.substr(i, length)) {
      hash = (hash ^ c) * 1099511628211u;
    }
    all.push_back({hash, i});
  }
  std::sort(all.begin(), all.end());
  std::vector<Place> single;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool before = i > 0 && all[i - 1].hash == all[i].hash;
    const bool after = i + 1 < all.size() && all[i + 1].hash == all[i].hash;
    if (!before && !after) {
      single.push_back(all[i]);
    }
  }
  return single;
}

class Matcher {
 public:
  Matcher(std::u32string_view old_text, std::u32string_view new_text)
      : old_(old_text),
        new_(new_text),
        of_new_(new_text.size(), kNowhere),
        of_old_(old_text.size(), kNowhere) {}

  TextDiff run() {
    for (const std::size_t length : kPassages) {
      match_passages(length);
    }
    match_between();
    match_short_pieces();
    drop_chance_matches();
    TextDiff diff;
    diff.same = same();
    diff.changes = changes(diff.same);
    return diff;
  }

 private:
  void join(std::size_t old_at, std::size_t new_at) {
    of_new_[new_at] = old_at;
    of_old_[old_at] = new_at;
  }

  bool free_and_equal(std::size_t old_at, std::size_t new_at) const {
    return old_at < old_.size() && new_at < new_.size() && of_old_[old_at] == kNowhere &&
           of_new_[new_at] == kNowhere && old_[old_at] == new_[new_at];
  }

  /// Joins all equal characters about a pair that is equal.
  void grow(std::size_t old_at, std::size_t new_at) {
    std::size_t back = 0;
    while (back < old_at && back < new_at && free_and_equal(old_at - back - 1, new_at - back - 1)) {
      ++back;
    }
    for (std::size_t i = 0; free_and_equal(old_at + i, new_at + i); ++i) {
      join(old_at + i, new_at + i);
    }
    for (std::size_t i = 1; i <= back; ++i) {
      join(old_at - i, new_at - i);
    }
  }

  void match_passages(std::size_t length) {
    const std::vector<Place> of_old = single_passages(old_, length);
    const std::vector<Place> of_new = single_passages(new_, length);
    std::vector<std::pair<std::size_t, std::size_t>> pairs;  // new, old
    auto o = of_old.begin();
    for (const Place& n : of_new) {
      while (o != of_old.end() && o->hash < n.hash) {
        ++o;
      }
      if (o != of_old.end() && o->hash == n.hash &&
          old_.substr(o->at, length) == new_.substr(n.at, length)) {
        pairs.emplace_back(n.at, o->at);
      }
    }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [new_at, old_at] : pairs) {
      if (free_and_equal(old_at, new_at)) {
        grow(old_at, new_at);
      }
    }
  }

  /// Calls give(begin, end) for each run of characters of the new text without a like.
  template <class Give>
  void each_gap(Give give) {
    for (std::size_t begin = 0; begin < new_.size();) {
      if (of_new_[begin] != kNowhere) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < new_.size() && of_new_[end] == kNowhere) {
        ++end;
      }
      give(begin, end);
      begin = end;
    }
  }

  std::size_t free_to(std::size_t begin) const {
    std::size_t end = begin;
    while (end < old_.size() && of_old_[end] == kNowhere) {
      ++end;
    }
    return end;
  }

  std::size_t free_from(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && of_old_[begin - 1] == kNowhere) {
      --begin;
    }
    return begin;
  }

  /// Fewest edits between what both texts have between two passages.
  void match_between() {
    each_gap([&](std::size_t begin, std::size_t end) {
      const std::size_t from = begin == 0 ? 0 : of_new_[begin - 1] + 1;
      fit(from, free_to(from), begin, end);
      // What is left over may belong to the passage below, if that follows another one now.
      if (end < new_.size()) {
        const std::size_t to = of_new_[end];
        fit(free_from(to), to, begin, end);
      }
    });
  }

  void fit(std::size_t old_begin, std::size_t old_end, std::size_t new_begin, std::size_t new_end) {
    while (new_begin < new_end && of_new_[new_begin] != kNowhere) {
      ++new_begin;
    }
    while (new_end > new_begin && of_new_[new_end - 1] != kNowhere) {
      --new_end;
    }
    for (std::size_t i = new_begin; i < new_end; ++i) {
      if (of_new_[i] != kNowhere) {
        return;
      }
    }
    for (const auto& [o, n] : equal_characters(old_.substr(old_begin, old_end - old_begin),
                                               new_.substr(new_begin, new_end - new_begin))) {
      join(old_begin + o, new_begin + n);
    }
  }

  /// A last line that stands above a note now and stood below it is too short for a passage.
  void match_short_pieces() {
    each_gap([&](std::size_t begin, std::size_t end) {
      const std::u32string_view piece = new_.substr(begin, end - begin);
      const std::size_t near = begin == 0 ? 0 : of_new_[begin - 1];
      if (piece.size() < 2 || near == kNowhere) {
        return;
      }
      const std::size_t from = near > kFar ? near - kFar : 0;
      const std::size_t to = std::min(old_.size(), near + kFar);
      for (std::size_t at = old_.find(piece, from); at < to; at = old_.find(piece, at + 1)) {
        if (free_to(at) >= at + piece.size()) {
          for (std::size_t i = 0; i < piece.size(); ++i) {
            join(at + i, begin + i);
          }
          return;
        }
      }
    });
  }

  /// One or two equal characters amid what is new are there by chance.
  void drop_chance_matches() {
    for (std::size_t begin = 0; begin < new_.size();) {
      std::size_t end = begin;
      while (end < new_.size() && of_new_[end] != kNowhere &&
             (end == begin || of_new_[end] == of_new_[end - 1] + 1)) {
        ++end;
      }
      if (end == begin) {
        ++begin;
        continue;
      }
      const bool alone = begin > 0 && end < new_.size() && of_new_[begin - 1] == kNowhere &&
                         of_new_[end] == kNowhere;
      if (end - begin < kLeastBetween && alone) {
        for (std::size_t i = begin; i < end; ++i) {
          of_old_[of_new_[i]] = kNowhere;
          of_new_[i] = kNowhere;
        }
      }
      begin = end;
    }
  }

  std::vector<SameText> same() const {
    std::vector<SameText> out;
    for (std::size_t i = 0; i < new_.size(); ++i) {
      if (of_new_[i] == kNowhere) {
        continue;
      }
      const bool goes_on = i > 0 && of_new_[i - 1] != kNowhere && of_new_[i] == of_new_[i - 1] + 1;
      if (goes_on) {
        ++out.back().length;
      } else {
        out.push_back({of_new_[i], i, 1});
      }
    }
    return out;
  }

  std::vector<TextChange> changes(const std::vector<SameText>& same) const {
    std::vector<TextChange> out;
    const auto add = [&](std::size_t old_begin, std::size_t new_begin, std::size_t new_end) {
      const TextChange change{old_begin, free_to(old_begin), new_begin, new_end};
      if (change.old_begin < change.old_end || change.new_begin < change.new_end) {
        out.push_back(change);
      }
    };
    add(0, 0, same.empty() ? new_.size() : same.front().new_at);
    for (std::size_t i = 0; i < same.size(); ++i) {
      const std::size_t end = same[i].new_at + same[i].length;
      add(same[i].old_at + same[i].length,
          end,
          i + 1 < same.size() ? same[i + 1].new_at : new_.size());
    }
    return out;
  }

  std::u32string_view old_, new_;
  std::vector<std::size_t> of_new_, of_old_;  // by character: its like in the other text
};

}  // namespace

TextDiff diff_text(std::u32string_view old_text, std::u32string_view new_text) {
  return Matcher(old_text, new_text).run();
}

}  // namespace banxin
