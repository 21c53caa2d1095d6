// Notes, references, captions and lines of labelled parts (M7, M8, B1, B2), as text dumps.
#include <gtest/gtest.h>

#include "engine/style/resolve_test_support.h"

namespace banxin {
namespace {

using style_test::flows;
using style_test::kBody;
using style_test::Made;
using style_test::make;

/// The flows of `markdown` through a layout with `extra` in it.
std::string set(const std::string& markdown, const std::string& extra) {
  return flows(make(markdown, extra + kBody));
}

TEST(Notes, M8MarksStandBeforeOrAfterStopsHoweverTyped) {
  const std::string typed = "甲。[^a]乙[^a]，丙[^a]丁”。[^a]\n\n[^a]: 子";
  const auto paragraph = [&](const std::string& place) {
    const std::string dump = set(typed, "[notes]\nformat = 'decimal'\n" + place);
    std::string out;
    for (const char c : dump.substr(0, dump.find('\n'))) {
      out += c == '"' ? "" : std::string(1, c);
    }
    const std::string look = "~1->0^0=";  // style, link to the note, note
    for (std::size_t at; (at = out.find(look)) != std::string::npos;) {
      out.erase(at, look.size());
    }
    return out.substr(out.find("body ") + 5);
  };
  EXPECT_EQ(paragraph(""), "甲。1乙1，丙1丁”。1");
  EXPECT_EQ(paragraph("mark-position = 'before-stop'\n"), "甲1。乙1，丙1丁”1。");
  EXPECT_EQ(paragraph("mark-position = 'after-stop'\n"), "甲。1乙，1丙1丁”。1");
}

TEST(Notes, M7NumbersByPageAreFields) {
  EXPECT_EQ(set("甲[^a]\n\n[^a]: 子", "[notes]\nnumbering = 'page'\n"),
            "  paragraph body \"甲\"{note-circled}~1->0^0=\n"
            "note 0\n  paragraph note @note:0 ({note-circled}) \"子\"\n"
            "link 0 -> #note:0\n");
}

TEST(Notes, M7ANumberByPageComesFromTheFacts) {
  const Made made =
      make("甲[^a]\n\n[^a]: 子", std::string("[notes]\nnumbering = 'page'\n") + kBody);
  const Styled& styled = made.styled.value;
  PageFacts facts;
  FieldValues values;
  values.facts = &facts;
  const auto text = [&] {
    return expand_fields(styled.flows[0].blocks[0].paragraph, values)->text;
  };
  EXPECT_EQ(text(), "甲①") << "until pages are known";
  facts.notes = {3};
  EXPECT_EQ(text(), "甲③");
  EXPECT_EQ(expand_fields(styled.notes[0].blocks[0].paragraph, values)->marker->text, "③");
}

TEST(Notes, M7NotesMayStandAtTheEndOfTheirArticle) {
  EXPECT_EQ(set("甲[^a]乙\n\n[^a]: 子",
                "[notes]\nplacement = 'article'\nformat = 'bracketed'\n"
                "[styles.endnotes]\ntag = 'list'\n"),
            "  paragraph body \"甲\"\"[1]\"~1->0^0=\"乙\"\n"
            "  box endnotes\n"
            "    box base <note>\n"
            "      paragraph note @note:0 (\"[1]\") \"子\"\n"
            "note 0\n"
            "link 0 -> #note:0\n");
}

TEST(Notes, M7NotesAtTheEndMayHaveAHeading) {
  EXPECT_EQ(set("甲[^a]\n\n[^a]: 子",
                "[notes]\nplacement = 'article'\nformat = 'bracketed'\nheading = '注释'\n"
                "[styles.endnotes]\ntag = 'list'\n[styles.endnotes-heading]\ntag = 'h3'\n"),
            "  paragraph body \"甲\"\"[1]\"~1->0^0=\n"
            "  box endnotes\n"
            "    paragraph endnotes-heading \"注释\"\n"
            "    box base <note>\n"
            "      paragraph note @note:0 (\"[1]\") \"子\"\n"
            "note 0\n"
            "link 0 -> #note:0\n");
}

TEST(Notes, B1TheLabelOfANoteWithoutAMarkMayBeSetApart) {
  EXPECT_EQ(
      set("::: fund\n基金项目：甲。\n:::\n\n乙", "[divs.fund]\nfootnote = true\nlead = 'label'\n"),
      "  space note-place <artifact-layout> notes 0\n"
      "  paragraph body \"乙\"\n"
      "note 0\n  paragraph note \"基金项目：\"~1\"甲。\"\n");
}

TEST(Notes, B1AnAuthorsNoteStandsAtTheFootWithoutAMark) {
  EXPECT_EQ(set("::: fund\n基金项目：甲。\n:::\n\n乙", "[divs.fund]\nfootnote = true\n"),
            "  space note-place <artifact-layout> notes 0\n"
            "  paragraph body \"乙\"\n"
            "note 0\n  paragraph note \"基金项目：甲。\"\n");
}

TEST(References, M7TypedLabelsBecomeMarkers) {
  const std::string layout = "[divs.references]\nparagraph = 'list-item'\nlabels = true\n";
  const std::string expected =
      "  paragraph list-item (\"[1]\") \"甲\"\n  paragraph list-item (\"[12]\") \"乙\"\n";
  EXPECT_EQ(set("::: references\n[1] 甲\n\n[12]　乙\n:::", layout), expected);
  EXPECT_EQ(set("::: references\n[1] 甲\n[12] 乙\n:::", layout), expected) << "a line an entry";
  EXPECT_EQ(set("::: references\n① 甲\n\n丙\n:::", layout),
            "  paragraph list-item (\"①\") \"甲\"\n  paragraph list-item \"丙\"\n");
}

TEST(Captions, B2AUnitStandsInALineOfItsOwn) {
  EXPECT_EQ(set("表 1 甲\\\n单位：万元\n\n| 子 |\n|---|\n| 1 |",
                "[styles.table-unit]\ntext-align = 'end'\n"),
            "  box table-box <table>\n"
            "    paragraph table-caption \"表 1\"\"　\"\"甲\"\n"
            "    paragraph table-unit \"单位：万元\"\n"
            "    table table <table>\n      head | \"子\"\n      row | \"1\"\n"
            "      continued \"续\"\"表 1\"\"　\"\"甲\"\n");
}

/// The dump with its runs as one: where they part is of no matter here.
std::string joined(std::string dump) {
  for (std::size_t at; (at = dump.find("\"\"")) != std::string::npos;) {
    dump.erase(at, 2);
  }
  return dump;
}

TEST(LabelledParts, B1KeywordsHaveOneSeparatorAndNoMarkAtTheEnd) {
  const std::string layout = "[divs.keywords]\nlead = 'label'\nseparator = '；'\n";
  const std::string expected = "  paragraph body \"关键词：\"~1\"甲；乙 丙；丁\"\n";
  EXPECT_EQ(joined(set("::: keywords\n关键词：甲；乙 丙；丁。\n:::", layout)), expected);
  EXPECT_EQ(joined(set("::: keywords\n关键词：甲　乙 丙;　丁\n:::", layout)), expected);
}

TEST(LabelledParts, B1EveryPartOfALineHasItsLabel) {
  EXPECT_EQ(set("::: line\n中图分类号：G232　文献标志码：A\n:::",
                "[divs.line]\nlead = 'label'\nseparator = '　　'\n"),
            "  paragraph body \"中图分类号：\"~1\"G232\"\"　　\"\"文献标志码：\"~1\"A\"\n");
}

}  // namespace
}  // namespace banxin
