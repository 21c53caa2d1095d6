#include "engine/color/color.h"

#include <gtest/gtest.h>

#include "engine/color/test_profiles.h"

namespace banxin {
namespace {

Color rgb(int r, int g, int b) {
  const auto part = [](int value) {
    return static_cast<std::uint16_t>((value * 1000 + 127) / 255);
  };
  return {Color::Space::rgb, {part(r), part(g), part(b), 0}, {}};
}

TEST(PressProfileOf, NamesTheConditionOfTheRegistry) {
  const auto profile = read_press_profile(installed_profile(), "a.icc", {});
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile.value()->description, "ISO Coated v2 300% (basICColor)");
  EXPECT_EQ(profile.value()->condition, "FOGRA39");
  EXPECT_EQ(profile.value()->major_version, 2);
}

TEST(PressProfileOf, RefusesWhatIsNoPress) {
  const auto profile = read_press_profile(Bytes(std::string(200, 'x')), "a.icc", {});
  ASSERT_FALSE(profile);
  EXPECT_EQ(profile.error().front().code, "E720");
}

TEST(Ink, R29_BlackAndGreyOfRgbAreBlackInkAlone) {
  const PressColors press(read_press_profile(installed_profile(), "a.icc", {}).value());
  EXPECT_EQ(press.ink(rgb(0, 0, 0)), text_black());
  EXPECT_EQ(press.ink(rgb(128, 127, 129)).parts, (std::array<std::uint16_t, 4>{0, 0, 0, 498}));
}

TEST(Ink, R28_RedGoesThroughTheProfile) {
  const PressColors press(read_press_profile(installed_profile(), "a.icc", {}).value());
  const Color red = press.ink(rgb(200, 16, 46));
  EXPECT_EQ(red.space, Color::Space::cmyk);
  EXPECT_LT(red.parts[0], 250);
  EXPECT_GT(red.parts[1], 900);
  EXPECT_GT(red.parts[2], 600);
}

TEST(TotalInk, AddsUp) {
  EXPECT_EQ(total_ink({Color::Space::cmyk, {400, 300, 300, 1000}, {}}), 200);
}

}  // namespace
}  // namespace banxin
