// Line breaking and justification: shaped text and a measure become lines of exact width.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/hash.h"
#include "engine/shape/shape.h"

namespace banxin {

/// Room that something beside the text takes from some of its lines: a picture, an initial.
struct LineInset {
  std::uint32_t lines = 0;  // that many, after those of the insets before it
  Length left, right;
  friend bool operator==(const LineInset&, const LineInset&) = default;
};

struct LineRequest {
  Length measure;
  Length first_indent;       // of the first line; may be negative (hanging)
  Length other_indent;       // of the following lines (turn-over)
  Length last_line_reserve;  // room the last line leaves free at its end (contents entries)
  Length other_reserve;      // room every other line leaves free at its end
  Align align = Align::justify;
  Align align_last = Align::start;
  std::vector<LineInset> insets;  // of the first lines, in order. Text on a cell grid has none
  int looseness = 0;  // lines more (or less) than the best number of them, if they can be set well
  friend bool operator==(const LineRequest&, const LineRequest&) = default;
};

/// How one cluster stands in its line: it begins at x, its glyphs are drawn shifted by dx (the
/// trimmed left blank of an opening mark is a negative dx) and it takes `advance`.
struct PlacedCluster {
  Length x, dx, advance;
};

/// Compression steps (C1–C6) in order.
enum class ShrinkStep : std::uint8_t { word_space, quarters, brackets, pauses, autospace, stops };
inline constexpr int kShrinkSteps = 6;

struct Line {
  std::uint32_t begin = 0, end = 0;   // clusters [begin, end) that are drawn; spaces dropped at
                                      // the edges are outside
  std::vector<PlacedCluster> placed;  // one per cluster; x from the line's left edge at 0
  Length width;                       // from 0 to the end of the last cluster and its hyphen,
                                      // without what hangs
  Length hang;                        // how far the last mark stands outside `width` (G1)
  bool hyphen = false;                // a hyphen glyph is drawn after the last cluster; the soft
                                      // hyphen's own cluster is outside
  bool last = false;                  // of the paragraph, or before a forced break
  bool justified = false;             // width equals the measure exactly, less a right inset
  Length worst_gap;                   // largest addition to one gap beyond X1 and X2, for J8
  std::array<Length, kShrinkSteps> squeezed{};  // the most taken from one place, by ShrinkStep
  std::int32_t ratio = 0;   // r of D1 in thousandths: below 0 compressed (-1000: all room
                            // used up), above 0 stretched (1000: 1/16 em a Han gap)
  bool short_last = false;  // a last line of too little text (P5 孤字)
  // J7. `loose`: a gap above 1/4 em; `soft_unit` to `prohibition`: where the line ends.
  enum class Emergency : std::uint8_t {
    none,
    loose,
    soft_unit,
    hyphenated,
    token_split,
    prohibition,
    overfull
  };
  Emergency emergency = Emergency::none;  // J7
};

struct BrokenText {
  std::vector<Line> lines;  // at least one, also for empty text
  Diagnostics diagnostics;  // W401 overfull, W402 split word, W403 rescue, W404 very loose line,
                            // N416 looseness that can't be had; without spans; the last argument is
                            // the line's text
  std::vector<std::uint32_t> diagnostic_clusters;  // per diagnostic: a cluster it is about, from
                                                   // which the caller finds the span
};

/// Chooses lines (J1–J8 greedy; optimal by 5.3) and justifies them (C, X). Titles with
/// composition.balance get phrase-balanced lines of natural width (H5). Every justified line is
/// exactly as wide as the measure less its reserve. `align_last` counts for justified text; other
/// text keeps its alignment in the last line unless align_last asks for more than `start`.
/// Spread lines part only at line feeds. Never fails: what can't be set well is reported and set
/// anyway. Cost: linear, but for `optimal` (clusters times clusters of a line) and for looseness
/// (that, times lines). Threads: safe.
BrokenText break_lines(const ShapedText& shaped, const LineRequest& request);

/// R1: how many cells a line has on the grid of `measure`; at least one.
std::int64_t grid_cells(const Composition& composition, Length measure, Length em);

Hash128 line_key(Hash128 shape, const LineRequest& request);

/// One typeset line a line: width, text, gaps. For golden tests.
std::string to_text(const BrokenText& broken, const ShapedText& shaped);

}  // namespace banxin
