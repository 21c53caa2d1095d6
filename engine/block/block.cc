#include "engine/block/block.h"

#include <algorithm>

#include "engine/block/emit.h"
#include "engine/block/plan.h"

namespace banxin {

Fragment lay_out(std::span<const StyledBlock> blocks,
                 Length measure,
                 const FieldValues& values,
                 const BlockContext& context) {
  return lay_out(blocks, FlowMeasures{{measure, Length(), Length()}, {}}, values, context);
}

Fragment lay_out(std::span<const StyledBlock> blocks,
                 const FlowMeasures& measures,
                 const FieldValues& values,
                 const BlockContext& context) {
  const Setter setter{context, values};
  Jobs jobs;
  std::vector<PlanNode> nodes;
  const Room room{Length(), measures.own.column, measures.own, &measures.masters};
  for (const StyledBlock& block : blocks) {
    nodes.push_back(plan_block(block, room, setter, jobs));
  }
  do_jobs(jobs, setter);
  Fragment fragment;
  Emitter emitter(jobs, setter, fragment);
  for (const PlanNode& node : nodes) {
    emitter.emit(node, TagId::none);
  }
  emitter.finish();
  return fragment;
}

void shift(Item& item, Point by) {
  if (auto* run = std::get_if<GlyphRun>(&item.content)) {
    run->origin = run->origin + by;
  } else if (auto* path = std::get_if<Path>(&item.content)) {
    for (Path::Segment& segment : path->segments) {
      for (Point& point : segment.p) {
        point = point + by;
      }
    }
  } else if (auto* rects = std::get_if<Rects>(&item.content)) {
    for (Rect& rect : rects->rects) {
      rect = rect + by;
    }
  } else if (auto* picture = std::get_if<Picture>(&item.content)) {
    picture->box = picture->box + by;
    if (picture->clip) {
      picture->clip = *picture->clip + by;
    }
  }
}

namespace {

bool inside(const Strip& strip, std::uint32_t box) {
  return std::find(strip.boxes.begin(), strip.boxes.end(), box) != strip.boxes.end();
}

/// Does the box go on from the strip before this one?
bool goes_on(const Fragment& fragment, std::uint32_t box, std::size_t strip) {
  return strip > 0 && strip < fragment.strips.size() && inside(fragment.strips[strip - 1], box) &&
         inside(fragment.strips[strip], box);
}

/// Sum over boxes that go on at `strip`, from those inside `box` outwards to it.
Length around(const Fragment& fragment,
              std::size_t strip,
              std::uint32_t box,
              Length StripBox::*height) {
  Length sum;
  const std::vector<std::uint32_t>& boxes = fragment.strips[strip].boxes;
  for (auto at = boxes.rbegin(); at != boxes.rend(); ++at) {
    sum += goes_on(fragment, *at, strip) ? fragment.boxes[*at].*height : Length();
    if (*at == box) {
      break;
    }
  }
  return sum;
}

void add_border(std::vector<Item>& items, Rect bar, const Border& border) {
  if (border.width > Length()) {
    items.push_back(bar_item(bar, border.color));
  }
}

}  // namespace

Length box_heads(const Fragment& fragment, std::size_t strip) {
  return strip < fragment.strips.size() && !fragment.strips[strip].boxes.empty()
             ? around(fragment, strip, fragment.strips[strip].boxes.front(), &StripBox::head)
             : Length();
}

Length box_feet(const Fragment& fragment, std::size_t strip) {
  return strip < fragment.strips.size() && !fragment.strips[strip].boxes.empty()
             ? around(fragment, strip, fragment.strips[strip].boxes.front(), &StripBox::foot)
             : Length();
}

std::vector<Item> box_items(const Fragment& fragment,
                            StripRange range,
                            std::span<const Length> tops) {
  struct Extent {
    std::uint32_t box;
    Length top, bottom;
  };

  std::vector<Extent> extents;
  for (std::size_t i = range.first; i < range.end; ++i) {
    const Length top = tops[i - range.first];
    for (const std::uint32_t box : fragment.strips[i].boxes) {
      const auto at = std::find_if(
          extents.begin(), extents.end(), [&](const Extent& extent) { return extent.box == box; });
      if (at == extents.end()) {
        extents.push_back({box, top, top + fragment.strips[i].height});
      } else {
        at->bottom = top + fragment.strips[i].height;
      }
    }
  }
  // Boxes are numbered as they open, so an outer one is painted before those inside it.
  std::sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) {
    return a.box < b.box;
  });
  std::vector<Item> items;
  for (Extent extent : extents) {
    const StripBox& box = fragment.boxes[extent.box];
    const bool continued = goes_on(fragment, extent.box, range.first);
    const bool cut = goes_on(fragment, extent.box, range.end);
    extent.top -= continued ? around(fragment, range.first, extent.box, &StripBox::head) : Length();
    extent.bottom += cut ? around(fragment, range.end, extent.box, &StripBox::foot) : Length();
    const Length height = extent.bottom - extent.top;
    if (box.background) {
      items.push_back(bar_item({box.left, extent.top, box.width, height}, *box.background));
      items.back().artifact = TagRole::artifact_background;
    }
    const Length right = box.left + box.width - box.right_border.width;
    add_border(items, {box.left, extent.top, box.left_border.width, height}, box.left_border);
    add_border(items, {right, extent.top, box.right_border.width, height}, box.right_border);
    if (continued && box.head > Length()) {
      const Length pen = box.head_border.width;
      add_border(items, {box.left, extent.top, box.width, pen}, box.head_border);
    }
    if (cut && box.foot > Length()) {
      const Length pen = box.foot_border.width;
      add_border(items, {box.left, extent.bottom - pen, box.width, pen}, box.foot_border);
    }
  }
  return items;
}

namespace {

bool on_grid(const Strip& strip, Length grid) {
  return !strip.lines.empty() && strip.height == grid;
}

Length round_up(Length length, Length grid) {
  return grid * ((length.emu() + grid.emu() - 1) / grid.emu());
}

}  // namespace

Length strip_top(
    const std::vector<Strip>& strips, std::size_t first, std::size_t i, Length above, Length grid) {
  const Strip& strip = strips[i];
  const Length space = i > first || strip.keep_space_at_top ? strip.space_before : Length();
  const Length top = above + space;
  if (grid <= Length() || (i == first && !on_grid(strip, grid))) {
    return top;
  }
  if (on_grid(strip, grid)) {
    return round_up(top, grid);
  }
  if (!on_grid(strips[i - 1], grid)) {
    return top;
  }
  Length end = top + strip.height;  // of all that stands off the grid, with the space below it
  std::size_t next = i + 1;
  for (; next < strips.size() && !on_grid(strips[next], grid); ++next) {
    if (strips[next].across != strip.across) {
      return top;  // the columns end here
    }
    end += strips[next].space_before + strips[next].height;
  }
  if (next == strips.size()) {
    return top;
  }
  end += strips[next].space_before;
  return top + (round_up(end, grid) - end) / 2;
}

Strip stack(const Fragment& fragment, StripRange range, Length grid) {
  Strip whole;
  std::vector<Length> tops;
  Length y;
  for (std::size_t i = range.first; i < range.end; ++i) {
    y = strip_top(fragment.strips, range.first, i, y, grid);
    tops.push_back(y);
    y += fragment.strips[i].height;
  }
  whole.height = y;
  whole.items = box_items(fragment, range, tops);
  for (std::size_t i = range.first; i < range.end; ++i) {
    const Strip& strip = fragment.strips[i];
    const Point by{Length(), tops[i - range.first]};
    for (Item item : strip.items) {
      shift(item, by);
      whole.items.push_back(std::move(item));
    }
    for (StripLink link : strip.links) {
      link.box = link.box + by;
      whole.links.push_back(link);
    }
    const auto append = [](auto& to, const auto& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    append(whole.notes, strip.notes);
    append(whole.anchors, strip.anchors);
    append(whole.strings, strip.strings);
    append(whole.bookmarks, strip.bookmarks);
    for (StripLine line : strip.lines) {
      line.at = line.at + by;
      whole.lines.push_back(line);
    }
  }
  return whole;
}

}  // namespace banxin
