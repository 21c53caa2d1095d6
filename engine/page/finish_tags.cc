#include "engine/page/finish_tags.h"

#include <algorithm>
#include <string_view>

namespace banxin {
namespace {

constexpr std::string_view kEmSpace = "\u3000";

std::size_t index_of(TagId tag) {
  return static_cast<std::size_t>(tag);
}

/// A manuscript may leave a level out; a heading then stands right below the one it belongs to.
void close_level_gaps(std::vector<TagNode>& tags, const std::vector<std::size_t>& order) {
  std::vector<TagRole> open;  // the levels as written, each deeper than the one before
  for (const std::size_t i : order) {
    TagRole& role = tags[i].role;
    if (!is_heading(role)) {
      continue;
    }
    while (!open.empty() && open.back() >= role) {
      open.pop_back();
    }
    open.push_back(role);
    role = static_cast<TagRole>(static_cast<std::size_t>(TagRole::h1) + open.size() - 1);
  }
}

bool is_section(TagRole role) {
  return role == TagRole::sect || role == TagRole::part;
}

/// For each tag the heading it is inside of, if that names a section; else TagId::none.
std::vector<TagId> naming_headings(const std::vector<TagNode>& tags,
                                   const std::vector<std::size_t>& order) {
  std::vector<TagId> naming(tags.size(), TagId::none);
  std::vector<char> named(tags.size(), 0);
  for (const std::size_t i : order) {
    const std::size_t parent = index_of(tags[i].parent);
    if (parent >= tags.size()) {
      continue;
    }
    if (is_heading(tags[i].role) && is_section(tags[parent].role) && named[parent] == 0) {
      named[parent] = 1;
      naming[i] = static_cast<TagId>(i);
    } else if (tags[i].role != TagRole::ruby_text) {
      naming[i] = naming[parent];
    }
  }
  return naming;
}

void name_sections(Document& document, const std::vector<std::size_t>& order) {
  auto& tags = document.tags;
  const std::vector<TagId> naming = naming_headings(tags, order);
  std::vector<std::string> titles(tags.size());
  for (const Page& page : document.pages) {
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      const std::size_t tag = index_of(item.tag);
      if (run && tag < tags.size() && naming[tag] != TagId::none) {
        titles[index_of(naming[tag])] += run->text;
      }
    }
  }
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (!titles[i].empty()) {
      std::replace(titles[i].begin(), titles[i].end(), '\n', ' ');
      while (titles[i].ends_with(kEmSpace)) {  // after a run-in heading
        titles[i].resize(titles[i].size() - kEmSpace.size());
      }
      tags[index_of(tags[i].parent)].title = std::move(titles[i]);
    }
  }
}

}  // namespace

void finish_tags(Document& document) {
  const std::vector<std::size_t> order = reading_order(document.tags);
  close_level_gaps(document.tags, order);
  name_sections(document, order);
}

}  // namespace banxin
