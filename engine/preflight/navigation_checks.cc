// Annotations, bookmarks, page labels, destinations.
#include <set>
#include <utility>

#include "engine/preflight/check.h"
#include "engine/preflight/trees.h"

namespace banxin::prepress {
namespace {

std::set<int> page_ids(const Check& check) {
  std::set<int> ids;
  for (const PageBoxes& page : check.pages) {
    ids.insert(id(page.page));
  }
  return ids;
}

/// What a link or bookmark goes to within the file; null for none.
Object target_of(Object object) {
  Object destination = get(object, "/Dest");
  if (!destination.isNull()) {
    return destination;
  }
  Object action = get(object, "/A");
  return name(get(action, "/S")) == "GoTo" ? get(action, "/D") : Object::newNull();
}

class AnnotationCheck {
 public:
  explicit AnnotationCheck(Check& check)
      : check_(check),
        destinations_(check.file.getRoot(), page_ids(check)) {}

  void run() {
    for (std::size_t i = 0; i < check_.pages.size(); ++i) {
      page_ = static_cast<int>(i);
      boxes_ = &check_.pages[i];
      bool links = false;
      for (Object annotation : items(get(boxes_->page, "/Annots"))) {
        if (annotation.isDictionary()) {
          visit(annotation);
          links = links || name(get(annotation, "/Subtype")) == "Link";
        }
      }
      if (links && name(get(boxes_->page, "/Tabs")) != "S") {
        check_.findings.add("annot.tab-order", page_, nullptr, {});
      }
    }
  }

 private:
  void visit(Object annotation) {
    const std::string kind = name(get(annotation, "/Subtype"));
    const Box box = rectangle(get(annotation, "/Rect")).value_or(Box{});
    const auto find = [&](const char* rule, std::vector<std::string> args) {
      check_.findings.add(rule, page_, &box, std::move(args));
    };
    if (kind != "PrinterMark" && kind != "TrapNet" && kind != "Popup" &&
        box.overlaps(boxes_->bleed.grown(0.01))) {
      find("annot.on-page", {kind});
    }
    if (kind != "Link") {
      return;
    }
    const int flags = integer(get(annotation, "/F"), 0);
    constexpr int kPrint = 4, kHidden = 1 | 2 | 32;
    if ((flags & kPrint) == 0 || (flags & kHidden) != 0) {
      find("annot.hidden", {});
    }
    if (text(get(annotation, "/Contents")).empty()) {
      find("annot.contents", {});
    }
    if (!has(annotation, "/StructParent")) {
      find("annot.untagged", {"StructParent"});
    }
    Object target = target_of(annotation);
    const bool elsewhere =
        target.isNull() && has(annotation, "/A") && name(get(annotation, "/A", "/S")) != "GoTo";
    if (!elsewhere && !destinations_.leads(target)) {
      find("nav.destination", {"@link"});
    }
  }

  Check& check_;
  Destinations destinations_;
  const PageBoxes* boxes_ = nullptr;
  int page_ = 0;
};

void check_outline(Check& check) {
  constexpr std::size_t kMost = 200'000;
  const Destinations destinations(check.file.getRoot(), page_ids(check));
  std::set<int> seen;
  std::vector<Object> open = {get(check.file.getRoot(), "/Outlines", "/First")};
  int count = 0;
  while (!open.empty() && seen.size() < kMost) {
    Object item = open.back();
    open.pop_back();
    if (!item.isDictionary() || (id(item) != 0 && !seen.insert(id(item)).second)) {
      continue;
    }
    ++count;
    open.push_back(get(item, "/Next"));
    open.push_back(get(item, "/First"));
    Object target = target_of(item);
    const bool elsewhere =
        target.isNull() && has(item, "/A") && name(get(item, "/A", "/S")) != "GoTo";
    const bool head = target.isNull() && !has(item, "/A") && has(item, "/First");
    if (!elsewhere && !head && !destinations.leads(target)) {
      check.findings.add("nav.destination", {"@outline " + text(get(item, "/Title"))});
    }
  }
  if (count == 0) {
    check.findings.add("nav.outline");
  }
}

void check_labels(Check& check) {
  Object root = get(check.file.getRoot(), "/PageLabels");
  const std::map<int, Object> labels = number_tree(root);
  if (labels.empty()) {
    check.findings.add("nav.labels", {"@none"});
  } else if (labels.begin()->first != 0) {
    check.findings.add("nav.labels", {std::to_string(labels.begin()->first)});
  } else if (labels.rbegin()->first >= check.summary.pages) {
    check.findings.add("nav.labels", {std::to_string(labels.rbegin()->first)});
  }
}

}  // namespace

void check_annotations(Check& check) {
  AnnotationCheck(check).run();
}

void check_navigation(Check& check) {
  check_outline(check);
  check_labels(check);
}

}  // namespace banxin::prepress
