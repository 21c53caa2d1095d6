#include "engine/issue/prepared_text.h"

#include <algorithm>

namespace banxin {

void PreparedText::mark(std::size_t source) {
  const Mark next{size(), static_cast<std::uint32_t>(source)};
  if (!marks_.empty()) {
    const Mark& last = marks_.back();
    if (last.at == next.at) {
      marks_.back() = next;
      return;
    }
    if (next.source - last.source == next.at - last.at) {
      return;  // the running stretch already says so
    }
  }
  marks_.push_back(next);
}

void PreparedText::copy(std::size_t begin, std::size_t end) {
  if (begin >= end) {
    return;
  }
  mark(begin);
  text_ += source_.substr(begin, end - begin);
}

void PreparedText::insert(std::string_view text) {
  const std::uint32_t here = source_of(text_.size());
  replace(text, here, here);
}

void PreparedText::replace(std::string_view text, std::size_t begin, std::size_t end) {
  mark(begin);
  text_ += text;
  mark(end);
}

std::uint32_t PreparedText::source_of(std::size_t offset) const {
  const auto after =
      std::upper_bound(marks_.begin(), marks_.end(), offset, [](std::size_t value, const Mark& m) {
        return value < m.at;
      });
  if (after == marks_.begin()) {
    return 0;
  }
  const Mark& last = *(after - 1);
  const auto reached = last.source + static_cast<std::uint32_t>(offset - last.at);
  const auto limit =
      after == marks_.end() ? static_cast<std::uint32_t>(source_.size()) : after->source;
  return std::min(reached, limit);
}

}  // namespace banxin
