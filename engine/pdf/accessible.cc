// What PDF/UA-1 asks of the structure, as far as the display list shows it.
#include <algorithm>

#include "engine/pdf/structure.h"

namespace banxin::pdf {
namespace {

bool headings_and_pictures_sound(const Document& document) {
  int level = 0;
  for (const std::size_t i : reading_order(document.tags)) {
    const TagNode& tag = document.tags[i];
    if (is_heading(tag.role)) {
      const int here = 1 + static_cast<int>(tag.role) - static_cast<int>(TagRole::h1);
      if (here > level + 1) {
        return false;
      }
      level = here;
    }
    const bool picture = tag.role == TagRole::figure || tag.role == TagRole::formula;
    if (picture && tag.alternative.empty() && tag.actual_text.empty()) {
      return false;
    }
  }
  return true;
}

/// Lists, tables and contents hold only what they may, and their parts stand nowhere else (R76).
bool may_hold(TagRole parent, TagRole child) {
  switch (parent) {
    case TagRole::list:
      return child == TagRole::list_item || child == TagRole::caption;
    case TagRole::list_item:
      return child == TagRole::label || child == TagRole::list_body;
    case TagRole::table:
      return child == TagRole::table_row || child == TagRole::caption;
    case TagRole::table_row:
      return child == TagRole::table_head || child == TagRole::table_cell;
    case TagRole::toc:
      return child == TagRole::toc || child == TagRole::toc_item || child == TagRole::caption;
    default:
      return child != TagRole::list_item && child != TagRole::list_body &&
             child != TagRole::table_row && child != TagRole::table_head &&
             child != TagRole::table_cell && child != TagRole::toc_item;
  }
}

bool containers_sound(const Document& document) {
  for (std::size_t i = 0; i < document.tags.size(); ++i) {
    const TagRole role = document.tags[i].role;
    const auto parent = static_cast<std::size_t>(document.tags[i].parent);
    const TagRole above = parent < i ? document.tags[parent].role : TagRole::document;
    if (!is_artifact(role) && !may_hold(above, role)) {
      return false;
    }
  }
  return true;
}

bool links_sound(const Document& document) {
  for (const Page& page : document.pages) {
    for (const LinkArea& link : page.links) {
      const auto tag = static_cast<std::size_t>(link.tag);
      if (tag >= document.tags.size() || is_artifact(document.tags[tag].role) ||
          document.tags[tag].role == TagRole::document || link.description.empty()) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

bool accessible(const Document& document) {
  return !document.tags.empty() && !document.title.empty() && !document.language.empty() &&
         headings_and_pictures_sound(document) && containers_sound(document) &&
         links_sound(document);
}

}  // namespace banxin::pdf
