// Floats with text beside them: how much room they take from which lines.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "engine/block/block.h"

namespace banxin {

/// A float laid out, waiting for the lines it stands beside.
struct BesideFloat {
  Strip strip;         // in its place from side to side, its top at 0
  Length left, right;  // edges of the column it stands in
  Length width;        // that it takes of the column
  Length gap;          // to the text, at least; 0: one em
  Length step;         // the text's measure is a multiple; 0: of an em where the column is
  Length below;        // to the text below it, at least
  bool on_left = true;
  bool mirrored = false;  // on left pages it stands at the other side
};

/// What one paragraph does beside floats.
struct BesideLines {
  std::vector<LineInset> insets;
  std::vector<std::uint32_t> starts;  // lines at which the waiting floats begin, in order

  /// What is taken at the left of a line.
  Length left(std::uint32_t line) const;
};

/// Both, line by line.
std::vector<LineInset> joined(const std::vector<LineInset>& a, const std::vector<LineInset>& b);

/// Floats stand one below the other, each beside the first line after the one before it; a float
/// and the lines beside it make whole lines. Heights are those of strips.
class Beside {
 public:
  void add(BesideFloat float_block) { waiting_.push_back(std::move(float_block)); }

  bool active() const { return left_ > Length(); }

  bool any() const { return active() || !waiting_.empty(); }

  bool waiting() const { return !waiting_.empty(); }

  /// The next waiting float, to stand alone.
  BesideFloat take();

  /// Height of text the present float still stands beside.
  Length left() const { return left_; }

  /// For a paragraph in [left, left + width) whose first line stands `space` below the last strip.
  BesideLines lines(Length left, Length width, Length space, Length line, Length em) const;

  /// The next waiting float begins with the next strip.
  BesideFloat start(Length line, Length em);

  /// How far text beside it moves on left pages.
  Length verso_shift() const { return active() ? verso_shift_ : Length(); }

  /// A strip was placed. True if it may not be parted from the one before it.
  bool pass(Length height, Length space);

  void end() { left_ = Length(); }

 private:
  std::deque<BesideFloat> waiting_;
  BesideFloat present_;
  Length left_, verso_shift_;
  bool fresh_ = false;  // no strip has passed yet
};

/// Whole lines that a float of that height takes: it begins with the em box of the first.
Length beside_height(const BesideFloat& float_block, Length line, Length em);
/// Side on right pages.
bool stands_left(Float where, const Styled& styled);
/// What it takes from the column for text of that em, gap included.
Length beside_width(const BesideFloat& float_block, Length em);

}  // namespace banxin
