// Page plans become the Document: furniture, strips, notes, links, tags, bookmarks.
#pragma once

#include "engine/page/plan.h"

namespace banxin {

/// What stands in the frames of one page's master, laid out and placed on the page.
struct Furniture {
  std::vector<Item> items;  // tags local to `tags`
  std::vector<TagNode> tags;
  std::vector<StripLink> links;
  Diagnostics diagnostics;
};

/// Running heads, folios, covers: everything a master holds besides the type area. Its tags are
/// artifacts, but on pages of frames only (a cover), where they are the content.
Furniture lay_out_furniture(const PagePlan& page,
                            std::size_t number,
                            const PageFacts& facts,
                            const BlockContext& context);

/// The boxes of the frames that stand on a page.
std::vector<Rect> frames_on(const PagePlan& page, const Styled& styled);

struct Assembled {
  Document document;
  Diagnostics diagnostics;
};

Assembled assemble(const PagePlans& plans,
                   const std::vector<FlowText>& flows,
                   const BlockContext& context);

}  // namespace banxin
