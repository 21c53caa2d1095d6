// How well an issue is composed, line by line and page by page: what `check --composition` tells.
// Plain data, made by page, handed out by build.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"

namespace banxin {

/// What an editor would mark on a proof. Amounts are in em unless said otherwise.
enum class Flaw : std::uint8_t {
  overfull,         // a line longer than its measure (J7)
  prohibition,      // a mark at a line edge where none may stand (J7, K0)
  token_split,      // a Latin word or number parted without a hyphen (J7)
  heading_at_foot,  // 背题: fewer than two lines of text below a heading (P7); amount: lines
  widow,            // 孤行: last line of a paragraph alone at the head of a column (P6)
  orphan,           // first line of a paragraph alone at its foot (P6)
  short_last,       // 孤字: too little text in a last line (P5)
  very_loose,       // a gap between Han above 1/4 (J8)
  loose,            // above 1/8
  tight_stop,       // 。？！ inside a line gave more than 1/4 (J8)
  soft_unit,        // number and measure word, a name, an address or a compound parted (J7)
  hyphen_ladder,    // more hyphens in a row than the style allows (U7); amount: lines
  column_end,       // a column ends in a hyphen or a dash (D4)
  river,            // blanks of marks under one another (a white river); amount: lines
};

inline constexpr std::size_t kFlaws = 14;
/// "hyphen-ladder", as JSON has it.
std::string_view flaw_name(Flaw flaw);

/// A line of text where it came to stand.
struct ReportedLine {
  Span span;            // of its first character
  std::string article;  // title; empty outside of articles
  std::string text;     // its beginning
  int column = 0;       // of the page, from 0
  double gap = 0;       // em added to each gap between Han, beyond word and Han–Latin spaces
  double squeeze = 0;   // em, the most that was taken from one mark or space
  double ratio = 0;     // r of D1: 1 stretched by 1/16 em a gap; -1 compressed as far as allowed
};

struct Finding {
  Flaw flaw{};
  double amount = 0;
  ReportedLine line;
};

/// Counts of lines. Justified lines are those that had to fill the measure.
struct LineCounts {
  std::size_t lines = 0, justified = 0;
  std::size_t above_16 = 0, above_8 = 0, above_4 = 0;  // a gap above 1/16, 1/8, 1/4 em
  std::size_t compressed = 0;
  LineCounts& operator+=(const LineCounts& more);
  friend bool operator==(const LineCounts&, const LineCounts&) = default;
};

struct PageComposition {
  int page = 0;  // physical, from 0
  std::string folio;
  LineCounts counts;
  std::vector<ReportedLine> loosest, tightest;  // at most kExtremes of each, the worst first
  std::vector<Finding> findings;                // in reading order
  /// The weight of its findings, to show the worst page first; 0: nothing to mend.
  double score = 0;

  static constexpr std::size_t kExtremes = 2;
};

/// Running heads, folios and what stands in frames of page masters are not looked at.
struct CompositionReport {
  std::vector<PageComposition> pages;  // with text, in order
  LineCounts total;
  std::array<std::size_t, kFlaws> flaws{};  // how often, by Flaw

  std::size_t count(Flaw flaw) const { return flaws[static_cast<std::size_t>(flaw)]; }

  /// Indices into `pages` of those with findings, the worst first.
  std::vector<std::size_t> worst_pages() const;
};

}  // namespace banxin
