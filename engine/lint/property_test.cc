// Random texts: whatever stands there, fixing twice is fixing once, and nothing reads otherwise.
#include <algorithm>
#include <random>

#include "engine/lint/test_lint.h"

namespace banxin {
namespace {

constexpr std::string_view kPieces[] = {
    "甲",   "乙",     "的",     "了", "一",   "二",        "十",   "年",     "月",
    "日",   "等",     "是",     "图", "约",   "左右",      "，",   "。",     "、",
    "：",   "“",      "”",      "‘",  "’",    "（",        "）",   "《",     "》",
    "〈",   "〉",     "—",      "…",  "·",    ",",         ".",    ":",      ";",
    "?",    "!",      "(",      ")",  "\"",   "'",         "<",    ">",      "-",
    "~",    "*",      "**",     "_",  "`",    "[",         "]",    "|",      "#",
    "\\",   " ",      "  ",     "\n", "\n\n", "\n- ",      "\n> ", "\n1. ",  "a",
    "Word", "O",      "l",      "1",  "２",   "0",         "3",    "%",      "％",
    "⼀",   "\u200B", "\uFEFF", "о",  "做为", "{.nolint}", "[^1]", "&quot;", "http://example.org/",
    "<br>", "|---|",  "第",     "国", "國"};

constexpr std::string_view kTerms = "[lint.terms]\n\"做为\" = \"作为\"\n\"日\" = \"日*子\"\n";

TEST(LintProperty, FixingTwiceIsFixingOnce) {
  std::mt19937 random(20250901);
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
      text += kPieces[random() % std::size(kPieces)];
    }
    const std::string once = lint_test::fixed(text, kTerms);
    ASSERT_EQ(lint_test::fixed(once, kTerms), once) << text;
  }
}

TEST(LintProperty, MarksInMarksAreBoundedInCost) {
  const std::string nested = std::string(30'000, '(') + "甲" + std::string(30'000, ')');
  EXPECT_NE(lint_test::findings(nested), "");
}

TEST(LintProperty, TextsAreBoundedInCost) {
  // Quadratic rules would need minutes here.
  for (const std::string_view piece : {"“",
                                       "（",
                                       "（）",
                                       "“”",
                                       "《〈",
                                       ",",
                                       "甲,",
                                       "a;甲",
                                       "的的",
                                       "<",
                                       "1-",
                                       "...",
                                       "“，",
                                       "a  b"}) {
    std::string text;
    while (text.size() < 200'000) {
      text += piece;
    }
    const std::string found = lint_test::findings(text);
    EXPECT_LE(std::count(found.begin(), found.end(), '\n'), 2 * static_cast<int>(kLintLimit));
  }
}

}  // namespace
}  // namespace banxin
