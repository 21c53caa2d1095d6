#include "engine/style/units.h"

#include <gtest/gtest.h>

#include "engine/style/numerals.h"
#include "engine/style/table_reader.h"

namespace banxin::style {
namespace {

struct LengthCase {
  const char* text;
  double points;  // at 10 pt em, 15 pt lines, 200 pt for 100 %; -1: not a length
};

class Lengths : public testing::TestWithParam<LengthCase> {};

TEST_P(Lengths, Resolve) {
  const auto spec = parse_length(GetParam().text);
  if (GetParam().points < 0) {
    EXPECT_FALSE(spec.has_value()) << GetParam().text;
    return;
  }
  ASSERT_TRUE(spec.has_value()) << GetParam().text;
  const LengthBase base{Length::pt(10), Length::pt(15), Length::pt(200)};
  EXPECT_EQ(resolve(*spec, base, Length::pt(10)), Length::pt(GetParam().points)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Units,
                         Lengths,
                         testing::Values(LengthCase{"12pt", 12},
                                         LengthCase{"12 pt", 12},
                                         LengthCase{"25.4mm", 72},
                                         LengthCase{"2.54cm", 72},
                                         LengthCase{"1in", 72},
                                         LengthCase{"2em", 20},
                                         LengthCase{"1.5lines", 22.5},
                                         LengthCase{"1line", 15},
                                         LengthCase{"50%", 100},
                                         LengthCase{"1.2", 12},
                                         LengthCase{"+3pt", 3},
                                         LengthCase{"初号", 42},  // H1
                                         LengthCase{"小初", 36},
                                         LengthCase{"一号", 26},
                                         LengthCase{"小一", 24},
                                         LengthCase{"二号", 22},
                                         LengthCase{"小二", 18},
                                         LengthCase{"三号", 16},
                                         LengthCase{"小三", 15},
                                         LengthCase{"四号", 14},
                                         LengthCase{"小四", 12},
                                         LengthCase{"五号", 10.5},
                                         LengthCase{"小五", 9},
                                         LengthCase{"六号", 7.5},
                                         LengthCase{"小六", 6.5},
                                         LengthCase{"七号", 5.5},
                                         LengthCase{"", -1},
                                         LengthCase{"pt", -1},
                                         LengthCase{"12px", -1},
                                         LengthCase{"1e9pt", -1},
                                         LengthCase{"nan", -1},
                                         LengthCase{"inf", -1},
                                         LengthCase{"999999pt", -1},
                                         LengthCase{"99999in", -1},
                                         LengthCase{"--1pt", -1}));

TEST(Units, ExtremeRelativeLengthsStayInRange) {
  const LengthBase base{Length::pt(100000), Length(), Length()};
  EXPECT_EQ(resolve({100000, LengthSpec::Unit::em}, base), Length::pt(100000));
  EXPECT_EQ(resolve({-100000, LengthSpec::Unit::em}, base), Length::pt(-100000));
}

std::string color_dump(const std::optional<Color>& color) {
  if (!color) {
    return "none";
  }
  std::string out = std::to_string(static_cast<int>(color->space)) + color->spot;
  for (const auto part : color->parts) {
    out += " " + std::to_string(part);
  }
  return out;
}

TEST(Units, ColorLiterals) {
  EXPECT_EQ(color_dump(color_literal("k100")), "2 0 0 0 1000");
  EXPECT_EQ(color_dump(color_literal("k5")), "2 0 0 0 50");
  EXPECT_EQ(color_dump(color_literal("white")), "2 0 0 0 0");
  EXPECT_EQ(color_dump(color_literal("#ff0080")), "1 1000 0 502 0");
  for (const char* bad : {"k101", "k", "k-1", "#ff008", "#gg0000", "red", ""}) {
    EXPECT_EQ(color_dump(color_literal(bad)), "none") << bad;
  }
}

TEST(Units, ColorTables) {
  const auto read = [](const std::string& toml) {
    Diagnostics diagnostics;
    const Value root = parse_toml("c = " + toml, FileId{0}, diagnostics);
    return color_dump(color_table(*root.find("c")));
  };
  EXPECT_EQ(read("{ cmyk = [0, 90, 80.5, 20] }"), "2 0 900 805 200");
  EXPECT_EQ(read("{ gray = 50 }"), "0 500 0 0 0");
  EXPECT_EQ(read("{ rgb = '#000000' }"), "1 0 0 0 0");
  EXPECT_EQ(read("{ spot = 'DIC 221', cmyk = [0, 100, 90, 0] }"), "2DIC 221 0 1000 900 0");
  EXPECT_EQ(read("{ cmyk = [0, 90, 80] }"), "none");
  EXPECT_EQ(read("{ cmyk = [0, 90, 80, 101] }"), "none");
  EXPECT_EQ(read("{ spot = 'X' }"), "none");
  EXPECT_EQ(read("{ gray = nan }"), "none");
  EXPECT_EQ(read("{}"), "none");
}

TEST(Numerals, Chinese) {
  const std::pair<int, const char*> rows[] = {{0, "〇"},
                                              {9, "九"},
                                              {10, "十"},
                                              {11, "十一"},
                                              {20, "二十"},
                                              {27, "二十七"},
                                              {100, "一百"},
                                              {105, "一百零五"},
                                              {110, "一百一十"},
                                              {1001, "一千零一"},
                                              {1010, "一千零一十"},
                                              {2023, "二千零二十三"},
                                              {10000, "一万"},
                                              {12000, "一万二千"},
                                              {10005, "一万零五"},
                                              {100500, "十万零五百"}};
  for (const auto& [value, text] : rows) {
    EXPECT_EQ(chinese_number(value), text) << value;
  }
  EXPECT_EQ(chinese_digits(2023), "二〇二三");
}

TEST(Numerals, OtherForms) {
  EXPECT_EQ(circled_number(1) + circled_number(20) + circled_number(21) + circled_number(36) +
                circled_number(50) + circled_number(51),
            "①⑳㉑㊱㊿（51）");
  EXPECT_EQ(roman_number(1994, false), "mcmxciv");
  EXPECT_EQ(roman_number(4, true), "IV");
  EXPECT_EQ(roman_number(4000, true), "4000");
  EXPECT_EQ(format_number(7, "00"), "07");
  EXPECT_EQ(format_number(2, "a"), "b");
  EXPECT_EQ(format_number(27, "A"), "27");
}

TEST(Numerals, Dates) {
  const Date date{2023, 9, 5};
  EXPECT_EQ(format_date(date, "YYYY年M月D日"), "2023年9月5日");
  EXPECT_EQ(format_date(date, "YYYY-MM-DD"), "2023-09-05");
  EXPECT_EQ(format_date(date, ""), "2023-09-05");
  EXPECT_EQ(format_date(date, "chinese"), "二〇二三年九月五日");
  EXPECT_EQ(format_date({}, "YYYY"), "");
}

TEST(Numerals, ListLabels) {
  EXPECT_EQ(list_label(3, "{}."), "3.");
  EXPECT_EQ(list_label(3, "（{一}）"), "（三）");
  EXPECT_EQ(list_label(3, "{①}"), "③");
  EXPECT_EQ(list_label(3, "{a})"), "c)");
  EXPECT_EQ(list_label(3, "{i}"), "iii");
  EXPECT_EQ(list_label(3, "●"), "●");
}

TEST(Values, NearestWord) {
  EXPECT_EQ(nearest("font-sise", {"font-size", "font-weight"}), "font-size");
  EXPECT_EQ(nearest("zzz", {"font-size"}), "");
  EXPECT_EQ(nearest(std::string(1000, 'x'), {"font-size"}), "");
}

TEST(Values, OverlayMergesTablesAndNamedArrays) {
  Diagnostics diagnostics;
  const Value under = parse_toml(
      "a = 1\n[t]\nx = 1\ny = 2\nc = {k = 1, l = 2}\n[[f]]\nname = 'one'\nv = 1\n"
      "[[f]]\nname = 'two'\n",
      FileId{0},
      diagnostics);
  const Value over =
      parse_toml("[t]\nx = 9\nc = {k = 3}\n[[f]]\nname = 'one'\nw = 2\n[[f]]\nname = 'three'\n",
                 FileId{1},
                 diagnostics);
  const Value both = overlay(under, over);
  EXPECT_EQ(both.find("a")->integer, 1);
  EXPECT_EQ(both.find("t")->find("x")->integer, 9);
  EXPECT_EQ(both.find("t")->find("x")->span.file, FileId{1});
  EXPECT_EQ(both.find("t")->find("y")->span.file, FileId{0});
  EXPECT_EQ(both.find("t")->find("c")->find("l"), nullptr) << "inline tables are one value";
  ASSERT_EQ(both.find("f")->array.size(), 3u);
  EXPECT_EQ(both.find("f")->array[0].find("v")->integer, 1);
  EXPECT_EQ(both.find("f")->array[0].find("w")->integer, 2);
}

}  // namespace
}  // namespace banxin::style
