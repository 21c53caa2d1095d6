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

PageStream stream_of(Document document) {
  return write_page(document, 0, FontPlan(), plan_pictures(document));
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

TEST(Content, PicturesDoNotInheritTheTextStateOfTheLineBefore) {
  Content content(200_pt, 0_pt);
  content.set_spacing(2500);
  content.set_rise(3_pt);
  content.set_bold(1_pt, text_black());
  content.save();
  content.reset_text_state();
  content.restore();
  content.set_spacing(2500);
  EXPECT_EQ(content.take(),
            "0.25 Tc\n3 Ts\n0 0 0 1 K\n1 w\n1 j\n2 Tr\n"
            "q\n0 Tc\n0 Ts\n0 Tr\nQ\n");
}

TEST(Content, BleedMovesTheOrigin) {
  Document document;
  document.pages.push_back(small_page({made(square(text_black()))}));
  document.pages[0].bleed = 3_pt;
  EXPECT_EQ(stream_of(document).content, "0 0 0 1 k\n13 143 30 40 re\nf\n");
}

TEST(Content, R21_R22_ColoursGoOutAsTheyCame) {
  struct Row {
    Color color;
    const char* text;
  };

  const Row rows[] = {
      {text_black(), "0 0 0 1 k\n"},
      {gray(0), "0 0 0 1 k\n"},
      {gray(1000), "0 0 0 0 k\n"},
      {gray(750), "0 0 0 0.25 k\n"},
      {rgb(1000, 500, 1), "1 0.5 0.001 rg\n"},
      {{Color::Space::cmyk, {100, 200, 300, 2000}, ""}, "0.1 0.2 0.3 1 k\n"},
      {spot("PANTONE 185 C"), "/CS1 cs 1 scn\n"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(content_of({made(square(row.color))}),
              std::string(row.text) + "10 140 30 40 re\nf\n");
  }
}

TEST(Content, AColourIsSetOnceAndSpotsAreNumbered) {
  Document document;
  document.pages.push_back(small_page({made(square(spot("A"))),
                                       made(square(spot("A"))),
                                       made(square(spot("B"))),
                                       made(square(spot("A")))}));
  const PageStream stream = stream_of(document);
  const std::string box = "10 140 30 40 re\nf\n";
  EXPECT_EQ(stream.content,
            "/CS1 cs 1 scn\n" + box + box + "/CS2 cs 1 scn\n" + box + "/CS1 cs 1 scn\n" + box);
  ASSERT_EQ(stream.spots.size(), 2u);
  EXPECT_EQ(stream.spots[1].spot, "B");
}

TEST(Content, R43_RectanglesMeetExactlyInOnePath) {
  // Thirds of a point: rounded widths would leave slits.
  Rects row{{}, text_black()};
  for (int i = 0; i < 3; ++i) {
    row.rects.push_back(
        {Length::emu(12700 * i / 3), 0_pt, Length::emu(12700 * (i + 1) / 3 - 12700 * i / 3), 1_pt});
  }
  EXPECT_EQ(content_of({made(row)}),
            "0 0 0 1 k\n0 199 0.333 1 re\n0.333 199 0.334 1 re\n0.667 199 0.333 1 re\nf\n");
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
  EXPECT_EQ(content_of({made(path)}), "0 0 0 1 k\n1 0 0 RG\n0.25 w\n" + outline + "B*\n");
  path.fill.reset();
  EXPECT_EQ(content_of({made(path)}), "1 0 0 RG\n0.25 w\n" + outline + "S\n");
  path.stroke.reset();
  EXPECT_EQ(content_of({made(path)}), "") << "a path that paints nothing is left out";
}

TEST(Content, HugeLengthsAreHeldInBounds) {
  const Length far = Length::emu(1'000'000'000'000'000'000);
  const std::string text = content_of({made(Rects{{{far, -far, 1_pt, 1_pt}}, text_black()})});
  EXPECT_EQ(text, "0 0 0 1 k\n10000000 10000000 0 0 re\nf\n");
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
