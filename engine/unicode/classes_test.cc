// The classes of CH2 and what each level makes of them (K0–K6), code point by code point and pair
// by pair, for all locales.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

/// The lowest level that forbids something.
enum class From { basic, gb, gb_plus, strict, never };

struct ClassRow {
  const char* name;
  CharClass cls;
  std::u32string_view members;
  From no_start, no_end;
};

constexpr From kBasic = From::basic, kGb = From::gb, kGbPlus = From::gb_plus,
               kStrict = From::strict, kNever = From::never;

/// The table of CH2, in its order. Members that are what they are only beside a digit or in another
/// locale have tests of their own below.
constexpr std::array<ClassRow, 18> kTable = {{
    {"OP", CharClass::opening, U"“‘「『（〔【〖〘〚［｛｟《〈〝", kNever, kBasic},
    {"CL", CharClass::closing, U"”’」』）〕】〗〙〛］｝｠》〉〞〟", kBasic, kNever},
    {"ST", CharClass::pause, U"、，；：﹐﹑﹔﹕", kBasic, kNever},
    {"EN", CharClass::stop, U"。．﹒", kBasic, kNever},
    {"QE", CharClass::question, U"！？﹖﹗", kBasic, kNever},
    {"QE2", CharClass::question_pair, U"‼⁇⁈⁉", kBasic, kNever},
    {"DASH", CharClass::dash, U"⸺⸻", kStrict, kNever},
    {"ELL", CharClass::ellipsis, U"…⋯‥", kGbPlus, kNever},
    {"CONN", CharClass::connector, U"–‐—～〜゠", kBasic, kNever},
    {"MID", CharClass::interpunct, U"·‧・•", kBasic, kNever},
    {"SOL", CharClass::solidus, U"／/", kBasic, kGb},
    {"IS", CharClass::ideographic_space, U"\u3000", kNever, kNever},
    {"PO", CharClass::suffix, U"％‰℃℉°′″￠", kBasic, kNever},
    {"PR", CharClass::prefix, U"￥＄￡№", kNever, kBasic},
    {"NOTE", CharClass::note_label, U"①②⑳⑴⑽⒈⒑㈠㈩", kNever, kStrict},
    {"IT", CharClass::iteration, U"々〻ゝゞヽヾ", kBasic, kNever},
    {"H", CharClass::han, U"口〇あアㄅ２Ａｚ", kNever, kNever},
    {"SY", CharClass::other_symbol, U"㎡㎏※§", kNever, kNever},
}};

constexpr std::array<Prohibition, 5> kLevels = {Prohibition::none,
                                                Prohibition::basic,
                                                Prohibition::gb,
                                                Prohibition::gb_plus,
                                                Prohibition::strict};
constexpr std::array<Locale, 4> kLocales = {
    Locale::zh_hans, Locale::zh_hant_tw, Locale::zh_hant_hk, Locale::ja};

bool forbids(From from, Prohibition level) {
  return level != Prohibition::none &&
         static_cast<int>(from) <
             static_cast<int>(level);  // From starts at basic, the levels at none
}

Composition settings(Locale locale, Prohibition level) {
  Composition composition;
  composition.locale = locale;
  composition.prohibition = level;
  return composition;
}

/// May a line end between the parts of `text` before and after byte `at`?
bool breaks_at(const TextAnalysis& analysis, std::size_t at) {
  for (std::size_t i = 0; i < analysis.clusters.size(); ++i) {
    if (analysis.clusters[i].end == at) {
      return analysis.breaks[i].kind == BreakKind::allowed;
    }
  }
  ADD_FAILURE() << "no cluster ends at " << at;
  return false;
}

TEST(Classes, OfEveryMemberInEveryLocaleCH2) {
  for (const Locale locale : kLocales) {
    for (const ClassRow& row : kTable) {
      for (const char32_t c : row.members) {
        std::string text = "口";
        append_utf8(text, c);
        const TextAnalysis analysis = analyze(text + "口", settings(locale, Prohibition::gb_plus));
        ASSERT_EQ(analysis.clusters.size(), 3u) << code_point_text(c);
        EXPECT_EQ(class_name(analysis.clusters[1].cls), class_name(row.cls))
            << row.name << " " << code_point_text(c);
        EXPECT_TRUE(analysis.clusters[1].cjk_font || c == U'°') << code_point_text(c);
      }
    }
  }
}

TEST(Classes, OfPairsAreUnitsU1) {
  const std::pair<const char*, CharClass> pairs[] = {{"——", CharClass::dash},
                                                     {"――", CharClass::dash},
                                                     {"———", CharClass::dash},
                                                     {"……", CharClass::ellipsis},
                                                     {"⋯⋯", CharClass::ellipsis},
                                                     {"………", CharClass::ellipsis}};
  for (const auto& [text, cls] : pairs) {
    const TextAnalysis analysis = analyze(text, {});
    ASSERT_EQ(analysis.clusters.size(), 1u) << text;
    EXPECT_EQ(class_name(analysis.clusters[0].cls), class_name(cls)) << text;
  }
  EXPECT_EQ(analyze("—————", {}).clusters.size(), 2u) << "five are two and three";
  EXPECT_EQ(analyze("…………", {}).clusters.size(), 2u) << "two ellipses";
}

TEST(Classes, OfSignsBesideDigitsCH1) {
  const auto cls = [](const char* text, std::size_t i) {
    return class_name(analyze(text, {}).clusters[i].cls);
  };
  for (const char* text : {"口¥5", "口$5", "口€5", "口£5", "口±5", "口−5"}) {
    EXPECT_EQ(cls(text, 1), "prefix") << text;
  }
  EXPECT_EQ(cls("口5%", 2), "suffix");
  EXPECT_EQ(cls("口%口", 1), "latin");
  EXPECT_EQ(cls("口$口", 1), "latin");
  EXPECT_EQ(cls("口±口", 1), "other_symbol");
  EXPECT_EQ(cls("a/b", 1), "latin") << "a solidus only between Han";
  EXPECT_EQ(cls("口3×4口", 2), "latin") << "A11: from the Latin face";
  EXPECT_EQ(cls("口3 × 4口", 3), "latin");
  EXPECT_EQ(cls("口×口", 1), "other_symbol");
  EXPECT_EQ(cls("口1∶500口", 2), "connector");
}

TEST(Classes, OfVerticalAndSmallFormsAreThoseOfTheirMarks) {
  const std::pair<char32_t, const char*> forms[] = {{0xFE10, "pause"},
                                                    {0xFE12, "stop"},
                                                    {0xFE15, "question"},
                                                    {0xFE19, "ellipsis"},
                                                    {0xFE30, "ellipsis"},
                                                    {0xFE31, "connector"},
                                                    {0xFE32, "connector"},
                                                    {0xFE35, "opening"},
                                                    {0xFE44, "closing"},
                                                    {0xFE59, "opening"},
                                                    {0xFE5A, "closing"},
                                                    {0xFE69, "prefix"},
                                                    {0xFE6A, "suffix"}};
  for (const auto& [c, name] : forms) {
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(class_name(analyze(text, {}).clusters[0].cls), name) << code_point_text(c);
  }
}

/// K0–K6: every ordered pair of classes, one member each, at every level.
TEST(Levels, OfEveryPairOfClassesK) {
  std::vector<ClassRow> rows(kTable.begin(), kTable.end());
  rows.push_back({"L", CharClass::latin, U"a", kNever, kNever});
  for (const Locale locale : kLocales) {
    for (const Prohibition level : kLevels) {
      for (const ClassRow& a : rows) {
        for (const ClassRow& b : rows) {
          std::string text = "口";
          append_utf8(text, a.members.front());
          const std::size_t at = text.size();
          append_utf8(text, b.members.front());
          // U1–U3: a word, and ？！, are units at any level; two … are one ellipsis.
          const bool unit =
              (a.cls == b.cls && (a.cls == CharClass::question || a.cls == CharClass::latin));
          if (a.cls == CharClass::ellipsis && b.cls == CharClass::ellipsis) {
            continue;
          }
          const bool forbidden = unit || forbids(b.no_start, level) || forbids(a.no_end, level);
          EXPECT_EQ(breaks_at(analyze(text + "口", settings(locale, level)), at), !forbidden)
              << a.name << "|" << b.name << " at level " << static_cast<int>(level);
        }
      }
    }
  }
}

TEST(Levels, OfEveryMemberAtEitherEdgeOfALineK) {
  for (const Prohibition level : kLevels) {
    for (const ClassRow& row : kTable) {
      for (const char32_t c : row.members) {
        std::string text = "口";
        append_utf8(text, c);
        const std::size_t after = text.size();
        const TextAnalysis analysis = analyze(text + "口", settings(Locale::zh_hans, level));
        EXPECT_EQ(breaks_at(analysis, 3), !forbids(row.no_start, level))
            << "before " << code_point_text(c) << " at level " << static_cast<int>(level);
        EXPECT_EQ(breaks_at(analysis, after), !forbids(row.no_end, level))
            << "after " << code_point_text(c) << " at level " << static_cast<int>(level);
      }
    }
  }
}

TEST(Levels, AsciiMarksAfterHanK1K2) {
  for (const Prohibition level : kLevels) {
    const bool none = level == Prohibition::none;
    for (const char c : std::string(",.;:!?)]}%")) {
      const std::string text = std::string("口") + c + "口";
      EXPECT_EQ(breaks_at(analyze(text, settings(Locale::zh_hans, level)), 3), none) << c;
    }
    for (const char c : std::string("([{")) {
      const std::string text = std::string("口") + c + "口";
      EXPECT_EQ(breaks_at(analyze(text, settings(Locale::zh_hans, level)), 4), none) << c;
    }
  }
}

TEST(Levels, SmallKanaOnlyInStrictJapaneseCJ) {
  for (const Locale locale : kLocales) {
    for (const Prohibition level : kLevels) {
      const bool forbidden = locale == Locale::ja && level == Prohibition::strict;
      for (const char* kana : {"っ", "ャ", "ー", "ㇰ"}) {
        const TextAnalysis analysis =
            analyze(std::string("口") + kana + "口", settings(locale, level));
        EXPECT_EQ(breaks_at(analysis, 3), !forbidden) << kana;
        EXPECT_EQ(class_name(analysis.clusters[1].cls), "small_kana") << kana;
      }
    }
  }
}

}  // namespace
}  // namespace banxin
