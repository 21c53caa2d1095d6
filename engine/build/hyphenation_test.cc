// Which patterns a build loads, and what it says about missing ones (U7).
#include "engine/build/hyphenation.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

constexpr const char* kPatterns = "UTF-8\ne1se\n";

Styled styled_with(Hyphens hyphens, const std::string& language) {
  Styled styled;
  styled.language = "zh-Hans";
  styled.block_styles.emplace_back();
  styled.block_styles[0].composition.hyphens = hyphens;
  styled.block_styles[0].composition.hyphenation_language = language;
  styled.text_styles.emplace_back();
  styled.text_styles[0].language = "fr";
  return styled;
}

std::string told(const WarmHyphenators::Loaded& loaded) {
  std::string out;
  for (const Hyphenators::Entry& entry : loaded.hyphenators.entries) {
    out += entry.language + " ";
  }
  for (const Diagnostic& d : loaded.diagnostics) {
    out += std::string(d.code) + "(" + d.args[0] + " " + d.args[1] + ") ";
  }
  return out;
}

TEST(Hyphenation, LoadsTheLanguagesAStyleMayMeet) {
  MemoryWorld world;
  world.add_hyphenation("en-US", kPatterns);
  world.add_hyphenation("fr", kPatterns);
  WarmHyphenators warm;
  EXPECT_EQ(told(warm.get(styled_with(Hyphens::automatic, "en-US"), world)), "en-US fr ");
  EXPECT_EQ(told(warm.get(styled_with(Hyphens::manual, "en-US"), world)), "") << "nobody asks";
}

TEST(Hyphenation, NamesThePackageOfMissingPatterns) {
  const MemoryWorld world;
  WarmHyphenators warm;
  EXPECT_EQ(told(warm.get(styled_with(Hyphens::automatic, "en-GB"), world)),
            "N320(en-GB hyphen-en-gb) N320(fr hyphen-fr) ");
  EXPECT_EQ(told(warm.get(styled_with(Hyphens::automatic, "de-AT"), world)),
            "N320(de-AT hyphen-de) N320(fr hyphen-fr) ");
  EXPECT_EQ(told(warm.get(styled_with(Hyphens::automatic, "en"), world)),
            "N320(en hyphen-en-us) N320(fr hyphen-fr) ");
}

TEST(Hyphenation, KeepsPatternsWarmWhileTheirFileIsTheSame) {
  MemoryWorld world;
  world.add_hyphenation("en-US", kPatterns);
  MemoryWorld changed;
  changed.add_hyphenation("en-US", "UTF-8\nt1ti\n");
  WarmHyphenators warm;
  const Styled styled = styled_with(Hyphens::automatic, "en-US");
  const auto first = warm.get(styled, world).hyphenators.entries[0].words;
  EXPECT_EQ(warm.get(styled, world).hyphenators.entries[0].words, first);
  EXPECT_NE(warm.get(styled, changed).hyphenators.entries[0].words, first);
}

}  // namespace
}  // namespace banxin
