#include "engine/pdf/sheet.h"

#include <algorithm>

namespace banxin::pdf {
namespace {

constexpr Length kUsualBleed = Length::mm(3);    // that is in the margin of marks
constexpr Length kMarksMargin = Length::mm(12);  // R16

/// The page from both ends along one axis.
struct Axis {
  Length trim, bleed;

  bool at_start(Length v) const { return v <= kReaches && v > -bleed; }

  bool at_end(Length v) const { return v >= trim - kReaches && v < trim + bleed; }

  Length moved(Length v) const { return at_start(v) ? -bleed : at_end(v) ? trim + bleed : v; }

  bool at_edge(Length v) const { return at_start(v) || at_end(v); }
};

struct Run {
  Axis x, y;

  bool on_page(const Rect& r) const {
    return r.right() > Length() && r.bottom() > Length() && r.x < x.trim && r.y < y.trim;
  }

  Rect carried(const Rect& r) const {
    if (!on_page(r)) {
      return r;
    }
    const Length left = x.at_start(r.x) ? -x.bleed : r.x;
    const Length top = y.at_start(r.y) ? -y.bleed : r.y;
    const Length right = x.at_end(r.right()) ? x.trim + x.bleed : r.right();
    const Length bottom = y.at_end(r.bottom()) ? y.trim + y.bleed : r.bottom();
    return {left, top, right - left, bottom - top};
  }

  /// A side of the area that lies along the trim goes out with it; the outline of an area that
  /// only touches the trim with a corner stays, and so does one with curves.
  void carry_area(Path& path) const {
    int at_x = 0, at_y = 0;
    for (const Path::Segment& segment : path.segments) {
      if (segment.verb == Path::Verb::curve) {
        return;
      }
      if (segment.verb != Path::Verb::close) {
        at_x += x.at_edge(segment.p[0].x) ? 1 : 0;
        at_y += y.at_edge(segment.p[0].y) ? 1 : 0;
      }
    }
    for (Path::Segment& segment : path.segments) {
      Point& p = segment.p[0];
      p.x = at_x >= 2 ? x.moved(p.x) : p.x;
      p.y = at_y >= 2 ? y.moved(p.y) : p.y;
    }
  }

  /// A level or upright rule that ends at the trim runs on; one along the trim stays.
  void carry_rule(Path& path) const {
    std::vector<Path::Segment>& s = path.segments;
    if (s.size() != 2 || s[0].verb != Path::Verb::move || s[1].verb != Path::Verb::line) {
      return;
    }
    Point &a = s[0].p[0], &b = s[1].p[0];
    if (a.y == b.y) {
      a.x = x.moved(a.x);
      b.x = x.moved(b.x);
    } else if (a.x == b.x) {
      a.y = y.moved(a.y);
      b.y = y.moved(b.y);
    }
  }

  /// Grows the picture evenly until it covers `wanted`, from the side that stays, and clips what it
  /// then has too much.
  void carry_picture(Picture& picture) const {
    const Rect seen = picture.clip.value_or(picture.box);
    const Rect wanted = carried(seen);
    if (wanted == seen) {
      return;
    }
    Rect& box = picture.box;
    const Rect need = picture.clip ? wanted : carried(box);
    const auto lacks = [](Length has, Length wants) { return max(Length(), wants - has); };
    const Length left = lacks(-box.x, -need.x), right = lacks(box.right(), need.right());
    const Length top = lacks(-box.y, -need.y), bottom = lacks(box.bottom(), need.bottom());
    const Length wide = box.width + left + right, high = box.height + top + bottom;
    const bool by_width = wide.scaled(box.height.emu(), box.width.emu()) >= high;
    const Length width = by_width ? wide : high.scaled(box.width.emu(), box.height.emu());
    const Length height = by_width ? wide.scaled(box.height.emu(), box.width.emu()) : high;
    // What the even growth gives too much is shared between both sides.
    box = {box.x - left - (width - wide) / 2, box.y - top - (height - high) / 2, width, height};
    picture.clip = wanted;
    if (box == wanted) {
      picture.clip.reset();
    }
  }
};

}  // namespace

Sheet sheet_of(const Page& page, const PdfOptions& options) {
  if (options.edition == Edition::screen) {
    return {};
  }
  const Length bleed = max(page.bleed, options.least_bleed);
  return {options.marks.any() ? max(kMarksMargin, bleed + kMarksMargin - kUsualBleed) : bleed,
          bleed};
}

Item run_on(Item item, Size trim, Length bleed) {
  const Run run{{trim.width, bleed}, {trim.height, bleed}};
  if (auto* rects = std::get_if<Rects>(&item.content)) {
    for (Rect& rect : rects->rects) {
      rect = run.carried(rect);
    }
  } else if (auto* path = std::get_if<Path>(&item.content)) {
    if (path->fill) {
      run.carry_area(*path);
    } else {
      run.carry_rule(*path);
    }
  } else if (auto* picture = std::get_if<Picture>(&item.content)) {
    run.carry_picture(*picture);
  }
  return item;
}

}  // namespace banxin::pdf
