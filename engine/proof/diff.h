// What one text has that another has not, whatever stands elsewhere in the other order.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace banxin {

/// `length` characters that are the same in both texts.
struct SameText {
  std::size_t old_at = 0, new_at = 0, length = 0;
};

/// Characters of the old text that are now others. One of the ranges may be empty. An old range
/// belongs to the place in the new text where what stood before it now ends.
struct TextChange {
  std::size_t old_begin = 0, old_end = 0;
  std::size_t new_begin = 0, new_end = 0;
  friend bool operator==(const TextChange&, const TextChange&) = default;
};

struct TextDiff {
  std::vector<SameText> same;       // in the order of the new text
  std::vector<TextChange> changes;  // likewise
};

/// Passages that come once in both texts are found first, so text that only moved is no change;
/// between them the fewest characters. Changes with less than three equal characters between them
/// are one.
/// Cost: n log n, and between two passages the length times the differences, bounded: what differs
/// more is one change.
TextDiff diff_text(std::u32string_view old_text, std::u32string_view new_text);

}  // namespace banxin
