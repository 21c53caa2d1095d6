// Colour management: output conditions (ICC profiles of presses) and conversion to their inks.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

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

 private:
  struct Transforms;
  std::shared_ptr<const PressProfile> profile_;
  std::unique_ptr<Transforms> transforms_;
};

/// Sum of the inks in percent; a spot colour counts by its tint alone.
int total_ink(const Color& color);

}  // namespace banxin
