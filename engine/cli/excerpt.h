// The line of the manuscript a diagnostic points at, with a mark under the place.
#pragma once

#include <string>
#include <string_view>

#include "engine/api/banxin.h"

namespace banxin {

/// Columns a terminal gives a text: two for Han and what is set as wide, one for the rest.
std::size_t display_width(std::string_view text);

/// Two lines, as in
///   "  | 第一段![图一](images/图.png)\n"
///   "  |              ^~~~~~~~~~~~~\n"
/// cut to a window round the place if the line is long; empty if the place is unknown or an empty
/// line. Control characters of the manuscript are shown as a replacement, never sent to a terminal.
std::string excerpt(Span span, const SourceMap& sources);

}  // namespace banxin
