// Text operators: exact places, and what a reader copies. The font here is a plan made by hand:
// glyph 1 to 26 are a to z, 600 wide; 100 and on are Han, 1000 wide; 50 is a space of 250.
#include "engine/pdf/text_line.h"

#include <cmath>
#include <optional>

#include <gtest/gtest.h>

#include "engine/pdf/value.h"

namespace banxin::pdf {
namespace {

constexpr FontId kFirst{0}, kSecond{1};
constexpr GlyphId kSpace = 50, kDash = 60, kHan = 100;

FontPlan hand_made_plan() {
  FontPlan plan;
  for (int i = 0; i < 2; ++i) {
    PlannedFont font;
    font.resource = i == 0 ? "F1" : "F2";
    const auto add = [&](GlyphId id, int width, std::string text) {
      font.slots.resize(id + 1, 0);
      font.glyphs.push_back({id, width, std::move(text)});
      font.slots[id] = static_cast<std::uint32_t>(font.glyphs.size());
    };
    for (GlyphId id = 1; id <= 26; ++id) {
      add(id, 600, std::string(1, static_cast<char>('a' + id - 1)));
    }
    add(kSpace, 250, " ");
    add(kDash, 2000, "——");
    for (GlyphId id = 0; id < 10; ++id) {
      std::string text;
      append_utf8(text, U'一' + id);
      add(kHan + id, 1000, text);
    }
    plan.fonts.push_back(font);
  }
  plan.by_face = {1, 2};
  return plan;
}

/// A run of 10 pt from (x, 100 pt): one glyph a character of `text`; gaps[i] stands before glyph i,
/// in 1/1000 em.
GlyphRun run_of(std::vector<GlyphId> glyphs,
                std::vector<int> gaps,
                double x = 10,
                FontId font = kFirst) {
  static const FontPlan plan = hand_made_plan();
  GlyphRun run;
  run.font = font;
  run.size = 10_pt;
  run.origin = {Length::pt(x), 100_pt};
  Length pen;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const auto* glyph = plan.fonts[0].find(glyphs[i]);
    pen += run.size.scaled(i < gaps.size() ? gaps[i] : 0, 1000);
    const auto begin = static_cast<std::uint32_t>(run.text.size());
    run.text += glyph->text;
    run.glyphs.push_back({glyphs[i], pen, {}, begin, static_cast<std::uint32_t>(run.text.size())});
    pen += run.size.scaled(glyph->width, 1000);
  }
  return run;
}

std::string shown(const std::vector<GlyphRun>& runs, TextOwner owner = {}) {
  std::vector<const GlyphRun*> pointers;
  for (const GlyphRun& run : runs) {
    pointers.push_back(&run);
  }
  const PressColors colors(nullptr);
  Content content(200_pt, 0_pt, colors);
  std::optional<Content::Mark> mark;
  if (!owner.marks) {
    owner.within = &mark.emplace(content.unmarked());
  }
  show_runs(content, pointers, hand_made_plan(), owner);
  content.end_text();
  return content.take();
}

const std::string kHead = "BT\n/F1 10 Tf\n0 0 0 1 k\n/O1 gs\n10 100 Td\n";

TEST(ShowRuns, NaturalPositionsNeedNoAdjustment) {
  EXPECT_EQ(shown({run_of({kHan, kHan + 1, 1, 2}, {})}), kHead + "<0064006500010002> Tj\nET\n");
}

TEST(ShowRuns, KernsAreAdjustments) {
  EXPECT_EQ(shown({run_of({kHan, kHan + 1, 1, 2}, {0, -90, 0, 33})}),
            kHead + "[<0064>90<00650001>-33<0002>] TJ\nET\n");
}

TEST(ShowRuns, ASqueezedMarkIsNoNewLine) {
  EXPECT_EQ(shown({run_of({kHan, kHan + 1, kHan + 2}, {0, -500})}),
            kHead +
                "/Span <</ActualText <FEFF4E004E01>>> BDC\n[<0064>500<0065>] TJ\nEMC\n"
                "<0066> Tj\nET\n");
}

TEST(ShowRuns, AGapBeforeALinkIsPartOfTheGlyphBeforeIt) {
  // 中 and a quarter em before the text of a link, which has marks of its own.
  const GlyphRun link = run_of({1, 2}, {}, 22.5);
  std::vector<TagId> marks;
  const std::string plain = shown({run_of({kHan}, {})}, {"P", TagId{3}, &marks});
  EXPECT_EQ(plain.find("Tc"), std::string::npos);
  EXPECT_EQ(
      shown({run_of({kHan}, {})}, {"P", TagId{3}, &marks, &link}),
      "BT\n/F1 10 Tf\n0 0 0 1 k\n/O1 gs\n10 100 Td\n/Span <</MCID 1 /ActualText <FEFF4E00>>> BDC\n"
      "2.5 Tc\n<0064> Tj\n0 Tc\nEMC\nET\n");
}

TEST(ShowRuns, EvenStretchIsCharacterSpacing) {
  GlyphRun run = run_of({kHan, kHan, kHan, kHan, kHan}, {0, 20, 20, 20, 20});
  EXPECT_EQ(shown({run, run_of({1, 2}, {}, 10)}),
            "BT\n/F1 10 Tf\n0 0 0 1 k\n/O1 gs\n0.2 Tc\n10 100 Td\n<00640064006400640064> Tj\n"
            "0 Tc\n0 0 Td\n<00010002> Tj\nET\n");
}

/// Walks the operators and gives where each glyph of the one run lands, in 1/1000 em.
std::vector<double> places(const std::string& content) {
  std::vector<double> out;
  double pen = 0, spacing = 0, number = 0;
  static const FontPlan plan = hand_made_plan();
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '<') {
      for (++i; content[i] != '>'; i += 4) {
        const auto id = static_cast<GlyphId>(std::stoul(content.substr(i, 4), nullptr, 16));
        out.push_back(pen);
        pen += plan.fonts[0].find(id)->width + spacing;
      }
    } else if (content[i] == '-' || (content[i] >= '0' && content[i] <= '9')) {
      std::size_t used = 0;
      number = std::stod(content.substr(i), &used);
      i += used - 1;
      if (content[i + 1] == '<' || content[i + 1] == ']') {
        pen -= number;
      }
    } else if (content.compare(i, 2, "Tc") == 0) {
      spacing = number / 10 * 1000;
    }
  }
  return out;
}

TEST(ShowRuns, PlacesAreExactToAThousandthAndDoNotDrift) {
  for (const double stretch : {0.0, 0.31, 1.49, 7.77, -3.3, 41.7}) {
    GlyphRun run;
    run.font = kFirst;
    run.size = Length::pt(10);
    Length pen;
    for (int i = 0; i < 200; ++i) {
      const GlyphId id = i % 7 == 3 ? 1 : kHan;
      const auto at = static_cast<std::uint32_t>(run.text.size());
      run.text += id == 1 ? "a" : "一";
      run.glyphs.push_back({id, pen, {}, at, static_cast<std::uint32_t>(run.text.size())});
      pen += Length::pt((id == 1 ? 6 : 10) + stretch / 100) + Length::emu(i % 3);
    }
    const std::vector<double> got = places(shown({run}));
    ASSERT_EQ(got.size(), run.glyphs.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      EXPECT_NEAR(got[i], run.glyphs[i].x.pt() * 100, 0.51) << "glyph " << i << " at " << stretch;
    }
  }
}

TEST(ShowRuns, AGapOfLayoutIsNoSpaceInTheText) {
  EXPECT_EQ(shown({run_of({kHan, kHan + 1, 1, 2}, {0, 0, 250, 0})}),
            kHead +
                "<0064> Tj\n/Span <</ActualText <FEFF4E010061>>> BDC\n[<0065>-250<0001>] TJ\n"
                "EMC\n<0002> Tj\nET\n");
  EXPECT_EQ(shown({run_of({kHan, 1}, {0, 80})}), kHead + "[<0064>-80<0001>] TJ\nET\n")
      << "a small gap is read as none";
}

TEST(ShowRuns, AGapBetweenRunsOfOneLineIsNoSpaceEither) {
  EXPECT_EQ(shown({run_of({kHan, kHan + 1}, {}), run_of({1, 2}, {}, 32.5, kSecond)}),
            kHead +
                "<0064> Tj\n/Span <</ActualText <FEFF4E010061>>> BDC\n<0065> Tj\n/F2 10 Tf\n"
                "22.5 0 Td\n<0001> Tj\nEMC\n<0002> Tj\nET\n");
  EXPECT_EQ(shown({run_of({kHan}, {}), run_of({1}, {}, 28, kSecond)}),
            kHead + "<0064> Tj\n/F2 10 Tf\n18 0 Td\n<0001> Tj\nET\n")
      << "but a tab is one";
}

TEST(ShowRuns, RealSpacesStaySpaces) {
  EXPECT_EQ(shown({run_of({1, kSpace, 2}, {0, 100, 100})}),
            kHead + "[<0001>-100<0032>-100<0002>] TJ\nET\n");
}

TEST(ShowRuns, F11_ALigatureThatMapsToItsTextNeedsNoSpan) {
  EXPECT_EQ(shown({run_of({kDash, kHan}, {})}), kHead + "<003C0064> Tj\nET\n");
}

TEST(ShowRuns, F10_OtherTextThanToUnicodeSaysSoInASpan) {
  GlyphRun run = run_of({kHan, kHan + 1}, {});
  run.text = "⼀丁";  // the Kangxi radical, drawn with the glyph of the ideograph
  EXPECT_EQ(shown({run}),
            kHead +
                "/Span <</ActualText <FEFF2F00>>> BDC\n<0064> Tj\nEMC\n<0065> Tj\n"
                "ET\n");
}

TEST(ShowRuns, AClusterOfSeveralGlyphsIsOneSpan) {
  GlyphRun run = run_of({1, 2, 3}, {});
  run.text = "éc";
  run.glyphs[0].text_end = 2;
  run.glyphs[1].text_begin = run.glyphs[1].text_end = 2;
  run.glyphs[2].text_begin = 2;
  run.glyphs[2].text_end = 3;
  EXPECT_EQ(shown({run}),
            kHead + "/Span <</ActualText <FEFF00E9>>> BDC\n<00010002> Tj\nEMC\n<0003> Tj\nET\n");
}

TEST(ShowRuns, ASpaceWithoutGlyphIsReadFromTheGapOnce) {
  GlyphRun run = run_of({kHan, kHan + 1}, {0, 1000});
  run.text = "一 丁";
  run.glyphs[1].text_begin = 4;
  run.glyphs[1].text_end = 7;
  EXPECT_EQ(shown({run}), kHead + "[<0064>-1000<0065>] TJ\nET\n");
  run.glyphs[1].x = 10_pt;  // no gap: only the span can tell
  EXPECT_EQ(shown({run}),
            kHead +
                "/Span <</ActualText <FEFF4E000020>>> BDC\n<0064> Tj\nEMC\n"
                "<0065> Tj\nET\n");
}

TEST(ShowRuns, LinesRelateToEachOtherExactly) {
  GlyphRun first = run_of({1}, {}, 10.1234), second = run_of({2}, {}, 10.1234);
  second.origin.y = Length::pt(117.0005);
  EXPECT_EQ(
      shown({first, second}),
      "BT\n/F1 10 Tf\n0 0 0 1 k\n/O1 gs\n10.123 100 Td\n<0001> Tj\n0 -17 Td\n<0002> Tj\nET\n");
}

TEST(ShowRuns, RaisedGlyphsAndTheWayBack) {
  GlyphRun run = run_of({1, 2, 3}, {});
  run.glyphs[1].y = Length::pt(-2);
  EXPECT_EQ(shown({run}), kHead + "<0001> Tj\n2 Ts\n<0002> Tj\n0 Ts\n<0003> Tj\nET\n");
}

TEST(ShowRuns, SyntheticBoldStrokesInTheTextColour) {
  GlyphRun bold = run_of({1}, {});
  bold.synthetic_bold = Length::pt(0.3);
  EXPECT_EQ(shown({bold, run_of({2}, {}, 16)}),
            "BT\n/F1 10 Tf\n0 0 0 1 k\n/O1 gs\n0 0 0 1 K\n0.3 w\n1 j\n2 Tr\n10 100 Td\n<0001> Tj\n"
            "0 Tr\n6 0 Td\n<0002> Tj\nET\n");
}

TEST(ShowRuns, AnotherLanguageIsASpan) {
  GlyphRun english = run_of({1, 2}, {}, 20.3);
  english.language = "en";
  EXPECT_EQ(shown({run_of({kHan}, {}), english, run_of({kHan}, {}, 40)}),
            kHead +
                "<0064> Tj\n10.3 0 Td\n/Span <</Lang (en)>> BDC\n<00010002> Tj\nEMC\n"
                "19.7 0 Td\n<0064> Tj\nET\n");
}

TEST(ShowRuns, SpansWithLittleBetweenThemAreOne) {
  EXPECT_EQ(shown({run_of({kHan, kHan, kHan, 1, 2, kHan}, {0, 0, 0, 250, 0, 250})}),
            kHead +
                "<00640064> Tj\n/Span <</ActualText <FEFF4E00006100624E00>>> BDC\n"
                "[<0064>-250<00010002>-250<0064>] TJ\nEMC\nET\n");
  EXPECT_EQ(shown({run_of({kHan, 1, kSpace, 2, 1, kHan}, {0, 250, 0, 0, 0, 250})}),
            kHead +
                "/Span <</ActualText <FEFF4E000061>>> BDC\n[<0064>-250<0001>] TJ\nEMC\n"
                "<00320002> Tj\n/Span <</ActualText <FEFF00614E00>>> BDC\n"
                "[<0001>-250<0064>] TJ\nEMC\nET\n")
      << "but a space is left outside, where readers look for words";
}

TEST(ShowRuns, NeighbouringSpansAreOneButNotAcrossLinesOrSpaces) {
  GlyphRun odd = run_of({kHan, kHan, kHan}, {});
  odd.text = "⼀⼀⼀";
  EXPECT_EQ(shown({odd}),
            kHead + "/Span <</ActualText <FEFF2F002F002F00>>> BDC\n<006400640064> Tj\nEMC\nET\n");
  odd.glyphs[1].y = odd.glyphs[2].y = Length::pt(-2);
  EXPECT_EQ(shown({odd}),
            kHead +
                "/Span <</ActualText <FEFF2F00>>> BDC\n<0064> Tj\nEMC\n"
                "/Span <</ActualText <FEFF2F002F00>>> BDC\n2 Ts\n<00640064> Tj\n"
                "0 Ts\nEMC\nET\n");
}

TEST(ShowRuns, R72_TextOfAnElementIsMarkedInSequencesThatDoNotNest) {
  std::vector<TagId> marks{TagId{9}};
  GlyphRun english = run_of({1, 2}, {0, 300}, 31);
  english.language = "en";
  EXPECT_EQ(shown({run_of({kHan, kHan, 1}, {0, 0, 250}), run_of({kHan}, {}, 50), english},
                  {"P", TagId{4}, &marks}),
            kHead +
                "/P <</MCID 1>> BDC\n<0064> Tj\nEMC\n"
                "/Span <</MCID 2 /ActualText <FEFF4E000061>>> BDC\n[<0064>-250<0001>] TJ\nEMC\n"
                "40 0 Td\n/P <</MCID 3>> BDC\n<0064> Tj\nEMC\n"
                "-19 0 Td\n/Span <</MCID 4 /Lang (en) /ActualText <FEFF00610062>>> BDC\n"
                "[<0001>-300<0002>] TJ\nEMC\nET\n");
  EXPECT_EQ(marks, (std::vector<TagId>{TagId{9}, TagId{4}, TagId{4}, TagId{4}, TagId{4}}));
}

TEST(ShowRuns, RunsThatCannotBeShownAreLeftOut) {
  GlyphRun unknown = run_of({1}, {});
  unknown.font = FontId::none;
  GlyphRun flat = run_of({1}, {});
  flat.size = Length();
  EXPECT_EQ(shown({unknown, flat}), "");
}

}  // namespace
}  // namespace banxin::pdf
