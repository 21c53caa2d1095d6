// What blocks are to a reader of the structure: where a block stands decides what it becomes, so
// that lists, tables, contents and figures hold only what they may (R76).
#include "engine/block/emit.h"

namespace banxin {
namespace {

/// A box without a meaning of its own: its content is its parent's.
bool transparent(const StyledBlock& block, TagRole role) {
  const bool box = block.kind == StyledKind::box || block.kind == StyledKind::row;
  return role == TagRole::p && (box || block.kind == StyledKind::page_break ||
                                block.kind == StyledKind::space || block.kind == StyledKind::rule);
}

}  // namespace

TagId Emitter::add_tag(TagRole role, TagId parent, const StyledBlock& block) {
  if (artifact_) {
    return TagId::none;
  }
  TagNode node;
  node.role = role;
  node.parent = parent;
  node.alternative = block.alternative;
  node.numbering = block.numbering;
  if (block.paragraph) {
    const Styled& styled = setter_.context.styled;
    node.language = styled.text(styled.block(block.style).text).language;
  }
  fragment_.tags.push_back(std::move(node));
  return static_cast<TagId>(fragment_.tags.size() - 1);
}

TagId Emitter::add_tag(TagRole role, TagId parent) {
  return add_tag(role, parent, StyledBlock());
}

TagRole Emitter::role_of(TagId tag) const {
  return tag == TagId::none ? TagRole::document
                            : fragment_.tags[static_cast<std::size_t>(tag)].role;
}

/// The part of `whole` that has this role; made when first asked for.
TagId Emitter::part_of(TagId whole, TagRole role) {
  for (auto i = static_cast<std::size_t>(whole) + 1; i < fragment_.tags.size(); ++i) {
    if (fragment_.tags[i].parent == whole && fragment_.tags[i].role == role) {
      return static_cast<TagId>(i);
    }
  }
  return add_tag(role, whole);
}

TagId Emitter::last_part_of(TagId whole) const {
  for (std::size_t i = fragment_.tags.size(); i-- > 0;) {
    if (fragment_.tags[i].parent == whole) {
      return static_cast<TagId>(i);
    }
  }
  return TagId::none;
}

TagRole Emitter::role_in(const PlanNode& node) {
  return node.block->role != TagRole::p ? node.block->role : node.style->role;
}

/// Where the element of a block stands in `parent`, and as what.
Emitter::Home Emitter::home_of(const StyledBlock& block, TagRole role, TagId parent) {
  const bool picture = block.kind == StyledKind::image || block.kind == StyledKind::qr;
  switch (role_of(parent)) {
    case TagRole::list:
      if (role == TagRole::list_item || role == TagRole::caption) {
        break;
      }
      parent = add_tag(TagRole::list_item, parent);
      return {parent, role == TagRole::list_body ? TagRole::p : role};
    case TagRole::table:
      if (block.kind == StyledKind::table || role == TagRole::caption) {
        break;
      }
      return {part_of(parent, TagRole::caption), role};
    case TagRole::figure:
      if (picture || role == TagRole::caption || role == TagRole::figure) {
        break;
      }
      return {part_of(parent, TagRole::caption), role};
    case TagRole::toc:
      if (role == TagRole::toc || role == TagRole::toc_item || role == TagRole::caption) {
        break;
      }
      return {part_of(parent, TagRole::caption), role};
    case TagRole::note:
      return {parent, role == TagRole::note ? TagRole::p : role};
    default:
      if (role == TagRole::toc_item) {
        const TagId last = last_part_of(parent);
        return {last != TagId::none && role_of(last) == TagRole::toc
                    ? last
                    : add_tag(TagRole::toc, parent),
                role};
      }
      if (role == TagRole::note && block.kind == StyledKind::paragraph) {
        role = TagRole::p;  // the Note is a box around its paragraphs
      }
      break;
  }
  return {parent, role};
}

bool Emitter::labelled(const PlanNode& node) {
  return node.block->paragraph && node.marker != kNoJob && !node.block->paragraph->marker_is_text;
}

/// The structure element of a block.
TagId Emitter::tag_for(const PlanNode& node, TagId parent) {
  const StyledBlock& block = *node.block;
  label_ = TagId::none;
  if (artifact_ || is_artifact(role_in(node))) {
    return TagId::none;
  }
  if (transparent(block, role_in(node))) {
    return parent;
  }
  auto [home, role] = home_of(block, role_in(node), parent);
  const bool entry = role == TagRole::bib_entry && role_of(home) != TagRole::list_item;
  if (labelled(node) && !entry) {
    label_ = add_tag(TagRole::label, home);  // read before what it stands at
  }
  if (role_of(home) == TagRole::list_item && role != TagRole::label) {
    home = part_of(home, TagRole::list_body);
    role = role == TagRole::list_body ? TagRole::p : role;
  }
  switch (block.kind) {
    case StyledKind::paragraph:
      return paragraph_tag(node, role, home);
    case StyledKind::box:
    case StyledKind::row:
      return role == TagRole::p ? home : add_tag(role, home, block);
    case StyledKind::image:
    case StyledKind::qr:
      if (role == TagRole::p && block.alternative.empty()) {
        return home;
      }
      home = block.link == LinkId::none ? home : add_tag(TagRole::link, home);
      return add_tag(TagRole::figure, home, block);
    case StyledKind::table:
      return role_of(home) == TagRole::table ? home : add_tag(TagRole::table, home, block);
    default:
      return home;
  }
}

/// Code and entries of a bibliography are parts of a paragraph; such an entry has its label inside.
TagId Emitter::paragraph_tag(const PlanNode& node, TagRole role, TagId home) {
  const StyledBlock& block = *node.block;
  const bool inside =
      role == TagRole::code || (role == TagRole::bib_entry && role_of(home) != TagRole::list_body);
  if (role == TagRole::toc_item || !inside) {
    const TagId tag = add_tag(role, home, block);
    return role == TagRole::toc_item ? add_tag(TagRole::reference, tag) : tag;
  }
  const TagId tag = add_tag(role, add_tag(TagRole::p, home, block));
  if (labelled(node)) {
    label_ = add_tag(TagRole::label, tag);
  }
  return tag;
}

/// The element that holds the link of a whole block: the Link around its figure.
TagId Emitter::link_of(TagId tag) const {
  const TagId parent =
      tag == TagId::none ? tag : fragment_.tags[static_cast<std::size_t>(tag)].parent;
  return role_of(parent) == TagRole::link ? parent : tag;
}

}  // namespace banxin
