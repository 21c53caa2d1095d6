#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

TEST(Spacing, HanLatinRowsT44ToT60) {
  struct Row {
    const char *id, *text, *expected;
  };

  const Row rows[] = {
      {"T44", "中国6-7月", "中=1 国=1 [0.25] 6-7=1.5 [0.25] 月=1"},
      {"T45", "中国 6-7 月", "中=1 国=1 [0.25] 6-7=1.5 [0.25] 月=1"},
      {"T46", "用HarfBuzz整形", "用=1 [0.25] HarfBuzz=4 [0.25] 整=1 形=1"},
      {"T47", "用C++写", "用=1 [0.25] C++=1.5 [0.25] 写=1"},
      {"T48", "C++ 语言", "C++=1.5 [0.25] 语=1 言=1"},
      {"T49", "增长50%的", "增=1 长=1 [0.25] 50%=1.5 [0.25] 的=1"},
      {"T50", "约25℃的", "约=1 [0.25] 25=1 ℃=1 的=1"},
      {"T51", "（abc）中", "（=1 abc=1.5 ）=1 中=1"},
      {"T52", "中，abc", "中=1 ，=1 abc=1.5"},
      {"T53", "中(a)文", "中=1 [0.25] (a)=1.5 [0.25] 文=1"},
      {"T54", "abc,中", "abc,=2 [0.25] 中=1"},
      {"T55", "见 Fig. 2 中", "见=1 [0.25] Fig.=2 ␠=0.25 2=0.5 [0.25] 中=1"},
      {"T56", "中 国", "中=1 ␠=0.25 国=1"},
      {"T57", "“ 中 ”", "“=1 中=1 ”=1"},
      {"T58", "中\u00a0A", "中=1 [0.25] A=0.5"},
      {"T59", "价￥100元", "价=1 ￥=1 100=1.5 [0.25] 元=1"},
      {"T60", "第①步", "第=1 ①=1 步=1"},
      {"A2", "文),文", "文=1 ),=1 [0.25] 文=1"},
      {"A2", "文(文", "文=1 [0.25] (=0.5 文=1"},
      {"A2", "文-文=文", "文=1 -=0.5 文=1 ==0.5 文=1"},
      {"A5", "文 - 文", "文=1 [0.25] -=0.5 [0.25] 文=1"},
      {"A6", "ab   cd", "ab=1 ␠=0.25 cd=1"},
      {"A7", "文\u3000文", "文=1 \u3000=1 文=1"},
      {"A8", "文 ，a。 b", "文=1 ，=1 a=0.5 。=1 b=0.5"},
      {"K8", "  文 a  ", "文=1 [0.25] a=0.5"},
      {"U4", "长12 km", "长=1 [0.25] 12=1 ␠=0.25 km=1"},
      {"U11", "文\u200b文\u2060a\u00adb", "文=1 文=1 [0.25] ab=1"},
  };
  const TestText t = test_text();
  for (const Row& row : rows) {
    EXPECT_EQ(widths(t.shape(row.text)), row.expected) << row.id;
  }
}

TEST(Spacing, NoBreakSpaceKeepsItsNoBreakT58) {
  const ShapedText shaped = test_text().shape("中\u00a0A文 B");
  EXPECT_EQ(shaped.clusters[0].break_after.kind, BreakKind::forbidden);
  EXPECT_EQ(shaped.clusters[2].break_after.kind, BreakKind::allowed);
}

TEST(Spacing, SpaceBetweenHanIsAPhraseBoundaryInTitles) {
  TestText t = test_text();
  EXPECT_EQ(codes(t.shape("新版办法 提高上限").diagnostics), "N306@112-113;");
  t.composition().balance = true;
  const ShapedText title = t.shape("推出 29 项 提高 a b");
  EXPECT_EQ(widths(title),
            "推=1 出=1 [0.25] 29=1 [0.25] 项=1 ␠=1 提=1 高=1 [0.25] a=0.5 ␠=0.25 b=0.5");
  EXPECT_EQ(codes(title.diagnostics), "");
}

TEST(Spacing, TypedSpacesOfAnIndentedParagraphVanishP1) {
  TestText t = test_text();
  EXPECT_EQ(widths(t.shape("\u3000\u3000中")), "\u3000=1 \u3000=1 中=1");
  t.styled.block_styles[0].text_indent = 20_pt;
  EXPECT_EQ(widths(t.shape("\u3000\u3000中\u3000国")), "中=1 \u3000=1 国=1");
}

TEST(Spacing, SpaceIsThatOfTheSmallerSizeA1) {
  TestText t = test_text();
  TextStyle small = t.styled.text_styles[0];
  small.size = 8_pt;
  t.styled.text_styles.push_back(small);
  Paragraph p = t.paragraph("中A国");
  p.runs.push_back(p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].style = TextStyleId{1};
  EXPECT_EQ(t.shape(p).clusters[1].space_before, 2_pt);
}

TEST(Spacing, NoteMarksAreLookedThroughM8) {
  TestText t = test_text();
  Paragraph p = t.paragraph("中1 国1A");
  p.runs.assign(5, p.runs[0]);
  const std::uint32_t cuts[] = {0, 3, 4, 8, 9, 10};
  for (std::size_t i = 0; i < 5; ++i) {
    p.runs[i].begin = cuts[i];
    p.runs[i].end = cuts[i + 1];
  }
  p.runs[1].note = NoteId{0};
  p.runs[3].note = NoteId{1};
  const ShapedText shaped = t.shape(p);
  ASSERT_EQ(shaped.clusters.size(), 6u) << to_text(shaped);
  EXPECT_TRUE(shaped.clusters[1].note);
  EXPECT_EQ(shaped.clusters[1].space_before, Length()) << "none before the mark (A3)";
  EXPECT_EQ(shaped.clusters[2].text_begin, 4u) << "the space between two Han stays";
  EXPECT_EQ(shaped.clusters[5].space_before, 2.5_pt) << "the boundary 国|A, after the mark";
}

TEST(Spacing, TrackingBoundariesX3X4) {
  const ShapedText shaped = test_text().shape("一二，三（四）五——六……七·八6月ab九①十℃");
  std::string gaps;
  for (const ShapedCluster& c : shaped.clusters) {
    gaps += shaped.text.substr(c.text_begin, c.text_end - c.text_begin) + (c.gap_after ? "|" : "");
  }
  EXPECT_EQ(gaps, "一|二，|三|（四）|五|——|六|……|七·八6月ab九|①|十℃");
}

}  // namespace
}  // namespace banxin
