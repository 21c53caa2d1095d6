// Pictures to inks: what kind a picture is, and the numbers its pixels get.
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "engine/color/color.h"
#include "engine/color/test_profiles.h"

namespace banxin {
namespace {

using Pixel = std::array<std::uint8_t, 3>;
using Inks = std::array<std::uint8_t, 4>;

/// A picture of one row repeated, or of rows given by a function of x and y.
template <class Paint>
PictureSurvey surveyed(int width, int height, Paint paint) {
  PictureSurvey survey(static_cast<std::size_t>(width));
  for (int y = 0; y < height; ++y) {
    std::vector<std::uint8_t> row;
    for (int x = 0; x < width; ++x) {
      const Pixel pixel = paint(x, y);
      row.insert(row.end(), pixel.begin(), pixel.end());
    }
    survey.add_row(row.data());
  }
  return survey;
}

std::uint8_t byte(int value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

TEST(PictureTone, NeutralPixelsAloneAreGray) {
  const auto scan = [](int x, int y) {
    const int v = (x * 7 + y * 13) % 254;
    return Pixel{byte(v), byte(v + 1), byte(v)};  // a scanner's gray is not quite even
  };
  EXPECT_EQ(surveyed(50, 50, scan).tone(), PictureTone::gray);
}

TEST(PictureTone, R29_AScreenshotIsLineArt) {
  // Black type on white, blue links, a gray bar.
  const auto screen = [](int x, int y) {
    if (y < 10) {
      return Pixel{230, 230, 230};
    }
    if (y % 20 < 8 && x % 3 == 0) {
      return y > 60 ? Pixel{20, 90, 200} : Pixel{34, 34, 34};
    }
    return Pixel{255, 255, 255};
  };
  EXPECT_EQ(surveyed(100, 100, screen).tone(), PictureTone::line_art);
}

TEST(PictureTone, AntialiasedEdgesOfColourAreStillSharp) {
  // Black on a green bubble, with the three steps between that smooth type has.
  const auto bubble = [](int x, int) {
    const int step = x % 12 < 4 ? 0 : x % 12 < 7 ? x % 12 - 3 : 4;
    return Pixel{byte(149 * step / 4), byte(236 * step / 4), byte(105 * step / 4)};
  };
  EXPECT_EQ(surveyed(120, 20, bubble).tone(), PictureTone::line_art);
}

TEST(PictureTone, APhotographOfGrayThingsIsAPhotograph) {
  // A concrete wall in warm light: many pixels happen to be neutral.
  const auto wall = [](int x, int y) {
    const int v = 120 + (x * 31 + y * 17) % 23;
    return Pixel{byte(v + (x + y) % 5), byte(v), byte(v - y % 4)};
  };
  EXPECT_EQ(surveyed(80, 80, wall).tone(), PictureTone::photograph);
}

TEST(PictureTone, ANightSceneWithClippedBlackIsAPhotograph) {
  // Black ink alone in the sky would be lighter than the four inks round it.
  const auto night = [](int x, int y) {
    const int v = std::max(0, y - 40) + x % 2;
    return Pixel{byte(v * 2), byte(v), byte(v / 2)};
  };
  EXPECT_EQ(surveyed(80, 120, night).tone(), PictureTone::photograph);
}

TEST(PictureTone, ASepiaPrintWithoutANeutralPixelIsAPhotograph) {
  const auto sepia = [](int x, int y) {
    const int v = (x + y) * 2 % 200;
    return Pixel{byte(v + 20), byte(v + 10), byte(v + 4)};  // its shadows are nearly black
  };
  EXPECT_EQ(surveyed(80, 80, sepia).tone(), PictureTone::photograph);
}

TEST(PictureTone, AProductOnWhiteIsAPhotograph) {
  // White paper, a soft gray shadow that turns into the red of the thing.
  const auto product = [](int x, int) {
    const int v = 255 - std::max(0, x - 30);
    return x < 60 ? Pixel{byte(v), byte(v - (x > 45 ? 4 : 0)), byte(v - (x > 45 ? 5 : 0))}
                  : Pixel{byte(220 - x / 2), byte(60), byte(50)};
  };
  EXPECT_EQ(surveyed(120, 40, product).tone(), PictureTone::photograph);
}

TEST(PictureGrain, ScansAreGrainyAndDrawingsAreNot) {
  const auto grain = [](int x, int y) { return Pixel{byte((x * 37 + y * 11) % 200), 80, 90}; };
  const auto flat = [](int x, int y) { return Pixel{byte(x / 20 * 20), 80, byte(y)}; };
  EXPECT_TRUE(surveyed(100, 20, grain).grainy());
  EXPECT_FALSE(surveyed(100, 20, flat).grainy());
}

class PixelInksOn : public testing::Test {
 protected:
  void SetUp() override {
    Bytes profile = installed_profile();
    if (profile.empty()) {
      GTEST_SKIP() << "scribus-data is not installed";
    }
    press_ = std::make_unique<PressColors>(read_press_profile(profile, "a.icc", {}).value());
  }

  Inks inks(Pixel pixel, PictureTone tone = PictureTone::photograph, std::string_view icc = {}) {
    Inks out{};
    press_->pixel_inks(icc)->convert(pixel.data(), out.data(), 1, tone);
    return out;
  }

  std::unique_ptr<PressColors> press_;
};

void expect_inks(const Inks& seen, const std::array<int, 4>& percent, int tolerance) {
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(seen[i] * 100 / 255.0, percent[i], tolerance) << "CMYK"[i];
  }
}

TEST_F(PixelInksOn, R28_PhotographsGoThroughTheProfileBlackToo) {
  expect_inks(inks({0, 0, 0}), {77, 69, 60, 93}, 2);  // as R29 tells of the same profile
  expect_inks(inks({255, 255, 255}), {0, 0, 0, 0}, 0);
  // As Pillow converts them with the same intent and compensation.
  expect_inks(inks({255, 0, 0}), {0, 92, 97, 0}, 1);
  expect_inks(inks({128, 128, 128}), {48, 39, 38, 20}, 1);
}

TEST_F(PixelInksOn, R29_LineArtKeepsBlackInBlackInk) {
  EXPECT_EQ(inks({0, 0, 0}, PictureTone::line_art), (Inks{0, 0, 0, 255}));
  EXPECT_EQ(inks({128, 127, 129}, PictureTone::line_art), (Inks{0, 0, 0, 127}));
  EXPECT_EQ(inks({26, 26, 38}, PictureTone::line_art), (Inks{0, 0, 0, 225})) << "near black";
  EXPECT_EQ(inks({0, 0, 60}, PictureTone::line_art), inks({0, 0, 60})) << "a dark blue is a colour";
  EXPECT_EQ(inks({255, 0, 0}, PictureTone::line_art), inks({255, 0, 0}));
}

TEST_F(PixelInksOn, ThePicturesOwnProfileSaysWhatItsNumbersMean) {
  const std::string wide = wide_profile();
  // The same colour in wider primaries has weaker numbers: 200 0 0 there is a stronger red here.
  const Inks in_srgb = inks({60, 180, 60}),
             in_wide = inks({60, 180, 60}, PictureTone::photograph, wide);
  EXPECT_GT(in_wide[0], in_srgb[0] + 8) << "a greener green: more cyan";
  EXPECT_EQ(inks({60, 180, 60}, PictureTone::photograph, srgb_profile().view()), in_srgb);
  EXPECT_EQ(inks({60, 180, 60}, PictureTone::photograph, "no profile"), in_srgb);
}

TEST_F(PixelInksOn, GrayStaysItsNumberUnlessTheProfileHasAnotherCurve) {
  const Pixel middle{128, 128, 128};
  std::uint8_t gray = 0;
  press_->pixel_inks({})->to_gray(middle.data(), &gray, 1);
  EXPECT_EQ(gray, 128);
  press_->pixel_inks(srgb_profile().view())->to_gray(middle.data(), &gray, 1);
  EXPECT_EQ(gray, 128);
  press_->pixel_inks(linear_profile())->to_gray(middle.data(), &gray, 1);
  EXPECT_NEAR(gray, 188, 2) << "half of the light";
}

TEST_F(PixelInksOn, AProfileIsReadOnce) {
  EXPECT_EQ(press_->pixel_inks({}), press_->pixel_inks({}));
}

TEST(PixelInksWithoutPress, AreThePlainComplement) {
  const PressColors none(nullptr);
  const Pixel pixel{255, 100, 0};
  Inks out{};
  none.pixel_inks({})->convert(pixel.data(), out.data(), 1, PictureTone::photograph);
  EXPECT_EQ(out, (Inks{0, 155, 255, 0}));
}

TEST(InkTally, R24_OnePixelInAThousandIsLeftOut) {
  const std::uint8_t light[] = {51, 51, 0, 0}, heavy[] = {255, 255, 255, 0};
  InkTally tally;
  for (int i = 0; i < 999; ++i) {
    tally.add(light, 1);
  }
  tally.add(heavy, 1);
  EXPECT_EQ(tally.percent(), 40);
  tally.add(heavy, 1);
  EXPECT_EQ(tally.percent(), 300);
  EXPECT_EQ(InkTally().percent(), 0);
}

TEST(SrgbProfile, IsASmallVersion2ProfileAndAlwaysTheSame) {
  const Bytes a = srgb_profile();
  ASSERT_GT(a.size(), 400u);
  EXPECT_LT(a.size(), 20000u);
  EXPECT_EQ(a.view()[8], 2);
  EXPECT_EQ(a.view().substr(16, 4), "RGB ");
  EXPECT_EQ(a.view(), srgb_profile().view());
  EXPECT_EQ(a.view().substr(24, 6), std::string_view("\x07\xd0\0\x01\0\x01", 6)) << "no clock";
}

}  // namespace
}  // namespace banxin
