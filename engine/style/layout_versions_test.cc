// Which file a name with a version stands for, and what is said when there is none.
#include <gtest/gtest.h>

#include "engine/style/load_layout.h"
#include "engine/style/test_support.h"

namespace banxin {
namespace {

using style_test::listing;

/// A layout that is complete and says in its title which file it was.
std::string layout_of(const std::string& version, const std::string& title) {
  return "[layout]\nname = \"evening\"\nversion = \"" + version + "\"\ntitle = \"" + title +
         "\"\n[fonts.song]\nfamilies = [\"Song\"]\n[[flows]]\nname = \"body\"\n";
}

class LayoutVersions : public testing::Test {
 protected:
  LayoutVersions() {
    world.add_layout("evening", "layout.toml", layout_of("1.10", "now"));
    world.add_layout("evening", "versions/1.2/layout.toml", layout_of("1.2", "then"));
    world.add_layout("evening", "versions/1.9/layout.toml", layout_of("1.9", "later"));
  }

  MemoryWorld world;
};

struct Answer {
  std::string title, messages;
};

Answer ask(const World& world, const LayoutRequest& request) {
  SourceMap sources;
  const Parsed<Layout> layout = parse_layout(world, request, sources);
  return {layout.value.title(), listing(layout.diagnostics, sources)};
}

TEST_F(LayoutVersions, PlainNameIsTheNewest) {
  EXPECT_EQ(ask(world, {"evening", false, {}}).title, "now");
}

TEST_F(LayoutVersions, OlderOneByItsNumber) {
  const Answer answer = ask(world, {"evening@1.2", false, {}});
  EXPECT_EQ(answer.title, "then");
  EXPECT_EQ(answer.messages, "");
}

TEST_F(LayoutVersions, TheNewestByItsNumberNeedsNoFolder) {
  EXPECT_EQ(ask(world, {"evening@1.10", false, {}}).title, "now");
}

TEST_F(LayoutVersions, UnknownOneListsThoseThereAreNewestFirst) {
  SourceMap sources;
  const FileId issue = sources.add("issue.toml", "layout = \"evening@2\"\n");
  for (const char* version : {"2", "", "../1.2", "1.2/x"}) {
    const std::string name = std::string("evening@") + version;
    const auto layout = parse_layout(world, {name, false, {issue, 9, 20}}, sources);
    EXPECT_EQ(listing(layout.diagnostics, sources),
              "1:10 E231 evening " + std::string(version) + " 1.10, 1.9, 1.2\n");
  }
}

TEST_F(LayoutVersions, UnknownLayoutListsTheLayouts) {
  EXPECT_EQ(ask(world, {"morning@1.2", false, {}}).messages, "0:0 E201 morning evening\n");
}

TEST_F(LayoutVersions, AFileMustBeWhatItsFolderSays) {
  world.add_layout("evening", "versions/1.0/layout.toml", layout_of("1.1", "copied"));
  EXPECT_EQ(ask(world, {"evening@1.0", false, {}}).messages,
            "3:11 E232 1.1 versions/1.0/layout.toml 1.0\n");
}

TEST_F(LayoutVersions, ALayoutExtendsAVersionOfAnotherOrAnOlderOneOfItself) {
  world.add_layout("late", "layout.toml", "[layout]\nname = \"late\"\nextends = \"evening@1.9\"\n");
  EXPECT_EQ(ask(world, {"late", false, {}}).title, "later");
  world.add_layout("evening",
                   "versions/1.3/layout.toml",
                   "[layout]\nversion = \"1.3\"\nextends = \"evening@1.2\"\n");
  EXPECT_EQ(ask(world, {"evening@1.3", false, {}}).title, "then");
  EXPECT_EQ(ask(world, {"evening@1.3", false, {}}).messages, "");
}

// --layout asks for a look on purpose; else the file beside the issue knows best what it was
// written on.
TEST_F(LayoutVersions, TheIssuesOwnFileKeepsItsPin) {
  world.add("layout.toml", "[layout]\nextends = \"evening@1.2\"\n");
  EXPECT_EQ(ask(world, {"evening", true, {}}).title, "then");
  EXPECT_EQ(ask(world, {"evening", true, {}, LayoutRequest::By::job}).title, "now");
  EXPECT_EQ(ask(world, {"evening@1.9", true, {}, LayoutRequest::By::job}).title, "later");
}

TEST_F(LayoutVersions, FormatOfANewerProgramIsRefused) {
  for (const auto& [format, expected] : {std::pair("1", ""),
                                         std::pair("2", "2:10 E233 2 1\n"),
                                         std::pair("0", "2:10 E204 format 1\n"),
                                         std::pair("\"1\"", "2:10 E204 format 1\n")}) {
    MemoryWorld other;
    other.add_layout("x",
                     "layout.toml",
                     "[layout]\nformat = " + std::string(format) +
                         "\n[fonts.song]\nfamilies = [\"Song\"]\n[[flows]]\nname = \"body\"\n");
    EXPECT_EQ(ask(other, {"x", false, {}}).messages, expected) << format;
  }
}

TEST_F(LayoutVersions, ListOfLayouts) {
  world.add_layout("late", "layout.toml", "[layout]\nextends = \"evening@1.9\"\n");
  const std::vector<LayoutEntry> entries = list_layouts(world);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].name, "evening");
  EXPECT_EQ(entries[0].title, "now");
  EXPECT_EQ(entries[0].versions, (std::vector<std::string>{"1.10", "1.9", "1.2"}));
  EXPECT_EQ(entries[1].extends, "evening@1.9");
  EXPECT_EQ(entries[1].versions, (std::vector<std::string>{}));
}

}  // namespace
}  // namespace banxin
