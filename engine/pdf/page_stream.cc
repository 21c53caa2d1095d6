#include "engine/pdf/page_stream.h"

#include <algorithm>
#include <functional>

#include "engine/base/contract.h"
#include "engine/base/number.h"
#include "engine/pdf/content.h"
#include "engine/pdf/structure.h"
#include "engine/pdf/text_line.h"

namespace banxin::pdf {
namespace {

/// What an item is marked as: an element of the structure tree, or an artifact of some kind.
struct Mark {
  TagId tag = TagId::none;
  TagRole artifact = TagRole::artifact_layout;

  friend bool operator==(const Mark& a, const Mark& b) {
    return a.tag == b.tag && (a.tag != TagId::none || a.artifact == b.artifact);
  }
};

Mark mark_of(const Document& document, const Item& item) {
  const auto tag = static_cast<std::size_t>(item.tag);
  if (tag < document.tags.size()) {
    const TagRole role = document.tags[tag].role;
    if (role == TagRole::document) {  // the root holds elements, no content
      return {};
    }
    return is_artifact(role) ? Mark{TagId::none, role} : Mark{item.tag, role};
  }
  return {TagId::none, is_artifact(item.artifact) ? item.artifact : TagRole::artifact_layout};
}

std::string_view artifact_properties(TagRole role) {
  switch (role) {
    case TagRole::artifact_header:
      return "<</Type /Pagination /Subtype /Header>>";
    case TagRole::artifact_footer:
      return "<</Type /Pagination /Subtype /Footer>>";
    case TagRole::artifact_page:
      return "<</Type /Page>>";
    case TagRole::artifact_background:
      return "<</Type /Background>>";
    default:
      return "<</Type /Layout>>";
  }
}

class PageWriter {
 public:
  PageWriter(const Document& document,
             const Page& page,
             const FontPlan& fonts,
             const PicturePlan& pictures)
      : document_(document),
        page_(page),
        fonts_(fonts),
        pictures_(pictures),
        content_(page.size.height, page.bleed) {}

  PageStream write() {
    for (std::size_t i = 0; i < page_.items.size();) {
      i = show(i);
    }
    close_mark();
    for (std::vector<std::uint32_t>* used : {&out_.fonts, &out_.pictures}) {
      std::sort(used->begin(), used->end());
      used->erase(std::unique(used->begin(), used->end()), used->end());
    }
    out_.spots = content_.spots();
    out_.content = content_.take();
    return std::move(out_);
  }

 private:
  /// Shows the item, or all runs from here on that share its mark; gives the next item's index.
  std::size_t show(std::size_t at) {
    const Item& item = page_.items[at];
    if (!paints(item)) {
      return at + 1;
    }
    if (std::holds_alternative<GlyphRun>(item.content)) {
      return show_text(at);
    }
    set_mark(mark_of(document_, item));
    content_.end_text();
    if (const auto* path = std::get_if<Path>(&item.content)) {
      content_.path(*path);
    } else if (const auto* rects = std::get_if<Rects>(&item.content)) {
      content_.set_fill(rects->fill);
      for (const Rect& rect : rects->rects) {
        content_.rectangle(rect);
      }
      content_.raw("f\n");
    } else if (const auto* picture = std::get_if<Picture>(&item.content)) {
      show_picture(*picture);
    }
    return at + 1;
  }

  bool paints(const Item& item) const {
    if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
      return !run->glyphs.empty() && run->size > Length() && fonts_.find(run->font) != nullptr;
    }
    if (const auto* path = std::get_if<Path>(&item.content)) {
      return !path->segments.empty() && (path->fill || path->stroke);
    }
    if (const auto* rects = std::get_if<Rects>(&item.content)) {
      return !rects->rects.empty();
    }
    const auto& picture = std::get<Picture>(item.content);
    return picture.image && picture.box.width > Length() && picture.box.height > Length();
  }

  std::size_t show_text(std::size_t at) {
    std::vector<const GlyphRun*> runs;
    const Mark mark = mark_of(document_, page_.items[at]);
    for (; at < page_.items.size(); ++at) {
      const Item& item = page_.items[at];
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (!run || !(mark_of(document_, item) == mark)) {
        break;
      }
      if (paints(item)) {
        runs.push_back(run);
        out_.fonts.push_back(
            static_cast<std::uint32_t>(fonts_.find(run->font) - fonts_.fonts.data()));
      }
    }
    if (mark.tag == TagId::none) {
      set_mark(mark);
      show_runs(content_, runs, fonts_);
      return at;
    }
    close_mark();
    const TagRole role = document_.tags[static_cast<std::size_t>(mark.tag)].role;
    const bool more = at < page_.items.size() && paints(page_.items[at]);
    const auto* next = more ? std::get_if<GlyphRun>(&page_.items[at].content) : nullptr;
    show_runs(content_, runs, fonts_, {structure_type(role), mark.tag, &out_.marks, next});
    content_.end_text();
    return at;
  }

  void show_picture(const Picture& picture) {
    const std::uint32_t index = pictures_.find(picture.image.get());
    out_.pictures.push_back(index);
    content_.save();
    content_.reset_text_state();
    if (picture.clip) {
      content_.rectangle(*picture.clip);
      content_.raw("W n\n");
    }
    place(picture);
    content_.raw("/Im" + std::to_string(index + 1) + " Do\n");
    content_.restore();
  }

  /// Maps the unit square, in which a stored picture stands upright, to the box, turned and
  /// mirrored as EXIF orientation 1 to 8 asks (TIFF 6.0, Orientation).
  void place(const Picture& picture) {
    struct Turn {
      int a, b, c, d;  // signs of width (a, c) and height (b, d)
      int right, top;  // whether the origin starts at the right, at the top
    };

    static constexpr Turn kTurns[8] = {{1, 0, 0, 1, 0, 0},
                                       {-1, 0, 0, 1, 1, 0},
                                       {-1, 0, 0, -1, 1, 1},
                                       {1, 0, 0, -1, 0, 1},
                                       {0, -1, -1, 0, 1, 1},
                                       {0, -1, 1, 0, 0, 1},
                                       {0, 1, 1, 0, 0, 0},
                                       {0, 1, -1, 0, 1, 0}};
    const bool stored = picture.image->kind == ImageKind::jpeg;
    const int orientation = stored ? std::clamp(picture.image->orientation, 1, 8) : 1;
    const Turn& turn = kTurns[orientation - 1];
    const Rect& box = picture.box;
    const Milli left = content_.x(box.x), right = content_.x(box.right());
    const Milli bottom = content_.y(box.bottom()), top = content_.y(box.y);
    const Milli w = right - left, h = top - bottom;
    for (const Milli value : {turn.a * w,
                              turn.b * h,
                              turn.c * w,
                              turn.d * h,
                              turn.right ? right : left,
                              turn.top ? top : bottom}) {
      content_.coordinate(value);
    }
    content_.raw("cm\n");
  }

  void set_mark(const Mark& mark) {
    if (document_.tags.empty() || (open_ && mark == mark_)) {
      return;
    }
    close_mark();
    open_ = true;
    mark_ = mark;
    if (mark.tag == TagId::none) {
      content_.begin_mark("Artifact", artifact_properties(mark.artifact));
      return;
    }
    std::string properties = "<</MCID ";
    append_number(properties, static_cast<std::int64_t>(out_.marks.size()));
    content_.begin_mark(structure_type(document_.tags[static_cast<std::size_t>(mark.tag)].role),
                        properties + ">>");
    out_.marks.push_back(mark.tag);
  }

  void close_mark() {
    content_.end_text();
    if (open_) {
      content_.end_mark();
      open_ = false;
    }
  }

  const Document& document_;
  const Page& page_;
  const FontPlan& fonts_;
  const PicturePlan& pictures_;
  Content content_;
  PageStream out_;
  Mark mark_;
  bool open_ = false;
};

/// True if both hold the same picture, though read twice.
bool same_picture(const Image& a, const Image& b) {
  return &a == &b || (!(a.hash == Hash128()) && a.hash == b.hash && a.kind == b.kind &&
                      a.width == b.width && a.height == b.height);
}

}  // namespace

std::uint32_t PicturePlan::find(const Image* image) const {
  const auto at = std::lower_bound(
      by_address.begin(), by_address.end(), image, [](const auto& entry, const Image* wanted) {
        return std::less<>()(entry.first, wanted);
      });
  BANXIN_REQUIRE(at != by_address.end() && at->first == image);
  return at->second;
}

PicturePlan plan_pictures(const Document& document) {
  PicturePlan plan;
  for (const Page& page : document.pages) {
    for (const Item& item : page.items) {
      const auto* picture = std::get_if<Picture>(&item.content);
      if (!picture || !picture->image) {
        continue;
      }
      const Image* image = picture->image.get();
      const auto at = std::find_if(
          plan.pictures.begin(), plan.pictures.end(), [&](const PlannedPicture& known) {
            return same_picture(*known.image, *image);
          });
      const auto index = static_cast<std::uint32_t>(at - plan.pictures.begin());
      if (at == plan.pictures.end()) {
        plan.pictures.push_back({image, item.source, {}});
      }
      Size& placed = plan.pictures[index].placed;
      placed = {max(placed.width, picture->box.width), max(placed.height, picture->box.height)};
      plan.by_address.emplace_back(image, index);
    }
  }
  auto& entries = plan.by_address;
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return std::less<>()(a.first, b.first);
  });
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  return plan;
}

PageStream write_page(const Document& document,
                      std::size_t page,
                      const FontPlan& fonts,
                      const PicturePlan& pictures) {
  return PageWriter(document, document.pages[page], fonts, pictures).write();
}

}  // namespace banxin::pdf
