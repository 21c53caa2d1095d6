#include <gtest/gtest.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

TEST(Hyphenator, FindsPlacesByLettersU7) {
  const auto places = [](const Hyphenator& words, std::u32string word) {
    std::vector<bool> marks;
    words.find(word, marks);
    std::u32string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
      out += word[i];
      out += marks[i] ? U"-" : U"";
    }
    return to_utf8(out);
  };
  const auto utf8 = Hyphenator::load("UTF-8\ne1se\né1t\n");
  ASSERT_TRUE(utf8);
  EXPECT_EQ(places(*utf8, U"Typesetting"), "Type-setting") << "capitals count as small letters";
  EXPECT_EQ(places(*utf8, U"ABÉTABC"), "ABÉ-TABC") << "by letters, not bytes";
  EXPECT_EQ(places(*utf8, std::u32string(61, U'e')), std::string(61, 'e')) << "no word is so long";
  EXPECT_EQ(places(*utf8, U""), "");
  const auto latin1 = Hyphenator::load(
      "ISO8859-1\n\xE9"
      "1t\n");
  ASSERT_TRUE(latin1);
  EXPECT_EQ(places(*latin1, U"abétabc"), "abé-tabc");
  EXPECT_EQ(places(*latin1, U"abét词abc"), "abét词abc") << "a letter the patterns can't know";
  const auto changing = Hyphenator::load("UTF-8\nf1f/ff=f,1,2\n");
  EXPECT_EQ(places(*changing, U"schiffahrt"), "schiffahrt") << "would be Schiff-fahrt";
  EXPECT_EQ(Hyphenator::load(""), nullptr);
}

}  // namespace
}  // namespace banxin
