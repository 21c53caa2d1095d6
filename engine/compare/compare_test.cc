// Pairing of pages, kinds of change, articles that moved, and pictures of the differences.
#include "engine/compare/compare.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

/// Pages of such texts; the look of a page follows from its text unless `looks` says otherwise.
ComparedDocument document(const std::vector<std::string>& texts,
                          const std::vector<int>& looks = {}) {
  ComparedDocument out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    ComparedPage& page = out.pages.emplace_back();
    page.text = texts[i];
    page.look[0] = std::hash<std::string>()(texts[i]);
    page.look[1] = i < looks.size() ? static_cast<std::uint64_t>(looks[i]) : 0;
  }
  return out;
}

/// "1-1 same, 2-3 text, -2 added": pages from 1.
std::string pairs(const ComparedDocument& a, const ComparedDocument& b) {
  std::string out;
  for (const PagePair& pair : compare_documents(a, b).pages) {
    out += out.empty() ? "" : ", ";
    out += (pair.a < 0 ? "" : std::to_string(pair.a + 1)) + "-" +
           (pair.b < 0 ? "" : std::to_string(pair.b + 1)) + " " +
           std::string(change_name(pair.change));
  }
  return out;
}

const std::string kHarbour = "港口今年完成货物一千二百万吨，比去年多出一成，集装箱增长最快。";
const std::string kBridge =
    "大桥主塔昨日封顶，下一步架设主梁，预计后年春天通车，届时两岸十分钟可达。";
const std::string kLibrary = "十二家图书馆结成联合体，一张证可以通借通还，读者不必再跑远路。";

TEST(ComparePages, NothingChanged) {
  const ComparedDocument a = document({kHarbour, kBridge});
  EXPECT_EQ(pairs(a, a), "1-1 same, 2-2 same");
  EXPECT_TRUE(compare_documents(a, a).same());
}

TEST(ComparePages, APagePutInShiftsTheOthersAndChangesNone) {
  EXPECT_EQ(pairs(document({kHarbour, kBridge}), document({kHarbour, kLibrary, kBridge})),
            "1-1 same, -2 added, 2-3 same");
  EXPECT_EQ(pairs(document({kHarbour, kLibrary, kBridge}), document({kHarbour, kBridge})),
            "1-1 same, 2- removed, 3-2 same");
}

TEST(ComparePages, AnEditedPageMeetsItsOldSelfBesideANewOne) {
  const std::string edited = kBridge + "记者还了解到桥名仍在征集。";
  EXPECT_EQ(pairs(document({kHarbour, kBridge}), document({kHarbour, kLibrary, edited})),
            "1-1 same, -2 added, 2-3 text");
}

TEST(ComparePages, SameTextAnotherPicture) {
  EXPECT_EQ(pairs(document({kHarbour, kBridge}, {0, 0}), document({kHarbour, kBridge}, {0, 7})),
            "1-1 same, 2-2 looks");
}

TEST(ComparePages, DigitsOnly) {
  const std::string a = kHarbour + "详见第12页，表3。" + kBridge;
  const std::string b = kHarbour + "详见第13页，表3。" + kBridge;
  EXPECT_EQ(pairs(document({a}), document({b})), "1-1 numbers");
}

// Heads of left and right pages change place when a page is put in before them.
TEST(ComparePages, RunningHeadsAreNoChangeOfText) {
  const auto left = [](int folio, const std::string& text) {
    return "潮信" + std::to_string(folio) + text;
  };
  const auto right = [](int folio, const std::string& text) {
    return "要闻" + std::to_string(folio) + text;
  };
  const std::string article[] = {"甲" + kHarbour, "乙" + kBridge, "丙" + kLibrary, "丁" + kHarbour};
  EXPECT_EQ(pairs(document({right(1, article[0]),
                            left(2, article[1]),
                            right(3, article[2]),
                            left(4, article[3])}),
                  document({right(1, kLibrary + kHarbour),
                            left(2, article[0]),
                            right(3, article[1]),
                            left(4, article[2]),
                            right(5, article[3])})),
            "-1 added, 1-2 heads, 2-3 heads, 3-4 heads, 4-5 heads");
}

TEST(ComparePages, TheExcerptShowsWhereTextsPart) {
  const std::string a = kHarbour + "会议由副市长主持。" + kBridge;
  const std::string b = kHarbour + "会议由市长主持。" + kBridge;
  const Comparison comparison = compare_documents(document({a}), document({b}));
  EXPECT_EQ(comparison.pages[0].before.find("副市长") != std::string::npos, true);
  EXPECT_EQ(comparison.pages[0].after.find("由市长") != std::string::npos, true);
}

TEST(ComparePages, BlankPagesAndEmptyDocuments) {
  EXPECT_EQ(pairs(document({}), document({})), "");
  EXPECT_EQ(pairs(document({"", kBridge}), document({"", kBridge})), "1-1 same, 2-2 same");
  EXPECT_EQ(pairs(document({}), document({kBridge})), "-1 added");
}

TEST(CompareArticles, MovedAddedRemoved) {
  ComparedDocument a;
  ComparedDocument b;
  a.entries = {{"大桥", 4, "5"}, {"来信", 6, "7"}, {"来信", 8, "9"}, {"旧闻", 9, "10"}};
  b.entries = {{"大桥", 4, "5"}, {"来信", 7, "8"}, {"来信", 8, "9"}, {"新闻", 9, "10"}};
  std::string out;
  for (const EntryPair& entry : compare_documents(a, b).entries) {
    if (entry.moved()) {
      out += entry.title + " " + std::to_string(entry.a) + " " + std::to_string(entry.b) + "\n";
    }
  }
  EXPECT_EQ(out, "来信 6 7\n旧闻 9 -1\n新闻 -1 9\n");
}

Raster white(int width, int height) {
  return {width, height, std::string(static_cast<std::size_t>(width * height) * 3, '\xff')};
}

void blacken(Raster& raster, int x, int y) {
  for (int c = 0; c < 3; ++c) {
    raster.pixels[static_cast<std::size_t>((y * raster.width + x) * 3 + c)] = 0;
  }
}

TEST(CompareRegions, BoxesRoundWhatDiffersFromTheTopDown) {
  const Raster a = white(200, 200);
  Raster b = a;
  EXPECT_EQ(changed_regions(a, b), std::vector<PixelBox>());
  blacken(b, 100, 180);
  blacken(b, 20, 20);
  blacken(b, 30, 22);  // near the one before: one box
  const std::vector<PixelBox> expected{{12, 12, 36, 28}, {92, 172, 108, 188}};
  EXPECT_EQ(changed_regions(a, b), expected);
}

TEST(CompareRegions, ALargerPageDiffersWhereTheOtherEnds) {
  const std::vector<PixelBox> regions = changed_regions(white(80, 80), white(80, 120));
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0], (PixelBox{0, 76, 80, 120}));
}

TEST(CompareRegions, SideBySideHoldsBothAndAPng) {
  Raster b = white(40, 60);
  blacken(b, 5, 5);
  const Raster both = side_by_side(white(40, 60), b, changed_regions(white(40, 60), b));
  EXPECT_EQ(both.width, 40 + 40 + 3 * 16);
  EXPECT_EQ(both.height, 60 + 2 * 16);
  const std::string png = png_of(both);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(png, png_of(both));
  const Raster alone = side_by_side(white(40, 60), {}, {});
  EXPECT_EQ(alone.width, both.width);
}

}  // namespace
}  // namespace banxin
