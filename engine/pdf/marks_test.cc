#include "engine/pdf/marks.h"

#include "engine/pdf/sample_document.h"

namespace banxin::pdf {
namespace {

constexpr Size kTrim{Length::mm(210), Length::mm(285)};
constexpr Sheet kSheet{Length::mm(12), Length::mm(3)};

/// Bounds of a path's points.
Rect bounds(const Path& path) {
  std::optional<Rect> out;
  for (const Path::Segment& segment : path.segments) {
    const int points = segment.verb == Path::Verb::close   ? 0
                       : segment.verb == Path::Verb::curve ? 3
                                                           : 1;
    for (int i = 0; i < points; ++i) {
      const Point p = segment.p[i];
      const Rect seen = out.value_or(Rect{p.x, p.y, {}, {}});
      const Length left = min(seen.x, p.x), top = min(seen.y, p.y);
      out = {left, top, max(seen.right(), p.x) - left, max(seen.bottom(), p.y) - top};
    }
  }
  return out.value_or(Rect());
}

bool outside_the_bleed(const Rect& r) {
  const Length b = kSheet.bleed;
  return r.right() < -b || r.bottom() < -b || r.x > kTrim.width + b || r.y > kTrim.height + b;
}

bool on_the_sheet(const Rect& r) {
  const Length m = kSheet.margin;
  return r.x > -m && r.y > -m && r.right() < kTrim.width + m && r.bottom() < kTrim.height + m;
}

TEST(PrintersMarks, R16_R26_AllLieBetweenTheBleedAndTheEdgeOfTheSheet) {
  const DrawnMarks drawn = draw_marks(kTrim, kSheet, {true, true, true, true});
  EXPECT_EQ(drawn.registration.size(), 8u + 4 * 3) << "trim marks, crosses in circles";
  EXPECT_EQ(drawn.patches.size(), 10u);
  std::vector<Rect> all;
  for (const Path& path : drawn.registration) {
    all.push_back(bounds(path));
    EXPECT_EQ(path.stroke_width, 0.25_pt);
  }
  for (const Rects& patch : drawn.patches) {
    all.push_back(patch.rects.front());
  }
  for (const Rect& rect : all) {
    EXPECT_TRUE(outside_the_bleed(rect) && on_the_sheet(rect))
        << rect.x.mm() << " " << rect.y.mm() << " " << rect.right().mm() << " "
        << rect.bottom().mm();
  }
}

TEST(PrintersMarks, R16_TrimMarksPointAtTheTrim) {
  const DrawnMarks drawn = draw_marks(kTrim, kSheet, {true, false, false, false});
  ASSERT_EQ(drawn.registration.size(), 8u);
  EXPECT_TRUE(drawn.patches.empty());
  const Rect first = bounds(drawn.registration.front());
  EXPECT_EQ(first.x, Length()) << "over the left edge";
  EXPECT_DOUBLE_EQ(first.y.mm(), -8.25);
  EXPECT_DOUBLE_EQ(first.bottom().mm(), -3.25);
}

TEST(PrintersMarks, TheColourBarShrinksOnANarrowPage) {
  const DrawnMarks drawn =
      draw_marks({Length::mm(90), Length::mm(120)}, kSheet, {false, false, true, false});
  ASSERT_EQ(drawn.patches.size(), 10u);
  EXPECT_LT(drawn.patches.back().rects[0].right().mm(), 45 - 3) << "clear of the cross";
}

std::string text_of(const std::vector<GlyphRun>& runs) {
  std::string out;
  for (const GlyphRun& run : runs) {
    out += run.text;
  }
  return out;
}

TEST(JobLine, SaysWhatPageOfWhatAndWhen) {
  const FontStore fonts = test_fonts();
  Lines lines{fonts};
  lines.add(kSong, "国务");
  lines.add(kLatin, "office");
  Document document = lines.document();
  document.title = "国务";
  document.pages[0].folio = "12";
  document.pages.push_back(document.pages[0]);
  document.pages[1].folio.clear();
  PdfOptions options;
  options.edition = Edition::print;
  options.marks.job_line = true;
  options.created = 1695198600;
  const JobLines made = set_job_lines(document, options, fonts, plan_fonts(document, fonts));
  ASSERT_EQ(made.pages.size(), 2u);
  std::string shown = text_of(made.pages[0]);
  EXPECT_EQ(shown.substr(0, 6), "国务");
  EXPECT_NE(shown.find("1/2"), std::string::npos) << shown;
  EXPECT_EQ(made.fonts.fonts.front().resource, "J1");
  const std::size_t before = text_of(made.pages[0]).size();
  for (int i = 0; i < 7; ++i) {
    document.title += document.title;
  }
  const JobLines cut = set_job_lines(document, options, fonts, plan_fonts(document, fonts));
  const GlyphRun& last = cut.pages[0].back();
  EXPECT_LT((last.origin.x + last.glyphs.back().x).mm(), 105 - 3) << "clear of the cross";
  EXPECT_GT(text_of(cut.pages[0]).size(), before);
}

TEST(PrintersMarks, R71_AreArtifactsOfThePageInRegistrationColour) {
  const FontStore fonts = test_fonts();
  Document document = everything(fonts);
  PdfOptions options;
  options.edition = Edition::print;
  options.marks = {true, false, true, true};
  const std::string content = page_content(document, 3, fonts, options);
  const std::size_t at = content.find("/Artifact <</Type /Page>> BDC\n");
  ASSERT_NE(at, std::string::npos);
  const std::string marks = content.substr(at);
  EXPECT_NE(marks.find(" CS 1 SCN\n"), std::string::npos) << marks.substr(0, 400);
  EXPECT_NE(marks.find("1 0 0 0 k\n"), std::string::npos);
  EXPECT_NE(marks.find("\n/J1 6.5 Tf\n"), std::string::npos);
  EXPECT_EQ(marks.substr(marks.size() - 4), "EMC\n");
  EXPECT_EQ(content.find("/Page>> BDC", at + 20), std::string::npos) << "one artifact";
  options.edition = Edition::screen;
  EXPECT_EQ(page_content(document, 3, fonts, options).find("/Page>>"), std::string::npos);
}

}  // namespace
}  // namespace banxin::pdf
