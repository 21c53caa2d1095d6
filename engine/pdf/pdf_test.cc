// Whole files, judged by other people's tools. A tool that is not installed skips its test.
#include "engine/pdf/pdf.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "engine/pdf/deflate.h"
#include "engine/pdf/test_document.h"

namespace banxin {
namespace {

#define BANXIN_NEEDS_NOTO(fonts)                                            \
  if (fonts.size() != 4) {                                                  \
    GTEST_SKIP() << "fonts-noto-cjk or fonts-dejavu-core is not installed"; \
  }

std::string extracted(const std::string& pdf, const std::string& flags = "") {
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", pdf);
  return run_tool("pdftotext -enc UTF-8 " + flags + " " + path + " -").output;
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

TEST(WritePdf, R7_EmptyDocumentsAreSound) {
  BANXIN_NEEDS_TOOL("qpdf");
  const FontStore fonts = test_fonts();
  for (const std::size_t pages : {1u, 40u}) {
    Document document;
    document.pages.assign(pages, a4_page());
    const Scratch scratch;
    const auto check = run_tool("qpdf --check " + scratch.write("t.pdf", written(document, fonts)));
    EXPECT_EQ(check.status, 0) << check.output;
  }
}

TEST(WritePdf, TextOfEachKindOfFontExtracts) {
  BANXIN_NEEDS_TOOL("pdftotext");
  const FontStore fonts = test_fonts();

  struct Row {
    FontId font;
    const char* text;
  };

  for (const Row& row :
       {Row{kSong, "国务院日前印发"}, Row{kHei, "abc 123"}, Row{kLatin, "office VA"}}) {
    Lines lines{fonts};
    lines.add(row.font, row.text);
    EXPECT_EQ(extracted(written(lines.document(), fonts)), std::string(row.text) + "\n\n\f");
  }
}

TEST(WritePdf, R51_TextExtractsAsWrittenWithoutSpacesFromSpacing) {
  BANXIN_NEEDS_TOOL("pdftotext");
  const FontStore fonts = noto_fonts();
  BANXIN_NEEDS_NOTO(fonts);
  Lines lines{fonts};
  lines.add(kSerifSc, "国务院日前印发《意见》~，提出：~“从^2023^年起”——是的……");
  lines.add(kSerifSc, "𠮷野家^Latin words in^汉字^A4^纸，第^3^章");
  lines.add(kSerifSc, "均匀拉开的一行文字，带有^2023^年", Length::pt(1.5));
  lines.add(kSerifSc, "主编", Length::pt(24));
  const Length x = 25_mm;
  lines.add({set_line(fonts, kSerifSc, 12_pt, {x, {}}, "年份是"),
             set_line(fonts, kDejaVu, 11_pt, {x + 39_pt, {}}, "2023"),
             set_line(fonts, kSansSc, 12_pt, {x + 39_pt + 28_pt + 3_pt, {}}, "粗体的字")});
  lines.add(kSerifSc, "ABC～％（括号）、。！？；：「引」『号』—–…·");
  const std::string text =
      "国务院日前印发《意见》，提出：“从2023年起”——是的……\n"
      "𠮷野家Latin words in汉字A4纸，第3章\n"
      "均匀拉开的一行文字，带有2023年\n"
      "主编\n"
      "年份是2023粗体的字\n"
      "ABC～％（括号）、。！？；：「引」『号』—–…·\n";
  const std::string pdf = written(lines.document(), fonts);
  EXPECT_EQ(extracted(pdf), text + "\n\f");
  EXPECT_EQ(extracted(pdf, "-raw"), text + "\f");
}

TEST(WritePdf, R50_EveryFontIsAnEmbeddedSubset) {
  BANXIN_NEEDS_TOOL("pdffonts");
  const FontStore fonts = noto_fonts();
  BANXIN_NEEDS_NOTO(fonts);
  Lines lines{fonts};
  lines.add(kSerifSc, "宋体");
  lines.add(kSerifTc, "宋體");
  lines.add(kSansSc, "黑体");
  lines.add(kDejaVu, "Latin");
  const Scratch scratch;
  const std::string pdf = written(lines.document(), fonts);
  std::istringstream table(run_tool("pdffonts " + scratch.write("t.pdf", pdf)).output);
  std::string line, kinds;
  while (std::getline(table, line)) {
    const bool embedded_subset_unicode = line.find(" yes yes yes ") != std::string::npos;
    for (const char* kind : {"CID Type 0C", "CID TrueType"}) {
      if (line.find(kind) != std::string::npos) {
        kinds += std::string(kind) + (embedded_subset_unicode ? " yes\n" : " no\n");
      }
    }
  }
  EXPECT_EQ(kinds, "CID Type 0C yes\nCID Type 0C yes\nCID TrueType yes\n")
      << "both faces of the collection in one program";
}

// ---- a document with everything ----

Image samples_image(ColorSpace color, int bits, int width, int height, std::string data) {
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

std::string unhex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    out += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  }
  return out;
}

// 16 x 8 pixels, left half red, right half blue.
constexpr std::string_view kRgbJpeg =
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202030202030303030403030405080505040405"
    "0a070706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffdb00"
    "430103040405040509050509140d0b0d141414141414141414141414141414141414141414141414141414141414"
    "1414141414141414141414141414141414141414ffc00011080008001003011100021101031101ffc40015000101"
    "00000000000000000000000000000708ffc40014100100000000000000000000000000000000ffc4001501010100"
    "000000000000000000000000000907ffc40014110100000000000000000000000000000000ffda000c0301000211"
    "0311003f009fd242161c2cc325ffd9";
// 8 x 8 pixels of middle grey.
constexpr std::string_view kGrayJpeg =
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202030202030303030403030405080505040405"
    "0a070706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffc000"
    "0b080008000801011100ffc40014000100000000000000000000000000000000ffc4001410010000000000000000"
    "0000000000000000ffda0008010100003f003fffd9";
// 8 x 8 pixels of pure cyan, inverted as Adobe's marker says.
constexpr std::string_view kCmykJpeg =
    "ffd8ffee000e41646f626500640000000000ffdb0043000302020302020303030304030304050805050404050a07"
    "0706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffc0001408"
    "00080008044311004d11005911004b1100ffc40014000100000000000000000000000000000009ffc40014100100"
    "000000000000000000000000000000ffda000e0443004d0059004b00003f002a8a99532a6fffd9";

Image jpeg_image(ColorSpace color, int width, int height, std::string_view hex_data) {
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
Image pdf_image(int rotate) {
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

std::vector<Shown> pictures() {
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

Rect cell(std::size_t i) {
  return {Length::pt(20 + 90 * static_cast<double>(i % 5)),
          Length::pt(300 + 60 * static_cast<double>(i / 5)),
          80_pt,
          40_pt};
}

TagId add_tag(Document& document, TagRole role, TagId parent = TagId::none) {
  TagNode node;
  node.role = role;
  node.parent = parent;
  document.tags.push_back(node);
  return TagId(static_cast<std::uint32_t>(document.tags.size() - 1));
}

Document everything(const FontStore& fonts) {
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

TEST(WritePdf, R7_EverythingIsSoundForFourReaders) {
  const FontStore fonts = test_fonts();
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", written(everything(fonts), fonts));
  const std::pair<const char*, std::string> checks[] = {
      {"qpdf", "qpdf --check " + path},
      {"mutool", "mutool draw -q -r 20 -o " + scratch.path("m%d.ppm") + " " + path},
      {"pdftoppm", "pdftoppm -r 20 " + path + " " + scratch.path("p")},
      {"gs",
       "gs -q -dBATCH -dNOPAUSE -dPDFSTOPONERROR -dPDFSTOPONWARNING -sDEVICE=nullpage " + path}};
  for (const auto& [tool, command] : checks) {
    if (has_tool(tool)) {
      const ToolResult result = run_tool(command);
      EXPECT_EQ(result.status, 0) << tool << ": " << result.output;
      const std::string no_icc = "warning: ICC support is not available\n";  // Debian's mutool
      EXPECT_TRUE(std::string(tool) == "qpdf" || result.output.empty() || result.output == no_icc)
          << tool << ": " << result.output;
    }
  }
}

TEST(WritePdf, StructureHoldsTheWholeText) {
  BANXIN_NEEDS_TOOL("pdfinfo");
  const FontStore fonts = test_fonts();
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", written(everything(fonts), fonts));
  const std::string tree = run_tool("pdfinfo -struct-text " + path).output;
  EXPECT_EQ(tree.substr(0, tree.find("        Object")),
            "Document\n"
            "  Art\n"
            "    H1 (block)\n"
            "      \"一中\"\n"
            "    P (block)\n"
            "      \"国务院日前印发\"\n"  // a string for every marked sequence
            "      \"：a\"\n"
            "      \"bc\"\n"
            "      Link (inline)\n"
            "        \"office\"\n");
}

TEST(WritePdf, D1_SameBytesOnEveryRunAndForAnyNumberOfThreads) {
  const FontStore fonts = test_fonts();
  const Document document = everything(fonts);
  PdfOptions one, four;
  four.threads = 4;
  const std::string first = written(document, fonts, one);
  EXPECT_TRUE(first == written(document, fonts, one));
  EXPECT_TRUE(first == written(document, fonts, four));
  EXPECT_TRUE(first == written(everything(fonts), test_fonts(), four))
      << "a new store, new pictures";
}

TEST(WritePdf, P10_TheIdFollowsTheContent) {
  const FontStore fonts = test_fonts();
  const auto id = [&](const char* text) {
    Lines lines{fonts};
    lines.add(kSong, text);
    const std::string pdf = written(lines.document(), fonts);
    return pdf.substr(pdf.rfind("/ID"), 80);
  };
  EXPECT_EQ(id("中"), id("中"));
  EXPECT_NE(id("中"), id("国"));
}

TEST(WritePdf, P1_P2_P11_HeaderObjectsAndStamps) {
  const std::string pdf = written(everything(test_fonts()), test_fonts());
  EXPECT_EQ(pdf.substr(0, 8), "%PDF-1.7");
  EXPECT_EQ(pdf.find("PoDoFo"), std::string::npos);
  EXPECT_EQ(pdf.find(" obj<<"), std::string::npos);
  EXPECT_NE(pdf.find("/CreationDate (D:19700101000000Z)"), std::string::npos);
  EXPECT_NE(pdf.find("<?xpacket begin"), std::string::npos) << "R60: metadata unfiltered";
  EXPECT_NE(pdf.find("<pdfuaid:part>1<"), std::string::npos) << "this document keeps the rules";
}

TEST(WritePdf, APictureOrFontIsEmbeddedOnceHoweverOftenUsed) {
  const FontStore fonts = test_fonts();
  Document document = everything(fonts);
  const std::size_t once = written(document, fonts).size();
  Picture again;
  again.image = std::make_shared<Image>(pictures()[7].image);  // read anew
  again.box = cell(20);
  for (int i = 0; i < 50; ++i) {
    document.pages[1].items.push_back(item(again, TagId{1}));
  }
  EXPECT_LT(written(document, fonts).size(), once + 600);
}

// ---- pictures of pages ----

struct Raster {
  int width = 0, height = 0;
  std::string pixels;

  Rgb at(double x, double y) const {
    const auto offset =
        static_cast<std::size_t>(3 * (static_cast<int>(y) * width + static_cast<int>(x)));
    Rgb out{};
    for (std::size_t i = 0; i < 3; ++i) {
      out[i] = static_cast<unsigned char>(pixels.at(offset + i));
    }
    return out;
  }
};

Raster read_ppm(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string magic;
  Raster raster;
  int most = 0;
  in >> magic >> raster.width >> raster.height >> most;
  in.get();
  raster.pixels.assign(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(magic, "P6") << path;
  return raster;
}

/// The first page, trimmed, by both renderers; empty where one is missing.
std::vector<std::pair<std::string, Raster>> rendered(const std::string& pdf, int dpi = 72) {
  const Scratch scratch;
  const std::string path = scratch.write("t.pdf", pdf);
  std::vector<std::pair<std::string, Raster>> out;
  if (has_tool("mutool")) {
    run_tool("mutool draw -q -r " + std::to_string(dpi) + " -o " + scratch.path("m.ppm") + " " +
             path + " 1");
    out.emplace_back("mutool", read_ppm(scratch.path("m.ppm")));
  }
  if (has_tool("pdftoppm")) {
    run_tool("pdftoppm -cropbox -r " + std::to_string(dpi) + " -f 1 -l 1 -singlefile " + path +
             " " + scratch.path("p"));
    out.emplace_back("pdftoppm", read_ppm(scratch.path("p.ppm")));
  }
  return out;
}

void expect_color(const Rgb& seen, const Rgb& wanted, int tolerance, const std::string& where) {
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(seen[i], wanted[i], tolerance)
        << where << ": " << seen[0] << " " << seen[1] << " " << seen[2];
  }
}

TEST(RenderedPage, P19_PicturesOfEachKindHaveTheirColours) {
  const auto rasters = rendered(written(everything(test_fonts()), test_fonts()));
  if (rasters.empty()) {
    GTEST_SKIP() << "neither mutool nor pdftoppm is installed";
  }
  const std::vector<Shown> all = pictures();
  for (const auto& [tool, raster] : rasters) {
    ASSERT_NEAR(raster.width, 595, 1) << tool << " shows the trimmed page";
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string where = tool + ", " + all[i].what;
      // mutool turns CMYK into RGB by plain subtraction, poppler as inks look: cyan's green differs
      // by 81. A wrong Decode would be off by 255.
      const int tolerance = all[i].image.color == ColorSpace::cmyk ? 85 : 12;
      const Rect box = cell(i);
      expect_color(raster.at(box.x.pt() + 20, box.y.pt() + 20), all[i].left, tolerance, where);
      expect_color(raster.at(box.x.pt() + 60, box.y.pt() + 20), all[i].right, tolerance, where);
    }
  }
}

/// How far two pictures of a page differ in ink, by cells of half a letter: blind to antialiasing.
struct Difference {
  double worst = 0;  // share of a cell's area
  int cells_with_ink = 0;
};

Difference difference(const Raster& a, const Raster& b) {
  const int width = std::min(a.width, b.width), height = std::min(a.height, b.height);
  constexpr int kCell = 24;
  Difference out;
  for (int y = 0; y + kCell <= height; y += kCell) {
    for (int x = 0; x + kCell <= width; x += kCell) {
      double first = 0, second = 0;
      for (int i = 0; i < kCell * kCell; ++i) {
        first += 255 - a.at(x + i % kCell, y + i / kCell)[1];
        second += 255 - b.at(x + i % kCell, y + i / kCell)[1];
      }
      out.worst = std::max(out.worst, std::abs(first - second) / (kCell * kCell * 255));
      out.cells_with_ink += first > 255 * 20 ? 1 : 0;
    }
  }
  return out;
}

TEST(RenderedPage, F7_TwoEnginesDrawTheSameGlyphs) {
  const FontStore fonts = noto_fonts();
  BANXIN_NEEDS_NOTO(fonts);
  Lines lines{fonts};
  for (const FontId font : {kSerifSc, kSansSc, kDejaVu}) {
    for (int size = 0; size < 6; ++size) {
      lines.add({set_line(fonts,
                          font,
                          24_pt,
                          {25_mm, {}},
                          font == kDejaVu ? "Hamburgefons 0123" : "永国酬爱郁灵鹰袋，。“”《》")});
      lines.y += 4_mm;
    }
  }
  const auto rasters = rendered(written(lines.document(), fonts), 144);
  if (rasters.size() < 2) {
    GTEST_SKIP() << "mutool or pdftoppm is not installed";
  }
  const Difference same = difference(rasters[0].second, rasters[1].second);
  EXPECT_GT(same.cells_with_ink, 300) << "there is text";
  EXPECT_LT(same.worst, 0.12);
  // The measure can fail: one character of many changed.
  lines.page.items[2] = item(set_line(fonts, kSerifSc, 24_pt, {25_mm, 54_mm}, "永国酬爱郁灵鹰口"));
  const auto other = rendered(written(lines.document(), fonts), 144);
  EXPECT_GT(difference(rasters[0].second, other[1].second).worst, 0.12);
}

}  // namespace
}  // namespace banxin
