// What an editor sets for one block, initials, the paragraph that opens a text, pull quotes.
#include <gtest/gtest.h>

#include "engine/style/resolve_test_support.h"

namespace banxin {
namespace {

using style_test::flows;
using style_test::kBody;
using style_test::listing;
using style_test::Made;
using style_test::make;

/// The properties of the style of the first block whose dump begins with `kind`, from `from` on.
const BlockStyle& style_of(const Made& made, std::size_t index) {
  const Styled& styled = made.styled.value;
  return styled.block(styled.flows[0].blocks.at(index).style);
}

TEST(Overrides, APictureStandsWhereTheManuscriptSays) {
  const Made made = make(
      "![甲](p.png){.left width=40%}\n\n![乙](q.png){float=outside align=right}\n\n字。", kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
  EXPECT_EQ(style_of(made, 0).floating, Float::left);
  EXPECT_EQ(style_of(made, 1).floating, Float::outside);
  EXPECT_EQ(style_of(made, 1).align, SideAlign::end);
  const Styled& styled = made.styled.value;
  const StyledBlock& picture = styled.flows[0].blocks[0].children.at(0);
  EXPECT_EQ(picture.size.width, 60_pt) << "width= is the picture's";
}

TEST(Overrides, AParagraphIsKeptTightenedLoosened) {
  const Made made =
      make("甲。{.keep}\n\n乙。 {.tighten}\n\n丙。\n{.loosen .keep-next}\n\n丁。", kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
  EXPECT_EQ(flows(made),
            "  paragraph body \"甲。\"\n  paragraph body \"乙。\"\n  paragraph body \"丙。\"\n"
            "  paragraph body \"丁。\"\n")
      << "nothing of it is printed";
  EXPECT_TRUE(style_of(made, 0).keep_together);
  EXPECT_EQ(style_of(made, 1).looseness, -1);
  EXPECT_EQ(style_of(made, 2).looseness, 1);
  EXPECT_EQ(style_of(made, 2).keep_with_next, 2);
  EXPECT_EQ(style_of(made, 3).looseness, 0);
  EXPECT_FALSE(style_of(made, 3).keep_together);
}

TEST(Overrides, BracesThatAreTextStay) {
  EXPECT_EQ(flows(make("集合{甲，乙}", kBody)), "  paragraph body \"集合{甲，乙}\"\n");
  EXPECT_EQ(flows(make("写作 \\{.keep}", kBody)), "  paragraph body \"写作 \"\"{.keep}\"\n");
}

TEST(Overrides, AValueThatIsNoneIsReported) {
  const Made made = make("![甲](p.png){align=sideways}", kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "5:12 W207 align sideways\n");
}

TEST(Overrides, BreaksStandInDivs) {
  EXPECT_EQ(flows(make("甲\n\n::: columnbreak\n:::\n\n乙",
                       std::string("[divs.columnbreak]\ncolumn-break = true\n") + kBody)),
            "  paragraph body \"甲\"\n  break column-break <artifact-layout>\n"
            "  paragraph body \"乙\"\n");
}

// ---- initials -----------------------------------------------------------------------------------

std::string initial_of(const std::string& text) {
  const Made made = make(text,
                         std::string("[styles.body-first]\nextends = 'body'\ninitial-letter = 3\n"
                                     "[text-styles.initial-letter]\nfont-family = 'hei'\n") +
                             kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
  const std::string all = flows(made);
  return all.substr(0, all.find('\n'));
}

TEST(Initial, TheFirstCharacterBecomesATextOfItsOwn) {
  EXPECT_EQ(initial_of("春天来了。\n\n夏天也来了。"),
            "  paragraph body-first initial (\"春\"~1) \"天来了。\"");
  EXPECT_EQ(initial_of("## 小标题\n\n春天来了。"), "  paragraph h1 \"小标题\"")
      << "the first paragraph, not the first block";
}

TEST(Initial, MarksStayWithIt) {
  EXPECT_EQ(initial_of("“春天来了。”"),
            "  paragraph body-first initial (\"“\"~1\"春\"~2) \"天来了。”\"");
  EXPECT_EQ(initial_of("啊，春天。"),
            "  paragraph body-first initial (\"啊\"~1\"，\"~2) \"春天。\"")
      << "no line begins with a comma";
}

TEST(Initial, ANumberIsWholeAndOfAWordTheLetter) {
  EXPECT_EQ(initial_of("2023年春。"), "  paragraph body-first initial (\"2023\"~1) \"年春。\"");
  EXPECT_EQ(initial_of("0.3微米。"), "  paragraph body-first initial (\"0.3\"~1) \"微米。\"");
  EXPECT_EQ(initial_of("1,200吨。"), "  paragraph body-first initial (\"1,200\"~1) \"吨。\"");
  EXPECT_EQ(initial_of("HarfBuzz 排字。"),
            "  paragraph body-first initial (\"H\"~1) \"arfBuzz 排字。\"");
}

TEST(Initial, WhatCannotGrowStaysInItsLine) {
  EXPECT_EQ(initial_of("春"), "  paragraph body-first \"春\"") << "nothing would stand beside it";
  EXPECT_EQ(initial_of("<ruby>春<rt>chūn</rt></ruby>天"),
            "  paragraph body-first \"春\"/chūn/\"天\"");
}

TEST(Initial, SpansItsLinesFromEmBoxToEmBox) {
  const Made made = make(
      "春天。", std::string("[styles.body-first]\nextends = 'body'\ninitial-letter = 3\n") + kBody);
  const Styled& styled = made.styled.value;
  const Paragraph& paragraph = *styled.flows[0].blocks[0].paragraph;
  EXPECT_EQ(styled.text(paragraph.initial->runs[0].style).size, 40_pt) << "2 x 15 + 10";
}

// ---- pull quotes --------------------------------------------------------------------------------

constexpr const char* kPull =
    "[styles.pull]\ntag = 'block-quote'\nfloat = 'right'\nwidth = '40%'\n"
    "[divs.pullquote]\nbox = 'pull'\nrepeats = true\n";

TEST(PullQuote, ThatRepeatsTheTextIsNoTextForScreenReaders) {
  const auto role = [](const std::string& head, const std::string& quote) {
    const Made made = make("::: " + head + "\n" + quote + "\n:::\n\n他说，字要一个一个地排。完。",
                           std::string(kPull) + kBody);
    EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
    return made.styled.value.flows[0].blocks[0].role;
  };
  EXPECT_EQ(role("pullquote", "“字要一个一个地排！”"), TagRole::artifact_layout);
  EXPECT_EQ(role("pullquote", "字要慢慢地排。"), TagRole::block_quote);
  EXPECT_EQ(role("{.pullquote aria-hidden=true}", "字要慢慢地排。"), TagRole::artifact_layout);
  EXPECT_EQ(role("{.pullquote aria-hidden=false}", "字要一个一个地排。"), TagRole::block_quote);
}

}  // namespace
}  // namespace banxin
