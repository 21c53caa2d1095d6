// A shaped paragraph made ready for fitting: neighbouring marks trimmed (W, S), widths and room to
// shrink as running sums, so that the width of any candidate line costs a few additions.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/line/line.h"

namespace banxin {

/// One cluster. Lengths in EMU as plain numbers: this is the inner loop of the breaker.
struct Cell {
  std::int64_t width = 0;              // trimmed by its neighbours, not yet by a line edge
  std::int64_t before = 0;             // Han–Latin space
  std::int64_t left = 0, right = 0;    // blanks still inside `width`
  std::int64_t left0 = 0, right0 = 0;  // blanks before neighbours trimmed, for line edges
  std::int64_t shift = 0;              // how much of the glyph's left blank is gone already
  std::int64_t size = 0;
  std::int64_t mark_room = 0;   // what C2, C3, C4 and C6 can take from a mark inside a line
  std::int64_t stop_room = 0;   // C6's part of it
  std::int64_t space_room = 0;  // C5: what `before` can give
};

/// A line that no inset reaches.
inline constexpr std::uint32_t kFreeLine = 0xFFFFFFFF;

/// What a line can give when it is stretched.
struct Stretch {
  std::int64_t word_spaces = 0;  // X1
  std::int64_t autospaces = 0;   // X2
  std::int64_t gaps = 0;         // X3: sum of the sizes beside the gaps; 0: no gap
  std::int64_t spaces = 0;       // sum of sizes of X1 and X2 places, for lines without gaps
};

/// How line edges are treated in this paragraph, after style and alignment have had their say.
struct EdgeRules {
  bool trim_paragraph_start = true;  // E4
  bool trim_start = true;            // E3
  LineEnd end = LineEnd::always;     // E1, E2
};

/// A candidate line: clusters [begin, end) with droppable ones already taken off.
struct Extent {
  std::uint32_t begin = 0, end = 0;
  std::int64_t hyphen = 0;  // width of a hyphen drawn at its end
  bool opens_paragraph = false;
};

class Prepared {
 public:
  Prepared(const ShapedText& shaped, const LineRequest& request);

  const ShapedText& shaped() const { return *shaped_; }

  const Composition& composition() const { return shaped_->composition; }

  const LineRequest& request() const { return *request_; }

  std::uint32_t size() const { return static_cast<std::uint32_t>(cells_.size()); }

  const Cell& cell(std::uint32_t i) const { return cells_[i]; }

  const EdgeRules& edges() const { return edges_; }

  /// The line between break positions a and b: spaces at its edges dropped.
  Extent extent(std::uint32_t a, std::uint32_t b) const;
  /// Natural width with edges trimmed as far as the rules allow.
  std::int64_t width(const Extent& line) const;
  /// What C1–C6 can take from it.
  std::int64_t room(const Extent& line) const;
  Stretch stretch(const Extent& line) const;
  /// What D1 calls the stretch of a line, in EMU, times 48 to stay whole: X1 and X2 in full and X3
  /// as far as it is comfortable (by the rules' defaults 1/4 em a word space, 1/12 a Han–Latin
  /// space, 1/16 a gap).
  std::int64_t stretch_48(const Extent& line) const;
  /// C6 alone, which the first pass of the optimal breaker leaves (D6).
  std::int64_t stop_room(const Extent& line) const;
  /// What step takes at most from cluster i, not at a line edge.
  std::int64_t room(std::uint32_t i, ShrinkStep step) const;
  /// What X1 and X2 add at most at cluster i.
  std::int64_t word_space_limit(std::uint32_t i) const;
  std::int64_t autospace_limit(std::uint32_t i) const;
  /// Quick tests for the line between a and b, not the last of a paragraph: true only if it can't
  /// be stretched to the measure with r up to `ratio` (D1), or with gaps as wide as they may be
  /// (J7). The first is true for every shorter line too, and for every line from a later a to b
  /// that has the same insets.
  bool surely_looser(std::uint32_t a, std::uint32_t b, std::uint32_t line, double ratio) const;
  bool surely_short(std::uint32_t a, std::uint32_t b, std::uint32_t line) const;

  /// Nothing but Latin words and spaces between two break positions.
  bool latin_only(std::uint32_t a, std::uint32_t b) const {
    return sums_[a].solid == sums_[b].solid;
  }

  /// Blank left of a line's first cluster, right of its last, by E1–E4. `automatic` ends give 0.
  std::int64_t edge_left(const Extent& line) const;
  std::int64_t edge_right(const Extent& line) const;

  /// Room of the line that begins at a (and ends at b, for reserves), without its indent. `line`:
  /// its number in the paragraph, for insets.
  std::int64_t available(std::uint32_t a, std::uint32_t b, std::uint32_t line) const;

  /// What insets take from a line, and of that on its left.
  std::int64_t inset(std::uint32_t line) const {
    return line < insets_.size() ? insets_[line].all : 0;
  }

  std::int64_t inset_left(std::uint32_t line) const {
    return line < insets_.size() ? insets_[line].left : 0;
  }

  /// Lines from here on have none.
  std::uint32_t inset_lines() const { return static_cast<std::uint32_t>(insets_.size()); }

  std::int64_t indent(std::uint32_t a) const;

  /// May a line end at break position p, between clusters p-1 and p?
  const BreakAfter& break_at(std::uint32_t p) const { return breaks_[p - 1]; }

  bool legal(std::uint32_t p) const { return places_[p].previous_legal == p; }

  /// Nearest legal position at or after / at or before p; 0 if there is none before.
  std::uint32_t next_legal(std::uint32_t p) const { return places_[p].next_legal; }

  std::uint32_t previous_legal(std::uint32_t p) const { return places_[p].previous_legal; }

  /// End of the forced line that holds cluster a.
  std::uint32_t forced_end(std::uint32_t a) const { return places_[a].forced_end; }

  bool droppable(std::uint32_t i) const { return places_[i].droppable; }

  /// G1, G2: may the mark before break position p stand outside the measure?
  bool may_hang(std::uint32_t p) const;
  /// By how much it does.
  std::int64_t hang_width(const Extent& line) const;

  bool is_last(std::uint32_t b) const { return b == size(); }

 private:
  void make_cells();
  void make_breaks();
  bool transparent(std::uint32_t i) const;  // neighbours trim each other across it
  std::vector<std::uint32_t> overhung() const;
  void trim_neighbours();
  void trim_pair(std::uint32_t a, std::uint32_t b);
  void trim_double_questions();
  void hold_spaces();
  void penalise_words();
  void sum();
  void find_edges();
  void find_insets();
  bool gives_right(std::uint32_t i) const;  // still holds a ½R another mark may take
  bool gives_left(std::uint32_t i) const;

  const ShapedText* shaped_;
  const LineRequest* request_;
  EdgeRules edges_;
  std::vector<Cell> cells_;
  std::vector<BreakAfter> breaks_;

  /// Running sums before cluster i, side by side since a candidate line reads them all.
  struct Sums {
    std::int64_t position = 0, room = 0, stops = 0;
    Stretch stretch;
    std::uint32_t solid = 0;  // clusters that are neither Latin nor a space
  };

  struct Inset {
    std::int64_t all = 0, left = 0;
  };

  std::vector<Sums> sums_;
  void add_spaces(std::uint32_t i, Sums& sums);
  std::int64_t widest_edges_ = 0;  // at most what two line edges and a hyphen add to a line

  /// At least what is missing to the measure, edges and hyphen counted. Less by some units than it
  /// is, so that no rounding matters.
  double least_slack(std::uint32_t a, std::uint32_t b, std::uint32_t line) const;

  /// Of a break position, and of the cluster after it.
  struct Place {
    std::uint32_t next_legal = 0, previous_legal = 0, forced_end = 0;
    std::uint32_t text_begin = 0, text_end = 0;  // nearest edges that are not droppable
    bool droppable = false;
  };

  std::vector<Place> places_;
  std::vector<Inset> insets_;  // by line
};

/// Alignment of the line that ends at b, with align_last resolved.
Align align_of(const Prepared& text, std::uint32_t b);

}  // namespace banxin
