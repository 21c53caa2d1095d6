#include "engine/preflight/tag_tree.h"

namespace banxin::prepress {
namespace {

constexpr std::size_t kMostElements = 3'000'000;

/// A kid still to be read, kept so that a deep tree needs no deep stack.
struct Pending {
  Object object;
  int parent;
  int page;
};

class Reader {
 public:
  explicit Reader(Object root) : roles_(get(root, "/RoleMap")) {
    push_kids(get(root, "/K"), -1, 0);
  }

  TagTree run() {
    while (!open_.empty()) {
      Pending next = open_.back();
      open_.pop_back();
      if (tree_.elements.size() >= kMostElements) {
        tree_.cut = true;
        break;
      }
      read(next);
    }
    return std::move(tree_);
  }

 private:
  /// Pushed back to front, so that the first is read next.
  void push_kids(Object kids, int parent, int page) {
    std::vector<Object> all = items(kids);
    for (std::size_t i = all.size(); i-- > 0;) {
      open_.push_back({all[i], parent, page});
    }
  }

  void read(Pending next) {
    Element* parent =
        next.parent >= 0 ? &tree_.elements[static_cast<std::size_t>(next.parent)] : nullptr;
    if (next.object.isInteger()) {
      if (parent) {
        parent->contents.emplace_back(next.page, integer(next.object, -1));
      }
      return;
    }
    const std::string kind = name(get(next.object, "/Type"));
    if (parent && kind == "MCR") {
      Object stream = get(next.object, "/Stm");
      Object page = get(next.object, "/Pg");
      const int where = stream.isStream() ? id(stream) : page.isNull() ? next.page : id(page);
      parent->contents.emplace_back(where, integer(get(next.object, "/MCID"), -1));
    } else if (parent && kind == "OBJR") {
      parent->annotations.push_back(id(get(next.object, "/Obj")));
    } else if (next.object.isDictionary()) {
      add(next);
    }
  }

  void add(Pending next) {
    const int index = static_cast<int>(tree_.elements.size());
    const int number_of = id(next.object);
    if (number_of != 0 && !tree_.by_object.emplace(number_of, index).second) {
      tree_.cut = true;
      return;
    }
    Element element;
    element.object = next.object;
    element.type = name(get(next.object, "/S"));
    element.standard = standard(element.type);
    element.parent = next.parent;
    Object page = get(next.object, "/Pg");
    element.page = page.isNull() ? next.page : id(page);
    const int page_number = element.page;
    tree_.elements.push_back(std::move(element));
    if (next.parent >= 0) {
      tree_.elements[static_cast<std::size_t>(next.parent)].kids.push_back(index);
    }
    push_kids(get(next.object, "/K"), index, page_number);
  }

  std::string standard(std::string type) const {
    for (int steps = 0; steps < 8 && !is_standard_type(type); ++steps) {
      const std::string mapped = name(get(roles_, ("/" + type).c_str()));
      if (mapped.empty()) {
        break;
      }
      type = mapped;
    }
    return type;
  }

  Object roles_;
  std::vector<Pending> open_;
  TagTree tree_;
};

}  // namespace

TagTree read_tag_tree(Object root) {
  return Reader(root).run();
}

bool is_standard_type(const std::string& type) {
  static const std::set<std::string> kTypes = {
      "Document", "Part",    "Art",   "Sect",      "Div",     "BlockQuote", "Caption",
      "TOC",      "TOCI",    "Index", "NonStruct", "Private", "P",          "H",
      "H1",       "H2",      "H3",    "H4",        "H5",      "H6",         "L",
      "LI",       "Lbl",     "LBody", "Table",     "TR",      "TH",         "TD",
      "THead",    "TBody",   "TFoot", "Span",      "Quote",   "Note",       "Reference",
      "BibEntry", "Code",    "Link",  "Annot",     "Ruby",    "RB",         "RT",
      "RP",       "Warichu", "WT",    "WP",        "Figure",  "Formula",    "Form"};
  return kTypes.count(type) != 0;
}

Object attribute(const Element& element, const char* key) {
  for (Object owner : items(get(element.object, "/A"))) {
    Object value = get(owner, key);
    if (!value.isNull()) {
      return value;
    }
  }
  return Object::newNull();
}

}  // namespace banxin::prepress
