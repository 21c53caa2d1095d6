// Lines under text, emphasis marks and name marks, in em of the text: x from the line's left edge,
// y from the baseline, down. The test face is 10 pt; its Han are one em, its letters half.
#include <gtest/gtest.h>

#include "engine/base/number.h"
#include "engine/block/block.h"
#include "engine/shape/test_text.h"

namespace banxin {
namespace {

/// A piece of text and what becomes of its style.
struct Part {
  std::string text;
  TextStyle style;
  std::uint32_t name = 0;
  std::string reading = {};
};

TextStyle plain() {
  TextStyle style;
  style.size = kTestEm;
  return style;
}

MarkLook look(Length size = kTestEm) {
  return {size, Color(), Length()};
}

TextStyle dotted(EmphasisMark mark = EmphasisMark::dot) {
  TextStyle style = plain();
  style.emphasis_mark = mark;
  style.emphasis_look = look();
  return style;
}

TextStyle named(NameMark mark, TextStyle style = plain()) {
  style.name_mark = mark;
  style.name_look = look();
  return style;
}

TextStyle underlined(TextStyle style = plain()) {
  style.underline = true;
  style.underline_look = look();
  return style;
}

class Marks : public testing::Test {
 protected:
  Marks() {
    block().line_height = 20_pt;
    block().text_align = Align::start;
  }

  BlockStyle& block() { return t.styled.block_styles[0]; }

  Fragment set(const std::vector<Part>& parts) {
    auto paragraph = std::make_shared<Paragraph>();
    std::uint32_t at = 100;
    for (const Part& part : parts) {
      banxin::Run run;
      run.begin = static_cast<std::uint32_t>(paragraph->text.size());
      paragraph->text += part.text;
      run.end = static_cast<std::uint32_t>(paragraph->text.size());
      run.source = {FileId{0}, at, at + run.end - run.begin};
      at = run.source.end;
      run.style = static_cast<TextStyleId>(t.styled.text_styles.size());
      t.styled.text_styles.push_back(part.style);
      run.name_mark = part.name;
      if (!part.reading.empty()) {
        TextStyle half = plain();
        half.size = kTestEm / 2;
        paragraph->rubies.push_back(
            {part.reading, static_cast<TextStyleId>(t.styled.text_styles.size()), run.source});
        t.styled.text_styles.push_back(half);
        run.ruby = static_cast<std::uint32_t>(paragraph->rubies.size());
      }
      paragraph->runs.push_back(run);
    }
    StyledBlock styled;
    styled.paragraph = paragraph;
    const FontResolver resolver(t.styled, t.fonts);
    const BlockContext context{t.styled, resolver, {}, cache};
    return lay_out(std::vector<StyledBlock>{styled}, measure, FieldValues{}, context);
  }

  static std::string em(Length length) { return number_text(length.pt() / kTestEm.pt(), 4); }

  /// "dot .5" for a path by its centre, "line 0.06-1.94" for a bar; `y` with their upper edge.
  std::string marks(const std::vector<Part>& parts, const char* with = "x") {
    std::string out;
    const Fragment fragment = set(parts);
    for (std::size_t i = 0; i < fragment.strips.size(); ++i) {
      out += i > 0 ? " ⏎" : "";
      for (const Item& item : fragment.strips[i].items) {
        Rect box;
        std::string name = "path ";
        if (const auto* rects = std::get_if<Rects>(&item.content)) {
          box = rects->rects[0];
          name = "line ";
        } else if (const auto* path = std::get_if<Path>(&item.content)) {
          box = bounds(*path);
        } else {
          continue;
        }
        const Length baseline = (block().line_height - kTestEm) / 2 + kTestEm.scaled(88, 100);
        out += (out.empty() ? "" : " ") + name + em(box.x) + "-" + em(box.right());
        if (std::string_view(with) == "xy") {
          out += " y " + em(box.y - baseline) + "-" + em(box.bottom() - baseline);
        }
      }
    }
    return out;
  }

  static Rect bounds(const Path& path) {
    Point least = path.segments[0].p[0], most = least;
    for (const Path::Segment& segment : path.segments) {
      const int end = segment.verb == Path::Verb::curve ? 2 : 0;
      if (segment.verb != Path::Verb::close) {
        const Point p = segment.p[end];
        least = {min(least.x, p.x), min(least.y, p.y)};
        most = {max(most.x, p.x), max(most.y, p.y)};
      }
    }
    return {least.x, least.y, most.x - least.x, most.y - least.y};
  }

  TestText t = test_text();
  TextCache cache;
  Length measure = 100_pt;
};

TEST_F(Marks, T117DotsStandUnderHanOnly) {
  // Centres 0.5, 1.5, 3.5; nothing under ，. An eighth of an em below the em box, which ends .12
  // below the baseline.
  EXPECT_EQ(marks({{"重点，是", dotted()}}, "xy"),
            "path 0.42-0.58 y 0.245-0.405 path 1.42-1.58 y 0.245-0.405 path 3.42-3.58 y "
            "0.245-0.405");
  EXPECT_EQ(marks({{"点a1点", dotted()}}), "path 0.42-0.58 path 2.92-3.08") << "A1 around a1";
}

TEST_F(Marks, M2DotsFollowTheCharacterNotTheTrackingAfterIt) {
  TextStyle style = dotted();
  style.letter_spacing = 5_pt;
  EXPECT_EQ(marks({{"重点", style}}), "path 0.42-0.58 path 1.92-2.08");
}

TEST_F(Marks, M2DotsStandOverWhereAsked) {
  TextStyle style = dotted();
  style.emphasis_side = EmphasisSide::over;
  EXPECT_EQ(marks({{"重", style}}, "xy"), "path 0.42-0.58 y -1.165--1.005");
}

TEST_F(Marks, M2DotsOnTheSideOfAReadingStandOutsideIt) {
  TextStyle style = dotted();
  style.emphasis_side = EmphasisSide::over;
  EXPECT_EQ(marks({{"重", style, 0, "a"}}, "xy"), "path 0.42-0.58 y -1.685--1.525")
      << "0.52 em higher: the reading is half an em";
  EXPECT_EQ(marks({{"重", dotted(), 0, "a"}}, "xy"), marks({{"重", dotted()}}, "xy"))
      << "as ever on the other side";
}

TEST_F(Marks, M2ShapesAreAQuarterEmAtMost) {
  for (int i = 1; i <= static_cast<int>(EmphasisMark::open_sesame); ++i) {
    const Fragment fragment = set({{"重", dotted(static_cast<EmphasisMark>(i))}});
    const auto& path = std::get<Path>(fragment.strips[0].items.back().content);
    const Rect box = bounds(path);
    EXPECT_LE(box.width, kTestEm / 4) << i;
    EXPECT_GE(box.width, kTestEm.scaled(12, 100)) << i;
    EXPECT_NE(path.fill.has_value(), path.stroke.has_value()) << i;
  }
}

TEST_F(Marks, M2KanaHaveDotsInJapaneseOnly) {
  EXPECT_EQ(marks({{"重の", dotted()}}), "path 0.42-0.58");
  t.composition().locale = Locale::ja;
  EXPECT_EQ(marks({{"重の", dotted()}}), "path 0.42-0.58 path 1.42-1.58");
}

TEST_F(Marks, M2LinesKeepTheirDistanceAndANarrowGapIsReported) {
  Fragment fragment = set({{"重点", dotted()}});
  EXPECT_EQ(fragment.strips[0].height, 20_pt);
  EXPECT_EQ(codes(fragment.diagnostics), "") << "a gap of one em";
  block().line_height = 13_pt;
  fragment = set({{"一", plain()}, {"重点", dotted()}});
  EXPECT_EQ(fragment.strips[0].height, 13_pt) << "never spread one line";
  EXPECT_EQ(codes(fragment.diagnostics), "W410@100-103 0.3 0.5 ;");
}

TEST_F(Marks, M2AStyleMayLetLinesGrow) {
  block().line_height = 12_pt;
  block().line_pitch = LinePitch::grow;
  const Fragment fragment = set({{"重点", dotted()}});
  // .285 em below the em box, of which .1 em is leading.
  EXPECT_EQ(fragment.strips[0].height, 12_pt + 1.85_pt);
  EXPECT_EQ(codes(fragment.diagnostics), "");
}

TEST_F(Marks, T118AdjacentNamesStayApart) {
  const TextStyle name = named(NameMark::proper_name);
  const std::string apart = "line 0.0625-1.9375 y 0.245-0.295 line 2.0625-3.9375 y 0.245-0.295";
  EXPECT_EQ(marks({{"北京", name, 1}, {"上海", name, 2}}, "xy"), apart);
  // What makes a name is the span, not the run: one span may be several runs.
  EXPECT_EQ(marks({{"北", name, 1}, {"京", name, 1}, {"上海", name, 2}}, "xy"), apart);
}

TEST_F(Marks, M3AChangeOfStyleInsideANameDoesNotCutItsLine) {
  TextStyle big = named(NameMark::proper_name);
  big.size = 20_pt;
  const TextStyle name = named(NameMark::proper_name);
  EXPECT_EQ(marks({{"北", name, 1}, {"京", big, 1}, {"市", name, 1}}, "xy"),
            "line 0.0625-3.9375 y 0.245-0.295");
}

TEST_F(Marks, M4ANameOverTwoLinesHasALineOnEach) {
  measure = 30_pt;
  EXPECT_EQ(marks({{"一", plain()}, {"北京上海", named(NameMark::proper_name), 1}}),
            "line 1.0625-2.9375 ⏎ line 0.0625-1.9375");
}

TEST_F(Marks, M3TheWaveIsWholeAtBothEnds) {
  EXPECT_EQ(marks({{"史记", named(NameMark::book_title), 1}}), "path 0.0625-1.9375");
  const Fragment fragment = set({{"史记", named(NameMark::book_title), 1}});
  const auto& path = std::get<Path>(fragment.strips[0].items.back().content);
  EXPECT_EQ(path.segments.size() % 2, 1u) << "an even number of half waves";
}

TEST_F(Marks, M4DotsStandOutsideTheNameLine) {
  EXPECT_EQ(marks({{"京", named(NameMark::proper_name, dotted()), 1}}, "xy"),
            "line 0.0625-0.9375 y 0.245-0.295 path 0.42-0.58 y 0.355-0.515");
}

TEST_F(Marks, A10HanLatinSpaceIsUnderlinedInsideASpanOnly) {
  EXPECT_EQ(marks({{"用", plain()}, {"AB", underlined()}, {"写", plain()}}), "line 1.25-2.25");
  EXPECT_EQ(marks({{"用", plain()}, {"写AB写", underlined()}, {"用", plain()}}), "line 1-4.5");
  EXPECT_EQ(marks({{"用", plain()}, {" AB ", underlined()}, {"cd", plain()}}), "line 1.25-2.25");
}

TEST_F(Marks, AnUnderlineIsOneLineThroughFontAndSizeChanges) {
  TextStyle small = underlined();
  small.size = 5_pt;
  small.baseline_shift = 3_pt;
  EXPECT_EQ(marks({{"一", underlined()}, {"二", small}, {"三", underlined()}}, "xy"),
            "line 0-2.5 y 0.16-0.21");
}

TEST_F(Marks, AMarkTrimmedAtTheLineStartHasNoLineUnderItsLostBlank) {
  EXPECT_EQ(marks({{"“一”", underlined()}}), "line 0-2");
}

}  // namespace
}  // namespace banxin
