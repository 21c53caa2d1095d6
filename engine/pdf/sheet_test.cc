#include "engine/pdf/sheet.h"

#include <gtest/gtest.h>

#include "engine/base/number.h"

namespace banxin::pdf {
namespace {

constexpr Size kTrim{Length::mm(100), Length::mm(150)};
constexpr Length kBleed = Length::mm(3);

Item made(std::variant<GlyphRun, Path, Rects, Picture> content) {
  Item item;
  item.content = std::move(content);
  return item;
}

/// "left top right bottom" in millimetres.
std::string text_of(const Rect& r) {
  return number_text(r.x.mm(), 2) + " " + number_text(r.y.mm(), 2) + " " +
         number_text(r.right().mm(), 2) + " " + number_text(r.bottom().mm(), 2);
}

std::string carried(Rect rect) {
  const Item item = run_on(made(Rects{{rect}, {}}), kTrim, kBleed);
  return text_of(std::get<Rects>(item.content).rects[0]);
}

TEST(RunOn, R13_TintsThatReachTheTrimGoOnToTheBleed) {
  EXPECT_EQ(carried({0_mm, 0_mm, 100_mm, 150_mm}), "-3 -3 103 153");
  EXPECT_EQ(carried({Length::mm(0.15), 20_mm, 50_mm, 10_mm}), "-3 20 50.15 30") << "within 0.5 pt";
  EXPECT_EQ(carried({Length::mm(0.2), 20_mm, 50_mm, 10_mm}), "0.2 20 50.2 30");
  EXPECT_EQ(carried({-1_mm, 20_mm, 50_mm, 10_mm}), "-3 20 49 30") << "not far enough";
  EXPECT_EQ(carried({-5_mm, 20_mm, 50_mm, 10_mm}), "-5 20 45 30") << "more than is wanted";
  EXPECT_EQ(carried({60_mm, 120_mm, 40_mm, 30_mm}), "60 120 103 153");
}

TEST(RunOn, WhatLiesOutsideThePageStays) {
  EXPECT_EQ(carried({-2_mm, -2_mm, 2_mm, 10_mm}), "-2 -2 0 8");
  EXPECT_EQ(carried({101_mm, 20_mm, 1_mm, 10_mm}), "101 20 102 30");
}

std::string picture(Rect box, std::optional<Rect> clip = {}) {
  Picture shown;
  shown.box = box;
  shown.clip = clip;
  const Item item = run_on(made(shown), kTrim, kBleed);
  const auto& out = std::get<Picture>(item.content);
  return text_of(out.box) + (out.clip ? " clip " + text_of(*out.clip) : "");
}

TEST(RunOn, R13_PicturesGrowEvenlyToCoverTheBleed) {
  EXPECT_EQ(picture({10_mm, 20_mm, 50_mm, 40_mm}), "10 20 60 60") << "inside: untouched";
  EXPECT_EQ(picture({0_mm, 0_mm, 100_mm, 150_mm}), "-3 -4.5 103 154.5 clip -3 -3 103 153")
      << "6 % wider needs 9 mm of height, of which 6 are seen";
  EXPECT_EQ(picture({0_mm, 40_mm, 50_mm, 50_mm}), "-3 38.5 50 91.5 clip -3 40 50 90")
      << "its other sides stay where the layout put them";
  EXPECT_EQ(picture({-3_mm, -3_mm, 106_mm, 156_mm}), "-3 -3 103 153") << "made to bleed";
}

TEST(RunOn, R13_AClipAtTheTrimOpensWherePictureIsLeft) {
  EXPECT_EQ(picture({-10_mm, -10_mm, 120_mm, 180_mm}, Rect{0_mm, 0_mm, 100_mm, 150_mm}),
            "-10 -10 110 170 clip -3 -3 103 153");
  EXPECT_EQ(picture({0_mm, 0_mm, 100_mm, 150_mm}, Rect{0_mm, 50_mm, 100_mm, 50_mm}),
            "-3 -4.5 103 154.5 clip -3 50 103 100");
}

std::string path(std::vector<Point> points, Path::Verb last, bool filled) {
  Path shown;
  for (const Point& point : points) {
    shown.segments.push_back(
        {shown.segments.empty() ? Path::Verb::move : Path::Verb::line, {point, {}, {}}});
  }
  if (last == Path::Verb::close) {
    shown.segments.push_back({last, {}});
  }
  (filled ? shown.fill : shown.stroke) = Color();
  const Item item = run_on(made(shown), kTrim, kBleed);
  std::string out;
  for (const Path::Segment& segment : std::get<Path>(item.content).segments) {
    if (segment.verb != Path::Verb::close) {
      out += out.empty() ? "" : ", ";
      out += number_text(segment.p[0].x.mm(), 2) + " " + number_text(segment.p[0].y.mm(), 2);
    }
  }
  return out;
}

TEST(RunOn, R13_RulesAndOutlinedAreas) {
  using enum Path::Verb;
  EXPECT_EQ(path({{10_mm, 20_mm}, {100_mm, 20_mm}}, line, false), "10 20, 103 20");
  EXPECT_EQ(path({{100_mm, 20_mm}, {100_mm, 90_mm}}, line, false), "100 20, 100 90")
      << "a rule along the trim stays";
  EXPECT_EQ(path({{0_mm, 20_mm}, {50_mm, 20_mm}, {50_mm, 60_mm}, {0_mm, 70_mm}}, close, true),
            "-3 20, 50 20, 50 60, -3 70");
  EXPECT_EQ(path({{0_mm, 40_mm}, {50_mm, 20_mm}, {50_mm, 60_mm}}, close, true),
            "0 40, 50 20, 50 60")
      << "a corner that touches is no edge";
}

TEST(Sheet, R12_R16_ByEdition) {
  Page page;
  page.size = kTrim;
  PdfOptions options;
  page.bleed = 5_mm;
  EXPECT_EQ(sheet_of(page, options).margin, 0_mm) << "screen: trimmed";
  options.edition = Edition::print;
  EXPECT_EQ(sheet_of(page, options).margin, 5_mm);
  EXPECT_EQ(sheet_of(page, options).bleed, 5_mm);
  options.marks.trim = true;
  EXPECT_EQ(sheet_of(page, options).margin, 14_mm) << "9 mm for marks outside the bleed";
}

}  // namespace
}  // namespace banxin::pdf
