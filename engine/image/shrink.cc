// Averages with whole numbers. Across, a source pixel is `to` units wide and a new one `from`
// units, so that every overlap is a whole number of units; the same holds down.
#include <algorithm>

#include "engine/image/image.h"

namespace banxin {
namespace {

/// Calls use(i, j, units) for every overlap of source pixel i and new pixel j.
template <class Use>
void each_overlap(int from, int to, Use use) {
  int j = 0;
  std::uint64_t room = static_cast<std::uint64_t>(from);  // left in new pixel j
  for (int i = 0; i < from; ++i) {
    std::uint64_t rest = static_cast<std::uint64_t>(to);  // left of source pixel i
    while (rest > 0) {
      const std::uint64_t units = std::min(rest, room);
      use(static_cast<std::size_t>(i), static_cast<std::size_t>(j), units);
      rest -= units;
      room -= units;
      if (room == 0) {
        ++j;
        room = static_cast<std::uint64_t>(from);
      }
    }
  }
}

std::uint8_t rounded(std::uint64_t sum, std::uint64_t weight) {
  return weight == 0 ? 255 : static_cast<std::uint8_t>((sum + weight / 2) / weight);
}

}  // namespace

BoxShrink::BoxShrink(Shape from, Shape to, int channels)
    : from_(from),
      to_(to),
      channels_(static_cast<std::size_t>(channels)) {
  const auto width = static_cast<std::size_t>(to.width);
  across_.resize(width * channels_);
  sums_.resize(width * channels_);
  row_.resize(width * channels_);
  across_alpha_.resize(width);
  sums_alpha_.resize(width);
  alpha_.resize(width);
}

void BoxShrink::spread(const std::uint8_t* row, const std::uint8_t* alpha) {
  std::fill(across_.begin(), across_.end(), 0);
  std::fill(across_alpha_.begin(), across_alpha_.end(), 0);
  each_overlap(from_.width, to_.width, [&](std::size_t i, std::size_t j, std::uint64_t units) {
    const std::uint64_t weight = units * (alpha ? alpha[i] : 255u);
    across_alpha_[j] += weight;
    for (std::size_t c = 0; c < channels_; ++c) {
      across_[j * channels_ + c] += weight * row[i * channels_ + c];
    }
  });
}

void BoxShrink::accumulate(std::uint64_t weight) {
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    sums_[i] += weight * across_[i];
  }
  for (std::size_t i = 0; i < sums_alpha_.size(); ++i) {
    sums_alpha_[i] += weight * across_alpha_[i];
  }
}

void BoxShrink::finish_row() {
  const std::uint64_t area =
      static_cast<std::uint64_t>(from_.width) * static_cast<std::uint64_t>(from_.height);
  for (std::size_t x = 0; x < sums_alpha_.size(); ++x) {
    alpha_[x] = rounded(sums_alpha_[x], area);
    for (std::size_t c = 0; c < channels_; ++c) {
      row_[x * channels_ + c] = rounded(sums_[x * channels_ + c], sums_alpha_[x]);
    }
  }
  std::fill(sums_.begin(), sums_.end(), 0);
  std::fill(sums_alpha_.begin(), sums_alpha_.end(), 0);
  ++written_;
}

bool BoxShrink::add(const std::uint8_t* row, const std::uint8_t* alpha) {
  spread(row, alpha);
  // In units as above: the source row spans [top, bottom), the new row ends at `end`.
  const auto to = static_cast<std::uint64_t>(to_.height),
             from = static_cast<std::uint64_t>(from_.height);
  const std::uint64_t top = static_cast<std::uint64_t>(read_) * to, bottom = top + to;
  const std::uint64_t end = static_cast<std::uint64_t>(written_ + 1) * from;
  ++read_;
  accumulate(std::min(bottom, end) - top);
  if (bottom < end) {
    return false;
  }
  finish_row();
  accumulate(bottom - end);
  return true;
}

}  // namespace banxin
