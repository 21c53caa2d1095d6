// Content streams as text: state, paths, pictures, marks.
#include "engine/pdf/content.h"

#include <gtest/gtest.h>

#include "engine/pdf/page_stream.h"

namespace banxin::pdf {
namespace {

Color rgb(std::uint16_t r, std::uint16_t g, std::uint16_t b) {
  return {Color::Space::rgb, {r, g, b, 0}, ""};
}

Color gray(std::uint16_t level) {
  return {Color::Space::gray, {level, 0, 0, 0}, ""};
}

Color spot(const char* name) {
  return {Color::Space::cmyk, {0, 1000, 800, 0}, name};
}

Page small_page(std::vector<Item> items) {
  Page page;
  page.size = {100_pt, 200_pt};
  page.items = std::move(items);
  return page;
}

Item made(std::variant<GlyphRun, Path, Rects, Picture> content, TagId tag = TagId::none) {
  Item item;
  item.content = std::move(content);
  item.tag = tag;
  return item;
}

PageStream stream_of(const Document& document, const PdfOptions& options = {}) {
  const FontPlan fonts;
  const PicturePlan pictures = plan_pictures(document);
  const PressColors colors(nullptr);
  return write_page({document, fonts, pictures, options, colors}, 0);
}

std::string content_of(std::vector<Item> items) {
  Document document;
  document.pages.push_back(small_page(std::move(items)));
  return stream_of(document).content;
}

Rects square(Color color) {
  return {{{10_pt, 20_pt, 30_pt, 40_pt}}, std::move(color)};
}

TEST(Content, YTurnsOverTheTrimmedHeight) {
  EXPECT_EQ(content_of({made(square(text_black()))}), "0 0 0 1 k\n10 140 30 40 re\nf\n");
}

TEST(Content, PicturesInheritNothingOfTheLineBefore) {
  const PressColors colors(nullptr);
  Content content(200_pt, 0_pt, colors);
  const Content::Mark mark = content.unmarked();
  const Color black = text_black();
  content.set_text({"F1", 10_pt, black, 1_pt});
  content.set_spacing(2500);
  content.set_rise(3_pt);
  content.draw(mark, "Im1", {1000, 0, 0, 1000, 0, 0}, nullptr);
  content.set_spacing(2500);
  EXPECT_EQ(content.take(),
            "/F1 10 Tf\n0 0 0 1 k\n/O1 gs\n0 0 0 1 K\n1 w\n1 j\n2 Tr\n0.25 Tc\n3 Ts\n"
            "q\n0 Tc\n0 Ts\n0 Tr\n/O0 gs\n1 0 0 1 0 0 cm\n/Im1 Do\nQ\n");
}

TEST(Content, R12_R16_ThePrintEditionHasBleedAndRoomForMarks) {
  Document document;
  document.pages.push_back(small_page({made(square(text_black()))}));
  const auto placed = [&](Edition edition, PrinterMarks marks) {
    PdfOptions options;
    options.edition = edition;
    options.marks = marks;
    const std::string content = stream_of(document, options).content;
    return content.substr(10, content.find(" 30 40 re") - 10);
  };
  EXPECT_EQ(placed(Edition::screen, {}), "10 140") << "trimmed";
  EXPECT_EQ(placed(Edition::print, {}), "18.504 148.504") << "3 mm, though the layout has none";
  EXPECT_EQ(placed(Edition::print, {true}), "44.016 174.016") << "12 mm";
  document.pages[0].bleed = 15_pt;
  EXPECT_EQ(placed(Edition::screen, {}), "10 140");
  EXPECT_EQ(placed(Edition::print, {}), "25 155") << "the layout's own, which is more";
}

TEST(Content, R20_R29_EveryColourIsInk) {
  struct Row {
    Color color;
    const char* text;
  };

  Color half = spot("PANTONE 185 C"), all = spot("All");
  half.tint = all.tint = 500;
  const Row rows[] = {
      {text_black(), "0 0 0 1 k\n"},
      {gray(0), "0 0 0 1 k\n"},
      {gray(1000), "0 0 0 0 k\n"},
      {gray(750), "0 0 0 0.25 k\n"},
      {rgb(0, 0, 0), "0 0 0 1 k\n"},
      {rgb(498, 502, 500), "0 0 0 0.502 k\n"},
      {rgb(1000, 500, 1), "0 0.5 0.999 0 k\n"},
      {{Color::Space::cmyk, {100, 200, 300, 2000}, ""}, "0.1 0.2 0.3 1 k\n"},
      {spot("PANTONE 185 C"), "/CS1 cs 1 scn\n"},
      {half, "/CS1 cs 0.5 scn\n"},
      {all, "0 0.5 0.4 0 k\n"},  // R26: registration colour is for printer's marks
  };
  for (const Row& row : rows) {
    EXPECT_EQ(content_of({made(square(row.color))}),
              std::string(row.text) + "10 140 30 40 re\nf\n");
  }
}

TEST(Content, AColourIsSetOnceAndSpotsAreNumberedByName) {
  Color tint = spot("A");
  tint.tint = 200;
  Document document;
  document.pages.push_back(small_page({made(square(spot("A"))),
                                       made(square(spot("A"))),
                                       made(square(tint)),
                                       made(square(spot("B"))),
                                       made(square(spot("A")))}));
  const PageStream stream = stream_of(document);
  const std::string box = "10 140 30 40 re\nf\n";
  EXPECT_EQ(stream.content,
            "/CS1 cs 1 scn\n" + box + box + "0.2 scn\n" + box + "/CS2 cs 1 scn\n" + box +
                "/CS1 cs 1 scn\n" + box);
  ASSERT_EQ(stream.spots.size(), 2u);
  EXPECT_EQ(stream.spots[1].spot, "B");
}

Rects rule(Color color) {
  return {{{10_pt, 20_pt, 30_pt, Length::pt(0.5)}}, std::move(color)};
}

TEST(Overprint, R22_R23_FineBlackRulesDoAndNothingElse) {
  const std::string box = "10 140 30 40 re\nf\n", line = "10 179.5 30 0.5 re\nf\n";
  EXPECT_EQ(content_of({made(rule(text_black())), made(rule(gray(0)))}),
            "0 0 0 1 k\n/O1 gs\n" + line + line);
  EXPECT_EQ(content_of({made(square(text_black()))}), "0 0 0 1 k\n" + box) << "an area";
  EXPECT_EQ(content_of({made(rule(gray(1000)))}), "0 0 0 0 k\n" + line) << "white vanishes";
  EXPECT_EQ(content_of({made(rule(gray(500)))}), "0 0 0 0.5 k\n" + line) << "a tint";
  EXPECT_EQ(content_of({made(rule(spot("A")))}), "/CS1 cs 1 scn\n" + line);
  EXPECT_EQ(content_of({made(rule(text_black())), made(rule(gray(1000))), made(square(gray(0)))}),
            "0 0 0 1 k\n/O1 gs\n" + line + "0 0 0 0 k\n/O0 gs\n" + line + "0 0 0 1 k\n" + box)
      << "switched off before white, and only once";
}

TEST(Overprint, R22_BlackTextUpTo24PointsDoes) {
  const PressColors colors(nullptr);
  Content content(200_pt, 0_pt, colors);
  const Color black = text_black(), white = gray(1000),
              rich{Color::Space::cmyk, {400, 0, 0, 1000}, ""};
  const auto set = [&](Length size, const Color& color) {
    content.set_text({"F1", size, color, {}});
    return content.take();
  };
  EXPECT_EQ(set(12_pt, black), "/F1 12 Tf\n0 0 0 1 k\n/O1 gs\n");
  EXPECT_EQ(set(24_pt, black), "/F1 24 Tf\n");
  EXPECT_EQ(set(25_pt, black), "/F1 25 Tf\n/O0 gs\n");
  EXPECT_EQ(set(12_pt, black), "/F1 12 Tf\n/O1 gs\n");
  EXPECT_EQ(set(12_pt, white), "0 0 0 0 k\n/O0 gs\n");
  EXPECT_EQ(set(12_pt, rich), "0.4 0 0 1 k\n");
}

TEST(Content, R27_NoLineIsThinnerThanAPressHolds) {
  EXPECT_EQ(content_of({made(Rects{{{10_pt, 20_pt, 30_pt, Length::pt(0.05)}}, gray(500)})}),
            "0 0 0 0.5 k\n10 179.85 30 0.25 re\nf\n");
  Path hairline;
  hairline.segments = {{Path::Verb::move, {{1_pt, 2_pt}, {}, {}}},
                       {Path::Verb::line, {{3_pt, 2_pt}, {}, {}}}};
  hairline.stroke = gray(500);
  EXPECT_EQ(content_of({made(hairline)}), "0 0 0 0.5 K\n0.25 w\n1 198 m\n3 198 l\nS\n");
}

TEST(Content, R43_RectanglesMeetExactlyInOnePath) {
  // Thirds of a point: rounded widths would leave slits.
  Rects row{{}, text_black()};
  for (int i = 0; i < 3; ++i) {
    row.rects.push_back(
        {Length::emu(12700 * i / 3), 0_pt, Length::emu(12700 * (i + 1) / 3 - 12700 * i / 3), 1_pt});
  }
  EXPECT_EQ(content_of({made(row)}),
            "0 0 0 1 k\n/O1 gs\n0 199 0.333 1 re\n0.333 199 0.334 1 re\n0.667 199 0.333 1 re\nf\n");
}

TEST(Content, PathsFillStrokeAndBoth) {
  Path path;
  path.segments = {{Path::Verb::move, {{1_pt, 2_pt}, {}, {}}},
                   {Path::Verb::line, {{3_pt, 4_pt}, {}, {}}},
                   {Path::Verb::curve, {{5_pt, 6_pt}, {7_pt, 8_pt}, {9_pt, 10_pt}}},
                   {Path::Verb::close, {}}};
  const std::string outline = "1 198 m\n3 196 l\n5 194 7 192 9 190 c\nh\n";
  path.fill = text_black();
  EXPECT_EQ(content_of({made(path)}), "0 0 0 1 k\n" + outline + "f\n");
  path.even_odd = true;
  EXPECT_EQ(content_of({made(path)}), "0 0 0 1 k\n" + outline + "f*\n");
  path.stroke = rgb(1000, 0, 0);
  path.stroke_width = Length::pt(0.25);
  EXPECT_EQ(content_of({made(path)}), "0 0 0 1 k\n0 1 1 0 K\n0.25 w\n" + outline + "B*\n");
  path.fill.reset();
  EXPECT_EQ(content_of({made(path)}), "0 1 1 0 K\n0.25 w\n" + outline + "S\n");
  path.stroke.reset();
  EXPECT_EQ(content_of({made(path)}), "") << "a path that paints nothing is left out";
}

TEST(Content, HugeLengthsAreHeldInBounds) {
  const Length far = Length::emu(1'000'000'000'000'000'000);
  const std::string text = content_of({made(Rects{{{far, -far, 1_pt, 1_pt}}, text_black()})});
  EXPECT_EQ(text, "0 0 0 1 k\n/O1 gs\n10000000 10000000 0 0 re\nf\n");
}

std::shared_ptr<Image> picture(ImageKind kind, int orientation) {
  auto image = std::make_shared<Image>();
  image->kind = kind;
  image->width = 4;
  image->height = 2;
  image->orientation = orientation;
  return image;
}

TEST(Content, PictureIsPlacedAndClipped) {
  Picture shown;
  shown.image = picture(ImageKind::samples, 1);
  shown.box = {10_pt, 20_pt, 40_pt, 20_pt};
  shown.clip = Rect{10_pt, 20_pt, 20_pt, 20_pt};
  EXPECT_EQ(content_of({made(shown)}),
            "q\n10 160 20 20 re\nW n\n40 0 0 20 10 160 cm\n/Im1 Do\nQ\n");
}

TEST(Content, ExifOrientationTurnsThePictureIntoItsBox) {
  const char* matrices[] = {"40 0 0 20 10 160",
                            "-40 0 0 20 50 160",
                            "-40 0 0 -20 50 180",
                            "40 0 0 -20 10 180",
                            "0 -20 -40 0 50 180",
                            "0 -20 40 0 10 180",
                            "0 20 40 0 10 160",
                            "0 20 -40 0 50 160"};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    Picture shown;
    shown.box = {10_pt, 20_pt, 40_pt, 20_pt};
    shown.image = picture(ImageKind::jpeg, orientation);
    EXPECT_EQ(content_of({made(shown)}),
              std::string("q\n") + matrices[orientation - 1] + " cm\n/Im1 Do\nQ\n")
        << orientation;
    shown.image = picture(ImageKind::samples, orientation);
    EXPECT_EQ(content_of({made(shown)}), "q\n40 0 0 20 10 160 cm\n/Im1 Do\nQ\n")
        << "samples were turned when decoded";
  }
}

TEST(Content, TheSamePictureReadTwiceIsOneResource) {
  const auto shown = [](Hash128 hash) {
    Picture out;
    auto image = picture(ImageKind::samples, 1);
    image->hash = hash;
    out.image = image;
    out.box = {0_pt, 0_pt, 10_pt, 10_pt};
    return made(out);
  };
  Document document;
  document.pages.push_back(small_page(
      {shown({1, 2}), shown({1, 2}), shown({3, 4}), shown(Hash128()), shown(Hash128())}));
  EXPECT_EQ(plan_pictures(document).pictures.size(), 4u) << "no hash known: not the same";
  EXPECT_EQ(stream_of(document).pictures, (std::vector<std::uint32_t>{0, 1, 2, 3}));
}

TEST(Content, R40_APicturesLargestPlaceIsKnown) {
  const auto image = picture(ImageKind::samples, 1);
  const auto shown = [&](Size size) {
    Picture out;
    out.image = image;
    out.box = {0_pt, 0_pt, size.width, size.height};
    return made(out);
  };
  Document document;
  document.pages.push_back(small_page({shown({10_pt, 5_pt}), shown({40_pt, 20_pt})}));
  document.pages.push_back(small_page({shown({30_pt, 15_pt})}));
  const PicturePlan plan = plan_pictures(document);
  ASSERT_EQ(plan.pictures.size(), 1u);
  EXPECT_EQ(plan.pictures[0].placed.width, 40_pt);
  EXPECT_EQ(plan.pictures[0].placed.height, 20_pt);
}

TEST(Marks, R71_EverythingPaintedIsTaggedOrAnArtifact) {
  Document document;
  TagNode paragraph, figure, header;
  figure.role = TagRole::figure;
  header.role = TagRole::artifact_header;
  document.tags = {paragraph, figure, header};
  Item footer = made(square(text_black()));
  footer.artifact = TagRole::artifact_footer;
  document.pages.push_back(small_page({made(square(text_black()), TagId{0}),
                                       made(square(text_black()), TagId{0}),
                                       made(square(text_black()), TagId{1}),
                                       footer,
                                       made(square(text_black()), TagId{2}),
                                       made(square(text_black())),
                                       made(square(text_black()), TagId{0})}));
  const PageStream stream = stream_of(document);
  const std::string box = "10 140 30 40 re\nf\n";
  EXPECT_EQ(stream.content,
            "/P <</MCID 0>> BDC\n0 0 0 1 k\n" + box + box + "EMC\n" + "/Figure <</MCID 1>> BDC\n" +
                box + "EMC\n" + "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n" + box +
                "EMC\n" + "/Artifact <</Type /Pagination /Subtype /Header>> BDC\n" + box + "EMC\n" +
                "/Artifact <</Type /Layout>> BDC\n" + box + "EMC\n" + "/P <</MCID 2>> BDC\n" + box +
                "EMC\n");
  EXPECT_EQ(stream.marks, (std::vector<TagId>{TagId{0}, TagId{1}, TagId{0}}));
}

}  // namespace
}  // namespace banxin::pdf
