// fix_issue: what the safe fixes make of a text, and what they leave alone.
#include "engine/lint/test_lint.h"

namespace banxin {
namespace {

using lint_test::fill_world;
using lint_test::findings;
using lint_test::fixed;

TEST(Fix, SafeFixesAreAppliedUntilNoneIsLeft) {
  // The comma stands inside brackets that are replaced as a whole first.
  EXPECT_EQ(fixed("省(区,市)里,他说\"好\"..."), "省（区，市）里，他说“好”……");
  EXPECT_EQ(fixed("他说:\"所谓'岛',是山\"."), "他说：“所谓‘岛’，是山”。");
}

TEST(Fix, WhatNeedsAnEditorIsLeft) {
  EXPECT_EQ(fixed("我们的的船，共2，000人，约50人左右"), "我们的的船，共2，000人，约50人左右");
}

TEST(Fix, BytesThatAreNotFixedStay) {
  EXPECT_EQ(fixed("甲,乙\r\n\r\n`a,b` 丙\t \r\n"), "甲，乙\r\n\r\n`a,b` 丙\t \r\n");
  MemoryWorld world;
  world.add("issue.toml", std::string(lint_test::kHead));
  world.add("a.md", "\xEF\xBB\xBF+++\r\ntitle = \"标题\"\r\n+++\r\n甲,乙");
  const std::vector<FixedFile> files = fix_issue(world);
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].after, "\xEF\xBB\xBF+++\r\ntitle = \"标题\"\r\n+++\r\n甲，乙");
  EXPECT_EQ(files[0].fixes, 1);
}

TEST(Fix, StringsOfTomlToo) {
  MemoryWorld world;
  fill_world(world, "", "[board]\neditorial-office = \"潮信,编辑部\"\n");
  const std::vector<FixedFile> files = fix_issue(world);
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].path, "issue.toml");
  EXPECT_NE(files[0].after.find("\"潮信，编辑部\""), std::string::npos);
}

TEST(Fix, NothingThatWouldReadAsSomethingElse) {
  // "１. 甲" would become a list, "做为" would close the TOML string.
  EXPECT_EQ(fixed("１. 甲 123456,乙"), "１. 甲 123456，乙");
  MemoryWorld world;
  fill_world(world,
             "",
             "[board]\neditorial-office = \"做为,编辑部\"\n"
             "[lint.terms]\n\"做为\" = '作\"为'\n");
  const std::vector<FixedFile> files = fix_issue(world);
  ASSERT_EQ(files.size(), 1u);
  EXPECT_NE(files[0].after.find("\"做为，编辑部\""), std::string::npos);
}

TEST(Fix, FixingWhatIsFixedGivesNothing) {
  for (const std::string_view text : {"省(区,市)里,他说\"好\"...",
                                      "１. 甲 123456,乙",
                                      "，，，。。。（，）--",
                                      "“‘”’《《》》<<甲>>",
                                      "甲,乙;丙:丁?戊!己.",
                                      "二O二三年2O23年l0月",
                                      "中 ，  文\n(a\nb)"}) {
    const std::string once = fixed(text);
    EXPECT_EQ(fixed(once), once) << text;
  }
}

TEST(Fix, TermsInsideTheirOwnRightWordStay) {
  EXPECT_EQ(fixed("水与潮水", "[lint.terms]\n\"水\" = \"潮水\"\n"), "潮水与潮水");
}

}  // namespace
}  // namespace banxin
