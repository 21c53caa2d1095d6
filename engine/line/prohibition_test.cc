// K0–K6 and K8 on set lines: no mark stands at a line's edge where the level forbids it, with
// either breaker, unless the line says it had to (J7). The lists are those of the rules, not the
// engine's.
#include <gtest/gtest.h>

#include "engine/line/em_grid.h"
#include "engine/line/random_text.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

using em_grid::text_of;
using Emergency = Line::Emergency;

bool one_of(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

/// K1, and what K5 and K6 add.
bool may_not_start(char32_t c, Prohibition level) {
  if (level == Prohibition::none) {
    return false;
  }
  const bool basic = one_of(U"，。、；：？！”’）》」】·～–—／％℃々,.;:!?)]}%", c);
  return basic || (level >= Prohibition::gb_plus && c == U'…');
}

/// K2, and what K4 and K5 add.
bool may_not_end(char32_t c, Prohibition level) {
  if (level == Prohibition::none) {
    return false;
  }
  const bool basic = one_of(U"“‘（《「【￥([{", c);
  const bool gb = level >= Prohibition::gb && c == U'／';
  return basic || gb || (level == Prohibition::strict && c == U'①');
}

char32_t first_of(std::string_view text) {
  std::size_t at = 0;
  return decode_utf8(text, at);
}

bool blank(const ShapedCluster& c) {
  return c.is_space || c.cls == CharClass::space;
}

/// What is wrong at the edge between two lines.
std::string fault(const ShapedText& shaped, const Line& line, const Line& next, Prohibition level) {
  if (line.begin == line.end || next.begin == next.end) {
    return {};
  }
  if (blank(shaped.clusters[line.end - 1]) || blank(shaped.clusters[next.begin])) {
    return "a space at a line's edge (K8)";
  }
  const bool told = line.emergency == Emergency::prohibition ||
                    line.emergency == Emergency::token_split ||
                    line.emergency == Emergency::overfull;
  const bool forced = shaped.clusters[next.begin - 1].break_after.kind == BreakKind::mandatory ||
                      shaped.clusters[next.begin - 1].cls == CharClass::zero_width_break;
  if (told || forced) {
    return {};
  }
  const std::string_view last = text_of(shaped, line.end - 1);
  const std::string_view first = text_of(shaped, next.begin);
  // —— is no connector, and inside a word or an address other rules hold.
  const bool dash = shaped.clusters[next.begin].cls == CharClass::dash;
  const bool word = shaped.clusters[line.end - 1].cls == CharClass::latin &&
                    shaped.clusters[next.begin].cls == CharClass::latin;
  if (word || line.hyphen) {
    return {};
  }
  if (dash ? level == Prohibition::strict : may_not_start(first_of(first), level)) {
    return "starts a line: " + std::string(first);
  }
  return may_not_end(first_of(last), level) ? "ends a line: " + std::string(last) : std::string();
}

class EveryLevel : public testing::TestWithParam<std::tuple<Prohibition, Breaker>> {};

TEST_P(EveryLevel, KeepsItsMarksFromTheEdgesOfLinesK) {
  const auto [level, breaker] = GetParam();
  random_text::Random random(41);
  int edges = 0;
  for (int round = 0; round < 400; ++round) {
    random_text::Settings settings = random_text::settings(random);
    settings.composition.prohibition = level;
    settings.composition.breaker = breaker;
    const std::string text = random_text::text(random, 60);
    const ShapedText shaped = em_grid::shape(text, settings.composition);
    const BrokenText broken = break_lines(shaped, settings.request);
    for (std::size_t k = 0; k + 1 < broken.lines.size(); ++k) {
      const Line& line = broken.lines[k];
      ASSERT_EQ(fault(shaped, line, broken.lines[k + 1], level), "")
          << random_text::describe(text, settings) << "\n"
          << to_text(broken, shaped);
      ++edges;
    }
  }
  EXPECT_GT(edges, 500) << "too few lines to say anything";
}

INSTANTIATE_TEST_SUITE_P(Levels,
                         EveryLevel,
                         testing::Combine(testing::Values(Prohibition::none,
                                                          Prohibition::basic,
                                                          Prohibition::gb,
                                                          Prohibition::gb_plus,
                                                          Prohibition::strict),
                                          testing::Values(Breaker::greedy, Breaker::optimal)));

/// The test above would see a fault: set without prohibition, the same texts break every level.
TEST(Levels, AreBrokenByTextSetWithoutProhibition) {
  random_text::Random random(41);
  int faults = 0;
  for (int round = 0; round < 100; ++round) {
    random_text::Settings settings = random_text::settings(random);
    settings.composition.prohibition = Prohibition::none;
    const ShapedText shaped = em_grid::shape(random_text::text(random, 60), settings.composition);
    const BrokenText broken = break_lines(shaped, settings.request);
    for (std::size_t k = 0; k + 1 < broken.lines.size(); ++k) {
      faults +=
          fault(shaped, broken.lines[k], broken.lines[k + 1], Prohibition::gb_plus).empty() ? 0 : 1;
    }
  }
  EXPECT_GT(faults, 20);
}

}  // namespace
}  // namespace banxin
