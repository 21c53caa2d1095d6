// Each property of the table changes the dump of the styled issue, and in the way it says. Whoever
// adds a property adds a row to the list below:
//
//   {"name", "a value that is not the usual one", "what the dump then says and did not say before"}
//
// with the place where it counts, if that is not a paragraph of style `x`.
#include <set>

#include <gtest/gtest.h>

#include "engine/style/properties.h"
#include "engine/style/resolve_test_support.h"

namespace banxin {
namespace {

using style_test::Made;

/// Where the property is set and what is styled with it.
enum class On {
  paragraph,   // { text = "目录", style = "x" } in [styles.x]
  box,         // a box of style x round a paragraph
  text_style,  // [甲]{.x} in [text-styles.x]
  ruby,        // [text-styles.ruby], a ruby in the text
  emphasis,    // [text-styles.x] beside text-emphasis = "dot"
  list,        // [styles.list-item], a list
  heading,     // [styles.h1], a heading and a paragraph
  figure,      // [styles.figure-image], a figure
  table,       // [styles.table], a table
  caption,     // [styles.caption], a figure
  label,       // [styles.body], a paragraph 问：…
  narrow,      // paragraph of style x, 10 mm wide
};

struct Case {
  const char* property;
  const char* value;
  const char* says;  // part of a line of the dump
  On on = On::paragraph;
};

constexpr Case kCases[] = {
    // Text
    {"font-family", "'kai'", "cjk[Kai 400]"},
    {"font-size", "'四号'", " 14 cmyk"},
    {"font-weight", "'bold'", "cjk[Song 700]"},
    {"color", "'accent'", " cmyk 0 0 0 500"},
    {"letter-spacing", "'0.1em'", " spacing 1"},
    {"baseline-shift", "'2pt'", " shift 2"},
    {"text-decoration", "'both'", " underline line-through"},
    {"text-emphasis", "'open circle'", " open-circle"},
    {"text-emphasis-style", "'sesame'", " sesame"},
    {"text-emphasis-position", "'over'", " dot over", On::emphasis},
    {"text-emphasis-color", "'accent'", " dot marks cmyk 0 0 0 500", On::emphasis},
    {"name-mark", "'book-title'", " book-title"},
    {"ruby-position", "'under'", " ruby-under", On::ruby},
    {"ruby-align", "'center'", " ruby-center", On::ruby},
    {"ruby-overhang", "'auto'", " ruby-overhang", On::ruby},
    {"ruby-gap", "'0.5em'", " ruby-gap 500", On::ruby},
    {"ruby-word-gap", "0.25", " ruby-word-gap 250", On::ruby},
    {"synthetic-bold", "'0.03em'", " stroke 0.3"},
    {"lang", "'ja'", " lang ja"},
    {"vertical-align", "'middle'", " shift 1.9", On::text_style},
    // Paragraph
    {"line-height", "1.8", " line 18"},
    {"text-indent", "'1em'", " indent 10"},
    {"text-align", "'center'", " center/center"},
    {"text-align-last", "'spread'", " justify/spread"},
    {"text-wrap", "'balance'", " balance"},
    {"display", "'run-in'", "\"题\"~0\"　\"", On::heading},
    {"balance-measure", "'80%'", " balance-measure 800"},
    {"open-up", "true", " spread/spread width 40"},
    {"shrink-to-fit", "true", " 14.17 cmyk", On::narrow},
    {"text-overflow", "'ellipsis'", " ellipsis"},
    {"marker-width", "'3em'", " marker 30", On::list},
    {"marker-align", "'end'", " marker-end", On::list},
    {"marker-fit", "true", " marker-fit", On::list},
    {"marker-gap", "'0.5em'", " marker-fit 5", On::list},
    {"hang-after-lines", "2", " hang-after 2", On::caption},
    {"hanging-label", "'：'", "(\"问：\")", On::label},
    {"widows", "3", " widows 3"},
    {"orphans", "3", " orphans 3"},
    {"widow-minimum", "'50%'", " widow-minimum 500"},
    {"keep-lead-in", "false", " no-lead-in"},
    {"line-pitch", "'grow'", "!constant-pitch"},
    {"initial-letter", "2", " initial 2"},
    {"looseness", "-1", " looseness -1"},
    // Block
    {"float", "'outside'", " float outside"},
    {"float-gap", "'1em'", " float-gap 10"},
    {"measure-step", "'1em'", " measure-step 10"},
    {"clear", "'both'", " clear both"},
    {"box-decoration-break", "'clone'", " clone"},
    {"margin-top", "'1pt'", " margin 1 0 0 0"},
    {"margin-right", "'1pt'", " margin 0 1 0 0"},
    {"margin-bottom", "'1pt'", " margin 0 0 1 0"},
    {"margin-left", "'1pt'", " margin 0 0 0 1"},
    {"keep-margin-at-top", "true", " margin-at-top"},
    {"padding-top", "'1pt'", " padding 1 0 0 0", On::box},
    {"padding-right", "'1pt'", " padding 0 1 0 0", On::box},
    {"padding-bottom", "'1pt'", " padding 0 0 1 0", On::box},
    {"padding-left", "'1pt'", " padding 0 0 0 1", On::box},
    {"border-top", "'1pt accent'", " top 1 cmyk 0 0 0 500", On::box},
    {"border-right", "'1pt accent'", " right 1 cmyk", On::box},
    {"border-bottom", "'1pt accent'", " bottom 1 cmyk", On::box},
    {"border-left", "'1pt accent'", " left 1 cmyk", On::box},
    {"grid-border", "'0.25pt accent'", " cells 0.25 cmyk 0 0 0 500"},
    {"background-color", "'k8'", " background cmyk 0 0 0 80", On::box},
    {"break-before", "'recto'", " before recto"},
    {"break-after", "'page'", " after page"},
    {"keep-with-next", "2", " keep-next 2"},
    {"keep-with-previous", "2", " keep-previous 2"},
    {"room-needed", "'4lines'", " room-needed 60"},
    {"keep-together", "true", " keep"},
    {"grid", "'1line'", " grid 15"},
    {"lines", "3", " lines 3"},
    {"lines-above", "'50%'", " lines-above 500"},
    {"columns", "2", " columns 2", On::box},
    {"column-gap", "'2em'", " column-gap 20", On::box},
    {"baseline-grid", "'1line'", " baseline-grid 15", On::box},
    {"align", "'center'", " centred", On::box},
    {"width", "'50pt'", " width 50", On::box},
    {"min-height", "'50pt'", " min-height 50", On::box},
    {"max-width", "'50%'", " max 75 x 0", On::figure},
    {"max-height", "'40pt'", " max 0 x 40", On::figure},
    {"tag", "'h3'", " <h3>"},
    {"outline-level", "2", " outline 2"},
    {"column-rule", "'0.5pt accent'", " column-rule 0.5 cmyk 0 0 0 500", On::box},
    {"column-span", "'all'", " span"},
    {"clear-floats", "true", " clear-floats"},
    {"page", "'page'", " page page"},
    {"page-first", "'page'", " page-first page"},
    {"object-fit", "'cover'", " cover", On::figure},
    // Tables
    {"rule-top", "'1pt'", "look top 1 cmyk", On::table},
    {"rule-head", "'1pt'", "look head 1 cmyk", On::table},
    {"rule-bottom", "'1pt'", "look bottom 1 cmyk", On::table},
    {"rule-row", "'1pt'", "look row 1 cmyk", On::table},
    {"rule-column", "'1pt'", "look column 1 cmyk", On::table},
    {"cell-padding", "'4pt'", " padding 2 4 2 4", On::table},
    {"stripe-color", "'k8'", "look stripes cmyk 0 0 0 80", On::table},
    {"full-width", "false", " natural-width", On::table},
    // Composition
    {"prohibition", "'strict'", " prohibition strict"},
    {"punctuation-style", "'kaiming'", " punctuation kaiming"},
    {"grid-cells", "20", " grid-cells 20"},
    {"adjacent-trim", "'when-needed'", " adjacent when-needed"},
    {"line-end", "'auto'", " line-end auto"},
    {"line-start", "'keep'", " line-start keep"},
    {"paragraph-start-trim", "false", " no-paragraph-start-trim"},
    {"hanging-punctuation", "'，。'", " hanging ，。"},
    {"autospace", "'thin'", " autospace 125 autospace-max 250"},
    {"autospace-min", "'0.2em'", " autospace-min 200"},
    {"autospace-max", "'0.4em'", " autospace-max 400"},
    {"word-space-max", "'0.6em'", " word-space-max 600"},
    {"tracking-comfortable", "'0.05em'", " tracking-comfortable 500"},
    {"tracking-max", "'0.25em'", " tracking-max 250"},
    {"compression", "'gentle'", " compression gentle"},
    {"compress-stops", "false", " no-compress-stops"},
    {"line-breaker", "'optimal'", " breaker optimal"},
    {"even-lines", "false", " no-even-lines"},
    {"break-within-words", "'avoid'", " word-breaks avoid"},
    {"orphan-repair", "false", " no-orphan-repair"},
    {"orphan-minimum", "3", " orphan-minimum 3"},
    {"orphan-minimum-wide", "4", " orphan-minimum-wide 4"},
    {"keep-number-unit", "true", " keep-number-unit"},
    {"hyphens", "'auto'", " hyphens auto"},
    {"hyphenation-language", "'en-GB'", " hyphenation-language en-GB"},
    {"hyphenate-limit-chars", "'7 3 4'", " hyphenate-word 7 hyphenate-before 3 hyphenate-after 4"},
    {"hyphenate-limit-lines", "1", " hyphenate-lines 1"},
    {"loose-gap-limit", "'0.25em'", " warn-gap 250"},
    {"stop-compression-limit", "'0.25em'", " warn-stop 250"},
    {"report-hyphen-ladder", "2", " warn-hyphens 2"},
    {"report-short-last-line", "true", " warn-short-last"},
    {"report-soft-breaks", "true", " warn-soft-breaks"},
    {"han-spaces", "'remove'", " han-spaces remove"},
};

struct Scene {
  std::string style, markdown, body, beside;
};

Scene scene_of(On on) {
  const std::string text = "[templates]\nbody = [ { text = '目录', style = 'x' } ]\n";
  const std::string blocks = style_test::kBody;
  switch (on) {
    case On::paragraph:
      return {"styles.x", "甲", text, ""};
    case On::narrow:
      return {"styles.x",
              "甲",
              "[templates]\nbody = [ { text = '目录', style = 'x' } ]\n",
              "font-size = '30pt'\nwidth = '10mm'\n"};
    case On::box:
      return {"styles.x",
              "甲",
              "[templates]\nbody = [ { box = [ { text = '目录' } ], style = 'x' } ]\n",
              ""};
    case On::text_style:
      return {"text-styles.x", "甲[乙]{.x}", blocks, "font-size = '0.5em'\n"};
    case On::emphasis:
      return {"text-styles.x", "甲[乙]{.x}", blocks, "text-emphasis = 'dot'\n"};
    case On::ruby:
      return {"text-styles.ruby", "<ruby>汉<rt>hàn</rt></ruby>", blocks, ""};
    case On::list:
      return {"styles.list-item", "1. 甲", blocks, ""};
    case On::heading:
      return {"styles.h1", "## 题\n\n文。", blocks, ""};
    case On::figure:
      return {"styles.figure-image", "![图 1 题](a.png)", blocks, ""};
    case On::caption:
      return {"styles.caption", "![图 1 题](a.png)", blocks, ""};
    case On::table:
      return {"styles.table", "|甲|乙|\n|-|-|\n|1|2|", blocks, ""};
    case On::label:
      return {"styles.body", "问：何故？", blocks, "marker-width = '2em'\n"};
  }
  return {};
}

/// The test layout with `line` in the scene's style, which may stand there already.
std::string dump_with(const Scene& scene, const std::string& line) {
  const std::string base = style_test::kLayout;
  MemoryWorld world;
  const std::string add = "[" + scene.style + "]\n" + scene.beside + line + "\n";
  const std::string own = "[layout]\nextends = 'base'\n" + add + scene.body;
  world.add_layout("base", "layout.toml", base + "[styles.marker-probe]\n");
  world.add_layout("t", "layout.toml", own);
  world.add("issue.toml",
            "layout = 't'\n[publication]\ntitle = '刊'\n[issue]\nyear = 2023\nnumber = 9\n"
            "[[section]]\ntitle = '栏'\narticles = ['a.md']\n");
  world.add("a.md", "+++\ntitle = '题'\n+++\n\n" + scene.markdown + "\n");
  SourceMap sources;
  const auto issue = parse_issue(world, sources);
  const auto layout = parse_layout(world, {"t", false, {}}, sources);
  EXPECT_EQ(style_test::listing(layout.diagnostics, sources), "") << own;
  return to_text(resolve_styles(issue.value, layout.value).value);
}

class Property : public testing::TestWithParam<Case> {};

TEST_P(Property, ChangesTheStyledIssue) {
  const Case& one = GetParam();
  const Scene scene = scene_of(one.on);
  std::string line = std::string(one.property) + " = " + one.value;
  if (std::string_view(one.property) == "marker-gap") {
    line += "\nmarker-fit = true";
  }
  const std::string before = dump_with(scene, "");
  const std::string after = dump_with(scene, line);
  std::string says = one.says;
  const bool goes = says[0] == '!';  // said before, and no longer of this style
  says.erase(0, goes ? 1 : 0);
  const auto count = [&](const std::string& dump) {
    std::size_t times = 0;
    for (std::size_t at = dump.find(says); at != dump.npos; at = dump.find(says, at + 1)) {
      ++times;
    }
    return times;
  };
  if (goes) {
    EXPECT_LT(count(after), count(before)) << after;
  } else {
    EXPECT_GT(count(after), count(before)) << "looked for: " << says << "\n" << after;
  }
}

INSTANTIATE_TEST_SUITE_P(Each, Property, testing::ValuesIn(kCases), [](const auto& of) {
  std::string name = of.param.property;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Properties, EachHasACase) {
  std::set<std::string_view> have;
  for (const Case& one : kCases) {
    EXPECT_TRUE(have.insert(one.property).second) << one.property << " stands there twice";
    EXPECT_NE(style::find_property(one.property), nullptr) << one.property << " is gone";
  }
  for (const style::PropInfo& info : style::properties()) {
    EXPECT_EQ(have.count(info.name), 1u)
        << info.name << ": add a row to kCases in engine/style/property_cases_test.cc that shows "
        << "what it changes, a line to engine/style/property_texts.cc that says what it is, and a "
        << "line with an example to layouts/README.md";
  }
}

// ---- the manual ---------------------------------------------------------------------------------

std::string manual(const char* file) {
  return style_test::read_text(std::filesystem::path(BANXIN_SOURCE_DIR) / "layouts" / file);
}

/// Codes that tell of a slip in the writing; a name that is not defined is none in an example.
std::string slips(const std::string& toml) {
  SourceMap sources;
  const auto layout = style_test::parse_text(toml, sources);
  Diagnostics found;
  for (const Diagnostic& d : layout.diagnostics) {
    static const std::set<std::string_view> kSlips{
        "E202", "E204", "E205", "E206", "E207", "E214", "E221", "E222", "W201", "W203"};
    if (kSlips.count(d.code) != 0) {
      found.push_back(d);
    }
  }
  return style_test::listing(found, sources);
}

TEST(Manual, HasAnExampleOfEveryProperty) {
  const std::string text = manual("README.md");
  ASSERT_FALSE(text.empty());
  for (const style::PropInfo& info : style::properties()) {
    const std::string name(info.name);
    const bool side = name.rfind("margin-", 0) == 0 || name.rfind("padding-", 0) == 0 ||
                      name.rfind("border-", 0) == 0;  // in the row of margin, padding, border
    EXPECT_NE(text.find(side ? "`" + name : "\n| `" + name + " = "), text.npos)
        << "a row | `" << name << " = …` | … | is missing in layouts/README.md";
  }
}

TEST(Manual, ExamplesOfItsTablesAreGood) {
  const std::string text = manual("README.md");
  std::size_t count = 0;
  for (std::size_t at = text.find("\n| `"); at != text.npos; at = text.find("\n| `", at + 1)) {
    const std::size_t begin = at + 4, end = text.find("`", begin);
    const std::string example = text.substr(begin, end - begin);
    const std::size_t equals = example.find(" = ");
    const std::string name = example.substr(0, equals);
    const bool shorthand = name == "margin" || name == "padding" || name == "border";
    if (equals == example.npos || (!shorthand && !style::find_property(name))) {
      continue;
    }
    ++count;
    EXPECT_EQ(slips("[styles.x]\n" + example + "\n"), "") << example;
  }
  EXPECT_GE(count, style::properties().size() - 12);
}

/// The ```toml blocks of the manual and of the tutorial.
TEST(Manual, BlocksAreGood) {
  for (const char* file : {"README.md", "first-layout.md"}) {
    const std::string text = manual(file);
    std::size_t count = 0;
    for (std::size_t at = text.find("```toml\n"); at != text.npos;
         at = text.find("```toml\n", at)) {
      const std::size_t begin = at + 8, end = text.find("\n```", begin);
      std::string block = text.substr(begin, end - begin);
      at = end;
      ++count;
      EXPECT_EQ(slips(block), "") << file << ":\n" << block;
    }
    EXPECT_GE(count, 6u);
  }
}

}  // namespace
}  // namespace banxin
