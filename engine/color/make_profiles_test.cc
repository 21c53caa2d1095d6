#include "engine/color/profile_handle.h"
#include "engine/color/test_profiles.h"

namespace banxin {
namespace {

std::string profile_of(const cmsCIExyYTRIPLE& primaries, cmsToneCurve* curve) {
  const cmsCIExyY d65{0.3127, 0.3290, 1.0};
  cmsToneCurve* curves[] = {curve, curve, curve};
  const ProfileHandle profile(cmsCreateRGBProfile(&d65, &primaries, curves));
  cmsFreeToneCurve(curve);
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile.get(), nullptr, &size);
  std::string bytes(size, '\0');
  cmsSaveProfileToMem(profile.get(), bytes.data(), &size);
  return bytes;
}

}  // namespace

std::string wide_profile() {
  const double srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  return profile_of({{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}},
                    cmsBuildParametricToneCurve(nullptr, 4, srgb));
}

std::string linear_profile() {
  return profile_of({{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}},
                    cmsBuildGamma(nullptr, 1.0));
}

}  // namespace banxin
