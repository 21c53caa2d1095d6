// Page numbers and running strings filled in.
#include <gtest/gtest.h>

#include "engine/style/style.h"

namespace banxin {
namespace {

TEST(Fields, ExpandFromFactsAndPage) {
  auto paragraph = std::make_shared<Paragraph>();
  paragraph->text = "见页";
  const auto run = [&](std::uint32_t begin, std::uint32_t end, FieldKind field, std::string name) {
    banxin::Run out;
    out.begin = begin;
    out.end = end;
    out.field = field;
    out.name = std::move(name);
    out.anchor = field == FieldKind::page_ref ? AnchorId{1} : AnchorId::none;
    paragraph->runs.push_back(std::move(out));
  };
  run(0, 3, FieldKind::none, "");
  run(3, 3, FieldKind::page_ref, "");
  run(3, 6, FieldKind::none, "");
  run(6, 6, FieldKind::folio, "");
  run(6, 6, FieldKind::page_number, "");
  run(6, 6, FieldKind::page_count, "");
  run(6, 6, FieldKind::running_first, "section");
  run(6, 6, FieldKind::running_last, "section");
  run(6, 6, FieldKind::running_last, "none");
  PageFacts facts;
  facts.anchors = {{0, "i"}, {6, "12"}};
  facts.page_count = 9;
  const FieldValues values{&facts, "·3·", 4, {{"section", "甲", "乙"}}};
  const auto expanded = expand_fields(paragraph, values);
  EXPECT_EQ(expanded->text, "见12页·3·59甲乙");
  EXPECT_FALSE(expanded->has_fields());
  std::uint32_t at = 0;
  for (const banxin::Run& one : expanded->runs) {
    EXPECT_EQ(one.begin, at);
    EXPECT_LT(one.begin, one.end);
    at = one.end;
  }
  EXPECT_EQ(at, expanded->text.size());
}

TEST(Fields, ParagraphsWithoutFieldsStayTheSameObject) {
  auto paragraph = std::make_shared<const Paragraph>();
  EXPECT_EQ(expand_fields(paragraph, {}), paragraph);
}

TEST(Fields, TrailingPageNumberCounts) {
  auto number = std::make_shared<Paragraph>();
  banxin::Run run;
  run.field = FieldKind::page_ref;
  run.anchor = AnchorId{0};
  number->runs.push_back(run);
  auto paragraph = std::make_shared<Paragraph>();
  paragraph->trailing = number;
  ASSERT_TRUE(paragraph->has_fields());
  PageFacts facts;
  facts.anchors = {{3, "4"}};
  EXPECT_EQ(expand_fields(paragraph, {&facts, "", 0, {}})->trailing->text, "4");
}

}  // namespace
}  // namespace banxin
