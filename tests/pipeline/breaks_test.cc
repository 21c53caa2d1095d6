// Widows, orphans and what is kept together, on made documents: paragraphs of lengths drawn by
// chance, headings, chains of headings, blocks kept whole, one to three columns.
#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "engine/build/work.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

constexpr std::string_view kLayout = R"(
[layout]
name = "breaks"
version = "1.0"
extends = "golden"
[page]
size = ["150mm", "110mm"]
margins = { top = "10mm", bottom = "10mm", inner = "10mm", outer = "10mm" }
[masters.body]
frames = []
column-gap = "6mm"
columns = "$columns"
column-fill = "$fill"
[templates]
body = [ { each = "sections", do = [ { each = "articles", do = [ { blocks = "body" } ] } ] } ]
[styles.body]
text-indent = 0
widows = "$widows"
orphans = "$orphans"
keep-lead-in = false
[styles.h1]
keep-with-next = "$kept"
[styles.whole]
keep-together = true
[divs.whole]
box = "whole"
)";

struct Setting {
  int columns, widows, orphans, kept;
  const char* fill;
};

enum class Kind { text, heading, whole };

struct Made {
  std::string markdown;
  std::vector<Kind> kinds;  // of blocks, in order
};

/// A document of its own for every seed.
Made made_document(unsigned seed) {
  static constexpr std::string_view kHan[] = {"一", "二", "三", "四", "五", "六", "七", "八"};
  std::mt19937 random(seed);
  const auto below = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
  Made made;
  const auto words = [&](unsigned length) {
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
      text += kHan[below(8)];
    }
    return text;
  };
  const unsigned blocks = 8 + below(40);
  for (unsigned i = 0; i < blocks; ++i) {
    const unsigned draw = below(10);
    if (draw < 2) {
      const unsigned chain = 1 + below(3);
      for (unsigned k = 0; k < chain; ++k) {
        made.markdown += "## " + words(2 + below(8)) + "\n\n";
        made.kinds.push_back(Kind::heading);
      }
    } else if (draw == 2) {
      made.markdown += "::: whole\n" + words(1 + below(60)) + "\n:::\n\n";
      made.kinds.push_back(Kind::whole);
      continue;
    }
    made.markdown += words(1 + below(draw == 3 ? 300 : 90)) + "\n\n";
    made.kinds.push_back(Kind::text);
  }
  return made;
}

/// The lines of one block as they stand: column after column, how many in each.
struct Set {
  std::vector<std::pair<int, int>> portions;  // column counted through all pages, lines

  int lines() const {
    int sum = 0;
    for (const auto& [column, count] : portions) {
      sum += count;
    }
    return sum;
  }
};

class Pages {
 public:
  Pages(const Made& made, const Setting& setting) {
    add_golden_world(world_);
    world_.add_layout("breaks", "layout.toml", std::string(kLayout));
    world_.add("layout.toml",
               "[variables]\ncolumns = " + std::to_string(setting.columns) +
                   "\nwidows = " + std::to_string(setting.widows) + "\norphans = " +
                   std::to_string(setting.orphans) + "\nkept = " + std::to_string(setting.kept) +
                   "\nfill = \"" + setting.fill + "\"\n");
    world_.add("issue.toml",
               "format = 1\nlayout = \"breaks\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
               "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
    world_.add("a.md", "+++\ntitle = \"题\"\n+++\n\n" + made.markdown);
    work_ = std::make_unique<Work>(world_, job_, warm_);
    advance(*work_, Goal::pages);
  }

  const Work& work() const { return *work_; }

  /// By block of the article.
  std::vector<Set> set() const {
    std::vector<Set> sets;
    const Article& article = work_->issue.sections.at(0).articles.at(0);
    for (const Block& block : article.body) {
      sets.push_back(set_of(block.span, article.file));
    }
    return sets;
  }

 private:
  Set set_of(Span span, FileId file) const {
    Set set;
    std::pair<int, Length> last{-1, Length()};
    const Document& document = *work_->document;
    for (std::size_t p = 0; p < document.pages.size(); ++p) {
      for (const Item& item : document.pages[p].items) {
        const auto* run = std::get_if<GlyphRun>(&item.content);
        if (!run || document.pages[p].flow != "body" || item.source.file != file ||
            item.source.begin < span.begin || item.source.begin >= span.end) {
          continue;
        }
        const int column = static_cast<int>(p) * 8 + column_of(run->origin.x);
        if (set.portions.empty() || set.portions.back().first != column) {
          set.portions.emplace_back(column, 0);
        }
        if (std::pair(column, run->origin.y) != last) {
          ++set.portions.back().second;
          last = {column, run->origin.y};
        }
      }
    }
    return set;
  }

  int column_of(Length x) const {
    const Master& master = work_->styled->masters.at(work_->styled->flows.back().master_right);
    const Length area = work_->styled->page.width - master.margin_inner - master.margin_outer;
    const Length pitch = (area + master.column_gap) / master.columns;
    return static_cast<int>((x - master.margin_inner + Length::pt(1)).emu() / pitch.emu());
  }

  MemoryWorld world_;
  Job job_;
  Warm warm_;
  std::unique_ptr<Work> work_;
};

class Breaks : public testing::TestWithParam<Setting> {};

TEST_P(Breaks, KeepWhatBelongsTogether) {
  const Setting& setting = GetParam();
  int divided = 0, chains = 0;
  for (unsigned seed = 1; seed <= 25; ++seed) {
    const Made made = made_document(seed);
    const Pages pages(made, setting);
    ASSERT_TRUE(pages.work().document.has_value());
    const std::vector<Set> sets = pages.set();
    ASSERT_EQ(sets.size(), made.kinds.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {
      const Set& set = sets[i];
      ASSERT_FALSE(set.portions.empty()) << "seed " << seed << ": block " << i << " is not drawn";
      const std::string where = "seed " + std::to_string(seed) + ", block " + std::to_string(i);
      if (made.kinds[i] != Kind::text) {
        EXPECT_EQ(set.portions.size(), 1u) << where << " is divided";
      } else if (set.portions.size() > 1) {
        ++divided;
        EXPECT_GE(set.portions.front().second, setting.orphans) << where;
        EXPECT_GE(set.portions.back().second, setting.widows) << where;
      }
      if (made.kinds[i] == Kind::heading && i + 1 < sets.size()) {
        ++chains;
        const auto& next = sets[i + 1];
        const int wanted = std::min(setting.kept, next.lines());
        EXPECT_EQ(next.portions.front().first, set.portions.back().first)
            << where << ": a heading without its text";
        EXPECT_GE(next.portions.front().second, wanted) << where;
      }
    }
  }
  EXPECT_GT(divided, 20) << "too few breaks to say anything";
  EXPECT_GT(chains, 50);
}

INSTANTIATE_TEST_SUITE_P(Made,
                         Breaks,
                         testing::Values(Setting{1, 2, 2, 2, "auto"},
                                         Setting{1, 3, 4, 2, "auto"},
                                         Setting{2, 2, 2, 2, "auto"},
                                         Setting{2, 2, 3, 3, "auto"},
                                         Setting{3, 2, 2, 2, "auto"},
                                         Setting{2, 2, 2, 2, "balance"},
                                         Setting{3, 3, 2, 2, "balance"}));

}  // namespace
}  // namespace banxin
