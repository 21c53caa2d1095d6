// [variables], [kinds] and [variants]: what a layout changes by name, as dumps and messages.
#include <gtest/gtest.h>

#include "engine/style/resolve_test_support.h"

namespace banxin {
namespace {

using style_test::flows;
using style_test::listing;
using style_test::Made;
using style_test::parse_text;

constexpr const char* kTail = "\n[fonts.song]\nfamilies = [\"Song\"]\n[[flows]]\nname = \"body\"\n";

std::string messages(const std::string& toml) {
  SourceMap sources;
  const auto layout = parse_text(toml + kTail, sources);
  return listing(layout.diagnostics, sources);
}

TEST(Variables, StandForValuesOfAnyType) {
  const Made made = style_test::make(
      "甲",
      "[variables]\ngap = '6pt'\nwide = '$gap'\nlines = 3\n"
      "[styles.card]\nmargin = '$gap 0 $wide'\norphans = '$lines'\n"
      "[templates]\nbody = [ { text = '甲', style = 'card' } ]\n");
  EXPECT_EQ(made.styled.value.flows[0].blocks.size(), 1u);
  const BlockStyle& card =
      made.styled.value.block(made.styled.value.flows[0].blocks[0].paragraph->style);
  EXPECT_EQ(card.orphans, 3);
  EXPECT_NE(to_text(made.styled.value).find("margin 6 0 6 0"), std::string::npos)
      << to_text(made.styled.value);
}

TEST(Variables, MayBeTables) {
  EXPECT_EQ(messages("[variables]\nink = { cmyk = [0, 90, 80, 0] }\n[colors]\nseal = '$ink'\n"
                     "[styles.a]\ncolor = 'seal'"),
            "");
}

TEST(Variables, InTextsAndConditions) {
  const Made made = style_test::make(
      "甲",
      "[variables]\nhouse = '编辑部'\nloud = true\nquiet = false\n"
      "[templates]\nbody = [ { text = '{variables.house}', when = 'variables.loud' },\n"
      "{ text = '乙', when = 'variables.quiet' }, { text = '\\$price $5 a' } ]\n");
  EXPECT_EQ(flows(made), "  paragraph body \"编辑部\"\n  paragraph body \"$price $5 a\"\n");
}

TEST(Variables, OfTheIssueComeLast) {
  MemoryWorld world;
  world.add_layout("base",
                   "layout.toml",
                   "[variables]\nsize = '12pt'\n[fonts.song]\nfamilies = ['Song']\n"
                   "[styles.base]\nfont-family = 'song'\nfont-size = '$size'\n"
                   "[masters.page]\n[[flows]]\nname = 'body'\nmaster = 'page'\ntemplate = 'body'\n"
                   "[templates]\nbody = [ { text = '甲' } ]\n");
  world.add("layout.toml", "[variables]\nsize = '14pt'\n");
  world.add("issue.toml", "layout = 'base'\n");
  SourceMap sources;
  const auto layout = parse_layout(world, {"base", true, {}}, sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  const auto issue = parse_issue(world, sources);
  const auto styled = resolve_styles(issue.value, layout.value);
  EXPECT_EQ(styled.value.text_styles.at(0).size, Length::pt(14));
}

TEST(Variables, Messages) {
  EXPECT_EQ(messages("[variables]\ngap = '1pt'\n[styles.a]\nmargin = '$gab 0'"),
            "4:10 E221 gab gap\n");
  EXPECT_EQ(messages("[styles.a]\ncolor = '$ink'"), "2:9 E221 ink \n2:9 E204 color \"…\"\n");
  EXPECT_EQ(messages("[variables]\na = '$b'\nb = '$a'"), "3:5 E222 b\n2:5 E222 a\n");
  std::string doubling = "[variables]\nv0 = '甲甲甲甲甲甲甲甲'\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "$v" + std::to_string(i - 1);
    doubling += "v" + std::to_string(i) + " = '" + before + " " + before + "'\n";
  }
  EXPECT_NE(messages(doubling).find("E222"), std::string::npos);
}

// ---- kinds and variants -------------------------------------------------------------------------

/// Two sections, the second of a kind and a variant of its own; articles a, b and c.
Made issue_of(const std::string& extra, const std::string& b_front = "") {
  MemoryWorld world;
  world.add_layout("t", "layout.toml", style_test::kLayout + extra);
  world.add("issue.toml",
            "layout = 't'\n[publication]\ntitle = '月刊'\n[issue]\nyear = 2023\nnumber = 9\n"
            "[[section]]\ntitle = '要闻'\narticles = ['a.md', 'b.md']\n"
            "[[section]]\ntitle = '论文'\nkind = 'research'\nvariant = 'special'\n"
            "articles = ['c.md']\n");
  world.add("a.md", "+++\ntitle = '甲题'\n+++\n\n甲[^1]\n\n[^1]: 注。\n");
  world.add("b.md", "+++\ntitle = '乙题'\n" + b_front + "+++\n\n乙[^1]\n\n[^1]: 注。\n");
  world.add("c.md", "+++\ntitle = '丙题'\n+++\n\n丙\n");
  Made made;
  made.issue = parse_issue(world, made.sources);
  EXPECT_EQ(listing(made.issue.diagnostics, made.sources), "");
  made.layout = parse_layout(world, {"t", false, {}}, made.sources);
  EXPECT_EQ(listing(made.layout.diagnostics, made.sources), "");
  made.styled = resolve_styles(made.issue.value, made.layout.value);
  return made;
}

constexpr const char* kArticles =
    "[templates]\nbody = [ { each = 'sections', do = [ { each = 'articles', do = [ "
    "{ use = 'article' } ] } ] } ]\n"
    "article = [ { text = '{title}', style = 'title' }, { blocks = 'body' } ]\n";

/// Font sizes of the paragraphs of the flow, in points.
std::string sizes(const Made& made) {
  std::string out;
  const Styled& styled = made.styled.value;
  for (const StyledBlock& block : styled.flows[0].blocks) {
    const TextStyle& text = styled.text(styled.block(block.paragraph->style).text);
    out += (out.empty() ? "" : " ") + std::to_string(text.size.emu() / Length::pt(1).emu());
  }
  return out;
}

TEST(Variants, OfAnArticleChangeItsStyles) {
  const std::string layout = std::string(kArticles) +
                             "[variants.interview.styles.body]\nfont-size = '9pt'\n"
                             "[variants.interview.styles.note]\nfont-size = '7pt'\n";
  EXPECT_EQ(sizes(issue_of(layout)), "14 10 14 10 14 10");
  const Made made = issue_of(layout + "[variants.special]\n", "variant = 'interview'\n");
  EXPECT_EQ(sizes(made), "14 10 14 9 14 10");
  const Styled& styled = made.styled.value;
  const auto note_size = [&](std::size_t i) {
    return styled.text(styled.block(styled.notes[i].blocks[0].paragraph->style).text).size;
  };
  EXPECT_EQ(note_size(0), Length::pt(8));
  EXPECT_EQ(note_size(1), Length::pt(7));
}

TEST(Variants, KindThenSectionThenArticle) {
  const std::string layout = std::string(kArticles) +
                             "[kinds.research.styles]\nbody = { font-size = '9pt' }\n"
                             "title = { font-size = '20pt' }\n"
                             "[variants.special.styles]\ntitle = { font-size = '16pt' }\n"
                             "[variants.plain.styles]\ntitle = { extends = 'body' }\n";
  EXPECT_EQ(sizes(issue_of(layout)), "14 10 14 10 16 9");
  EXPECT_EQ(sizes(issue_of(layout, "体裁 = 'plain'\n")), "14 10 14 10 16 9");
}

TEST(Variants, HaveTemplatesAndStylesOfTheirOwn) {
  const std::string layout =
      std::string(kArticles) +
      "[variants.special]\n[variants.interview.styles.lead-in]\nextends = 'body'\n"
      "font-size = '12pt'\n[variants.interview.templates]\n"
      "article = [ { text = '对话', style = 'lead-in' }, { use = 'article' } ]\n";
  const Made made = issue_of(layout, "variant = 'interview'\n");
  EXPECT_EQ(sizes(made), "14 10 12 14 10 14 10");
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
}

TEST(Variants, UnknownOnesAreNamedAndLeftOut) {
  const Made made = issue_of(std::string(kArticles) + "[variants.interview]\n[variants.special]\n",
                             "variant = 'interwiev'\n");
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "3:12 W221 interwiev interview\n");
  EXPECT_EQ(sizes(made), "14 10 14 10 14 10");
}

TEST(Variants, ArePlaceholdersToo) {
  const Made made = issue_of(
      "[variants.special]\n[variants.interview]\n"
      "[templates]\nbody = [ { each = 'sections', do = [ { each = 'articles', do = [ "
      "{ text = '{title}{variant}', when = 'variant=interview|section.variant' } ] } ] } ]\n",
      "variant = 'interview'\n");
  EXPECT_EQ(flows(made), "  paragraph body \"乙题\"\"interview\"\n  paragraph body \"丙题\"\n");
}

// ---- endings ------------------------------------------------------------------------------------

TEST(EndText, FollowsTheLastParagraph) {
  const std::string layout =
      "[templates]\nbody = [ { each = 'sections', do = [ { each = 'articles', do = [ "
      "{ blocks = 'body', end = '[■]{.label}{?editor}（责编：{editor}）{/}' } ] } ] } ]\n";
  const Made made = style_test::make("甲\n\n乙", layout, "editor = '李明'\n");
  EXPECT_EQ(flows(made),
            "  paragraph body \"甲\"\n"
            "  paragraph body \"乙\"\"■\"~1\"（责编：\"\"李明\"\"）\"\n");
  const Made list = style_test::make("- 甲", layout, "");
  EXPECT_NE(flows(list).find("\n  paragraph body \"■\"~"), std::string::npos) << flows(list);
}

// ---- frames -------------------------------------------------------------------------------------

std::string frames(const std::string& frame, const std::string& more = "") {
  const Made made = style_test::make(
      "甲",
      std::string(style_test::kBody) + more + "[masters.tabs]\nframes = [ { " + frame + " } ]\n");
  const std::string text = to_text(made.styled.value);
  const std::size_t at = text.find("master tabs");
  const std::size_t begin = text.find('\n', at) + 1;
  return text.substr(begin, text.find("flow ", begin) - begin);
}

TEST(Frames, StepWithARunningString) {
  EXPECT_EQ(frames("outer = 0, width = '8mm', top = '20mm', height = '2em', step = '1.5lines', "
                   "step-by = 'section-number', step-count = 8, background = 'accent'"),
            "  frame page outer 0 top 56.69 width 22.68 height 20 step 22.5 by section-number "
            "of 8 background cmyk 0 0 0 500\n");
}

TEST(Frames, StandOnlyWhereTheirConditionHolds) {
  EXPECT_EQ(frames("when = 'running:kind=research !running-last:quiet', top = 0"),
            "  frame page top 0 when kind=research when !last:quiet\n");
  EXPECT_EQ(frames("when = 'year', top = 0"), "  frame page top 0\n");
  EXPECT_EQ(frames("when = 'issn', top = 0"), "");
  EXPECT_EQ(frames("when = 'issn|running:tab', top = 0"), "  frame page top 0 when tab\n");
}

TEST(Frames, Messages) {
  EXPECT_EQ(messages("[masters.a]\nframes = [ { step-by = 'n', when = 'titel' } ]"),
            "2:12 E213 step-by step\n2:12 W203 titel\n");
}

}  // namespace
}  // namespace banxin
