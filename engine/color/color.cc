#include "engine/color/color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>

#include "engine/color/profile_handle.h"

namespace banxin {
namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

/// ICC.1:2010 7.2: size, class, colour space, signature.
bool is_press_profile(std::string_view bytes) {
  return bytes.size() > 132 && big_endian(bytes, 0) <= bytes.size() &&
         bytes.substr(12, 4) == "prtr" && bytes.substr(16, 4) == "CMYK" &&
         bytes.substr(36, 4) == "acsp";
}

std::string description_of(void* profile) {
  std::array<char, 256> text{};
  cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text.data(), text.size());
  return text.data();
}

struct Condition {
  std::string_view in_description, name;
};

/// Names of the registry at www.color.org for descriptions in common use.
constexpr Condition kConditions[] = {
    {"Coated FOGRA39", "FOGRA39"},
    {"ISO Coated v2", "FOGRA39"},
    {"PSO Coated v3", "FOGRA51"},
    {"Coated FOGRA51", "FOGRA51"},
    {"PSO Uncoated v3", "FOGRA52"},
    {"Uncoated FOGRA52", "FOGRA52"},
    {"Uncoated FOGRA29", "FOGRA29"},
    {"FOGRA47", "FOGRA47"},
    {"Japan Color 2001 Coated", "JC200103"},
    {"Japan Color 2011 Coated", "JC201103"},
    {"GRACoL2006_Coated1", "CGATS TR 006"},
    {"SWOP2006_Coated3", "CGATS TR 003"},
};

bool neutral(const Color& color) {
  const auto [least, most] = std::minmax({color.parts[0], color.parts[1], color.parts[2]});
  return (most - least) * 255 <= 2 * 1000 + 255;  // parts are rounded to thousandths
}

}  // namespace

Result<std::shared_ptr<const PressProfile>> read_press_profile(Bytes bytes,
                                                               std::string_view name,
                                                               Span span) {
  const ProfileHandle handle =
      is_press_profile(bytes.view()) ? open_profile(bytes.view()) : ProfileHandle();
  if (!handle) {
    return fail("E720", span, {std::string(name)});
  }
  auto made = std::make_shared<PressProfile>();
  made->description = description_of(handle.get());
  made->condition = made->description.empty() ? std::string(name) : made->description;
  for (const Condition& known : kConditions) {
    if (made->description.find(known.in_description) != std::string::npos) {
      made->condition = known.name;
      made->registered = true;
      break;
    }
  }
  made->major_version = static_cast<unsigned char>(bytes.view()[8]);
  made->hash = Hasher().text(bytes.view()).finish();
  made->bytes = std::move(bytes);
  return std::shared_ptr<const PressProfile>(std::move(made));
}

struct PressColors::Transforms {
  cmsHTRANSFORM rgb = nullptr;  // sRGB doubles 0 … 1 to ink doubles 0 … 100
  std::mutex pixels_made;
  std::map<Hash128, std::shared_ptr<const PixelInks>> pixels;  // by the source profile

  Transforms() = default;
  Transforms(const Transforms&) = delete;
  Transforms& operator=(const Transforms&) = delete;

  ~Transforms() {
    if (rgb) {
      cmsDeleteTransform(rgb);
    }
  }
};

PressColors::PressColors(std::shared_ptr<const PressProfile> profile)
    : profile_(std::move(profile)),
      transforms_(std::make_unique<Transforms>()) {
  if (profile_) {
    const ProfileHandle press = open_profile(profile_->bytes.view());
    const ProfileHandle srgb(cmsCreate_sRGBProfile());
    // No cache: it would be written by several threads at once.
    transforms_->rgb = cmsCreateTransform(srgb.get(),
                                          TYPE_RGB_DBL,
                                          press.get(),
                                          TYPE_CMYK_DBL,
                                          INTENT_RELATIVE_COLORIMETRIC,
                                          cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
  }
}

PressColors::~PressColors() = default;

Color PressColors::ink(const Color& color) const {
  if (color.space == Color::Space::cmyk) {
    return color;
  }
  Color out = color;  // a spot keeps its name
  out.space = Color::Space::cmyk;
  if (color.space == Color::Space::gray || neutral(color)) {
    out.parts = {0, 0, 0, static_cast<std::uint16_t>(1000 - std::min<int>(color.parts[0], 1000))};
    return out;
  }
  if (!transforms_->rgb) {
    for (std::size_t i = 0; i < 3; ++i) {
      out.parts[i] = static_cast<std::uint16_t>(1000 - std::min<int>(color.parts[i], 1000));
    }
    out.parts[3] = 0;
    return out;
  }
  const std::array<double, 3> rgb{
      color.parts[0] / 1000.0, color.parts[1] / 1000.0, color.parts[2] / 1000.0};
  std::array<double, 4> inks{};
  cmsDoTransform(transforms_->rgb, rgb.data(), inks.data(), 1);
  for (std::size_t i = 0; i < 4; ++i) {  // to whole percent: a press holds no finer
    out.parts[i] = static_cast<std::uint16_t>(std::clamp(std::lround(inks[i]), 0L, 100L) * 10);
  }
  return out;
}

std::shared_ptr<const PixelInks> PressColors::pixel_inks(std::string_view icc) const {
  const std::lock_guard<std::mutex> lock(transforms_->pixels_made);
  std::shared_ptr<const PixelInks>& known = transforms_->pixels[Hasher().text(icc).finish()];
  if (!known) {
    known = std::make_shared<const PixelInks>(profile_.get(), icc);
  }
  return known;
}

int total_ink(const Color& color) {
  if (!color.spot.empty()) {
    return color.tint / 10;
  }
  if (color.space != Color::Space::cmyk) {
    return color.space == Color::Space::gray ? (1000 - color.parts[0]) / 10 : 0;
  }
  return (color.parts[0] + color.parts[1] + color.parts[2] + color.parts[3]) / 10;
}

}  // namespace banxin
