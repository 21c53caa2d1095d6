// What `preflight` is asked, from the words of the command line.
#pragma once

#include <string>

#include "engine/api/banxin.h"

namespace banxin {

/// Values as typed; empty: not given.
struct PreflightWords {
  std::string profile, trim, bleed, dpi, max_ink, multiple;
};

/// Fills `into`, whose `skip` is looked at too. E804 for each value that does not fit.
Diagnostics read_preflight_words(const PreflightWords& words, PreflightRequest& into);

}  // namespace banxin
