// The layout `classic`: it parses without a word, and resolves whole issues.
#include <set>

#include <gtest/gtest.h>

#include "engine/style/test_support.h"

namespace banxin {
namespace {

using style_test::add_classic;
using style_test::listing;

TEST(Classic, ParsesWithoutDiagnostics) {
  MemoryWorld world;
  add_classic(world);
  SourceMap sources;
  const auto layout = parse_layout(world, {"classic", false, {}}, sources);
  EXPECT_EQ(listing(layout.diagnostics, sources), "");
  EXPECT_EQ(layout.value.name(), "classic");
  EXPECT_EQ(layout.value.version(), "1.1");
}

/// The style a block of this name got in a small issue that has one of everything measured.
class ClassicGeometry : public testing::Test {
 protected:
  void SetUp() override {
    MemoryWorld world;
    add_classic(world);
    world.add("issue.toml",
              "format = 1\nlayout = 'classic'\n[publication]\ntitle = '月刊'\npublisher = ['社']\n"
              "issn = '1234-5679'\n"
              "[issue]\nyear = 2023\nnumber = 9\n[[section]]\ntitle = '要闻'\n"
              "articles = ['a.md', 'b.md']\n[[section]]\ntitle = '研究'\nkind = 'research'\n"
              "articles = ['c.md', 'd.md']\n");
    for (const char* name : {"a", "b", "c", "d"}) {
      world.add(
          std::string(name) + ".md",
          "+++\ntitle = '题'\nsource = '报'\nattachment = '件'\nlink = 'https://x.y/'\n+++\n"
          "\n正文。\n\n## 一\n\n### 二\n\n#### 三\n\n::: abstract\n摘要：文\n:::\n\n"
          "::: keywords\n关键词：词\n:::\n\n> 引文。\n\n::: signature\n（作者系编辑）\n:::\n");
    }
    SourceMap sources;
    const auto issue = parse_issue(world, sources);
    EXPECT_EQ(listing(issue.diagnostics, sources), "");
    const auto layout = parse_layout(world, {"classic", false, {}}, sources);
    styled_ = resolve_styles(issue.value, layout.value).value;
  }

  const BlockStyle& style(std::string_view name) const {
    for (const BlockStyle& one : styled_.block_styles) {
      if (one.name == name) {
        return one;
      }
    }
    ADD_FAILURE() << "no style " << name;
    return styled_.block_styles.front();
  }

  const TextStyle& text(std::string_view name) const { return styled_.text(style(name).text); }

  Length height(std::string_view name) const {
    return style(name).padding.top + style(name).line_height + style(name).padding.bottom;
  }

  Styled styled_;
};

TEST_F(ClassicGeometry, TypeAreaHolds30CharactersAnd38Lines) {
  const Master& body = styled_.masters.back();
  ASSERT_EQ(body.name, "body");
  const Length measure = styled_.page.width - body.margin_inner - body.margin_outer;
  const Length height = styled_.page.height - body.margin_top - body.margin_bottom;
  EXPECT_EQ(text("body").size, Length::pt(15));
  EXPECT_EQ(style("body").line_height, Length::pt(18));
  EXPECT_NEAR(measure.pt() / 15, 30.09, 0.005);
  EXPECT_NEAR(height.pt() / 18, 38.77, 0.005);
  EXPECT_EQ(style("body").text_indent, Length::pt(30));
}

TEST_F(ClassicGeometry, TitleAndSourceTake417Lines) {
  EXPECT_EQ(text("title").size, Length::pt(18));
  EXPECT_NEAR((height("title-first") + height("source")).pt() / 18, 4.17, 0.005);
  EXPECT_NEAR(style("title").line_height.pt() / 18, 1.56, 0.005) << "each further line";
  EXPECT_NEAR(style("title").margin.top.pt() / 18, 1.39, 0.005) << "below other text";
  EXPECT_FALSE(style("title").keep_margin_at_top);
  EXPECT_EQ(style("title-first").margin.top, Length());
  EXPECT_GE(style("source").keep_with_next, 2);
  EXPECT_EQ(style("title").composition.balance_measure, 1000);
  const Insets& padding = style("title").padding;
  const double ems = (451.3 - padding.left.pt() - padding.right.pt()) / 18;
  EXPECT_GT(ems, 24.0) << "one line (page 42)";
  EXPECT_LT(ems, 24.5) << "two lines (page 52, less half of its last mark)";
}

TEST_F(ClassicGeometry, HeadingsAbstractAndAttachmentTakeOneLineEach) {
  for (const char* name : {"h1", "h2", "h3", "abstract", "keywords", "attachment"}) {
    EXPECT_EQ(height(name), Length::pt(18)) << name;
    EXPECT_EQ(style(name).margin, Insets()) << name;
  }
  EXPECT_EQ(height("section-heading"), Length::pt(36));
}

const StyledBlock* find_qr(const std::vector<StyledBlock>& blocks) {
  for (const StyledBlock& block : blocks) {
    const StyledBlock* found = block.kind == StyledKind::qr ? &block : find_qr(block.children);
    if (found) {
      return found;
    }
  }
  return nullptr;
}

TEST_F(ClassicGeometry, QrUnitTakes32To39Lines) {
  const StyledBlock* qr = find_qr(styled_.flows.back().blocks);
  ASSERT_NE(qr, nullptr);
  const double lines = (qr->size.height + height("url")).pt() / 18;
  EXPECT_GT(lines, 3.2);
  EXPECT_LT(lines, 3.65) << "with gap, title and source line it fits in 10.77 lines (page 7)";
  EXPECT_TRUE(style("qr-unit").keep_together);
}

TEST_F(ClassicGeometry, PagesBreakBeforeSectionsAndResearchArticles) {
  EXPECT_EQ(style("section-heading").break_before, BreakRule::page);
  EXPECT_EQ(style("title-page").break_before, BreakRule::page);
  EXPECT_EQ(style("title").break_before, BreakRule::automatic);
  EXPECT_EQ(style("body").widows, 2);
  EXPECT_EQ(style("body").orphans, 2);
  EXPECT_EQ(styled_.flows.back().restart_folio, 1);
}

TEST_F(ClassicGeometry, QuotationsAreIndentedOnBothSidesInKaiP3) {
  const Length em = text("quote-text").size;
  EXPECT_EQ(style("quote").padding.left, em * 2);
  EXPECT_EQ(style("quote").padding.right, em * 2);
  EXPECT_EQ(style("quote").margin.top, style("body").line_height / 2) << "whole lines in all";
  EXPECT_EQ(style("quote").margin.bottom, style("body").line_height / 2);
  const auto family = [&](std::string_view name) {
    return styled_.font_stacks[text(name).stack].cjk[0].family;
  };
  EXPECT_NE(family("quote-text"), family("body"));
  EXPECT_EQ(family("quote-text"), family("signature")) << "Kai";
}

TEST_F(ClassicGeometry, ASignatureStandsAtTheRightOneEmInB4) {
  EXPECT_EQ(style("signature").text_align, Align::end);
  EXPECT_EQ(style("signature").padding.right, text("signature").size);
  EXPECT_GE(style("signature").keep_with_previous, 2);
}

TEST_F(ClassicGeometry, ALabelInTheContentsIsHeiAndKeepsTwoEntriesY5) {
  EXPECT_EQ(text("contents-section").stack, text("h1").stack) << "Hei";
  EXPECT_GE(style("contents-section").keep_with_next, 2);
}

TEST_F(ClassicGeometry, EveryLevelOfHeadingsDiffersFromTheNextInSizeOrFaceH2) {
  const std::vector<std::string_view> levels{"title", "h1", "h2", "h3", "body"};
  for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
    const TextStyle& one = text(levels[k]);
    const TextStyle& next = text(levels[k + 1]);
    EXPECT_GE(one.size, next.size) << levels[k];
    EXPECT_TRUE(one.size * 10 >= next.size * 11 || one.stack != next.stack) << levels[k];
  }
}

TEST_F(ClassicGeometry, SongHeiAndKaiHaveTheirOwnWorkF1) {
  const auto family = [&](std::string_view name) {
    return styled_.font_stacks[text(name).stack].cjk[0].family;
  };
  EXPECT_EQ(family("body"), "Noto Serif CJK SC");
  EXPECT_EQ(family("h1"), "Noto Sans CJK SC");
  EXPECT_EQ(family("quote-text"), "LXGW WenKai");
  std::set<std::string> families;
  for (const FontStack& stack : styled_.font_stacks) {
    families.insert(stack.cjk.at(0).family);
  }
  EXPECT_LE(families.size(), 4u) << "Chinese families in an issue";
}

TEST_F(ClassicGeometry, CodesAreLargeEnoughAndThePageBleedsL9) {
  EXPECT_EQ(styled_.bleed, Length::mm(3));
  EXPECT_GE(text("cover-code").size, Length::pt(9)) << "ISSN";
  EXPECT_GE(find_qr(styled_.flows.back().blocks)->size.width, Length::mm(15));
}

TEST_F(ClassicGeometry, LinesAreFittedAsBefore) {
  const Composition& composition = style("body").composition;
  EXPECT_EQ(composition.adjacent, AdjacentTrim::when_needed);
  EXPECT_EQ(composition.hanging, "");
  EXPECT_EQ(composition.autospace, 250);
  EXPECT_EQ(composition.breaker, Breaker::greedy);
  EXPECT_EQ(styled_.font_stacks[text("body").stack].latin_features,
            std::vector<std::string>{"hwid"});
}

TEST(Classic, TraditionalTextGetsTraditionalFacesAndWords) {
  MemoryWorld world;
  add_classic(world);
  SourceMap sources;
  const auto layout = parse_layout(world, {"classic", false, {}}, sources);
  Issue issue;
  issue.language = "zh-Hant-TW";
  issue.sections.emplace_back();
  const Styled styled = resolve_styles(issue, layout.value).value;
  EXPECT_EQ(styled.font_stacks.at(0).cjk.at(0).family, "Noto Serif CJK TC");
  EXPECT_NE(to_text(styled).find("\"目錄\""), std::string::npos);
  EXPECT_EQ(styled.block_styles.at(0).composition.locale, Locale::zh_hant_tw);
}

TEST(Classic, ResolvesTheRealIssue) {
  const auto folder =
      std::filesystem::path(BANXIN_SOURCE_DIR) / ".." / "shared" / "real-issue" / "2023-09";
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "no real issue at hand";
  }
  MemoryWorld world;
  add_classic(world);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      world.add(std::filesystem::relative(entry.path(), folder).generic_string(),
                style_test::read_text(entry.path()));
    }
  }
  SourceMap sources;
  const auto issue = parse_issue(world, sources);
  const auto layout = parse_layout(world, {"classic", false, {}}, sources);
  const auto styled = resolve_styles(issue.value, layout.value);
  EXPECT_EQ(listing(styled.diagnostics, sources), "");
  EXPECT_EQ(styled.value.article_count, 63u);
  EXPECT_EQ(styled.value.flows.size(), 4u);
  if (const char* out = std::getenv("BANXIN_DUMP_STYLE")) {
    std::ofstream(out) << to_text(styled.value);
  }
}

}  // namespace
}  // namespace banxin
