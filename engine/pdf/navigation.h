// Page tree, links, bookmarks and page labels. Rules R10, R11, R77, R78; trap P-6.
#pragma once

#include <optional>
#include <vector>

#include "engine/display/display.h"
#include "engine/pdf/sheet.h"
#include "engine/pdf/structure.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

inline constexpr std::size_t kPageTreeWidth = 16;

/// The pages of a file: where destinations lead and annotations lie.
struct PagePlaces {
  const Document& document;
  const std::vector<Ref>& refs;  // by page
  const PdfOptions& options;     // of the edition: where on its sheet a page lies
};

/// Media, bleed and trim box; never a CropBox (R10, R11).
void set_boxes(Dict& page, Size trim, const Sheet& sheet);

/// Builds a balanced tree over `pages` and gives its root; `parents[i]` is the node page i belongs
/// to. Nodes are wide enough for 16 kids.
Ref add_page_tree(Objects& objects, const std::vector<Ref>& pages, std::vector<Ref>& parents);

/// A destination [page /XYZ left top null]; nothing if there is no such page.
std::optional<Array> destination(const PagePlaces& places, int page, Point at);

/// The links of one page as annotations; those that lead nowhere are left out. Tagged ones are
/// appended to `tagged` and get their StructParent by their place in it.
Array add_links(Objects& objects,
                const PagePlaces& places,
                std::size_t page,
                std::vector<TaggedLink>& tagged);

/// An address as a URI in ASCII: other characters as %XX of their UTF-8.
std::string ascii_uri(std::string_view address);

/// The outline's root, or nothing if there are no entries. Levels that jump are closed up; entries
/// of the first level are open.
std::optional<Ref> add_outline(Objects& objects, const PagePlaces& places);

/// The number tree of page labels; empty if the document has none. Pages before the first range
/// are counted from 1.
Array page_labels(const Document& document);

}  // namespace banxin::pdf
