// Text on a cell grid (稿纸): rules R1–R3, G3. Every Han and every mark has a cell, Latin runs take
// whole cells, nothing is stretched or squeezed.
#pragma once

#include <vector>

#include "engine/line/line.h"
#include "engine/line/prepared.h"

namespace banxin {

/// Is the paragraph set on a grid? Titles broken at phrases and spread lines are not.
bool on_grid(const Prepared& text);

std::vector<Line> set_on_grid(const Prepared& text);

}  // namespace banxin
