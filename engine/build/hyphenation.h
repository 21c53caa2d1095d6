// The hyphenation patterns a styled issue asks for (U7).
#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/world.h"
#include "engine/style/style.h"
#include "engine/unicode/unicode.h"

namespace banxin {

/// Patterns kept between jobs.
class WarmHyphenators {
 public:
  struct Loaded {
    Hyphenators hyphenators;
    Diagnostics diagnostics;  // N320 no patterns for a language, W321 they can't be read
  };

  /// Those for every language a style with `hyphens = "auto"` may meet. Cost: nothing without such
  /// a style; some milliseconds for a language that is new or whose file has changed.
  Loaded get(const Styled& styled, const World& world);

 private:
  Hyphenators kept_;
};

}  // namespace banxin
