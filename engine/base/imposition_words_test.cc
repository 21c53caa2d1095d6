#include "engine/base/imposition_words.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

TEST(ImpositionWords, Lengths) {
  EXPECT_EQ(paper_length_of("0.1mm"), Length::mm(0.1));
  EXPECT_EQ(paper_length_of("0.1 mm"), Length::mm(0.1));
  EXPECT_EQ(paper_length_of("3"), Length::mm(3));
  EXPECT_EQ(paper_length_of("2cm"), Length::mm(20));
  EXPECT_EQ(paper_length_of("72pt"), Length::mm(25.4));
  for (const char* wrong : {"", "mm", "-1mm", "-0mm", "1 inch", "1e3", "99999mm", "nan", "1mm2"}) {
    EXPECT_EQ(paper_length_of(wrong), std::nullopt) << wrong;
  }
}

TEST(ImpositionWords, Sheets) {
  const Size sheet{Length::mm(460), Length::mm(320)};
  for (const char* right :
       {"460x320mm", "460x320", "460 × 320 mm", "46x32cm", "460mm x 320mm", "460*320mm"}) {
    EXPECT_EQ(sheet_size_of(right), sheet) << right;
  }
  for (const char* wrong : {"460", "460x", "x320", "0x320mm", "46cm x 320mm", "460x320x2mm", ""}) {
    EXPECT_EQ(sheet_size_of(wrong), std::nullopt) << wrong;
  }
}

TEST(ImpositionWords, EveryKindHasItsWord) {
  EXPECT_EQ(imposition_kind_of("saddle-stitch"), Imposition::Kind::saddle_stitch);
  EXPECT_EQ(imposition_kind_of("two-up"), Imposition::Kind::two_up);
  EXPECT_EQ(imposition_kind_of("signatures"), Imposition::Kind::signatures);
  EXPECT_EQ(imposition_kind_of("cut-stack"), Imposition::Kind::cut_stack);
  EXPECT_EQ(imposition_kind_of("booklet"), std::nullopt);
}

}  // namespace
}  // namespace banxin
