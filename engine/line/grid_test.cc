// S5, R1–R3, G3: text on a cell grid. T109–T112 of the reference and what its rules say besides.
#include <gtest/gtest.h>

#include "engine/line/em_grid.h"
#include "engine/line/line.h"
#include "engine/line/random_text.h"

namespace banxin {
namespace {

using em_grid::ems;
using em_grid::kEm;
using em_grid::text_of;

struct Settings {
  Length measure = kEm * 10;
  PunctuationStyle style = PunctuationStyle::grid;
  std::string hanging = {};
  Length indent = {};
  Align align = Align::justify;
  std::int32_t cells = 0;
};

struct Set {
  ShapedText shaped;
  BrokenText broken;
};

Set set_on_grid(std::string_view text, const Settings& settings = {}) {
  Composition composition;
  composition.punctuation = settings.style;
  composition.hanging = settings.hanging;
  composition.grid_cells = settings.cells;
  LineRequest request;
  request.measure = settings.measure;
  request.first_indent = settings.indent;
  request.align = settings.align;
  Set out{em_grid::shape(text, composition), {}};
  out.broken = break_lines(out.shaped, request);
  return out;
}

/// Every line as its clusters and where they begin, in em: "用0 A1.25 写2".
std::string placed(const Set& set) {
  std::string out;
  for (const Line& line : set.broken.lines) {
    out += out.empty() ? "" : " ⏎ ";
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      std::string x = std::to_string(ems(line.placed[i - line.begin].x));
      x.erase(x.find_last_not_of('0') + 1);
      x.erase(x.find_last_not_of('.') + 1);
      out += std::string(i > line.begin ? " " : "") + std::string(text_of(set.shaped, i)) + x;
    }
  }
  return out;
}

std::string lines(const Set& set) {
  std::string out;
  for (const Line& line : set.broken.lines) {
    out += out.empty() ? "" : "⏎";
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      out += text_of(set.shaped, i);
    }
  }
  return out;
}

TEST(Reference, T109LatinLetterInTheMiddleOfItsCell) {
  EXPECT_EQ(placed(set_on_grid("用A写")), "用0 A1.25 写2");
}

TEST(Reference, T110LatinRunTakesWholeCells) {
  EXPECT_EQ(placed(set_on_grid("共2026年")), "共0 21.5 02 22.5 63 年4");
}

TEST(Reference, T111LatinRunKeepsAnEighthEachSide) {
  EXPECT_EQ(placed(set_on_grid("约6-7月")), "约0 61.25 -1.75 72.25 月3");
}

/// 28 Han of 16 pt over 156 mm; the page's 22 lines are in tests/pipeline.
TEST(Reference, T112TwentyEightHanOverTheMeasure) {
  std::string text;
  for (int k = 0; k < 28; ++k) {
    text += "版";
  }
  Composition composition;
  composition.punctuation = PunctuationStyle::grid;
  composition.grid_cells = 28;
  ShapedText shaped = em_grid::shape(text + text, composition);
  shaped.em = Length::pt(16);
  for (ShapedCluster& c : shaped.clusters) {
    c.size = c.advance = shaped.em;
  }
  LineRequest request;
  request.measure = Length::emu(156 * 36000);
  const BrokenText broken = break_lines(shaped, request);
  ASSERT_EQ(broken.lines.size(), 2u);
  ASSERT_EQ(broken.lines[0].placed.size(), 28u);
  for (int k = 0; k < 28; ++k) {
    EXPECT_NEAR(broken.lines[0].placed[static_cast<std::size_t>(k)].x.pt(), k * 15.793, 0.01);
  }
  EXPECT_EQ(broken.lines[0].width, request.measure);
}

TEST(Grid, MarksHaveCellsOfTheirOwnAndKeepThem) {
  EXPECT_EQ(placed(set_on_grid("“口，”口。（口）")), "“0 口1 ，2 ”3 口4 。5 （6 口7 ）8");
  EXPECT_EQ(placed(set_on_grid("口·口——口……")), "口0 ·1.25 口2 ——3 口5 ……6");
}

TEST(Grid, CompactPutsTwoMarksIntoOneCell) {
  Settings compact;
  compact.style = PunctuationStyle::grid_compact;
  EXPECT_EQ(placed(set_on_grid("口。”口，“口", compact)), "口0 。1 ”1.5 口2 ，3 “3.5 口4");
  EXPECT_EQ(placed(set_on_grid("口（）口》、《", compact)), "口0 （1 ）2 口3 》4 、4.5 《5")
      << "（） keeps its inside";
  const Set set = set_on_grid("口，“口", compact);
  EXPECT_DOUBLE_EQ(ems(set.broken.lines[0].placed[2].dx), -0.5) << "its ink, not its blank";
}

TEST(Grid, MovesOneDownAndLeavesTheCellEmptyR3) {
  const Set set = set_on_grid("一二三四五六七八九十，一二");
  EXPECT_EQ(lines(set), "一二三四五六七八九⏎十，一二");
  EXPECT_EQ(set.broken.lines[0].width, kEm * 9);
  EXPECT_FALSE(set.broken.lines[0].justified);
  EXPECT_EQ(lines(set_on_grid("一二三四五六七八九（一二）")), "一二三四五六七八九⏎（一二）");
}

TEST(Grid, HangsTheMarkThatWouldOpenALineG3) {
  Settings hanging;
  hanging.hanging = "，。、．";
  const Set set = set_on_grid("一二三四五六七八九十，一二", hanging);
  EXPECT_EQ(lines(set), "一二三四五六七八九十，⏎一二");
  EXPECT_EQ(set.broken.lines[0].width, kEm * 10);
  EXPECT_EQ(set.broken.lines[0].hang, kEm.scaled(1, 2));
  EXPECT_TRUE(set.broken.lines[0].justified);
  EXPECT_EQ(lines(set_on_grid("一二三四五六七八九十。”一", hanging)), "一二三四五六七八九十。⏎”一")
      << "the second of two marks may begin a line";
}

TEST(Grid, IndentsAndAlignsByCells) {
  Settings settings;
  settings.indent = kEm * 2;
  EXPECT_EQ(placed(set_on_grid("一二三四五六七八九", settings)),
            "一2 二3 三4 四5 五6 六7 七8 八9 ⏎ 九0");
  settings = {};
  settings.align = Align::center;
  EXPECT_EQ(placed(set_on_grid("一二三", settings)), "一3 二4 三5");
  settings.align = Align::end;
  EXPECT_EQ(placed(set_on_grid("一二A", settings)), "一7 二8 A9.25");
}

TEST(Grid, WiderCellsHoldTheCharacterInTheirMiddle) {
  Settings settings;
  settings.cells = 5;
  EXPECT_EQ(placed(set_on_grid("一A，", settings)), "一0.5 A2.75 ，4.5");
}

TEST(Grid, KeepsUnitsAndPartsWordsOnlyWhereNothingElseIsLeft) {
  EXPECT_EQ(lines(set_on_grid("一二三四五六七HarfBuzz一")), "一二三四五六七⏎HarfBuzz一");
  EXPECT_EQ(lines(set_on_grid("一二三四五六七八九50%以上")), "一二三四五六七八九⏎50%以上");
  EXPECT_EQ(set_on_grid("Donaudampfschifffahrt").broken.lines.size(), 2u);
}

/// Whatever the text: every Han is alone in its cell, nothing overlaps, nothing is lost.
TEST(Grid, HoldsForRandomText) {
  random_text::Random random(4);
  for (int round = 0; round < 1000; ++round) {
    const std::string text = random_text::text(random, 1 + random.below(90));
    random_text::Settings settings = random_text::settings(random);
    settings.composition.punctuation =
        random.one_in(2) ? PunctuationStyle::grid : PunctuationStyle::grid_compact;
    settings.composition.balance = false;
    settings.request.align = static_cast<Align>(random.below(4));
    settings.request.align_last = Align::start;
    const ShapedText shaped = em_grid::shape(text, settings.composition);
    const BrokenText broken = break_lines(shaped, settings.request);
    const std::int64_t measure = settings.request.measure.emu();
    const std::int64_t count = grid_cells(settings.composition, settings.request.measure, kEm);
    std::uint32_t next = 0;
    for (const Line& line : broken.lines) {
      ASSERT_GE(line.begin, next) << text;
      for (; next < line.begin; ++next) {
        ASSERT_NE(shaped.clusters[next].cls, CharClass::han) << text;
      }
      Length pen;
      std::int64_t last_cell = -1;
      for (; next < line.end; ++next) {
        const PlacedCluster& placed = line.placed[next - line.begin];
        ASSERT_GE(placed.x, pen) << text;
        pen = placed.x + placed.advance;
        if (shaped.clusters[next].cls == CharClass::han) {
          const std::int64_t cell = placed.x.emu() * count / measure;
          ASSERT_GT(cell, last_cell) << text;
          last_cell = cell;
        }
      }
      ASSERT_TRUE(line.width <= settings.request.measure ||
                  line.emergency == Line::Emergency::overfull)
          << text << "\n"
          << to_text(broken, shaped);
    }
  }
}

}  // namespace
}  // namespace banxin
