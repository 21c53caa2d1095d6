// Widows, orphans and what is kept together, on made documents: paragraphs of lengths drawn by
// chance, headings, chains of headings, blocks kept whole, one to three columns. What must stay
// together is made no higher than a column and measured, so it can always stay together: where it
// does not, filling is wrong. (What is higher is parted where it must: engine/page/fill_test.cc.)
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "engine/build/work.h"
#include "engine/page/plan.h"
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
widow-minimum = "$minimum"
keep-lead-in = false
[styles.h1]
keep-with-next = "$kept"
column-span = "$span"
[styles.whole]
keep-together = true
[divs.whole]
box = "whole"
)";

struct Setting {
  const char* name;
  int columns, widows, orphans, kept;
  const char* fill = "auto";
  int minimum = 0;            // widow-minimum, % of the measure
  const char* span = "none";  // of headings

  int characters() const { return columns == 1 ? 24 : columns == 2 ? 11 : 7; }  // in a line
};

enum class Kind { text, heading, whole };

struct Made {
  std::string markdown;
  std::vector<Kind> kinds;  // of blocks, in order
};

/// A document of its own for every seed. Lengths follow the measure: a paragraph of up to 8 lines,
/// sometimes of up to 14, which no column holds.
Made made_document(unsigned seed, const Setting& setting) {
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
  const auto line = static_cast<unsigned>(setting.characters());
  const auto kept = static_cast<unsigned>(setting.kept);
  const unsigned blocks = 8 + below(40);
  bool below_heading = false;
  for (unsigned i = 0; i < blocks; ++i) {
    const unsigned draw = below(10);
    // What a heading holds on to may be short, but then a longer paragraph follows: an endless
    // chain of headings and short ones could not be kept together.
    const unsigned least = below_heading ? kept * line : 1;
    if (draw < 2 && !below_heading) {
      const unsigned chain = 1 + below(3);
      for (unsigned k = 0; k < chain; ++k) {
        made.markdown += "## " + words(2 + below(4)) + "\n\n";
        made.kinds.push_back(Kind::heading);
      }
    } else if (draw == 2 && !below_heading) {
      made.markdown += "::: whole\n" + words(1 + below(5 * line)) + "\n:::\n\n";
      made.kinds.push_back(Kind::whole);
      continue;
    }
    below_heading = !made.kinds.empty() && made.kinds.back() == Kind::heading;
    made.markdown += words(least + below((draw == 3 ? 14 : 8) * line)) + "\n\n";
    made.kinds.push_back(Kind::text);
  }
  return made;
}

/// The lines of one block as they stand: column after column, how many in each.
struct Set {
  std::vector<std::pair<int, int>> portions;  // column counted through all pages, lines
  std::size_t last_line = 0;                  // characters in it

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
                   "\nminimum = \"" + std::to_string(setting.minimum) + "%\"\nfill = \"" +
                   setting.fill + "\"\nspan = \"" + setting.span + "\"\n");
    world_.add("issue.toml",
               "format = 1\nlayout = \"breaks\"\n[publication]\ntitle = \"小样\"\n[issue]\n"
               "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [\"a.md\"]\n");
    world_.add("a.md", "+++\ntitle = \"题\"\n+++\n\n" + made.markdown);
    work_ = std::make_unique<Work>(world_, job_, warm_);
    advance(*work_, Goal::pages);
  }

  const Work& work() const { return *work_; }

  /// Height of the highest of what must stay together, and that of a column.
  std::pair<Length, Length> highest_and_column() const {
    const Styled& styled = *work_->styled;
    const FontResolver fonts(styled, *work_->fonts, work_->hyphenators);
    TextCache cache;
    const BlockContext context{styled, fonts, work_->images, cache};
    const Flow& flow = styled.flows.back();
    const Fragment fragment = lay_out_flow(flow, PageFacts(), context).fragment;
    Length highest;
    std::size_t first = 0;
    for (std::size_t i = 1; i <= fragment.strips.size(); ++i) {
      if (i == fragment.strips.size() || fragment.strips[i].break_before != BreakRule::avoid) {
        highest = max(highest, stacked_height(fragment, first, i));
        first = i;
      }
    }
    return {highest, type_area(styled, styled.masters[flow.master_right], PageSide::right).height};
  }

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
          set.last_line = 0;
        }
        set.last_line += run->text.size() / std::string_view("一").size();
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

class Breaks : public testing::TestWithParam<Setting> {
 protected:
  void check_document(unsigned seed) {
    const Made made = made_document(seed, GetParam());
    const Pages pages(made, GetParam());
    ASSERT_TRUE(pages.work().document.has_value());
    const auto [highest, column] = pages.highest_and_column();
    ASSERT_LE(highest, column) << "seed " << seed << " asks for what cannot be";
    const std::vector<Set> sets = pages.set();
    ASSERT_EQ(sets.size(), made.kinds.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", block " + std::to_string(i));
      ASSERT_FALSE(sets[i].portions.empty()) << "not drawn";
      if (made.kinds[i] != Kind::text) {
        EXPECT_EQ(sets[i].portions.size(), 1u) << "divided";
      } else if (sets[i].portions.size() > 1) {
        check_divided(sets[i], i > 0 && made.kinds[i - 1] == Kind::heading);
      }
      if (made.kinds[i] == Kind::heading && i + 1 < sets.size()) {
        check_heading(sets[i], sets[i + 1]);
      }
    }
  }

  /// P6, and its softening: see widow-minimum in layouts/README.md.
  void check_divided(const Set& set, bool below_heading) {
    const Setting& setting = GetParam();
    ++divided_;
    const bool softened = setting.minimum > 0 && set.lines() < setting.orphans + setting.widows;
    if (softened) {
      ++softened_;
      EXPECT_FALSE(below_heading);
      EXPECT_EQ(set.portions.size(), 2u);
      EXPECT_EQ(set.portions.front().second, setting.orphans);
      EXPECT_GE(static_cast<int>(set.last_line) * 100, setting.characters() * setting.minimum);
    } else {
      EXPECT_GE(set.portions.front().second, setting.orphans);
      EXPECT_GE(set.portions.back().second, setting.widows);
    }
  }

  /// P7.
  void check_heading(const Set& heading, const Set& next) {
    ++headings_;
    EXPECT_EQ(next.portions.front().first, heading.portions.back().first) << "without its text";
    EXPECT_GE(next.portions.front().second, std::min(GetParam().kept, next.lines()));
  }

  int divided_ = 0, softened_ = 0, headings_ = 0;
};

TEST_P(Breaks, KeepWhatBelongsTogetherP6P7) {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    check_document(seed);
  }
  EXPECT_GT(divided_, 40) << "too few breaks to say anything";
  EXPECT_GT(headings_, 50);
  EXPECT_EQ(softened_ > 0, GetParam().minimum > 0);
}

INSTANTIATE_TEST_SUITE_P(
    Made,
    Breaks,
    testing::Values(Setting{"one_column", 1, 2, 2, 2},
                    Setting{"many_lines", 1, 3, 4, 2},
                    Setting{"two_columns", 2, 2, 2, 2},
                    Setting{"uneven_rules", 2, 2, 3, 3},
                    Setting{"three_columns", 3, 2, 2, 2},
                    Setting{"even", 2, 2, 2, 2, "balance"},
                    Setting{"three_even", 3, 3, 2, 2, "balance"},
                    Setting{"long_last_lines", 1, 2, 2, 2, "auto", 50},
                    Setting{"long_last_lines_in_columns", 2, 3, 2, 2, "balance", 70},
                    Setting{"headings_across", 2, 2, 2, 2, "auto", 0, "all"},
                    Setting{"headings_across_three", 3, 2, 2, 3, "balance", 0, "all"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace banxin
