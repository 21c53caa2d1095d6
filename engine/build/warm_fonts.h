// Loaded fonts kept between jobs.
#pragma once

#include <memory>
#include <span>
#include <utility>

#include "engine/base/hash.h"
#include "engine/build/build.h"
#include "engine/font/font.h"

namespace banxin {

/// The font store of the last job, given out again while list, wishes and files are the same.
class WarmFonts {
 public:
  struct Loaded {
    std::shared_ptr<const FontStore> store;
    Diagnostics diagnostics;
  };

  WarmFonts() = default;

  /// Looks on the shelf before it loads.
  explicit WarmFonts(std::shared_ptr<FontShelf> shelf) : shelf_(std::move(shelf)) {}

  /// Cost: without a change, one look at the first bytes of each listed file.
  Loaded get(const FontList& list, std::span<const FontWish> wishes, const World& world);

 private:
  std::shared_ptr<const Loaded> loaded_or_load(const FontList& list,
                                               std::span<const FontWish> wishes,
                                               const World& world) const;

  std::shared_ptr<FontShelf> shelf_;
  Hash128 key_;
  std::shared_ptr<const Loaded> loaded_;
};

}  // namespace banxin
