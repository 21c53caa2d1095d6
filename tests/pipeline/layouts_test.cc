// What holds in every layout of layouts/: issues build without a warning, articles say the same,
// and last pages are fit to print. text_test and contents_test run on every layout, too.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/pipeline/leaves.h"

namespace banxin::pipeline {
namespace {

class LayoutOn : public testing::TestWithParam<std::string> {};

TEST_P(LayoutOn, BuildsWithoutAWarning) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  // The gallery shows faults on purpose.
  const bool gallery = GetParam().find("gallery") != std::string::npos;
  for (const Diagnostic& diagnostic : work.diagnostics) {
    const Severity worst = gallery ? Severity::error : Severity::warning;
    const bool fine = severity_of(diagnostic) == Severity::note ||
                      (worst == Severity::error && severity_of(diagnostic) == Severity::warning);
    EXPECT_TRUE(fine) << to_text(diagnostic, work.sources, Language::en);
  }
}

/// Lines of the issue's own text on a page, by their baselines.
std::size_t lines_on(const Page& page) {
  std::vector<std::pair<Length, Length>> lines;
  for (const Item& item : page.items) {
    const auto* run = std::get_if<GlyphRun>(&item.content);
    if (run && item.tag != TagId::none) {
      lines.emplace_back(run->origin.y, Length());
    }
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines.size();
}

TEST_P(LayoutOn, PagesAreFilled) {
  const Work& work = *made_issue(GetParam()).work;
  ASSERT_TRUE(work.document.has_value());
  const std::vector<Page>& pages = work.document->pages;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const bool ends = i + 1 == pages.size() || pages[i + 1].flow != pages[i].flow;
    if (pages[i].blank || pages[i].flow != "body") {
      continue;
    }
    // Widows are two lines: what ends the issue, or stands before a new opening, is no less.
    EXPECT_GE(lines_on(pages[i]), 2u) << "page " << i + 1 << (ends ? ", the last" : "");
  }
}

/// Whether the tag is inside a note at the foot of a page. Notes at the end of an article stand
/// among themselves in a section of their own, below its heading.
bool in_footnote(const Document& document, TagId tag) {
  auto note = static_cast<std::size_t>(tag);
  while (note < document.tags.size() && document.tags[note].role != TagRole::note) {
    note = static_cast<std::size_t>(document.tags[note].parent);
  }
  return note < document.tags.size() &&
         std::any_of(document.tags.begin(), document.tags.end(), [&](const TagNode& other) {
           return other.parent == document.tags[note].parent && other.role != TagRole::note &&
                  !is_heading(other.role);
         });
}

/// A line or picture of an article on a page, footnotes left out.
struct OnPage {
  Length left, right, foot;
  bool heading = false;
  std::string text;
};

std::vector<OnPage> matter_of(const Document& document, const Page& page) {
  std::vector<OnPage> out;
  for (const Item& item : page.items) {
    const auto* run = std::get_if<GlyphRun>(&item.content);
    const auto* picture = std::get_if<Picture>(&item.content);
    if (item.tag == TagId::none || (!run && !picture) || in_footnote(document, item.tag)) {
      continue;
    }
    const TagRole role =
        document.tags[static_cast<std::size_t>(block_tag(document, item.tag))].role;
    const bool heading =
        role == TagRole::h1 || role == TagRole::h2 || role == TagRole::h3 || role == TagRole::h4;
    if (run) {
      const Length last = run->glyphs.empty() ? Length() : run->glyphs.back().x;
      out.push_back(
          {run->origin.x, run->origin.x + last + run->size, run->origin.y, heading, run->text});
    } else {
      out.push_back({picture->box.x, picture->box.right(), picture->box.bottom(), heading, ""});
    }
  }
  return out;
}

/// Whether text or a picture stands below a heading in its column, or anywhere below one that has
/// the whole width to itself.
bool is_followed(const OnPage& heading, const std::vector<OnPage>& matter) {
  const bool across = std::none_of(matter.begin(), matter.end(), [&](const OnPage& other) {
    const bool beside = other.right < heading.left || other.left > heading.right;
    return beside && other.foot > heading.foot - Length::pt(30) && other.foot <= heading.foot;
  });
  return std::any_of(matter.begin(), matter.end(), [&](const OnPage& other) {
    const bool same = other.left < heading.right && other.right > heading.left;
    return !other.heading && other.foot > heading.foot && (same || across);
  });
}

/// 背题. `classic` follows a printed periodical that lets headings stand there.
TEST_P(LayoutOn, P7NoHeadingStandsAloneAtTheFootOfAColumn) {
  if (GetParam().find("::") == std::string::npos) {
    GTEST_SKIP() << "classic keeps the pages of the print, which has such headings";
  }
  const Document& document = *made_issue(GetParam()).work->document;
  std::size_t headings = 0;
  for (const Page& page : document.pages) {
    const std::vector<OnPage> matter = matter_of(document, page);
    for (const OnPage& heading : matter) {
      if (page.flow != "body" || !heading.heading) {
        continue;
      }
      ++headings;
      EXPECT_TRUE(is_followed(heading, matter)) << "page " << page.folio << ": " << heading.text;
    }
  }
  EXPECT_GT(headings, 0u);
}

/// A screen reader says “1.” and then the item, ① and then the note.
TEST_P(LayoutOn, LabelsAreReadBeforeWhatTheyLabel) {
  const Document& document = *made_issue(GetParam()).work->document;
  std::size_t labels = 0;
  for (std::size_t i = 0; i < document.tags.size(); ++i) {
    const TagNode& label = document.tags[i];
    if (label.role != TagRole::label || label.parent == TagId::none ||
        document.tags[static_cast<std::size_t>(label.parent)].role != TagRole::list_item) {
      continue;
    }
    ++labels;
    const auto first = std::find_if(document.tags.begin(), document.tags.end(), [&](const auto& t) {
      return t.parent == label.parent;
    });
    EXPECT_EQ(first - document.tags.begin(), static_cast<std::ptrdiff_t>(i));
  }
  EXPECT_TRUE(labels > 0 || GetParam().find("minimal") != std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Cases, LayoutOn, testing::ValuesIn(issue_cases()), [](const auto& test) {
  return issue_name(test.param);
});

// ---- the same text ------------------------------------------------------------------------------

/// Places of the structure elements in reading order: parents before children, children in order.
std::vector<std::size_t> reading_places(const Document& document) {
  const std::size_t count = document.tags.size();
  std::vector<std::vector<std::size_t>> children(count + 1);  // the last: of the document
  for (std::size_t i = 0; i < count; ++i) {
    const TagId parent = document.tags[i].parent;
    children[parent == TagId::none ? count : static_cast<std::size_t>(parent)].push_back(i);
  }
  std::vector<std::size_t> places(count);
  std::vector<std::size_t> open = {count};
  for (std::size_t place = 0; !open.empty();) {
    const std::size_t at = open.back();
    open.pop_back();
    if (at < count) {
      places[at] = place++;
    }
    open.insert(open.end(), children[at].rbegin(), children[at].rend());
  }
  return places;
}

/// An article as it is read from the structure tree, whatever columns, pages and floats it is drawn
/// in: each leaf's text, and the leaves in the order they come. A leaf that another interrupts
/// comes twice.
struct Reading {
  std::vector<std::string> texts;
  std::vector<std::size_t> order;
  std::vector<char> notes;  // by leaf: set as a note, at a place of the layout's choice
};

Reading read_article(const Document& document,
                     const std::vector<std::size_t>& places,
                     const Article& article,
                     const Leaves& leaves) {
  std::vector<LeafRun> runs = leaf_runs(document, article, leaves);
  const auto decoration = [](const LeafRun& run) { return run.drawn.item->tag == TagId::none; };
  runs.erase(std::remove_if(runs.begin(), runs.end(), decoration), runs.end());
  const auto place = [&](const LeafRun& run) {
    return places[static_cast<std::size_t>(block_tag(document, run.drawn.item->tag))];
  };
  std::stable_sort(runs.begin(), runs.end(), [&](const LeafRun& a, const LeafRun& b) {
    return place(a) < place(b);
  });
  Reading reading;
  reading.texts.resize(leaves.all.size());
  for (const Leaf& leaf : leaves.all) {
    reading.notes.push_back(leaf.note ? 1 : 0);
  }
  for (const LeafRun& run : runs) {
    reading.texts[run.leaf] += squeezed(run.drawn.run->text);
    if (under(document, run.drawn.item->tag, TagRole::note)) {
      reading.notes[run.leaf] = 1;
    }
    if (reading.order.empty() || reading.order.back() != run.leaf) {
      reading.order.push_back(run.leaf);
    }
  }
  for (std::size_t i = 0; i < leaves.all.size(); ++i) {
    const Leaf& leaf = leaves.all[i];
    reading.texts[i] = leaf.keywords  ? bare_keywords(reading.texts[i])
                       : leaf.repeats ? said_once(leaf.text, reading.texts[i])
                                      : reading.texts[i];
  }
  return reading;
}

/// The leaves in order without those that either layout sets as a note (a fund's line, 基金项目,
/// may be one).
std::vector<std::size_t> order_beside(const Reading& reading, const Reading& other) {
  std::vector<std::size_t> order;
  for (const std::size_t leaf : reading.order) {
    if (!reading.notes[leaf] && !other.notes[leaf] && (order.empty() || order.back() != leaf)) {
      order.push_back(leaf);
    }
  }
  return order;
}

class SameText : public testing::TestWithParam<std::string> {};

TEST_P(SameText, InEveryLayout) {
  const std::vector<std::string> layouts = layout_names();
  ASSERT_GE(layouts.size(), 2u);
  const Work& first = *made_issue(GetParam() + "::" + layouts[0]).work;
  ASSERT_TRUE(first.document.has_value());
  const std::vector<std::size_t> first_places = reading_places(*first.document);
  for (std::size_t l = 1; l < layouts.size(); ++l) {
    const Work& other = *made_issue(GetParam() + "::" + layouts[l]).work;
    ASSERT_TRUE(other.document.has_value()) << layouts[l];
    const std::vector<std::size_t> places = reading_places(*other.document);
    for (std::size_t s = 0; s < first.issue.sections.size(); ++s) {
      for (std::size_t a = 0; a < first.issue.sections[s].articles.size(); ++a) {
        const Article& article = first.issue.sections[s].articles[a];
        const Leaves leaves = leaves_of(article);
        const Article& same = other.issue.sections[s].articles[a];
        const Reading one = read_article(*first.document, first_places, article, leaves);
        const Reading two = read_article(*other.document, places, same, leaves_of(same));
        const std::string where = article.path + " in " + layouts[0] + " and " + layouts[l];
        ASSERT_EQ(one.texts.size(), two.texts.size()) << where;
        EXPECT_EQ(order_beside(one, two), order_beside(two, one)) << where;
        for (std::size_t i = 0; i < one.texts.size(); ++i) {
          EXPECT_EQ(one.texts[i], two.texts[i]) << where;
          EXPECT_FALSE(one.texts[i].empty()) << where << ": " << leaves.all[i].text;
        }
      }
    }
  }
}

std::vector<std::string> folders_of_any_layout() {
  std::vector<std::string> folders = issue_folders();
  folders.erase(std::remove_if(folders.begin(),
                               folders.end(),
                               [](const auto& folder) { return issue_name(folder) == "gallery"; }),
                folders.end());
  return folders;
}

INSTANTIATE_TEST_SUITE_P(Issues,
                         SameText,
                         testing::ValuesIn(folders_of_any_layout()),
                         [](const auto& test) { return issue_name(test.param); });

// ---- the tutorial -------------------------------------------------------------------------------

/// The ```toml blocks of layouts/first-layout.md, one below the other: the layout its reader ends
/// with.
std::string tutorial_layout() {
  std::ifstream in(std::string(BANXIN_SOURCE_DIR) + "/layouts/first-layout.md");
  std::string out;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("```", 0) == 0) {
      inside = line == "```toml";
    } else if (inside) {
      out += line + "\n";
    }
  }
  return out;
}

TEST(Tutorial, MakesALayoutThatBuilds) {
  namespace fs = std::filesystem;
  std::string name = (fs::temp_directory_path() / "banxin-layout-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  fs::create_directories(fs::path(name) / "evening");
  std::ofstream(fs::path(name) / "evening" / "layout.toml") << tutorial_layout();
  const std::string source = BANXIN_SOURCE_DIR;
  DiskPlaces places;
  places.issue = source + "/samples/monthly";
  places.layouts = {source + "/layouts", name};
  places.font_list = source + "/fonts/fonts.toml";
  places.font_folders = default_font_folders({source + "/fonts"}, "");
  places.now = 1695168000;
  const DiskWorld world(places);
  Job job;
  job.layout = "evening";
  Warm warm;
  Work work(world, job, warm);
  advance(work, Goal::pages);
  fs::remove_all(name);
  ASSERT_TRUE(work.document.has_value());
  EXPECT_EQ(work.document->pages.front().size.width, Length::mm(176));
  for (const Diagnostic& diagnostic : work.diagnostics) {
    EXPECT_EQ(severity_of(diagnostic), Severity::note)
        << to_text(diagnostic, work.sources, Language::en);
  }
}

}  // namespace
}  // namespace banxin::pipeline
