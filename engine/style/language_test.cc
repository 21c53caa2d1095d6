// The language of a passage decides its faces and composition; roles limited to some characters.
#include <gtest/gtest.h>

#include "engine/style/resolve_test_support.h"
#include "engine/style/style_book.h"

namespace banxin {
namespace {

using style_test::kBody;
using style_test::listing;
using style_test::Made;
using style_test::make;
using style_test::parse_text;

constexpr const char* kFaces =
    "[fonts.local]\nfamilies = ['SC']\nzh-Hant-TW = { families = ['TC'] }\n"
    "ja = { families = ['JP'] }\n[styles.local]\nfont-family = 'local'\n"
    "[divs.local]\nparagraph = 'local'\n";

/// A paragraph of `text` and its first run: faces, language, line end, C6.
std::string about(const Styled& styled, const StyledBlock& block) {
  if (!block.paragraph) {
    std::string out;
    for (const StyledBlock& child : block.children) {
      out += about(styled, child);
    }
    return out;
  }
  constexpr const char* kEnds[] = {"keep", "auto", "always"};
  const Composition& c = styled.block(block.paragraph->style).composition;
  std::string out = block.paragraph->text + ": " + std::string(tag_of(c.locale)) + " " +
                    kEnds[static_cast<int>(c.line_end)] + (c.compress_stops ? "" : " no-C6");
  for (const Run& run : block.paragraph->runs) {
    const TextStyle& style = styled.text(run.style);
    out += " " + styled.font_stacks[style.stack].cjk[0].family +
           (style.language.empty() ? "" : "/" + style.language);
  }
  return out + "\n";
}

std::string all(const Made& made) {
  std::string out;
  for (const StyledBlock& block : made.styled.value.flows[0].blocks) {
    out += about(made.styled.value, block);
  }
  return out;
}

TEST(Language, OfADivAParagraphAHeadingAndASpan) {
  const Made made = make(
      "::: local\n甲\n:::\n\n::: {.local lang=zh-Hant-TW}\n乙\n\n- 丙\n:::\n\n"
      "::: {.local lang=ja}\n丁[戊]{lang=zh-Hant-TW}\n:::\n\n"
      "[己]{lang=ja}\n\n## 庚 {lang=ja}\n",
      std::string(kFaces) + kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
  EXPECT_EQ(all(made),
            "甲: zh-Hans always SC\n"
            "乙: zh-Hant-TW auto TC/zh-Hant-TW\n"
            "丙: zh-Hant-TW auto TC/zh-Hant-TW\n"
            "丁戊: ja auto no-C6 JP/ja TC/zh-Hant-TW\n"
            "己: ja auto no-C6 Song/ja\n"
            "庚: ja auto no-C6 Hei/ja\n");
}

TEST(Language, ADivMayNameNothingButItsLanguage) {
  const Made made = make("::: {lang=ja}\n甲\n:::\n", std::string(kFaces) + kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
  EXPECT_EQ(all(made), "甲: ja auto no-C6 Song/ja\n");
}

TEST(Language, TheLayoutOverridesTheRulesByLanguageZ4) {
  const Made made = make("甲\n\n[乙]{lang=zh-Hant-HK}\n\n[丙]{lang=ja}\n",
                         std::string("[text.zh-Hant-HK]\nline-end = 'keep'\n"
                                     "[text.ja]\ncompress-stops = true\n") +
                             kBody);
  EXPECT_EQ(all(made),
            "甲: zh-Hans always Song\n"
            "乙: zh-Hant-HK keep Song/zh-Hant-HK\n"
            "丙: ja auto Song/ja\n");
  const Made whole =
      make("甲\n\n[乙]{lang=ja}\n", std::string("[text]\nline-end = 'keep'\n") + kBody);
  EXPECT_EQ(all(whole), "甲: zh-Hans keep Song\n乙: ja keep no-C6 Song/ja\n");
}

TEST(Language, AStyleMayNameIt) {
  const Made made = make(
      "::: jp\n甲\n:::\n",
      std::string("[styles.jp]\nextends = 'body'\nlang = 'ja'\n[divs.jp]\nparagraph = 'jp'\n") +
          kFaces + kBody);
  EXPECT_EQ(all(made), "甲: ja auto no-C6 Song/ja\n");
}

std::string faces_of(const Layout& layout) {
  std::string out;
  const auto roles = layout.roles(Locale::zh_hans);
  for (const FontWish& wish : roles[0].second) {
    out += wish.family;
    for (const CodeRange& range : wish.only) {
      out += " " + std::to_string(range.first) + "-" + std::to_string(range.last);
    }
    out += "\n";
  }
  return out;
}

constexpr const char* kFlow = "[[flows]]\nname = \"body\"\n";

TEST(UnicodeRange, LimitsARole) {
  SourceMap sources;
  const auto layout = parse_text(std::string("[fonts.song]\nfamilies = ['S']\nfallback = ['rare']\n"
                                             "[fonts.rare]\nfamilies = ['R']\n"
                                             "unicode-range = ['U+20000-2A6DF', 'u+30edd']\n") +
                                     kFlow,
                                 sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  EXPECT_EQ(faces_of(layout.value), "S\nR 131072-173791 200413-200413\n");
}

TEST(SyntheticBold, GoesWithTheRoleAsFallbackF2) {
  SourceMap sources;
  const auto layout =
      parse_text(std::string("[fonts.song]\nfamilies = ['S']\nweights = [400, 700]\n"
                             "fallback = ['rare']\n[fonts.rare]\nfamilies = ['R']\n"
                             "bold = 'synthetic'\n") +
                     kFlow,
                 sources);
  const auto faces = [&](int weight) {
    const style::LayoutData& data = LayoutAccess::data(layout.value);
    const FontStack stack = style::role_stack(data, data.fonts[0], weight, Locale::zh_hans);
    std::string out;
    for (const FontWish& wish : stack.cjk) {
      out += wish.family + std::to_string(wish.weight) + (wish.stroke ? " stroke " : " ");
    }
    return out;
  };
  EXPECT_EQ(faces(400), "S400 R400 ");
  EXPECT_EQ(faces(700), "S700 R400 stroke ");
}

TEST(UnicodeRange, OfPrivateUseServesEveryRoleF6) {
  SourceMap sources;
  const auto layout = parse_text(std::string("[fonts.song]\nfamilies = ['S']\n"
                                             "[fonts.own]\nfamilies = ['Office']\n"
                                             "unicode-range = 'U+E000-E0FF'\n") +
                                     kFlow,
                                 sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  EXPECT_EQ(faces_of(layout.value), "S\nOffice 57344-57599\n");
}

TEST(UnicodeRange, FaultsAtTheirPlace) {
  SourceMap sources;
  const auto layout = parse_text(
      std::string(
          "[fonts.song]\nfamilies = ['S']\nunicode-range = ['U+20000-1', 'E000', 'U+110000', "
          "'U+E0-']\n") +
          kFlow,
      sources);
  EXPECT_EQ(
      listing(layout.diagnostics, sources),
      "3:18 E204 unicode-range \"U+20000-2A6DF\"\n3:31 E204 unicode-range \"U+20000-2A6DF\"\n"
      "3:39 E204 unicode-range \"U+20000-2A6DF\"\n3:51 E204 unicode-range \"U+20000-2A6DF\"\n");
}

}  // namespace
}  // namespace banxin
