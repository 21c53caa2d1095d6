#include <gtest/gtest.h>

#include "engine/issue/test_support.h"

namespace banxin {
namespace {

using issue_test::markdown_dump;

struct Case {
  const char* name;
  const char* source;
  const char* expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(markdown_dump(c.source), c.expected) << c.name;
  }
}

TEST(Paragraph, TakesAttributesAtItsEnd) {
  check({
      {"no blank needed", "甲。{.keep}", "paragraph 1:1-1:3 { .keep }\n  text 1:1-1:3 \"甲。\"\n"},
      {"on a line of their own",
       "甲。\n{.keep .tighten}",
       "paragraph 1:1-1:3 { .keep .tighten }\n  text 1:1-1:3 \"甲。\"\n"},
      {"not those of a span",
       "[甲]{.a}",
       "paragraph 1:1-1:8\n  span 1:1-1:8 { .a }\n    text 1:2-1:3 \"甲\"\n"},
      {"nothing else", "甲{乙}", "paragraph 1:1-1:5\n  text 1:1-1:5 \"甲{乙}\"\n"},
      {"nothing they are about", "{.keep}", "paragraph 1:1-1:8\n  text 1:1-1:8 \"{.keep}\"\n"},
  });
}

TEST(Heading, HasThreeLevels) {
  check({
      {"levels",
       "## 甲\n### 乙\n#### 丙 ##\n",
       "heading 1:1-1:5 1\n  text 1:4-1:5 \"甲\"\n"
       "heading 2:1-2:6 2\n  text 2:5-2:6 \"乙\"\n"
       "heading 3:1-3:7 3\n  text 3:6-3:7 \"丙\"\n"},
      {"# counts as ##", "# 甲", "heading 1:1-1:4 1\n  text 1:3-1:4 \"甲\"\nN101 1:1-1:4\n"},
      {"deeper counts as third",
       "##### 甲",
       "heading 1:1-1:8 3\n  text 1:7-1:8 \"甲\"\nW119 1:1-1:8\n"},
      {"attributes",
       "## 甲 *乙* {#id .c k=v}",
       "heading 1:1-1:22 1 { #id .c k=\"v\" }\n  text 1:4-1:6 \"甲 \"\n"
       "  emphasis 1:6-1:9\n    text 1:7-1:8 \"乙\"\n"},
      {"setext", "甲\n---\n\n---\n", "heading 1:1-1:2 1\n  text 1:1-1:2 \"甲\"\nrule 4:1-4:4\n"},
      {"empty",
       "甲\n\n##\n\n乙",
       "paragraph 1:1-1:2\n  text 1:1-1:2 \"甲\"\n"
       "paragraph 5:1-5:2\n  text 5:1-5:2 \"乙\"\nW125 3:1-3:3\n"},
      {"no blank after the marks",
       "##标题",
       "paragraph 1:1-1:5\n  text 1:1-1:5 \"##标题\"\nW118 1:1-1:3 [##]\n"},
  });
}

TEST(List, KeepsStartTightnessAndNesting) {
  check({
      {"ordered",
       "3. 甲\n4. 乙\n",
       "list 1:1-2:5 ordered from 3 tight\n"
       "  item 1:1-1:5\n    paragraph 1:4-1:5\n      text 1:4-1:5 \"甲\"\n"
       "  item 2:1-2:5\n    paragraph 2:4-2:5\n      text 2:4-2:5 \"乙\"\n"},
      {"nested, loose",
       "- 甲\n\n  - 乙\n    丙\n",
       "list 1:1-4:6 bullet loose\n"
       "  item 1:1-4:6\n    paragraph 1:3-1:4\n      text 1:3-1:4 \"甲\"\n"
       "    list 3:3-4:6 bullet tight\n"
       "      item 3:3-4:6\n        paragraph 3:5-4:6\n          text 3:5-3:6 \"乙\"\n"
       "          text 4:5-4:6 \"丙\"\n"},
  });
}

TEST(Quote, HoldsBlocks) {
  check({{"lazy",
          "> 甲\n乙\n>\n> > 丙\n",
          "quote 1:1-4:6\n"
          "  paragraph 1:3-2:2\n    text 1:3-1:4 \"甲\"\n    text 2:1-2:2 \"乙\"\n"
          "  quote 4:3-4:6\n    paragraph 4:5-4:6\n      text 4:5-4:6 \"丙\"\n"}});
}

TEST(Rule, StandsWhereItIsWritten) {
  check({{"three kinds",
          "***\n\n甲\n\n- - -\n> ___\n",
          "rule 1:1-1:4\nparagraph 3:1-3:2\n  text 3:1-3:2 \"甲\"\n"
          "rule 5:1-5:6\nquote 6:1-6:6\n  rule 6:3-6:6\n"}});
}

TEST(Code, IsKeptAsTyped) {
  check({
      {"fenced",
       "```toml {.x #y}\na = \"“”\"\n\n::: no\n[^1]: no\n| a |\n|---|\n```\n后",
       "code 1:1-8:4 toml \"a = \\\"“”\\\"\\n\\n::: no\\n[^1]: no\\n| a |\\n|---|\\n\" { #y .x }\n"
       "paragraph 9:1-9:2\n  text 9:1-9:2 \"后\"\n"},
      {"in a list",
       "- 甲\n  ~~~\n  ::: no\n  ~~~\n",
       "list 1:1-4:6 bullet tight\n  item 1:1-4:6\n"
       "    paragraph 1:3-1:4\n      text 1:3-1:4 \"甲\"\n"
       "    code 2:3-4:6 \"::: no\\n\"\n"},
      {"indented", "    a *b*\n\n    c\n", "code 1:5-3:6 \"a *b*\\n\\nc\\n\"\n"},
      {"left open",
       "甲\n\n~~~\nx\n",
       "paragraph 1:1-1:2\n  text 1:1-1:2 \"甲\"\ncode 3:1-4:2 \"x\\n\"\nW128 3:1-3:4\n"},
  });
}

TEST(Div, NestsAndTakesAttributes) {
  check({
      {"forms",
       "::: note\n甲\n:::\n:::{.box #b k=v}\n乙\n:::\n::: 提示 {.x} :::\n丙\n::::\n",
       "div 1:1-3:4 note\n  paragraph 2:1-2:2\n    text 2:1-2:2 \"甲\"\n"
       "div 4:1-6:4 box { #b k=\"v\" }\n  paragraph 5:1-5:2\n    text 5:1-5:2 \"乙\"\n"
       "div 7:1-9:5 提示 { .x }\n  paragraph 8:1-8:2\n    text 8:1-8:2 \"丙\"\n"},
      {"nested",
       ":::: box\n::: note\n甲\n:::\n乙\n::::\n",
       "div 1:1-6:5 box\n  div 2:1-4:4 note\n    paragraph 3:1-3:2\n      text 3:1-3:2 \"甲\"\n"
       "  paragraph 5:1-5:2\n    text 5:1-5:2 \"乙\"\n"},
      {"in a list item",
       "- 甲\n  ::: box\n  乙\n  :::\n- 丙\n",
       "list 1:1-5:4 bullet tight\n  item 1:1-4:6\n"
       "    paragraph 1:3-1:4\n      text 1:3-1:4 \"甲\"\n"
       "    div 2:3-4:6 box\n      paragraph 3:3-3:4\n        text 3:3-3:4 \"乙\"\n"
       "  item 5:1-5:4\n    paragraph 5:3-5:4\n      text 5:3-5:4 \"丙\"\n"},
      {"page break",
       "甲\n::: pagebreak\n:::\n乙\n::: pagebreak\n丙\n",
       "paragraph 1:1-1:2\n  text 1:1-1:2 \"甲\"\npage-break 2:1-3:4 pagebreak\n"
       "paragraph 4:1-4:2\n  text 4:1-4:2 \"乙\"\npage-break 5:1-5:14 pagebreak\n"
       "paragraph 6:1-6:2\n  text 6:1-6:2 \"丙\"\n"},
      {"poem keeps its lines",
       "::: poem\n甲\n　乙\n\n丙\n:::\n",
       "div 1:1-6:4 poem\n  paragraph 2:1-3:3\n    text 2:1-2:2 \"甲\"\n    break 2:2-3:1\n"
       "    text 3:1-3:3 \"　乙\"\n  paragraph 5:1-5:2\n    text 5:1-5:2 \"丙\"\n"},
      {"signature keeps its lines",
       "::: signature\n某局\n2023 年\n:::\n",
       "div 1:1-4:4 signature\n  paragraph 2:1-3:7\n    text 2:1-2:3 \"某局\"\n"
       "    break 2:3-3:1\n    text 3:1-3:7 \"2023 年\"\n"},
  });
}

TEST(Div, FaultsAreReported) {
  check({
      {"unclosed",
       "::: note\n甲\n\n乙\n",
       "div 1:1-4:2 note\n  paragraph 2:1-2:2\n    text 2:1-2:2 \"甲\"\n"
       "  paragraph 4:1-4:2\n    text 4:1-4:2 \"乙\"\nE140 1:1-1:9 [note]\n"},
      {"unclosed in a quotation",
       "> ::: note\n> 甲\n\n:::\n",
       "quote 1:1-2:4\n  div 1:3-2:4 note\n    paragraph 2:3-2:4\n      text 2:3-2:4 \"甲\"\n"
       "E140 1:3-1:11 [note]\nW113 4:1-4:4\n"},
      {"stray end", "甲\n:::\n", "paragraph 1:1-1:2\n  text 1:1-1:2 \"甲\"\nW113 2:1-2:4\n"},
      {"unreadable",
       "::: note 编者按\n甲\n:::\n",
       "div 1:1-3:4 note\n  paragraph 2:1-2:2\n    text 2:1-2:2 \"甲\"\n"
       "W114 1:1-1:13 [::: note 编者按]\n"},
  });
}

TEST(Table, HasAlignmentAndRows) {
  check({
      {"alignment",
       "| 甲 | 乙 | 丙 | 丁 |\n|---|:--|:-:|--:|\n| **1** | a\\|b |\n",
       "table 1:1-3:17 -<^>\n"
       "  head\n    cell 1:3-1:4\n      text 1:3-1:4 \"甲\"\n    cell 1:7-1:8\n"
       "      text 1:7-1:8 \"乙\"\n    cell 1:11-1:12\n      text 1:11-1:12 \"丙\"\n"
       "    cell 1:15-1:16\n      text 1:15-1:16 \"丁\"\n"
       "  row\n    cell 3:3-3:8\n      strong 3:3-3:8\n        text 3:5-3:6 \"1\"\n"
       "    cell 3:11-3:15\n      text 3:11-3:12 \"a\"\n      text 3:13-3:15 \"|b\"\n"
       "    cell 3:15-3:15\n    cell 3:15-3:15\n"},
      {"no head",
       "| | |\n|-|-|\n|a|b|\n",
       "table 3:1-3:6 --\n  row\n    cell 3:2-3:3\n      text 3:2-3:3 \"a\"\n"
       "    cell 3:4-3:5\n      text 3:4-3:5 \"b\"\n"},
      {"surplus cell",
       "|a|b|\n|-|-|\n|1|2|3|\n",
       "table 1:1-3:6 --\n  head\n    cell 1:2-1:3\n      text 1:2-1:3 \"a\"\n    cell 1:4-1:5\n"
       "      text 1:4-1:5 \"b\"\n  row\n    cell 3:2-3:3\n      text 3:2-3:3 \"1\"\n"
       "    cell 3:4-3:5\n      text 3:4-3:5 \"2\"\nW124 3:1-3:8 [3|2]\n"},
  });
}

// The caption of a one-cell table a, and what else there is.
std::string caption_of(const std::string& source) {
  SourceMap sources;
  const FileId file = sources.add("a.md", source);
  const Parsed<Article> parsed = parse_markdown(sources.text(file), file, 0);
  std::string out;
  for (const Block& block : parsed.value.body) {
    out += block.kind == BlockKind::table ? "[" : "";
    out += issue_test::short_form(block.content);
    out += block.attributes.id.empty() ? "" : "#" + block.attributes.id;
    out += block.kind == BlockKind::table ? "]" : "/";
  }
  return out;
}

TEST(Table, TakesItsCaption) {
  const std::string table = "|a|\n|-|\n|b|\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"表 1 甲\n\n" + table, "[表 1 甲]"},
      {"表 1 甲\n" + table, "[表 1 甲]"},
      {"**表 1**　甲\n\n" + table, "[strong(表 1)　甲]"},
      {"续表 1\n\n" + table, "[续表 1]"},
      {"表一 甲\n\n" + table, "[表一 甲]"},
      {table + "\n: 甲 {#t}\n", "[甲#t]"},
      {table + ": 甲\n", "[甲]"},
      {"Table: A\n\n" + table, "[A]"},
      {"表 1 甲\n\n" + table + "\n表 2 乙\n\n" + table, "[表 1 甲][表 2 乙]"},
      {table + "\n表 2 乙\n\n" + table, "[][表 2 乙]"},
      {table + "\n: 甲\n\n" + table, "[甲][]"},
      {"表 1 显示了甲。\n\n" + table, "表 1 显示了甲。/[]"},
      {"表一家人的心意\n\n" + table, "表一家人的心意/[]"},
      {"前文\n" + table + "## 题\n", "前文/[]题/"},
      {table + "::: note\n甲\n:::\n", "[]/"},
  };
  for (const auto& [source, expected] : cases) {
    EXPECT_EQ(caption_of(source), expected) << source;
  }
}

TEST(Figure, IsAPictureAloneInItsParagraph) {
  check({
      {"whole",
       "![图 1 **甲**](images/图.png \"资料来源：[乙](u)\"){#f alt=\"丙 “丁”\" width=60%}",
       "figure 1:1-1:67 \"images/图.png\" 1:14-1:26 { #f alt=\"丙 “丁”\" width=\"60%\" }\n"
       "  caption\n    text 1:3-1:7 \"图 1 \"\n    strong 1:7-1:12\n      text 1:9-1:10 \"甲\"\n"
       "  source\n    text 1:28-1:33 \"资料来源：\"\n    link 1:33-1:39 -> \"u\"\n"
       "      text 1:34-1:35 \"乙\"\n  alternative \"丙 “丁”\"\n"},
      {"two lines",
       "![甲](a.png)\n![乙](<b c.png>)\n",
       "figure 1:1-1:12 \"a.png\" 1:6-1:11\n  caption\n    text 1:3-1:4 \"甲\"\n"
       "figure 2:1-2:16 \"b c.png\" 2:7-2:14\n  caption\n    text 2:3-2:4 \"乙\"\n"},
      {"title with an escape",
       "![甲](a.png \"乙\\\"丙\\\"\")",
       "figure 1:1-1:21 \"a.png\" 1:6-1:11\n  caption\n    text 1:3-1:4 \"甲\"\n"
       "  source\n    text 1:1-1:21 \"乙\\\"丙\\\"\"\n"},
      {"beside text",
       "见![甲](a.png)",
       "paragraph 1:1-1:13\n  text 1:1-1:2 \"见\"\n  image 1:2-1:13 -> \"a.png\"\n"
       "    text 1:4-1:5 \"甲\"\n"},
      {"beside another",
       "![甲](a.png) ![乙](b.png)",
       "paragraph 1:1-1:24\n  image 1:1-1:12 -> \"a.png\"\n    text 1:3-1:4 \"甲\"\n"
       "  text 1:12-1:13 \" \"\n  image 1:13-1:24 -> \"b.png\"\n    text 1:15-1:16 \"乙\"\n"},
      {"without words",
       "![](a.png)",
       "figure 1:1-1:11 \"a.png\" 1:5-1:10\nW130 1:5-1:10 [a.png]\n"},
  });
}

TEST(Footnote, HoldsBlocksAndMayStandAnywhere) {
  check({
      {"paragraphs",
       "甲[^1]乙[^二]\n[^1]: 一。\n\n    续。\n[^二]: 二\n三\n\n丙\n",
       "paragraph 1:1-1:11\n  text 1:1-1:2 \"甲\"\n  note 1:2-1:6 -> \"1\"\n  text 1:6-1:7 \"乙\"\n"
       "  note 1:7-1:11 -> \"二\"\n"
       "paragraph 8:1-8:2\n  text 8:1-8:2 \"丙\"\n"
       "footnote \"1\"\nparagraph 2:7-2:9\n  text 2:7-2:9 \"一。\"\n"
       "paragraph 4:5-4:7\n  text 4:5-4:7 \"续。\"\n"
       "footnote \"二\"\nparagraph 5:7-6:2\n  text 5:7-5:8 \"二\"\n  text 6:1-6:2 \"三\"\n"},
      {"after a list",
       "+ 甲[^a]\n+ 乙\n[^a]: 丙\n",
       "list 1:1-2:4 bullet tight\n  item 1:1-1:8\n    paragraph 1:3-1:8\n"
       "      text 1:3-1:4 \"甲\"\n      note 1:4-1:8 -> \"a\"\n"
       "  item 2:1-2:4\n    paragraph 2:3-2:4\n      text 2:3-2:4 \"乙\"\n"
       "footnote \"a\"\nparagraph 3:7-3:8\n  text 3:7-3:8 \"丙\"\n"},
  });
}

TEST(Footnote, FaultsAreReported) {
  check({
      {"no text",
       "甲[^1]",
       "paragraph 1:1-1:6\n  text 1:1-1:2 \"甲\"\n  note 1:2-1:6 -> \"1\"\nE141 1:2-1:6 [1]\n"},
      {"empty text",
       "甲[^1]\n\n[^1]:\n",
       "paragraph 1:1-1:6\n  text 1:1-1:2 \"甲\"\n  note 1:2-1:6 -> \"1\"\nfootnote \"1\"\n"
       "E142 3:1-3:6 [1]\n"},
      {"twice",
       "甲[^1]\n\n[^1]: 乙\n[^1]: 丙\n",
       "paragraph 1:1-1:6\n  text 1:1-1:2 \"甲\"\n  note 1:2-1:6 -> \"1\"\n"
       "footnote \"1\"\nparagraph 3:7-3:8\n  text 3:7-3:8 \"乙\"\nW111 4:1-4:6 [1]\n"},
      {"never used",
       "[^1]: 乙\n",
       "footnote \"1\"\nparagraph 1:7-1:8\n  text 1:7-1:8 \"乙\"\n"
       "W112 1:1-1:6 [1]\n"},
      {"in itself",
       "甲[^1]\n\n[^1]: 乙[^1]\n",
       "paragraph 1:1-1:6\n  text 1:1-1:2 \"甲\"\n  note 1:2-1:6 -> \"1\"\n"
       "footnote \"1\"\nparagraph 3:7-3:12\n  text 3:7-3:8 \"乙\"\n  text 3:8-3:12 \"[^1]\"\n"
       "W122 3:8-3:12 [1]\n"},
  });
}

TEST(Markdown, NulIsAControlCharacter) {
  EXPECT_EQ(markdown_dump(std::string("甲\0乙", 7)),
            "paragraph 1:1-1:4\n  text 1:1-1:2 \"甲\"\n  text 1:3-1:4 \"乙\"\n"
            "W121 1:2-1:3 [U+0001]\n");
}

TEST(Markdown, OtherFaultsAreReported) {
  check({
      {"tag",
       "<u>甲</u><U>乙</U>",
       "paragraph 1:4-1:13\n  text 1:4-1:5 \"甲\"\n  text 1:12-1:13 \"乙\"\nW131 1:1-1:4 [u]\n"},
      {"stars",
       "甲** 乙 **丙",
       "paragraph 1:1-1:10\n  text 1:1-1:10 \"甲** 乙 **丙\"\nW116 1:2-1:4\n"},
      {"attributes",
       "[甲](u){x y}",
       "paragraph 1:1-1:12\n  link 1:1-1:7 -> \"u\"\n    text 1:2-1:3 \"甲\"\n"
       "  text 1:7-1:12 \"{x y}\"\nW117 1:7-1:8\n"},
      {"ruby",
       "<ruby>甲<rt>a",
       "paragraph 1:7-1:13\n  text 1:7-1:8 \"甲\"\n"
       "  text 1:12-1:13 \"a\"\nW120 1:1-1:7\n"},
      {"control",
       "甲\x0b乙",
       "paragraph 1:1-1:4\n  text 1:1-1:2 \"甲\"\n  text 1:3-1:4 \"乙\"\nW121 1:2-1:3 [U+000B]\n"},
      {"control in code", "```\n甲\x07\n```\n", "code 1:1-3:4 \"甲\\n\"\nW121 1:1-3:4 [U+0007]\n"},
      {"soft breaks on both sides of a tag",
       "甲\n<rt>\n乙",
       "paragraph 1:1-3:2\n  text 1:1-1:2 \"甲\"\n  text 3:1-3:2 \"乙\"\nW120 2:1-2:5\n"},
      {"id",
       "[甲](#a)[乙](#b)\n\n## 丙 {#a}\n",
       "paragraph 1:1-1:15\n  link 1:1-1:8 -> \"#a\"\n    text 1:2-1:3 \"甲\"\n"
       "  link 1:8-1:15 -> \"#b\"\n    text 1:9-1:10 \"乙\"\n"
       "heading 3:1-3:10 1 { #a }\n  text 3:4-3:5 \"丙\"\nW129 1:8-1:15 [#b]\n"},
      {"comment",
       "甲\n\n<!-- a\n\nb --> 乙\n\n<!-- c\n丙\n",
       "paragraph 1:1-1:2\n  text 1:1-1:2 \"甲\"\nparagraph 5:7-5:8\n  text 5:7-5:8 \"乙\"\n"
       "E143 7:1-7:5\n"},
      {"comment in a quotation",
       "> 甲\n> <!-- b\n\n::: x\n丙\n:::\n",
       "quote 1:1-1:4\n  paragraph 1:3-1:4\n    text 1:3-1:4 \"甲\"\n"
       "div 4:1-6:4 x\n  paragraph 5:1-5:2\n    text 5:1-5:2 \"丙\"\nE143 2:3-2:7\n"},
      {"encoding", "甲\n乙\xff丙", "E101 2:2-2:3\n"},
  });
}

}  // namespace
}  // namespace banxin
