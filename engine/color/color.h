// Colour management: output conditions (ICC profiles of presses) and conversion to their inks.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/color.h"
#include "engine/base/hash.h"
#include "engine/base/result.h"
#include "engine/base/span.h"
#include "engine/base/world.h"

namespace banxin {

/// An output condition (印刷条件): the ICC profile of a press, checked (class prtr, CMYK).
struct PressProfile {
  Bytes bytes;              // as found
  std::string description;  // "ISO Coated v2 300% (basICColor)"
  std::string condition;    // OutputConditionIdentifier: "FOGRA39" where known, else description
  bool registered = false;  // `condition` is a name of the registry at www.color.org
  int major_version = 2;    // of ICC: a PDF 1.4 file takes 2 only
  Hash128 hash;
};

/// Checks header and description. Fails: E720 (no usable press profile) at `span`; `name` is for
/// the message.
Result<std::shared_ptr<const PressProfile>> read_press_profile(Bytes bytes,
                                                               std::string_view name,
                                                               Span span);

class PixelInks;

/// Converts to the inks of a press, or without profile by the plain complement (for drafts and
/// tests). Immutable. Threads: may be used by several at once.
class PressColors {
 public:
  explicit PressColors(std::shared_ptr<const PressProfile> profile);
  ~PressColors();
  PressColors(const PressColors&) = delete;
  PressColors& operator=(const PressColors&) = delete;

  const PressProfile* profile() const { return profile_.get(); }

  /// The same colour as ink: grey and neutral RGB (equal within 2/255) become black ink alone
  /// (R29), other RGB goes through the profile, relative colorimetric with black point
  /// compensation. CMYK and spot stay. Source: R28, R29.
  Color ink(const Color& color) const;

  /// What turns pixels of this source profile (empty or unusable: sRGB) into inks; made once for
  /// each profile, which takes tens of milliseconds.
  std::shared_ptr<const PixelInks> pixel_inks(std::string_view icc) const;

 private:
  struct Transforms;
  std::shared_ptr<const PressProfile> profile_;
  std::unique_ptr<Transforms> transforms_;
};

/// How a picture of RGB pixels is to be printed, judged by what is in it.
enum class PictureTone : std::uint8_t {
  gray,      // every pixel neutral: black ink alone, as DeviceGray
  line_art,  // 线条图、截图: neutral and near-black pixels in black ink, the others through the
             // profile
  photograph,  // 照片: every pixel through the profile, neutral ones too, so that no seam shows
};

/// Looks at a picture row by row. The rule, R28 and R29 for pixels:
/// - Neutral is R = G = B within 2; a picture of neutral pixels alone is gray.
/// - Fit for black ink alone are neutral pixels and nearly black ones. In line art and screenshots
///   an area of them ends sharply: next to it lies paper white or quite another colour. In a
///   photograph they lie among nearly neutral ones, and black ink beside four inks of the same
///   darkness would show. So a picture is line art if it has such pixels (white left out) and at
///   most a quarter of their neighbours that are not fit are close to them in colour.
class PictureSurvey {
 public:
  explicit PictureSurvey(std::size_t width);
  /// `rgb`: three bytes a pixel.
  void add_row(const std::uint8_t* rgb);

  PictureTone tone() const;

  /// True if most pixels differ from their left neighbour, as in photographs and scans: JPEG suits
  /// them, Flate does not.
  bool grainy() const { return differing_ * 3 > pixels_ * 2; }

 private:
  /// What a pixel's ink may be.
  enum class Fit : std::uint8_t { four_inks, black_alone };

  void look_at_edge(const std::uint8_t* pixel, Fit fit, const std::uint8_t* other, Fit other_fit);

  std::size_t width_;
  std::vector<std::uint8_t> above_;
  std::vector<Fit> above_fit_, fit_;
  std::uint64_t pixels_ = 0, colored_ = 0, black_ = 0, differing_ = 0;
  std::uint64_t edges_ = 0, soft_edges_ = 0;
};

/// Rows of 8-bit RGB pixels into 8-bit inks: relative colorimetric with black point compensation
/// (R28). Immutable. Threads: may be used by several at once. Cost: 15 to 30 ns a pixel.
class PixelInks {
 public:
  /// `press` null: the plain complement.
  PixelInks(const PressProfile* press, std::string_view icc);
  ~PixelInks();
  PixelInks(const PixelInks&) = delete;
  PixelInks& operator=(const PixelInks&) = delete;

  /// `cmyk` gets four bytes a pixel, 255 full ink. Not for pictures of tone gray.
  void convert(const std::uint8_t* rgb,
               std::uint8_t* cmyk,
               std::size_t pixels,
               PictureTone tone) const;
  /// Rows of a gray picture: one byte a pixel, 0 black, as sRGB would show it.
  void to_gray(const std::uint8_t* rgb, std::uint8_t* gray, std::size_t pixels) const;

 private:
  void* transform_ = nullptr;
  std::array<std::uint8_t, 256> gray_;  // neutral value of the source to that of sRGB
};

/// Sums of inks over a picture's pixels (R24).
class InkTally {
 public:
  /// Four bytes a pixel, 255 full ink.
  void add(const std::uint8_t* cmyk, std::size_t pixels);

  /// Percent of ink that at most one pixel in a thousand goes beyond.
  int percent() const;

 private:
  std::array<std::uint64_t, 4 * 255 + 1> counts_{};
};

/// An sRGB profile, ICC version 2, the same bytes every time.
Bytes srgb_profile();

/// Sum of the inks in percent; a spot colour counts by its tint alone.
int total_ink(const Color& color);

}  // namespace banxin
