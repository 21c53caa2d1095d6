#include <algorithm>

#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

TEST(Runs, StyleChangesDoNotTouchWidthsTF5) {
  TestText t = test_text();
  TextStyle coloured = t.styled.text_styles[0];
  coloured.color.parts[0] = 900;
  coloured.underline = true;
  t.styled.text_styles.push_back(coloured);
  for (const char* text : {"口，“口",
                           "口。”口",
                           "口》、《口",
                           "口（《口",
                           "口——“口",
                           "口……”口",
                           "口》·《口",
                           "中国6-7月",
                           "用C++写",
                           "价￥100元",
                           "中 A 国",
                           "口？！口"}) {
    const ShapedText whole = t.shape(text);
    for (std::size_t i = 1; i < whole.clusters.size(); ++i) {
      Paragraph p = t.paragraph(text);
      const std::uint32_t cut = whole.source_offset[i];
      p.runs.push_back(p.runs[0]);
      p.runs[0].end = p.runs[1].begin = cut;
      p.runs[0].source.end = p.runs[1].source.begin = 100 + cut;
      p.runs[1].style = TextStyleId{1};
      EXPECT_EQ(to_text(t.shape(p)), to_text(whole)) << text << " cut at " << cut;
    }
  }
}

TEST(Runs, NowrapForbidsBreaksInside) {
  TestText t = test_text();
  Paragraph p = t.paragraph("一二三四");
  p.runs.assign(2, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].nowrap = true;
  const ShapedText shaped = t.shape(p);
  std::string breaks;
  for (const ShapedCluster& c : shaped.clusters) {
    breaks += c.break_after.kind == BreakKind::forbidden ? "-" : "|";
  }
  EXPECT_EQ(breaks, "|--|");
}

TEST(Runs, InlinePictureIsAnObjectOfItsSize) {
  TestText t = test_text();
  Paragraph p = t.paragraph("中\ufffc国");
  p.runs.assign(3, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].end = p.runs[2].begin = 6;
  p.runs[1].image = ImageId{0};
  p.runs[1].image_size = {12_pt, 8_pt};
  const ShapedText shaped = t.shape(p);
  ASSERT_EQ(shaped.clusters.size(), 3u);
  EXPECT_EQ(shaped.clusters[1].cls, CharClass::object);
  EXPECT_EQ(shaped.clusters[1].advance, 12_pt);
  EXPECT_EQ(codes(shaped.diagnostics), "");
}

TEST(Runs, LineFeedHasNoWidthAndEndsALine) {
  const ShapedText shaped = test_text().shape("一\n二");
  ASSERT_EQ(shaped.clusters.size(), 3u);
  EXPECT_EQ(shaped.clusters[1].cls, CharClass::line_feed);
  EXPECT_EQ(shaped.clusters[1].advance, Length());
  EXPECT_EQ(shaped.clusters[1].break_after.kind, BreakKind::mandatory);
}

}  // namespace
}  // namespace banxin
