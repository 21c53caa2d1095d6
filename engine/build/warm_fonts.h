// Loaded fonts kept between jobs.
#pragma once

#include <memory>
#include <span>

#include "engine/base/hash.h"
#include "engine/font/font.h"

namespace banxin {

/// The font store of the last job, given out again while list, wishes and files are the same.
class WarmFonts {
 public:
  struct Loaded {
    std::shared_ptr<const FontStore> store;
    Diagnostics diagnostics;
  };

  /// Cost: without a change, one look at the first bytes of each listed file.
  Loaded get(const FontList& list, std::span<const FontWish> wishes, const World& world);

 private:
  Hash128 key_;
  Loaded loaded_;
};

}  // namespace banxin
