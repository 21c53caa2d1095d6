// Markdown through a tiny layout, as text dumps.
#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/style/resolve_test_support.h"

namespace banxin {
namespace {

using style_test::flows;
using style_test::kBody;
using style_test::listing;
using style_test::Made;
using style_test::make;

struct MarkdownRow {
  const char* name;
  const char* markdown;
  const char* expected;
};

class Markdown : public testing::TestWithParam<MarkdownRow> {};

TEST_P(Markdown, Resolves) {
  const Made made = make(GetParam().markdown, kBody);
  EXPECT_EQ(flows(made), GetParam().expected) << GetParam().markdown;
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
}

INSTANTIATE_TEST_SUITE_P(
    Constructs,
    Markdown,
    testing::Values(
        MarkdownRow{"paragraph", "正文。", "  paragraph body \"正文。\"\n"},
        MarkdownRow{
            "emphasis", "甲**乙*丙***丁", "  paragraph body \"甲\"\"乙\"~1\"丙\"~2\"丁\"\n"},
        MarkdownRow{"forced_break", "甲\\\n乙", "  paragraph body \"甲\"\"\\n乙\"\n"},
        MarkdownRow{"uri_link",
                    "[甲](https://x.y/)",
                    "  paragraph body \"甲\"~1->0\nlink 0 -> https://x.y/\n"},
        MarkdownRow{"class", "[甲]{.em-dot}", "  paragraph body \"甲\"~1\n"},
        MarkdownRow{"language", "去[Paris]{lang=fr}", "  paragraph body \"去\"\"Paris\"~1\n"},
        MarkdownRow{"nowrap", "[第 9 期]{.nowrap}", "  paragraph body \"第 9 期\"=\n"},
        MarkdownRow{"headings", "## 一\n\n甲", "  paragraph h1 \"一\"\n  paragraph body \"甲\"\n"},
        MarkdownRow{"bullets",
                    "- 甲\n- 乙\n  - 丙",
                    "  box list <list>\n"
                    "    box list-box <list-item>\n"
                    "      paragraph list-item <list-body> (\"●\") \"甲\"\n"
                    "    box list-box <list-item>\n"
                    "      paragraph list-item <list-body> (\"●\") \"乙\"\n"
                    "      box list <list>\n"
                    "        box list-box <list-item>\n"
                    "          paragraph list-item <list-body> (\"●\") \"丙\"\n"},
        MarkdownRow{"numbers",
                    "3. 甲\n4. 乙",
                    "  box list <list>\n"
                    "    box list-box <list-item>\n"
                    "      paragraph list-item <list-body> (\"3.\") \"甲\"\n"
                    "    box list-box <list-item>\n"
                    "      paragraph list-item <list-body> (\"4.\") \"乙\"\n"},
        MarkdownRow{
            "quote", "> 甲", "  box quote <block-quote>\n    paragraph quote-text \"甲\"\n"},
        MarkdownRow{"heading_in_quote_keeps_its_face",
                    "> ## 甲",
                    "  box quote <block-quote>\n    paragraph h1 \"甲\"\n"},
        MarkdownRow{"code", "```\na\n  b\n```", "  paragraph code \"a\\n  b\"\n"},
        MarkdownRow{"rule",
                    "甲\n\n---\n\n乙",
                    "  paragraph body \"甲\"\n"
                    "  rule rule <artifact-layout> size 0 x 0.25\n"
                    "  paragraph body \"乙\"\n"},
        MarkdownRow{"figure_with_its_source_B4",
                    "![图 1 甲](p.png \"来源：乙\"){width=50%}",
                    "  box figure <figure> alt \"图 1 甲\"\n"
                    "    image figure-image size 75 x 0 image 0\n"
                    "    paragraph caption \"图 1\"\"　\"\"甲\"\n"
                    "    paragraph figure-source \"来源：乙\"\n"
                    "image 0 p.png\n"},
        MarkdownRow{"table",
                    "表 1 甲\n\n| 子 | 丑 |\n|---|--:|\n| 1 | 2 |",
                    "  box table-box <table>\n"
                    "    paragraph table-caption \"表 1\"\"　\"\"甲\"\n"
                    "    table table <table>\n"
                    "      head | \"子\" | \"丑\"\n"
                    "      row | \"1\" | \"2\"\n"
                    "      continued \"续\"\"表 1\"\"　\"\"甲\"\n"},
        MarkdownRow{"table_without_caption",
                    "| 子 |\n|---|\n| 1 |",
                    "  box table-box <table>\n    table table <table>\n"
                    "      head | \"子\"\n      row | \"1\"\n"},
        MarkdownRow{"notes_number_by_first_mark",
                    "甲[^b]乙[^a]丙[^b]\n\n[^a]: 子\n[^b]: 丑",
                    "  paragraph body \"甲\"\"①\"~1->0^0=\"乙\"\"②\"~1->1^1=\"丙\"\"①\"~1->0^0=\n"
                    "note 0\n  paragraph note @note:0 (\"①\") \"丑\"\n"
                    "note 1\n  paragraph note @note:1 (\"②\") \"子\"\n"
                    "link 0 -> #note:0\nlink 1 -> #note:1\n"},
        MarkdownRow{
            "div_with_label", "::: note\n甲\n:::", "  paragraph quote-text \"按：\"~1\"甲\"\n"},
        MarkdownRow{"div_with_its_label_typed",
                    "::: note\n按：甲\n:::",
                    "  paragraph quote-text \"按：\"~1\"甲\"\n"},
        MarkdownRow{"abstract_lead",
                    "::: abstract\n摘要：甲\n:::",
                    "  paragraph body \"摘要：\"~1\"甲\"\n"},
        MarkdownRow{"pagebreak",
                    "甲\n\n::: pagebreak\n:::\n\n乙",
                    "  paragraph body \"甲\"\n"
                    "  break page-break <artifact-layout>\n"
                    "  paragraph body \"乙\"\n"},
        MarkdownRow{"ruby", "<ruby>漢<rt>han</rt></ruby>", "  paragraph body \"漢\"/han/\n"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Resolve, BoldWithoutAWeightSwitchesFaceOrGetsAStrokeF2) {
  const Made made = make("**甲**\n\n::: x\n**乙**\n:::\n\n::: y\n**丙**\n:::",
                         std::string("[divs.x]\nparagraph = 'kai-line'\n[divs.y]\n"
                                     "paragraph = 'fang-line'\n") +
                             kBody);
  const Styled& styled = made.styled.value;
  std::string out;
  for (const StyledBlock& block : styled.flows[0].blocks) {
    const TextStyle& style = styled.text(block.paragraph->runs[0].style);
    const FontWish& first = styled.font_stacks[style.stack].cjk[0];
    out += first.family + " " + std::to_string(first.weight) + " " +
           std::to_string(style.synthetic_bold.emu()) + "\n";
  }
  EXPECT_EQ(out, "Song 700 0\nHei 700 0\nFang 400 4233\n");
}

TEST(Resolve, EmphasisIsAnotherFaceOrWeightNeverSlantedM1) {
  const Made made = make("甲*乙***丙**", kBody);
  const Styled& styled = made.styled.value;
  std::string out;
  for (const auto& run : styled.flows[0].blocks[0].paragraph->runs) {
    const TextStyle& style = styled.text(run.style);
    const FontWish& face = styled.font_stacks[style.stack].cjk[0];
    out += face.family + " " + std::to_string(face.weight) + " " + number_text(style.size.pt(), 2) +
           "\n";
  }
  EXPECT_EQ(out, "Song 400 10\nKai 400 10\nSong 700 10\n");
  SourceMap sources;
  const auto slanted =
      style_test::parse_text("[text-styles.emphasis]\nfont-style = \"italic\"\n", sources);
  EXPECT_NE(listing(slanted.diagnostics, sources).find("font-style"), std::string::npos)
      << "there is no property that slants";
}

TEST(Resolve, StylesInsideADivAreRelativeToItsText) {
  const Made made = make("::: x\n甲\n\n- 乙\n:::\n\n- 丙",
                         std::string("[styles.list-bullet]\nfont-size = '0.5em'\n[divs.x]\n"
                                     "paragraph = 'small'\n[styles.small]\nfont-size = '6pt'\n"
                                     "line-height = '9pt'\n") +
                             kBody);
  const Styled& styled = made.styled.value;
  std::string out;
  const auto add = [&](const Paragraph& paragraph) {
    const BlockStyle& style = styled.block(paragraph.style);
    out += paragraph.text + " " + number_text(styled.text(style.text).size.pt(), 2) + "/" +
           number_text(style.line_height.pt(), 2) + "\n";
  };
  add(*styled.flows[0].blocks[0].paragraph);
  for (const std::size_t list : {1u, 2u}) {
    const StyledBlock& item = styled.flows[0].blocks[list].children[0].children[0];
    add(*item.paragraph->marker);
    add(*item.paragraph);
  }
  EXPECT_EQ(out, "甲 6/9\n● 3/9\n乙 6/9\n● 5/15\n丙 10/15\n");
}

TEST(Resolve, UnknownDivsAndClassesAreReportedOnceAtTheirPlace) {
  const Made made = make("::: abstrac\n甲\n:::\n\n::: abstrac\n乙\n:::\n\n[丙]{.em-dott}", kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources),
            "5:1 W110 abstrac abstract\n13:4 W205 em-dott em-dot\n");
  EXPECT_EQ(flows(made),
            "  paragraph body \"甲\"\n  paragraph body \"乙\"\n  paragraph body \"丙\"\n");
}

TEST(Resolve, LinksToArticles) {
  const Made made = make("[甲](a.md)",
                         "[templates]\nbody = [ " IN_ARTICLE(
                             "{ box = [ { blocks = 'body' } ], anchor = 'article' }") " ]\n");
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "");
  EXPECT_EQ(flows(made),
            "  box base @article:a.md\n    paragraph body \"甲\"~1->0\n"
            "link 0 -> #article:a.md\n");
}

TEST(Resolve, LinksToIdsAndDeadLinks) {
  const Made made = make("## 甲 {#jia}\n\n[去](#jia)[不去](#yi)", kBody);
  EXPECT_EQ(listing(made.styled.diagnostics, made.sources), "7:10 W206 a.md#yi\n");
}

TEST(Resolve, RunsOfTheManuscriptKeepTheirBytes) {
  const Made made = make("甲**乙**", kBody);
  const Paragraph& paragraph = *made.styled.value.flows[0].blocks[0].paragraph;
  for (const banxin::Run& run : paragraph.runs) {
    const auto text = made.sources.text(run.source.file);
    EXPECT_EQ(text.substr(run.source.begin, run.source.end - run.source.begin),
              paragraph.text.substr(run.begin, run.end - run.begin));
  }
}

TEST(Resolve, InlinePicturesGetTheirMissingSide) {
  Made made = make("甲![](p.png)乙![](q.png){width=20pt}", kBody);
  const std::vector<Size> natural{{Length::pt(300), Length::pt(100)}, {}};
  size_inline_images(made.styled.value, natural);
  std::string out;
  for (const banxin::Run& run : made.styled.value.flows[0].blocks[0].paragraph->runs) {
    if (run.image != ImageId::none) {
      out += number_text(run.image_size.width.pt(), 2) + " x " +
             number_text(run.image_size.height.pt(), 2) + "\n";
    }
  }
  EXPECT_EQ(out, "30 x 10\n20 x 20\n") << "known proportions; unknown ones are taken as a square";
}

TEST(Resolve, RunsCoverTheTextWithoutGaps) {
  const Made made = make("甲**乙**[^1] ![](p.png) `c`\\\n丁\n\n[^1]: 戊", kBody);
  const Paragraph& paragraph = *made.styled.value.flows[0].blocks[0].paragraph;
  std::uint32_t at = 0;
  for (const banxin::Run& run : paragraph.runs) {
    EXPECT_EQ(run.begin, at);
    at = run.end;
  }
  EXPECT_EQ(at, paragraph.text.size());
}

}  // namespace
}  // namespace banxin
