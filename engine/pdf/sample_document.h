// One document that holds everything the writer knows, with pictures of every kind, for the tests
// of whole files.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/pdf/test_document.h"

namespace banxin {

#define BANXIN_NEEDS_NOTO(fonts)                                            \
  if (fonts.size() != 4) {                                                  \
    GTEST_SKIP() << "fonts-noto-cjk or fonts-dejavu-core is not installed"; \
  }

/// One line every 8 mm; a list of runs makes one line.
struct Lines {
  const FontStore& fonts;
  Page page = a4_page();
  Length y = 30_mm;

  void add(std::vector<GlyphRun> runs) {
    for (GlyphRun& run : runs) {
      run.origin.y = y;
      page.items.push_back(item(std::move(run)));
    }
    y += 8_mm;
  }

  void add(FontId font, const char* text, Length tracking = {}) {
    add({set_line(fonts, font, 12_pt, {25_mm, y}, text, tracking)});
  }

  Document document() const {
    Document out;
    out.title = "测试";
    out.language = "zh-Hans";
    out.pages.push_back(page);
    return out;
  }
};

inline Image samples_image(ColorSpace color, int bits, int width, int height, std::string data) {
  Image image;
  image.kind = ImageKind::samples;
  image.color = color;
  image.bits = bits;
  image.width = width;
  image.height = height;
  image.data = Bytes(std::move(data));
  image.format = "png";
  return image;
}

inline std::string unhex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    out += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  }
  return out;
}

// 16 x 8 pixels, left half red, right half blue.
inline constexpr std::string_view kRgbJpeg =
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202030202030303030403030405080505040405"
    "0a070706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffdb00"
    "430103040405040509050509140d0b0d141414141414141414141414141414141414141414141414141414141414"
    "1414141414141414141414141414141414141414ffc00011080008001003011100021101031101ffc40015000101"
    "00000000000000000000000000000708ffc40014100100000000000000000000000000000000ffc4001501010100"
    "000000000000000000000000000907ffc40014110100000000000000000000000000000000ffda000c0301000211"
    "0311003f009fd242161c2cc325ffd9";
// 8 x 8 pixels of middle grey.
inline constexpr std::string_view kGrayJpeg =
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202030202030303030403030405080505040405"
    "0a070706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffc000"
    "0b080008000801011100ffc40014000100000000000000000000000000000000ffc4001410010000000000000000"
    "0000000000000000ffda0008010100003f003fffd9";
// 8 x 8 pixels of pure cyan, inverted as Adobe's marker says.
inline constexpr std::string_view kCmykJpeg =
    "ffd8ffee000e41646f626500640000000000ffdb0043000302020302020303030304030304050805050404050a07"
    "0706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffc0001408"
    "00080008044311004d11005911004b1100ffc40014000100000000000000000000000000000009ffc40014100100"
    "000000000000000000000000000000ffda000e0443004d0059004b00003f002a8a99532a6fffd9";

inline Image jpeg_image(ColorSpace color, int width, int height, std::string_view hex_data) {
  Image image;
  image.kind = ImageKind::jpeg;
  image.color = color;
  image.width = width;
  image.height = height;
  image.data = Bytes(unhex(hex_data));
  image.format = "jpeg";
  return image;
}

/// A page 20 x 10: the left half green, the right half white, turned as asked.
inline Image pdf_image(int rotate) {
  const std::string content = "0 1 0 rg 0 0 10 10 re f";
  const std::string objects[] = {
      "<</Type /Catalog /Pages 2 0 R>>",
      "<</Type /Pages /Kids [3 0 R] /Count 1>>",
      "<</Type /Page /Parent 2 0 R /MediaBox [0 0 20 10] /Contents 4 0 R /Resources <<>> /Rotate " +
          std::to_string(rotate) + ">>",
      "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream"};
  std::string file = "%PDF-1.4\n", table;
  for (int i = 0; i < 4; ++i) {
    const std::string offset = std::to_string(file.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(file.size());
  file += "xref\n0 5\n0000000000 65535 f \n" + table +
          "trailer\n<</Root 1 0 R /Size 5>>\nstartxref\n" + start + "\n%%EOF\n";
  Image image;
  image.kind = ImageKind::pdf_page;
  image.data = Bytes(file);
  image.format = "pdf";
  return image;
}

using Rgb = std::array<int, 3>;

struct Shown {
  const char* what;
  Image image;
  Rgb left, right;  // in the middle of the left and of the right half
};

inline std::vector<Shown> pictures() {
  constexpr Rgb red{220, 20, 20}, blue{20, 20, 220}, white{255, 255, 255}, green{0, 255, 0};
  std::vector<Shown> out;
  out.push_back(
      {"rgb 8", samples_image(ColorSpace::rgb, 8, 2, 1, "\xdc\x14\x14\x14\x14\xdc"), red, blue});
  out.push_back(
      {"rgb 16",
       samples_image(
           ColorSpace::rgb, 16, 2, 1, std::string("\xdc\0\x14\0\x14\0\x14\0\x14\0\xdc\0", 12)),
       red,
       blue});
  out.push_back({"gray 8",
                 samples_image(ColorSpace::gray, 8, 2, 1, "\x40\xc0"),
                 {64, 64, 64},
                 {192, 192, 192}});
  out.push_back({"gray 1", samples_image(ColorSpace::gray, 1, 2, 1, "\x40"), {0, 0, 0}, white});
  out.push_back(
      {"gray 2", samples_image(ColorSpace::gray, 2, 2, 1, "\x60"), {85, 85, 85}, {170, 170, 170}});
  out.push_back({"cmyk 8",
                 samples_image(ColorSpace::cmyk, 8, 2, 1, std::string("\0\xff\xff\0\xff\0\0\0", 8)),
                 {237, 28, 36},
                 {0, 174, 239}});
  Image alpha = samples_image(ColorSpace::rgb, 8, 2, 1, "\xdc\x14\x14\x14\x14\xdc");
  alpha.alpha = Bytes(std::string("\xff\0", 2));
  out.push_back({"alpha", alpha, red, white});
  std::string gradient;
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      gradient += {static_cast<char>(x * 4), static_cast<char>(x * 4), '\x10'};
    }
  }
  out.push_back({"predicted",
                 samples_image(ColorSpace::rgb, 8, 64, 64, gradient),
                 {62, 62, 16},
                 {190, 190, 16}});
  out.push_back({"jpeg rgb", jpeg_image(ColorSpace::rgb, 16, 8, kRgbJpeg), red, blue});
  Image mirrored = jpeg_image(ColorSpace::rgb, 16, 8, kRgbJpeg);
  mirrored.orientation = 2;
  out.push_back({"jpeg mirrored", mirrored, blue, red});
  out.push_back({"jpeg gray",
                 jpeg_image(ColorSpace::gray, 8, 8, kGrayJpeg),
                 {128, 128, 128},
                 {128, 128, 128}});
  Image cmyk = jpeg_image(ColorSpace::cmyk, 8, 8, kCmykJpeg);
  cmyk.inverted_cmyk = true;
  out.push_back({"jpeg cmyk", cmyk, {0, 174, 239}, {0, 174, 239}});
  out.push_back({"pdf", pdf_image(0), green, white});
  out.push_back({"pdf turned", pdf_image(180), white, green});
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].image.hash = {1, i + 1};
  }
  return out;
}

inline Rect cell(std::size_t i) {
  return {Length::pt(20 + 90 * static_cast<double>(i % 5)),
          Length::pt(300 + 60 * static_cast<double>(i / 5)),
          80_pt,
          40_pt};
}

inline TagId add_tag(Document& document, TagRole role, TagId parent = TagId::none) {
  TagNode node;
  node.role = role;
  node.parent = parent;
  document.tags.push_back(node);
  return TagId(static_cast<std::uint32_t>(document.tags.size() - 1));
}

inline Document everything(const FontStore& fonts) {
  Document document;
  document.title = "全部 <都> 有";
  document.author = "编辑部";
  document.language = "zh-CN";
  document.keywords = {"一", "二"};
  document.labels = {{0, LabelRange::Style::none, "封面", 1},
                     {1, LabelRange::Style::decimal, "", 1}};
  for (int i = 0; i < 20; ++i) {
    Page page = a4_page();
    page.bleed = 3_mm;
    const TagId art = add_tag(document, TagRole::art);
    const TagId heading = add_tag(document, TagRole::h1, art);
    const TagId body = add_tag(document, TagRole::p, art);
    const TagId link = add_tag(document, TagRole::link, body);
    page.items.push_back(item(set_line(fonts, kHei, 18_pt, {25_mm, 25_mm}, "一中"), heading));
    page.items.push_back(
        item(set_line(fonts, kSong, 12_pt, {25_mm, 40_mm}, "国务院日前印发：^abc"), body));
    page.items.push_back(item(set_line(fonts, kLatin, 12_pt, {25_mm, 50_mm}, "office"), link));
    Rects ink{{{25_mm, 60_mm, 10_mm, 10_mm}}, {Color::Space::cmyk, {0, 1000, 1000, 0}, "专色 1"}};
    page.items.push_back(item(ink));
    LinkArea area;
    area.box = {25_mm, 45_mm, 20_mm, 6_mm};
    area.uri = i % 2 ? "https://example.cn/中" : "";
    area.page = 19 - i;
    area.description = "网址";
    area.tag = link;
    page.links.push_back(area);
    document.outline.push_back({"文章" + std::to_string(i), 1 + i % 3, i, {25_mm, 20_mm}});
    document.pages.push_back(page);
  }
  const TagId figure = add_tag(document, TagRole::figure);
  document.tags.back().alternative = "图";
  document.tags.back().box = cell(0);
  const std::vector<Shown> all = pictures();
  for (std::size_t i = 0; i < all.size(); ++i) {
    Picture picture;
    picture.image = std::make_shared<Image>(all[i].image);
    picture.box = cell(i);
    document.pages[0].items.push_back(item(picture, figure));
  }
  return document;
}

}  // namespace banxin
