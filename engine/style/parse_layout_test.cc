// Every message of the layout parser, at its line and column; inheritance; fonts.
#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/style/test_support.h"

namespace banxin {
namespace {

using style_test::listing;
using style_test::parse_text;

// Enough of a layout for references to work, on the last lines so that rows start at line 1.
constexpr const char* kRest = "\n[fonts.song]\nfamilies = [\"Song\"]\n[[flows]]\nname = \"body\"\n";

struct Row {
  const char* name;
  const char* toml;
  const char* expected;
};

class LayoutMessages : public testing::TestWithParam<Row> {};

TEST_P(LayoutMessages, AtTheirPlace) {
  SourceMap sources;
  const auto layout = parse_text(GetParam().toml + std::string(kRest), sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), GetParam().expected) << GetParam().toml;
}

INSTANTIATE_TEST_SUITE_P(
    E2xx,
    LayoutMessages,
    testing::Values(
        Row{"fine", "[styles.title]\nfont-size = \"四号\"", ""},
        Row{"output",
            "[output]\neditions = [\"screen\", \"paper\"]\nmax-ink = 300.5",
            "2:23 E732 editions paper screen, print, imposed, all\n"
            "3:11 E732 max-ink 300.5 200–400\n"},
        Row{"unknown_table", "[style.title]", "1:2 W201 style styles\n"},
        Row{"unknown_property",
            "[styles.title]\nfont-sise = \"四号\"",
            "2:1 W201 font-sise font-size\n"},
        Row{"block_property_in_text_style",
            "[text-styles.strong]\nmargin-top = \"1pt\"",
            "2:1 W201 margin-top extends, font-family, font-size, font-weight, color, "
            "letter-spacing, "
            "baseline-shift, text-decoration …\n"},
        Row{"wrong_type",
            "[styles.title]\nkeep-together = \"yes\"",
            "2:17 E204 keep-together true, false\n"},
        Row{"too_many_widows", "[styles.title]\nwidows = 101", "2:10 E204 widows 0–100\n"},
        Row{"bad_unit", "[styles.title]\nfont-size = \"12px\"", "2:13 E205 font-size 12px\n"},
        Row{"no_unit", "[styles.title]\nmargin-top = 12", "2:14 E205 margin-top \n"},
        Row{"zero_needs_no_unit", "[styles.title]\nmargin-top = 0\npadding = \"0 1em\"", ""},
        Row{"shorthand_of_five",
            "[styles.title]\nmargin = \"1pt 1pt 1pt 1pt 1pt\"",
            "2:10 E205 margin 1pt 1pt 1pt 1pt 1pt\n"},
        Row{"bad_border", "[styles.title]\nborder-top = \"thick\"", "2:14 E205 border-top thick\n"},
        Row{"bad_word",
            "[styles.title]\nmarker-align = \"left\"",
            "2:16 E207 marker-align left justify, start, end, center, spread\n"},
        Row{"bad_color", "[colors]\naccent = { cmyk = [0, 0, 0] }", "2:10 E206 accent\n"},
        Row{"unknown_color",
            "[colors]\naccent = \"k50\"\n[styles.title]\ncolor = \"acent\"",
            "4:9 E210 acent accent\n"},
        Row{"unknown_border_color",
            "[styles.title]\nborder-top = \"1pt acent\"",
            "2:14 E210 acent \n"},
        Row{"unknown_role", "[styles.title]\nfont-family = \"sonf\"", "2:15 E209 sonf song\n"},
        Row{"unknown_parent", "[styles.title]\nextends = \"titel\"", "2:11 E208 titel title\n"},
        Row{"circle",
            "[styles.a]\nextends = \"b\"\n[styles.b]\nextends = \"a\"",
            "2:11 E215 a\n4:11 E215 b\n"},
        Row{"own_parent", "[styles.a]\nextends = \"a\"", "2:11 E215 a\n"},
        Row{"unknown_master",
            "[masters.page]\n[[flows]]\nname = \"x\"\nmaster = \"pages\"",
            "2:1 E211 pages page\n"},
        Row{"flow_without_name", "[[flows]]", "1:1 E213 flows name\n"},
        Row{"unknown_template", "[templates]\na = [ { use = \"bb\" } ]", "2:15 E212 bb a\n"},
        Row{"use_without_else",
            "[templates]\na = [ { use = \"a-{kind}\" } ]",
            "2:7 E213 use else\n"},
        Row{"element_without_kind",
            "[templates]\na = [ { style = \"body\" } ]",
            "2:7 E213 templates text, blocks, qr, image, box, row, rule, space, break, names, "
            "fields, field, each, entry, use, note\n"},
        Row{"unknown_element_key",
            "[templates]\na = [ { text = \"x\", styel = \"body\" } ]",
            "2:21 W201 styel style\n"},
        Row{"unknown_style_in_template",
            "[templates]\na = [ { text = \"x\", style = \"bdy\" } ]",
            "2:7 E208 bdy \n"},
        Row{"unknown_collection",
            "[templates]\na = [ { each = \"things\", do = [] } ]",
            "2:16 E212 things\n"},
        Row{"unknown_placeholder",
            "[templates]\na = [ { text = \"{titel}\" } ]",
            "2:16 W203 titel\n"},
        Row{"unknown_condition",
            "[templates]\na = [ { text = \"x\", when = \"titel\" } ]",
            "2:7 W203 titel\n"},
        Row{"undefined_string",
            "[templates]\na = [ { text = \"{strings.x}\" } ]",
            "2:16 W203 strings.x\n"},
        Row{"open_brace", "[templates]\na = [ { text = \"{title\" } ]", "2:16 E214 {title }\n"},
        Row{"open_part",
            "[templates]\na = [ { text = \"{?title}x\" } ]",
            "2:16 E214 {?title}x {/}\n"},
        Row{"stray_part_end", "[templates]\na = [ { text = \"x{/}\" } ]", "2:16 E214 x{/} {?…}\n"},
        Row{"unknown_class",
            "[templates]\na = [ { text = \"[x]{.lable}\" } ]",
            "2:16 E216 lable \n"},
        Row{"plain_brackets", "[templates]\na = [ { text = \"[美] \\\\{x\" } ]", ""},
        Row{"no_families", "[fonts.kai]\nweights = [400]", "1:1 E213 fonts.kai families\n"},
        Row{"unknown_fallback",
            "[fonts.kai]\nfamilies = \"Kai\"\nfallback = [\"sung\"]",
            "1:1 E209 sung song\n"},
        Row{"bad_page_size", "[page]\nsize = \"A44\"", "2:8 E205 size A44\n"},
        Row{"bad_type_area", "[page]\ntype-area = [0, 38]", "2:13 E204 type-area [30, 38]\n"},
        Row{"string_of_wrong_type", "[strings]\ncontents = 1", "2:12 E204 contents \"…\"\n"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LayoutFiles, SyntaxErrorHasItsPlace) {
  SourceMap sources;
  const auto layout = parse_text("[page]\nsize = A4\n", sources);
  ASSERT_EQ(layout.diagnostics.size(), 1u);
  EXPECT_EQ(layout.diagnostics[0].code, "E202");
  EXPECT_EQ(sources.locate(layout.diagnostics[0].span.file, layout.diagnostics[0].span.begin).line,
            2u);
}

TEST(LayoutFiles, NotUtf8) {
  SourceMap sources;
  const auto layout = parse_text("[page]\nsize = \"\xff\"\n", sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "1:1 E217\n");
}

TEST(LayoutFiles, ByteOrderMarkIsFine) {
  SourceMap sources;
  const auto layout = parse_text("\xef\xbb\xbf[page]\nsiz = 1" + std::string(kRest), sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "2:1 W201 siz size\n");
}

TEST(LayoutFiles, MissingLayoutIsReportedWhereItWasNamed) {
  SourceMap sources;
  const FileId issue = sources.add("issue.toml", "layout = \"clasic\"\n");
  for (const char* name : {"clasic", "", "../classic", "."}) {
    const auto layout = parse_layout(MemoryWorld(), {name, false, {issue, 9, 17}}, sources);
    EXPECT_EQ(listing(layout.diagnostics, sources), "1:10 E201 " + std::string(name) + " –\n");
  }
}

/// Font size and line height a paragraph of body text gets.
std::string body_metrics(const Layout& layout) {
  Issue issue;
  Block paragraph;
  paragraph.content.push_back({});
  paragraph.content.back().text = "文";
  issue.notice.push_back(paragraph);
  const Styled styled = resolve_styles(issue, layout).value;
  const BlockStyle& style = styled.block(styled.flows.at(0).blocks.at(0).style);
  return number_text(styled.text(style.text).size.pt(), 2) + "/" +
         number_text(style.line_height.pt(), 2);
}

TEST(LayoutFiles, InheritanceLaysOneOverTheOther) {
  MemoryWorld world;
  world.add_layout("parent",
                   "layout.toml",
                   "[layout]\nname = \"parent\"\nversion = \"1\"\n[fonts.song]\n"
                   "families = [\"Song\"]\n[styles.body]\nfont-size = \"10pt\"\n"
                   "line-height = \"15pt\"\n[[flows]]\nname = \"body\"\n"
                   "template = \"body\"\n[templates]\nbody = [ { blocks = \"notice\" } ]\n");
  world.add_layout("child",
                   "layout.toml",
                   "[layout]\nname = \"child\"\nextends = \"parent\"\n[styles.body]\n"
                   "font-size = \"12pt\"\n");
  world.add("layout.toml",
            "[layout]\nextends = \"child\"\n[styles.body]\nline-height = \"20pt\"\n");
  SourceMap sources;
  const auto layout = parse_layout(world, {"child", true, {}}, sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  EXPECT_EQ(layout.value.name(), "child");
  EXPECT_EQ(layout.value.version(), "1");
  const auto plain = parse_layout(world, {"child", false, {}}, sources);
  EXPECT_EQ(listing(plain.diagnostics, sources), "");
  EXPECT_EQ(body_metrics(layout.value), "12/20");
  EXPECT_EQ(body_metrics(plain.value), "12/15");
}

TEST(LayoutFiles, CircleOfLayouts) {
  MemoryWorld world;
  world.add_layout("a", "layout.toml", "[layout]\nextends = \"b\"\n");
  world.add_layout("b", "layout.toml", "[layout]\nextends = \"a\"\n");
  SourceMap sources;
  const auto layout = parse_layout(world, {"a", false, {}}, sources);
  ASSERT_FALSE(layout.diagnostics.empty());
  EXPECT_EQ(layout.diagnostics[0].code, "E203");
  EXPECT_EQ(sources.path(layout.diagnostics[0].span.file), "b/layout.toml");
}

TEST(LayoutFonts, RolesByLocaleWithPartnersAndFallback) {
  SourceMap sources;
  const auto layout = parse_text(
      "[fonts.song]\nfamilies = [\"S\"]\nweights = [700, 400]\n"
      "zh-Hant-TW = { families = [\"ST\", \"S\"] }\n"
      "[fonts.kai]\nfamilies = [\"K\"]\nlatin = \"song\"\nfallback = [\"song\"]\n"
      "[[flows]]\nname = \"body\"\n",
      sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  const auto text = [&](Locale locale) {
    std::string out;
    for (const FontWish& wish : layout.value.font_wishes(locale)) {
      out += wish.family + std::to_string(wish.weight) + " ";
    }
    return out;
  };
  EXPECT_EQ(text(Locale::zh_hans), "S400 S700 K400 ");
  EXPECT_EQ(text(Locale::zh_hant_tw), "ST400 S400 ST700 S700 K400 ");
  const auto roles = layout.value.roles(Locale::zh_hans);
  ASSERT_EQ(roles.size(), 2u);
  EXPECT_EQ(roles[1].first, "kai");
  EXPECT_EQ(roles[1].second.size(), 2u) << "its own face, and Song for Latin and what it lacks";
}

TEST(LayoutMessages, EveryCodeIsInTheCatalogue) {
  const auto codes = catalogue_codes();
  for (const char* code : {"E201", "E202", "E203", "E204", "E205", "E206", "E207", "E208", "E209",
                           "E210", "E211", "E212", "E213", "E214", "E215", "E216", "E217", "E219",
                           "E231", "E232", "E233", "W110", "W201", "W203", "W205", "W206"}) {
    EXPECT_TRUE(std::binary_search(codes.begin(), codes.end(), std::string_view(code))) << code;
  }
}

}  // namespace
}  // namespace banxin
