// U7: which words may part, and the hyphen they get. `-` stands for a legal place, `=` for one that
// is left for emergencies.
#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

Hyphenators english() {
  // type-set-ting, hy-phen-ation, com-pound, in-ter-na-tional, chil-dren
  const std::string patterns =
      "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\n"
      "e1se\nt1ti\ny1ph\nm1po\nn1te\nr1na\na1ti\nl1dr\n";
  return {{{"en-US", Hyphenator::load(patterns), {}}}};
}

struct Hyphenated {
  Hyphenated() : text(test_text()) { text.composition().hyphens = Hyphens::automatic; }

  ShapedText shape(const Paragraph& paragraph) const {
    const FontResolver resolver(text.styled, text.fonts, english());
    return banxin::shape(paragraph, resolver, MissingGlyphs::error);
  }

  std::string places(const Paragraph& paragraph) const {
    std::string out;
    const ShapedText shaped = shape(paragraph);
    for (const ShapedCluster& c : shaped.clusters) {
      out += shaped.text.substr(c.text_begin, c.text_end - c.text_begin);
      if (c.break_after.kind == BreakKind::hyphen) {
        out += c.break_after.penalty < kEmergencyHyphenPenalty ? "-" : "=";
      }
    }
    return out;
  }

  std::string places(const std::string& words) const { return places(text.paragraph(words)); }

  TestText text;
};

TEST(Hyphens, FollowThePatternsU7) {
  const Hyphenated h;
  EXPECT_EQ(h.places("用typesetting排"), "用type-set-ting排");
  EXPECT_EQ(h.places("Typesetting, (typesetting)."), "Type-set-ting, (type-set-ting).");
  EXPECT_EQ(h.places("“international”"), "“in-ter-na-tional”");
}

TEST(Hyphens, LeaveWhatIsNoWord) {
  const Hyphenated h;
  for (const char* whole : {"TYPESETTING",
                            "TypeSetting",
                            "typesetting2",
                            "v1.typesetting",
                            "my_typesetting",
                            "typesetting.example.org",
                            "https://example.org/typesetting",
                            "typesetting@example.org"}) {
    EXPECT_EQ(h.places(whole), whole);
  }
}

TEST(Hyphens, KeepTheLimitsOfTheStyle) {
  Hyphenated h;
  h.text.composition().hyphenate_before = 5;
  EXPECT_EQ(h.places("typesetting"), "typeset-ting");
  h.text.composition().hyphenate_after = 5;
  EXPECT_EQ(h.places("typesetting"), "typesetting");
  h.text.composition().hyphenate_after = 4;
  h.text.composition().hyphenate_word = 12;
  EXPECT_EQ(h.places("typesetting"), "typesetting");
}

TEST(Hyphens, PartCompoundsOnlyInAnEmergency) {
  const Hyphenated h;
  EXPECT_EQ(h.places("typesetting-compound"), "type=set=ting-com=pound");
  EXPECT_EQ(h.places("compound/typesetting"), "com=pound/type=set=ting");
}

TEST(Hyphens, StayAwayFromApostrophes) {
  const Hyphenated h;
  EXPECT_EQ(h.places("children’s"), "chil-dren’s");
  EXPECT_EQ(h.places("typeset'ting"), "type-set'ting");
}

TEST(Hyphens, LetTheAuthorsSoftHyphensWin) {
  Hyphenated h;
  EXPECT_EQ(h.places("types\u00adetting"), "types-etting");
  h.text.composition().hyphens = Hyphens::manual;
  EXPECT_EQ(h.places("types\u00adetting typesetting"), "types-etting typesetting");
  h.text.composition().hyphens = Hyphens::none;
  EXPECT_EQ(h.places("types\u00adetting"), "typesetting");
}

TEST(Hyphens, GoByTheLanguageOfTheWords) {
  Hyphenated h;
  TextStyle other = h.text.styled.text_styles[0];
  other.language = "fr";  // there are no patterns for it
  h.text.styled.text_styles.push_back(other);
  Paragraph p = h.text.paragraph("typesetting typesetting");
  p.runs.push_back(p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 12;
  p.runs[1].style = TextStyleId{1};
  EXPECT_EQ(h.places(p), "type-set-ting typesetting");
  // A word in two languages is in none.
  p.runs[0].end = p.runs[1].begin = 4;
  EXPECT_EQ(h.places(p), "typesetting typesetting");
}

TEST(Hyphens, LeaveTaggedText) {
  const Hyphenated h;
  Paragraph p = h.text.paragraph("typesetting");
  p.runs[0].no_hyphen = true;
  EXPECT_EQ(h.places(p), "typesetting");
  p.runs[0] = {};
  p.runs[0].end = 11;
  p.runs[0].personal_name = true;
  EXPECT_EQ(h.places(p), "typesetting");
  p.runs[0].personal_name = false;
  p.runs[0].nowrap = true;
  EXPECT_EQ(h.places(p), "typesetting");
}

TEST(Hyphens, DoNotDependOnWhereSpansEnd) {
  const Hyphenated h;
  for (std::uint32_t cut = 1; cut < 11; ++cut) {
    Paragraph p = h.text.paragraph("typesetting");
    p.runs.push_back(p.runs[0]);
    p.runs[0].end = p.runs[1].begin = cut;
    EXPECT_EQ(h.places(p), "type-set-ting") << cut;
  }
}

TEST(Hyphens, ComeFromTheLatinFaceInItsWidth) {
  Hyphenated h;
  const ShapedText shaped = h.shape(h.text.paragraph("typesetting"));
  ASSERT_EQ(shaped.hyphens.size(), 1u);
  EXPECT_EQ(em_text(shaped.hyphens[0].advance), "0.5");
  EXPECT_EQ(shaped.hyphens[0].font, shaped.clusters[0].font);
  EXPECT_EQ(shaped.clusters[3].hyphen, 1u);
  EXPECT_EQ(shaped.clusters[2].hyphen, 0u);
}

TEST(Hyphens, AreInTheKeyOfTheCache) {
  Hyphenated h;
  const Paragraph p = h.text.paragraph("typesetting");
  const FontResolver without(h.text.styled, h.text.fonts);
  const FontResolver with(h.text.styled, h.text.fonts, english());
  EXPECT_NE(shape_key(p, without, MissingGlyphs::error), shape_key(p, with, MissingGlyphs::error));
}

}  // namespace
}  // namespace banxin
