#include "engine/image/image.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "engine/image/test_pictures.h"

namespace banxin {
namespace {

std::string stripes(unsigned side) {
  PngRecipe recipe;
  recipe.width = recipe.height = side;
  for (unsigned y = 0; y < side; ++y) {
    std::string row;
    for (unsigned x = 0; x < side * 3; ++x) {
      row += static_cast<char>(x * y * 31 >> 2);
    }
    recipe.rows.push_back(row);
  }
  return make_png(recipe);
}

std::string vector_drawing() {
  return "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'>"
         "<rect width='40' height='50' fill='#00ff00'/><circle cx='50' cy='50' r='20'/></svg>";
}

struct Sample {
  const char* name;
  std::string file;
};

std::vector<Sample> samples() {
  PngRecipe interlaced;
  interlaced.interlaced = true;
  interlaced.rows = {"abcdef", "ghijkl"};
  return {{"png", stripes(40)},
          {"interlaced png", make_png(interlaced)},
          {"jpeg", make_jpeg({.width = 80, .height = 60, .pixel = {9, 99, 200}, .dpi = 200})},
          {"progressive jpeg",
           make_jpeg({.width = 80,
                      .height = 60,
                      .pixel = {9, 99, 200},
                      .progressive = true,
                      .exif = make_exif(6, 300),
                      .profile = make_profile("RGB ")})},
          {"arithmetic jpeg",
           make_jpeg({.width = 80, .height = 60, .pixel = {9, 99, 200}, .arithmetic = true})},
          {"svg", vector_drawing()},
          {"pdf", make_pdf_page("0 0 99 99", "", "1 0 0 rg 1 1 9 9 re f")}};
}

// Bad data may be found by any check, but there is always exactly one error, at the span.
void expect_clean_failure(const InspectedImage& inspected, const std::string& what) {
  EXPECT_FALSE(inspected.image) << what;
  ASSERT_EQ(inspected.diagnostics.size(), 1u) << what;
  EXPECT_EQ(inspected.diagnostics[0].span, kHere) << what;
  EXPECT_EQ(inspected.diagnostics[0].args.at(0), "a.png") << what;
}

TEST(Image, KindIsToldByContent) {
  for (const Sample& sample : samples()) {
    const InspectedImage inspected = inspect_image(Bytes(sample.file), "misleading.tiff", kHere);
    ASSERT_TRUE(inspected.image) << sample.name << " " << outcome(inspected);
    EXPECT_NE(std::string(sample.name).find(inspected.image->format), std::string::npos);
  }
}

TEST(Image, UnknownKindsAreE601AndNamedIfKnown) {
  using namespace std::string_literals;  // NOLINT(google-build-using-namespace)

  const struct {
    std::string file, name;
  } rows[] = {
      {"", ""},
      {"hello", ""},
      {"<html><svg/></html>", " (HTML)"},
      {"GIF89a......", " (GIF)"},
      {"RIFF\x10\0\0\0WEBPVP8 "s, " (WebP)"},
      {"II*\0\x08\0\0\0"s, " (TIFF)"},
      {"BM......", " (BMP)"},
      {"\0\0\0\x1c"
       "ftypheic"s,
       " (HEIC)"},
      {"\0\0\0\x1c"
       "ftypavif"s,
       " (AVIF)"},
      {"%!PS-Adobe-3.0 EPSF", " (EPS)"},
      {"\x1f\x8b\x08", " (SVGZ/gzip)"},
      {"\xff\xd8", ""},
      {"\x89PNG", ""},
      {"\0\0\0\0"s, ""},
  };

  for (const auto& row : rows) {
    const InspectedImage inspected = inspect(row.file);
    ASSERT_EQ(outcome(inspected), "E601") << row.name;
    EXPECT_EQ(inspected.diagnostics[0].args, (std::vector<std::string>{"a.png", row.name}));
  }
}

TEST(Image, EveryMessageOfTheFolderIsInTheCatalogue) {
  for (const char* code :
       {"E601", "E602", "E603", "E604", "E605", "E606", "W604", "W605", "W606"}) {
    for (const Language language : {Language::zh, Language::en}) {
      const Diagnostic diagnostic{code, kHere, {"a.png", "b", "c"}, -1};
      EXPECT_NE(message_text(diagnostic, language).find("a.png"), std::string::npos) << code;
      EXPECT_EQ(message_text(diagnostic, language).find('{'), std::string::npos) << code;
      EXPECT_FALSE(hint_text(diagnostic, language).empty()) << code;
    }
  }
}

TEST(Image, CutAnywhereIsAnErrorAndNeverACrash) {
  for (const Sample& sample : samples()) {
    const std::size_t step = sample.file.size() > 2000 ? 97 : 7;
    for (std::size_t size = 0; size + 1 < sample.file.size(); size += step) {
      expect_clean_failure(inspect(sample.file.substr(0, size)),
                           sample.name + (" cut to " + std::to_string(size)));
    }
  }
}

TEST(Image, AnyByteMayBeWrongWithoutACrash) {
  for (const Sample& sample : samples()) {
    for (std::size_t at = 0; at < sample.file.size(); at += 1 + sample.file.size() / 150) {
      for (const int change : {0x01, 0x80, 0xff}) {
        std::string file = sample.file;
        file[at] = static_cast<char>(file[at] ^ change);
        const InspectedImage inspected = inspect(file);
        if (!inspected.image) {
          expect_clean_failure(inspected, sample.name + (" byte " + std::to_string(at)));
        }
      }
    }
  }
}

TEST(Image, DamageInPngDataIsE602) {
  std::string file = stripes(40);
  file[file.size() / 2] = static_cast<char>(file[file.size() / 2] ^ 0x55);
  EXPECT_EQ(outcome(inspect(file)), "E602");
}

TEST(Image, LimitsAreHeldBeforeAnythingIsAllocated) {
  using namespace std::string_literals;  // NOLINT(google-build-using-namespace)
  const auto sized_png = [](const std::string& width, const std::string& height) {
    std::string file = stripes(4);
    return file.replace(16, 8, width + height);
  };
  const std::string jpeg = make_jpeg({.width = 64, .height = 64, .pixel = {1, 2, 3}});
  std::string huge_jpeg = jpeg;
  huge_jpeg.replace(huge_jpeg.find("\xff\xc0") + 5, 4, "\xff\xdc\xff\xdc");

  const struct {
    const char* name;
    std::string file, code;
  } rows[] = {
      {"png of 2^31 by 2^31", sized_png("\x7f\xff\xff\xff", "\x7f\xff\xff\xff"), "E603"},
      {"png of 60001 by 1", sized_png("\0\0\xea\x61"s, "\0\0\0\1"s), "E603"},
      {"png of 15000 by 15000", sized_png("\0\0\x3a\x98"s, "\0\0\x3a\x98"s), "E603"},
      {"png of 14000 by 14000, no data", sized_png("\0\0\x36\xb0"s, "\0\0\x36\xb0"s), "E602"},
      {"png without width", sized_png("\0\0\0\0"s, "\0\0\0\1"s), "E604"},
      {"png without height", sized_png("\0\0\0\1"s, "\0\0\0\0"s), "E604"},
      {"jpeg of 65500 by 65500", huge_jpeg, "E603"},
  };

  for (const auto& row : rows) {
    const auto start = std::chrono::steady_clock::now();
    const InspectedImage inspected = inspect(row.file);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    EXPECT_EQ(outcome(inspected), row.code) << row.name;
    EXPECT_LT(spent.count(), 0.5) << row.name;
  }
}

TEST(Image, LimitsCanBeSet) {
  ImageLimits limits;
  limits.file_bytes = 100;
  const InspectedImage bytes = inspect(stripes(40), limits);
  ASSERT_EQ(outcome(bytes), "E603");
  EXPECT_EQ(bytes.diagnostics[0].args.at(2), "100 B");
  limits = {};
  limits.pixels = 40 * 40 - 1;
  const InspectedImage pixels = inspect(stripes(40), limits);
  ASSERT_EQ(outcome(pixels), "E603");
  EXPECT_EQ(pixels.diagnostics[0].args,
            (std::vector<std::string>{"a.png", "40 × 40 px", "1599 px"}));
  limits.pixels = 40 * 40;
  EXPECT_EQ(outcome(inspect(stripes(40), limits)), "ok");
  limits.side = 39;
  EXPECT_EQ(outcome(inspect(stripes(40), limits)), "E603");
}

TEST(Image, HashIsThatOfTheFile) {
  const std::string file = stripes(8);
  const InspectedImage one = inspect_image(Bytes(file), "a.png", kHere);
  const InspectedImage other = inspect_image(Bytes(file), "b.png", {});
  EXPECT_EQ(one.image->hash, other.image->hash);
  EXPECT_NE(one.image->hash, inspect(stripes(9)).image->hash);
}

TEST(Image, SeveralThreadsMayInspect) {
  const std::vector<Sample> all = samples();
  std::vector<std::string> alone;
  for (const Sample& sample : all) {
    alone.emplace_back(inspect(sample.file).image->data.view());
  }
  std::vector<std::string> together(all.size() * 6);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < together.size(); ++i) {
    threads.emplace_back([&, i] {
      const InspectedImage inspected = inspect(all[i % all.size()].file);
      together[i] = std::string(inspected.image ? inspected.image->data.view() : "");
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (std::size_t i = 0; i < together.size(); ++i) {
    EXPECT_TRUE(together[i] == alone[i % all.size()]) << all[i % all.size()].name;
  }
}

}  // namespace
}  // namespace banxin
