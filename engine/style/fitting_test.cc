// How lines are fitted, per style: every option the rules name reaches the composition of the style
// that sets it, and of no other.
#include <gtest/gtest.h>

#include "engine/style/resolve_test_support.h"
#include "engine/style/style_book.h"

namespace banxin {
namespace {

using style_test::kBody;
using style_test::listing;
using style_test::Made;
using style_test::make;

const StyledBlock& first_paragraph(const StyledBlock& block) {
  return block.paragraph ? block : first_paragraph(block.children.at(0));
}

const Composition& composition(const Made& made, std::size_t block) {
  const Styled& styled = made.styled.value;
  const StyledBlock& paragraph = first_paragraph(styled.flows.at(0).blocks.at(block));
  return styled.block(paragraph.paragraph->style).composition;
}

TEST(Fitting, EveryOptionIsSetByAStyle) {
  const Made made = make("::: tight\n甲\n:::\n\n乙\n",
                         "[styles.tight]\n"
                         "line-breaker = 'optimal'\n"
                         "even-lines = false\n"               // D4
                         "break-within-words = 'rarely'\n"    // D3
                         "compression = 'gentle'\n"           // C3, C4
                         "compress-stops = false\n"           // C6
                         "hanging-punctuation = '，。'\n"     // G1
                         "paragraph-start-trim = false\n"     // E4
                         "word-space-max = '0.4em'\n"         // X1
                         "autospace-max = '0.5em'\n"          // X2
                         "tracking-comfortable = '0.05em'\n"  // X3
                         "tracking-max = '0.25em'\n"          // J7
                         "orphan-minimum = 1\n"               // P5
                         "orphan-minimum-wide = 4\n"
                         "[divs.tight]\nparagraph = 'tight'\n" +
                             std::string(kBody));
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
  const Composition& tight = composition(made, 0);
  EXPECT_EQ(tight.breaker, Breaker::optimal);
  EXPECT_FALSE(tight.even_lines);
  EXPECT_EQ(tight.word_breaks, WordBreaks::rarely);
  EXPECT_EQ(tight.compression, Compression::gentle);
  EXPECT_FALSE(tight.compress_stops);
  EXPECT_EQ(tight.hanging, "，。");
  EXPECT_FALSE(tight.paragraph_start_trim);
  EXPECT_EQ(tight.word_space_max, 400);
  EXPECT_EQ(tight.autospace_max, 500);
  EXPECT_EQ(tight.tracking_comfortable, 500) << "in ten-thousandths";
  EXPECT_EQ(tight.tracking_max, 250);
  EXPECT_EQ(tight.orphan_minimum, 1);
  EXPECT_EQ(tight.orphan_minimum_wide, 4);
  EXPECT_EQ(composition(made, 1), Composition()) << "the rules' defaults elsewhere";
}

}  // namespace
}  // namespace banxin
