#include "engine/font/font.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/font/test_fonts.h"

namespace banxin {
namespace {

struct Loaded {
  FontList list;
  Parsed<FontStore> fonts;
};

std::string codes(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += std::string(diagnostic.code) + "(";
    for (const std::string& arg : diagnostic.args) {
      out += (out.back() == '(' ? "" : ", ") + arg;
    }
    out += ") ";
  }
  return out;
}

FontStore test_store(const std::vector<FontWish>& wishes) {
  MemoryWorld world;
  add_test_fonts(world);
  const auto list = parse_font_list(world.read_font_list().bytes.view(), FileId::none);
  EXPECT_EQ(codes(list.diagnostics), "");
  auto fonts = load_fonts(list.value, wishes, world);
  EXPECT_EQ(codes(fonts.diagnostics), "");
  return std::move(fonts.value);
}

const std::vector<FontWish> kAll = {
    {"Banxin Test Song", 400}, {"Banxin Test Hei", 700}, {"Banxin Test Latin", 400}};
constexpr FontId kSong{0}, kHei{1}, kLatin{2};

TEST(FontList, ReadsFacesWithFamilyWide) {
  const auto list = parse_font_list(R"(
[[font]]
family = "A"
aliases = ["甲", "a2"]
package = "fonts-a"
licence = "OFL-1.1"
locales = ["zh-Hans", "ja"]
optional = true
faces = [{ weight = 400, file = "a.ttc", postscript = "A-R" },
         { weight = 700, file = "b.ttc", postscript = "A-B" }]
)",
                                    FileId{3});
  EXPECT_EQ(codes(list.diagnostics), "");
  ASSERT_EQ(list.value.faces.size(), 2u);
  const FontFace& bold = list.value.faces[1];
  EXPECT_EQ(bold.family + "|" + bold.file + "|" + bold.postscript_name + "|" + bold.package + "|" +
                bold.licence,
            "A|b.ttc|A-B|fonts-a|OFL-1.1");
  EXPECT_EQ(bold.weight, 700);
  EXPECT_TRUE(bold.optional);
  EXPECT_EQ(bold.locales, (std::vector<Locale>{Locale::zh_hans, Locale::ja}));
}

TEST(FontList, BrokenEntriesAreReportedWhereTheyStand) {
  struct Row {
    const char* text;
    const char* code;
    const char* at;  // text the span begins with
  };

  const Row rows[] = {
      {"[[font]\nfamily=1", "E300", ""},
      {"x = 1\n", "W301", ""},
      {"# 字体\n[[font]]\nfamily = 7\n", "W301", "7"},
      {"[[font]]\nfamily='A'\nlicence='L'\nfaces=[{weight=0,file='f',postscript='p'}]",
       "W301",
       "{weight=0"},
      {"[[font]]\nfamily='A'\nlicence='L'\nfaces=[{weight=400,file='f'}]", "W301", "{weight=400"},
      {"[[font]]\nfamily='A'\nlicence='L'\naliases=['x', 2]\nfaces=[]", "W301", "2]"},
  };
  for (const Row& row : rows) {
    const auto list = parse_font_list(row.text, FileId{5});
    EXPECT_TRUE(list.value.faces.empty()) << row.text;
    ASSERT_FALSE(list.diagnostics.empty()) << row.text;
    EXPECT_EQ(list.diagnostics[0].code, row.code) << row.text;
    EXPECT_EQ(list.diagnostics[0].span.file, FileId{5});
    EXPECT_EQ(std::string(row.text).compare(
                  list.diagnostics[0].span.begin, std::string(row.at).size(), row.at),
              0)
        << row.text << " at " << list.diagnostics[0].span.begin;
  }
}

TEST(FontList, TheShippedListIsSound) {
  const std::string text = read_test_file(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml");
  const auto list = parse_font_list(text, FileId{0});
  EXPECT_EQ(codes(list.diagnostics), "");
  EXPECT_GE(list.value.faces.size(), 20u);
  for (const FontFace& face : list.value.faces) {
    EXPECT_FALSE(face.package.empty()) << face.family;
    EXPECT_EQ(face.file.find('/'), std::string::npos) << face.family;
  }
}

TEST(LoadFonts, WeightNotListedGetsTheNearest) {
  const FontStore store = test_store({{"Banxin Test Song", 700}, {"测试黑体", 400}});
  ASSERT_EQ(store.size(), 2u);
  EXPECT_EQ(store.face(store.find({"Banxin Test Song", 700})).weight, 400);
  EXPECT_EQ(store.face(store.find({"测试黑体", 400})).weight, 700);
  EXPECT_EQ(store.find({"banxin test hei", 400}), FontId{1}) << "ASCII case is ignored";
  EXPECT_EQ(store.find({"Nobody", 400}), FontId::none);
}

TEST(LoadFonts, ReportsWhatCannotBeHad) {
  MemoryWorld world;
  add_test_fonts(world);
  world.add_font("junk.ttf", Bytes("this is not a font"));
  const std::string list = std::string(world.read_font_list().bytes.view()) + R"(
[[font]]
family = "Gone"
package = "fonts-gone"
licence = "X"
faces = [{ weight = 400, file = "gone.ttf", postscript = "Gone" }]
[[font]]
family = "Gone Too"
package = "fonts-gone"
licence = "X"
optional = true
faces = [{ weight = 400, file = "gone2.ttf", postscript = "Gone" }]
[[font]]
family = "Own"
licence = "X"
faces = [{ weight = 400, file = "own.ttf", postscript = "Own" }]
[[font]]
family = "Junk"
licence = "X"
faces = [{ weight = 400, file = "junk.ttf", postscript = "Junk" }]
[[font]]
family = "Wrong Face"
licence = "X"
faces = [{ weight = 400, file = "BanxinTestHei-Bold.ttf", postscript = "Nope" }]
)";
  const auto parsed = parse_font_list(list, FileId::none);
  const std::vector<FontWish> wishes = {{"Gone", 400},
                                        {"Gone Too", 400},
                                        {"Own", 400},
                                        {"Junk", 400},
                                        {"Wrong Face", 400},
                                        {"Banxin Test Sung", 400},
                                        {"Gone", 700},
                                        {"Banxin Test Song", 400}};
  const auto fonts = load_fonts(parsed.value, wishes, world);
  EXPECT_EQ(codes(fonts.diagnostics),
            "E302(Gone, gone.ttf, fonts-gone, apt-get install fonts-gone) "
            "N302(Gone Too, gone2.ttf, fonts-gone, apt-get install fonts-gone) "
            "E307(Own, own.ttf) "
            "E304(Junk, junk.ttf) "
            "E305(Wrong Face, BanxinTestHei-Bold.ttf, Nope) "
            "E301(Banxin Test Sung, Banxin Test Song) ");
  EXPECT_EQ(fonts.value.size(), 1u);
  EXPECT_EQ(fonts.value.find({"Gone", 700}), FontId::none);
}

TEST(LoadFonts, TruncatedFilesNeverCrash) {
  const std::string whole =
      read_test_file(std::string(BANXIN_SOURCE_DIR) + "/tests/fonts/BanxinTestSong-Regular.otf");
  FontList list;
  list.faces.push_back({"A", {}, 400, "a.otf", "BanxinTestSong-Regular", "", "", {}, false});
  const std::vector<FontWish> wishes = {{"A", 400}};
  for (std::size_t size = 0; size < whole.size(); size += 1 + size / 7) {
    MemoryWorld world;
    world.add_font("a.otf", Bytes(whole.substr(0, size)));
    const auto fonts = load_fonts(list, wishes, world);
    if (fonts.value.size() == 1) {
      const GlyphId glyphs[] = {1, 50, 4000};
      (void)fonts.value.subset(FontId{0}, glyphs);
      (void)fonts.value.canonical_character(FontId{0}, 7);
      (void)fonts.value.ink(FontId{0}, 300);
    } else {
      EXPECT_TRUE(has_errors(fonts.diagnostics)) << size;
    }
  }
}

TEST(FontStore, MetricsUseTheEmBoxForCjkFaces) {
  const FontStore store = test_store(kAll);
  const FontMetrics& song = store.metrics(kSong);
  EXPECT_EQ(song.units_per_em, 1000);
  EXPECT_EQ(song.ascent, 880) << "L2: not the 1151 of hhea";
  EXPECT_EQ(song.descent, -120);
  EXPECT_EQ(song.cap_height, 700);
  EXPECT_EQ(song.x_height, 500);
  EXPECT_EQ(song.underline_thickness, 50);
  EXPECT_TRUE(store.is_cjk(kSong));
  EXPECT_FALSE(store.is_cjk(kLatin));
  EXPECT_TRUE(store.embeddable(kSong));
}

TEST(FontStore, InkHalvesAreMeasuredCH3) {
  const FontStore store = test_store(kAll);

  struct Row {
    char32_t mark;
    InkHalf half;
  };

  for (const Row& row : {Row{U'，', InkHalf::left},
                         Row{U'。', InkHalf::left},
                         Row{U'“', InkHalf::right},
                         Row{U'（', InkHalf::right},
                         Row{U'”', InkHalf::left},
                         Row{U'…', InkHalf::middle}}) {
    EXPECT_EQ(store.ink_half(kSong, row.mark), row.half) << static_cast<unsigned>(row.mark);
  }
  const FontStore::Ink ink = store.ink(kSong, store.glyph(kSong, U'“'));
  EXPECT_EQ(ink.left, 570);
  EXPECT_EQ(ink.right, 930);
  EXPECT_EQ(ink.bottom, 500);
  EXPECT_EQ(ink.top, 800);
  const FontStore::Ink space = store.ink(kSong, store.glyph(kSong, U' '));
  EXPECT_EQ(space.left, space.right);
}

TEST(FontStore, CoverageAndAdvances) {
  const FontStore store = test_store(kAll);
  EXPECT_EQ(store.glyph(kSong, 0x20bb7), 0u);
  EXPECT_FALSE(store.has(kSong, U'囍'));
  EXPECT_TRUE(store.has(kHei, U'囍'));
  EXPECT_EQ(store.advance(kSong, store.glyph(kSong, U'一')), 1000);
  EXPECT_EQ(store.advance(kSong, store.glyph(kSong, U'A')), 500);
  EXPECT_EQ(store.advance(kHei, store.glyph(kHei, U'A')), 600);
  EXPECT_TRUE(store.has_variation(kSong, U'骨', 0xfe00));
  EXPECT_FALSE(store.has_variation(kSong, U'骨', 0xfe01));
}

TEST(FontStore, CanonicalCharacterIsTheOneAnEditorTypesF10) {
  const FontStore store = test_store(kAll);
  for (const FontId id : {kSong, kHei}) {
    EXPECT_EQ(store.canonical_character(id, store.glyph(id, 0xa0)), U' ');
    EXPECT_EQ(store.canonical_character(id, store.glyph(id, U'一')), U'一');
    EXPECT_EQ(store.canonical_character(id, 0), 0u);
    EXPECT_EQ(store.canonical_character(id, 999999), 0u);
  }
}

TEST(FontSubset, SameGlyphsSameBytesAndSmall) {
  const FontStore store = test_store(kAll);

  struct Row {
    FontId id;
    FontSubset::Kind kind;
    std::size_t most;  // bytes
  };

  for (const Row& row : {Row{kSong, FontSubset::Kind::bare_cff, 600},
                         Row{kHei, FontSubset::Kind::truetype, 4000},
                         Row{kLatin, FontSubset::Kind::bare_cff, 1500}}) {
    const char32_t c = row.id == kLatin ? U'z' : U'中';
    const GlyphId glyphs[] = {store.glyph(row.id, U'A' + (row.id == kSong ? 1 : 0)),
                              store.glyph(row.id, c)};
    const auto first = store.subset(row.id, glyphs);
    const auto second = store.subset(row.id, glyphs);
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->kind, row.kind);
    EXPECT_LE(first->program.size(), row.most) << static_cast<int>(row.id);
    EXPECT_EQ(first->program, second->program);
    EXPECT_EQ(first->hash, second->hash);
    const std::string version =
        row.kind == FontSubset::Kind::truetype ? std::string("\0\1", 2) : std::string("\1\0", 2);
    EXPECT_EQ(first->program.substr(0, 2), version);
  }
}

TEST(FontSubset, ProgramsOfDifferentFilesAreDifferentGroups) {
  const FontStore store = test_store(kAll);
  EXPECT_NE(store.program_group(kSong), store.program_group(kHei));
  EXPECT_NE(store.program_group(kSong), store.program_group(kLatin));
}

TEST(Noto, FacesOfOneCollectionShareOneProgramF2) {
  MemoryWorld world;
  const Bytes bytes = installed_font("opentype/noto/NotoSerifCJK-Regular.ttc");
  if (bytes.empty()) {
    GTEST_SKIP() << "fonts-noto-cjk is not installed";
  }
  world.add_font("NotoSerifCJK-Regular.ttc", bytes);
  const auto list = parse_font_list(
      read_test_file(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml"), FileId::none);
  const std::vector<FontWish> wishes = {
      {"思源宋体", 400}, {"Noto Serif CJK TC", 400}, {"Noto Serif CJK JP", 400}};
  const auto fonts = load_fonts(list.value, wishes, world);
  EXPECT_EQ(codes(fonts.diagnostics), "");
  const FontStore& store = fonts.value;
  ASSERT_EQ(store.size(), 3u);
  EXPECT_EQ(store.program_group(FontId{0}), store.program_group(FontId{1}));
  EXPECT_EQ(store.advance(FontId{0}, store.glyph(FontId{0}, U'“')), 1000);
  EXPECT_LT(store.advance(FontId{2}, store.glyph(FontId{2}, U'“')), 500) << "F9";
  EXPECT_EQ(store.ink_half(FontId{0}, U'，'), InkHalf::left);
  EXPECT_EQ(store.ink_half(FontId{1}, U'，'), InkHalf::middle);
  EXPECT_EQ(store.canonical_character(FontId{0}, store.glyph(FontId{0}, 0x2f00)), U'一');
  std::vector<GlyphId> glyphs;
  for (char32_t c = U'一'; c < U'一' + 1600; ++c) {
    glyphs.push_back(store.glyph(FontId{0}, c));
  }
  std::sort(glyphs.begin(), glyphs.end());
  const auto simplified = store.subset(FontId{0}, glyphs);
  const auto traditional = store.subset(FontId{1}, glyphs);
  ASSERT_TRUE(simplified.has_value());
  EXPECT_LT(simplified->program.size(), 900000u);
  EXPECT_EQ(simplified->program, traditional->program) << "one program serves both";
}

TEST(WenKai, TrueTypeSubsetKeepsGlyphIdsAndIsSmall) {
  MemoryWorld world;
  const Bytes bytes = installed_font("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf");
  if (bytes.empty()) {
    GTEST_SKIP() << "fonts-lxgw-wenkai is not installed";
  }
  world.add_font("LXGWWenKai-Regular.ttf", bytes);
  const auto list = parse_font_list(
      read_test_file(std::string(BANXIN_SOURCE_DIR) + "/fonts/fonts.toml"), FileId::none);
  const std::vector<FontWish> wishes = {{"霞鹜文楷", 400}};
  const auto fonts = load_fonts(list.value, wishes, world);
  ASSERT_EQ(fonts.value.size(), 1u);
  std::vector<GlyphId> glyphs;
  for (const char32_t c : std::u32string(U"内容摘要：本文讨论")) {
    glyphs.push_back(fonts.value.glyph(FontId{0}, c));
  }
  std::sort(glyphs.begin(), glyphs.end());
  const auto subset = fonts.value.subset(FontId{0}, glyphs);
  ASSERT_TRUE(subset.has_value());
  EXPECT_LT(subset->program.size(), 260000u);
  // The subset, loaded again, has the same outlines at the same glyph ids.
  FontList one;
  one.faces.push_back({"S", {}, 400, "s.ttf", "", "", "", {}, false});
  MemoryWorld again;
  again.add_font("s.ttf", Bytes(subset->program));
  const std::vector<FontWish> wish = {{"S", 400}};
  const auto small = load_fonts(one, wish, again);
  ASSERT_EQ(small.value.size(), 1u) << codes(small.diagnostics);
  for (const GlyphId glyph : glyphs) {
    EXPECT_EQ(small.value.ink(FontId{0}, glyph).right, fonts.value.ink(FontId{0}, glyph).right);
    EXPECT_EQ(small.value.advance(FontId{0}, glyph), fonts.value.advance(FontId{0}, glyph));
  }
}

}  // namespace
}  // namespace banxin
