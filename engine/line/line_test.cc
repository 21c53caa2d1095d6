#include "engine/line/line.h"

#include <chrono>

#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/line/em_grid.h"

namespace banxin {
namespace {

using em_grid::ems;
using em_grid::kEm;
using em_grid::text_of;

struct Settings {
  Composition composition;
  LineRequest request;
};

Settings at(std::int64_t measure) {
  Settings settings;
  settings.composition.orphan_repair = false;
  settings.request.measure = kEm * measure;
  return settings;
}

std::string set(std::string_view text, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  return to_text(break_lines(shaped, settings.request), shaped);
}

TEST(Lines, EmptyTextIsOneLine) {
  EXPECT_EQ(set("", at(10)), "w=0 \"\" last\n");
  EXPECT_EQ(set("   ", at(10)), "w=0 \"\" last\n");
}

TEST(Lines, ForcedBreaksStayNatural) {
  EXPECT_EQ(set("一二\n三\n", at(10)), "w=2 \"一二\" last\nw=1 \"三\" last\nw=0 \"\" last\n");
  EXPECT_EQ(set("一\n\n二", at(10)), "w=1 \"一\" last\nw=0 \"\" last\nw=1 \"二\" last\n");
}

TEST(Lines, AMeasureNarrowerThanOneClusterStillGivesLines) {
  Settings settings = at(0);
  for (const Align align : {Align::justify, Align::start, Align::center}) {
    settings.request.align = align;
    const ShapedText shaped = em_grid::shape("一二，三", settings.composition);
    const BrokenText broken = break_lines(shaped, settings.request);
    std::uint32_t next = 0;
    for (const Line& line : broken.lines) {
      EXPECT_EQ(line.begin, next);
      next = line.end;
    }
    EXPECT_EQ(next, shaped.clusters.size());
  }
}

TEST(Lines, SpacesVanishAtEdgesK8) {
  EXPECT_EQ(set("ab cdef gh", at(2)),
            "w=1 \"ab\" loose\nw=2 \"cdef\" justified\nw=1 \"gh\" last\n");
  EXPECT_EQ(set("一二三四　五六", at(4)), "w=4 \"一二三四\" justified\nw=2 \"五六\" last\n");
}

TEST(Lines, ASpaceThatVanishesPutsNoMarkAtAnEdgeK8) {
  EXPECT_EQ(set("一二三四五六　」七", at(6)),
            "w=6 \"一二三四五\" justified gap=0.25\nw=4 \"六　」七\" last\n");
}

TEST(Lines, TrimmingStopsAtAPictureW12) {
  // 1 + 1 + 1 + 1 + 1 with the picture; without it “ gives its blank.
  EXPECT_EQ(set("口，\xEF\xBF\xBC“口", at(20)), "w=5 \"口，\xEF\xBF\xBC“口\" last\n");
  EXPECT_EQ(set("口，“口", at(20)), "w=3.5 \"口，“口\" last\n");
}

TEST(Lines, TrimmingStopsAtABaseItsReadingOverhangsW12) {
  Settings settings = at(20);
  ShapedText shaped = em_grid::shape("口）（口", settings.composition);
  ShapedRuby reading;
  reading.cluster_end = 2;  // over 口）
  reading.width = kEm * 2;
  shaped.rubies.push_back(reading);
  EXPECT_EQ(to_text(break_lines(shaped, settings.request), shaped), "w=3.5 \"口）（口\" last\n");
  shaped.rubies[0].width = kEm * 3;
  EXPECT_EQ(to_text(break_lines(shaped, settings.request), shaped), "w=4 \"口）（口\" last\n");
}

TEST(Lines, IndentsAndReserves) {
  Settings settings = at(10);
  settings.request.first_indent = kEm * 2;
  settings.request.other_indent = kEm;
  settings.request.other_reserve = kEm;
  settings.request.last_line_reserve = kEm * 4;
  EXPECT_EQ(set("一二三四五六七八九十一二三四", settings),
            "w=9 \"一二三四五六七\" justified\n"
            "w=9 \"八九十一二三\" justified gap=0.4 loose\n"
            "w=2 \"四\" last\n");
}

TEST(Lines, AlignmentTrimsEdgesE5) {
  Settings settings = at(10);
  settings.request.align = Align::center;
  const ShapedText shaped = em_grid::shape("“一二”？", settings.composition);
  const Line line = break_lines(shaped, settings.request).lines[0];
  EXPECT_DOUBLE_EQ(ems(line.placed[0].x), 3.25);
  EXPECT_DOUBLE_EQ(ems(line.placed[0].dx), -0.5);
  EXPECT_DOUBLE_EQ(ems(line.width), 6.75) << "3.5 em wide: .5 + 2 + .5 + .5";
  settings.request.align = Align::end;
  EXPECT_DOUBLE_EQ(ems(break_lines(shaped, settings.request).lines[0].width), 10);
}

TEST(Lines, MarksStayFullWidthUntilNeeded) {
  Settings settings = at(10);
  settings.composition.adjacent = AdjacentTrim::when_needed;
  settings.composition.line_end = LineEnd::keep;
  settings.composition.line_start = LineStart::keep;
  EXPECT_EQ(set("一二”，四五“六七八", settings), "w=10 \"一二”，四五“六七八\" last\n");
  // Push-in: the marks of the line give up to half an em each; the last one is squeezed as well.
  EXPECT_EQ(set("一二”，四五六七八九十，一二", settings),
            "w=10 \"一二”，四五六七八九\" justified\nw=4 \"十，一二\" last\n");
  settings.composition.line_end = LineEnd::automatic;
  EXPECT_EQ(set("一二”，四五六七八九，一二", settings),
            "w=10 \"一二”，四五六七八九，\" justified\nw=2 \"一二\" last\n");
}

TEST(Lines, EmergenciesComeInOrderJ7) {
  // A word longer than the measure parts at any letter.
  EXPECT_EQ(set("abcdefgh一", at(3)),
            "w=3 \"abcdef\" justified token_split\nw=2.25 \"gh一\" last\n");
  // An address parts at a soft place before any letter.
  EXPECT_EQ(set("版心见editor@example.com", at(7)),
            "w=7 \"版心见editor\" justified gap=0.334 soft_unit\nw=6 \"@example.com\" last\n");
  // Also where it stands alone and nothing can fill its line …
  EXPECT_EQ(set("editor.office@example.org", at(7)),
            "w=6.5 \"editor.office\" soft_unit\nw=6 \"@example.org\" last\n");
  // … but not where more than half of the line would be empty.
  EXPECT_EQ(set("abcd.efghijklmnopq@example.org", at(7)),
            "w=7 \"abcd.efghijklm\" justified token_split\n"
            "w=6 \"nopq@example\" soft_unit\nw=2 \".org\" last\n");
  // Marks in a row give way to the prohibition only when nothing else is left.
  EXPECT_EQ(set("一。」』）一", at(2)),
            "w=2 \"一。」\" justified prohibition\nw=1 \"』）\" loose\nw=1 \"一\" last\n");
  // What nothing may part stands out.
  EXPECT_EQ(set("一\u2060二\u2060三", at(2)), "w=3 \"一\u2060二\u2060三\" last overfull\n");
}

TEST(Lines, EmergenciesAreReportedWithTheirCluster) {
  const ShapedText shaped = em_grid::shape("abcdefgh一", at(3).composition);
  const BrokenText broken = break_lines(shaped, at(3).request);
  ASSERT_EQ(broken.diagnostics.size(), 1u);
  EXPECT_EQ(broken.diagnostics[0].code, "W402");
  EXPECT_EQ(broken.diagnostics[0].args[0], "abcdef");
  ASSERT_EQ(broken.diagnostic_clusters.size(), 1u);
  EXPECT_EQ(broken.diagnostic_clusters[0], 5u);
  const ShapedText wide = em_grid::shape("一\u2060二\u2060三", at(2).composition);
  const Diagnostic overfull = break_lines(wide, at(2).request).diagnostics.at(0);
  EXPECT_EQ(message_text(overfull, Language::en),
            "a line is 3.5 mm too long: \"一\u2060二\u2060三\"");
}

TEST(Lines, OnlyFilledTextIsCalledLooseJ7) {
  // As in a narrow table cell: "ab" stands alone because the word after it does not fit.
  Settings cell = at(2);
  const ShapedText shaped = em_grid::shape("ab cdef gh", cell.composition);
  EXPECT_EQ(break_lines(shaped, cell.request).diagnostics.at(0).code, "W404");
  cell.request.align = Align::start;
  EXPECT_TRUE(break_lines(shaped, cell.request).diagnostics.empty());
}

TEST(Lines, OrphansAreRepairedP5) {
  Settings settings = at(10);
  settings.composition.orphan_repair = true;
  // An earlier line can be compressed, the one before the last cannot.
  EXPECT_EQ(set("一二，四，六，八九十一二三四五六七八九十了", settings),
            "w=10 \"一二，四，六，八九十一\" justified\n"
            "w=10 \"二三四五六七八九十了\" last\n");
  settings.request.first_indent = kEm * 2;
  EXPECT_EQ(set("一二三四五六七八九十一二三四五六七八吧。", settings),
            "w=10 \"一二三四五六七八\" justified\n"
            "w=10 \"九十一二三四五六七\" justified gap=0.125\n"
            "w=2.5 \"八吧。\" last\n")
      << "1.5 em is shorter than the indent, 2.5 em is not";
}

Settings title(std::int64_t measure) {
  Settings settings = at(measure);
  settings.composition.balance = true;
  settings.request.align = Align::center;
  return settings;
}

std::string title_lines(std::string_view text, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  std::string out;
  for (const Line& line : break_lines(shaped, settings.request).lines) {
    out += out.empty() ? "" : "⏎";
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      out += text_of(shaped, i);
    }
  }
  return out;
}

TEST(Titles, BreakAtPhrasesIntoFewBalancedLinesH5) {
  struct Case {
    std::int64_t measure;
    const char *text, *lines;
  };

  const Case cases[] = {
      {20, "新版办法 提高额度上限", "新版办法 提高额度上限"},
      {10, "新版办法 提高额度上限", "新版办法⏎提高额度上限"},
      {12, "城市更新进入新阶段：老旧小区改造提速", "城市更新进入新阶段：⏎老旧小区改造提速"},
      {12, "学习贯彻《关于加强期刊管理的意见》", "学习贯彻⏎《关于加强期刊管理的意见》"},
      {10, "全市新增绿地面积120公顷以上", "全市新增绿地⏎面积120公顷以上"},
      {9, "一二三四五六七八九十", "一二三四五⏎六七八九十"},
      {6, "他们\n的选择", "他们⏎的选择"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(title_lines(c.text, title(c.measure)), c.lines);
  }
}

TEST(Titles, TypedSpaceIsOneEmInsideALine) {
  const ShapedText shaped = em_grid::shape("新版 办法", title(20).composition);
  EXPECT_DOUBLE_EQ(ems(break_lines(shaped, title(20).request).lines[0].placed[2].advance), 1);
}

/// The line of `text` at `measure` whose facts a composition report reads.
Line line_of(std::string_view text, std::int64_t measure, std::size_t index) {
  const Settings settings = at(measure);
  const ShapedText shaped = em_grid::shape(text, settings.composition);
  return break_lines(shaped, settings.request).lines.at(index);
}

Length taken(const Line& line, ShrinkStep step) {
  return line.squeezed[static_cast<std::size_t>(step)];
}

TEST(Quality, NaturalLinesAreNeitherLooseNorTight) {
  const Line line = line_of("一二三四五六七八九十一二", 10, 0);
  EXPECT_EQ(line.ratio, 0);
  EXPECT_EQ(line.worst_gap, Length());
  EXPECT_EQ(line.squeezed, Line().squeezed);
}

/// T61: 1 em over 8 gaps is twice the 1/16 em that r = 1 stands for.
TEST(Quality, RatioOfAStretchedLineD1) {
  const Line line = line_of("一二三四五六七八九十，一二", 10, 0);
  EXPECT_EQ(line.ratio, 2000);
  EXPECT_EQ(line.worst_gap, kEm / 8);
}

/// T63: brackets give a quarter each of the half they have (C3); nothing else gives.
TEST(Quality, SqueezeIsToldByStepC3) {
  const Line line = line_of("一二（四）六七八九十。一二", 10, 0);
  EXPECT_EQ(taken(line, ShrinkStep::brackets), kEm / 4);
  EXPECT_EQ(taken(line, ShrinkStep::pauses), Length());
  EXPECT_EQ(line.ratio, -500);
}

/// T99: only when all else is used up do stops inside the line give (C6).
TEST(Quality, SqueezeOfStopsC6) {
  const Line line = line_of("甲。乙。丙。丁。戊，己", 9, 0);
  EXPECT_EQ(taken(line, ShrinkStep::stops), kEm / 8);
  EXPECT_EQ(taken(line, ShrinkStep::pauses), Length());
}

TEST(Quality, AShortLastLineIsMarkedP5) {
  EXPECT_TRUE(line_of("一二三四五六七八九十一。", 10, 1).short_last);
  EXPECT_FALSE(line_of("一二三四五六七八九十一二。", 10, 1).short_last);
  EXPECT_FALSE(line_of("一。", 10, 0).short_last) << "a paragraph of one line has no short last";
  EXPECT_FALSE(line_of("一二三四\n五", 10, 1).short_last) << "after a forced break it is meant";
}

TEST(Cost, GreedyIsLinear) {
  std::string text;
  for (int i = 0; i < 174; ++i) {
    text += i % 20 == 19 ? "，" : "版";
  }
  const ShapedText shaped = em_grid::shape(text, at(30).composition);
  constexpr int kParagraphs = 385;
  const auto start = std::chrono::steady_clock::now();
  std::size_t lines = 0;
  for (int i = 0; i < kParagraphs; ++i) {
    lines += break_lines(shaped, at(30).request).lines.size();
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  RecordProperty("milliseconds_for_67000_han", std::to_string(took.count()));
  EXPECT_EQ(lines, kParagraphs * 6u);
}

/// Text no editor writes must not take time out of proportion.
TEST(Cost, HostileTextStaysLinear) {
  const auto many = [](std::string_view piece, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      text += piece;
    }
    return text;
  };
  for (const std::string& text : {many("a", 200000),
                                  many("，", 100000),
                                  many("“", 100000),
                                  many("\u2060", 100000),
                                  many(" ", 200000),
                                  many("版 ", 60000),
                                  many("\u0301", 100000),
                                  many("/.", 100000)}) {
    Settings settings = at(30);
    settings.composition.orphan_repair = true;
    const ShapedText shaped = em_grid::shape(text, settings.composition);
    EXPECT_FALSE(break_lines(shaped, settings.request).lines.empty());
    settings.composition.balance = true;
    EXPECT_FALSE(break_lines(shaped, settings.request).lines.empty());
  }
}

// ---- beside a picture ---------------------------------------------------------------------------

/// "2+6 0+10": where each line begins and how far it goes, in em.
std::string places(const std::string& text, const LineRequest& request, Breaker breaker) {
  Composition composition;
  composition.breaker = breaker;
  composition.orphan_repair = false;
  std::string out;
  for (const Line& line : break_lines(em_grid::shape(text, composition), request).lines) {
    const Length left = line.placed.front().x;
    out += (out.empty() ? "" : " ") + number_text(em_grid::ems(left), 2) + "+" +
           number_text(em_grid::ems(line.width - left), 2);
  }
  return out;
}

TEST(Beside, LinesKeepOffWhatStandsAtEitherSide) {
  for (const Breaker breaker : {Breaker::greedy, Breaker::optimal}) {
    LineRequest request;
    request.measure = em_grid::kEm * 10;
    request.first_indent = em_grid::kEm * 2;
    const std::string text = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
    request.insets = {{2, em_grid::kEm * 4, Length()}};
    EXPECT_EQ(places(text, request, breaker), "6+4 4+6 0+10 0+10");
    request.insets = {{1, Length(), em_grid::kEm * 4}, {2, em_grid::kEm * 2, em_grid::kEm}};
    EXPECT_EQ(places(text, request, breaker), "2+4 2+7 2+7 0+10 0+2")
        << "two things one below the other";
  }
}

TEST(Beside, TextThatEndsBesideThePictureIsSetLikeAny) {
  LineRequest request;
  request.measure = em_grid::kEm * 10;
  request.insets = {{9, em_grid::kEm * 4, Length()}};
  EXPECT_EQ(places("一二三四五六七八", request, Breaker::greedy), "4+6 4+2");
  request.align = request.align_last = Align::center;
  EXPECT_EQ(places("一二三四", request, Breaker::optimal), "5+4") << "in the middle of its room";
}

// ---- a line more or less ------------------------------------------------------------------------

std::size_t count_of(const std::string& text, int looseness, Breaker breaker, std::string& codes) {
  Composition composition;
  composition.breaker = breaker;
  LineRequest request;
  request.measure = em_grid::kEm * 20;
  request.looseness = looseness;
  const BrokenText broken = break_lines(em_grid::shape(text, composition), request);
  for (const Diagnostic& diagnostic : broken.diagnostics) {
    codes += std::string(diagnostic.code) + " ";
  }
  return broken.lines.size();
}

TEST(Looseness, GainsOrLosesALineWhereItCanBeSetWell) {
  std::string text;  // nine lines of twenty with pauses, and three characters
  for (int i = 0; i < 183; ++i) {
    text += i % 10 == 9 ? "，" : "字";
  }
  for (const Breaker breaker : {Breaker::greedy, Breaker::optimal}) {
    std::string codes;
    const std::size_t usual = count_of(text, 0, breaker, codes);
    EXPECT_EQ(count_of(text, -1, breaker, codes), usual - 1);
    EXPECT_EQ(count_of(text, 1, breaker, codes), usual + 1);
    EXPECT_EQ(codes, "");
  }
}

TEST(Looseness, SaysSoWhereItCannot) {
  std::string codes;
  EXPECT_EQ(count_of("一二三四五六七八九十", -1, Breaker::greedy, codes), 1u);
  EXPECT_EQ(count_of("一二三四五六七八九十", 1, Breaker::optimal, codes), 1u);
  EXPECT_EQ(codes, "N416 N416 ");
}

}  // namespace
}  // namespace banxin
