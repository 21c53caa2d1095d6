#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "engine/page/assemble.h"

namespace banxin {
namespace {

struct Band {
  Length start, extent;
};

/// Start and extent from two edges and a size, of which two are given; what is missing reaches the
/// edge.
Band solve(Length origin, Length whole, const Edge& before, const Edge& after, const Edge& size) {
  if (before && size) {
    return {origin + *before, *size};
  }
  if (after && size) {
    return {origin + whole - *after - *size, *size};
  }
  const Length start = before.value_or(Length());
  if (size) {
    return {origin + start, *size};
  }
  return {origin + start, max(Length(), whole - start - after.value_or(Length()))};
}

Rect frame_rect(const Frame& frame, const Styled& styled, const Master& master, PageSide side) {
  Rect base{Length(), Length(), styled.page.width, styled.page.height};
  if (frame.relative == Frame::Relative::type_area) {
    base = type_area(styled, master, side);
  } else if (frame.relative == Frame::Relative::bleed) {
    base = {-styled.bleed,
            -styled.bleed,
            base.width + styled.bleed * 2,
            base.height + styled.bleed * 2};
  }
  const bool inner_left = (side == PageSide::right) != styled.right_bound;
  Edge left = frame.left;
  Edge right = frame.right;
  if (frame.inner) {
    (inner_left ? left : right) = frame.inner;
  }
  if (frame.outer) {
    (inner_left ? right : left) = frame.outer;
  }
  const Band across = solve(base.x, base.width, left, right, frame.width);
  const Band down = solve(base.y, base.height, frame.top, frame.bottom, frame.height);
  return {across.start, down.start, across.extent, down.extent};
}

bool on_side(const Frame& frame, PageSide side) {
  return frame.side == Frame::Side::both ||
         (frame.side == Frame::Side::left) == (side == PageSide::left);
}

bool on_page(const Frame& frame, const PagePlan& page) {
  return frame.pages == Frame::Pages::all || (frame.pages == Frame::Pages::opening) == page.opening;
}

const std::string* running_string(const PagePlan& page, const RunningTest& test) {
  for (const FieldValues::Running& running : page.running) {
    if (running.name == test.name) {
      return test.last ? &running.last : &running.first;
    }
  }
  return nullptr;
}

bool says(const PagePlan& page, const RunningTest& test) {
  const std::string* value = running_string(page, test);
  const bool set = value && !value->empty();
  return (set && (test.equals.empty() || *value == test.equals)) != test.negated;
}

/// All of (any of).
bool page_says(const PagePlan& page, const std::vector<std::vector<RunningTest>>& when) {
  return std::all_of(when.begin(), when.end(), [&](const auto& any) {
    return std::any_of(
        any.begin(), any.end(), [&](const RunningTest& test) { return says(page, test); });
  });
}

/// How far down a frame that steps (书口检索标) stands on this page; nothing: it does not.
std::optional<Length> step_of(const Frame& frame, const PagePlan& page) {
  if (frame.step_by.empty()) {
    return Length();
  }
  constexpr int kMost = 10000;
  const std::string* value = running_string(page, RunningTest{frame.step_by, {}});
  int number = 0;
  if (!value ||
      std::from_chars(value->data(), value->data() + value->size(), number).ec != std::errc() ||
      number < 1 || number > kMost) {
    return std::nullopt;
  }
  const int step = frame.step_count > 0 ? (number - 1) % frame.step_count : number - 1;
  return frame.step * step;
}

Item bar(Rect box, const Color& color, TagRole artifact) {
  Rects rects;
  rects.fill = color;
  rects.rects.push_back(box);
  return {std::move(rects), TagId::none, artifact, Span()};
}

void add_frame_box(const Frame& frame, const BlockStyle& style, Rect box, Furniture& out) {
  if (frame.background) {
    out.items.push_back(bar(box, *frame.background, TagRole::artifact_background));
  }
  const auto border = [&](const Border& b, Rect where) {
    if (b.width > Length()) {
      out.items.push_back(bar(where, b.color, TagRole::artifact_layout));
    }
  };
  border(style.border_top, {box.x, box.y, box.width, style.border_top.width});
  border(style.border_bottom,
         {box.x, box.bottom() - style.border_bottom.width, box.width, style.border_bottom.width});
  border(style.border_left, {box.x, box.y, style.border_left.width, box.height});
  border(style.border_right,
         {box.right() - style.border_right.width, box.y, style.border_right.width, box.height});
}

/// Nothing: it does not stand on this page.
std::optional<Rect> place_of(const Frame& frame, const PagePlan& page, const Styled& styled) {
  const std::optional<Length> step = step_of(frame, page);
  if (!on_side(frame, page.side) || !on_page(frame, page) || !page_says(page, frame.when) ||
      !step) {
    return std::nullopt;
  }
  return frame_rect(frame, styled, styled.masters[page.master], page.side) + Point{Length(), *step};
}

}  // namespace

std::vector<Rect> frames_on(const PagePlan& page, const Styled& styled) {
  std::vector<Rect> boxes;
  for (const Frame& frame : styled.masters[page.master].frames) {
    if (const std::optional<Rect> box = place_of(frame, page, styled)) {
      boxes.push_back(*box);
    }
  }
  return boxes;
}

Furniture lay_out_furniture(const PagePlan& page,
                            std::size_t number,
                            const PageFacts& facts,
                            const BlockContext& context) {
  const Styled& styled = context.styled;
  const Master& master = styled.masters[page.master];
  const bool content = styled.flows[page.flow].blocks.empty() && !page.blank;
  FieldValues values;
  values.facts = &facts;
  values.folio = page.folio;
  values.page = static_cast<int>(number);
  values.running = page.running;
  BlockContext own{styled, context.fonts, context.images, context.cache, context.missing, 1};
  Furniture out;
  for (const Frame& frame : master.frames) {
    const std::optional<Rect> stands = place_of(frame, page, styled);
    if (!stands) {
      continue;
    }
    const Rect box = *stands;
    const BlockStyle& style = styled.block(frame.style);
    add_frame_box(frame, style, box, out);
    const Insets& pad = style.padding;
    const Length width = max(Length(), box.width - pad.left - pad.right);
    Fragment fragment = lay_out(frame.blocks, width, values, own);
    Strip strip = stack(fragment, {0, fragment.strips.size()});
    const Length free = box.height - pad.top - pad.bottom - strip.height;
    const Length down = frame.vertical == SideAlign::end      ? free
                        : frame.vertical == SideAlign::center ? free / 2
                                                              : Length();
    const Point by{box.x + pad.left, box.y + pad.top + down};
    const auto tag_base = static_cast<std::uint32_t>(out.tags.size());
    const bool upper = box.y + box.height / 2 < styled.page.height / 2;
    for (Item& item : strip.items) {
      shift(item, by);
      if (!content) {
        item.tag = TagId::none;
        item.artifact = upper ? TagRole::artifact_header : TagRole::artifact_footer;
      } else if (item.tag != TagId::none) {
        item.tag = static_cast<TagId>(static_cast<std::uint32_t>(item.tag) + tag_base);
      }
      out.items.push_back(std::move(item));
    }
    for (TagNode& node : fragment.tags) {
      if (!content) {
        break;
      }
      if (node.parent != TagId::none) {
        node.parent = static_cast<TagId>(static_cast<std::uint32_t>(node.parent) + tag_base);
      }
      out.tags.push_back(std::move(node));
    }
    for (StripLink link : strip.links) {
      if (link.tag == TagId::none ||
          !content) {  // a link is never in an artifact (PDF/UA-1 §7.18.5)
        continue;
      }
      link.box = link.box + by;
      link.tag = static_cast<TagId>(static_cast<std::uint32_t>(link.tag) + tag_base);
      out.links.push_back(link);
    }
    out.diagnostics.insert(
        out.diagnostics.end(), fragment.diagnostics.begin(), fragment.diagnostics.end());
  }
  return out;
}

}  // namespace banxin
