// Articles that go on elsewhere (L7): 下转第×页, 上接第×页.
#include <gtest/gtest.h>

#include "engine/style/resolve_test_support.h"

namespace banxin {
namespace {

using namespace style_test;  // NOLINT(google-build-using-namespace)

constexpr const char* kJump =
    "[divs.jump]\njump = true\nlabel = '（下转第{rest-page}页）'\nparagraph = 'kai-line'\n";

std::string layout(const std::string& rests) {
  return std::string(kJump) + "[templates]\nbody = [ " +
         IN_ARTICLE(
             "{ blocks = 'body' }, { text = "
             "'附', when = '!rest' }") +
         ", " + rests + " ]\n";
}

const std::string kRests =
    "{ each = 'rests', do = [ { text = '{title}（上接第{jump-page}页）' }, { blocks = 'rest' }, { "
    "text = '附' } ] }";

TEST(Jumps, L7TheRestStandsWhereTheLayoutPrintsRests) {
  EXPECT_EQ(
      flows(make("甲\n\n::: jump\n:::\n\n乙\n\n丙", layout(kRests))),
      "  paragraph body \"甲\"\n"
      "  paragraph kai-line @jump:article:a.md \"（下转第\"->0{page "
      "#rest:article:a.md}->0\"页）\"->0\n"
      "  paragraph body link 1 \"标题\"->1\"（上接第\"->1{page "
      "#jump:article:a.md}->1\"页）\"->1\n"
      "  paragraph body @rest:article:a.md \"乙\"\n"
      "  paragraph body \"丙\"\n"
      "  paragraph body \"附\"\n"
      "link 0 -> #rest:article:a.md\nlink 1 -> #jump:article:a.md\n");
}

TEST(Jumps, WhatStandsInTheDivIsPartOfTheRest) {
  const std::string dump = flows(make("甲\n\n::: jump\n乙\n:::\n\n丙", layout(kRests)));
  EXPECT_NE(dump.find("@rest:article:a.md \"乙\""), std::string::npos) << dump;
}

TEST(Jumps, WithoutAPlaceForRestsTheArticleGoesOn) {
  const Made made = make("甲\n\n::: jump\n:::\n\n乙", layout("{ text = '完' }"));
  EXPECT_EQ(flows(made),
            "  paragraph body \"甲\"\n  paragraph body \"乙\"\n  paragraph body \"附\"\n"
            "  paragraph body \"完\"\n");
  ASSERT_EQ(made.styled.diagnostics.size(), 1u);
  EXPECT_EQ(made.styled.diagnostics[0].code, "W208");
}

TEST(Jumps, AnArticleIsBrokenOffOnce) {
  const Made made = make("甲\n\n::: jump\n:::\n\n乙\n\n::: jump\n:::\n\n丙", layout(kRests));
  EXPECT_NE(flows(made).find("\"丙\""), std::string::npos) << "nothing is lost";
  ASSERT_EQ(made.styled.diagnostics.size(), 1u);
  EXPECT_EQ(made.styled.diagnostics[0].code, "W208");
}

}  // namespace
}  // namespace banxin
