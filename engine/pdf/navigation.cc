#include "engine/pdf/navigation.h"

#include <algorithm>

namespace banxin::pdf {
namespace {

Real points(Length length) {
  const Length bound = Length::pt(1e6);
  return {min(max(length, -bound), bound).pt(), 3};
}

Array box_array(Length left, Length bottom, Length right, Length top) {
  return {points(left), points(bottom), points(right), points(top)};
}

/// One entry of the outline with its place in the tree; indices into the list, -1: none.
struct Bookmark {
  const OutlineEntry* entry = nullptr;
  int parent = -1, previous = -1, next = -1, first = -1, last = -1;
  int depth = 0;
};

std::vector<Bookmark> nest(const std::vector<OutlineEntry>& entries, int pages) {
  std::vector<Bookmark> out;
  std::vector<int> open;  // the bookmark last seen at each depth
  for (const OutlineEntry& entry : entries) {
    if (entry.page < 0 || entry.page >= pages) {
      continue;
    }
    const auto wanted = static_cast<std::size_t>(std::clamp(entry.level, 1, 64) - 1);
    const std::size_t depth = std::min(wanted, open.size());
    const int index = static_cast<int>(out.size());
    Bookmark mark;
    mark.entry = &entry;
    mark.depth = static_cast<int>(depth);
    mark.parent = depth > 0 ? open[depth - 1] : -1;
    if (depth < open.size()) {
      mark.previous = open[depth];
      out[static_cast<std::size_t>(open[depth])].next = index;
    }
    if (mark.parent >= 0) {
      Bookmark& parent = out[static_cast<std::size_t>(mark.parent)];
      parent.first = parent.first < 0 ? index : parent.first;
      parent.last = index;
    }
    out.push_back(mark);
    open.resize(depth);
    open.push_back(index);
  }
  return out;
}

std::string one_line(const std::string& title) {
  std::string out = title;
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace

void set_boxes(Dict& page, Size trim, const Sheet& sheet) {
  const auto box = [&](Length beyond) {
    const Length from = sheet.margin - beyond;
    return box_array(
        from, from, sheet.margin + trim.width + beyond, sheet.margin + trim.height + beyond);
  };
  page.set("MediaBox", box(sheet.margin));
  page.set("BleedBox", box(sheet.bleed)).set("TrimBox", box(Length()));
}

Ref add_page_tree(Objects& objects, const std::vector<Ref>& pages, std::vector<Ref>& parents) {
  struct Node {
    Ref ref;
    std::size_t pages = 1;
    Dict dictionary;
  };

  std::vector<Node> level;
  for (const Ref page : pages) {
    level.push_back({page, 1, {}});
  }
  parents.assign(pages.size(), Ref{});
  bool leaves = true;
  do {
    // Nodes of one level differ by at most one kid.
    const std::size_t count =
        std::max<std::size_t>(1, (level.size() + kPageTreeWidth - 1) / kPageTreeWidth);
    std::vector<Node> above;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t from = i * level.size() / count, to = (i + 1) * level.size() / count;
      Node node{objects.reserve(), 0, Dict{{"Type", Name{"Pages"}}}};
      Array kids;
      for (std::size_t k = from; k < to; ++k) {
        kids.emplace_back(level[k].ref);
        node.pages += level[k].pages;
        if (leaves) {
          parents[k] = node.ref;
        } else {
          level[k].dictionary.set("Parent", node.ref);
          objects.set(level[k].ref, std::move(level[k].dictionary));
        }
      }
      node.dictionary.set("Kids", std::move(kids)).set("Count", integer(node.pages));
      above.push_back(std::move(node));
    }
    level = std::move(above);
    leaves = false;
  } while (level.size() > 1);
  objects.set(level.front().ref, std::move(level.front().dictionary));
  return level.front().ref;
}

std::optional<Array> destination(const PagePlaces& places, int page, Point at) {
  if (page < 0 || static_cast<std::size_t>(page) >= places.refs.size()) {
    return std::nullopt;
  }
  const auto index = static_cast<std::size_t>(page);
  const Page& target = places.document.pages[index];
  const Length margin = sheet_of(target, places.options).margin;
  return Array{places.refs[index],
               Name{"XYZ"},
               points(at.x + margin),
               points(target.size.height + margin - at.y),
               Value()};
}

std::string ascii_uri(std::string_view address) {
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || c == '"' || c == '<' || c == '>') {
      out += '%' + hex(std::string_view(&c, 1));
    } else {
      out += c;
    }
  }
  return out;
}

Array add_links(Objects& objects,
                const PagePlaces& places,
                std::size_t page,
                std::vector<TaggedLink>& tagged) {
  const Document& document = places.document;
  const Page& from = document.pages[page];
  const Length margin = sheet_of(from, places.options).margin;
  Array annotations;
  for (const LinkArea& link : from.links) {
    Dict annotation{{"Type", Name{"Annot"}}, {"Subtype", Name{"Link"}}, {"F", 4}};
    annotation.set("Border", Array{0, 0, 0});
    const Length up = from.size.height + margin;
    annotation.set("Rect",
                   box_array(link.box.x + margin,
                             up - link.box.bottom(),
                             link.box.right() + margin,
                             up - link.box.y));
    if (!link.uri.empty()) {
      annotation.set("A", Dict{{"S", Name{"URI"}}, {"URI", Bytestring{ascii_uri(link.uri)}}});
    } else if (std::optional<Array> to = destination(places, link.page, link.at)) {
      annotation.set("Dest", *std::move(to));
    } else {
      continue;
    }
    if (!link.description.empty()) {
      annotation.set("Contents", text_string(link.description));
    }
    const auto tag = static_cast<std::size_t>(link.tag);
    const bool in_tree = tag < document.tags.size() && !is_artifact(document.tags[tag].role) &&
                         document.tags[tag].role != TagRole::document;
    if (in_tree) {
      annotation.set("StructParent", integer(places.refs.size() + tagged.size()));
    }
    const Ref made = objects.add(std::move(annotation));
    annotations.emplace_back(made);
    if (in_tree) {
      tagged.push_back({made, page, link.tag, {link.box.x, link.box.y}});
    }
  }
  return annotations;
}

std::optional<Ref> add_outline(Objects& objects, const PagePlaces& places) {
  const std::vector<Bookmark> marks =
      nest(places.document.outline, static_cast<int>(places.refs.size()));
  if (marks.empty()) {
    return std::nullopt;
  }
  const Ref root = objects.reserve();
  std::vector<Ref> refs;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    refs.push_back(objects.reserve());
  }
  const auto ref = [&](int index) { return refs[static_cast<std::size_t>(index)]; };
  int open = 0, last = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const Bookmark& mark = marks[i];
    Dict entry{{"Title", text_string(one_line(mark.entry->title))},
               {"Parent", mark.parent < 0 ? root : ref(mark.parent)}};
    const std::pair<const char*, int> links[] = {
        {"Prev", mark.previous}, {"Next", mark.next}, {"First", mark.first}, {"Last", mark.last}};
    for (const auto& [key, index] : links) {
      if (index >= 0) {
        entry.set(key, ref(index));
      }
    }
    const bool shown = mark.depth == 0;  // its kids are; those of deeper entries are folded away
    if (mark.first >= 0) {
      int kids = 0;
      for (int kid = mark.first; kid >= 0; kid = marks[static_cast<std::size_t>(kid)].next) {
        ++kids;
      }
      // Count: entries seen when open; kids are folded, so only themselves (ISO 32000-1 §12.3.3).
      entry.set("Count", shown ? kids : -kids);
    }
    entry.set("Dest", *destination(places, mark.entry->page, mark.entry->at));
    objects.set(refs[i], std::move(entry));
    open += mark.depth <= 1 ? 1 : 0;
    last = mark.depth == 0 ? static_cast<int>(i) : last;
  }
  objects.set(root,
              Dict{{"Type", Name{"Outlines"}},
                   {"First", refs.front()},
                   {"Last", ref(last)},
                   {"Count", open}});
  return root;
}

Array page_labels(const Document& document) {
  static constexpr const char* kStyles[] = {"", "D", "r", "R"};
  std::vector<const LabelRange*> ranges;
  for (const LabelRange& range : document.labels) {
    if (range.first_page >= 0 &&
        static_cast<std::size_t>(range.first_page) < document.pages.size()) {
      ranges.push_back(&range);
    }
  }
  std::stable_sort(ranges.begin(), ranges.end(), [](const LabelRange* a, const LabelRange* b) {
    return a->first_page < b->first_page;
  });
  Array out;
  if (!ranges.empty() && ranges.front()->first_page > 0) {
    out = {0, Dict{{"S", Name{"D"}}}};  // the tree must start at page 0
  }
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (i + 1 < ranges.size() && ranges[i + 1]->first_page == ranges[i]->first_page) {
      continue;  // the later one holds
    }
    const LabelRange& range = *ranges[i];
    Dict label;
    if (range.style != LabelRange::Style::none) {
      label.set("S", Name{kStyles[static_cast<std::size_t>(range.style)]});
    }
    if (!range.prefix.empty()) {
      label.set("P", text_string(range.prefix));
    }
    if (range.start > 1 && range.style != LabelRange::Style::none) {
      label.set("St", range.start);
    }
    out.emplace_back(range.first_page);
    out.emplace_back(std::move(label));
  }
  return out;
}

}  // namespace banxin::pdf
