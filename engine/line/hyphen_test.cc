// U7 in the breakers: how many lines in a row may end in a hyphen, and hyphens as an emergency.
#include <gtest/gtest.h>

#include "engine/line/em_grid.h"
#include "engine/line/line.h"

namespace banxin {
namespace {

/// `¦` is a soft hyphen, `=` one that is left for emergencies.
std::string set(std::string_view text, std::int64_t measure, const Composition& composition) {
  std::string typed;
  std::vector<std::size_t> emergencies;
  std::size_t hyphens = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool soft = text.compare(i, 2, "¦") == 0;
    if (soft || text[i] == '=') {
      if (!soft) {
        emergencies.push_back(hyphens);
      }
      ++hyphens;
      typed += "\u00AD";
      i += soft ? 1 : 0;
    } else {
      typed += text[i];
    }
  }
  ShapedText shaped = em_grid::shape(typed, composition);
  std::size_t seen = 0;
  for (ShapedCluster& c : shaped.clusters) {
    if (c.break_after.kind == BreakKind::hyphen) {
      for (const std::size_t e : emergencies) {
        c.break_after.penalty = e == seen ? kEmergencyHyphenPenalty : c.break_after.penalty;
      }
      ++seen;
    }
  }
  LineRequest request;
  request.measure = em_grid::kEm * measure;
  return to_text(break_lines(shaped, request), shaped);
}

std::size_t hyphens_in(const std::string& lines) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = lines.find("-\"", at)) != std::string::npos; ++at) {
    ++count;
  }
  return count;
}

TEST(HyphenLines, StopAfterTwoInARowU7) {
  Composition composition;
  composition.orphan_repair = false;
  // Each line has room for ab- at its end, and for no whole abcde.
  std::string text = "一二三四五六七八九十";
  for (int word = 0; word < 3; ++word) {
    text += "ab¦cde一二三四五六七八";
  }
  const std::string two = set(text, 12, composition);
  EXPECT_EQ(hyphens_in(two), 2u) << two;
  composition.hyphenate_lines = 1;
  EXPECT_EQ(hyphens_in(set(text, 12, composition)), 1u);
  composition.hyphenate_lines = 0;
  EXPECT_EQ(hyphens_in(set(text, 12, composition)), 3u) << "any number";
}

TEST(HyphenLines, ComeBeforeASplitWithoutHyphenJ7) {
  const Composition composition;
  EXPECT_EQ(set("abcd=efgh", 3, composition), "w=2.5 \"abcd-\" hyphenated\nw=2 \"efgh\" last\n");
  EXPECT_EQ(set("一二三四五六七八abcd=efgh", 10, composition),
            "w=10 \"一二三四五六七八\" justified gap=0.286 loose\nw=4 \"abcd\u00ADefgh\" last\n")
      << "a gap below half an em comes first";
}

}  // namespace
}  // namespace banxin
