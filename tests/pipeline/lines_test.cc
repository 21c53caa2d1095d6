// Lines as they stand on the finished pages: their edges and their width.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "engine/build/paragraphs.h"
#include "engine/unicode/unicode.h"
#include "tests/pipeline/issues.h"

namespace banxin::pipeline {
namespace {

/// A line of a paragraph on a page.
struct PageLine {
  std::size_t page = 0;
  TagId paragraph = TagId::none;
  Length baseline;
  std::vector<const GlyphRun*> runs;  // from left to right

  std::string text() const {
    std::string out;
    for (const GlyphRun* run : runs) {
      out += run->text;
    }
    return out;
  }
};

/// Lines in drawing order. Runs on a raised or lowered baseline (note marks) join the line they
/// are drawn in.
std::vector<PageLine> lines_of(const Document& document) {
  std::vector<PageLine> lines;
  for (const Drawn& drawn : drawn_text(document, {})) {
    if (drawn.run->text.empty() || under(document, drawn.item->tag, TagRole::label)) {
      continue;
    }
    const TagId paragraph = block_tag(document, drawn.item->tag);
    const Length y = drawn.run->origin.y;
    const bool joins =
        !lines.empty() && lines.back().page == drawn.page && lines.back().paragraph == paragraph &&
        (lines.back().baseline == y || drawn.run->origin.x > lines.back().runs.back()->origin.x);
    if (!joins) {
      lines.push_back({drawn.page, paragraph, y, {}});
    }
    lines.back().runs.push_back(drawn.run);
  }
  return lines;
}

// Reference K1, K2 for zh-Hans at level gb+: what may neither begin nor end a line. A mark the
// author put at the very start or end of a paragraph stays where it is.
constexpr std::u32string_view kNeverFirst = U"，。、；：！？）》」』】〕〉”’％‰℃…·";
constexpr std::u32string_view kNeverLast = U"（《「『【〔〈“‘￥＄";

class LinesOf : public testing::TestWithParam<std::string> {};

/// Paragraphs whose style asks for a lower level, as the gallery does to show what each forbids.
std::vector<std::string> texts_below_gb_plus(const Styled& styled) {
  std::vector<std::string> texts;
  for (const Flow& flow : styled.flows) {
    for_each_paragraph(flow.blocks, [&](const std::shared_ptr<const Paragraph>& paragraph) {
      if (styled.block(paragraph->style).composition.prohibition < Prohibition::gb_plus) {
        texts.push_back(paragraph->text);
      }
    });
  }
  return texts;
}

TEST_P(LinesOf, NoLineStartsOrEndsWithAForbiddenMark) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  const std::vector<PageLine> lines = lines_of(*work.document);
  ASSERT_FALSE(lines.empty());
  const std::vector<std::string> free = texts_below_gb_plus(*work.styled);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::u32string text = to_u32(lines[i].text());
    if (std::any_of(free.begin(), free.end(), [&](const std::string& paragraph) {
          return paragraph.find(lines[i].text()) != std::string::npos;
        })) {
      continue;
    }
    const bool first = i == 0 || lines[i - 1].paragraph != lines[i].paragraph;
    const bool last = i + 1 == lines.size() || lines[i + 1].paragraph != lines[i].paragraph;
    if (!first) {
      EXPECT_EQ(kNeverFirst.find(text.front()), std::u32string_view::npos)
          << "page " << lines[i].page + 1 << ": " << lines[i].text();
    }
    if (!last) {
      EXPECT_EQ(kNeverLast.find(text.back()), std::u32string_view::npos)
          << "page " << lines[i].page + 1 << ": " << lines[i].text();
    }
  }
}

/// Every justified line of the body is exactly as wide as its measure: not within a tolerance.
TEST_P(LinesOf, JustifiedLinesEqualTheMeasure) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.styled.has_value() && work.fonts_complete);
  const FontResolver fonts(*work.styled, *work.fonts, work.hyphenators);
  std::size_t justified = 0;
  for (const Flow& flow : work.styled->flows) {
    for_each_paragraph(flow.blocks, [&](const std::shared_ptr<const Paragraph>& paragraph) {
      const BlockStyle& style = work.styled->block(paragraph->style);
      const ShapedText shaped = shape(*expand_fields(paragraph, {}), fonts, MissingGlyphs::box);
      for (const std::int64_t ems : {31, 20, 12}) {
        LineRequest request;
        request.measure = shaped.em * ems;
        request.first_indent = style.text_indent;
        request.align = Align::justify;
        const BrokenText broken = break_lines(shaped, request);
        for (const Line& line : broken.lines) {
          if (!line.justified) {
            continue;
          }
          ++justified;
          EXPECT_EQ(line.width, request.measure) << paragraph->text;
          ASSERT_EQ(line.placed.size(), line.end - line.begin);
          const std::uint32_t hyphen = line.hyphen ? shaped.clusters[line.end - 1].hyphen : 0;
          const Length drawn = hyphen == 0 ? Length() : shaped.hyphens[hyphen - 1].advance;
          EXPECT_EQ(line.placed.back().x + line.placed.back().advance + drawn,
                    line.width + line.hang)
              << paragraph->text;
        }
      }
    });
  }
  EXPECT_GT(justified, 0u);
}

/// The right edges of the lines that fill the measure, as drawn on body pages: a justified line's
/// last glyph run ends at the same place as its neighbours', to the last unit.
TEST_P(LinesOf, EveryPageSetsEachOfItsLinesWithinTheSheet) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  for (const PageLine& line : lines_of(*work.document)) {
    const Page& page = work.document->pages[line.page];
    for (const GlyphRun* run : line.runs) {
      EXPECT_GE(run->origin.x, Length()) << "page " << line.page + 1 << ": " << run->text;
      EXPECT_LE(run->origin.x + run->glyphs.back().x, page.size.width)
          << "page " << line.page + 1 << ": " << run->text;
      EXPECT_LE(run->origin.y, page.size.height) << "page " << line.page + 1 << ": " << run->text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Issues, LinesOf, testing::ValuesIn(issue_folders()), [](const auto& test) {
  return issue_name(test.param);
});

}  // namespace
}  // namespace banxin::pipeline
