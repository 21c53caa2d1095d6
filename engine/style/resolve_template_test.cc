// Templates and pages of a tiny layout, as text dumps.
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
                    "    qr qr <figure> size 45 x 45 data https://x.y/ alt \"https://x.y/\" "
                    "link 0\n"
                    "    paragraph body link 0 \"https://x.y/\"->0\n"
                    "link 0 -> https://x.y/\n"},
        TemplateRow{"R74_a_picture_with_alt_empty_is_decoration",
                    "{ image = 'a.png', alt = '' }",
                    "  image image <artifact-layout> image 0\nimage 0 a.png\n"},
        TemplateRow{"R74_a_picture_without_alt_is_a_figure_without_words",
                    "{ image = 'a.png' }",
                    "  image image <figure> image 0\nimage 0 a.png\n"},
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
        TemplateRow{"Y3_authors_of_an_entry_have_room_for_the_blank_between_them",
                    IN_ARTICLE("{ entry = '{toc-title}', number = '{page}', author = "
                               "'{author:　}' }"),
                    "  paragraph contents-entry <toc-item> link 0 \"标题\"->0 leader · 5 15 10 "
                    "author 50 ... \"李明　王芳\" ... {page #article:a.md}->0\n"
                    "link 0 -> #article:a.md\n"},
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

TEST(TemplateRules, AMastheadShrinksUntilItFitsItsWidth) {
  const Made made = make("甲",
                         "[styles.masthead]\nfont-size = '40pt'\nwidth = '100pt'\n"
                         "shrink-to-fit = true\n[templates]\nbody = [ { text = '潮信', style = "
                         "'masthead' }, { text = '信息摘编', style = 'masthead' } ]\n");
  std::string out;
  for (const StyledBlock& block : made.styled.value.flows[0].blocks) {
    const TextStyle& text = made.styled.value.text(block.paragraph->runs[0].style);
    out += block.paragraph->text + " " + std::to_string(text.size.emu() / 12700) + "\n";
  }
  EXPECT_EQ(out, "潮信 40\n信息摘编 25\n");
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

}  // namespace
}  // namespace banxin
