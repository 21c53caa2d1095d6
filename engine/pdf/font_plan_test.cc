// What each glyph stands for, and fonts as PDF objects.
#include "engine/pdf/font_plan.h"

#include <gtest/gtest.h>

#include "engine/pdf/font_objects.h"
#include "engine/pdf/test_document.h"

namespace banxin::pdf {
namespace {

TEST(ChooseText, F10_F11) {
  struct Row {
    const char* why;
    std::vector<SeenText> seen;
    char32_t canonical;
    const char* chosen;
  };

  const Row rows[] = {
      {"the ideograph, not the radical seen more often", {{"⼀", 9}, {"一", 1}}, U'一', "一"},
      {"the ideograph even if only the radical was seen", {{"⼀", 9}}, U'一', "一"},
      {"ASCII rather than its doubles", {{"\u2010", 9}}, U'-', "-"},
      {"as written: the full-width tilde is not the wave dash", {{"～", 3}}, U'〜', "～"},
      {"the more frequent of two marks", {{"～", 3}, {"〜", 1}}, U'〜', "～"},
      {"a private character", {{"\ue000", 3}}, U'〜', "〜"},
      {"two dashes, although the glyph also has a code point", {{"——", 3}}, U'⸺', "——"},
      {"a ligature", {{"fi", 2}}, 0, "fi"},
      {"no canonical character: the most frequent", {{"a", 1}, {"b", 2}}, 0, "b"},
      {"a tie: the smaller", {{"b", 2}, {"a", 2}}, 0, "a"},
      {"R51 U+FEFF is no meaning", {{"\xef\xbb\xbf", 5}, {"x", 1}}, 0, "x"},
      {"R51 U+0000 neither", {{std::string_view("\0", 1), 5}}, U' ', " "},
      {"never seen alone", {}, U'x', "x"},
      {"nothing known", {}, 0, ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(choose_text(row.seen, row.canonical), row.chosen) << row.why;
  }
}

TEST(Clusters, CoverTheTextOnceInOrderWhateverTheRangesSay) {
  struct Row {
    const char* text;
    std::vector<std::pair<unsigned, unsigned>> ranges;
    const char* dump;
  };

  const Row rows[] = {
      {"abc", {{0, 1}, {1, 2}, {2, 3}}, "1:a 1:b 1:c "},
      {"abc", {{0, 2}, {2, 2}, {2, 3}}, "2:ab 1:c "},
      {"a b", {{0, 1}, {2, 3}}, "1:a  1:b "},  // the space goes with what is before it
      {"-ab", {{1, 2}, {2, 3}}, "1:-a 1:b "},  // nothing before: with the first
      {"ab", {{0, 1}, {1, 9}}, "1:a 1:b "},    // beyond the end
      {"ab", {{1, 2}, {0, 1}}, "1: 1:ab "},    // backwards: nothing is said twice
      {"ab", {{0, 0}, {0, 2}}, "1: 1:ab "},
      {"", {{0, 0}}, "1: "},
      {"abc", {}, ""},
  };
  for (const Row& row : rows) {
    GlyphRun run;
    run.text = row.text;
    for (const auto& [begin, end] : row.ranges) {
      run.glyphs.push_back({1, {}, {}, begin, end});
    }
    std::string dump, text;
    for (const Cluster& cluster : clusters_of(run)) {
      dump += std::to_string(cluster.count) + ":" + std::string(cluster.text) + " ";
      text += cluster.text;
    }
    EXPECT_TRUE(row.ranges.empty() || text == row.text) << row.text;
    EXPECT_EQ(dump, row.dump) << row.text;
  }
}

PlannedFont font_with(const std::vector<std::pair<GlyphId, int>>& widths) {
  PlannedFont font;
  for (const auto& [id, width] : widths) {
    font.glyphs.push_back({id, width, "x"});
  }
  return font;
}

TEST(WidthArray, F9_OnlyWhatDiffersFromDw) {
  struct Row {
    std::vector<std::pair<GlyphId, int>> widths;
    const char* array;
  };

  const Row rows[] = {
      {{}, "[]"},
      {{{5, 1000}, {6, 1000}}, "[]"},
      {{{5, 500}}, "[5 [500]]"},
      {{{5, 500}, {6, 250}, {7, 333}}, "[5 [500 250 333]]"},
      {{{5, 500}, {6, 1000}, {7, 333}}, "[5 [500] 7 [333]]"},
      {{{5, 500}, {8, 500}}, "[5 [500] 8 [500]]"},
      {{{5, 500}, {6, 500}, {7, 500}, {8, 500}}, "[5 8 500]"},
      {{{4, 1}, {5, 500}, {6, 500}, {7, 500}, {8, 500}, {9, 2}}, "[4 [1] 5 8 500 9 [2]]"},
      {{{4, 1}, {5, 500}, {6, 500}, {7, 2}}, "[4 [1 500 500 2]]"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(to_text(Value(width_array(font_with(row.widths)))), row.array);
  }
}

TEST(ToUnicode, F10_BlocksOfAHundredUtf16WithSurrogates) {
  PlannedFont font;
  font.glyphs = {{1, 0, "一"}, {2, 0, "——"}, {0xabcd, 0, "𠮷"}};
  const std::string map = to_unicode(font);
  EXPECT_NE(map.find("3 beginbfchar\n<0001> <4E00>\n<0002> <20142014>\n<ABCD> <D842DFB7>\n"
                     "endbfchar\n"),
            std::string::npos)
      << map;
  font.glyphs.assign(201, {7, 0, "x"});
  const std::string long_map = to_unicode(font);
  EXPECT_NE(long_map.find("100 beginbfchar\n"), std::string::npos);
  EXPECT_NE(long_map.find("\n1 beginbfchar\n"), std::string::npos);
}

TEST(SubsetTag, R50_SixLettersOfTheHash) {
  EXPECT_EQ(subset_tag({0, 0}), "AAAAAA");
  EXPECT_EQ(subset_tag({0, 25}), "ZAAAAA");
  EXPECT_NE(subset_tag({1, 2}), subset_tag({3, 4}));
}

TEST(AddFont, F6_BareCffDictionaries) {
  PlannedFont font = font_with({{5, 500}});
  FontFace face;
  face.postscript_name = "Some Font(1)";
  FontMetrics metrics;
  metrics.units_per_em = 2000;
  metrics.ascent = 1760;
  metrics.descent = -240;
  metrics.cap_height = 1466;
  metrics.box[0] = -200;
  metrics.box[3] = 2100;
  Objects objects;
  add_font(
      objects, font, {face, metrics, FontSubset::Kind::bare_cff, Hash128{}, 9, "program", "map"});
  EXPECT_EQ(
      to_text(objects),
      "1: <</Filter /FlateDecode /Subtype /CIDFontType0C>> stream of 7\n"
      "2: <</Type /FontDescriptor /FontName /AAAAAA+Some-Font-1- /Flags 4 /FontBBox [-100 0 0 "
      "1050] "
      "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 733 /StemV 80 /FontFile3 1 0 R>>\n"
      "3: <</Type /Font /Subtype /CIDFontType0 /BaseFont /AAAAAA+Some-Font-1- /CIDSystemInfo "
      "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor 2 0 R /DW 1000 "
      "/W [5 [500]]>>\n"
      "4: <</Filter /FlateDecode>> stream of 3\n"
      "5: <</Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Some-Font-1--Identity-H /Encoding "
      "/Identity-H /DescendantFonts [3 0 R] /ToUnicode 4 0 R>>\n");
}

TEST(AddFont, TrueTypeDictionaries) {
  FontFace face;
  face.postscript_name = "T";
  face.weight = 700;
  Objects objects;
  add_font(objects,
           font_with({}),
           {face, FontMetrics(), FontSubset::Kind::truetype, Hash128{}, 9, "program", "map"});
  const std::string text = to_text(objects);
  EXPECT_NE(text.find("1: <</Filter /FlateDecode /Length1 9>> stream of 7\n"), std::string::npos);
  EXPECT_NE(text.find("/StemV 140 /FontFile2 1 0 R>>"), std::string::npos);
  EXPECT_NE(text.find("/Subtype /CIDFontType2 "), std::string::npos);
  EXPECT_NE(text.find("/DW 1000 /CIDToGIDMap /Identity>>"), std::string::npos);
  EXPECT_NE(text.find("/BaseFont /AAAAAA+T /Encoding"), std::string::npos);
}

TEST(PlanFonts, GlyphsWidthsAndTextsOfTheDocument) {
  const FontStore fonts = test_fonts();
  Document document;
  document.pages.push_back(a4_page());
  document.pages[0].items = {item(set_line(fonts, kSong, 10_pt, {}, "中一中")),
                             item(set_line(fonts, kHei, 10_pt, {}, "一"))};
  const FontPlan plan = plan_fonts(document, fonts);
  std::string dump;
  for (const PlannedFont& font : plan.fonts) {
    dump += font.resource;
    for (const auto& glyph : font.glyphs) {
      EXPECT_EQ(font.find(glyph.id), &glyph);
      dump += " " + glyph.text + "=" + std::to_string(glyph.width);
    }
    dump += "\n";
  }
  EXPECT_EQ(dump, "F1 一=1000 中=1000\nF2 一=1000\n");
  EXPECT_EQ(plan.find(kLatin), nullptr);
  EXPECT_EQ(plan.find(FontId::none), nullptr);
}

TEST(PlanFonts, F2_FacesOfOneCollectionShareOneProgram) {
  const FontStore fonts = noto_fonts();
  if (fonts.size() != 4) {
    GTEST_SKIP() << "fonts-noto-cjk or fonts-dejavu-core is not installed";
  }
  Document document;
  document.pages.push_back(a4_page());
  document.pages[0].items = {item(set_line(fonts, kSerifSc, 10_pt, {}, "骨")),
                             item(set_line(fonts, kSerifTc, 10_pt, {}, "骨"))};
  const FontPlan plan = plan_fonts(document, fonts);
  ASSERT_EQ(plan.fonts.size(), 1u);
  EXPECT_EQ(plan.fonts[0].glyphs.size(), 2u) << "two regional forms";
  EXPECT_EQ(plan.find(kSerifSc), plan.find(kSerifTc));
}

}  // namespace
}  // namespace banxin::pdf
