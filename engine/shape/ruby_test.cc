// Annotations (M6). The test face is 10 pt, its Han one em wide; annotations are 5 pt, so a letter
// of theirs is a quarter em of the base and a kana or Han half an em.
#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

struct Pair {
  std::string base, ruby;  // ruby empty: plain text
};

class RubyText : public testing::Test {
 protected:
  RubyText() {
    t.styled.text_styles.push_back(t.styled.text_styles[0]);
    t.styled.text_styles[1].size = 5_pt;
  }

  RubyLayout& layout() { return t.styled.text_styles[1].ruby; }

  Paragraph paragraph(const std::vector<Pair>& pairs) const {
    Paragraph p;
    for (const Pair& pair : pairs) {
      banxin::Run run;
      run.begin = static_cast<std::uint32_t>(p.text.size());
      p.text += pair.base;
      run.end = static_cast<std::uint32_t>(p.text.size());
      if (!pair.ruby.empty()) {
        p.rubies.push_back({pair.ruby, TextStyleId{1}, {}});
        run.ruby = static_cast<std::uint32_t>(p.rubies.size());
      }
      p.runs.push_back(run);
    }
    return p;
  }

  /// Advances of the clusters, then every annotation with its width.
  std::string set(const std::vector<Pair>& pairs) const {
    const ShapedText shaped = t.shape(paragraph(pairs));
    std::string out = widths(shaped);
    for (const ShapedRuby& ruby : shaped.rubies) {
      out += " " + ruby.text + ":" + em_text(ruby.width);
    }
    return out;
  }

  TestText t = test_text();
};

TEST_F(RubyText, M6ANarrowReadingLeavesItsBaseAlone) {
  EXPECT_EQ(set({{"甲", ""}, {"中", "zho"}, {"乙", ""}}), "甲=1 中=1 乙=1 zho:0.75");
}

TEST_F(RubyText, M6AWideReadingWidensItsBaseOnBothSides) {
  EXPECT_EQ(set({{"甲", ""}, {"中", "zhongw"}, {"乙", ""}}), "甲=1 中=1.5 乙=1 zhongw:1.5");
  const ShapedText shaped = t.shape(paragraph({{"甲", ""}, {"中", "zhongw"}, {"乙", ""}}));
  EXPECT_EQ(shaped.glyphs[shaped.clusters[1].glyph_begin].offset.x, 2.5_pt);
  EXPECT_EQ(shaped.rubies[0].lead, 2.5_pt);
}

TEST_F(RubyText, M6NeighboursKeepAQuarterEmAndTheBlockIsWidenedEvenly) {
  EXPECT_EQ(set({{"版", "ban"}, {"心", "xin"}}), "版=1 心=1 ban:0.75 xin:0.75");
  // 1.5 and .5 are 1 between their middles, a quarter more is wanted: all three grow by .5, since
  // the first must not be narrower than its reading.
  EXPECT_EQ(set({{"中", "zhongw"}, {"心", "xi"}, {"心", "xi"}}),
            "中=1.5 心=1.5 心=1.5 zhongw:1.5 xi:0.5 xi:0.5");
  EXPECT_EQ(set({{"中", "zhong"}, {"中", "zhong"}}), "中=1.5 中=1.5 zhong:1.25 zhong:1.25");
}

TEST_F(RubyText, M6PunctuationDoesNotPartABlockOtherTextDoes) {
  EXPECT_EQ(set({{"中", "zhongw"}, {"，", ""}, {"心", "xi"}}),
            "中=1.5 ，=1 心=1.5 zhongw:1.5 xi:0.5");
  EXPECT_EQ(set({{"中", "zhongw"}, {"一", ""}, {"心", "xi"}}),
            "中=1.5 一=1 心=1 zhongw:1.5 xi:0.5");
}

TEST_F(RubyText, M6WordsStandHalfAnEmApart) {
  EXPECT_EQ(set({{"中文", "zhongwen"}, {"排版", "paiban"}}),
            "中=1 文=1 [0.5] 排=1 版=1 zhongwen:2 paiban:1.5");
  layout().word_gap = 250;
  // The quarter em between words may give half of itself, so the bases give the rest.
  EXPECT_EQ(set({{"中文", "zhongwen"}, {"文中", "wenzhong"}}),
            "中=1.063 文=1.063 [0.25] 文=1.063 中=1.063 zhongwen:2 wenzhong:2");
}

TEST_F(RubyText, M6AReadingMayHangOverItsNeighboursWhereAllowed) {
  layout().overhang = RubyOverhang::automatic;
  EXPECT_EQ(set({{"甲", ""}, {"中", "zhongw"}, {"乙", ""}}), "甲=1 中=1 乙=1 zhongw:1.5");
  EXPECT_EQ(set({{"中", "zhongw"}, {"乙", ""}}), "中=1.5 乙=1 zhongw:1.5") << "nothing before it";
}

TEST_F(RubyText, RubyAlignSpreadsAWideReadingOverItsBase) {
  const auto offsets = [&](RubyAlign align) {
    layout().align = align;
    const ShapedText shaped = t.shape(paragraph({{"甲乙丙", "一二"}}));
    std::string out;
    Length pen;
    for (const ShapedGlyph& glyph : shaped.rubies[0].glyphs) {
      out += em_text(pen + glyph.offset.x) + " ";
      pen += glyph.advance;
    }
    return out + em_text(shaped.rubies[0].width);
  };
  EXPECT_EQ(offsets(RubyAlign::space_around), "0.5 2 3") << "1 : 2 : 1, as JLREQ has group ruby";
  EXPECT_EQ(offsets(RubyAlign::space_between), "0 2.5 3");
  EXPECT_EQ(offsets(RubyAlign::center), "0 0.5 1");
  EXPECT_EQ(offsets(RubyAlign::start), "0 0.5 3");
}

TEST_F(RubyText, ABaseIsNotDividedButMayEndALine) {
  const ShapedText shaped = t.shape(paragraph({{"中文", "zhongwen"}, {"排版", "paiban"}}));
  EXPECT_EQ(shaped.clusters[0].break_after.kind, BreakKind::forbidden);
  EXPECT_EQ(shaped.clusters[1].break_after.kind, BreakKind::allowed);
}

TEST_F(RubyText, TheKeySeesHowRubyIsSet) {
  const FontResolver resolver(t.styled, t.fonts);
  const Paragraph p = paragraph({{"中", "zhong"}});
  const Hash128 before = shape_key(p, resolver, MissingGlyphs::error);
  layout().gap = 0;
  EXPECT_NE(before, shape_key(p, resolver, MissingGlyphs::error));
}

TEST_F(RubyText, M4AMarkedNameDoesNotLeaveOneCharacterAlone) {
  Paragraph p = paragraph({{"一", ""}, {"欧阳修文", ""}, {"二", ""}});
  p.runs[1].name_mark = 7;
  std::string kinds;
  for (const ShapedCluster& c : t.shape(p).clusters) {
    kinds += c.break_after.kind == BreakKind::allowed     ? "a"
             : c.break_after.kind == BreakKind::emergency ? "e"
                                                          : ".";
  }
  EXPECT_EQ(kinds, "aeaea.");
}

}  // namespace
}  // namespace banxin
