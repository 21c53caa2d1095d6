// The structure tree (tagged PDF): elements, parent tree, object references.
#pragma once

#include <string_view>
#include <vector>

#include "engine/display/display.h"
#include "engine/pdf/page_stream.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

/// The standard structure type of a role (ISO 32000-1 §14.8.4), so that no role map is needed.
std::string_view structure_type(TagRole role);

/// A link annotation that belongs to an element.
struct TaggedLink {
  Ref annotation;
  std::size_t page = 0;
  TagId tag = TagId::none;
  Point at;  // its box's upper left corner
};

/// Builds the tree and gives its root. Page i has StructParents i, links[k] has StructParent
/// pages + k. Kids stand in reading order: child elements by TagId, an element's own content
/// between them where it was drawn.
Ref add_structure(Objects& objects,
                  const Document& document,
                  const std::vector<Ref>& pages,
                  const std::vector<PageStream>& streams,
                  const std::vector<TaggedLink>& links);

/// True if the document keeps what PDF/UA-1 asks for as far as the tags show it: language and
/// title known, pictures described, heading levels without a gap, lists, tables and contents whole,
/// links described and tagged.
/// Only such a file may call itself PDF/UA.
bool accessible(const Document& document);

}  // namespace banxin::pdf
