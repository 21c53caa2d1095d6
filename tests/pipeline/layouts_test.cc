// What holds in every layout of layouts/: issues build without a warning, articles say the same,
// and last pages are fit to print. text_test and contents_test run on every layout, too.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "tests/pipeline/issues.h"

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

INSTANTIATE_TEST_SUITE_P(Cases, LayoutOn, testing::ValuesIn(issue_cases()), [](const auto& test) {
  return issue_name(test.param);
});

// ---- the same text ------------------------------------------------------------------------------

/// What was drawn of the bytes of an article's file from `begin` on, each byte once and in the
/// order written. Labels, note marks, hyphens and what else the layout adds has no bytes there.
std::string extracted(const Document& document, const Article& article, std::uint32_t begin) {
  std::map<std::uint32_t, char> bytes;
  for (const Drawn& drawn : drawn_text(document, {"contents", "cover", "board"})) {
    const Span at = drawn.item->source;
    if (at.file != article.file || at.begin < begin ||
        at.end - at.begin != drawn.run->text.size()) {
      continue;
    }
    for (std::uint32_t i = at.begin; i < at.end; ++i) {
      bytes[i] = drawn.run->text[i - at.begin];
    }
  }
  std::string text;
  for (const auto& [place, byte] : bytes) {
    text += byte;
  }
  return squeezed(text);
}

std::uint32_t body_begin(const Article& article) {
  return article.body.empty() ? 0 : article.body.front().span.begin;
}

class SameText : public testing::TestWithParam<std::string> {};

TEST_P(SameText, InEveryLayout) {
  const std::vector<std::string> layouts = layout_names();
  ASSERT_FALSE(layouts.empty());
  const Work& first = *made_issue(GetParam() + "::" + layouts[0]).work;
  ASSERT_TRUE(first.document.has_value());
  std::size_t characters = 0;
  for (std::size_t l = 1; l < layouts.size(); ++l) {
    const Work& other = *made_issue(GetParam() + "::" + layouts[l]).work;
    ASSERT_TRUE(other.document.has_value()) << layouts[l];
    for (std::size_t s = 0; s < first.issue.sections.size(); ++s) {
      for (std::size_t a = 0; a < first.issue.sections[s].articles.size(); ++a) {
        const Article& one = first.issue.sections[s].articles[a];
        const Article& two = other.issue.sections[s].articles[a];
        const std::string text = extracted(*first.document, one, body_begin(one));
        EXPECT_EQ(text, extracted(*other.document, two, body_begin(two)))
            << one.path << " in " << layouts[0] << " and " << layouts[l];
        characters += text.size();
      }
    }
  }
  EXPECT_TRUE(layouts.size() < 2 || characters > 0);
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
