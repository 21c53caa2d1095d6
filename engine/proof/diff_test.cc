// What is called a change of text.
#include "engine/proof/diff.h"

#include <random>

#include <gtest/gtest.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

std::u32string wide(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    out += decode_utf8(text, at);
  }
  return out;
}

std::string narrow(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    append_utf8(out, c);
  }
  return out;
}

/// "〔旧→新〕" one after the other.
std::string changes(std::string_view before, std::string_view after) {
  const std::u32string a = wide(before), b = wide(after);
  std::string out;
  for (const TextChange& change : diff_text(a, b).changes) {
    out +=
        "〔" +
        narrow(std::u32string_view(a).substr(change.old_begin, change.old_end - change.old_begin)) +
        "→" +
        narrow(std::u32string_view(b).substr(change.new_begin, change.new_end - change.new_begin)) +
        "〕";
  }
  return out;
}

constexpr std::string_view kRiver =
    "上游水库昨天傍晚开闸放水，河面比前一天高出半米。沿岸三个村子连夜把渔船拖上了坡地。";
constexpr std::string_view kSchool =
    "镇上的小学今年招了四十二名新生，比去年多七名。校长说食堂的新灶台下个月就能用上。";
constexpr std::string_view kMarket =
    "周末的旧书市集搬到了体育馆北门，摊位一共六十个，傍晚六点收摊，雨天顺延一周举行。";

std::string join(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) {
    out += part;
  }
  return out;
}

TEST(Diff, SameTextHasNoChange) {
  EXPECT_EQ(changes(kRiver, kRiver), "");
  EXPECT_EQ(changes("", ""), "");
}

TEST(Diff, AReplacedWordIsThatWord) {
  EXPECT_EQ(
      changes("河面比前一天高出半米，渔船拖上了坡地。", "河面比前一天高出一尺，渔船拖上了坡地。"),
      "〔半米→一尺〕");
}

TEST(Diff, AParagraphPutInOrTakenOut) {
  const std::string with = join({kRiver, kSchool, kMarket}), without = join({kRiver, kMarket});
  EXPECT_EQ(changes(without, with), "〔→" + std::string(kSchool) + "〕");
  EXPECT_EQ(changes(with, without), "〔" + std::string(kSchool) + "→〕");
}

TEST(Diff, TextThatMovedIsNoChange) {
  EXPECT_EQ(changes(join({kRiver, kSchool, kMarket}), join({kMarket, kRiver, kSchool})), "");
}

TEST(Diff, AChangeInsideTextThatMoved) {
  std::string moved(kSchool);
  moved.replace(moved.find("四十二"), std::string_view("四十二").size(), "四十五");
  EXPECT_EQ(changes(join({kRiver, kSchool, kMarket}), join({moved, kRiver, kMarket})), "〔二→五〕");
}

TEST(Diff, AllNewAndAllGone) {
  EXPECT_EQ(changes("", "新稿"), "〔→新稿〕");
  EXPECT_EQ(changes("旧稿", ""), "〔旧稿→〕");
}

TEST(Diff, AFewEqualCharactersAmidNewOnesAreChance) {
  EXPECT_EQ(changes("天气预报说明天多云转晴，气温回升。", "天气预报说后天有雨转阴，气温回升。"),
            "〔明天多云转晴→后天有雨转阴〕");
}

/// What the changes say, applied to the old text in any order of its passages, gives the new one.
TEST(Diff, SameAndChangedCoverBothTexts) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const auto text = [&] {
      std::u32string out;
      for (std::size_t i = random() % 120; i > 0; --i) {
        out += static_cast<char32_t>(U'一' + random() % 4);
      }
      return out;
    };
    const std::u32string a = text(), b = text();
    const TextDiff diff = diff_text(a, b);
    std::u32string covered(b.size(), U'0');
    std::u32string covered_old(a.size(), U'0');
    for (const SameText& same : diff.same) {
      for (std::size_t i = 0; i < same.length; ++i) {
        ASSERT_EQ(a[same.old_at + i], b[same.new_at + i]);
        covered[same.new_at + i] += 1;
        covered_old[same.old_at + i] += 1;
      }
    }
    for (const TextChange& change : diff.changes) {
      for (std::size_t i = change.new_begin; i < change.new_end; ++i) {
        covered[i] += 1;
      }
      for (std::size_t i = change.old_begin; i < change.old_end; ++i) {
        covered_old[i] += 1;
      }
    }
    ASSERT_EQ(covered, std::u32string(b.size(), U'1'));
    ASSERT_EQ(covered_old, std::u32string(a.size(), U'1'));
  }
}

}  // namespace
}  // namespace banxin
