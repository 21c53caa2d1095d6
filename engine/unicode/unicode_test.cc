#include "engine/unicode/unicode.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

struct Utf8Case {
  const char* name;
  std::string bytes;
  std::u32string decoded;
  std::size_t invalid;
};

TEST(Utf8, DecodesOrReplacesAndAlwaysMovesOn) {
  constexpr std::size_t kNone = std::string::npos;
  const Utf8Case cases[] = {
      {"ascii", "a", U"a", kNone},
      {"two bytes", "é", U"é", kNone},
      {"three bytes", "版", U"版", kNone},
      {"four bytes", "𠮷", U"𠮷", kNone},
      {"nul", std::string("a\0b", 3), std::u32string(U"a\0b", 3), kNone},
      {"lone continuation", "a\x80z", U"a\uFFFDz", 1},
      {"truncated", "版\xE7\x89", U"版\uFFFD\uFFFD", 3},
      {"overlong slash", "\xC0\xAF", U"\uFFFD\uFFFD", 0},
      {"overlong three", "\xE0\x80\x80", U"\uFFFD\uFFFD\uFFFD", 0},
      {"surrogate", "\xED\xA0\x80", U"\uFFFD\uFFFD\uFFFD", 0},
      {"above 10FFFF", "\xF4\x90\x80\x80", U"\uFFFD\uFFFD\uFFFD\uFFFD", 0},
  };
  for (const Utf8Case& c : cases) {
    EXPECT_EQ(to_u32(c.bytes), c.decoded) << c.name;
    EXPECT_EQ(find_invalid_utf8(c.bytes), c.invalid) << c.name;
    if (c.invalid == kNone) {
      EXPECT_EQ(to_utf8(c.decoded), c.bytes) << c.name;
    }
  }
}

TEST(Utf8, NamesCodePointsAndComposesFileNames) {
  EXPECT_EQ(code_point_text(0x41), "U+0041");
  EXPECT_EQ(code_point_text(0x20BB7), "U+20BB7");
  EXPECT_EQ(nfc("e\xCC\x81t\xC3\xA9 版心 𠮷"), "été 版心 𠮷");
}

TEST(Scripts, TellHanFromWideAndOther) {
  for (const char32_t c : std::u32string(U"一龥㐀𠮷〇豈⺀")) {
    EXPECT_TRUE(is_han(c)) << code_point_text(c);
  }
  for (const char32_t c : std::u32string(U"々あアー，a①")) {
    EXPECT_FALSE(is_han(c)) << code_point_text(c);
  }
  for (const char32_t c : std::u32string(U"一〇々あアーㄅ")) {
    EXPECT_TRUE(is_wide_text(c)) << code_point_text(c);
  }
  for (const char32_t c : std::u32string(U"，a①Ａ１㎡ 　")) {
    EXPECT_FALSE(is_wide_text(c)) << code_point_text(c);
  }
  EXPECT_EQ(script_of(U'a'), Script::latin);
  EXPECT_EQ(script_of(U'я'), Script::cyrillic);
  EXPECT_EQ(script_of(U'λ'), Script::greek);
  EXPECT_EQ(script_of(U'版'), Script::han);
  EXPECT_EQ(script_of(U'，'), Script::common);
  EXPECT_TRUE(is_emoji(U'😀'));
  EXPECT_FALSE(is_emoji(U'①'));
}

TEST(Numerals, CountAndSpell) {
  EXPECT_EQ(chinese_digits(2023), "二〇二三");
  const std::pair<std::int64_t, const char*> cases[] = {{0, "零"},
                                                        {7, "七"},
                                                        {10, "十"},
                                                        {27, "二十七"},
                                                        {110, "一百一十"},
                                                        {1005, "一千零五"},
                                                        {10010, "一万零一十"},
                                                        {20000, "二万"},
                                                        {100000, "十万"},
                                                        {-12, "负十二"},
                                                        {120003, "十二万零三"},
                                                        {100000000, "一亿"},
                                                        {1000010000, "十亿零一万"}};
  for (const auto& [number, text] : cases) {
    EXPECT_EQ(chinese_number(number), text);
  }
}

/// Class of every cluster as one letter, with | where a line may end, ! in an emergency, - at a
/// soft hyphen.
std::string breaks_of(std::string_view text, const Composition& composition = {}) {
  const TextAnalysis analysis = analyze(text, composition);
  std::string out;
  for (std::size_t i = 0; i + 1 < analysis.clusters.size(); ++i) {
    const CharCluster& c = analysis.clusters[i];
    out += text.substr(c.begin, c.end - c.begin);
    const BreakAfter b = analysis.breaks[i];
    switch (b.kind) {
      case BreakKind::allowed:
        out += "|";
        break;
      case BreakKind::hyphen:
        out += "-|";
        break;
      case BreakKind::mandatory:
        out += "#";
        break;
      case BreakKind::emergency:
        out += b.penalty < kTokenSplitPenalty ? "!" : "";
        break;
      case BreakKind::forbidden:
        break;
    }
  }
  if (!analysis.clusters.empty()) {
    const CharCluster& c = analysis.clusters.back();
    out += text.substr(c.begin, c.end - c.begin);
  }
  return out;
}

Composition at_level(Prohibition level) {
  Composition composition;
  composition.prohibition = level;
  return composition;
}

TEST(Breaks, FollowUnitsAndLevelGbPlus) {
  struct Case {
    const char* rule;
    const char* text;
    const char* expected;
  };

  const Case cases[] = {
      {"K1", "口，口。”口》口", "口，|口。”|口》|口"},
      {"K1 CH4", "口·口～口–口々口℃口％口", "口·|口～|口–|口々|口℃|口％|口"},
      {"K2", "口（口“口￥口", "口|（口|“口|￥口"},
      {"K4", "口／口", "口／口"},
      {"K6", "口……口——口", "口……|口|——|口"},
      {"U1", "口————口", "口|——|——|口"},
      {"U1", "口———口", "口|———|口"},
      {"U2", "口？！口", "口？！|口"},
      {"U3", "用HarfBuzz整形", "用|HarfBuzz|整|形"},
      {"U3", "go to Xi’an", "go |to |Xi’an"},
      {"U3", "high-speed e-mail", "high-|speed |e-mail"},
      {"U3", "COVID-19 input/output km/h", "COVID-19 |input/|output |km/h"},
      {"U4", "约−5℃，±3，￥100元", "约|−5℃，|±3，|￥100|元"},
      {"U4", "共12 km，3.5 kg，5 ok", "共|12 km，|3.5 kg，|5 |ok"},
      {"U4", "共1 234 567人", "共|1 234 567|人"},
      {"U4", "角45°与25°C", "角|45°|与|25°C"},
      {"U5", "于2016—2020年，6-7月", "于|2016—2020|年，|6-7|月"},
      {"U5", "占25%～30%，1∶500", "占|25%～30%，|1∶500"},
      {"U5", "2026-10-01 8:00 v2.0.1 1/2", "2026-10-01 |8:00 |v2.0.1 |1/2"},
      {"U5", "ISSN 1234-5678", "ISSN |1234-5678"},
      {"U5", "２０２３年", "２０２３|年"},
      {"U6", "见https://w3.org/TR/clreq。", "见|https://|w3!.org/|TR/|clreq。"},
      {"U6", "见(https://a.cn/x?y=1&z=2#t).", "见|(https://|a!.cn/|x?|y=|1&|z=|2#t)."},
      {"U6", "请寄editor@example.com", "请|寄|editor!@example!.com"},
      {"U8", "说法[1]。又", "说|法[1]。|又"},
      {"U9", "《版心》", "《版|心》"},
      {"U10", "葛󠄀a", "葛󠄀|a"},
      {"U10", "一👨‍👩‍👧🇨🇳二", "一|👨‍👩‍👧|🇨🇳|二"},
      {"U11", "中\u2060国\u00A0人\u200B民", "中\u2060国\u00A0人\u200B|民"},
      {"U11", "type\u00ADset", "type\u00AD-|set"},
      {"K8", "中 国 ，人", "中 |国 ，|人"},
      {"", "一\n二", "一\n#二"},
      {"", "他说\"好\"了", "他|说|\"好\"|了"},
      {"SA", "ภาษาไทย", "ภาษา|ไทย"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(breaks_of(c.text), c.expected) << c.rule;
  }
}

TEST(Breaks, FollowTheLevel) {
  const char* text = "口，口（口/口……口——口①口";
  EXPECT_EQ(breaks_of(text, at_level(Prohibition::none)), "口|，|口|（|口|/|口|……|口|——|口|①|口");
  EXPECT_EQ(breaks_of(text, at_level(Prohibition::basic)), "口，|口|（口/|口|……|口|——|口|①|口");
  EXPECT_EQ(breaks_of(text, at_level(Prohibition::gb)), "口，|口|（口/口|……|口|——|口|①|口");
  EXPECT_EQ(breaks_of(text, at_level(Prohibition::gb_plus)), "口，|口|（口/口……|口|——|口|①|口");
  EXPECT_EQ(breaks_of(text, at_level(Prohibition::strict)), "口，|口|（口/口……|口——|口|①口");
}

TEST(Breaks, KeepNumberAndUnitOnRequest) {
  Composition composition;
  composition.keep_number_unit = true;
  EXPECT_EQ(breaks_of("第3期，6月", composition), "第!3!期，|6!月");
}

TEST(Breaks, CarryPenalties) {
  const auto penalty = [](std::string_view text, std::size_t i) {
    return analyze(text, {}).breaks[i].penalty;
  };
  EXPECT_EQ(penalty("口——口", 0), kUnitPenalty);
  EXPECT_EQ(penalty("6月", 0), kUnitPenalty);
  EXPECT_EQ(penalty("《版心》", 1), kNamePenalty);
  EXPECT_EQ(penalty("《十字以上的书名》", 1), 0);
  EXPECT_EQ(penalty("口，", 0), kRescuePenalty);
  EXPECT_EQ(penalty("ab", 0), kTokenSplitPenalty);
}

/// 汉 for each cluster in the Chinese face, L in the Latin one.
std::string faces(std::string_view text, std::string_view of) {
  const TextAnalysis analysis = analyze(text, {});
  std::string out;
  for (const CharCluster& c : analysis.clusters) {
    if (of.find(text.substr(c.begin, c.end - c.begin)) != std::string_view::npos) {
      out += c.cjk_font ? "c" : "L";
    }
  }
  return out;
}

TEST(Faces, SharedMarksFollowContextO1) {
  constexpr std::string_view kShared = "“”‘’—……·–";
  EXPECT_EQ(faces("他说“Hello”。", kShared), "cc") << "T124";
  EXPECT_EQ(faces("Say “Hi” now", kShared), "LL") << "T124";
  EXPECT_EQ(faces("Xi’an 与 90’s", kShared), "LL") << "T125";
  EXPECT_EQ(faces("她说：“It’s ‘fine’.”", kShared), "cLccc") << "a pair never differs";
  EXPECT_EQ(faces("“One. Two,” he said.", kShared), "LL");
  EXPECT_EQ(faces("“One. 二。”", kShared), "cc") << "a pair never differs";
  EXPECT_EQ(faces("He said “‘quoted’ words” again", kShared), "LLLL");
  EXPECT_EQ(faces("word—word, 2016—2020", kShared), "Lc");
  EXPECT_EQ(faces("J·K·罗琳", kShared), "cc");
  EXPECT_EQ(faces("约翰·史密斯……", kShared), "cc");
  EXPECT_EQ(faces("100%，25℃，￥5，$5", "%℃￥$"), "LccL");
}

/// Strengths stand after the place where a line may end.
std::string phrases_of(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  for (const PhraseBreak& phrase : phrase_breaks(text, Locale::zh_hans)) {
    out += text.substr(at, phrase.offset - at) + std::to_string(int{phrase.strength});
    at = phrase.offset;
  }
  return out + text.substr(at);
}

TEST(Phrases, GradeWhereTitlesPartH5) {
  struct Case {
    const char* why;
    const char* text;
    const char* expected;
  };

  const Case cases[] = {
      {"marks, typed spaces", "财政部：新版办法 提高和六月", "财政部：6新版3办法 7提高和2六月"},
      {"inside a name", "提高《额度的上限》和", "提高5《额度的1上限》和"},
      {"a space beside digits", "推出 25 条综合举措", "推出 425 条2综合2举措"},
      {"what says the kind of a noun", "小城未来能源规划", "小城3未来2能源3规划"},
      {"verbs", "小城举办音乐节", "小城4举办4音乐节"},
      {"number and unit", "产值增长30亿元", "产值3增长330亿元"},
      {"endings and prefixes", "科技城公布高质量发展", "科技城4公布4高质量3发展"},
      {"unknown characters", "跨境电商平台", "跨境2电商3平台"},
      {"国 on its right side", "五百家中国民营企业", "五百家2中国3民营2企业"},
      {"foreign names", "约翰·史密斯谈", "约翰·史密斯谈"},
      {"quotes", "助力“一网通办”平台", "助力4“一网1通办”4平台"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(phrases_of(c.text), c.expected) << c.why;
  }
}

TEST(Analysis, DumpsAsText) {
  EXPECT_EQ(to_text(analyze("版，a", {}), "版，a"),
            "版 0..3 han forbidden 2000\n"
            "， 3..6 pause allowed\n"
            "a 6..7 latin latin-face token 1 mandatory\n");
}

TEST(Analysis, CoversAnyBytesOnceAndInOrder) {
  const std::string pieces[] = {"版",     "，", "“",  "”", "—",  "…",    " ",      "a",
                                "9",      "%",  ".",  "/", "\n", "\xFF", "\u200D", "👩",
                                "\u0301", "🇨",  "　", "[", "]",  "："};
  std::uint32_t seed = 7;
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int k = 0; k < 40; ++k) {
      seed = seed * 1664525u + 1013904223u;
      text += pieces[(seed >> 16) % std::size(pieces)];
    }
    const TextAnalysis analysis = analyze(text, {});
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < analysis.clusters.size(); ++i) {
      ASSERT_EQ(analysis.clusters[i].begin, at) << text;
      ASSERT_LT(at, analysis.clusters[i].end) << text;
      ASSERT_GE(analysis.breaks[i].penalty, 0) << text;
      at = analysis.clusters[i].end;
    }
    ASSERT_EQ(at, text.size());
    ASSERT_EQ(analysis.breaks.back().kind, BreakKind::mandatory);
  }
  EXPECT_TRUE(analyze("", {}).clusters.empty());
}

}  // namespace
}  // namespace banxin
