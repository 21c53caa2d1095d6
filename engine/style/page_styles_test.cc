// Properties that decide where on the page a block stands: column-span, float, page.
#include <gtest/gtest.h>

#include "engine/style/resolve_test_support.h"

namespace banxin {
namespace {

using namespace style_test;  // NOLINT(google-build-using-namespace)

/// A second flow in two columns of 70 pt on a type area of 150 pt.
std::string two_columns(const std::string& elements, const std::string& more) {
  return "[masters.two]\ncolumns = 2\ncolumn-gap = '10pt'\ncolumn-rule = '0.5pt accent'\n"
         "[[flows]]\nname = 'two'\nmaster = 'two'\ntemplate = 'two'\n[templates]\nbody = []\n"
         "two = [ " +
         elements + " ]\n" + more;
}

const BlockStyle& style_of(const Made& made, std::size_t block) {
  const Styled& styled = made.styled.value;
  return styled.block(styled.flows[1].blocks.at(block).style);
}

TEST(PageStyles, PercentOfWhatStandsAcrossIsOfTheTypeArea) {
  const Made made = make("甲",
                         two_columns("{ text = '甲', style = 'wide' }, { text = '甲', style = "
                                     "'narrow' }",
                                     "[styles.narrow]\nmargin-left = '10%'\n[styles.wide]\nextends "
                                     "= 'narrow'\ncolumn-span = 'all'\n"));
  EXPECT_EQ(style_of(made, 0).margin.left, 15_pt);
  EXPECT_EQ(style_of(made, 1).margin.left, 7_pt);
}

TEST(PageStyles, ATableStandsAcrossWhereItsCellsNeedMoreThanAColumn) {
  // Columns of 70 pt: seven characters of 10 pt, or less with the padding of cells.
  const auto table = [](const std::string& cell) {
    return "| 甲 | 乙 |\n|---|---|\n| 甲 | " + cell + " |\n";
  };
  const Made made =
      make(table("甲乙丙") + "\n甲\n\n" + table("甲乙丙丁戊己庚"),
           two_columns(IN_ARTICLE("{ blocks = 'body' }"),
                       "[styles.table-box]\ncolumn-span = 'auto'\nfloat = 'column-top'\n"));
  EXPECT_EQ(style_of(made, 0).column_span, ColumnSpan::none);
  EXPECT_EQ(style_of(made, 0).floating, Float::column_top);
  EXPECT_EQ(style_of(made, 2).column_span, ColumnSpan::all);
  EXPECT_EQ(style_of(made, 2).floating, Float::page_top);
}

TEST(PageStyles, AManuscriptSaysWhereAPictureFloats) {
  const Made made = make(
      "![图](a.png)\n\n![图](b.png){float=bottom}\n\n![图](c.png){float=page-top}\n\n"
      "![图](d.png){float=none}",
      two_columns(IN_ARTICLE("{ blocks = 'body' }"), "[styles.figure]\nfloat = 'column-top'\n"));
  EXPECT_EQ(style_of(made, 0).floating, Float::column_top);
  EXPECT_EQ(style_of(made, 1).floating, Float::column_bottom);
  EXPECT_EQ(style_of(made, 2).floating, Float::page_top);
  EXPECT_EQ(style_of(made, 3).floating, Float::none);
}

TEST(PageStyles, AWordThatIsNoPlaceForAPictureIsToldAndLeavesTheStyle) {
  const Made made = make(
      "![图](a.png){float=up}",
      two_columns(IN_ARTICLE("{ blocks = 'body' }"), "[styles.figure]\nfloat = 'column-top'\n"));
  EXPECT_EQ(style_of(made, 0).floating, Float::column_top);
  ASSERT_EQ(made.styled.diagnostics.size(), 1u);
  EXPECT_EQ(made.styled.diagnostics[0].code, "W209");
}

TEST(PageStyles, TheBoxAroundAParagraphLeavesItsPlaceNotTheParagraphInIt) {
  const Made made = make("甲",
                         two_columns("{ text = '甲', style = 'pull' }",
                                     "[styles.pull]\nfloat = 'page-top'\nborder-top = '1pt'\n"));
  const StyledBlock& box = made.styled.value.flows[1].blocks.at(0);
  EXPECT_EQ(made.styled.value.block(box.style).floating, Float::page_top);
  EXPECT_EQ(made.styled.value.block(box.children.at(0).style).floating, Float::none);
}

TEST(PageStyles, APageIsAMaster) {
  const Made made = make("甲",
                         two_columns("{ text = '甲', style = 'opening' }",
                                     "[styles.opening]\npage = 'page'\npage-first = 'two'\n"));
  EXPECT_EQ(style_of(made, 0).page, 1u);
  EXPECT_EQ(style_of(made, 0).page_first, 2u);
  const Master& two = made.styled.value.masters[1];
  EXPECT_EQ(two.column_rule.width, 0.5_pt);
}

TEST(PageStyles, AnUnknownMasterIsAnError) {
  MemoryWorld world;
  world.add_layout(
      "t", "layout.toml", std::string(kLayout) + "[styles.x]\npage = 'pgae'\n" + kBody);
  SourceMap sources;
  const auto layout = parse_layout(world, {"t", false, {}}, sources);
  EXPECT_NE(listing(layout.diagnostics, sources).find("E211 pgae page"), std::string::npos);
}

}  // namespace
}  // namespace banxin
