#include "engine/dump/dump.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/font/test_fonts.h"

namespace banxin {
namespace {

FontStore song() {
  MemoryWorld world;
  add_test_fonts(world);
  const auto list = parse_font_list(world.read_font_list().bytes.view(), FileId::none);
  const std::vector<FontWish> wishes = {{"Banxin Test Song", 400}, {"Banxin Test Hei", 700}};
  return load_fonts(list.value, wishes, world).value;
}

GlyphRun run_of(const FontStore& fonts, FontId font, Length size, Point at, std::string text) {
  GlyphRun run;
  run.font = font;
  run.size = size;
  run.origin = at;
  run.text = std::move(text);
  Length pen;
  for (std::size_t i = 0; i < run.text.size() / 3; ++i) {  // Han only: three bytes, one em
    run.glyphs.push_back({font == FontId::none ? 0 : fonts.glyph(font, U'中'), pen, {}, 0, 0});
    pen += size;
  }
  return run;
}

Item item(std::variant<GlyphRun, Path, Rects, Picture> content, TagId tag = TagId::none) {
  Item out;
  out.content = std::move(content);
  out.tag = tag;
  return out;
}

Document sample(const FontStore& fonts) {
  Document document;
  document.title = "月刊";
  document.language = "zh-Hans";
  document.keywords = {"甲"};
  document.outline = {{"栏目", 1, 0, {10_mm, 20_mm}}, {"文章", 2, 0, {10_mm, 30_mm}}};
  document.labels = {{0, LabelRange::Style::lower_roman, "前", 1}};
  TagNode art, heading, figure, empty;
  art.role = TagRole::art;
  heading.role = TagRole::h1;
  heading.parent = TagId{0};
  figure.role = TagRole::figure;
  figure.parent = TagId{0};
  figure.alternative = "一张\"图\"";
  empty.role = TagRole::table_head;
  empty.column_scope = 1;
  empty.column_span = 3;
  document.tags = {art, heading, figure, empty};

  Page page;
  page.size = {210_mm, 285_mm};
  page.bleed = 3_mm;
  page.folio = "1";
  page.flow = "article";
  page.fill = 0.875;
  GlyphRun red = run_of(fonts, FontId{1}, 10_pt, {25.4_mm + 20_pt, 40_mm}, "大");
  red.color = {Color::Space::rgb, {1000, 0, 500, 0}, ""};
  red.synthetic_bold = Length::pt(0.25);
  Item header = item(run_of(fonts, FontId{0}, 9_pt, {20_mm, 15_mm}, "页眉"));
  header.artifact = TagRole::artifact_header;
  Path path;
  path.segments = {{Path::Verb::move, {{1_mm, 2_mm}, {}, {}}}};
  path.stroke = Color{Color::Space::gray, {500, 0, 0, 0}, ""};
  path.stroke_width = Length::pt(0.5);
  Picture missing, shown;
  missing.box = shown.box = {10_mm, 20_mm, 30_mm, 40_mm};
  auto image = std::make_shared<Image>();
  image->format = "png";
  image->width = 3;
  image->height = 4;
  shown.image = image;
  shown.clip = Rect{10_mm, 20_mm, 5_mm, 5_mm};
  page.items = {
      header,
      item(run_of(fonts, FontId{0}, 10_pt, {25.4_mm, 40_mm}, "中国"), TagId{1}),
      item(red, TagId{1}),
      item(run_of(fonts, FontId{0}, 10_pt, {25.4_mm, 50_mm}, "下行"), TagId{1}),
      item(Rects{{{1_mm, 2_mm, 3_mm, 4_mm}}, text_black()}),
      item(Rects{{{1_mm, 2_mm, 3_mm, 4_mm}, {0_mm, 9_mm, 1_mm, 1_mm}}, text_black()}, TagId{2}),
      item(path),
      item(missing),
      item(shown, TagId{2}),
      item(run_of(fonts, FontId::none, 10_pt, {0_mm, 99_mm}, "无"), TagId{77})};
  LinkArea web, inside;
  web.box = {1_mm, 2_mm, 3_mm, 4_mm};
  web.uri = "https://x.cn/";
  web.description = "网址";
  web.tag = TagId{2};
  inside.page = 0;
  inside.at = {5_mm, 6_mm};
  page.links = {web, inside, LinkArea()};
  document.pages.push_back(page);
  Page blank;
  blank.size = {210_mm, 285_mm};
  blank.blank = true;
  document.pages.push_back(blank);
  return document;
}

TEST(Dump, DocumentReadsLikeAPage) {
  const FontStore fonts = song();
  EXPECT_EQ(
      to_text(sample(fonts), fonts),
      "title \"月刊\"\n"
      "language \"zh-Hans\"\n"
      "keyword \"甲\"\n"
      "bookmark \"栏目\" page 1 x=10 y=20\n"
      "bookmark   \"文章\" page 1 x=10 y=30\n"
      "labels from page 1: roman from 1 prefix=\"前\"\n"
      "page 1 210x285 bleed=3 folio=\"1\" flow=article fill=0.88\n"
      "  y=15 x=20 w=6.35 BanxinTestSong-Regular 9pt [header] \"页眉\"\n"
      "  y=40 x=25.4 w=10.58 BanxinTestSong-Regular 10pt h1#1 \"中国\" {BanxinTestHei-Bold 10pt "
      "bold=0.25pt rgb(1 0 0.5)} \"大\"\n"
      "  y=50 x=25.4 w=7.06 BanxinTestSong-Regular 10pt h1#1 \"下行\"\n"
      "  rect x=1 y=2 w=3 h=4 cmyk(0 0 0 1)\n"
      "  rects n=2 in x=0 y=2 w=4 h=8 cmyk(0 0 0 1) figure#2\n"
      "  path n=1 from x=1 y=2 stroke=gray(0.5) 0.5pt\n"
      "  picture x=10 y=20 w=30 h=40 missing\n"
      "  picture x=10 y=20 w=30 h=40 png 3x4 clip x=10 y=20 w=5 h=5 figure#2\n"
      "  y=99 x=0 w=0 no-font 10pt ?#77 \"无\"\n"
      "  link x=1 y=2 w=3 h=4 to https://x.cn/ \"网址\" #2\n"
      "  link x=0 y=0 w=0 h=0 to page 1 x=5 y=6\n"
      "  link x=0 y=0 w=0 h=0 to nowhere\n"
      "page 2 210x285 blank\n");
}

TEST(Dump, TagsAreATreeWithTheirTexts) {
  const FontStore fonts = song();
  EXPECT_EQ(tags_to_text(sample(fonts)),
            "art\n"
            "  h1 \"中国大下行\"\n"
            "  figure alt=\"一张\\\"图\\\"\" \"[picture]\"\n"
            "th scope=column columns=3\n");
}

TEST(Dump, DeepTreesNeedNoDeepStack) {
  Document document;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    TagNode node;
    node.role = TagRole::sect;
    node.parent = i == 0 ? TagId::none : TagId{0};
    document.tags.push_back(node);
  }
  for (std::uint32_t i = 1; i < 3000; ++i) {
    document.tags[i].parent = TagId{i - 1};
  }
  const std::string text = tags_to_text(document);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 20000);
}

TEST(Dump, PageTextHasALinePerBaseline) {
  const FontStore fonts = song();
  EXPECT_EQ(page_text(sample(fonts).pages[0]), "页眉\n中国大\n下行\n无\n");
  EXPECT_EQ(page_text(Page()), "");
}

TEST(Dump, WhatWouldBreakTheLineIsSpelledOut) {
  const FontStore fonts = song();
  Document document;
  document.title = "a\"b\\c\n\x01";
  EXPECT_EQ(to_text(document, fonts), "title \"a\\\"b\\\\c\\n\\x01\"\n");
}

}  // namespace
}  // namespace banxin
