// A page of bands: columns side by side, and what stands across them. Inside engine/page.
#pragma once

#include <vector>

#include "engine/page/fill.h"

namespace banxin {

struct PageRequest {
  const FillRequest& column;
  std::size_t columns = 1;
  ColumnFill fill = ColumnFill::balance;
};

/// Floats at the head and foot of this page.
struct PageFloats {
  std::vector<std::uint32_t> tops, bottoms;
};

/// Columns side by side from the token on, request.height high.
struct BandRequest {
  const FillRequest& column;
  std::size_t columns = 1;
  ColumnFill fill = ColumnFill::balance;
  const std::vector<Length>& feet;  // notes that stand at the foot of each
  std::size_t page_first = 0;       // first strip of the page
};

/// Even if a block across the page ends them, or text does and band.fill says so (P8).
FilledPage fill_band(const BandRequest& band, const FillToken& token);

/// Fills a page that has these floats.
FilledPage fill_bands(const PageRequest& page, const FillToken& token, const PageFloats& floats);

bool across_page(Float to);
/// With the space between each and the text.
Length heights(const Fragment& fragment, const std::vector<std::uint32_t>& floats);
/// Where an article opens at the head of the page with what stands across it, the strip after that:
/// floats come below it. Else the page's first strip.
std::size_t opening_end(const Fragment& fragment, const FillToken& token);

}  // namespace banxin
