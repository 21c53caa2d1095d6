// The small things everything else stands on.
#include <algorithm>
#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/composition.h"
#include "engine/base/diagnostic.h"
#include "engine/base/hash.h"
#include "engine/base/length.h"
#include "engine/base/number.h"
#include "engine/base/parallel.h"
#include "engine/base/span.h"
#include "engine/base/world.h"

namespace banxin {
namespace {

TEST(Length, PointsMillimetresAndInchesAreWholeUnits) {
  EXPECT_EQ((1_pt).emu(), 12700);
  EXPECT_EQ((1_mm).emu(), 36000);
  EXPECT_EQ(25.4_mm, 72_pt);
  EXPECT_EQ((0.25_mm).emu(), 9000);
}

TEST(Length, DealOutGivesPartsThatDifferByOneUnitAndSumExactly) {
  for (const std::int64_t slack : {0, 1, 7, 100, -1, -7, -100, 12699}) {
    for (const std::int64_t count : {1, 2, 3, 7, 41}) {
      std::vector<std::int64_t> parts;
      deal_out(Length::emu(slack), count, [&](std::int64_t, Length part) {
        parts.push_back(part.emu());
      });
      EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), slack);
      const auto [low, high] = std::minmax_element(parts.begin(), parts.end());
      EXPECT_LE(*high - *low, 1) << slack << " among " << count;
    }
  }
}

TEST(Length, AtSizeRoundsOnce) {
  EXPECT_EQ(at_size(1000, 1000, 10.5_pt), 10.5_pt);
  EXPECT_EQ(at_size(500, 1000, 15_pt), 7.5_pt);
  EXPECT_EQ(at_size(-500, 1000, 15_pt), -7.5_pt);
  EXPECT_EQ(at_size(1, 3, Length::emu(100)).emu(), 33);
}

TEST(Number, PrintsWithoutTrailingZerosOrMinusZero) {
  const struct {
    double value;
    int decimals;
    const char* text;
  } kRows[] = {{0, 4, "0"},
               {-0.00001, 4, "0"},
               {1.5, 4, "1.5"},
               {1.0 / 3, 4, "0.3333"},
               {-2.25, 1, "-2.3"},
               {123.40, 2, "123.4"},
               {1e-7, 4, "0"},
               {0.05, 2, "0.05"},
               {100, 0, "100"},
               {99.999, 2, "100"},
               {-12.345, 2, "-12.35"}};

  for (const auto& row : kRows) {
    EXPECT_EQ(number_text(row.value, row.decimals), row.text) << row.value;
  }
}

TEST(Hash, TellsNeighbouringFieldsApart) {
  const auto of = [](std::string_view a, std::string_view b) {
    return Hasher().text(a).text(b).finish();
  };
  EXPECT_EQ(of("版心", "x"), of("版心", "x"));
  EXPECT_NE(of("ab", "c"), of("a", "bc"));
  EXPECT_NE(of("", "a"), of("a", ""));
  EXPECT_NE(Hasher().bytes("12345678").finish(), Hasher().bytes("123456789").finish());
  EXPECT_EQ(of("a", "b").hex().size(), 32u);
}

TEST(SourceMap, ColumnsCountCharactersNotBytes) {
  SourceMap sources;
  const FileId file = sources.add("文章.md", "标题\n第二行，错在这里\n");
  const std::string_view text = sources.text(file);
  const LineColumn at = sources.locate(file, static_cast<std::uint32_t>(text.find("错")));
  EXPECT_EQ(at.line, 2u);
  EXPECT_EQ(at.column, 5u);
}

TEST(SourceMap, AByteOrderMarkTakesNoColumn) {
  SourceMap sources;
  const FileId file = sources.add("a.md",
                                  "\xEF\xBB\xBF"
                                  "ab");
  EXPECT_EQ(sources.locate(file, 4).column, 2u);
}

TEST(Diagnostic, PrintsPlaceSeverityMessageAndHintInBothLanguages) {
  SourceMap sources;
  const FileId file = sources.add("issue.toml", "layout = \"no\"\n");
  const Diagnostic diagnostic{"E201", {file, 9, 13}, {"no"}};
  EXPECT_EQ(to_text(diagnostic, sources, Language::en).substr(0, 60),
            "issue.toml:1:10: error E201: there is no layout named \"no\"\n ");
  EXPECT_EQ(to_text(diagnostic, sources, Language::zh).substr(0, 30),
            "issue.toml:1:10: 错误 E201: ");
}

TEST(Diagnostic, EveryCatalogueRowIsCompleteAndUnique) {
  const auto codes = catalogue_codes();
  for (std::size_t i = 0; i < codes.size(); ++i) {
    EXPECT_TRUE(i == 0 || codes[i] != codes[i - 1]) << codes[i] << " stands twice";
    EXPECT_TRUE(std::string_view("EWN").find(codes[i][0]) != std::string_view::npos) << codes[i];
    const Diagnostic diagnostic{codes[i], {}, {}};
    EXPECT_NE(message_text(diagnostic, Language::zh), message_text(diagnostic, Language::en))
        << codes[i];
    EXPECT_EQ(hint_text(diagnostic, Language::zh).empty(),
              hint_text(diagnostic, Language::en).empty())
        << codes[i];
  }
}

TEST(Glob, StarsDoNotCrossFolders) {
  const struct {
    const char *pattern, *name;
    bool matches;
  } kRows[] = {{"articles/*.md", "articles/01.md", true},
               {"articles/*.md", "articles/old/01.md", false},
               {"articles/0?-*.md", "articles/01-02.md", true},
               {"?.md", "章.md", true},
               {"?.md", "两章.md", false},
               {"*?.md", "章.md", true},
               {"*", "", true},
               {"a*b*c", "axxbyyc", true},
               {"a*b*c", "axxbyy", false},
               {"", "a", false}};

  for (const auto& row : kRows) {
    EXPECT_EQ(glob_matches(row.pattern, row.name), row.matches) << row.pattern << " " << row.name;
  }
}

TEST(MemoryWorld, PathsThatLeaveTheFolderAreOutside) {
  MemoryWorld world;
  world.add("a.md", "x");
  EXPECT_EQ(world.read("a.md", 10).problem, ReadProblem::none);
  EXPECT_EQ(world.read("../a.md", 10).problem, ReadProblem::outside);
  EXPECT_EQ(world.read("b/../../a.md", 10).problem, ReadProblem::outside);
  EXPECT_EQ(world.read("/etc/passwd", 10).problem, ReadProblem::outside);
  EXPECT_EQ(world.read("b.md", 10).problem, ReadProblem::not_found);
  EXPECT_EQ(world.read("a.md", 0).problem, ReadProblem::too_large);
}

TEST(ParallelFor, EverySlotIsDoneOnceWithAnyNumberOfThreads) {
  for (const unsigned threads : {0u, 1u, 2u, 7u}) {
    std::vector<std::atomic<int>> done(100);
    parallel_for(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    for (const auto& count : done) {
      EXPECT_EQ(count, 1);
    }
  }
}

TEST(ParallelFor, AnExceptionComesOutAfterAllHaveEnded) {
  std::atomic<int> done{0};
  EXPECT_THROW(parallel_for(10,
                            3,
                            [&](std::size_t i) {
                              ++done;
                              if (i == 4) {
                                throw std::runtime_error("4");
                              }
                            }),
               std::runtime_error);
  EXPECT_EQ(done, 10);
}

TEST(Locale, TagsGiveTheirConventions) {
  const struct {
    const char* tag;
    Locale locale;
  } kRows[] = {{"zh-Hans", Locale::zh_hans},
               {"zh", Locale::zh_hans},
               {"zh-CN", Locale::zh_hans},
               {"zh-Hant-TW", Locale::zh_hant_tw},
               {"zh-Hant", Locale::zh_hant_tw},
               {"zh-Hant-HK", Locale::zh_hant_hk},
               {"zh-HK", Locale::zh_hant_hk},
               {"ja", Locale::ja},
               {"en", Locale::latin}};

  for (const auto& row : kRows) {
    EXPECT_EQ(locale_of(row.tag), row.locale) << row.tag;
  }
}

}  // namespace
}  // namespace banxin
