#include "engine/line/optimal.h"

#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/line/em_grid.h"
#include "engine/line/greedy.h"

namespace banxin {
namespace {

using em_grid::kEm;
using em_grid::text_of;

Composition optimal() {
  Composition composition;
  composition.breaker = Breaker::optimal;
  return composition;
}

LineRequest measure(std::int64_t ems) {
  LineRequest request;
  request.measure = kEm * ems;
  return request;
}

std::string lines_with_ratios(const std::string& input, std::int64_t ems) {
  const ShapedText shaped = em_grid::shape(input, optimal());
  const LineRequest request = measure(ems);
  const Prepared text(shaped, request);
  std::string out;
  for (const Choice& line : break_optimal(text)) {
    out += out.empty() ? "" : " ⏎ ";
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      out += text_of(shaped, i);
    }
    const auto demerits = line_demerits(text, line.begin, line.end, OptimalPass::full);
    out += " (r=" + number_text(demerits->ratio, 2) + ")";
  }
  return out;
}

TEST(Optimal, ReferenceRowsT103ToT105) {
  EXPECT_EQ(lines_with_ratios("一二三四五六七八九十一二三，五六七八HarfBuzz一二", 10),
            "一二三四五六七八九 (r=2) ⏎ 十一二三，五六七八 (r=2.29) ⏎ HarfBuzz一二 (r=0)")
      << "T103";
  EXPECT_EQ(lines_with_ratios("一二三四五六七八九十一二三四五六七八九十一。", 10),
            "一二三四五六七八九十 (r=0) ⏎ 一二三四五六七八九 (r=2) ⏎ 十一。 (r=0)")
      << "T104";
  EXPECT_EQ(lines_with_ratios("一二三四五六七八九十，一二三四五六七八九。一", 10),
            "一二三四五六七八九 (r=2) ⏎ 十，一二三四五六七八 (r=0) ⏎ 九。一 (r=0)")
      << "T105";
}

double cost_of(const Prepared& text, const std::vector<Choice>& lines, OptimalPass pass) {
  double sum = 0;
  for (const Choice& line : lines) {
    const auto demerits = line_demerits(text, line.begin, line.end, pass);
    sum += demerits ? demerits->demerits : std::numeric_limits<double>::infinity();
  }
  return sum;
}

/// Least demerits over all sets of legal breaks.
double brute_force(const Prepared& text, OptimalPass pass) {
  std::vector<double> best(text.size() + 1, std::numeric_limits<double>::infinity());
  const std::function<void(std::uint32_t, double)> walk = [&](std::uint32_t a, double sum) {
    if (a == text.size()) {
      best[a] = std::min(best[a], sum);
      return;
    }
    for (std::uint32_t b = a + 1; b <= text.forced_end(a); ++b) {
      if (!text.legal(b) || (pass == OptimalPass::strict && b < text.size() &&
                             text.break_at(b).kind == BreakKind::hyphen)) {
        continue;
      }
      const auto demerits = line_demerits(text, a, b, pass);
      if (demerits && sum + demerits->demerits < best[text.size()]) {
        walk(b, sum + demerits->demerits);
      }
    }
  };
  walk(0, 0);
  return best[text.size()];
}

std::string random_text(std::uint32_t seed, int length) {
  constexpr const char* kPieces[] = {"一",
                                     "二",
                                     "三",
                                     "版",
                                     "心",
                                     "国",
                                     "，",
                                     "。",
                                     "“",
                                     "”",
                                     "（",
                                     "）",
                                     "abc",
                                     "12",
                                     "、",
                                     "——"};
  std::string text;
  for (int i = 0; i < length; ++i) {
    seed = seed * 1664525u + 1013904223u;
    text += kPieces[(seed >> 16) % std::size(kPieces)];
  }
  return text;
}

TEST(Optimal, EqualsBruteForceOnShortParagraphs) {
  int solved = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const ShapedText shaped = em_grid::shape(random_text(seed, 22), optimal());
    const LineRequest request = measure(7);
    const Prepared text(shaped, request);
    for (const OptimalPass pass : {OptimalPass::strict, OptimalPass::full}) {
      const std::vector<Choice> lines = solve_pass(text, pass);
      const double least = brute_force(text, pass);
      ASSERT_EQ(lines.empty(), least == std::numeric_limits<double>::infinity()) << shaped.text;
      if (!lines.empty()) {
        EXPECT_NEAR(cost_of(text, lines, pass), least, 1e-3) << shaped.text;
        ++solved;
      }
    }
  }
  EXPECT_GT(solved, 200);
}

TEST(Optimal, IsNeverWorseThanGreedy) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const ShapedText shaped = em_grid::shape(random_text(seed, 150), optimal());
    const LineRequest request = measure(22);
    const Prepared text(shaped, request);
    const std::vector<Choice> lines = solve_pass(text, OptimalPass::full);
    ASSERT_FALSE(lines.empty());
    EXPECT_LE(cost_of(text, lines, OptimalPass::full),
              cost_of(text, break_greedy(text), OptimalPass::full) + 1e-3)
        << shaped.text;
  }
}

TEST(Optimal, LinesAreExactToo) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const ShapedText shaped = em_grid::shape(random_text(seed, 150), optimal());
    LineRequest request;
    request.measure = Length::emu(2345671);
    for (const Line& line : break_lines(shaped, request).lines) {
      ASSERT_TRUE(line.last || (line.justified && line.width == request.measure))
          << to_text(break_lines(shaped, request), shaped);
    }
  }
}

TEST(Optimal, HostileTextEnds) {
  for (const char* piece : {"a", "，", "\u200B", "\u2060", "版", "“"}) {
    std::string text;
    for (int i = 0; i < 20000; ++i) {
      text += piece;
    }
    EXPECT_FALSE(break_lines(em_grid::shape(text, optimal()), measure(30)).lines.empty());
  }
}

}  // namespace
}  // namespace banxin
