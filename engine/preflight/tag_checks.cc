// Tags: content and tree both ways, types, alternatives, headings, lists, tables.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/preflight/check.h"
#include "engine/preflight/tag_tree.h"
#include "engine/preflight/trees.h"

namespace banxin::prepress {
namespace {

using Types = std::set<std::string>;

class TagCheck {
 public:
  TagCheck(Check& check, Object root)
      : check_(check),
        tree_(read_tag_tree(root)),
        parents_(number_tree(get(root, "/ParentTree"))) {
    for (std::size_t i = 0; i < check.pages.size(); ++i) {
      page_numbers_[id(check.pages[i].page)] = static_cast<int>(i);
    }
  }

  void run() {
    if (tree_.cut) {
      check_.findings.add("tag.parent", {"K"});
    }
    check_contents();
    check_parent_tree();
    check_annotations();
    int heading = 0;
    for (const Element& element : tree_.elements) {
      check_element(element);
      check_heading(element, heading);
      check_children(element);
      if (element.standard == "Table") {
        check_table(element);
      }
    }
  }

 private:
  void find(const char* rule, const Element* element, std::vector<std::string> args = {}) {
    int page = -1;
    if (element) {
      int number = element->page;
      // An element without a page of its own is where its first content is.
      constexpr int kDeepest = 64;
      const Element* e = element;
      for (int level = 0; number == 0 && !e->kids.empty() && level < kDeepest; ++level) {
        e = &at(e->kids.front());
        number = e->page;
      }
      const auto found = page_numbers_.find(number);
      page = found == page_numbers_.end() ? -1 : found->second;
    }
    check_.findings.add(rule, page, nullptr, std::move(args));
  }

  const Element& at(int index) const { return tree_.elements[static_cast<std::size_t>(index)]; }

  /// StructParents of a page or stream by its object number, worked out once for pages.
  int key_of(int object_number) {
    const auto known = keys_.find(object_number);
    if (known != keys_.end()) {
      return known->second;
    }
    const auto page = page_numbers_.find(object_number);
    Object holder = page != page_numbers_.end()
                        ? check_.pages[static_cast<std::size_t>(page->second)].page
                    : object_number > 0 ? check_.file.getObject(object_number, 0)
                                        : Object::newNull();
    const int otherwise = page != page_numbers_.end() ? -1 - page->second : -2'000'000'000;
    const int key = integer(get(holder, "/StructParents"), otherwise);
    keys_.emplace(object_number, key);
    return key;
  }

  /// From the tree to the content.
  void check_contents() {
    for (std::size_t i = 0; i < tree_.elements.size(); ++i) {
      const Element& element = tree_.elements[i];
      for (const auto& [where, mcid] : element.contents) {
        const int key = key_of(where);
        if (!owner_.emplace(std::pair(key, mcid), static_cast<int>(i)).second) {
          find("tag.parent-tree", &element, {"MCID " + std::to_string(mcid)});
        }
        if (check_.seen.page_of.count({key, mcid}) == 0) {
          find("tag.no-content", &element, {std::to_string(mcid)});
        }
      }
    }
  }

  /// From the content to the tree, by way of the ParentTree.
  void check_parent_tree() {
    int last_key = -1;
    std::vector<Object> row;
    for (const auto& [content, page] : check_.seen.page_of) {
      const auto [key, mcid] = content;
      if (key != last_key) {
        const auto found = parents_.find(key);
        row = found == parents_.end() ? std::vector<Object>() : items(found->second);
        last_key = key;
      }
      const int named =
          static_cast<std::size_t>(mcid) < row.size() ? id(row[static_cast<std::size_t>(mcid)]) : 0;
      const auto owner = owner_.find(content);
      const int owned = owner == owner_.end() ? -1 : id(at(owner->second).object);
      if (named == 0 || named != owned) {
        check_.findings.add("tag.parent-tree", page, nullptr, {"MCID " + std::to_string(mcid)});
      }
    }
  }

  void check_annotations() {
    std::map<int, int> owners;  // annotation → element index
    for (std::size_t i = 0; i < tree_.elements.size(); ++i) {
      for (const int annotation : tree_.elements[i].annotations) {
        owners[annotation] = static_cast<int>(i);
      }
    }
    for (std::size_t i = 0; i < check_.pages.size(); ++i) {
      for (Object annotation : items(get(check_.pages[i].page, "/Annots"))) {
        const std::string kind = name(get(annotation, "/Subtype"));
        if (kind != "Link" || !has(annotation, "/StructParent")) {
          continue;
        }
        const auto owner = owners.find(id(annotation));
        const auto parent = parents_.find(integer(get(annotation, "/StructParent"), -1));
        const bool linked = owner != owners.end() && at(owner->second).standard == "Link";
        const bool named = parent != parents_.end() && owner != owners.end() &&
                           id(parent->second) == id(at(owner->second).object);
        if (!linked || !named) {
          const Box box = rectangle(get(annotation, "/Rect")).value_or(Box{});
          check_.findings.add(
              "annot.untagged", static_cast<int>(i), &box, {linked ? "ParentTree" : "Link, OBJR"});
        }
      }
    }
  }

  void check_element(const Element& element) {
    if (!is_standard_type(element.standard)) {
      find("tag.role", &element, {element.type});
    }
    Object parent = get(element.object, "/P");
    const bool fits = element.parent < 0 ? name(get(parent, "/Type")) == "StructTreeRoot"
                                         : id(parent) == id(at(element.parent).object);
    if (!fits) {
      find("tag.parent", &element, {element.type});
    }
    const bool figure = element.standard == "Figure";
    if ((figure || element.standard == "Formula") && text(get(element.object, "/Alt")).empty() &&
        text(get(element.object, "/ActualText")).empty()) {
      find("tag.alt", &element, {element.type});
    }
    if (figure && attribute(element, "/BBox").isNull()) {
      find("tag.bbox", &element);
    }
    if (element.standard == "TH" && name(attribute(element, "/Scope")).empty() &&
        !has(element.object, "/ID") && attribute(element, "/Headers").isNull()) {
      find("tag.scope", &element);
    }
  }

  void check_heading(const Element& element, int& level) {
    const std::string& type = element.standard;
    if (type.size() != 2 || type[0] != 'H' || type[1] < '1' || type[1] > '6') {
      return;
    }
    const int now = type[1] - '0';
    if (now > level + 1) {
      find(
          "tag.heading", &element, {level == 0 ? "@beginning" : "H" + std::to_string(level), type});
    }
    level = now;
  }

  void check_children(const Element& element) {
    static const std::map<std::string, Types> kMayHold = {
        {"TOC", {"TOC", "TOCI", "Caption"}},
        {"L", {"L", "LI", "Caption"}},
        {"LI", {"Lbl", "LBody"}},
        {"Table", {"TR", "THead", "TBody", "TFoot", "Caption"}},
        {"THead", {"TR"}},
        {"TBody", {"TR"}},
        {"TFoot", {"TR"}},
        {"TR", {"TH", "TD"}},
        {"Ruby", {"RB", "RT", "RP"}}};
    static const std::map<std::string, Types> kMayStandIn = {
        {"TOCI", {"TOC"}},
        {"LI", {"L"}},
        {"LBody", {"LI"}},
        {"TR", {"Table", "THead", "TBody", "TFoot"}},
        {"TH", {"TR"}},
        {"TD", {"TR"}},
        {"THead", {"Table"}},
        {"TBody", {"Table"}},
        {"TFoot", {"Table"}},
        {"RB", {"Ruby"}},
        {"RT", {"Ruby"}}};
    const auto holds = kMayHold.find(element.standard);
    for (const int kid : element.kids) {
      const std::string& type = at(kid).standard;
      const auto stands = kMayStandIn.find(type);
      const bool held = holds == kMayHold.end() || holds->second.count(type) != 0;
      const bool stood = stands == kMayStandIn.end() || stands->second.count(element.standard) != 0;
      if (!held || !stood) {
        find("tag.children", &at(kid), {element.type, at(kid).type});
      }
    }
  }

  /// Groups of rows do not nest; that they are where they may be is checked elsewhere.
  void rows_of(const Element& element, std::vector<const Element*>& rows, int depth = 0) const {
    constexpr int kDepth = 4;
    for (const int kid : element.kids) {
      const std::string& type = at(kid).standard;
      if (type == "TR") {
        rows.push_back(&at(kid));
      } else if (depth < kDepth && (type == "THead" || type == "TBody" || type == "TFoot")) {
        rows_of(at(kid), rows, depth + 1);
      }
    }
  }

  /// Cells of each row, with those that reach down from rows above.
  void check_table(const Element& table) {
    std::vector<const Element*> rows;
    rows_of(table, rows);
    std::vector<std::int64_t> counts(rows.size(), 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (const int kid : rows[row]->kids) {
        const int across = std::clamp(integer(attribute(at(kid), "/ColSpan"), 1), 1, 1000);
        const int down = std::clamp(integer(attribute(at(kid), "/RowSpan"), 1), 1, 1000);
        for (std::size_t r = row; r < rows.size() && r < row + static_cast<std::size_t>(down);
             ++r) {
          counts[r] += across;
        }
      }
    }
    for (std::size_t row = 1; row < rows.size(); ++row) {
      if (counts[row] != counts[0]) {
        find("tag.cells",
             rows[row],
             {std::to_string(row + 1) + ": " + std::to_string(counts[row]) + " / " +
              std::to_string(counts[0])});
        return;
      }
    }
  }

  Check& check_;
  TagTree tree_;
  std::map<int, Object> parents_;
  std::map<int, int> page_numbers_, keys_;
  std::map<std::pair<int, int>, int> owner_;  // (key, MCID) → element that names it
};

}  // namespace

void check_tags(Check& check) {
  Object root = check.file.getRoot();
  Object tree = get(root, "/StructTreeRoot");
  check.summary.tagged = tree.isDictionary() && truth(get(root, "/MarkInfo", "/Marked"));
  if (check.press()) {
    return;  // allowed in press files and without harm there
  }
  if (truth(get(root, "/MarkInfo", "/Suspects"))) {
    check.findings.add("tag.suspects");
  }
  if (!check.summary.tagged) {
    check.findings.add("tag.none");
  }
  if (tree.isDictionary()) {
    TagCheck(check, tree).run();
  }
}

}  // namespace banxin::prepress
