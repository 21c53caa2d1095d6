#include "engine/block/mark_shapes.h"

#include <algorithm>

namespace banxin {
namespace {

using Verb = Path::Verb;

void add_circle(Path& path, Point centre, Length r) {
  const Length k = r.scaled(5523, 10000);
  const auto at = [&](Length x, Length y) { return Point{centre.x + x, centre.y + y}; };
  path.segments.insert(path.segments.end(),
                       {{Verb::move, {at(r, {}), {}, {}}},
                        {Verb::curve, {at(r, k), at(k, r), at({}, r)}},
                        {Verb::curve, {at(-k, r), at(-r, k), at(-r, {})}},
                        {Verb::curve, {at(-r, -k), at(-k, -r), at({}, -r)}},
                        {Verb::curve, {at(k, -r), at(r, -k), at(r, {})}},
                        {Verb::close, {}}});
}

void add_triangle(Path& path, Point centre, Length size) {
  const Length half = size / 2;
  path.segments.insert(path.segments.end(),
                       {{Verb::move, {{centre.x, centre.y - half}, {}, {}}},
                        {Verb::line, {{centre.x + half, centre.y + half}, {}, {}}},
                        {Verb::line, {{centre.x - half, centre.y + half}, {}, {}}},
                        {Verb::close, {}}});
}

/// The sesame (﹅): a drop that falls to the right.
void add_sesame(Path& path, Point centre, Length size) {
  const auto at = [&](int x, int y) {
    return Point{centre.x + size.scaled(x, 100), centre.y + size.scaled(y, 100)};
  };
  path.segments.insert(path.segments.end(),
                       {{Verb::move, {at(-42, -50), {}, {}}},
                        {Verb::curve, {at(5, -42), at(50, -2), at(50, 28)}},
                        {Verb::curve, {at(50, 44), at(36, 50), at(18, 50)}},
                        {Verb::curve, {at(-12, 50), at(-20, -20), at(-42, -50)}},
                        {Verb::close, {}}});
}

}  // namespace

Length emphasis_size(EmphasisMark mark, Length em) {
  switch (mark) {
    case EmphasisMark::none:
      return {};
    case EmphasisMark::dot:
    case EmphasisMark::open_dot:
      return em.scaled(160, 1000);
    case EmphasisMark::circle:
    case EmphasisMark::open_circle:
    case EmphasisMark::double_circle:
    case EmphasisMark::triangle:
    case EmphasisMark::open_triangle:
      return em.scaled(220, 1000);
    case EmphasisMark::sesame:
    case EmphasisMark::open_sesame:
      return em.scaled(240, 1000);
  }
  return {};
}

Path emphasis_shape(EmphasisMark mark, Point centre, Length em, const Color& color) {
  const bool open = mark == EmphasisMark::open_dot || mark == EmphasisMark::open_circle ||
                    mark == EmphasisMark::open_triangle || mark == EmphasisMark::open_sesame;
  const Length pen = em / 40;
  const Length size = emphasis_size(mark, em) - (open ? pen : Length());
  Path path;
  if (open) {
    path.stroke = color;
    path.stroke_width = pen;
  } else {
    path.fill = color;
  }
  switch (mark) {
    case EmphasisMark::none:
      break;
    case EmphasisMark::dot:
    case EmphasisMark::open_dot:
    case EmphasisMark::circle:
    case EmphasisMark::open_circle:
      add_circle(path, centre, size / 2);
      break;
    case EmphasisMark::double_circle:
      add_circle(path, centre, size / 2);
      add_circle(path, centre, size / 2 - pen);
      add_circle(path, centre, size / 4);
      path.even_odd = true;
      break;
    case EmphasisMark::triangle:
    case EmphasisMark::open_triangle:
      add_triangle(path, centre, size);
      break;
    case EmphasisMark::sesame:
    case EmphasisMark::open_sesame:
      add_sesame(path, centre, size);
      break;
  }
  return path;
}

Path wave(Length left, Length right, Length y, Length em, const Color& color) {
  Path path;
  path.stroke = color;
  path.stroke_width = em / 20;
  path.segments.push_back({Verb::move, {{left, y}, {}, {}}});
  const Length length = right - left;
  const std::int64_t halves =
      2 * std::max<std::int64_t>(
              1, (length.emu() + em.emu() / 4) / std::max<std::int64_t>(1, em.emu() / 2));
  Length height = em / 14;
  for (std::int64_t i = 0; i < halves; ++i) {
    const Length from = left + length.scaled(i, halves);
    const Length to = left + length.scaled(i + 1, halves);
    const Length step = (to - from) / 3;
    path.segments.push_back(
        {Verb::curve, {{from + step, y + height}, {to - step, y + height}, {to, y}}});
    height = -height;
  }
  return path;
}

}  // namespace banxin
