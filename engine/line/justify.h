// Placing the clusters of one chosen line: compression (C1–C6), expansion (X1–X3), alignment.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/line/prepared.h"

namespace banxin {

/// A line as a breaker chose it: clusters between two break positions.
struct Choice {
  std::uint32_t begin = 0, end = 0;
  Line::Emergency emergency = Line::Emergency::none;
  std::uint32_t hanging = 0;  // 1 if its last cluster hangs (G1)
};

/// The addition to each gap, per em, that fills `slack`, as a fraction: slack left over after X1
/// and X2, and the sum of em sizes it is shared by. share == 0: nothing can grow.
struct Gap {
  std::int64_t slack = 0, share = 0;

  bool within(std::int64_t num, std::int64_t den) const {
    return slack <= 0 || (share > 0 && slack * den <= share * num);
  }
};

Gap gap_of(const Stretch& stretch, std::int64_t slack);

/// Sets lines one after the other; keeps its working memory between them.
class Setter {
 public:
  explicit Setter(const Prepared& text) : text_(text) {}

  /// `line`: its number in the paragraph.
  Line set(const Choice& choice, std::uint32_t line);

 private:
  struct Place {
    std::uint32_t index = 0;  // in the line
    std::int64_t cap = 0;
    std::int64_t size = 0;
    std::int64_t part = 0;  // what it was dealt
  };

  void start(const Extent& line);
  std::int64_t natural() const;
  void shrink(const Extent& line, std::int64_t excess, Line& out);
  bool stretch(const Extent& line, std::int64_t slack, Line& out);
  bool stretch_spaces(const Extent& line, std::int64_t slack, Line& out);
  void spread(const Extent& line, std::int64_t slack);
  std::int64_t deal(std::int64_t amount);
  void emit(const Extent& line, std::int64_t from, Line& out) const;

  const Prepared& text_;
  std::vector<std::int64_t> width_, before_, shift_, after_;  // per cluster of the line
  std::vector<Place> places_;
};

}  // namespace banxin
