// How well an issue's paragraphs are set line by line: what the table of loose lines and the test
// that holds it count.
#pragma once

#include <string>
#include <vector>

#include "engine/build/work.h"

namespace banxin::bench {

/// One way to set every paragraph of an issue.
struct Setting {
  enum class Rules : std::uint8_t { layout, product };  // the layout's own, or the rules' defaults
  Rules rules = Rules::product;
  Breaker breaker = Breaker::greedy;
  int measure = 30;  // em of each paragraph's own size
};

/// Lines counted; only justified paragraphs, and of them not the last lines.
struct LineCount {
  int lines = 0;  // that should fill the measure
  int above_16th = 0, above_8th = 0,
      above_4th = 0;   // with a gap between Han wider than that, in em
  int compressed = 0;  // below natural width
  int parted = 0;      // J7: a unit or a word parted, K0, overfull
  int short_last = 0;  // P5 孤字
  int hyphens = 0;
  int faults = 0;   // a mark at an edge it may not stand at, unless counted as parted
  int inexact = 0;  // not as wide as the measure, unless nothing in the line can grow

  double share(int count) const { return lines == 0 ? 0 : 100.0 * count / lines; }
};

/// Goal::fonts must have been reached.
LineCount count_lines(const Work& work, const Setting& setting);

/// Greedy and optimal at 30 and 22 em, by the rules' defaults and by the layout.
std::vector<Setting> all_settings();

/// A row of the table, and what stands above it.
std::string table_head();
std::string table_row(const Setting& setting, const LineCount& count);

}  // namespace banxin::bench
