#include "engine/shape/shape.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "engine/shape/test_text.h"

namespace banxin {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

FontStore load(const std::string& list,
               const std::vector<std::pair<std::string, std::string>>& files,
               const std::vector<FontWish>& wishes) {
  static std::map<std::string, Bytes> read;  // the large ones serve several tests
  MemoryWorld world;
  for (const auto& [name, path] : files) {
    if (!read.contains(path)) {
      read[path] = Bytes(file_text(path));
    }
    if (!read[path].empty()) {
      world.add_font(name, read[path]);
    }
  }
  const auto parsed = parse_font_list(file_text(list), FileId::none);
  return std::move(load_fonts(parsed.value, wishes, world).value);
}

constexpr FontId kSong{0}, kHei{1}, kLatin{2};

TestText test_text() {
  const std::string folder = std::string(BANXIN_SOURCE_DIR) + "/tests/fonts/";
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* name :
       {"BanxinTestSong-Regular.otf", "BanxinTestHei-Bold.ttf", "BanxinTestLatin-Regular.otf"}) {
    files.emplace_back(name, folder + name);
  }
  return TestText(
      load(folder + "fonts.toml",
           files,
           {{"Banxin Test Song", 400}, {"Banxin Test Hei", 700}, {"Banxin Test Latin", 400}}));
}

// ---- spaces: rules A1–A8, rows T44–T60 of the reference --------------------------------------

TEST(Spacing, HanLatinRowsT44ToT60) {
  struct Row {
    const char *id, *text, *expected;
  };

  const Row rows[] = {
      {"T44", "中国6-7月", "中=1 国=1 [0.25] 6-7=1.5 [0.25] 月=1"},
      {"T45", "中国 6-7 月", "中=1 国=1 [0.25] 6-7=1.5 [0.25] 月=1"},
      {"T46", "用HarfBuzz整形", "用=1 [0.25] HarfBuzz=4 [0.25] 整=1 形=1"},
      {"T47", "用C++写", "用=1 [0.25] C++=1.5 [0.25] 写=1"},
      {"T48", "C++ 语言", "C++=1.5 [0.25] 语=1 言=1"},
      {"T49", "增长50%的", "增=1 长=1 [0.25] 50%=1.5 [0.25] 的=1"},
      {"T50", "约25℃的", "约=1 [0.25] 25=1 ℃=1 的=1"},
      {"T51", "（abc）中", "（=1 abc=1.5 ）=1 中=1"},
      {"T52", "中，abc", "中=1 ，=1 abc=1.5"},
      {"T53", "中(a)文", "中=1 [0.25] (a)=1.5 [0.25] 文=1"},
      {"T54", "abc,中", "abc,=2 [0.25] 中=1"},
      {"T55", "见 Fig. 2 中", "见=1 [0.25] Fig.=2 ␠=0.25 2=0.5 [0.25] 中=1"},
      {"T56", "中 国", "中=1 ␠=0.25 国=1"},
      {"T57", "“ 中 ”", "“=1 中=1 ”=1"},
      {"T58", "中\u00a0A", "中=1 [0.25] A=0.5"},
      {"T59", "价￥100元", "价=1 ￥=1 100=1.5 [0.25] 元=1"},
      {"T60", "第①步", "第=1 ①=1 步=1"},
      {"A2", "文),文", "文=1 ),=1 [0.25] 文=1"},
      {"A2", "文(文", "文=1 [0.25] (=0.5 文=1"},
      {"A2", "文-文=文", "文=1 -=0.5 文=1 ==0.5 文=1"},
      {"A5", "文 - 文", "文=1 [0.25] -=0.5 [0.25] 文=1"},
      {"A6", "ab   cd", "ab=1 ␠=0.25 cd=1"},
      {"A7", "文\u3000文", "文=1 \u3000=1 文=1"},
      {"A8", "文 ，a。 b", "文=1 ，=1 a=0.5 。=1 b=0.5"},
      {"K8", "  文 a  ", "文=1 [0.25] a=0.5"},
      {"U4", "长12 km", "长=1 [0.25] 12=1 ␠=0.25 km=1"},
      {"U11", "文\u200b文\u2060a\u00adb", "文=1 文=1 [0.25] ab=1"},
  };
  const TestText t = test_text();
  for (const Row& row : rows) {
    EXPECT_EQ(widths(t.shape(row.text)), row.expected) << row.id;
  }
}

TEST(Spacing, NoBreakSpaceKeepsItsNoBreakT58) {
  const ShapedText shaped = test_text().shape("中\u00a0A文 B");
  EXPECT_EQ(shaped.clusters[0].break_after.kind, BreakKind::forbidden);
  EXPECT_EQ(shaped.clusters[2].break_after.kind, BreakKind::allowed);
}

TEST(Spacing, SpaceIsThatOfTheSmallerSizeA1) {
  TestText t = test_text();
  TextStyle small = t.styled.text_styles[0];
  small.size = 8_pt;
  t.styled.text_styles.push_back(small);
  Paragraph p = t.paragraph("中A国");
  p.runs.push_back(p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].style = TextStyleId{1};
  EXPECT_EQ(t.shape(p).clusters[1].space_before, 2_pt);
}

TEST(Spacing, NoteMarksAreLookedThroughM8) {
  TestText t = test_text();
  Paragraph p = t.paragraph("中1 国1A");
  p.runs.assign(5, p.runs[0]);
  const std::uint32_t cuts[] = {0, 3, 4, 8, 9, 10};
  for (std::size_t i = 0; i < 5; ++i) {
    p.runs[i].begin = cuts[i];
    p.runs[i].end = cuts[i + 1];
  }
  p.runs[1].note = NoteId{0};
  p.runs[3].note = NoteId{1};
  const ShapedText shaped = t.shape(p);
  ASSERT_EQ(shaped.clusters.size(), 6u) << to_text(shaped);
  EXPECT_TRUE(shaped.clusters[1].note);
  EXPECT_EQ(shaped.clusters[1].space_before, Length()) << "none before the mark (A3)";
  EXPECT_EQ(shaped.clusters[2].text_begin, 4u) << "the space between two Han stays";
  EXPECT_EQ(shaped.clusters[5].space_before, 2.5_pt) << "the boundary 国|A, after the mark";
}

TEST(Spacing, TrackingBoundariesX3X4) {
  const ShapedText shaped = test_text().shape("一二，三（四）五——六……七·八6月ab九①十℃");
  std::string gaps;
  for (const ShapedCluster& c : shaped.clusters) {
    gaps += shaped.text.substr(c.text_begin, c.text_end - c.text_begin) + (c.gap_after ? "|" : "");
  }
  EXPECT_EQ(gaps, "一|二，|三|（四）|五|——|六|……|七·八6月ab九|①|十℃");
}

// ---- widths and blanks: CH2, CH3, W8, W9, S0–S4 ------------------------------------------------

TEST(Boxes, AdvanceAndBlanksByLocale) {
  struct Row {
    Locale locale;
    const char *text, *expected;  // advance l r per mark
  };

  const Row rows[] = {
      {Locale::zh_hans, "文，文", "1 0 0.5"},
      {Locale::zh_hans, "文。文", "1 0 0.5"},
      {Locale::zh_hans, "文（文", "1 0.5 0"},
      {Locale::zh_hans, "文”文", "1 0 0.5"},
      {Locale::zh_hans, "文？文", "1 0 0.5"},
      {Locale::zh_hans, "文：文", "1 0 0.5"},
      {Locale::zh_hans, "文·文", "0.5 0 0"},
      {Locale::zh_hans, "文–文", "0.5 0 0"},
      {Locale::zh_hans, "文—文", "1 0 0"},
      {Locale::zh_hans, "文～文", "1 0 0"},
      {Locale::zh_hans, "文/文", "0.5 0 0"},
      {Locale::zh_hans, "文——文", "2 0 0"},
      {Locale::zh_hans, "文……文", "2 0 0"},
      {Locale::zh_hans, "文⸺文", "2 0 0"},
      {Locale::zh_hant_tw, "文，文", "1 0.25 0.25"},
      {Locale::zh_hant_tw, "文。文", "1 0.25 0.25"},
      {Locale::zh_hant_tw, "文？文", "1 0 0"},
      {Locale::zh_hant_tw, "文「文", "1 0.5 0"},
      {Locale::zh_hant_tw, "文·文", "1 0.25 0.25"},
      {Locale::zh_hant_hk, "文：文", "1 0.25 0.25"},
      {Locale::ja, "文。文", "1 0 0.5"},
      {Locale::ja, "文：文", "1 0.25 0.25"},
      {Locale::ja, "文？文", "1 0 0"},
  };
  TestText t = test_text();
  for (const Row& row : rows) {
    t.composition().locale = row.locale;
    const ShapedText shaped = t.shape(row.text);
    ASSERT_EQ(shaped.clusters.size(), 3u) << row.text;
    const ShapedCluster& c = shaped.clusters[1];
    EXPECT_EQ(em_text(c.advance) + " " + em_text(c.blank_left) + " " + em_text(c.blank_right),
              row.expected)
        << row.text << " locale " << static_cast<int>(row.locale);
  }
}

TEST(Boxes, StylesS0S3S4) {
  struct Row {
    PunctuationStyle style;
    const char* expected;
  };

  for (const Row& row : {Row{PunctuationStyle::raw, "口=1 ，=1 “=1 口=1 ”=1 。=1"},
                         Row{PunctuationStyle::full, "口=1 ，=1 “=1 口=1 ”=1 。=1"},
                         Row{PunctuationStyle::kaiming, "口=1 ，=0.5 “=0.5 口=1 ”=0.5 。=1"},
                         Row{PunctuationStyle::half, "口=1 ，=0.5 “=0.5 口=1 ”=0.5 。=0.5"}}) {
    TestText t = test_text();
    t.composition().punctuation = row.style;
    const ShapedText shaped = t.shape("口，“口”。");
    EXPECT_EQ(widths(shaped), row.expected);
    const bool blanks = row.style == PunctuationStyle::full;
    EXPECT_EQ(shaped.clusters[1].blank_right != Length(), blanks);
    const ShapedGlyph& quote = shaped.glyphs[shaped.clusters[2].glyph_begin];
    const bool halved =
        row.style == PunctuationStyle::kaiming || row.style == PunctuationStyle::half;
    EXPECT_EQ(quote.offset.x, halved ? -5_pt : 0_pt) << "the left half is cut off, not the ink";
  }
}

TEST(Boxes, MarksOfW8W9AreCentredByTheirInk) {
  const ShapedText shaped = test_text().shape("文·文–文‐文");
  const auto dx = [&](std::size_t i) {
    return em_text(shaped.glyphs[shaped.clusters[i].glyph_begin].offset.x);
  };
  EXPECT_EQ(dx(1), "0.085");  // 330 wide in a box of 500
  EXPECT_EQ(dx(3), "-0.03");  // 560 wide
  EXPECT_EQ(dx(5), "-0.25");  // 1000 wide, ink in the middle
}

TEST(Boxes, InkDecidesOverTheTableCH3) {
  // Hei has no locl: its stops sit left even in traditional text, and the blank follows them.
  TestText t = test_text();
  t.stack().cjk = {{"Banxin Test Hei", 700}};
  t.composition().locale = Locale::zh_hant_tw;
  const ShapedText shaped = t.shape("文，文");
  EXPECT_EQ(shaped.clusters[1].blank_left, Length());
  EXPECT_EQ(shaped.clusters[1].blank_right, 5_pt);
}

TEST(Boxes, LetterSpacingFollowsHanOnly) {
  TestText t = test_text();
  t.styled.text_styles[0].letter_spacing = 2_pt;
  EXPECT_EQ(widths(t.shape("一二，a")), "一=1.2 二=1.2 ，=1 a=0.5");
}

// ---- shaping: O1–O4, F3–F7 ---------------------------------------------------------------------

TEST(Shaping, DashIsOneGlyphOfTwoEmT119) {
  const ShapedText shaped = test_text().shape("文——文————文");
  ASSERT_EQ(shaped.clusters.size(), 6u) << to_text(shaped);
  for (const std::size_t i : {1u, 3u, 4u}) {
    const ShapedCluster& c = shaped.clusters[i];
    EXPECT_EQ(shaped.text.substr(c.text_begin, c.text_end - c.text_begin), "——");
    EXPECT_EQ(c.glyph_end - c.glyph_begin, 1u) << "without script Hani there is no ligature";
    EXPECT_EQ(c.advance, 20_pt);
  }
}

TEST(Shaping, DashWithoutLigatureIsClosedO4) {
  TestText t = test_text();
  t.stack().cjk = {{"Banxin Test Hei", 700}};
  const ShapedText shaped = t.shape("文——文");
  const ShapedCluster& c = shaped.clusters[1];
  EXPECT_EQ(c.advance, 20_pt);
  Length pen, reached;
  bool first = true;
  for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
    const Length left = pen + shaped.glyphs[g].offset.x + 0.7_pt;  // ink 70 to 930 of 1000
    const Length right = pen + shaped.glyphs[g].offset.x + 9.3_pt;
    EXPECT_TRUE(first || left <= reached) << "gap before stroke " << g;
    reached = right;
    first = false;
    pen += shaped.glyphs[g].advance;
  }
  EXPECT_EQ(reached, 19.3_pt) << "bearing as at the start";
  EXPECT_EQ(pen, 20_pt);
  for (std::size_t i = 1; i < shaped.clusters.size(); ++i) {
    EXPECT_EQ(shaped.clusters[i].glyph_begin, shaped.clusters[i - 1].glyph_end);
  }
}

TEST(Shaping, LoclByLocaleT126) {
  TestText t = test_text();
  const auto stop = [&](Locale locale) {
    t.composition().locale = locale;
    const ShapedText shaped = t.shape("。");
    return t.fonts.ink(kSong, shaped.glyphs[0].glyph);
  };
  EXPECT_EQ(stop(Locale::zh_hans).right, 320);
  EXPECT_EQ(stop(Locale::zh_hant_tw).left, 400);
  EXPECT_EQ(stop(Locale::zh_hant_hk).left, 400);
  EXPECT_EQ(stop(Locale::ja).right, 320);
}

TEST(Shaping, StyleLanguageOverridesTheLocaleO3) {
  TestText t = test_text();
  t.styled.text_styles[0].language = "zh-Hant";
  const ShapedText shaped = t.shape("。");
  EXPECT_EQ(t.fonts.ink(kSong, shaped.glyphs[0].glyph).left, 400);
}

TEST(Shaping, SharedMarksNeverFallToLatinF3) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  const ShapedText chinese = t.shape("他说“Hello”。");
  for (const ShapedCluster& c : chinese.clusters) {
    const bool latin = c.cls == CharClass::latin;
    EXPECT_EQ(c.font, latin ? kLatin : kSong) << chinese.text.substr(c.text_begin, 3);
  }
  const ShapedText english = t.shape("Say “Hi” now");
  EXPECT_EQ(english.clusters[4].font, kLatin) << to_text(english);
  EXPECT_EQ(english.clusters[4].advance, 4_pt);
}

TEST(Shaping, LigaturesAndKerningInLatinWords) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Latin", 400}};
  const ShapedText shaped = t.shape("fix AV");
  ASSERT_EQ(shaped.clusters.size(), 5u) << to_text(shaped);
  EXPECT_EQ(shaped.clusters[0].text_end, 2u) << "fi is one cluster";
  EXPECT_EQ(shaped.clusters[0].advance, 4.5_pt);
  EXPECT_EQ(shaped.clusters[3].advance, 4.2_pt) << "A before V, kerned by 80";
}

TEST(Shaping, FeaturesOfTheStack) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Hei", 700}};
  EXPECT_EQ(widths(t.shape("ab")), "ab=1.2");
  t.stack().latin_features = {"hwid"};
  EXPECT_EQ(widths(t.shape("ab")), "ab=1");
}

TEST(Shaping, CombiningMarkStaysWithItsBaseU10) {
  TestText t = test_text();
  t.stack().latin = {{"Banxin Test Song", 400}, {"Banxin Test Latin", 400}};
  const ShapedText shaped = t.shape("e\u0301x");
  ASSERT_EQ(shaped.clusters.size(), 2u) << to_text(shaped);
  EXPECT_EQ(shaped.clusters[0].font, kLatin) << "the face with base and mark";
  EXPECT_EQ(shaped.clusters[1].font, kSong);
}

TEST(Fallback, ByClusterWithANoteOncePerCharacter) {
  TestText t = test_text();
  t.stack().cjk = {{"Banxin Test Song", 400}, {"Banxin Test Hei", 700}};
  t.stack().latin = {{"Banxin Test Song", 400}, {"Banxin Test Latin", 400}};
  const ShapedText shaped = t.shape("囍字囍café");
  EXPECT_EQ(shaped.clusters[0].font, kHei);
  EXPECT_EQ(shaped.clusters[1].font, kSong);
  EXPECT_EQ(shaped.clusters[6].font, kLatin);
  EXPECT_EQ(codes(shaped.diagnostics),
            "N304@100-103 囍 U+56CD Banxin Test Hei;N304@112-114 é U+00E9 Banxin Test Latin;");
}

TEST(Missing, ErrorAtTheByteT130) {
  TestText t = test_text();
  const Paragraph p = t.paragraph("中文𠮷字𠮷");
  const ShapedText strict = t.shape(p);
  EXPECT_EQ(codes(strict.diagnostics), "E303@106-110 𠮷 U+20BB7;");
  const ShapedText draft = t.shape(p, MissingGlyphs::box);
  EXPECT_EQ(codes(draft.diagnostics), "W304@106-110 𠮷 U+20BB7;");
  EXPECT_TRUE(draft.clusters[2].missing);
  EXPECT_EQ(draft.clusters[2].advance, kTestEm);
  EXPECT_EQ(draft.clusters[2].glyph_begin, draft.clusters[2].glyph_end);
}

TEST(Missing, SpanOfTheWholeRunWhereBytesDiffer) {
  TestText t = test_text();
  Paragraph p = t.paragraph("中𠮷");
  p.runs[0].source = {FileId{0}, 40, 60};  // an entity, say: not byte for byte
  EXPECT_EQ(codes(t.shape(p).diagnostics), "E303@40-60 𠮷 U+20BB7;");
}

TEST(PrivateUse, GbkCodesBecomeTheirUnicodeCharactersF6) {
  // E81E stands for U+9FB4, which no test font has: the message names the modern code point.
  EXPECT_EQ(codes(test_text().shape("中\ue81e").diagnostics), "E303@103-106 \u9fb4 U+9FB4;");
  EXPECT_EQ(codes(test_text().shape("中\ue123").diagnostics), "E306@103-106 \ue123 U+E123;");
}

TEST(Variation, SequenceOfTheFontOrTheBaseFormT129) {
  TestText t = test_text();
  const ShapedText plain = t.shape("骨");
  const ShapedText variant = t.shape("骨\ufe00");
  ASSERT_EQ(variant.clusters.size(), 1u);
  EXPECT_NE(plain.glyphs[0].glyph, variant.glyphs[0].glyph);
  EXPECT_EQ(codes(variant.diagnostics), "");
  const ShapedText unknown = t.shape("文\U000e0100");
  ASSERT_EQ(unknown.clusters.size(), 1u);
  EXPECT_EQ(unknown.clusters[0].glyph_end - unknown.clusters[0].glyph_begin, 1u);
  EXPECT_EQ(unknown.clusters[0].advance, kTestEm);
  EXPECT_FALSE(unknown.clusters[0].missing);
  EXPECT_EQ(codes(unknown.diagnostics), "N305@100-107 文 U+E0100;");
}

// ---- runs --------------------------------------------------------------------------------------

TEST(Runs, StyleChangesDoNotTouchWidthsTF5) {
  TestText t = test_text();
  TextStyle coloured = t.styled.text_styles[0];
  coloured.color.parts[0] = 900;
  coloured.underline = true;
  t.styled.text_styles.push_back(coloured);
  for (const char* text : {"口，“口",
                           "口。”口",
                           "口》、《口",
                           "口（《口",
                           "口——“口",
                           "口……”口",
                           "口》·《口",
                           "中国6-7月",
                           "用C++写",
                           "价￥100元",
                           "中 A 国",
                           "口？！口"}) {
    const ShapedText whole = t.shape(text);
    for (std::size_t i = 1; i < whole.clusters.size(); ++i) {
      Paragraph p = t.paragraph(text);
      const std::uint32_t cut = whole.source_offset[i];
      p.runs.push_back(p.runs[0]);
      p.runs[0].end = p.runs[1].begin = cut;
      p.runs[0].source.end = p.runs[1].source.begin = 100 + cut;
      p.runs[1].style = TextStyleId{1};
      EXPECT_EQ(to_text(t.shape(p)), to_text(whole)) << text << " cut at " << cut;
    }
  }
}

TEST(Runs, NowrapForbidsBreaksInside) {
  TestText t = test_text();
  Paragraph p = t.paragraph("一二三四");
  p.runs.assign(2, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].nowrap = true;
  const ShapedText shaped = t.shape(p);
  std::string breaks;
  for (const ShapedCluster& c : shaped.clusters) {
    breaks += c.break_after.kind == BreakKind::forbidden ? "-" : "|";
  }
  EXPECT_EQ(breaks, "|--|");
}

TEST(Runs, InlinePictureIsAnObjectOfItsSize) {
  TestText t = test_text();
  Paragraph p = t.paragraph("中\ufffc国");
  p.runs.assign(3, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].end = p.runs[2].begin = 6;
  p.runs[1].image = ImageId{0};
  p.runs[1].image_size = {12_pt, 8_pt};
  const ShapedText shaped = t.shape(p);
  ASSERT_EQ(shaped.clusters.size(), 3u);
  EXPECT_EQ(shaped.clusters[1].cls, CharClass::object);
  EXPECT_EQ(shaped.clusters[1].advance, 12_pt);
  EXPECT_EQ(codes(shaped.diagnostics), "");
}

TEST(Runs, RubyWidensANarrowBaseM6) {
  TestText t = test_text();
  t.styled.text_styles.push_back(t.styled.text_styles[0]);
  t.styled.text_styles[1].size = 5_pt;
  Paragraph p = t.paragraph("甲中乙");
  p.runs.assign(3, p.runs[0]);
  p.runs[0].end = p.runs[1].begin = 3;
  p.runs[1].end = p.runs[2].begin = 6;
  p.runs[1].ruby = 1;
  p.rubies.push_back({"zhongwen", TextStyleId{1}, {}});
  const ShapedText shaped = t.shape(p);
  ASSERT_EQ(shaped.rubies.size(), 1u);
  EXPECT_EQ(shaped.rubies[0].width, 20_pt);
  EXPECT_EQ(shaped.clusters[1].advance, 20_pt);
  EXPECT_EQ(shaped.glyphs[shaped.clusters[1].glyph_begin].offset.x, 5_pt) << "the base is centred";
  p.rubies[0].text = "zho";
  EXPECT_EQ(t.shape(p).clusters[1].advance, 10_pt);
}

TEST(Runs, LineFeedHasNoWidthAndEndsALine) {
  const ShapedText shaped = test_text().shape("一\n二");
  ASSERT_EQ(shaped.clusters.size(), 3u);
  EXPECT_EQ(shaped.clusters[1].cls, CharClass::line_feed);
  EXPECT_EQ(shaped.clusters[1].advance, Length());
  EXPECT_EQ(shaped.clusters[1].break_after.kind, BreakKind::mandatory);
}

// ---- the whole ---------------------------------------------------------------------------------

TEST(ShapedText, DumpShowsOneClusterALine) {
  EXPECT_EQ(to_text(test_text().shape("他“用A”。")),
            "他 han 1 gap font0 |\n"
            "“ opening 1 l0.5 font0 -\n"
            "用 han 1 font0 |\n"
            "A latin 0.5 before0.25 font0 -\n"
            "” closing 1 r0.5 font0 -\n"
            "。 stop 1 r0.5 font0 end\n");
}

TEST(ShapedText, SourceOffsetsMapBack) {
  const std::string text = "中国 6-7 月。 “ 好 ” 𠮷";
  const ShapedText shaped = test_text().shape(text);
  ASSERT_EQ(shaped.clusters.size(), shaped.source_offset.size());
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
    const ShapedCluster& c = shaped.clusters[i];
    EXPECT_EQ(c.text_begin, expected) << "clusters cover the text";
    expected = c.text_end;
    EXPECT_EQ(text.substr(shaped.source_offset[i], c.text_end - c.text_begin),
              shaped.text.substr(c.text_begin, c.text_end - c.text_begin));
  }
  EXPECT_EQ(expected, shaped.text.size());
}

TEST(ShapedText, NothingCrashesOnOddInput) {
  TestText t = test_text();
  for (const char* text : {"",
                           " ",
                           "\n",
                           "\n\n",
                           "\u200b",
                           "\u0301",
                           "\ufe0f",
                           "\u200d\u200d",
                           "—",
                           "———————",
                           "\ufffc",
                           "\x01\x02",
                           "👨‍👩‍👧",
                           "\u202eabc",
                           "ك",
                           "ก็"}) {
    const ShapedText shaped = t.shape(text);
    EXPECT_EQ(shaped.clusters.size(), shaped.source_offset.size());
  }
  Paragraph bare;
  bare.text = "没有任何运行";
  EXPECT_EQ(t.shape(bare).clusters.size(), 6u) << "a paragraph without runs";
  TestText empty{FontStore()};
  const ShapedText nothing = empty.shape("中a");
  EXPECT_TRUE(nothing.clusters[0].missing);
  EXPECT_EQ(codes(nothing.diagnostics), "E303@100-103 中 U+4E2D;E303@103-104 a U+0061;");
}

TEST(ShapeKey, ChangesWithWhateverShapeLooksAt) {
  TestText t = test_text();
  const Paragraph p = t.paragraph("中A");
  const auto key = [&](const Paragraph& q, MissingGlyphs m = MissingGlyphs::error) {
    return shape_key(q, FontResolver(t.styled, t.fonts), m);
  };
  const Hash128 base = key(p);
  EXPECT_EQ(key(p), base);
  EXPECT_NE(key(p, MissingGlyphs::box), base);
  Paragraph q = p;
  q.text = "中B";
  EXPECT_NE(key(q), base);
  q = p;
  q.runs[0].nowrap = true;
  EXPECT_NE(key(q), base);
  q = p;
  q.runs[0].source.begin = 1;
  EXPECT_NE(key(q), base) << "diagnostics carry spans";
  t.composition().autospace = 125;
  EXPECT_NE(key(p), base);
  t.composition().autospace = 250;
  t.styled.text_styles[0].size = 11_pt;
  EXPECT_NE(key(p), base);
  t.styled.text_styles[0].size = kTestEm;
  t.styled.text_styles[0].underline = true;
  EXPECT_EQ(key(p), base) << "an underline is drawn, not shaped";
}

// ---- the fonts of the machine, where installed --------------------------------------------------

class Noto : public ::testing::Test {
 protected:
  static TestText text(const char* family) {
    const std::string noto = "/usr/share/fonts/opentype/noto/";
    TestText t(load(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml",
                    {{"NotoSerifCJK-Regular.ttc", noto + "NotoSerifCJK-Regular.ttc"},
                     {"NotoSansCJK-Regular.ttc", noto + "NotoSansCJK-Regular.ttc"},
                     {"LXGWWenKai-Regular.ttf",
                      "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"}},
                    {{family, 400}, {"Noto Serif CJK SC", 400}}));
    t.stack().cjk = {{family, 400}};
    t.stack().latin = {{family, 400}};
    return t;
  }
};

TEST_F(Noto, SharedMarksT119T120T121T122) {
  for (const char* family : {"Noto Serif CJK SC", "Noto Sans CJK SC"}) {
    const TestText t = text(family);
    if (t.fonts.find({family, 400}) == FontId::none) {
      GTEST_SKIP() << family << " is not installed";
    }
    const ShapedText shaped = t.shape("中——“国”·–…");
    const auto dx = [&](std::size_t i) {
      return shaped.glyphs[shaped.clusters[i].glyph_begin].offset.x.pt() / kTestEm.pt();
    };
    EXPECT_EQ(shaped.clusters[1].glyph_end - shaped.clusters[1].glyph_begin, 1u) << "T119";
    EXPECT_EQ(shaped.clusters[1].advance, 20_pt);
    EXPECT_EQ(shaped.clusters[2].advance, 10_pt) << "T120";
    EXPECT_EQ(shaped.clusters[2].blank_left, 5_pt);
    const bool serif = family == std::string("Noto Serif CJK SC");
    EXPECT_EQ(shaped.clusters[5].advance, 5_pt);
    EXPECT_NEAR(dx(5), serif ? 0.0865 : -0.25, 0.002) << "T121";
    EXPECT_EQ(shaped.clusters[6].advance, 5_pt);
    if (serif) {
      EXPECT_NEAR(dx(6), -0.0315, 0.002) << "T122";
    }
  }
}

TEST_F(Noto, JapaneseFaceIsUnfitForChineseQuotesT120) {
  TestText t = text("Noto Serif CJK JP");
  const FontId japanese = t.fonts.find({"Noto Serif CJK JP", 400});
  if (japanese == FontId::none) {
    GTEST_SKIP() << "fonts-noto-cjk is not installed";
  }
  const FontResolver resolver(t.styled, t.fonts);
  EXPECT_FALSE(resolver.fits_shared_mark(japanese, Locale::ja, U'“'));
  EXPECT_TRUE(
      resolver.fits_shared_mark(t.fonts.find({"Noto Serif CJK SC", 400}), Locale::zh_hans, U'“'));
}

TEST_F(Noto, WenKaiTakesItsQuotesFromTheNextFaceO2) {
  TestText t = text("LXGW WenKai");
  const FontId kai = t.fonts.find({"LXGW WenKai", 400});
  const FontId song = t.fonts.find({"Noto Serif CJK SC", 400});
  if (kai == FontId::none || song == FontId::none) {
    GTEST_SKIP() << "fonts-lxgw-wenkai or fonts-noto-cjk is not installed";
  }
  t.stack().cjk.push_back({"Noto Serif CJK SC", 400});
  const ShapedText shaped = t.shape("“中”，——");
  EXPECT_EQ(shaped.clusters[0].font, song);
  EXPECT_EQ(shaped.clusters[1].font, kai);
  EXPECT_EQ(shaped.clusters[3].font, kai);
  EXPECT_EQ(codes(shaped.diagnostics), "");
  t.stack().cjk.pop_back();
  const ShapedText alone = t.shape("“中”");
  EXPECT_EQ(alone.clusters[0].advance, 10_pt) << "anchored in a box of one em";
  EXPECT_GT(alone.glyphs[0].offset.x, 5_pt);
  EXPECT_EQ(alone.clusters[0].blank_left, 5_pt);
}

TEST_F(Noto, TraditionalMarksT126) {
  TestText t = text("Noto Serif CJK SC");
  if (t.fonts.find({"Noto Serif CJK SC", 400}) == FontId::none) {
    GTEST_SKIP() << "fonts-noto-cjk is not installed";
  }
  t.composition().locale = Locale::zh_hant_tw;
  const ShapedText shaped = t.shape("。");
  const FontStore::Ink ink = t.fonts.ink(shaped.clusters[0].font, shaped.glyphs[0].glyph);
  EXPECT_NEAR(ink.left, 360, 3);
  EXPECT_NEAR(ink.right, 641, 3);
  EXPECT_EQ(shaped.clusters[0].blank_left, 2.5_pt);
}

}  // namespace
}  // namespace banxin
