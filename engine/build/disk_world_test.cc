#include "engine/build/disk_world.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banxin {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kRoom = 1 << 20;
// プ is U+30D7, or U+30D5 U+309A when decomposed. Likewise é.
constexpr const char* kComposed = "プé.png";
constexpr const char* kDecomposed = "フ\u309Ae\u0301.png";

class DiskWorldTest : public testing::Test {
 protected:
  DiskWorldTest() {
    std::string pattern = testing::TempDir() + "banxin_disk_XXXXXX";
    EXPECT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    fs::create_directories(root_ + "/issue/images");
  }

  ~DiskWorldTest() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories(fs::path(root_ + "/" + path).parent_path());
    std::ofstream(root_ + "/" + path, std::ios::binary) << text;
  }

  DiskWorld world() const {
    DiskPlaces places;
    places.issue = root_ + "/issue";
    places.layouts = {root_ + "/own", root_ + "/share/layouts"};
    places.font_list = root_ + "/share/fonts/fonts.toml";
    places.font_folders = {root_ + "/extra", root_ + "/system"};
    places.hyphenation_folders = {root_ + "/own-hyphen", root_ + "/hyphen"};
    places.now = 1'700'000'000;
    return DiskWorld(places);
  }

  std::string root_;
};

std::string name_of(ReadProblem problem) {
  constexpr const char* kNames[] = {
      "none", "not_found", "outside", "not_a_file", "too_large", "unreadable"};
  return kNames[static_cast<std::size_t>(problem)];
}

// The bytes read, or the problem in brackets.
std::string shown(const ReadResult& result) {
  return result.problem == ReadProblem::none ? std::string(result.bytes.view())
                                             : "[" + name_of(result.problem) + "]";
}

TEST_F(DiskWorldTest, ReadsFilesOfTheIssueAndNothingElse) {
  write("issue/issue.toml", "title");
  write("issue/articles/a b/文章.md", "正文");
  write("issue/empty.md", "");
  write("secret.txt", "secret");
  const DiskWorld disk = world();

  const struct {
    std::string path, expected;
  } rows[] = {
      {"issue.toml", "title"},
      {"./issue.toml", "title"},
      {"articles/../issue.toml", "title"},
      {"articles//a b/文章.md", "正文"},
      {"empty.md", ""},
      {"missing.md", "[not_found]"},
      {"issue.toml/x", "[not_found]"},
      {"", "[not_found]"},
      {std::string("issue.toml\0x", 12), "[not_found]"},
      {std::string(10000, 'a'), "[not_found]"},
      {"articles", "[not_a_file]"},
      {".", "[not_a_file]"},
      {"../secret.txt", "[outside]"},
      {"articles/../../secret.txt", "[outside]"},
      {root_ + "/secret.txt", "[outside]"},
      {root_ + "/issue/issue.toml", "[outside]"},
      {"/etc/passwd", "[outside]"},
  };

  for (const auto& row : rows) {
    EXPECT_EQ(shown(disk.read(row.path, kRoom)), row.expected) << row.path;
  }
}

TEST_F(DiskWorldTest, LinksMayNotLeaveTheFolder) {
  write("issue/real.md", "real");
  write("secret/secret.md", "secret");
  write("issue-other/near.md", "same prefix, other folder");
  fs::create_symlink("real.md", root_ + "/issue/inside.md");
  fs::create_symlink(root_ + "/issue/real.md", root_ + "/issue/absolute.md");
  fs::create_symlink(root_ + "/secret/secret.md", root_ + "/issue/out.md");
  fs::create_symlink("../secret", root_ + "/issue/folder");
  fs::create_symlink("../issue-other/near.md", root_ + "/issue/near.md");
  fs::create_symlink("nowhere", root_ + "/issue/dangling.md");
  fs::create_symlink("loop.md", root_ + "/issue/loop.md");
  fs::create_symlink("issue", root_ + "/issue-link");
  const DiskWorld disk = world();
  EXPECT_EQ(shown(disk.read("inside.md", kRoom)), "real");
  EXPECT_EQ(shown(disk.read("absolute.md", kRoom)), "real");
  EXPECT_EQ(shown(disk.read("out.md", kRoom)), "[outside]");
  EXPECT_EQ(shown(disk.read("folder/secret.md", kRoom)), "[outside]");
  EXPECT_EQ(shown(disk.read("folder/../secret/secret.md", kRoom)), "[outside]");
  EXPECT_EQ(shown(disk.read("near.md", kRoom)), "[outside]");
  EXPECT_EQ(shown(disk.read("dangling.md", kRoom)), "[not_found]");
  EXPECT_EQ(shown(disk.read("loop.md", kRoom)), "[unreadable]");
  DiskPlaces through_link;
  through_link.issue = root_ + "/issue-link";
  EXPECT_EQ(shown(DiskWorld(through_link).read("real.md", kRoom)), "real");
}

TEST_F(DiskWorldTest, PipesAndDevicesAreNotFilesAndNeverBlock) {
  ASSERT_EQ(mkfifo((root_ + "/issue/pipe.png").c_str(), 0600), 0);
  const DiskWorld disk = world();
  EXPECT_EQ(shown(disk.read("pipe.png", kRoom)), "[not_a_file]");
  EXPECT_EQ(disk.glob("*.png"), std::vector<std::string>());
  ASSERT_EQ(mkfifo((root_ + "/pipe").c_str(), 0600), 0);
  DiskPlaces places;
  places.issue = "/dev";
  places.font_list = root_ + "/pipe";
  places.font_folders = {root_};
  const DiskWorld devices(places);
  EXPECT_EQ(shown(devices.read("zero", kRoom)), "[not_a_file]");
  EXPECT_EQ(shown(devices.read_font_list()), "[not_a_file]");
  EXPECT_EQ(shown(devices.read_font("pipe")), "[not_found]");
}

TEST_F(DiskWorldTest, TooLargeIsToldBeforeReading) {
  write("issue/ten.md", "0123456789");
  write("issue/huge.png", "");
  fs::resize_file(root_ + "/issue/huge.png", 1ull << 40);  // sparse: reading it would never end
  const DiskWorld disk = world();
  EXPECT_EQ(shown(disk.read("ten.md", 10)), "0123456789");
  EXPECT_EQ(shown(disk.read("ten.md", 9)), "[too_large]");
  EXPECT_EQ(shown(disk.read("huge.png", 256u << 20)), "[too_large]");
}

TEST_F(DiskWorldTest, WhatWasReadStaysWhenTheFileIsCutShort) {
  write("issue/a.png", std::string(100'000, 'x'));
  const DiskWorld disk = world();
  const ReadResult result = disk.read("a.png", kRoom);
  fs::resize_file(root_ + "/issue/a.png", 0);
  EXPECT_EQ(result.bytes.view(), std::string(100'000, 'x'));
}

TEST_F(DiskWorldTest, FilesWithoutPermissionAreUnreadable) {
  if (geteuid() == 0) {
    GTEST_SKIP() << "root may read everything";
  }
  write("issue/a.md", "text");
  fs::permissions(root_ + "/issue/a.md", fs::perms::none);
  EXPECT_EQ(shown(world().read("a.md", kRoom)), "[unreadable]");
}

TEST_F(DiskWorldTest, NamesMatchInEitherNormalisationForm) {
  write(std::string("issue/images/") + kDecomposed, "decomposed");
  write("issue/フ\u309A/text.md", "folder");
  const DiskWorld disk = world();
  EXPECT_EQ(shown(disk.read(std::string("images/") + kComposed, kRoom)), "decomposed");
  EXPECT_EQ(shown(disk.read(std::string("images/") + kDecomposed, kRoom)), "decomposed");
  EXPECT_EQ(shown(disk.read("プ/text.md", kRoom)), "folder");
  EXPECT_EQ(shown(disk.read("images/フé.png", kRoom)), "[not_found]");
  // Both forms side by side: each is itself.
  write(std::string("issue/images/") + kComposed, "composed");
  EXPECT_EQ(shown(disk.read(std::string("images/") + kComposed, kRoom)), "composed");
  EXPECT_EQ(shown(disk.read(std::string("images/") + kDecomposed, kRoom)), "decomposed");
}

TEST_F(DiskWorldTest, DecomposedLinkOutIsStillOutside) {
  write("secret.md", "secret");
  fs::create_symlink("../secret.md", root_ + "/issue/" + kDecomposed);
  EXPECT_EQ(shown(world().read(kComposed, kRoom)), "[outside]");
}

TEST_F(DiskWorldTest, GlobIsSortedAndFindsFilesOnly) {
  for (const char* name : {"articles/10.md",
                           "articles/02.md",
                           "articles/乙.md",
                           "articles/甲.md",
                           "articles/.hidden.md",
                           "articles/note.txt",
                           "more/02.md",
                           "top.md"}) {
    write(std::string("issue/") + name, "x");
  }
  fs::create_directories(root_ + "/issue/articles/folder.md");
  write(std::string("issue/articles/") + kDecomposed, "x");
  write("outside.md", "x");
  const DiskWorld disk = world();
  using Names = std::vector<std::string>;

  const struct {
    std::string pattern;
    Names expected;
  } rows[] = {
      {"articles/*.md", {"articles/02.md", "articles/10.md", "articles/乙.md", "articles/甲.md"}},
      {"articles/0?.md", {"articles/02.md"}},
      {"*/02.md", {"articles/02.md", "more/02.md"}},
      {"*.md", {"top.md"}},
      {"articles/note.txt", {"articles/note.txt"}},
      {"articles/.*.md", {"articles/.hidden.md"}},
      {"articles/*é.png", {std::string("articles/") + kDecomposed}},
      {std::string("articles/") + kComposed, {std::string("articles/") + kDecomposed}},
      {"none/*.md", {}},
      {"../*.md", {}},
      {"articles/../../*.md", {}},
      {"/*", {}},
      {"", {}},
  };

  for (const auto& row : rows) {
    EXPECT_EQ(disk.glob(row.pattern), row.expected) << row.pattern;
  }
}

TEST_F(DiskWorldTest, LayoutsComeFromTheFirstFolderThatHasThem) {
  write("own/mine/layout.toml", "mine");
  write("own/both/layout.toml", "own both");
  write("share/layouts/both/layout.toml", "shared both");
  write("share/layouts/classic/layout.toml", "classic");
  write("share/layouts/classic/logo.svg", "<svg/>");
  write("share/fonts/fonts.toml", "fonts");
  const DiskWorld disk = world();
  EXPECT_EQ(shown(disk.read_layout("mine", "layout.toml")), "mine");
  EXPECT_EQ(shown(disk.read_layout("both", "layout.toml")), "own both");
  EXPECT_EQ(shown(disk.read_layout("classic", "layout.toml")), "classic");
  EXPECT_EQ(shown(disk.read_layout("classic", "logo.svg")), "<svg/>");
  EXPECT_EQ(shown(disk.read_layout("classic", "missing.toml")), "[not_found]");
  EXPECT_EQ(disk.layouts(), (std::vector<std::string>{"both", "classic", "mine"}));
  EXPECT_EQ(disk.layout_versions("classic"), std::vector<std::string>{});
  EXPECT_EQ(disk.layout_versions("../both"), std::vector<std::string>{});
  EXPECT_EQ(shown(disk.read_layout("none", "layout.toml")), "[not_found]");
  EXPECT_EQ(shown(disk.read_layout("classic", "../both/layout.toml")), "[outside]");
  EXPECT_EQ(shown(disk.read_layout("..", "fonts/fonts.toml")), "[outside]");
  EXPECT_EQ(shown(disk.read_layout("classic/../both", "layout.toml")), "[outside]");
  EXPECT_EQ(shown(disk.read_layout("", "classic/layout.toml")), "[outside]");
  EXPECT_EQ(shown(disk.read_font_list()), "fonts");
}

TEST_F(DiskWorldTest, FontsAreFoundDirectlyThenByWalking) {
  write("system/a.otf", "system a");
  write("system/deep/er/c.otf", "deep c");
  write("extra/a.otf", "extra a");
  write("extra/nested/a2.otf", "nested a2");
  write("extra/empty.otf", "");
  fs::create_symlink("..", root_ + "/extra/nested/up");  // a loop: the walk must end
  const DiskWorld disk = world();
  EXPECT_EQ(shown(disk.read_font("a.otf")), "extra a");
  EXPECT_EQ(shown(disk.read_font("c.otf")), "deep c");
  EXPECT_EQ(shown(disk.read_font("a2.otf")), "nested a2");
  EXPECT_EQ(shown(disk.read_font("empty.otf")), "");
  EXPECT_EQ(shown(disk.read_font("none.otf")), "[not_found]");
  EXPECT_EQ(shown(disk.read_font("deep/er/c.otf")), "[not_found]");
  EXPECT_EQ(shown(disk.read_font("..")), "[not_found]");
  // The walk is made once: a file added later is seen only where files are looked for directly.
  write("system/deep/late.otf", "late");
  EXPECT_EQ(shown(disk.read_font("late.otf")), "[not_found]");
  write("system/late.otf", "late");
  EXPECT_EQ(shown(disk.read_font("late.otf")), "late");
}

TEST_F(DiskWorldTest, FontBytesOutliveTheWorld) {
  write("system/a.otf", std::string(10'000, 'f'));
  ReadResult result;
  {
    const DiskWorld disk = world();
    result = disk.read_font("a.otf");
  }
  EXPECT_EQ(result.bytes.view(), std::string(10'000, 'f'));
}

TEST_F(DiskWorldTest, SeveralThreadsMayRead) {
  write("issue/a.md", "text");
  write("system/deep/c.otf", "deep c");
  const DiskWorld disk = world();
  std::vector<std::string> seen(16);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    threads.emplace_back(
        [&, i] { seen[i] = shown(disk.read("a.md", kRoom)) + shown(disk.read_font("c.otf")); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(seen, std::vector<std::string>(16, "textdeep c"));
}

TEST_F(DiskWorldTest, ShareIsFoundByOptionEnvironmentProgramAndSource) {
  for (const char* folder : {"option", "env", "prefix/share/banxin", "source"}) {
    fs::create_directories(root_ + "/" + folder + "/layouts");
  }
  fs::create_directories(root_ + "/prefix/bin");
  fs::create_directories(root_ + "/empty");
  ShareHints hints{
      root_ + "/option", root_ + "/env", root_ + "/prefix/bin/banxin", root_ + "/source"};
  EXPECT_EQ(find_share(hints), root_ + "/option");
  hints.explicit_folder = root_ + "/empty";  // asked for by name: no silent fallback
  EXPECT_EQ(find_share(hints), "");
  hints.explicit_folder.clear();
  EXPECT_EQ(find_share(hints), root_ + "/env");
  hints.environment.clear();
  EXPECT_EQ(find_share(hints), fs::canonical(root_ + "/prefix/share/banxin").string());
  hints.executable = root_ + "/elsewhere/banxin";
  EXPECT_EQ(find_share(hints), root_ + "/source");
  hints.source_folder.clear();
  EXPECT_EQ(find_share(hints), "");
}

TEST_F(DiskWorldTest, PatternsAreFoundByTheClosestTagU7) {
  write("hyphen/hyph_en_GB.dic", "GB");
  write("hyphen/hyph_en_US.dic", "US");
  write("hyphen/hyph_de_DE.dic", "DE");
  write("hyphen/hyph_sr.dic", "sr");
  write("hyphen/hyph_sr_Latn.dic", "sr-Latn");
  write("own-hyphen/hyph_en_US.dic", "own US");
  const DiskWorld disk = world();
  const auto found = [&](const char* tag) {
    const ReadResult read = disk.read_hyphenation(tag);
    return read.problem == ReadProblem::none ? std::string(read.bytes.view())
                                             : "[" + name_of(read.problem) + "]";
  };
  EXPECT_EQ(found("en-US"), "own US");
  EXPECT_EQ(found("en-GB"), "GB");
  EXPECT_EQ(found("en"), "own US") << "any region of the language will do";
  EXPECT_EQ(found("de-AT"), "DE");
  EXPECT_EQ(found("sr-Latn-RS"), "sr-Latn");
  EXPECT_EQ(found("sr-Cyrl"), "sr");
  EXPECT_EQ(found("fr"), "[not_found]");
  EXPECT_EQ(found(""), "[not_found]");
  EXPECT_EQ(found("en-../../issue"), "[not_found]");
}

TEST(DiskPlacesTest, ExtraFontFoldersComeFirst) {
  const std::vector<std::string> folders = default_font_folders({"/a", "/b"}, "/home/wang");
  ASSERT_GE(folders.size(), 5u);
  EXPECT_EQ(folders[0], "/a");
  EXPECT_EQ(folders[1], "/b");
  EXPECT_EQ(folders[2], "/usr/share/fonts/opentype/noto");
  const auto has = [&](const std::string& folder) {
    return std::find(folders.begin(), folders.end(), folder) != folders.end();
  };
  EXPECT_TRUE(has("/home/wang/.local/share/fonts"));
  EXPECT_TRUE(has("/home/wang/.fonts"));
  EXPECT_EQ(folders.back(), "/usr/share/fonts");
}

TEST(DiskPlacesTest, SourceDateEpochWinsOverTheClock) {
  EXPECT_EQ(build_time("", 42), 42);
  EXPECT_EQ(build_time("0", 42), 0);
  EXPECT_EQ(build_time("1693526400", 42), 1'693'526'400);
  EXPECT_EQ(build_time("253402300799", 42), 253'402'300'799);
  for (const char* wrong : {"253402300800", "99999999999999999999999", "-1", "1e9", " 1", "x"}) {
    EXPECT_EQ(build_time(wrong, 42), -1) << wrong;
  }
}

}  // namespace
}  // namespace banxin
