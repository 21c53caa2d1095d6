// Tiny issues through a tiny layout, as text dumps.
#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/style/test_support.h"

namespace banxin {
namespace {

using style_test::listing;

constexpr const char* kLayout = R"(
[colors]
accent = "k50"
[fonts.song]
families = ["Song"]
weights = [400, 700]
[fonts.hei]
families = ["Hei"]
weights = [400, 700]
[fonts.kai]
families = ["Kai"]
bold = "hei"
[fonts.fang]
families = ["Fang"]
bold = "synthetic"
[page]
size = ["200pt", "300pt"]
margins = { top = "30pt", bottom = "30pt", inner = "20pt", outer = "30pt" }
[styles.base]
font-family = "song"
font-size = "10pt"
line-height = "15pt"
[styles.body]
text-indent = "2em"
[styles.title]
font-size = "14pt"
text-align = "center"
open-up = true
outline-level = 1
tag = "h1"
[styles.h1]
font-family = "hei"
keep-with-next = 2
tag = "h2"
[styles.list-item]
padding-left = "2em"
marker-width = "2em"
[styles.quote]
padding = "0 2em"
[styles.quote-text]
font-family = "kai"
font-size = "9pt"
[styles.note]
font-size = "8pt"
[styles.table-head]
font-family = "hei"
[styles.kai-line]
font-family = "kai"
[styles.boxed]
border-top = "1pt"
margin-top = "5pt"
keep-with-next = 2
[styles.fang-line]
font-family = "fang"
[text-styles.strong]
font-weight = 700
[text-styles.emphasis]
font-family = "kai"
[text-styles.link]
color = "accent"
[text-styles.note-mark]
font-size = "0.6em"
baseline-shift = "0.33em"
[text-styles.label]
font-family = "hei"
[text-styles.em-dot]
text-emphasis = "dot"
[divs.quote]
box = "quote"
paragraph = "quote-text"
[divs.note]
paragraph = "quote-text"
label = "[按：]{.label}"
[divs.abstract]
lead = "label"
[divs.pagebreak]
page-break = true
[captions]
labels = ["图", "表"]
gap = "　"
continued = "续{caption}"
[masters.page]
[[flows]]
name = "body"
master = "page"
template = "body"
)";

#define IN_ARTICLE(elements) \
  "{ each = 'sections', do = [ { each = 'articles', do = [ " elements " ] } ] }"

struct Made {
  SourceMap sources;
  Parsed<Layout> layout;
  Parsed<Issue> issue;
  Parsed<Styled> styled;
};

/// One article with `markdown` as its text, through kLayout and `extra`.
Made make(const std::string& markdown, const std::string& extra, const std::string& front = "") {
  MemoryWorld world;
  world.add_layout("t", "layout.toml", kLayout + extra);
  world.add(
      "issue.toml",
      "format = 1\nlayout = 't'\n[publication]\ntitle = '月刊'\npublisher = ['甲社', '乙社']\n"
      "[issue]\nyear = 2023\nnumber = 9\nwhole-number = 27\n[board]\n"
      "contacts = [{label = '电话', value = '123'}, {label = '电子邮箱', value = 'a@b.c'}]\n"
      "roles = [{title = '主编', names = ['李明', '王小明', '欧阳小明华']},"
      " {title = '副主编', names = ['张三']}]\n"
      "[[section]]\ntitle = '要闻'\narticles = ['a.md']\n");
  world.add("a.md", "+++\ntitle = '标题'\n" + front + "+++\n\n" + markdown);
  Made made;
  made.issue = parse_issue(world, made.sources);
  made.layout = parse_layout(world, {"t", false, {}}, made.sources);
  made.styled = resolve_styles(made.issue.value, made.layout.value);
  EXPECT_EQ(listing(made.layout.diagnostics, made.sources), "");
  return made;
}

/// The dump from the first flow on.
std::string flows(const Made& made) {
  const std::string text = to_text(made.styled.value);
  const std::size_t at = text.find("\nflow ");
  const std::string tail = at == text.npos ? text : text.substr(at + 1);
  const std::size_t line = tail.find('\n');
  return tail.substr(line + 1);
}

constexpr const char* kBody =
    "[templates]\nbody = [ { each = \"sections\", do = [ { each = \"articles\", do = [ "
    "{ blocks = \"body\" } ] } ] } ]\n";

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
        MarkdownRow{"language", "[Paris]{lang=fr}", "  paragraph body \"Paris\"~1\n"},
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
        MarkdownRow{"figure",
                    "![图 1 甲](p.png \"来源：乙\"){width=50%}",
                    "  box figure <figure> alt \"图 1 甲\"\n"
                    "    image figure-image size 75 x 0 image 0\n"
                    "    paragraph caption \"图 1\"\"　\"\"甲\"\n"
                    "    paragraph figure-source \"来源：乙\"\n"
                    "image 0 p.png\n"},
        MarkdownRow{"table",
                    "表 1 甲\n\n| 子 | 丑 |\n|---|--:|\n| 1 | 2 |",
                    "  box table-box\n"
                    "    paragraph table-caption \"表 1\"\"　\"\"甲\"\n"
                    "    table table <table>\n"
                    "      head | \"子\" | \"丑\"\n"
                    "      row | \"1\" | \"2\"\n"
                    "      continued \"续\"\"表 1\"\"　\"\"甲\"\n"},
        MarkdownRow{"notes_number_by_first_mark",
                    "甲[^b]乙[^a]丙[^b]\n\n[^a]: 子\n[^b]: 丑",
                    "  paragraph body \"甲\"\"①\"~1^0=\"乙\"\"②\"~1^1=\"丙\"\"①\"~1^0=\n"
                    "note 0\n  paragraph note (\"①\") \"丑\"\n"
                    "note 1\n  paragraph note (\"②\") \"子\"\n"},
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

struct TemplateRow {
  const char* name;
  const char* elements;
  const char* expected;
};

class Templates : public testing::TestWithParam<TemplateRow> {};

TEST_P(Templates, Resolve) {
  const Made made = make("甲",
                         "[templates]\nbody = [ " + std::string(GetParam().elements) + " ]\n",
                         "source = '日报'\ndate = 2023-09-05\nauthor = ['李明', '王芳']\n"
                         "link = 'https://x.y/'\n");
  EXPECT_EQ(flows(made), GetParam().expected) << GetParam().elements;
}

INSTANTIATE_TEST_SUITE_P(
    Elements,
    Templates,
    testing::Values(
        TemplateRow{"issue_line",
                    "{ text = '{year:digits}年第{number:chinese}期 总第{whole-number}期' }",
                    "  paragraph body \"二〇二三年第九期 总第27期\"\n"},
        TemplateRow{"list_joined",
                    "{ text = '{publisher:　}' }",
                    "  paragraph body \"甲社\"\"　\"\"乙社\"\n"},
        TemplateRow{"list_on_lines",
                    "{ text = '{publisher:\\n}' }, { text = 'a\\nb' }",
                    "  paragraph body \"甲社\"\"\\n\"\"乙社\"\n  paragraph body \"a\\nb\"\n"},
        TemplateRow{"edges_become_a_box",
                    "{ text = '甲', style = 'boxed', set = { section = '乙' } }",
                    "  box boxed set section=\"乙\"\n    paragraph boxed \"甲\"\n"},
        TemplateRow{"span", "{ text = '[甲]{.label}乙' }", "  paragraph body \"甲\"~1\"乙\"\n"},
        TemplateRow{"optional_parts",
                    IN_ARTICLE("{ text = '{?source}来源：{source}{/}{?subtitle}无{/}{?!subtitle}"
                               "无副题{/}' }"),
                    "  paragraph body \"来源：\"\"日报\"\"无副题\"\n"},
        TemplateRow{"empty_text_vanishes", IN_ARTICLE("{ text = '{subtitle}' }"), ""},
        TemplateRow{"inner_level_first",
                    IN_ARTICLE("{ text = '{title}|{section.title}|"
                               "{issue.title}|{section}' }"),
                    "  paragraph body \"标题\"\"|\"\"要闻\"\"|\"\"月刊\"\"|\"\"要闻\"\n"},
        TemplateRow{"when",
                    IN_ARTICLE("{ text = 'a', when = 'source date' }, { text = 'b', when "
                               "= '!source' }, { text = 'c', when = 'subtitle|link' }, "
                               "{ text = 'd', when = 'title=标题' }, { text = 'e', when "
                               "= 'title={section}' }"),
                    "  paragraph body \"a\"\n  paragraph body \"c\"\n  paragraph body \"d\"\n"},
        TemplateRow{"outline_and_anchor",
                    IN_ARTICLE("{ text = '{title}', style = 'title', anchor = 'article', set = { "
                               "article = '{title}' } }"),
                    "  paragraph title @article:a.md outline \"标题\" set article=\"标题\" "
                    "\"标题\"\n"},
        TemplateRow{"qr_unit",
                    IN_ARTICLE("{ box = [ { qr = '{link}', size = '45pt', link = '{link}' }, { "
                               "text = '{link}', link = '{link}' } ] }"),
                    "  box base\n"
                    "    qr qr <figure> size 45 x 45 data https://x.y/ link 0\n"
                    "    paragraph body link 0 \"https://x.y/\"->0\n"
                    "link 0 -> https://x.y/\n"},
        TemplateRow{"width_goes_with_its_element",
                    "{ row = [ { text = '甲', when = 'issn' }, { text = '乙' } ], widths = "
                    "['50pt', '*'], gap = '1em' }",
                    "  row base widths 0 gap 10\n    paragraph body \"乙\"\n"},
        TemplateRow{"rule_space_break",
                    "{ rule = '0.5pt', width = '50%' }, { space = '2lines' }, { break = 'recto' }",
                    "  rule base <artifact-layout> size 75 x 0.5\n"
                    "  space base <artifact-layout> size 0 x 30\n"
                    "  break page-break <artifact-layout>\n"},
        TemplateRow{"contents_entry",
                    IN_ARTICLE("{ entry = '{toc-title}', number = '{page}' }"),
                    "  paragraph contents-entry <toc-item> link 0 \"标题\"->0 leader · 5 15 10 "
                    "... {page #article:a.md}->0\nlink 0 -> #article:a.md\n"},
        TemplateRow{"names_N1_N2_L10",
                    "{ names = 'roles', separator = '：', name-width = '3em', gutter = '1em', "
                    "columns = 3 }",
                    "  row base <list-item> widths 40 10 0 gap 0\n"
                    "    paragraph body \"主编\"\n"
                    "    paragraph body <artifact-layout> \"：\"\n"
                    "    box base <list-body>\n"
                    "      row base widths 30 30 gap 10\n"
                    "        paragraph body <span> \"李明\"\n"
                    "        paragraph body <span> \"王小明\"\n"
                    "      row base widths 70 gap 10\n"
                    "        paragraph body <span> \"欧阳小明华\"\n"
                    "  row base <list-item> widths 40 10 0 gap 0\n"
                    "    paragraph body \"副主编\"\n"
                    "    paragraph body <artifact-layout> \"：\"\n"
                    "    box base <list-body>\n"
                    "      row base widths 30 gap 10\n"
                    "        paragraph body <span> \"张三\"\n"},
        TemplateRow{"fields",
                    "{ fields = 'contacts', gap = '1em' }",
                    "  row base <list-item> widths 40 0 gap 10\n"
                    "    paragraph body \"电话\"\n"
                    "    paragraph body \"123\"\n"
                    "  row base <list-item> widths 40 0 gap 10\n"
                    "    paragraph body \"电子邮箱\"\n"
                    "    paragraph body \"a@b.c\"\n"},
        TemplateRow{"field_with_its_own_label",
                    "{ field = '刊名', value = '{publication}', label-width = '6em' }",
                    "  row base <list-item> widths 60 0 gap 0\n"
                    "    paragraph body \"刊名\"\n"
                    "    paragraph body \"月刊\"\n"},
        TemplateRow{"use_by_kind_falls_back",
                    "{ each = 'sections', do = [ { use = 'section-{kind}', else = 'body2' } ] } "
                    "]\nbody2 = [ { text = '二' }",
                    "  paragraph body \"二\"\n"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(TemplateRules, NamesSpreadOnlyHanThatFitN3) {
  const Made made = make("甲", "[templates]\nbody = [ { names = 'roles' } ]\n");
  const Styled& styled = made.styled.value;
  std::string out;
  for (const StyledBlock& role : styled.flows[0].blocks) {
    for (const StyledBlock& row : role.children[1].children) {
      for (const StyledBlock& name : row.children) {
        out += name.paragraph->text;
        out += styled.block(name.style).text_align == Align::spread ? " spread\n" : " start\n";
      }
    }
  }
  EXPECT_EQ(out, "李明 spread\n王小明 spread\n欧阳小明华 start\n张三 spread\n");
}

TEST(TemplateRules, HeadingsOfTwoToFourCharactersOpenH4) {
  const Made made = make("甲",
                         "[templates]\nbody = [ { text = '目录', style = 'title' }, { text = "
                         "'热点关注', style = 'title' }, { text = '企业排行榜', style = "
                         "'title' } ]\n");
  std::string out;
  for (const StyledBlock& block : made.styled.value.flows[0].blocks) {
    const BlockStyle& style = made.styled.value.block(block.style);
    out += block.paragraph->text + " " + std::to_string(style.width.emu() / 12700) + " " +
           std::to_string(static_cast<int>(style.align)) + "\n";
  }
  EXPECT_EQ(out, "目录 56 1\n热点关注 77 1\n企业排行榜 0 0\n");
}

TEST(TemplateRules, ABoxTakesWhatStandsOutsideTheText) {
  const Made made = make("甲", "[templates]\nbody = [ { text = '甲', style = 'boxed' } ]\n");
  const Styled& styled = made.styled.value;
  const StyledBlock& box = styled.flows[0].blocks[0];
  const BlockStyle& outer = styled.block(box.style);
  const BlockStyle& inner = styled.block(box.children[0].paragraph->style);
  EXPECT_EQ(outer.margin.top, Length::pt(5));
  EXPECT_EQ(outer.keep_with_next, 2);
  EXPECT_EQ(outer.border_top.width, Length::pt(1));
  EXPECT_EQ(inner.margin.top, Length());
  EXPECT_EQ(inner.keep_with_next, 0);
  EXPECT_EQ(inner.border_top.width, Length());
}

TEST(TemplateRules, EndlessTemplatesEnd) {
  const Made made = make("甲", "[templates]\nbody = [ { use = 'body' }, { use = 'body' } ]\n");
  ASSERT_EQ(made.styled.diagnostics.size(), 1u);
  EXPECT_EQ(made.styled.diagnostics[0].code, "E219");
}

TEST(Pages, TypeAreaInCharactersAndLinesL1) {
  const Made made =
      make("甲", std::string(kBody) + "[masters.other]\nmargins = { inner = '1pt' }\n");
  const Master& master = made.styled.value.masters[0];
  EXPECT_EQ(master.margin_inner, Length::pt(20));
  EXPECT_EQ(master.margin_outer, Length::pt(30));
  EXPECT_EQ(made.styled.value.masters[1].margin_inner, Length::pt(1));
  EXPECT_EQ(made.styled.value.masters[1].margin_outer, Length::pt(30));

  MemoryWorld world;
  world.add_layout("t",
                   "layout.toml",
                   "[fonts.song]\nfamilies = ['S']\n[page]\nsize = ['200pt', '300pt']\n"
                   "type-area = [16, 17]\nmargins = { inner = '15pt' }\n[styles.base]\n"
                   "font-size = '10pt'\nline-height = '15pt'\n[masters.m]\n"
                   "[[flows]]\nname = 'a'\n");
  SourceMap sources;
  const auto layout = parse_layout(world, {"t", false, {}}, sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  const Styled styled = resolve_styles(Issue(), layout.value).value;
  EXPECT_EQ(styled.masters[0].margin_inner, Length::pt(15));
  EXPECT_EQ(styled.masters[0].margin_outer, Length::pt(25));
  EXPECT_EQ(styled.masters[0].margin_top, Length::pt(25));
  EXPECT_EQ(styled.masters[0].margin_bottom, Length::pt(25));
}

TEST(Fields, ExpandFromFactsAndPage) {
  auto paragraph = std::make_shared<Paragraph>();
  paragraph->text = "见页";
  const auto run = [&](std::uint32_t begin, std::uint32_t end, FieldKind field, std::string name) {
    banxin::Run out;
    out.begin = begin;
    out.end = end;
    out.field = field;
    out.name = std::move(name);
    out.anchor = field == FieldKind::page_ref ? AnchorId{1} : AnchorId::none;
    paragraph->runs.push_back(std::move(out));
  };
  run(0, 3, FieldKind::none, "");
  run(3, 3, FieldKind::page_ref, "");
  run(3, 6, FieldKind::none, "");
  run(6, 6, FieldKind::folio, "");
  run(6, 6, FieldKind::page_number, "");
  run(6, 6, FieldKind::page_count, "");
  run(6, 6, FieldKind::running_first, "section");
  run(6, 6, FieldKind::running_last, "section");
  run(6, 6, FieldKind::running_last, "none");
  PageFacts facts;
  facts.anchors = {{0, "i"}, {6, "12"}};
  facts.page_count = 9;
  const FieldValues values{&facts, "·3·", 4, {{"section", "甲", "乙"}}};
  const auto expanded = expand_fields(paragraph, values);
  EXPECT_EQ(expanded->text, "见12页·3·59甲乙");
  EXPECT_FALSE(expanded->has_fields());
  std::uint32_t at = 0;
  for (const banxin::Run& one : expanded->runs) {
    EXPECT_EQ(one.begin, at);
    EXPECT_LT(one.begin, one.end);
    at = one.end;
  }
  EXPECT_EQ(at, expanded->text.size());
}

TEST(Fields, ParagraphsWithoutFieldsStayTheSameObject) {
  auto paragraph = std::make_shared<const Paragraph>();
  EXPECT_EQ(expand_fields(paragraph, {}), paragraph);
}

TEST(Fields, TrailingPageNumberCounts) {
  auto number = std::make_shared<Paragraph>();
  banxin::Run run;
  run.field = FieldKind::page_ref;
  run.anchor = AnchorId{0};
  number->runs.push_back(run);
  auto paragraph = std::make_shared<Paragraph>();
  paragraph->trailing = number;
  ASSERT_TRUE(paragraph->has_fields());
  PageFacts facts;
  facts.anchors = {{3, "4"}};
  EXPECT_EQ(expand_fields(paragraph, {&facts, "", 0, {}})->trailing->text, "4");
}

}  // namespace
}  // namespace banxin
