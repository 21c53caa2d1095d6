// Whole files of each edition: version, intents, packing. The profile is that of the machine; where
// it is not installed, the tests that need one are skipped.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/pdf/linearize.h"
#include "engine/pdf/sample_document.h"

namespace banxin {
namespace {

std::shared_ptr<const PressProfile> installed_profile() {
  std::ifstream file("/usr/share/scribus/profiles/" + std::string(kDefaultProfile),
                     std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  Result<std::shared_ptr<const PressProfile>> made =
      read_press_profile(Bytes(std::move(bytes)), "", {});
  return made ? *made : nullptr;
}

#define BANXIN_NEEDS_PROFILE(profile)                \
  if (!(profile)) {                                  \
    GTEST_SKIP() << "scribus-data is not installed"; \
  }

PdfOptions print(std::shared_ptr<const PressProfile> profile, PdfxVersion version) {
  PdfOptions options;
  options.edition = Edition::print;
  options.pdfx = version;
  options.profile = std::move(profile);
  return options;
}

/// A document of text and tints: what X-1a holds without conversion.
Document plain(const FontStore& fonts) {
  Document document;
  document.title = "月刊";
  document.language = "zh-Hans";
  Page page = a4_page();
  page.bleed = 3_mm;
  page.folio = "12";
  page.items.push_back(item(Rects{{{0_mm, 0_mm, 210_mm, 20_mm}}, {}}));
  page.items.push_back(item(set_line(fonts, kSong, 12_pt, {25_mm, 40_mm}, "国务院日前印发")));
  document.pages.assign(3, page);
  return document;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t out = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) {
    ++out;
  }
  return out;
}

TEST(Editions, R1_R65_HeaderAndIntent) {
  const auto profile = installed_profile();
  BANXIN_NEEDS_PROFILE(profile);
  const FontStore fonts = test_fonts();
  PdfOptions screen;
  screen.profile = profile;

  struct Row {
    PdfOptions options;
    const char *header, *intent;
  };

  for (const Row& row : {Row{screen, "%PDF-1.7", "/GTS_PDFA1"},
                         Row{print(profile, PdfxVersion::x4), "%PDF-1.6", "/GTS_PDFX"},
                         Row{print(profile, PdfxVersion::x1a), "%PDF-1.4", "/GTS_PDFX"}}) {
    const std::string pdf = written(plain(fonts), fonts, row.options);
    EXPECT_EQ(pdf.substr(0, 8), row.header);
    EXPECT_EQ(count(pdf, "/OutputIntents"), 1u);
    EXPECT_EQ(count(pdf, "/DestOutputProfile"), 1u);
    EXPECT_EQ(count(pdf, row.intent), row.options.pdfx == PdfxVersion::x1a ? 2u : 1u)
        << "in X-1a the Info dictionary names the version too";
    EXPECT_EQ(count(pdf, "/Annots"), 0u);
  }
}

TEST(Editions, R65_WithoutAConditionNoStandardIsClaimed) {
  const FontStore fonts = test_fonts();
  for (const PdfOptions& options : {PdfOptions(), print(nullptr, PdfxVersion::x4)}) {
    const std::string pdf = written(plain(fonts), fonts, options);
    EXPECT_EQ(count(pdf, "/OutputIntents"), 0u);
    EXPECT_EQ(count(pdf, "pdfaid") + count(pdf, "pdfxid"), 0u);
  }
}

TEST(Editions, APdfxFileOfVersion14TakesIccVersion2Only) {
  auto profile = std::make_shared<PressProfile>();
  profile->description = "Newer";
  profile->major_version = 4;
  const FontStore fonts = test_fonts();
  const auto written_so = [&](PdfxVersion version) {
    return write_pdf(plain(fonts), fonts, print(profile, version));
  };
  ASSERT_FALSE(written_so(PdfxVersion::x1a).has_value());
  EXPECT_EQ(written_so(PdfxVersion::x1a).error()[0].code, "E721");
  EXPECT_TRUE(written_so(PdfxVersion::x4).has_value());
}

TEST(Editions, LinksAreForTheScreen) {
  const FontStore fonts = test_fonts();
  EXPECT_EQ(count(written(everything(fonts), fonts), "/Annots"), 20u);
  EXPECT_EQ(count(written(everything(fonts), fonts, print(nullptr, PdfxVersion::x4)), "/Annots"),
            0u);
}

TEST(Editions, R30_APageWithSomethingSeeThroughHasABlendingSpaceOfInks) {
  const FontStore fonts = test_fonts();
  const std::string pdf = written(everything(fonts), fonts);
  EXPECT_EQ(count(pdf, "/S /Transparency"), 1u) << "only the page with the alpha picture";
  EXPECT_EQ(count(pdf, "/CS /DeviceCMYK"), 1u);
}

/// The samples of an uncompressed TIFF with 8 bits a sample.
std::string tiff_samples(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string tiff{std::istreambuf_iterator<char>(file), {}};
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::size_t out = 0;
    while (bytes-- > 0) {
      out = out << 8 | static_cast<unsigned char>(tiff.at(at + bytes));
    }
    return out;
  };
  std::vector<std::size_t> offsets, counts;
  const std::size_t directory = number(4, 4);
  for (std::size_t entry = 0; entry < number(directory, 2); ++entry) {
    const std::size_t at = directory + 2 + 12 * entry, tag = number(at, 2);
    if (tag == 273 || tag == 279) {  // StripOffsets, StripByteCounts
      const std::size_t width = number(at + 2, 2) == 3 ? 2 : 4, count = number(at + 4, 4);
      const std::size_t values = width * count <= 4 ? at + 8 : number(at + 8, 4);
      for (std::size_t i = 0; i < count; ++i) {
        (tag == 273 ? offsets : counts).push_back(number(values + i * width, width));
      }
    }
  }
  std::string out;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    out += tiff.substr(offsets[i], counts[i]);
  }
  return out;
}

/// How many shades ghostscript's cyan plate has of a page all cyan with text on it.
std::size_t shades_of_cyan(const Color& text, Length size) {
  const FontStore fonts = test_fonts();
  Document document;
  document.title = "t";
  Page page;
  page.size = {100_mm, 50_mm};
  page.items.push_back(
      item(Rects{{{0_mm, 0_mm, 100_mm, 50_mm}}, {Color::Space::cmyk, {500, 0, 0, 0}, ""}}));
  GlyphRun run = set_line(fonts, kSong, size, {10_mm, 30_mm}, "国务院");
  run.color = text;
  page.items.push_back(item(run));
  document.pages.push_back(page);
  const Scratch scratch;
  const std::string pdf =
      scratch.write("t.pdf", written(document, fonts, print(nullptr, PdfxVersion::x4)));
  run_tool("gs -q -dBATCH -dNOPAUSE -r72 -sDEVICE=tiffsep -sCompression=none -o " +
           scratch.path("t.tif") + " " + pdf);
  std::string plate = tiff_samples(scratch.path("t(Cyan).tif"));
  EXPECT_GT(plate.size(), 10000u);
  std::sort(plate.begin(), plate.end());
  return static_cast<std::size_t>(std::unique(plate.begin(), plate.end()) - plate.begin());
}

TEST(Editions, R22_R23_OnThePlatesBlackTextLeavesTheTintBelowWhole) {
  BANXIN_NEEDS_TOOL("gs");
  EXPECT_EQ(shades_of_cyan(text_black(), 12_pt), 1u);
  EXPECT_EQ(shades_of_cyan(text_black(), 24_pt), 1u);
  EXPECT_GT(shades_of_cyan(text_black(), 30_pt), 1u) << "large type knocks out";
  EXPECT_GT(shades_of_cyan({Color::Space::cmyk, {0, 0, 0, 0}, ""}, 12_pt), 1u) << "so does white";
  EXPECT_GT(shades_of_cyan({Color::Space::cmyk, {0, 1000, 0, 0}, ""}, 12_pt), 1u);
}

TEST(Linearized, L1_D8_SoundPackedAndTheSameEveryTime) {
  BANXIN_NEEDS_TOOL("qpdf");
  const FontStore fonts = test_fonts();
  const std::string plain_file = written(everything(fonts), fonts);
  const Result<PdfFile> made = write_pdf(everything(fonts), fonts, {});
  ASSERT_TRUE(made.has_value());
  EXPECT_TRUE(made->bytes == *pdf::linearize(plain_file)) << "the same bytes";
  EXPECT_LT(made->bytes.size(), plain_file.size());
  const Scratch scratch;
  const ToolResult check = run_tool("qpdf --check " + scratch.write("t.pdf", made->bytes));
  EXPECT_EQ(check.status, 0) << check.output;
  EXPECT_NE(check.output.find("File is linearized"), std::string::npos) << check.output;
  EXPECT_NE(made->bytes.find("<?xpacket begin"), std::string::npos) << "R60: metadata unfiltered";
  EXPECT_EQ(count(made->bytes, " obj<<"), 0u) << "R6";
}

/// The first part of the ID as bytes in hex, of whichever trailer comes last.
std::string first_id(const std::string& pdf) {
  const std::size_t at = pdf.find('<', pdf.rfind("/ID"));
  std::string out = pdf.substr(at + 1, 32);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return out;
}

TEST(Linearized, TheFirstPartOfTheIdStays) {
  const FontStore fonts = test_fonts();
  const std::string file = written(plain(fonts), fonts);
  EXPECT_EQ(first_id(file).find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(first_id(*pdf::linearize(file)), first_id(file));
}

TEST(Linearized, WhatIsNoPdfIsAnError) {
  const Result<std::string> made = pdf::linearize("no PDF at all");
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error()[0].code, "E701");
}

}  // namespace
}  // namespace banxin
