// Points, sizes and rectangles. Everywhere in the engine y runs down from the top left corner of
// the trimmed page; only engine/pdf turns it round.
#pragma once

#include "engine/base/length.h"

namespace banxin {

struct Point {
  Length x, y;
  friend constexpr bool operator==(const Point&, const Point&) = default;

  friend constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
};

struct Size {
  Length width, height;
  friend constexpr bool operator==(const Size&, const Size&) = default;
};

struct Rect {
  Length x, y, width, height;

  constexpr Length right() const { return x + width; }

  constexpr Length bottom() const { return y + height; }

  friend constexpr bool operator==(const Rect&, const Rect&) = default;

  friend constexpr Rect operator+(Rect r, Point by) {
    return {r.x + by.x, r.y + by.y, r.width, r.height};
  }
};

struct Insets {
  Length top, right, bottom, left;
  friend constexpr bool operator==(const Insets&, const Insets&) = default;
};

}  // namespace banxin
