#include "engine/pdf/beneath.h"

#include <algorithm>

namespace banxin::pdf {
namespace {

bool touches(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool covers(const Rect& outer, const Rect& inner) {
  return outer.x <= inner.x && outer.y <= inner.y && outer.right() >= inner.right() &&
         outer.bottom() >= inner.bottom();
}

Rect bounds_of(const Path& path) {
  if (path.segments.empty()) {
    return {};
  }
  Point least = path.segments[0].p[0], most = least;
  for (const Path::Segment& segment : path.segments) {
    const std::size_t points = segment.verb == Path::Verb::curve   ? 3
                               : segment.verb == Path::Verb::close ? 0
                                                                   : 1;
    for (std::size_t i = 0; i < points; ++i) {
      least = {min(least.x, segment.p[i].x), min(least.y, segment.p[i].y)};
      most = {max(most.x, segment.p[i].x), max(most.y, segment.p[i].y)};
    }
  }
  return {least.x, least.y, most.x - least.x, most.y - least.y};
}

/// A filled path whose every corner is one of its bounds' corners, and which has four of them.
bool is_rectangle(const Path& path, const Rect& bounds) {
  if (!path.fill || path.segments.size() < 4 || path.segments.size() > 6) {
    return false;
  }
  return std::all_of(path.segments.begin(), path.segments.end(), [&](const Path::Segment& segment) {
    const Point& p = segment.p[0];
    return segment.verb == Path::Verb::close ||
           (segment.verb != Path::Verb::curve && (p.x == bounds.x || p.x == bounds.right()) &&
            (p.y == bounds.y || p.y == bounds.bottom()));
  });
}

enum class Under { nothing, tint, drawing };

struct Found {
  Under under = Under::nothing;
  Color color;
};

Found look_under(const Item& item, const Rect& box) {
  if (const auto* rects = std::get_if<Rects>(&item.content)) {
    const auto meets = [&](const Rect& rect) { return touches(rect, box); };
    if (std::none_of(rects->rects.begin(), rects->rects.end(), meets)) {
      return {};
    }
    const auto full = [&](const Rect& rect) { return covers(rect, box); };
    const bool even = std::any_of(rects->rects.begin(), rects->rects.end(), full);
    return {even ? Under::tint : Under::drawing, rects->fill};
  }
  if (const auto* path = std::get_if<Path>(&item.content)) {
    const Rect bounds = bounds_of(*path);
    if (!touches(bounds, box)) {
      return {};
    }
    const bool even = covers(bounds, box) && is_rectangle(*path, bounds);
    return {even ? Under::tint : Under::drawing, path->fill.value_or(Color())};
  }
  const auto* picture = std::get_if<Picture>(&item.content);
  return {picture && touches(picture->clip.value_or(picture->box), box) ? Under::drawing
                                                                        : Under::nothing,
          {}};
}

}  // namespace

std::optional<Color> beneath(const Page& page, std::size_t at) {
  const auto& picture = std::get<Picture>(page.items[at].content);
  while (at-- > 0) {
    const Found found = look_under(page.items[at], picture.clip.value_or(picture.box));
    if (found.under == Under::tint && found.color.spot.empty()) {
      return found.color;
    }
    if (found.under != Under::nothing) {
      return std::nullopt;
    }
  }
  return paper();
}

}  // namespace banxin::pdf
