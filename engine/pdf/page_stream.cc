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
  PageWriter(const PageContext& context, std::size_t page)
      : context_(context),
        document_(context.document),
        index_(page),
        page_(context.document.pages[page]),
        fonts_(context.fonts),
        pictures_(context.pictures),
        sheet_(sheet_of(page_, context.options)),
        content_(page_.size.height, sheet_.margin, context.colors) {}

  PageStream write() {
    if (document_.tags.empty()) {
      open_.emplace(content_.unmarked());
    }
    for (std::size_t i = 0; i < page_.items.size();) {
      i = show(i);
    }
    show_marks();
    close_mark();
    for (std::vector<std::uint32_t>* used : {&out_.fonts, &out_.job_fonts, &out_.pictures}) {
      std::sort(used->begin(), used->end());
      used->erase(std::unique(used->begin(), used->end()), used->end());
    }
    out_.sheet = sheet_;
    out_.spots = content_.spots();
    out_.overprints = content_.overprints();
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
    const Content::Mark& mark = marked(mark_of(document_, item));
    content_.end_text();
    const bool bleeds = sheet_.bleed > Length();
    const Item carried = bleeds ? run_on(item, page_.size, sheet_.bleed) : Item();
    const Item& shown = bleeds ? carried : item;
    if (const auto* path = std::get_if<Path>(&shown.content)) {
      content_.path(mark, *path);
    } else if (const auto* rects = std::get_if<Rects>(&shown.content)) {
      content_.rects(mark, *rects);
    } else if (const auto* picture = std::get_if<Picture>(&shown.content)) {
      show_picture(mark, *picture);
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
    if (mark.tag == TagId::none || document_.tags.empty()) {
      show_runs(content_, runs, fonts_, {"", TagId::none, nullptr, nullptr, &marked(mark)});
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

  void show_picture(const Content::Mark& mark, const Picture& picture) {
    const std::uint32_t index = pictures_.find(picture.image.get());
    out_.pictures.push_back(index);
    content_.draw(mark,
                  "Im" + std::to_string(index + 1),
                  place(picture),
                  picture.clip ? &*picture.clip : nullptr);
  }

  /// Maps the unit square, in which a stored picture stands upright, to the box, turned and
  /// mirrored as EXIF orientation 1 to 8 asks (TIFF 6.0, Orientation).
  Content::Matrix place(const Picture& picture) const {
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
    return {turn.a * w,
            turn.b * h,
            turn.c * w,
            turn.d * h,
            turn.right ? right : left,
            turn.top ? top : bottom};
  }

  void show_marks() {
    const PdfOptions& options = context_.options;
    if (options.edition == Edition::screen || !options.marks.any()) {
      return;
    }
    const Content::Mark& mark = marked({TagId::none, TagRole::artifact_page});
    const DrawnMarks drawn = draw_marks(page_.size, sheet_, options.marks);
    for (const Path& path : drawn.registration) {
      content_.registration(mark, path);
    }
    for (const Rects& patch : drawn.patches) {
      content_.rects(mark, patch);
    }
    if (!context_.job) {
      return;
    }
    const FontPlan& fonts = context_.job->fonts;
    std::vector<const GlyphRun*> runs;
    for (const GlyphRun& run : context_.job->pages[index_]) {
      runs.push_back(&run);
      out_.job_fonts.push_back(static_cast<std::uint32_t>(fonts.find(run.font) - &fonts.fonts[0]));
    }
    show_runs(content_, runs, fonts, {"", TagId::none, nullptr, nullptr, &mark});
  }

  /// The open sequence for `mark`: the one open before if it is the same.
  const Content::Mark& marked(const Mark& mark) {
    if (document_.tags.empty() || (open_ && mark == mark_)) {
      return *open_;
    }
    close_mark();
    mark_ = mark;
    if (mark.tag == TagId::none) {
      return open_.emplace(content_.mark("Artifact", artifact_properties(mark.artifact)));
    }
    std::string properties = "<</MCID ";
    append_number(properties, static_cast<std::int64_t>(out_.marks.size()));
    out_.marks.push_back(mark.tag);
    const TagRole role = document_.tags[static_cast<std::size_t>(mark.tag)].role;
    return open_.emplace(content_.mark(structure_type(role), properties + ">>"));
  }

  void close_mark() {
    content_.end_text();
    open_.reset();
  }

  const PageContext& context_;
  const Document& document_;
  const std::size_t index_;
  const Page& page_;
  const FontPlan& fonts_;
  const PicturePlan& pictures_;
  Sheet sheet_;
  Content content_;
  PageStream out_;
  Mark mark_;  // what is open
  std::optional<Content::Mark> open_;
};

/// True if both hold the same picture, though read twice.
bool same_picture(const Image& a, const Image& b) {
  return &a == &b || (!(a.hash == Hash128()) && a.hash == b.hash && a.kind == b.kind &&
                      a.width == b.width && a.height == b.height);
}

/// A picture drawn several times is stored once: it can be laid on one even colour only.
void add_ground(PlannedPicture& picture, const std::optional<Color>& ground) {
  const bool first = picture.placed == Size();
  if (first || picture.beneath != ground) {
    picture.beneath = first ? ground : std::nullopt;
  }
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
    for (std::size_t i = 0; i < page.items.size(); ++i) {
      const Item& item = page.items[i];
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
        plan.pictures.push_back(
            {image, item.source, {}, {picture->box.width, picture->box.height}, paper()});
      }
      if (!image->alpha.empty()) {
        add_ground(plan.pictures[index], beneath(page, i));
      }
      Size& placed = plan.pictures[index].placed;
      placed = {max(placed.width, picture->box.width), max(placed.height, picture->box.height)};
      Size& smallest = plan.pictures[index].smallest;
      smallest = {min(smallest.width, picture->box.width),
                  min(smallest.height, picture->box.height)};
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

PageStream write_page(const PageContext& context, std::size_t page) {
  return PageWriter(context, page).write();
}

}  // namespace banxin::pdf
