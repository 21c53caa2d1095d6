#include "engine/pdf/navigation.h"

#include <functional>

#include <gtest/gtest.h>

namespace banxin::pdf {
namespace {

Document pages_of(std::size_t count) {
  Document document;
  for (std::size_t i = 0; i < count; ++i) {
    Page page;
    page.size = {100_pt, 200_pt};
    document.pages.push_back(page);
  }
  return document;
}

std::vector<Ref> reserve(Objects& objects, std::size_t count) {
  std::vector<Ref> refs;
  for (std::size_t i = 0; i < count; ++i) {
    refs.push_back(objects.reserve());
  }
  return refs;
}

TEST(PageTree, P6_BalancedWithEveryPageInOrder) {
  for (const std::size_t count : {0u, 1u, 16u, 17u, 83u, 256u, 257u, 5000u}) {
    Objects objects;
    const std::vector<Ref> pages = reserve(objects, count);
    std::vector<Ref> parents;
    const Ref root = add_page_tree(objects, pages, parents);
    std::vector<Ref> met;
    std::size_t deepest = 0;
    const std::function<std::int64_t(Ref, std::size_t)> walk = [&](Ref node, std::size_t depth) {
      const Dict& dict = *objects[node].value.as<Dict>();
      const Array& kids = *dict.find("Kids")->as<Array>();
      EXPECT_LE(kids.size(), kPageTreeWidth);
      std::int64_t below = 0;
      for (const Value& kid : kids) {
        const Ref ref = *kid.as<Ref>();
        if (ref.index < count) {
          EXPECT_EQ(parents[met.size()], node);
          met.push_back(ref);
          ++below;
        } else {
          EXPECT_EQ(*objects[ref].value.as<Dict>()->find("Parent")->as<Ref>(), node);
          below += walk(ref, depth + 1);
        }
      }
      deepest = std::max(deepest, depth);
      EXPECT_EQ(*dict.find("Count")->as<std::int64_t>(), below);
      return below;
    };
    walk(root, 1);
    EXPECT_EQ(met, pages) << count;
    EXPECT_LE(deepest, count <= 16 ? 1u : count <= 256 ? 2u : 4u) << count;
  }
}

TEST(PageTree, ShapeForEightyThreePages) {
  Objects objects;
  std::vector<Ref> parents;
  const std::vector<Ref> pages = reserve(objects, 83);
  const Ref root = add_page_tree(objects, pages, parents);
  std::string counts;
  for (const Value& kid : *objects[root].value.as<Dict>()->find("Kids")->as<Array>()) {
    counts += to_text(*objects[*kid.as<Ref>()].value.as<Dict>()->find("Count")) + " ";
  }
  EXPECT_EQ(counts, "13 14 14 14 14 14 ");
}

TEST(Boxes, R10_R11_EveryPageHasItsThreeBoxes) {
  Dict plain, bleeding;
  set_boxes(plain, {100_pt, 200_pt}, {});
  EXPECT_EQ(to_text(plain),
            "<</MediaBox [0 0 100 200] /BleedBox [0 0 100 200] /TrimBox [0 0 100 200]>>");
  set_boxes(bleeding, {100_pt, 200_pt}, {30_pt, 9_pt});
  EXPECT_EQ(to_text(bleeding),
            "<</MediaBox [0 0 160 260] /BleedBox [21 21 139 239] /TrimBox [30 30 130 230]>>");
}

std::string outline_of(const std::vector<std::pair<int, const char*>>& entries) {
  Document document = pages_of(3);
  for (const auto& [level, title] : entries) {
    document.outline.push_back({title, level, 1, {10_pt, 20_pt}});
  }
  Objects objects;
  const std::vector<Ref> pages = reserve(objects, 3);
  const std::optional<Ref> root = add_outline(objects, {document, pages, {}});
  return root ? to_text(objects).substr(to_text(objects).find("4:")) : "none";
}

TEST(Outline, R78_LinkedBothWaysWithExplicitDestinations) {
  EXPECT_EQ(outline_of({}), "none");
  EXPECT_EQ(
      outline_of({{1, "A"}, {2, "文"}, {2, "B"}, {1, "C"}}),
      "4: <</Type /Outlines /First 5 0 R /Last 8 0 R /Count 4>>\n"
      "5: <</Title (A) /Parent 4 0 R /Next 8 0 R /First 6 0 R /Last 7 0 R /Count 2 /Dest [2 0 "
      "R /XYZ 10 180 null]>>\n"
      "6: <</Title <FEFF6587> /Parent 5 0 R /Next 7 0 R /Dest [2 0 R /XYZ 10 180 null]>>\n"
      "7: <</Title (B) /Parent 5 0 R /Prev 6 0 R /Dest [2 0 R /XYZ 10 180 null]>>\n"
      "8: <</Title (C) /Parent 4 0 R /Prev 5 0 R /Dest [2 0 R /XYZ 10 180 null]>>\n");
}

/// Titles with their depth and Count, walked through First and Next.
std::string nesting(const std::vector<int>& levels) {
  Document document = pages_of(1);
  for (const int level : levels) {
    document.outline.push_back({std::to_string(level), level, 0, {}});
  }
  Objects objects;
  const std::vector<Ref> pages = reserve(objects, 1);
  const std::optional<Ref> root = add_outline(objects, {document, pages, {}});
  std::string out;
  const std::function<void(Ref)> walk = [&](Ref node) {
    const Dict& dict = *objects[node].value.as<Dict>();
    out += dict.has("Title") ? dict.find("Title")->as<Bytestring>()->bytes : "";
    out += dict.has("Count") ? ":" + to_text(*dict.find("Count")) : "";
    if (dict.has("First")) {
      out += "(";
      walk(*dict.find("First")->as<Ref>());
      out += ")";
    }
    if (dict.has("Next")) {
      out += " ";
      walk(*dict.find("Next")->as<Ref>());
    }
  };
  walk(*root);
  return out;
}

TEST(Outline, LevelsThatJumpAreClosedUp) {
  EXPECT_EQ(nesting({1, 2, 3, 2, 1}), ":4(1:2(2:-1(3) 2) 1)");
  EXPECT_EQ(nesting({1, 3, 2}), ":3(1:2(3 2))");
  EXPECT_EQ(nesting({3, 1}), ":2(3 1)");
  EXPECT_EQ(nesting({-5, 999, 999}), ":2(-5:1(999:-1(999)))");
}

TEST(Outline, EntriesWithoutAPageAreLeftOut) {
  Document document = pages_of(1);
  document.outline = {{"a", 1, 7, {}}, {"b", 1, -1, {}}};
  Objects objects;
  const std::vector<Ref> pages = reserve(objects, 1);
  EXPECT_FALSE(add_outline(objects, {document, pages, {}}));
}

TEST(PageLabels, R78_CoverTheDocumentFromPageZero) {
  using Style = LabelRange::Style;

  struct Row {
    std::vector<LabelRange> labels;
    const char* nums;
  };

  const Row rows[] = {
      {{}, "[]"},
      {{{0, Style::decimal, "", 1}}, "[0 <</S /D>>]"},
      {{{2, Style::decimal, "", 5}}, "[0 <</S /D>> 2 <</S /D /St 5>>]"},
      {{{0, Style::none, "封面", 1},
        {1, Style::lower_roman, "", 1},
        {3, Style::upper_roman, "", 1}},
       "[0 <</P <FEFF5C019762>>> 1 <</S /r>> 3 <</S /R>>]"},
      {{{3, Style::decimal, "", 1}, {0, Style::none, "x", 9}}, "[0 <</P (x)>> 3 <</S /D>>]"},
      {{{0, Style::decimal, "", 1}, {0, Style::lower_roman, "", 1}}, "[0 <</S /r>>]"},
      {{{99, Style::decimal, "", 1}, {-1, Style::decimal, "", 1}}, "[]"},
  };
  for (const Row& row : rows) {
    Document document = pages_of(5);
    document.labels = row.labels;
    EXPECT_EQ(to_text(Value(page_labels(document))), row.nums);
  }
}

TEST(Links, R77_AddressesAndPlaces) {
  Document document = pages_of(2);
  document.tags.resize(1);
  document.tags[0].role = TagRole::link;
  LinkArea web;
  web.box = {10_pt, 20_pt, 30_pt, 40_pt};
  web.uri = "https://例.cn/a b?<\"x\">#%20";
  web.description = "网址";
  web.tag = TagId{0};
  LinkArea inside;
  inside.box = web.box;
  inside.page = 1;
  inside.at = {5_pt, 6_pt};
  LinkArea nowhere, beyond;
  beyond.page = 9;
  document.pages[0].links = {web, inside, nowhere, beyond};
  Objects objects;
  const std::vector<Ref> pages = reserve(objects, 2);
  std::vector<TaggedLink> tagged;
  EXPECT_EQ(to_text(Value(add_links(objects, {document, pages, {}}, 0, tagged))), "[3 0 R 4 0 R]");
  EXPECT_EQ(
      to_text(objects),
      "1: null\n2: null\n"
      "3: <</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [10 140 40 180] /A <</S "
      "/URI /URI (https://%E4%BE%8B.cn/a%20b?%3C%22x%22%3E#%20)>> /Contents <FEFF7F515740> "
      "/StructParent 2>>\n"
      "4: <</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [10 140 40 180] /Dest [2 0 "
      "R /XYZ 5 194 null]>>\n");
  ASSERT_EQ(tagged.size(), 1u);
  EXPECT_EQ(tagged[0].tag, TagId{0});
}

}  // namespace
}  // namespace banxin::pdf
