#include "engine/pdf/structure.h"

#include <algorithm>
#include <array>
#include <optional>

namespace banxin::pdf {
namespace {

constexpr std::array<std::string_view, 32> kTypes = {
    "Document",  "Part",    "Sect",       "Art",   "H1",   "H2",   "H3",    "H4",
    "P",         "Caption", "BlockQuote", "L",     "LI",   "Lbl",  "LBody", "Note",
    "Figure",    "Formula", "Table",      "TR",    "TH",   "TD",   "TOC",   "TOCI",
    "Reference", "Link",    "Span",       "Quote", "Code", "Ruby", "RB",    "RT"};

/// Where something was first drawn: page, then place in its content stream.
struct Place {
  std::size_t page = 0, mark = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

constexpr Place kNowhere{static_cast<std::size_t>(-1), 0};

struct Kid {
  enum class Kind { element, content, link } kind = Kind::element;
  Place place;
  std::size_t index = 0;  // element: TagId; link: into links
};

struct Node {
  std::vector<std::size_t> children;  // by TagId
  std::vector<Place> content;
  std::vector<std::size_t> links;
  Place first = kNowhere;  // of the whole subtree
};

class TreeBuilder {
 public:
  TreeBuilder(Objects& objects,
              const Document& document,
              const std::vector<Ref>& pages,
              const std::vector<PageStream>& streams,
              const std::vector<TaggedLink>& links)
      : objects_(objects),
        document_(document),
        pages_(pages),
        streams_(streams),
        links_(links),
        nodes_(document.tags.size()),
        link_elements_(links.size()),
        link_parents_(links.size()) {}

  Ref build() {
    collect();
    root_ = objects_.reserve();
    top_ = objects_.reserve();
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      elements_.push_back(used(i) ? objects_.reserve() : root_);
    }
    Array top_kids;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!used(i)) {
        continue;
      }
      write_element(i);
      if (parent_of(i) == nodes_.size()) {
        top_kids.emplace_back(elements_[i]);
      }
    }
    Dict top{{"Type", Name{"StructElem"}}, {"S", Name{"Document"}}, {"P", root_}};
    objects_.set(top_, std::move(top.set("K", std::move(top_kids))));
    write_root();
    return root_;
  }

 private:
  /// Artifacts are no elements, and a `document` is only the root we write ourselves.
  bool used(std::size_t tag) const {
    const TagRole role = document_.tags[tag].role;
    return !is_artifact(role) && role != TagRole::document;
  }

  /// The nearest ancestor that is an element; nodes_.size() for the document itself.
  std::size_t parent_of(std::size_t tag) const {
    std::size_t at = tag;
    do {
      const auto parent = static_cast<std::size_t>(document_.tags[at].parent);
      if (parent >= at) {  // none, or broken: a parent stands before its children
        return nodes_.size();
      }
      at = parent;
    } while (!used(at));
    return at;
  }

  std::size_t element_of(TagId tag) const {
    const auto index = static_cast<std::size_t>(tag);
    return index < nodes_.size() && used(index) ? index : nodes_.size();
  }

  void collect() {
    for (std::size_t page = 0; page < streams_.size(); ++page) {
      for (std::size_t mark = 0; mark < streams_[page].marks.size(); ++mark) {
        Node& node = nodes_[static_cast<std::size_t>(streams_[page].marks[mark])];
        node.content.push_back({page, mark});
        node.first = std::min(node.first, Place{page, mark});
      }
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
      if (const std::size_t at = element_of(links_[i].tag); at < nodes_.size()) {
        nodes_[at].links.push_back(i);
        link_elements_[i] = at;
      }
    }
    for (std::size_t i = nodes_.size(); i-- > 0;) {  // children before parents
      const std::size_t parent = used(i) ? parent_of(i) : nodes_.size();
      if (parent < nodes_.size()) {
        nodes_[parent].first = std::min(nodes_[parent].first, nodes_[i].first);
        nodes_[parent].children.push_back(i);
      }
    }
    for (Node& node : nodes_) {
      std::reverse(node.children.begin(), node.children.end());
    }
  }

  std::vector<Kid> kids_of(const Node& node) const {
    std::vector<Kid> own, out;
    for (const Place& place : node.content) {
      own.push_back({Kid::Kind::content, place, 0});
    }
    auto next = own.begin();
    for (const std::size_t child : node.children) {
      const Place place = nodes_[child].first;
      while (next != own.end() && place != kNowhere && next->place < place) {
        out.push_back(*next++);
      }
      out.push_back({Kid::Kind::element, place, child});
    }
    out.insert(out.end(), next, own.end());
    for (const std::size_t link : node.links) {
      out.push_back({Kid::Kind::link, {links_[link].page, 0}, link});
    }
    return out;
  }

  /// An annotation belongs into a Link (R77); where the element is another (a QR code's Figure),
  /// it gets a Link of its own inside that.
  Value link_value(const Kid& kid) {
    Dict reference{{"Type", Name{"OBJR"}},
                   {"Pg", pages_[kid.place.page]},
                   {"Obj", links_[kid.index].annotation}};
    const std::size_t element = link_elements_[kid.index];
    if (document_.tags[element].role == TagRole::link) {
      link_parents_[kid.index] = elements_[element];
      return reference;
    }
    const Ref made = objects_.add(Dict{{"Type", Name{"StructElem"}},
                                       {"S", Name{"Link"}},
                                       {"P", elements_[element]},
                                       {"Pg", pages_[kid.place.page]},
                                       {"K", std::move(reference)}});
    link_parents_[kid.index] = made;
    return made;
  }

  Value kid_value(const Kid& kid, std::size_t home) {
    switch (kid.kind) {
      case Kid::Kind::element:
        return elements_[kid.index];
      case Kid::Kind::link:
        return link_value(kid);
      case Kid::Kind::content:
        break;
    }
    if (kid.place.page == home) {
      return integer(kid.place.mark);
    }
    return Dict{
        {"Type", Name{"MCR"}}, {"Pg", pages_[kid.place.page]}, {"MCID", integer(kid.place.mark)}};
  }

  void write_element(std::size_t index) {
    const TagNode& tag = document_.tags[index];
    const Node& node = nodes_[index];
    const std::size_t parent = parent_of(index);
    Dict element{{"Type", Name{"StructElem"}},
                 {"S", Name{std::string(structure_type(tag.role))}},
                 {"P", parent < nodes_.size() ? elements_[parent] : top_}};
    const std::size_t home = node.content.empty() ? kNowhere.page : node.content.front().page;
    if (!node.content.empty()) {
      element.set("Pg", pages_[home]);
    }
    Array kids;
    for (const Kid& kid : kids_of(node)) {
      kids.push_back(kid_value(kid, home));
    }
    if (kids.size() == 1) {
      element.set("K", std::move(kids.front()));
    } else if (!kids.empty()) {
      element.set("K", std::move(kids));
    }
    set_texts(element, tag, index);
    if (Value attributes = attributes_of(tag, node); !attributes.as<std::monostate>()) {
      element.set("A", std::move(attributes));
    }
    objects_.set(elements_[index], std::move(element));
  }

  static void set_texts(Dict& element, const TagNode& tag, std::size_t index) {
    const std::pair<const char*, const std::string&> texts[] = {{"T", tag.title},
                                                                {"Lang", tag.language},
                                                                {"Alt", tag.alternative},
                                                                {"ActualText", tag.actual_text}};
    for (const auto& [key, text] : texts) {
      if (!text.empty()) {
        element.set(key, text_string(text));
      }
    }
    if (tag.role == TagRole::note) {  // PDF/UA-1 §7.9: notes are told apart by ID
      element.set("ID", Bytestring{"note" + std::to_string(index)});
    }
  }

  static const char* numbering_name(ListNumbering numbering) {
    static constexpr const char* kNames[] = {"None",
                                             "Disc",
                                             "Circle",
                                             "Square",
                                             "Decimal",
                                             "UpperRoman",
                                             "LowerRoman",
                                             "UpperAlpha",
                                             "LowerAlpha"};
    return kNames[static_cast<std::size_t>(numbering)];
  }

  /// A picture among the words of a paragraph.
  bool stands_in_line(const TagNode& tag) const {
    auto parent = static_cast<std::size_t>(tag.parent);
    while (parent < nodes_.size() && (document_.tags[parent].role == TagRole::link ||
                                      document_.tags[parent].role == TagRole::span)) {
      parent = static_cast<std::size_t>(document_.tags[parent].parent);
    }
    if (parent >= nodes_.size()) {
      return false;
    }
    const TagRole role = document_.tags[parent].role;
    return role == TagRole::p || is_heading(role) || role == TagRole::caption ||
           role == TagRole::table_cell || role == TagRole::table_head;
  }

  Value attributes_of(const TagNode& tag, const Node& node) const {
    const bool cell = tag.role == TagRole::table_head || tag.role == TagRole::table_cell;
    const bool scope = tag.role == TagRole::table_head;
    if (cell && (scope || tag.column_span > 1 || tag.row_span > 1)) {
      Dict out{{"O", Name{"Table"}}};
      if (scope) {
        out.set("Scope", Name{tag.column_scope == 2 ? "Row" : "Column"});
      }
      if (tag.column_span > 1) {
        out.set("ColSpan", tag.column_span);
      }
      if (tag.row_span > 1) {
        out.set("RowSpan", tag.row_span);
      }
      return out;
    }
    if (tag.role == TagRole::list && tag.numbering != ListNumbering::none) {
      return Dict{{"O", Name{"List"}}, {"ListNumbering", Name{numbering_name(tag.numbering)}}};
    }
    if (tag.box && node.first != kNowhere) {
      const Page& page = document_.pages[node.first.page];
      const Length margin = streams_[node.first.page].sheet.margin;
      const auto box = [&](Length x, Length y) {
        return Array{Real{(x + margin).pt(), 3}, Real{(page.size.height + margin - y).pt(), 3}};
      };
      Array area = box(tag.box->x, tag.box->bottom());
      const Array corner = box(tag.box->right(), tag.box->y);
      area.insert(area.end(), corner.begin(), corner.end());
      return Dict{{"O", Name{"Layout"}},
                  {"Placement", Name{stands_in_line(tag) ? "Inline" : "Block"}},
                  {"BBox", std::move(area)}};
    }
    return {};
  }

  void write_root() {
    Array numbers;
    for (std::size_t page = 0; page < streams_.size(); ++page) {
      Array parents;
      for (const TagId tag : streams_[page].marks) {
        parents.emplace_back(elements_[static_cast<std::size_t>(tag)]);
      }
      if (!parents.empty()) {
        numbers.push_back(integer(page));
        numbers.emplace_back(objects_.add(std::move(parents)));
      }
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
      if (link_parents_[i]) {
        numbers.push_back(integer(streams_.size() + i));
        numbers.emplace_back(*link_parents_[i]);
      }
    }
    const Ref parents = objects_.add(Dict{{"Nums", std::move(numbers)}});
    Dict root{{"Type", Name{"StructTreeRoot"}}, {"K", top_}, {"ParentTree", parents}};
    root.set("ParentTreeNextKey", integer(streams_.size() + links_.size()));
    add_ids(root);
    objects_.set(root_, std::move(root));
  }

  /// The name tree from IDs to notes; byte order of the names.
  void add_ids(Dict& root) {
    std::vector<std::pair<std::string, Ref>> ids;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (document_.tags[i].role == TagRole::note) {
        ids.emplace_back("note" + std::to_string(i), elements_[i]);
      }
    }
    if (ids.empty()) {
      return;
    }
    std::sort(ids.begin(), ids.end());
    Array names;
    for (const auto& [id, ref] : ids) {
      names.emplace_back(Bytestring{id});
      names.emplace_back(ref);
    }
    root.set("IDTree", Dict{{"Names", std::move(names)}});
  }

  Objects& objects_;
  const Document& document_;
  const std::vector<Ref>& pages_;
  const std::vector<PageStream>& streams_;
  const std::vector<TaggedLink>& links_;
  std::vector<Node> nodes_;
  std::vector<Ref> elements_;                     // by TagId
  std::vector<std::size_t> link_elements_;        // by link: the element it is tagged with
  std::vector<std::optional<Ref>> link_parents_;  // by link: the Link that holds its reference
  Ref root_, top_;
};

}  // namespace

std::string_view structure_type(TagRole role) {
  const auto index = static_cast<std::size_t>(role);
  return role == TagRole::bib_entry ? "BibEntry"
         : index < kTypes.size()    ? kTypes[index]
                                    : "Artifact";
}

Ref add_structure(Objects& objects,
                  const Document& document,
                  const std::vector<Ref>& pages,
                  const std::vector<PageStream>& streams,
                  const std::vector<TaggedLink>& links) {
  return TreeBuilder(objects, document, pages, streams, links).build();
}

}  // namespace banxin::pdf
