// Pixels of pictures: what kind of picture they make, and the inks they are printed with.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "engine/color/color.h"
#include "engine/color/profile_handle.h"

namespace banxin {
namespace {

constexpr int kNeutral = 2;     // R29
constexpr int kWhite = 253;     // no ink worth a seam
constexpr int kSoftEdge = 32;   // a step the eye takes for a gradient
constexpr int kNearBlack = 48;  // black type on screens is often a very dark blue or brown
constexpr int kNearBlackSpread = 16;

struct Range {
  int least, most;

  int spread() const { return most - least; }
};

Range range_of(const std::uint8_t* rgb) {
  const auto [least, most] = std::minmax({rgb[0], rgb[1], rgb[2]});
  return {least, most};
}

std::uint8_t mean(const std::uint8_t* rgb) {
  return static_cast<std::uint8_t>((rgb[0] + rgb[1] + rgb[2] + 1) / 3);
}

bool black_ink_alone(const std::uint8_t* rgb) {
  const Range range = range_of(rgb);
  return range.spread() <= kNeutral ||
         (range.most <= kNearBlack && range.spread() <= kNearBlackSpread);
}

/// ICC.1:2010 7.2.8: nothing but RGB, and no abstract or link profile.
bool is_rgb_source(void* profile) {
  const cmsProfileClassSignature kind = cmsGetDeviceClass(profile);
  return cmsGetColorSpace(profile) == cmsSigRgbData &&
         (kind == cmsSigInputClass || kind == cmsSigDisplayClass || kind == cmsSigOutputClass ||
          kind == cmsSigColorSpaceClass);
}

ProfileHandle source_profile(std::string_view icc) {
  ProfileHandle own = icc.empty() ? ProfileHandle() : open_profile(icc);
  if (own && is_rgb_source(own.get())) {
    return own;
  }
  return ProfileHandle(cmsCreate_sRGBProfile());
}

cmsHTRANSFORM transform(void* from, void* to, cmsUInt32Number format) {
  // No cache: it would be written by several threads at once.
  return cmsCreateTransform(from,
                            TYPE_RGB_8,
                            to,
                            format,
                            INTENT_RELATIVE_COLORIMETRIC,
                            cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
}

/// The neutral axis of a source in sRGB's values; exactly itself where both have the same curve.
std::array<std::uint8_t, 256> gray_axis(void* source) {
  std::array<std::uint8_t, 256> own{}, out{};
  for (std::size_t i = 0; i < own.size(); ++i) {
    own[i] = static_cast<std::uint8_t>(i);
  }
  const ProfileHandle srgb(cmsCreate_sRGBProfile());
  const cmsHTRANSFORM to_srgb = transform(source, srgb.get(), TYPE_RGB_8);
  if (!to_srgb) {
    return own;
  }
  int furthest = 0;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const std::uint8_t neutral[] = {own[i], own[i], own[i]};
    std::uint8_t seen[3];
    cmsDoTransform(to_srgb, neutral, seen, 1);
    out[i] = seen[1];
    furthest = std::max(furthest, std::abs(out[i] - own[i]));
  }
  cmsDeleteTransform(to_srgb);
  return furthest <= 1 ? own : out;
}

}  // namespace

PictureSurvey::PictureSurvey(std::size_t width) : width_(width), above_fit_(width), fit_(width) {}

void PictureSurvey::look_at_edge(const std::uint8_t* pixel,
                                 Fit fit,
                                 const std::uint8_t* other,
                                 Fit other_fit) {
  if (fit == other_fit || mean(fit == Fit::black_alone ? pixel : other) >= kWhite) {
    return;
  }
  int step = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    step = std::max(step, std::abs(pixel[c] - other[c]));
  }
  ++edges_;
  soft_edges_ += step <= kSoftEdge ? 1 : 0;
}

void PictureSurvey::add_row(const std::uint8_t* rgb) {
  for (std::size_t x = 0; x < width_; ++x) {
    const std::uint8_t* pixel = rgb + 3 * x;
    fit_[x] = black_ink_alone(pixel) ? Fit::black_alone : Fit::four_inks;
    colored_ += range_of(pixel).spread() > kNeutral ? 1 : 0;
    black_ += fit_[x] == Fit::black_alone && mean(pixel) < kWhite ? 1 : 0;
    if (x > 0) {
      differing_ += std::memcmp(pixel, pixel - 3, 3) != 0 ? 1 : 0;
      look_at_edge(pixel, fit_[x], pixel - 3, fit_[x - 1]);
    }
    if (!above_.empty()) {
      look_at_edge(pixel, fit_[x], above_.data() + 3 * x, above_fit_[x]);
    }
  }
  pixels_ += width_;
  above_.assign(rgb, rgb + 3 * width_);
  above_fit_.swap(fit_);
}

PictureTone PictureSurvey::tone() const {
  if (colored_ == 0) {
    return PictureTone::gray;
  }
  return black_ > 0 && soft_edges_ * 4 <= edges_ ? PictureTone::line_art : PictureTone::photograph;
}

PixelInks::PixelInks(const PressProfile* press, std::string_view icc) {
  const ProfileHandle source = source_profile(icc);
  gray_ = gray_axis(source.get());
  if (press) {
    const ProfileHandle inks = open_profile(press->bytes.view());
    transform_ = transform(source.get(), inks.get(), TYPE_CMYK_8);
  }
}

PixelInks::~PixelInks() {
  if (transform_) {
    cmsDeleteTransform(transform_);
  }
}

void PixelInks::convert(const std::uint8_t* rgb,
                        std::uint8_t* cmyk,
                        std::size_t pixels,
                        PictureTone tone) const {
  if (transform_) {
    cmsDoTransform(transform_, rgb, cmyk, static_cast<cmsUInt32Number>(pixels));
  } else {
    for (std::size_t i = 0; i < pixels; ++i) {
      for (std::size_t c = 0; c < 3; ++c) {
        cmyk[4 * i + c] = static_cast<std::uint8_t>(255 - rgb[3 * i + c]);
      }
      cmyk[4 * i + 3] = 0;
    }
  }
  if (tone == PictureTone::photograph) {
    return;
  }
  for (std::size_t i = 0; i < pixels; ++i) {
    if (black_ink_alone(rgb + 3 * i)) {
      std::memset(cmyk + 4 * i, 0, 3);
      cmyk[4 * i + 3] = static_cast<std::uint8_t>(255 - gray_[mean(rgb + 3 * i)]);
    }
  }
}

void PixelInks::to_gray(const std::uint8_t* rgb, std::uint8_t* gray, std::size_t pixels) const {
  for (std::size_t i = 0; i < pixels; ++i) {
    gray[i] = gray_[mean(rgb + 3 * i)];
  }
}

void InkTally::add(const std::uint8_t* cmyk, std::size_t pixels) {
  for (std::size_t i = 0; i < pixels; ++i, cmyk += 4) {
    ++counts_[static_cast<std::size_t>(cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3])];
  }
}

int InkTally::percent() const {
  std::uint64_t total = 0, beyond = 0;
  for (const std::uint64_t count : counts_) {
    total += count;
  }
  std::size_t sum = counts_.size() - 1;
  while (sum > 0 && (beyond + counts_[sum]) * 1000 <= total) {
    beyond += counts_[sum--];
  }
  return static_cast<int>((sum * 100 + 127) / 255);
}

Bytes srgb_profile() {
  const ProfileHandle profile(cmsCreate_sRGBProfile());
  cmsSetProfileVersion(profile.get(), 2.1);  // any reader of PDF 1.3 or later takes it
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile.get(), nullptr, &size);
  std::string bytes(size, '\0');
  if (size < 128 || !cmsSaveProfileToMem(profile.get(), bytes.data(), &size)) {
    return {};
  }
  // ICC.1:2010 7.2.10: the date of creation, from lcms2 the clock's. The first day of 2000.
  bytes.replace(24, 12, std::string("\x07\xd0\0\x01\0\x01\0\0\0\0\0\0", 12));
  return Bytes(std::move(bytes));
}

}  // namespace banxin
