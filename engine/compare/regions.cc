// Where two pictures differ, and the two side by side with frames round it.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "engine/compare/compare.h"

namespace banxin {
namespace {

constexpr int kCell = 8;      // pixels; what differs is found by cells
constexpr int kRoom = 4;      // pixels between what differs and the frame
constexpr int kNear = 2;      // cells: differences no farther apart share a box
constexpr int kVisible = 24;  // of 255: less is the rounding of a picture's edge
constexpr int kGap = 16;      // pixels between and around the two pages
constexpr int kFrame = 2;     // pixels
constexpr std::array<unsigned char, 3> kGrey = {205, 205, 205};
constexpr std::array<unsigned char, 3> kRed = {214, 30, 30};

std::size_t offset(const Raster& raster, int x, int y) {
  return (static_cast<std::size_t>(y) * static_cast<std::size_t>(raster.width) +
          static_cast<std::size_t>(x)) *
         3;
}

bool inside(const Raster& raster, int x, int y) {
  return x < raster.width && y < raster.height;
}

/// Largest difference of a pixel's colours; 255 where only one picture reaches.
int difference(const Raster& a, const Raster& b, int x, int y) {
  if (!inside(a, x, y) || !inside(b, x, y)) {
    return inside(a, x, y) == inside(b, x, y) ? 0 : 255;
  }
  int most = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const int of_a = static_cast<unsigned char>(a.pixels[offset(a, x, y) + c]);
    const int of_b = static_cast<unsigned char>(b.pixels[offset(b, x, y) + c]);
    most = std::max(most, std::abs(of_a - of_b));
  }
  return most;
}

struct Grid {
  int columns = 0, rows = 0;
  std::vector<char> cells;

  char& at(int x, int y) {
    return cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) +
                 static_cast<std::size_t>(x)];
  }
};

Grid changed_cells(const Raster& a, const Raster& b, int least) {
  const int width = std::max(a.width, b.width);
  const int height = std::max(a.height, b.height);
  Grid grid{(width + kCell - 1) / kCell, (height + kCell - 1) / kCell, {}};
  grid.cells.assign(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows),
                    0);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (difference(a, b, x, y) > least) {
        grid.at(x / kCell, y / kCell) = 1;
      }
    }
  }
  return grid;
}

/// Takes the cells that hang together with (x, y) out of the grid; their box in cells.
PixelBox take_region(Grid& grid, int x, int y) {
  PixelBox box{x, y, x + 1, y + 1};
  std::vector<std::pair<int, int>> open{{x, y}};
  grid.at(x, y) = 0;
  while (!open.empty()) {
    const auto [cx, cy] = open.back();
    open.pop_back();
    box = {std::min(box.left, cx),
           std::min(box.top, cy),
           std::max(box.right, cx + 1),
           std::max(box.bottom, cy + 1)};
    for (int ny = std::max(0, cy - kNear); ny <= std::min(grid.rows - 1, cy + kNear); ++ny) {
      for (int nx = std::max(0, cx - kNear); nx <= std::min(grid.columns - 1, cx + kNear); ++nx) {
        if (grid.at(nx, ny)) {
          grid.at(nx, ny) = 0;
          open.emplace_back(nx, ny);
        }
      }
    }
  }
  return box;
}

bool overlap(const PixelBox& a, const PixelBox& b) {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

PixelBox united(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.left, b.left),
          std::min(a.top, b.top),
          std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

/// Boxes that overlap become one, until none do.
void join(std::vector<PixelBox>& boxes) {
  std::vector<PixelBox> apart;
  for (PixelBox box : boxes) {
    for (std::size_t i = 0; i < apart.size();) {
      if (overlap(apart[i], box)) {
        box = united(apart[i], box);
        apart.erase(apart.begin() + static_cast<std::ptrdiff_t>(i));
        i = 0;  // the larger box may reach one passed over
      } else {
        ++i;
      }
    }
    apart.push_back(box);
  }
  std::sort(apart.begin(), apart.end(), [](const PixelBox& a, const PixelBox& b) {
    return std::pair(a.top, a.left) < std::pair(b.top, b.left);
  });
  boxes = std::move(apart);
}

void fill(Raster& on, const PixelBox& box, const std::array<unsigned char, 3>& color) {
  for (int y = std::max(0, box.top); y < std::min(on.height, box.bottom); ++y) {
    for (int x = std::max(0, box.left); x < std::min(on.width, box.right); ++x) {
      for (std::size_t c = 0; c < 3; ++c) {
        on.pixels[offset(on, x, y) + c] = static_cast<char>(color[c]);
      }
    }
  }
}

void paste(Raster& on, const Raster& picture, int left) {
  for (int y = 0; y < picture.height; ++y) {
    const auto row = static_cast<std::size_t>(picture.width) * 3;
    std::copy_n(picture.pixels.begin() + static_cast<std::ptrdiff_t>(offset(picture, 0, y)),
                row,
                on.pixels.begin() + static_cast<std::ptrdiff_t>(offset(on, left, y + kGap)));
  }
}

void frame(Raster& on, const PixelBox& box) {
  const PixelBox outer{
      box.left - kFrame - 1, box.top - kFrame - 1, box.right + kFrame + 1, box.bottom + kFrame + 1};
  fill(on, {outer.left, outer.top, outer.right, outer.top + kFrame}, kRed);
  fill(on, {outer.left, outer.bottom - kFrame, outer.right, outer.bottom}, kRed);
  fill(on, {outer.left, outer.top, outer.left + kFrame, outer.bottom}, kRed);
  fill(on, {outer.right - kFrame, outer.top, outer.right, outer.bottom}, kRed);
}

}  // namespace

std::vector<PixelBox> changed_regions(const Raster& a, const Raster& b) {
  std::vector<PixelBox> boxes;
  // Faint differences count only if there are no others.
  for (const int least : {kVisible, 0}) {
    Grid grid = changed_cells(a, b, least);
    for (int y = 0; y < grid.rows; ++y) {
      for (int x = 0; x < grid.columns; ++x) {
        if (grid.at(x, y)) {
          boxes.push_back(take_region(grid, x, y));
        }
      }
    }
    if (!boxes.empty()) {
      break;
    }
  }
  join(boxes);
  const int width = std::max(a.width, b.width);
  const int height = std::max(a.height, b.height);
  for (PixelBox& box : boxes) {
    box = {std::max(0, box.left * kCell - kRoom),
           std::max(0, box.top * kCell - kRoom),
           std::min(width, box.right * kCell + kRoom),
           std::min(height, box.bottom * kCell + kRoom)};
  }
  return boxes;
}

Raster side_by_side(const Raster& a, const Raster& b, const std::vector<PixelBox>& regions) {
  const int width_a = a.width > 0 ? a.width : b.width;
  const int width_b = b.width > 0 ? b.width : a.width;
  Raster out{width_a + width_b + 3 * kGap, std::max(a.height, b.height) + 2 * kGap, {}};
  out.pixels.resize(offset(out, 0, out.height));
  fill(out, {0, 0, out.width, out.height}, kGrey);
  const int left_b = width_a + 2 * kGap;
  paste(out, a, kGap);
  paste(out, b, left_b);
  for (const PixelBox& region : regions) {
    for (const int left : {kGap, left_b}) {
      if ((left == kGap ? a : b).width > 0) {
        frame(out,
              {region.left + left, region.top + kGap, region.right + left, region.bottom + kGap});
      }
    }
  }
  return out;
}

}  // namespace banxin
