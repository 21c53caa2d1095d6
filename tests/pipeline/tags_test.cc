// The tag map of a periodical (print reference, section 8): what a reader of the structure meets,
// construct by construct, by the dump of the tags.
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

constexpr const char* kPicture =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\">"
    "<rect width=\"20\" height=\"10\" fill=\"#000\"/></svg>";

struct Small {
  std::string body, front, layout,
      issue;  // Markdown; lines of front matter, layout.toml, issue.toml
};

BuildResult dump_of(const Small& small, Stage stage) {
  MemoryWorld world;
  add_golden_world(world);
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
            "year = 2025\nnumber = 3\n" +
                small.issue + "[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
  world.add("layout.toml", "[layout]\nextends = \"golden\"\n" + small.layout);
  world.add("a.md", "+++\ntitle = \"题\"\n" + small.front + "+++\n\n" + small.body);
  world.add("p.svg", kPicture);
  Session session;
  return session.dump(world, Job{}, stage);
}

std::string indented(const std::string& line, std::size_t at) {
  return line.substr(0, at).find_first_not_of(' ') == std::string::npos ? line.substr(at) : "";
}

/// What stands below the first line that begins with `head`, without its indent.
std::string below(const std::string& dump, const std::string& head) {
  std::string out;
  std::size_t inside = std::string::npos;
  for (std::size_t from = 0; from < dump.size();) {
    const std::size_t end = std::min(dump.find('\n', from), dump.size());
    const std::string line = dump.substr(from, end - from);
    from = end + 1;
    const std::size_t depth = line.find_first_not_of(' ');
    if (inside != std::string::npos) {
      if (depth <= inside) {
        break;
      }
      out += indented(line, inside + 2) + "\n";
    } else if (depth != std::string::npos && line.compare(depth, head.size(), head) == 0) {
      inside = depth;
    }
  }
  return out;
}

/// The tags of the article after its title.
std::string article(const Small& small) {
  const BuildResult made = dump_of(small, Stage::tags);
  std::string tags = below(made.dump, "art");
  const std::string title = "h1 \"题\"\n";
  return tags.compare(0, title.size(), title) == 0 ? tags.substr(title.size()) : tags;
}

struct Row {
  const char* name;
  Small small;
  const char* expected;
};

class Tags : public testing::TestWithParam<Row> {};

TEST_P(Tags, AreThoseOfTheMap) {
  EXPECT_EQ(article(GetParam().small), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Constructs,
    Tags,
    testing::Values(
        Row{"R76_lists_nest_in_bodies_and_say_how_they_count",
            {"- 甲\n- 乙\n\n  1. 丙\n\n     续\n", {}, {}, {}},
            "list numbering=\"disc\"\n"
            "  item\n"
            "    label \"●\"\n"
            "    body\n"
            "      p \"甲\"\n"
            "  item\n"
            "    label \"●\"\n"
            "    body\n"
            "      p \"乙\"\n"
            "      list numbering=\"decimal\"\n"
            "        item\n"
            "          label \"（1\"\n"
            "          body\n"
            "            p \"丙\"\n"
            "            p \"续\"\n"},
        Row{"R76_caption_and_unit_are_in_the_table_and_rows_are_full",
            {"表1 纸价\\\n单位：元\n\n| 名 | 价 |\n|---|---|\n| 甲 | 1 |\n| 乙 |\n", {}, {}, {}},
            "table\n"
            "  caption \"表1　纸价{p}\"\n"
            "    p \"单位：元\"\n"
            "  row\n"
            "    th scope=column \"名\"\n"
            "    th scope=column \"价\"\n"
            "  row\n"
            "    td \"甲\"\n"
            "    td \"1\"\n"
            "  row\n"
            "    td \"乙\"\n"
            "    td\n"},
        Row{"R74_a_figure_has_words_a_decoration_is_none",
            {"![图1 灯塔](p.svg \"摄影：甲\"){alt=\"一座灯塔\"}\n\n![](p.svg){alt=\"\"}\n\n"
             "看到![铃铛](p.svg)和![](p.svg)。\n",
             {},
             {},
             {}},
            "figure alt=\"一座灯塔\" \"[picture]{caption}\"\n"
            "  caption \"图1　灯塔{p}\"\n"
            "    p \"摄影：甲\"\n"
            "p \"看到{figure}和。\"\n"
            "  figure alt=\"铃铛\" \"[picture]\"\n"},
        Row{"M7_a_mark_leads_to_its_note",
            {"甲[^1]乙[^1]。\n\n[^1]: 注。\n\n    再注。\n", {}, {}, {}},
            "p \"甲{reference}乙{reference}。\"\n"
            "  reference\n"
            "    link \"①\"\n"
            "  reference\n"
            "    link \"①\"\n"
            "note\n"
            "  label \"①\"\n"
            "  p \"注。\"\n"
            "  p \"再注。\"\n"},
        Row{"M7_notes_at_the_end_are_notes",
            {"甲[^1]。\n\n[^1]: 注。\n\n    再注。\n",
             {},
             "[notes]\nplacement = \"article\"\nheading = \"注释\"\n",
             {}},
            "p \"甲{reference}。\"\n"
            "  reference\n"
            "    link \"①\"\n"
            "sect\n"
            "  p \"注释\"\n"
            "  note\n"
            "    label \"①\"\n"
            "    p \"注。\"\n"
            "    p \"再注。\"\n"},
        Row{"R76_references_are_a_list_of_entries",
            {"::: references\n[1] 甲。\\\n[2] 乙。\n:::\n", {}, {}, {}},
            "list\n"
            "  item\n"
            "    label \"[1]\"\n"
            "    body\n"
            "      bib-entry \"甲。\"\n"
            "  item\n"
            "    label \"[2]\"\n"
            "    body\n"
            "      bib-entry \"乙。\"\n"},
        Row{"R75_a_run_in_heading_is_a_heading",
            {"#### 登记 {.run-in}\n\n都要登记。\n", {}, {}, {}},
            "h2 \"登记　\"\n"
            "p \"都要登记。\"\n"},
        Row{"R75_levels_left_out_are_closed_up",
            {"#### 三级\n\n甲\n\n## 一级\n\n### 二级\n", {}, {}, {}},
            "h2 \"三级\"\n"
            "p \"甲\"\n"
            "h2 \"一级\"\n"
            "h3 \"二级\"\n"},
        Row{"R73_code_stands_in_a_paragraph",
            {"```\nx = 1\ny\n```\n", {}, {}, {}},
            "p\n"
            "  code \"x = 1y\"\n"},
        Row{"R71_a_drop_initial_is_one_span_with_its_text",
            {"“春分前后的柳树，比别处绿得早一些，也绿得久一些，过路的人都要看看。”\n",
             {},
             "[styles.body-first]\nextends = \"body\"\ninitial-letter = 2\n",
             {}},
            "p \"{span}分前后的柳树，比别处绿得早一些，也绿得久一些，过路的人都要看看。”\"\n"
            "  span actual=\"“春\" \"“春\"\n"},
        Row{"M6_ruby_has_base_and_text_marks_are_drawing",
            {"<ruby>心<rt>xīn</rt></ruby>里[见](#x)。{#x}\n\n[着重]{.em-dot}\n", {}, {}, {}},
            "p \"{ruby}里{link}。\"\n"
            "  ruby\n"
            "    rb \"心\"\n"
            "    rt \"xīn\"\n"
            "  link \"见\"\n"
            "p \"着重\"\n"},
        Row{"R74_a_QR_code_is_a_figure_in_its_link",
            {"甲\n", "link = \"https://www.example.org/a\"\n", {}, {}},
            "p \"甲\"\n"
            "sect\n"
            "  link\n"
            "    figure alt=\"二维码：https://www.example.org/a\"\n"
            "  p\n"
            "    link \"https://www.example.org/a\"\n"},
        Row{"R71_a_pullquote_that_repeats_is_not_read_twice",
            {"他说一句话。\n\n::: pullquote\n他说一句话。\n:::\n\n::: pullquote\n另一句。\n:::\n",
             {},
             {},
             {}},
            "p \"他说一句话。\"\n"
            "blockquote\n"
            "  p \"另一句。\"\n"},
        Row{"R73_quotations_and_boxes",
            {"> 引文。\n>\n> - 项\n\n::: box\n盒\n:::\n", {}, {}, {}},
            "blockquote\n"
            "  p \"引文。\"\n"
            "  list numbering=\"disc\"\n"
            "    item\n"
            "      label \"●\"\n"
            "      body\n"
            "        p \"项\"\n"
            "sect\n"
            "  p \"盒\"\n"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(TagsOfAnIssue, CoverBoardContentsAndArticlesAreSectionsWithTitles) {
  const BuildResult made = dump_of(
      {"甲\n", {}, {}, "[board]\nroles = [{ title = \"主编\", names = [\"甲乙\", \"丙\"] }]\n"},
      Stage::tags);
  EXPECT_EQ(made.dump,
            "sect title=\"封面\"\n"
            "  p \"小样\"\n"
            "  p \"二〇二五年第三期\"\n"
            "  p \"本期要目\"\n"
            "  p \"要闻\"\n"
            "  p \"题\"\n"
            "sect title=\"小样\"\n"
            "  h1 \"小样\"\n"
            "  p \"2025年第3期\"\n"
            "  list\n"
            "    item\n"
            "      label \"主编\"\n"
            "      body\n"
            "        span \"甲乙\"\n"
            "        span \"丙\"\n"
            "sect title=\"目录\"\n"
            "  h1 \"目录\"\n"
            "  toc\n"
            "    toc\n"
            "      caption \"要闻\"\n"
            "      toc-item\n"
            "        reference\n"
            "          link \"题1\"\n"
            "sect title=\"要闻\"\n"
            "  h1 \"要闻\"\n"
            "  art\n"
            "    h1 \"题\"\n"
            "    p \"甲\"\n");
}

TEST(TagsOfAnIssue, R78_EveryPartHasABookmarkAndALabel) {
  std::string navigation;
  std::istringstream lines(dump_of({"甲\n", {}, {}, {}}, Stage::document).dump);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("bookmark", 0) == 0) {
      navigation += line.substr(0, line.find(" x=")) + "\n";
    } else if (line.rfind("labels", 0) == 0) {
      navigation += line + "\n";
    }
  }
  EXPECT_EQ(navigation,
            "bookmark \"封面\" page 1\n"
            "bookmark \"目录\" page 2\n"
            "bookmark \"要闻\" page 3\n"
            "bookmark   \"题\" page 3\n"
            "labels from page 1: none from 1 prefix=\"封面\"\n"
            "labels from page 2: ROMAN from 1\n"
            "labels from page 3: decimal from 1\n");
}

TEST(TagsOfAnIssue, W640_APictureOfTheLayoutWithoutWordsIsReported) {
  const char* layout =
      "[styles.plate]\nwidth = \"10mm\"\n[templates]\narticle-end = [ { image = \"p.svg\" } ]\n";
  const BuildResult made = dump_of({"甲\n", {}, layout, {}}, Stage::tags);
  std::string codes;
  for (const Diagnostic& diagnostic : made.diagnostics) {
    codes += diagnostic.code[0] == 'N' ? "" : std::string(diagnostic.code) + " ";
  }
  EXPECT_EQ(codes, "W640 ");
}

}  // namespace
}  // namespace banxin
