#include "engine/pdf/press_checks.h"

#include <gtest/gtest.h>

namespace banxin::pdf {
namespace {

Document page_with(std::vector<Item> items) {
  Document document;
  Page page;
  page.size = {100_mm, 150_mm};
  page.items = std::move(items);
  document.pages.push_back(std::move(page));
  return document;
}

Item made(std::variant<GlyphRun, Path, Rects, Picture> content) {
  Item item;
  item.content = std::move(content);
  return item;
}

Item tint(Color color) {
  return made(Rects{{{30_mm, 30_mm, 10_mm, 10_mm}}, std::move(color)});
}

Item text(Color color, Length size, Point at = {30_mm, 60_mm}) {
  GlyphRun run;
  run.color = std::move(color);
  run.size = size;
  run.origin = at;
  run.text = "文字文字";
  for (std::uint32_t i = 0; i < 4; ++i) {
    run.glyphs.push_back({GlyphId{1 + i}, size * i, 0_pt, 3 * i, 3 * i + 3});
  }
  return made(run);
}

Color cmyk(std::uint16_t c, std::uint16_t m, std::uint16_t y, std::uint16_t k) {
  return {Color::Space::cmyk, {c, m, y, k}, ""};
}

/// Codes with their particulars, one a line.
std::string told(const Document& document, PdfOptions options = {}) {
  options.edition = Edition::print;
  const PressColors colors(nullptr);
  std::string out;
  for (const Diagnostic& diagnostic : check_for_press(document, options, colors)) {
    out += std::string(diagnostic.code);
    for (const std::string& arg : diagnostic.args) {
      out += " [" + arg + "]";
    }
    out += "\n";
  }
  return out;
}

TEST(PressChecks, R24_TooMuchInkIsToldOnceAColour) {
  const Color heavy = cmyk(900, 800, 700, 650);
  EXPECT_EQ(told(page_with({tint(heavy), tint(heavy), text(text_black(), 10_pt)})),
            "W720 [C90 M80 Y70 K65] [305] [300]\n");
  PdfOptions web;
  web.max_ink = 280;
  EXPECT_EQ(told(page_with({tint(cmyk(700, 700, 700, 750))}), web),
            "W720 [C70 M70 Y70 K75] [285] [280]\n");
  EXPECT_EQ(told(page_with({tint(cmyk(700, 700, 700, 750))})), "");
}

TEST(PressChecks, R21_SmallTypeHasAtMostTwoInks) {
  const Color brown = cmyk(200, 600, 800, 0);
  EXPECT_EQ(told(page_with({text(brown, 8_pt)})), "N721 [8] [C20 M60 Y80]\n");
  EXPECT_EQ(told(page_with({text(brown, 9_pt)})), "");
  EXPECT_EQ(told(page_with({text(cmyk(1000, 600, 90, 0), 8_pt)})), "") << "the third is not seen";
}

TEST(PressChecks, R21_TypeInRichBlack) {
  EXPECT_EQ(told(page_with({text(cmyk(400, 300, 300, 1000), 30_pt)})), "W722 [C40 M30 Y30 K100]\n");
  EXPECT_EQ(told(page_with({text(cmyk(700, 650, 600, 0), 12_pt)})), "W722 [C70 M65 Y60]\n");
  EXPECT_EQ(told(page_with({tint(cmyk(400, 300, 300, 1000))})), "") << "areas may (R25)";
}

TEST(PressChecks, R27_FaintTintsAndTinyType) {
  Color spot{Color::Space::cmyk, {0, 1000, 0, 0}, "专色 1"};
  spot.tint = 40;
  EXPECT_EQ(told(page_with({tint(cmyk(0, 0, 0, 30)), tint(spot), tint(cmyk(0, 0, 0, 50))})),
            "W723 [K3]\nW723 [专色 1 4%]\n");
  EXPECT_EQ(told(page_with({tint(cmyk(20, 0, 300, 0))})), "") << "beside another ink it is fine";
  EXPECT_EQ(told(page_with({text(text_black(), Length::pt(5.5)), text(text_black(), 6_pt)})),
            "N724 [5.5]\n");
}

TEST(PressChecks, R27_RubyAndRaisedMarksMayBeTiny) {
  Document document = page_with({text(text_black(), 5_pt)});
  document.tags.resize(1);
  document.tags[0].role = TagRole::ruby_text;
  document.pages[0].items[0].tag = TagId{0};
  EXPECT_EQ(told(document), "");
  Item mark = text(text_black(), 5_pt);
  std::get<GlyphRun>(mark.content).glyphs.pop_back();
  EXPECT_EQ(told(page_with({mark})), "") << "a note's number";
}

TEST(PressChecks, R17_LiveMatterKeepsFromTheTrimOnceAPage) {
  EXPECT_EQ(told(page_with({text(text_black(), 10_pt, {3_mm, 60_mm}),
                            text(text_black(), 10_pt, {2_mm, 60_mm})})),
            "W725 [3] [5]\n");
  EXPECT_EQ(told(page_with({text(text_black(), 10_pt, {5_mm, 60_mm})})), "");
  EXPECT_EQ(told(page_with({text(text_black(), 10_pt, {30_mm, 148_mm})})), "W725 [1.6] [5]\n");
  PdfOptions floor;
  floor.safe_margin = 3_mm;
  EXPECT_EQ(told(page_with({text(text_black(), 10_pt, {3_mm, 60_mm})}), floor), "");
}

TEST(PressChecks, R17_WhatRunsOutOfThePageIsMeantTo) {
  const auto shown = [](Rect box, TagRole artifact = TagRole::artifact_layout) {
    Picture picture;
    picture.image = std::make_shared<Image>();
    picture.box = box;
    Item item = made(picture);
    item.artifact = artifact;
    return item;
  };
  EXPECT_EQ(told(page_with({shown({0_mm, 0_mm, 100_mm, 50_mm})})), "");
  EXPECT_EQ(told(page_with({shown({-3_mm, 20_mm, 50_mm, 50_mm})})), "");
  EXPECT_EQ(told(page_with({shown({2_mm, 20_mm, 50_mm, 50_mm})})), "W725 [2] [5]\n");
  EXPECT_EQ(told(page_with({shown({2_mm, 20_mm, 50_mm, 50_mm}, TagRole::artifact_background)})),
            "");
}

}  // namespace
}  // namespace banxin::pdf
