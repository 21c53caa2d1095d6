// The `fonts` report of a small issue in the test fonts.
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "engine/build/build.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(std::string(BANXIN_SOURCE_DIR) + "/tests/fonts/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

constexpr const char* kLayout = R"(
[fonts.song]
families = ["Banxin Test Song"]
fallback = ["rare"]
[fonts.rare]
families = ["Banxin Test Rare"]
unicode-range = ["U+3400-9FFF", "U+20000-3FFFF"]
[fonts.hei]
families = ["Banxin Test Hei"]
weights = [700]
latin = "song"
fallback = ["song", "rare"]
[fonts.kai]
families = ["Banxin Test Song"]
bold = "synthetic"
[styles.base]
font-family = "song"
font-size = "12pt"
[styles.kai]
font-family = "kai"
[text-styles.strong]
font-weight = 700
[text-styles.hei]
font-family = "hei"
[divs.kai]
paragraph = "kai"
[masters.page]
[[flows]]
name = "body"
master = "page"
template = "body"
[templates]
body = [ { each = "sections", do = [ { each = "articles", do = [ { blocks = "body" } ] } ] } ]
)";

void fill(MemoryWorld& world, const std::string& article) {
  world.set_font_list(file_text("fonts.toml"));
  for (const char* font :
       {"BanxinTestSong-Regular.otf", "BanxinTestHei-Bold.ttf", "BanxinTestRare-Regular.ttf"}) {
    world.add_font(font, Bytes(file_text(font)));
  }
  world.add_layout("t", "layout.toml", kLayout);
  world.add("issue.toml",
            "format = 1\nlayout = 't'\n[publication]\ntitle = '月刊'\n[issue]\nyear = 2026\n"
            "number = 1\n[[section]]\ntitle = '文'\narticles = ['a.md']\n");
  world.add("a.md", "+++\ntitle = '文'\n+++\n\n" + article);
}

FontReport report_on(const std::string& article) {
  MemoryWorld world;
  fill(world, article);
  return Session().fonts(world, {});
}

/// "U+2CB4E 3: song → Rare ×2 (ja); hei → …" a line, with the place of the first.
std::string text_of(const FontReport& report) {
  constexpr const char* kReasons[] = {"missing", "lacking", "variant", "unfit"};
  std::string out;
  for (const FontReport::Character& character : report.fallbacks) {
    const LineColumn at = report.sources.locate(character.first.file, character.first.begin);
    out += code_point_text(character.c) + " ×" + std::to_string(character.times) + " " +
           std::to_string(at.line) + ":" + std::to_string(at.column);
    for (const FontReport::Use& use : character.uses) {
      out += " | " + use.role + " → " + use.font + " ×" + std::to_string(use.times) + " " +
             kReasons[static_cast<int>(use.reason)] + (use.forms.empty() ? "" : " " + use.forms);
    }
    out += "\n";
  }
  return out;
}

TEST(FontReport, EveryCharacterThatLeftItsRolesFirstFont) {
  const FontReport report = report_on(
      "字\U0002CB4E字\U0002CB4E，[\U0002CB4E国繁]{.hei}。\n\n"
      "𠮷与\uE000。葛\U000E0100，骨\U000E0100\n");
  EXPECT_EQ(text_of(report),
            "U+E000 ×1 7:3 | song →  ×1 missing\n"
            "U+20BB7 ×1 7:1 | song →  ×1 missing\n"
            "U+7E41 ×1 5:9 | hei → Banxin Test Song ×1 lacking\n"
            "U+845B ×1 7:5 | song → Banxin Test Rare ×1 lacking ja\n"
            "U+9AA8 ×1 7:8 | song → Banxin Test Song ×1 variant\n"
            "U+2CB4E ×3 5:2 | hei → Banxin Test Rare ×1 lacking ja"
            " | song → Banxin Test Rare ×2 lacking ja\n");
}

TEST(FontReport, IsNotCapped) {
  std::string text;
  for (char32_t c = 0x20000; c < 0x20190; ++c) {
    append_utf8(text, c);  // 400 characters no test font has
  }
  EXPECT_EQ(report_on(text).fallbacks.size(), 400u);
}

TEST(FontReport, CountsFacesAndStrokes) {
  const FontReport report = report_on("中文[国]{.hei}\n\n::: kai\n文**字中**A\n:::\n");
  std::string entries;
  for (const FontReport::Entry& entry : report.entries) {
    entries += entry.role + " " + entry.family + " " + std::to_string(entry.characters) + "\n";
  }
  EXPECT_EQ(entries,
            "song Banxin Test Song 6\nsong Banxin Test Rare 0\nrare Banxin Test Rare 0\n"
            "hei Banxin Test Hei 1\nhei Banxin Test Song 6\nhei Banxin Test Rare 0\nkai Banxin "
            "Test Song 6\n");
  ASSERT_EQ(report.stroked.size(), 1u);
  EXPECT_EQ(report.stroked[0].role, "kai");
  EXPECT_EQ(report.stroked[0].times, 2u);
  EXPECT_NEAR(report.stroked[0].stroke, 1.0 / 30, 1e-6);
  EXPECT_TRUE(report.fallbacks.empty());
}

TEST(MissingCharacter, NamesItsPageF5T130) {
  MemoryWorld world;
  fill(world, "文\n\n𠮷\n");
  for (const auto& [draft, code] : {std::pair(false, "E303"), std::pair(true, "W304")}) {
    Job job;
    job.draft = draft;
    job.pdf = false;
    const BuildResult result = Session().build(world, job);
    ASSERT_EQ(result.diagnostics.size(), 1u);
    EXPECT_EQ(result.diagnostics[0].code, code);
    EXPECT_EQ(result.diagnostics[0].args[1], "U+20BB7");
    EXPECT_EQ(result.diagnostics[0].page, 0);
    EXPECT_NE(to_text(result.diagnostics[0], result.sources, Language::zh).find("（第 1 页）"),
              std::string::npos);
    EXPECT_EQ(result.ok, draft) << "no PDF with a missing character, but for a draft";
  }
}

std::string notes_on(const std::string& article) {
  MemoryWorld world;
  fill(world, article);
  world.set_font_list(
      file_text("fonts.toml") +
      "\n[[font]]\nfamily = \"Wanted\"\npackage = \"fonts-wanted\"\nlicence = \"OFL-1.1\"\n"
      "optional = true\nfaces = [{ weight = 400, file = \"w.ttf\", postscript = \"W\" }]\n");
  world.add("layout.toml", "[fonts.more]\nfamilies = ['Wanted']\n");
  Job job;
  job.pdf = false;
  std::string out;
  for (const Diagnostic& d : Session().build(world, job).diagnostics) {
    out += std::string(d.code) + " ";
  }
  return out;
}

TEST(OptionalFonts, AreToldOfOnlyWhereACharacterIsMissing) {
  EXPECT_EQ(notes_on("中文"), "");
  EXPECT_EQ(notes_on("𠮷"), "E303 N302 ");
}

}  // namespace
}  // namespace banxin
