// Floats with text beside them and initials, in em of the text: 10 pt, lines of 20 pt.
#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/block/block.h"
#include "engine/shape/test_text.h"

namespace banxin {
namespace {

class BesideTest : public testing::Test {
 protected:
  BesideTest() {
    BlockStyle& body = t.styled.block_styles[0];
    body.line_height = 20_pt;
    body.orphans = body.widows = 1;
    composition().orphan_repair = false;
  }

  Composition& composition() { return t.styled.block_styles[0].composition; }

  BlockStyleId style(const BlockStyle& style) {
    t.styled.block_styles.push_back(style);
    return static_cast<BlockStyleId>(t.styled.block_styles.size() - 1);
  }

  BlockStyle body() const { return t.styled.block_styles[0]; }

  StyledBlock text(int characters, BlockStyleId id = {}) const {
    std::string all;
    for (int i = 0; i < characters; ++i) {
      all += "字";
    }
    auto paragraph = std::make_shared<Paragraph>(t.paragraph(all));
    paragraph->style = id;
    StyledBlock block;
    block.style = id;
    block.paragraph = std::move(paragraph);
    return block;
  }

  /// A grey block of 5 em by `height`, to stand at a side.
  StyledBlock picture(Float where, Length height, Length gap = {}) {
    BlockStyle box = body();
    box.floating = where;
    box.float_gap = gap;
    box.width = 50_pt;
    StyledBlock block;
    block.kind = StyledKind::box;
    block.style = style(box);
    StyledBlock inside;
    inside.kind = StyledKind::rule;
    inside.size = {50_pt, height};
    block.children = {inside};
    return block;
  }

  Fragment set(const std::vector<StyledBlock>& blocks) {
    const FontResolver resolver(t.styled, t.fonts);
    const BlockContext context{t.styled, resolver, {}, cache};
    return lay_out(blocks, 200_pt, FieldValues{}, context);
  }

  static std::string em(Length length) { return number_text(length.pt() / kTestEm.pt(), 2); }

  /// A strip a line: "-" if it stays with the one above, "[x y]" what hangs from it, x and number
  /// of characters of its text; "gap" without text.
  std::string sketch(const std::vector<StyledBlock>& blocks) {
    std::string out;
    for (const Strip& strip : set(blocks).strips) {
      out += strip.break_before == BreakRule::avoid ? "-" : "";
      std::string words = "gap " + em(strip.height);
      for (const Item& item : strip.items) {
        if (const auto* rects = std::get_if<Rects>(&item.content)) {
          out += "[" + em(rects->rects[0].x) + " " + em(rects->rects[0].y) + "] ";
        } else if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
          words = em(run->origin.x) + " x" + std::to_string(run->text.size() / 3);
        }
      }
      out += words + "; ";
    }
    return out;
  }

  TestText t = test_text();
  TextCache cache;
};

TEST_F(BesideTest, LinesStandBesideAPictureAndThenBelowIt) {
  // 55 pt with the leading below are four lines; the gap is an em, so that 14 em are left.
  EXPECT_EQ(sketch({picture(Float::left, 55_pt), text(70)}),
            "[0 0.5] 6 x14; -6 x14; -6 x14; -6 x14; 0 x14; ");
  EXPECT_EQ(sketch({picture(Float::right, 55_pt), text(70)}),
            "[15 0.5] 0 x14; -0 x14; -0 x14; -0 x14; 0 x14; ");
}

TEST_F(BesideTest, APictureOfWholeLinesTakesNoLineMore) {
  // From the head of the first em box to the foot of the third: 2 x 20 + 10.
  EXPECT_EQ(sketch({picture(Float::left, 50_pt), text(50)}),
            "[0 0.5] 6 x14; -6 x14; -6 x14; 0 x8; ");
}

TEST_F(BesideTest, TheMeasureBesideItIsAWholeNumberOfEm) {
  EXPECT_EQ(sketch({picture(Float::left, 10_pt, 13_pt), text(20)}), "[0 0.5] 7 x13; 0 x7; ")
      << "a gap of 13 pt grows to two em";
}

TEST_F(BesideTest, SeveralParagraphsGoOnBesideIt) {
  EXPECT_EQ(sketch({picture(Float::left, 90_pt), text(20), text(40)}),
            "[0 0.5] 6 x14; -6 x6; -6 x14; -6 x14; -6 x12; ");
}

TEST_F(BesideTest, WhereTextEndsBesideItRoomIsLeft) {
  EXPECT_EQ(sketch({picture(Float::left, 90_pt), text(20)}), "[0 0.5] 6 x14; -6 x6; -gap 6; ");
}

TEST_F(BesideTest, WhatIsNotTextStandsBelowIt) {
  BlockStyle heading = body();
  heading.role = TagRole::h2;
  EXPECT_EQ(sketch({picture(Float::left, 50_pt), text(10), text(3, style(heading)), text(3)}),
            "[0 0.5] 6 x10; -gap 4; 0 x3; 0 x3; ");
  heading.clear = Clear::none;
  EXPECT_EQ(sketch({picture(Float::left, 50_pt), text(10), text(3, style(heading)), text(3)}),
            "[0 0.5] 6 x10; -6 x3; -6 x3; ")
      << "unless its style says otherwise";
}

TEST_F(BesideTest, TheNextPictureStandsBelowTheOneBefore) {
  EXPECT_EQ(sketch({picture(Float::left, 30_pt), picture(Float::right, 10_pt), text(56)}),
            "[0 0.5] 6 x14; -6 x14; [15 0.5] 0 x14; 0 x14; ");
}

TEST_F(BesideTest, APictureThatLeavesNoRoomStandsByItself) {
  StyledBlock wide = picture(Float::left, 30_pt);
  t.styled.block_styles.back().width = 170_pt;
  const Fragment fragment = set({wide, text(20)});
  ASSERT_EQ(fragment.diagnostics.size(), 1u);
  EXPECT_EQ(fragment.diagnostics[0].code, "W509");
}

TEST_F(BesideTest, InsideAndOutsideChangeSidesOnLeftPages) {
  const Fragment fragment = set({picture(Float::outside, 10_pt), text(40)});
  const Strip& strip = fragment.strips[0];
  EXPECT_EQ(strip.hanging_items, 1u);
  EXPECT_EQ(em(strip.hanging_verso_shift) + " " + em(strip.verso_shift), "-15 6")
      << "from the right edge to the left, and the text makes room";
  EXPECT_EQ(fragment.strips[1].verso_shift, Length()) << "below it nothing moves";
}

TEST_F(BesideTest, ListsKeepTheirIndentBesideIt) {
  BlockStyle list = body();
  list.padding.left = 20_pt;
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = style(list);
  box.children = {text(20)};
  EXPECT_EQ(sketch({picture(Float::left, 30_pt), box}), "[0 0.5] 6 x14; -6 x6; ")
      << "the picture reaches beyond the indent";
}

// ---- initials -----------------------------------------------------------------------------------

class InitialTest : public BesideTest {
 protected:
  /// A paragraph whose first character spans `lines` lines, set in `size`.
  StyledBlock with_initial(int characters, int lines, Length size) {
    BlockStyle s = body();
    s.initial_lines = lines;
    s.text_indent = 20_pt;
    StyledBlock block = text(characters, style(s));
    auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
    auto initial = std::make_shared<Paragraph>(t.paragraph("首"));
    TextStyle big = t.styled.text_styles[0];
    big.size = size;
    t.styled.text_styles.push_back(big);
    initial->runs[0].style = static_cast<TextStyleId>(t.styled.text_styles.size() - 1);
    initial->style = block.style;
    paragraph->initial = std::move(initial);
    block.paragraph = std::move(paragraph);
    return block;
  }
};

TEST_F(InitialTest, SpansItsLinesFromEmBoxToEmBox) {
  const Fragment fragment = set({with_initial(50, 3, 50_pt)});
  const auto& initial = std::get<GlyphRun>(fragment.strips[0].items[0].content);
  EXPECT_EQ(initial.text, "首");
  EXPECT_EQ(em(initial.origin.x) + " " + em(initial.origin.y), "0 4.9")
      << "0.5 down to the em box, 0.88 of 5 em to its baseline";
  EXPECT_EQ(sketch({with_initial(50, 3, 50_pt)}), "6 x14; -6 x14; -6 x14; 0 x8; ")
      << "no indent, a gap of an em at most";
}

TEST_F(InitialTest, AShortParagraphLeavesRoomForIt) {
  EXPECT_EQ(sketch({with_initial(10, 3, 50_pt), text(3)}), "6 x10; -gap 4; 0 x3; ");
}

// ---- what is higher than a column ---------------------------------------------------------------

class TallTest : public BesideTest {
 protected:
  /// Height and texts of every strip, in columns of at most 60 pt: three lines.
  std::string parts(const StyledBlock& block) {
    const FontResolver resolver(t.styled, t.fonts);
    BlockContext context{t.styled, resolver, {}, cache};
    context.most_height = 60_pt;
    std::string out;
    for (const Strip& strip : lay_out(std::vector{block}, 200_pt, FieldValues{}, context).strips) {
      out += em(strip.height) + ":";
      for (const Item& item : strip.items) {
        if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
          out += " " + em(run->origin.x) + "/" + em(run->origin.y);
        }
      }
      out += "; ";
    }
    return out;
  }
};

TEST_F(TallTest, ColumnsGoOnInPartsEachOfThemEven) {
  BlockStyle columns = body();
  columns.columns = 2;
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = style(columns);
  box.children = {text(80)};  // eight lines of ten
  EXPECT_EQ(parts(box), "6: 0/1.38 0/3.38 0/5.38 10/1.38 10/3.38 10/5.38; 2: 0/1.38 10/1.38; ");
}

TEST_F(TallTest, OfMoreColumnBreaksThanColumnsNoneIsKeptP8) {
  BlockStyle columns = body(), turn = body();
  columns.columns = 2;
  turn.break_before = BreakRule::column;
  const BlockStyleId turned = style(turn);
  StyledBlock box;
  box.kind = StyledKind::box;
  box.style = style(columns);
  box.children = {text(10), text(10, turned), text(10, turned)};
  EXPECT_EQ(parts(box), "4: 0/1.38 0/3.38 10/1.38; ");
  box.children = {text(20), text(20, turned), text(60, turned)};
  EXPECT_EQ(parts(box),
            "4: 0/1.38 0/3.38 10/1.38 10/3.38; "
            "6: 0/1.38 0/3.38 0/5.38 10/1.38 10/3.38 10/5.38; ")
      << "higher than a column: the third begins the next part";
}

TEST_F(TallTest, ARowPartsWhereAllItsCellsMay) {
  StyledBlock row;
  row.kind = StyledKind::row;
  row.style = style(body());
  row.children = {text(40), text(20)};  // four lines beside two
  row.widths = {100_pt, 100_pt};
  EXPECT_EQ(parts(row), "2: 0/1.38 10/1.38; 2: 0/1.38 10/1.38; 2: 0/1.38; 2: 0/1.38; ");
  t.styled.block_styles.back().keep_together = true;
  EXPECT_EQ(parts(row).substr(0, 3), "8: ") << "unless it is to stay together";
}

}  // namespace
}  // namespace banxin
