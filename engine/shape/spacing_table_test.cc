// Section 4 (A1–A9) and the boundaries of X3 and X4, case by case as the rules list them.
#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

/// Whether the Han–Latin space stands before and after `sign` between two of `wide`.
std::string around(const TestText& t, const std::string& wide, const std::string& sign) {
  const ShapedText shaped = t.shape(wide + sign + wide);
  const bool before = shaped.clusters[1].space_before != Length();
  const bool after = shaped.clusters.back().space_before != Length();
  return std::string(before ? "[" : ".") + sign + (after ? "]" : ".");
}

TEST(Autospace, StandsOnBothSidesOfWhatA1Names) {
  const TestText t = test_text();
  for (const char* wide : {"国", "〇", "々", "の", "ア", "ー", "ㄅ"}) {
    for (const char* sign : {"A",
                             "é",
                             "Ω",
                             "я",
                             "7",
                             "#",
                             "$",
                             "%",
                             "&",
                             "@",
                             "+",
                             "¥",
                             "£",
                             "€",
                             "°",
                             "²",
                             "₂",
                             "½",
                             "µ"}) {
      EXPECT_EQ(around(t, wide, sign), "[" + std::string(sign) + "]") << wide;
    }
  }
}

TEST(Autospace, GoesByDirectionAtAsciiMarksA2) {
  const TestText t = test_text();
  for (const char* sign : {"(", "[", "{"}) {
    EXPECT_EQ(around(t, "国", sign), "[" + std::string(sign) + ".");
  }
  for (const char* sign : {")", "]", "}", ",", ".", ";", ":", "!", "?"}) {
    EXPECT_EQ(around(t, "国", sign), "." + std::string(sign) + "]");
  }
  for (const char* sign : {"-", "/", "=", "~", "_", "*", "<", ">", "|"}) {
    EXPECT_EQ(around(t, "国", sign), "." + std::string(sign) + ".");
  }
}

TEST(Autospace, IsNotBesideWhatIsOneEmA3) {
  const TestText t = test_text();
  for (const char* sign :
       {"，", "。", "（", "）", "“",  "”", "——", "……", "·",  "–",  "～", "／", "\u3000",
        "￥", "＄", "№",  "℃",  "％", "‰", "①",  "⑴",  "Ａ", "５", "㎡", "㎏", "※"}) {
    EXPECT_EQ(around(t, "国", sign), "." + std::string(sign) + ".");
  }
  // None between a number and its sign or unit either.
  EXPECT_EQ(widths(t.shape("￥5")), "￥=1 5=0.5");
  EXPECT_EQ(widths(t.shape("5℃")), "5=0.5 ℃=1");
}

TEST(Autospace, ReplacesTypedSpacesOfAnyKindA5) {
  const TestText t = test_text();
  for (const char* space : {" ",
                            "\u00a0",
                            "\u2002",
                            "\u2003",
                            "\u2004",
                            "\u2005",
                            "\u2006",
                            "\u2007",
                            "\u2008",
                            "\u2009",
                            "\u200a",
                            "\u202f",
                            "   ",
                            " \u00a0"}) {
    EXPECT_EQ(widths(t.shape(std::string("中") + space + "A" + space + "国")),
              "中=1 [0.25] A=0.5 [0.25] 国=1");
  }
}

TEST(Autospace, LooksAtWhatIsSeenNotAtSpansA5) {
  const TestText t = test_text();
  for (const char* text : {"中A国", "中 A 国", "中（A）国", "，A国", "中5%国"}) {
    const std::string whole = widths(t.shape(text));
    const std::string source(text);
    for (std::size_t cut = 1; cut < source.size(); ++cut) {
      if ((static_cast<unsigned char>(source[cut]) & 0xC0u) == 0x80u) {
        continue;
      }
      Paragraph p = t.paragraph(source);
      p.runs.push_back(p.runs[0]);
      p.runs[0].end = p.runs[1].begin = static_cast<std::uint32_t>(cut);
      p.runs[1].link = LinkId{0};
      p.runs[1].no_hyphen = true;
      EXPECT_EQ(widths(t.shape(p)), whole) << cut;
    }
  }
}

TEST(Autospace, PicturesTakeNoneA1) {
  const TestText t = test_text();
  Paragraph p = t.paragraph("中\uFFFC国");
  p.runs.assign(3, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].end = p.runs[2].begin = 6;
  p.runs[1].image = ImageId{0};
  p.runs[1].image_size = {10_pt, 10_pt};
  for (const ShapedCluster& c : t.shape(p).clusters) {
    EXPECT_EQ(c.space_before, Length());
  }
}

TEST(HanSpaces, AreRemovedOnRequestA7) {
  TestText t = test_text();
  EXPECT_EQ(widths(t.shape("中 国  人 a b 文")),
            "中=1 ␠=0.25 国=1 ␠=0.25 人=1 [0.25] a=0.5 ␠=0.25 b=0.5 [0.25] 文=1");
  t.composition().han_spaces = HanSpaces::remove;
  const ShapedText removed = t.shape("中 国  人 a b 文\u3000章");
  EXPECT_EQ(widths(removed), "中=1 国=1 人=1 [0.25] a=0.5 ␠=0.25 b=0.5 [0.25] 文=1 \u3000=1 章=1");
  EXPECT_EQ(codes(removed.diagnostics), "") << "nothing to look at";
  EXPECT_EQ(removed.clusters[0].break_after.kind, BreakKind::allowed);
}

/// One member of each class, and whether X3 lets a gap follow and precede it.
struct GapRow {
  const char *name, *sample;
  bool follows, precedes;
};

constexpr GapRow kGaps[] = {
    {"OP", "（", false, true},  {"CL", "）", true, false},   {"ST", "，", true, false},
    {"EN", "。", true, false},  {"QE", "？", true, false},   {"QE2", "‼", true, false},
    {"DASH", "——", true, true}, {"ELL", "……", true, true},   {"CONN", "–", false, false},
    {"MID", "·", false, false}, {"SOL", "／", false, false}, {"IS", "\u3000", true, true},
    {"PO", "℃", true, false},   {"PR", "￥", false, true},   {"NOTE", "①", true, true},
    {"IT", "々", true, true},   {"CJ", "っ", true, true},    {"H", "国", true, true},
    {"SY", "㎡", true, true},   {"L", "a", false, false},
};

TEST(Gaps, BetweenEveryPairOfClassesX3X4) {
  TestText t = test_text();
  for (const Locale locale :
       {Locale::zh_hans, Locale::zh_hant_tw, Locale::zh_hant_hk, Locale::ja}) {
    t.composition().locale = locale;
    for (const GapRow& a : kGaps) {
      for (const GapRow& b : kGaps) {
        const std::string text = std::string("国") + a.sample + b.sample + "国";
        const ShapedText shaped = t.shape(text);
        // A row of dashes or dots is one mark to the eye, though it may part.
        const bool row = a.sample == b.sample &&
                         (a.sample == std::string("——") || a.sample == std::string("……"));
        const std::size_t end = 3 + std::string(a.sample).size();
        for (const ShapedCluster& c : shaped.clusters) {
          if (c.text_end == end) {
            EXPECT_EQ(c.gap_after, a.follows && b.precedes && !row) << a.name << "|" << b.name;
          }
        }
      }
    }
  }
}

TEST(Gaps, NeverInsideUnitsX4) {
  const TestText t = test_text();
  for (const char* unit :
       {"25℃", "￥100", "−5", "2016—2020", "３０～４０", "50%", "30㎡", "No5", "1,234"}) {
    const ShapedText shaped = t.shape(unit);
    for (const ShapedCluster& c : shaped.clusters) {
      EXPECT_FALSE(c.gap_after) << unit;
    }
  }
}

Paragraph with_name(const TestText& t, const std::string& before, const std::string& name) {
  Paragraph p = t.paragraph(before + name + "又");
  p.runs.assign(3, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = static_cast<std::uint32_t>(before.size());
  p.runs[1].end = p.runs[2].begin = static_cast<std::uint32_t>(before.size() + name.size());
  p.runs[1].personal_name = true;
  return p;
}

std::string breaks(const ShapedText& shaped) {
  std::string out;
  for (const ShapedCluster& c : shaped.clusters) {
    out += shaped.text.substr(c.text_begin, c.text_end - c.text_begin);
    const BreakAfter b = c.break_after;
    out += b.kind == BreakKind::allowed     ? (b.penalty == kNamePenalty ? "?" : "|")
           : b.kind == BreakKind::emergency ? "!"
                                            : "";
  }
  return out;
}

TEST(Names, HoldTogetherU9) {
  const TestText t = test_text();
  EXPECT_EQ(breaks(t.shape(with_name(t, "请", "欧阳中国"))), "请|欧!阳!中!国|又");
  EXPECT_EQ(breaks(t.shape(with_name(t, "请", "中国·人中文"))), "请|中?国·?人?中?文|又");
}

TEST(LatinScale, SizesLettersAndDigitsA11) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  const ShapedText natural = t.shape("中A，5");
  t.stack().latin_scale = 1050;
  const ShapedText scaled = t.shape("中A，5");
  ASSERT_EQ(scaled.clusters.size(), 4u);
  EXPECT_EQ(scaled.clusters[0].font_size, kTestEm);
  EXPECT_EQ(scaled.clusters[1].font_size, 10.5_pt);
  EXPECT_EQ(scaled.clusters[1].size, kTestEm) << "spaces and blanks go by the em of the run";
  EXPECT_EQ(scaled.clusters[1].advance, natural.clusters[1].advance.scaled(1050, 1000));
  EXPECT_EQ(scaled.clusters[1].space_before, 2.5_pt);
  EXPECT_EQ(scaled.clusters[2].font_size, kTestEm);
  EXPECT_EQ(scaled.clusters[3].font_size, 10.5_pt);
}

TEST(LatinScale, MatchesTheHeightsOfTheChineseFaceA11) {
  TestText t = test_text();
  t.stack().latin_scale = 0;
  const FontResolver same(t.styled, t.fonts);
  EXPECT_EQ(same.latin_scale(0, kSong), 1000) << "its own letters";
  t.stack().latin = {{"Banxin Test Latin", 400}};
  const FontResolver other(t.styled, t.fonts);
  const auto height = [&](FontId font) {
    const auto top = [&](char32_t c) { return t.fonts.ink(font, t.fonts.glyph(font, c)).top; };
    return static_cast<double>(top(U'x') + top(U'H')) / t.fonts.metrics(font).units_per_em;
  };
  const double wanted = std::clamp(height(kSong) / height(kLatin), 0.96, 1.08);
  EXPECT_NEAR(other.latin_scale(0, kLatin), wanted * 1000, 1);
}

}  // namespace
}  // namespace banxin
