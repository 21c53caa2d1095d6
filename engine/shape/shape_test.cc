#include <gtest/gtest.h>

#include "engine/base/parallel.h"
#include "engine/shape/test_text.h"

namespace banxin {
namespace {

TEST(ShapedText, DumpShowsOneClusterALine) {
  EXPECT_EQ(to_text(test_text().shape("他“用A”。")),
            "他 han 1 gap font0 |\n"
            "“ opening 1 l0.5 font0 -\n"
            "用 han 1 font0 |\n"
            "A latin 0.5 before0.25 font0 -\n"
            "” closing 1 r0.5 font0 -\n"
            "。 stop 1 r0.5 font0 end\n");
}

TEST(ShapedText, NoCharacterIsMadeAnotherF8) {
  const std::string text = "Ａｂ１２，Ab12，50％和50%，￥和¥，～和~，①㎡";
  EXPECT_EQ(test_text().shape(text).text, text) << "width and case are the editor's choice";
}

TEST(ShapedText, SourceOffsetsMapBack) {
  const std::string text = "中国 6-7 月。 “ 好 ” 𠮷";
  const ShapedText shaped = test_text().shape(text);
  ASSERT_EQ(shaped.clusters.size(), shaped.source_offset.size());
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
    const ShapedCluster& c = shaped.clusters[i];
    EXPECT_EQ(c.text_begin, expected) << "clusters cover the text";
    expected = c.text_end;
    EXPECT_EQ(text.substr(shaped.source_offset[i], c.text_end - c.text_begin),
              shaped.text.substr(c.text_begin, c.text_end - c.text_begin));
  }
  EXPECT_EQ(expected, shaped.text.size());
}

TEST(ShapedText, NothingCrashesOnOddInput) {
  TestText t = test_text();
  for (const char* text : {"",
                           " ",
                           "\n",
                           "\n\n",
                           "\u200b",
                           "\u0301",
                           "\ufe0f",
                           "\u200d\u200d",
                           "—",
                           "———————",
                           "\ufffc",
                           "\x01\x02",
                           "👨‍👩‍👧",
                           "\u202eabc",
                           "ك",
                           "ก็"}) {
    const ShapedText shaped = t.shape(text);
    EXPECT_EQ(shaped.clusters.size(), shaped.source_offset.size());
  }
  Paragraph bare;
  bare.text = "没有任何运行";
  EXPECT_EQ(t.shape(bare).clusters.size(), 6u) << "a paragraph without runs";
  TestText empty{FontStore()};
  const ShapedText nothing = empty.shape("中a");
  EXPECT_TRUE(nothing.clusters[0].missing);
  EXPECT_EQ(codes(nothing.diagnostics), "E303@100-103 中 U+4E2D;E303@103-104 a U+0061;");
}

TEST(ShapedText, SameFromSeveralThreads) {
  const TestText t = test_text();
  const FontResolver shared(t.styled, t.fonts);
  std::vector<Paragraph> paragraphs;
  for (int i = 0; i < 64; ++i) {
    paragraphs.push_back(
        t.paragraph("第" + std::to_string(i) + "段，“引文”——说明……（注）A4纸。𠮷"));
  }
  std::vector<std::string> dumps(paragraphs.size());
  parallel_for(paragraphs.size(), 4, [&](std::size_t i) {
    dumps[i] = to_text(shape(paragraphs[i], shared, MissingGlyphs::error));
  });
  const FontResolver alone(t.styled, t.fonts);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    EXPECT_EQ(dumps[i], to_text(shape(paragraphs[i], alone, MissingGlyphs::error)));
  }
}

TEST(ShapedText, DiagnosticsOfOneParagraphAreBounded) {
  std::string text;
  for (char32_t c = 0xa000; c < 0xa200; ++c) {
    append_utf8(text, c);  // Yi, which no test font has
  }
  EXPECT_EQ(test_text().shape(text).diagnostics.size(), 100u);
}

TEST(ShapeKey, ChangesWithWhateverShapeLooksAt) {
  TestText t = test_text();
  const Paragraph p = t.paragraph("中A");
  const auto key = [&](const Paragraph& q, MissingGlyphs m = MissingGlyphs::error) {
    return shape_key(q, FontResolver(t.styled, t.fonts), m);
  };
  const Hash128 base = key(p);
  EXPECT_EQ(key(p), base);
  EXPECT_NE(key(p, MissingGlyphs::box), base);
  Paragraph q = p;
  q.text = "中B";
  EXPECT_NE(key(q), base);
  q = p;
  q.runs[0].nowrap = true;
  EXPECT_NE(key(q), base);
  q = p;
  q.runs[0].source.begin = 1;
  EXPECT_NE(key(q), base) << "diagnostics carry spans";
  t.composition().autospace = 125;
  EXPECT_NE(key(p), base);
  t.composition().autospace = 250;
  t.styled.text_styles[0].size = 11_pt;
  EXPECT_NE(key(p), base);
  t.styled.text_styles[0].size = kTestEm;
  t.styled.text_styles[0].underline = true;
  EXPECT_EQ(key(p), base) << "an underline is drawn, not shaped";
}

}  // namespace
}  // namespace banxin
