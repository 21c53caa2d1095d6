#include <chrono>

#include <gtest/gtest.h>

#include "engine/image/svg_scan.h"
#include "engine/image/test_pictures.h"

namespace banxin {
namespace {

constexpr const char* kNames =
    "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

std::string svg(const std::string& attributes,
                const std::string& inside,
                const std::string& prolog = {}) {
  return prolog + "<svg " + kNames + " " + attributes + ">" + inside + "</svg>";
}

std::string repeated(int times, const std::string& text) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = bits << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j <= bytes.size() ? kDigits[bits >> (18 - 6 * j) & 63u] : '=';
    }
  }
  return out;
}

std::string red_png() {
  PngRecipe recipe;
  recipe.rows = {std::string("\xff\0\0\xff\0\0", 6), std::string("\xff\0\0\xff\0\0", 6)};
  return make_png(recipe);
}

TEST(Svg, BecomesAOnePagePdfOfVectors) {
  const InspectedImage inspected =
      inspect(svg("width='200' height='100'",
                  "<rect x='20' y='10' width='60' height='40' fill='#ff0000'/>"
                  "<path d='M0 0L50 50' stroke='#0000ff' fill='none'/>"));
  ASSERT_EQ(outcome(inspected), "ok");
  const Image& image = *inspected.image;
  EXPECT_EQ(shown(image), "svg 0x0 rgb8 150x75pt");
  EXPECT_EQ(image.kind, ImageKind::pdf_page);
  const std::string_view pdf = image.data.view();
  EXPECT_EQ(pdf.substr(0, 8), "%PDF-1.7");
  EXPECT_NE(pdf.find("/MediaBox [ 0 0 150 75 ]"), std::string_view::npos);
  const std::string content = page_content_of(pdf);
  EXPECT_NE(content.find("1 0 0 rg"), std::string::npos) << content;
  EXPECT_NE(content.find("0 0 1 RG"), std::string::npos) << content;
  EXPECT_EQ(content.find("BI"), std::string::npos) << "no bitmap";
  EXPECT_EQ(pdf.find("/Image"), std::string_view::npos) << "no bitmap";
}

TEST(Svg, SizeComesFromWidthHeightOrViewBox) {
  const struct {
    std::string attributes, expected;
  } rows[] = {
      {"width='96' height='48'", "72x36"},
      {"width='1in' height='25.4mm'", "72x72"},
      {"width='72pt' height='2cm'", "72x56.69"},
      {"viewBox='0 0 400 200'", "300x150"},
      {"viewBox='-50 -50 400 200' width='100%' height='100%'", "300x150"},
      {"viewBox='0 0 400 200' width='96' height='96'", "72x72"},
      {"width='0' height='10'", "E604"},
      {"width='10' height='0mm'", "E604"},
      {"viewBox='0 0 0 10'", "E604"},
      {"width='-5' height='10'", "E604"},
      {"", "E604"},
      {"width='60001' height='1'", "E603"},
      {"width='1e30' height='1'", "E603"},
  };

  for (const auto& row : rows) {
    const InspectedImage inspected = inspect(svg(row.attributes, "<rect width='5' height='5'/>"));
    const std::string seen = inspected.image ? shown(*inspected.image) : outcome(inspected);
    EXPECT_EQ(seen, inspected.image ? "svg 0x0 rgb8 " + row.expected + "pt" : row.expected)
        << row.attributes;
  }
}

TEST(Svg, SameFileGivesTheSameBytes) {
  const std::string file = svg("width='200' height='100'",
                               "<text x='5' y='50'>版心 text</text>"
                               "<circle r='9' opacity='.5'/>");
  const InspectedImage first = inspect(file);
  const InspectedImage second = inspect(file);
  ASSERT_TRUE(first.image && second.image);
  EXPECT_EQ(first.image->data.view(), second.image->data.view());
  EXPECT_EQ(first.image->hash, second.image->hash);
  EXPECT_EQ(first.image->data.view().find("Date"), std::string_view::npos);
  EXPECT_EQ(first.image->data.view().find("cairo"), std::string_view::npos);
}

TEST(Svg, ProloguesOfDrawingProgramsAreTaken) {
  const std::string body = "<g/>";
  for (const std::string& prolog :
       {std::string("<?xml version='1.0' encoding='utf-8'?>\n"),
        std::string("\xef\xbb\xbf\n \t"),
        std::string("<!-- a > b <svg -->"),
        std::string("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
                    "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"),
        std::string("<?xml version='1.0'?><!-- x --><!DOCTYPE svg [<!ENTITY ns_ai "
                    "\"http://ns.adobe.com/AdobeIllustrator/10.0/\"> <!ENTITY tag '>'>]>")}) {
    EXPECT_EQ(outcome(inspect(svg("width='9' height='9'", body, prolog))), "ok") << prolog;
  }
  EXPECT_EQ(outcome(inspect("<svg:svg xmlns:svg='http://www.w3.org/2000/svg' width='9' "
                            "height='9'></svg:svg>")),
            "ok");
}

TEST(Svg, OutsideFilesAreNotFollowedButTold) {
  const InspectedImage inspected = inspect(svg(
      "width='9' height='9'",
      "<image href='file:///etc/passwd' width='5' height='5'/>"
      "<image xlink:href='photo.png' width='5' height='5'/>"
      "<use href='#a'/><use href='other.svg#a'/><a href='https://example.org'><g id='a'/></a>"));
  ASSERT_EQ(outcome(inspected), "ok W606 W606 W606");
  EXPECT_EQ(inspected.diagnostics[0].args.at(1), "file:///etc/passwd");
  EXPECT_EQ(inspected.diagnostics[1].args.at(1), "photo.png");
  EXPECT_EQ(inspected.diagnostics[2].args.at(1), "other.svg#a");
}

TEST(Svg, PicturesInsideAreShownAndChecked) {
  const auto with = [](const std::string& href) {
    return outcome(inspect(
        svg("width='9' height='9'", "<image width='5' height='5' xlink:href='" + href + "'/>")));
  };
  const std::string png = base64(red_png());
  EXPECT_EQ(with("data:image/png;base64," + png), "ok");
  EXPECT_EQ(with("data:image/png;base64,&#10;" + png.substr(0, 40) + "&#xA;\n" + png.substr(40)),
            "ok");
  EXPECT_EQ(with("data:image/jpeg;base64," + base64(make_jpeg({.pixel = {1, 2, 3}}))), "ok");
  EXPECT_EQ(with("data:image/png;base64," + png.substr(0, 60)), "E602");
  EXPECT_EQ(with("data:image/svg+xml;base64," + base64(svg("width='9' height='9'", ""))), "E602");
  EXPECT_EQ(with("data:image/png,xyz"), "E602");
  EXPECT_EQ(with("&#100;ata:image/png;base64," + png), "E602");
  EXPECT_EQ(with("dat&#97;:image/png;base64," + png), "E602");
  EXPECT_EQ(with("DATA:image/png;base64," + png.substr(0, 60)), "E602");
  std::string huge = red_png();
  huge.replace(16, 8, std::string("\0\0\xff\xff\0\0\xff\xff", 8));
  EXPECT_EQ(with("data:image/png;base64," + base64(huge)), "E603");
}

TEST(Svg, BombsAreRefusedQuickly) {
  std::string laughs = "<!DOCTYPE svg [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 10; ++i) {
    const std::string inner = "&a" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY a" + std::to_string(i) + " \"" + repeated(10, inner) + "\">";
  }
  std::string uses = "<g id='g0'><path d='M0 0L9 9'/></g>";
  for (int i = 1; i < 40; ++i) {
    const std::string inner = "<use href='#g" + std::to_string(i - 1) + "'/>";
    uses += "<g id='g" + std::to_string(i) + "'>" + inner + inner + "</g>";
  }
  const std::string size = "width='100' height='100'";

  const struct {
    const char* name;
    std::string file, code;
  } rows[] = {
      {"billion laughs", svg(size, "<text>&a9;</text>", laughs + "]>"), "E602"},
      {"large entity",
       svg(size, "&a;", "<!DOCTYPE svg [<!ENTITY a \"" + std::string(5000, 'x') + "\">]>"),
       "E602"},
      {"external entity",
       svg(size, "<text>&a;</text>", "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"),
       "E602"},
      {"many entities",
       svg(size, repeated(100'000, "&a;"), "<!DOCTYPE svg [<!ENTITY a \"x\">]>"),
       "E602"},
      {"two uses of two uses of …", svg(size, uses + "<use href='#g39'/>"), "E602"},
      {"a large path used often",
       svg(size,
           "<path id='p' d='M0 0" + repeated(50'000, "L9 9") + "'/>" +
               repeated(2000, "<use href='#p'/>")),
       "E602"},
      {"a large path as marker",
       svg(size,
           "<marker id='m'><path d='M0 0" + repeated(50'000, "L9 9") +
               "'/></marker><path marker-mid='url(#m)' d='M0 0" + repeated(200'000, "L9 9") +
               "'/>"),
       "E602"},
      {"a style that fills everything with much",
       svg(size,
           "<style>path{fill:url(#p)}</style><pattern id='p'>" + repeated(5000, "<g><!-- --></g>") +
               "</pattern>" + repeated(5000, "<path/>")),
       "E602"},
      {"uses of itself", svg(size, "<g id='a'><use href='#a'/></g><use href='#a'/>"), "ok"},
      {"a chain of uses",
       svg(size,
           [] {
             std::string chain = "<g id='g0'/>";
             for (int i = 1; i < 1000; ++i) {
               chain +=
                   "<use id='g" + std::to_string(i) + "' href='#g" + std::to_string(i - 1) + "'/>";
             }
             return chain;
           }()),
       "E602"},
      {"elements", svg(size, repeated(400'000, "<g/>")), "E602"},
      {"depth", svg(size, repeated(100'000, "<g>")), "E602"},
      {"depth, closed", svg(size, repeated(5000, "<g>") + repeated(5000, "</g>")), "E602"},
      {"turbulence",
       svg(size,
           "<filter id='f'><feTurbulence numOctaves='1000000000'/></filter>"
           "<rect width='9' height='9' filter='url(#f)'/>"),
       "E602"},
      {"UTF-7", svg(size, "", "<?xml version='1.0' encoding='UTF-7'?>"), "E602"},
      {"bytes", svg(size, std::string(33u << 20, ' ')), "E603"},
      {"page", svg("width='60000' height='60000'", "<g filter='blur(9)'><rect/></g>"), "ok"},
      {"broken XML", svg(size, "<g></h>"), "E602"},
      {"cut", svg(size, "<g>").substr(0, 150), "E602"},
  };

  for (const auto& row : rows) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(outcome(inspect(row.file)), row.code) << row.name;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    EXPECT_LT(spent.count(), 10) << row.name;  // generous: sanitizers and loaded machines
  }
}

TEST(Svg, ReferencesOfOrdinaryDrawingsAreFine) {
  const InspectedImage inspected =
      inspect(svg("width='100' height='100'",
                  "<style>.a{fill:url(#g)} .b{stroke:#ff0000}</style>"
                  "<defs><linearGradient id='g'><stop stop-color='#00ff00'/></linearGradient>"
                  "<marker id='m'><path d='M0 0L3 3'/></marker><g id='tick'><path d='M0 0v5' "
                  "class='b'/></g></defs>" +
                      repeated(200, "<use xlink:href='#tick' x='5'/>") +
                      "<path class='a' marker-end='url(#m)' marker-mid='url(#m)' d='M0 0L5 5'/>"));
  ASSERT_EQ(outcome(inspected), "ok");
  const std::string content = page_content_of(inspected.image->data.view());
  std::size_t ticks = 0;
  for (std::size_t at = content.find(" S"); at != std::string::npos;
       at = content.find(" S", at + 1)) {
    ++ticks;
  }
  EXPECT_GE(ticks, 200u) << content.substr(0, 500);
  EXPECT_NE(content.find("1 0 0 RG"), std::string::npos);
}

TEST(Svg, LooksLikeSvgOnlyByItsRoot) {
  EXPECT_TRUE(looks_like_svg("<svg>"));
  EXPECT_TRUE(looks_like_svg("<?xml?><!-- --><!DOCTYPE svg [ <!-- ]> --> ]><x:svg a='b'>"));
  EXPECT_FALSE(looks_like_svg("<html><svg/></html>"));
  EXPECT_FALSE(looks_like_svg("<svgx>"));
  EXPECT_FALSE(looks_like_svg("text <svg>"));
  EXPECT_FALSE(looks_like_svg("<!-- <svg>"));
  EXPECT_FALSE(looks_like_svg(""));
}

TEST(Svg, R30_CanBeDrawnAsPixels) {
  const InspectedImage inspected =
      inspect(svg("width='4' height='2'",
                  "<rect width='1' height='2' fill='#ff0000'/>"
                  "<rect x='2' width='2' height='2' fill='#0000ff' fill-opacity='0.5'/>"));
  ASSERT_EQ(outcome(inspected), "ok");
  const std::shared_ptr<const Image> drawn = draw_as_pixels(*inspected.image, 8, 4);
  ASSERT_TRUE(drawn);
  const std::string row = "ff0000ff0000ffffffffffff0000ff0000ff0000ff0000ff:ffff000080808080";
  EXPECT_EQ(shown(*drawn), "svg 8x4 rgb8 3x1.5pt " + row + "/" + row + "/" + row + "/" + row);
  EXPECT_FALSE(draw_as_pixels(*inspected.image, 0, 4));
  EXPECT_FALSE(draw_as_pixels(*inspected.image, 20'000, 20'000)) << "too large";
  EXPECT_FALSE(draw_as_pixels(*drawn, 8, 4)) << "no SVG";
}

}  // namespace
}  // namespace banxin
