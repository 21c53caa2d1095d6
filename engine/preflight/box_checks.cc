// Pages: how many, how large, with which boxes.
#include <algorithm>
#include <exception>
#include <map>
#include <set>
#include <utility>

#include "engine/preflight/check.h"

namespace banxin::prepress {
namespace {

struct Paper {
  double width, height;  // mm
  const char *zh, *en;
};

/// Trimmed sizes of periodicals and books in China (GB/T 788) and the world.
constexpr Paper kPapers[] = {
    {210, 297, "A4", "A4"},
    {210, 285, "大16开", "large 16mo"},
    {185, 260, "正16开", "16mo"},
    {184, 260, "16开", "16mo"},
    {148, 210, "A5", "A5"},
    {140, 203, "大32开", "large 32mo"},
    {130, 184, "32开", "32mo"},
    {170, 240, "小16开", "small 16mo"},
    {182, 257, "JIS B5", "JIS B5"},
    {176, 250, "B5", "B5"},
    {297, 420, "A3", "A3"},
    {260, 370, "8开", "8vo sheet"},
    {285, 420, "大8开", "large 8vo sheet"},
    {390, 540, "4开", "4to sheet"},
    {105, 148, "A6", "A6"},
    {216, 279, "Letter", "Letter"},
};

const Paper* paper_of(double width, double height) {
  const Paper* best = nullptr;
  double nearest = 1.05;  // mm, the tolerance of the standard
  for (const Paper& paper : kPapers) {
    for (const auto& [w, h] :
         {std::pair(paper.width, paper.height), std::pair(paper.height, paper.width)}) {
      const double off = std::max(std::abs(width - w), std::abs(height - h));
      if (off < nearest) {
        nearest = off;
        best = &paper;
      }
    }
  }
  return best;
}

std::string size_text(const Box& box) {
  return decimal(box.width() / kPointsPerMm, 1) + "×" + decimal(box.height() / kPointsPerMm, 1) +
         " mm";
}

Object inherited(Object page, const char* key) {
  for (int level = 0; level < 64 && page.isDictionary(); ++level) {
    if (has(page, key)) {
      return get(page, key);
    }
    page = get(page, "/Parent");
  }
  return Object::newNull();
}

PageBoxes boxes_of(Object page) {
  PageBoxes boxes{page, {}, {}, {}};
  constexpr Box kA4{0, 0, 595.276, 841.89};
  boxes.media = rectangle(inherited(page, "/MediaBox")).value_or(kA4);
  const Box crop = rectangle(inherited(page, "/CropBox")).value_or(boxes.media);
  const std::optional<Box> trim = rectangle(get(page, "/TrimBox"));
  const std::optional<Box> art = rectangle(get(page, "/ArtBox"));
  boxes.has_trim = trim.has_value() || art.has_value();
  boxes.trim = trim ? *trim : art ? *art : crop;
  const std::optional<Box> bleed = rectangle(get(page, "/BleedBox"));
  boxes.has_bleed = bleed.has_value();
  boxes.bleed = bleed.value_or(boxes.trim);
  return boxes;
}

/// Faults of one page's boxes by themselves.
class PageBoxCheck {
 public:
  PageBoxCheck(Check& check, int number)
      : check_(check),
        number_(number),
        boxes_(check.pages[static_cast<std::size_t>(number)]),
        page_(boxes_.page) {}

  void run() {
    for (const char* key : {"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}) {
      const std::optional<Box> box = rectangle(get(page_, key));
      if (has(page_, key) && (!box || box->width() < 1 || box->height() < 1)) {
        find("box.broken", {key + 1});
      }
    }
    if (!has(page_, "/MediaBox")) {
      find("box.inherited");
    }
    check_press();
    check_nesting();
    if (const int turn = integer(inherited(page_, "/Rotate"), 0); turn % 360 != 0) {
      find("box.rotated", {std::to_string(turn)});
    }
    if (const double unit = number(get(page_, "/UserUnit"), 1); unit != 1) {
      find("box.user-unit", {decimal(unit, 3)});
    }
  }

 private:
  void find(const char* rule, std::vector<std::string> args = {}) {
    check_.findings.add(rule, number_, nullptr, std::move(args));
  }

  void check_press() {
    if (!boxes_.has_trim) {
      find("box.no-trim");
    }
    if (!boxes_.has_bleed) {
      find("box.no-bleed", {decimal(check_.request.bleed.mm(), 1)});
    }
    if (has(page_, "/TrimBox") && has(page_, "/ArtBox")) {
      find("box.art");
    }
    const std::optional<Box> crop = rectangle(inherited(page_, "/CropBox"));
    const bool same = crop && crop->contains(boxes_.media, 0.05);
    if (crop && !same) {
      find("box.crop");
    }
    if (boxes_.has_trim && boxes_.has_bleed) {
      const Box& t = boxes_.trim;
      const Box& b = boxes_.bleed;
      const double least =
          std::min({t.x0 - b.x0, t.y0 - b.y0, b.x1 - t.x1, b.y1 - t.y1}) / kPointsPerMm;
      if (least < check_.request.bleed.mm() - 0.02 && least >= 0) {
        find("box.bleed", {decimal(least, 1), decimal(check_.request.bleed.mm(), 1)});
      }
      double& whole = check_.summary.bleed;
      whole = whole < 0 ? least : std::min(whole, least);
    }
  }

  void check_nesting() {
    constexpr double kTolerance = 0.05;
    const std::optional<Box> crop = rectangle(inherited(page_, "/CropBox"));
    if (boxes_.has_trim && boxes_.has_bleed && !boxes_.bleed.contains(boxes_.trim, kTolerance)) {
      find("box.nesting", {"TrimBox", "BleedBox"});
    }
    if (boxes_.has_bleed && !boxes_.media.contains(boxes_.bleed, kTolerance)) {
      find("box.nesting", {"BleedBox", "MediaBox"});
    } else if (boxes_.has_trim && !boxes_.media.contains(boxes_.trim, kTolerance)) {
      find("box.nesting", {"TrimBox", "MediaBox"});
    }
    if (crop && boxes_.has_trim && !crop->contains(boxes_.trim, kTolerance)) {
      find("box.nesting", {"TrimBox", "CropBox"});
    }
  }

  Check& check_;
  int number_;
  const PageBoxes& boxes_;
  Object page_;
};

bool alike(const Box& a, const Box& b, double tolerance) {
  return std::abs(a.width() - b.width()) <= tolerance &&
         std::abs(a.height() - b.height()) <= tolerance;
}

/// Sizes pages have in common, most pages first.
std::vector<std::pair<Box, int>> sizes_of(const std::vector<PageBoxes>& pages) {
  constexpr double kTolerance = 0.1;
  std::vector<std::pair<Box, int>> sizes;
  for (const PageBoxes& page : pages) {
    const auto at = std::find_if(sizes.begin(), sizes.end(), [&](const auto& size) {
      return alike(size.first, page.trim, kTolerance);
    });
    if (at != sizes.end()) {
      ++at->second;
    } else if (sizes.size() < 1000) {
      sizes.emplace_back(page.trim, 1);
    }
  }
  std::stable_sort(
      sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return sizes;
}

void check_sizes(Check& check) {
  const std::vector<std::pair<Box, int>> sizes = sizes_of(check.pages);
  for (const auto& [box, count] : sizes) {
    const double width = box.width() / kPointsPerMm, height = box.height() / kPointsPerMm;
    const Paper* paper = paper_of(width, height);
    check.summary.trims.push_back(
        {width, height, paper ? paper->zh : "", paper ? paper->en : "", count});
  }
  for (std::size_t i = 0; i < check.pages.size(); ++i) {
    const Box& trim = check.pages[i].trim;
    if (!alike(trim, sizes.front().first, 0.1)) {
      check.findings.add("box.trim-differs",
                         static_cast<int>(i),
                         nullptr,
                         {size_text(trim), size_text(sizes.front().first)});
    }
    if (const std::optional<Size>& wanted = check.request.trim) {
      const Box size{0, 0, wanted->width.pt(), wanted->height.pt()};
      if (!alike(trim, size, 0.1 * kPointsPerMm)) {
        check.findings.add(
            "box.trim-wanted", static_cast<int>(i), nullptr, {size_text(trim), size_text(size)});
      }
    }
  }
}

/// qpdf walks the tree by calling itself, so a tree of any depth would break the stack.
bool is_flat_enough(Object root) {
  constexpr int kDeepest = 100;
  std::set<QPDFObjGen> seen;
  std::vector<std::pair<Object, int>> open = {{std::move(root), 0}};
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    if (depth > kDeepest) {
      return false;
    }
    Object copy = node;
    if (copy.isIndirect() && !seen.insert(copy.getObjGen()).second) {
      continue;
    }
    Object kids = get(copy, "/Kids");
    for (Object kid : kids.isArray() ? items(kids) : std::vector<Object>()) {
      open.emplace_back(kid, depth + 1);
    }
  }
  return true;
}

}  // namespace

bool read_pages(Check& check) {
  if (!is_flat_enough(get(check.file.getRoot(), "/Pages"))) {
    check.findings.add("file.too-complex", {"Pages"});
    return false;
  }
  try {
    for (Object page : check.file.getAllPages()) {
      check.pages.push_back(boxes_of(page));
    }
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    check.pages.clear();
  }
  check.summary.pages = static_cast<int>(check.pages.size());
  return !check.pages.empty();
}

void check_boxes(Check& check) {
  for (std::size_t i = 0; i < check.pages.size(); ++i) {
    PageBoxCheck(check, static_cast<int>(i)).run();
  }
  check_sizes(check);
  const int multiple = check.request.multiple;
  if (multiple > 0 && check.summary.pages % multiple != 0) {
    check.findings.add("page.multiple",
                       {std::to_string(check.summary.pages), std::to_string(multiple)});
  }
}

}  // namespace banxin::prepress
