// What a layout says about Latin text: hyphenation (U7), Han–Latin space (A9), letters' size (A11),
// and the classes the engine knows itself.
#include <functional>

#include <gtest/gtest.h>

#include "engine/style/test_support.h"

namespace banxin {
namespace {

using style_test::listing;

const BlockStyle& named(const Styled& styled, const std::string& name) {
  for (const BlockStyle& style : styled.block_styles) {
    if (style.name == name) {
      return style;
    }
  }
  ADD_FAILURE() << "no style " << name;
  return styled.block_styles[0];
}

/// An issue of one article set with `classic` and `local` on top.
struct Set {
  explicit Set(const std::string& local, const std::string& body = "文字。") {
    MemoryWorld world;
    style_test::add_classic(world);
    world.add(
        "issue.toml",
        "format = 1\nlayout = \"classic\"\n[publication]\ntitle = \"潮信\"\n[issue]\nyear = 2025\n"
        "number = 1\ndate = 2025-01-20\n[[section]]\ntitle = \"栏目\"\narticles = [\"a.md\"]\n");
    world.add("a.md", "+++\ntitle = \"题目\"\n+++\n\n## 小标题\n\n" + body + "\n\n图1 标题\n");
    world.add("layout.toml", local);
    const auto issue = parse_issue(world, sources);
    const auto layout = parse_layout(world, {"classic", true, {}}, sources);
    parsed = listing(issue.diagnostics, sources) + listing(layout.diagnostics, sources);
    auto result = resolve_styles(issue.value, layout.value);
    resolved = listing(result.diagnostics, sources);
    styled = std::move(result.value);
  }

  const Composition& body() const { return named(styled, "body").composition; }

  SourceMap sources;
  Styled styled;
  std::string parsed, resolved;
};

TEST(LatinText, HyphenationIsSetAsInCssU7) {
  const Set set(
      "[text]\nhyphens = \"auto\"\nhyphenation-language = \"en-GB\"\n"
      "hyphenate-limit-chars = \"6 3\"\nhyphenate-limit-lines = 1\n");
  EXPECT_EQ(set.parsed, "");
  EXPECT_EQ(set.body().hyphens, Hyphens::automatic);
  EXPECT_EQ(set.body().hyphenation_language, "en-GB");
  EXPECT_EQ(set.body().hyphenate_word, 6);
  EXPECT_EQ(set.body().hyphenate_before, 3);
  EXPECT_EQ(set.body().hyphenate_after, 3) << "left out: the rule's own number";
  EXPECT_EQ(set.body().hyphenate_lines, 1);
  const Set automatic("[text]\nhyphenate-limit-chars = \"auto auto 4\"\n");
  EXPECT_EQ(automatic.body().hyphenate_word, 5);
  EXPECT_EQ(automatic.body().hyphenate_before, 2);
  EXPECT_EQ(automatic.body().hyphenate_after, 4);
}

TEST(LatinText, ClassicNeverHyphenatesHeadingsAndContentsU7) {
  const Set set("[text]\nhyphens = \"auto\"\n");
  for (const char* style : {"title-first", "section-heading", "h1", "contents-entry"}) {
    EXPECT_EQ(named(set.styled, style).composition.hyphens, Hyphens::manual) << style;
  }
  EXPECT_EQ(Set("").body().hyphens, Hyphens::manual);
}

TEST(LatinText, WrongLimitsAreToldAtTheirPlace) {
  EXPECT_EQ(Set("[text]\nhyphenate-limit-chars = \"5 2 3 4\"\n").parsed,
            "2:25 E204 hyphenate-limit-chars \"5 2 3\"\n");
  EXPECT_EQ(Set("[text]\nhyphenate-limit-chars = \"five\"\n").parsed,
            "2:25 E204 hyphenate-limit-chars \"5 2 3\"\n");
  EXPECT_EQ(Set("[text]\nhyphens = \"yes\"\n").parsed,
            "2:11 E207 hyphens yes none, manual, auto\n");
}

TEST(LatinText, WidthsOfTheHanLatinSpaceA9) {
  struct Row {
    const char* value;
    std::int32_t natural, least, most;
  };

  for (const Row& row : {Row{"\"none\"", 0, 0, 0},
                         Row{"\"thin\"", 125, 125, 250},
                         Row{"\"normal\"", 250, 125, 333},
                         Row{"\"loose\"", 250, 125, 500},
                         Row{"\"fixed\"", 250, 250, 250},
                         Row{"\"0.3em\"", 300, 125, 333},
                         Row{"0.5", 500, 125, 500}}) {
    const Set set(std::string("[text]\nautospace = ") + row.value + "\n");
    EXPECT_EQ(set.parsed, "") << row.value;
    EXPECT_EQ(set.body().autospace, row.natural) << row.value;
    EXPECT_EQ(set.body().autospace_min, row.least) << row.value;
    EXPECT_EQ(set.body().autospace_max, row.most) << row.value;
  }
  EXPECT_EQ(Set("[text]\nautospace = \"wide\"\n").parsed, "2:13 E205 autospace wide\n");
}

TEST(LatinText, AStyleMayDifferFromTheDocumentA9) {
  const Set set(
      "[text]\nautospace = \"fixed\"\nhan-spaces = \"remove\"\n[styles.body]\nautospace = "
      "\"thin\"\n");
  EXPECT_EQ(set.body().autospace, 125);
  EXPECT_EQ(set.body().han_spaces, HanSpaces::remove);
  EXPECT_EQ(named(set.styled, "h1").composition.autospace_min, 250);
}

TEST(LatinText, LettersAreScaledByRoleA11) {
  const auto scale = [](const std::string& value) {
    const Set set("[fonts.song]\nlatin-scale = " + value + "\n");
    return set.parsed + std::to_string(set.styled.font_stacks[0].latin_scale);
  };
  EXPECT_EQ(scale("1.04"), "1040");
  EXPECT_EQ(scale("\"96%\""), "960");
  EXPECT_EQ(scale("\"match\""), "0");
  EXPECT_EQ(scale("\"big\""), "2:15 E204 latin-scale 0.5–2, \"match\"\n1000");
  EXPECT_EQ(scale("3"), "2:15 E204 latin-scale 0.5–2, \"match\"\n1000");
}

TEST(LatinText, ClassesOfTheEngineU7U9) {
  const Set set("", "[甲]{.nowrap}[乙]{.nohyphen}[丙]{.name}`丁`");
  EXPECT_EQ(set.resolved, "") << "no text style need have their names";
  std::string out;
  for (const Flow& flow : set.styled.flows) {
    for (const StyledBlock& block : flow.blocks) {
      const std::function<void(const StyledBlock&)> look = [&](const StyledBlock& at) {
        if (at.paragraph && at.paragraph->text == "甲乙丙丁") {
          for (const banxin::Run& run : at.paragraph->runs) {
            out += at.paragraph->text.substr(run.begin, run.end - run.begin) +
                   (run.nowrap ? " whole" : "") + (run.no_hyphen ? " no-hyphen" : "") +
                   (run.personal_name ? " name" : "") + ";";
          }
        }
        for (const StyledBlock& child : at.children) {
          look(child);
        }
      };
      look(block);
    }
  }
  EXPECT_EQ(out, "甲 whole;乙 no-hyphen;丙 name;丁 no-hyphen;");
}

}  // namespace
}  // namespace banxin
