#include "engine/cli/output_file.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banxin {
namespace {

namespace fs = std::filesystem;

class OutputFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "banxin-output-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }

  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const char* name) const { return (folder_ / name).string(); }

  static void put(const std::string& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
  }

  static std::string get(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  static std::string code(const Diagnostics& diagnostics) {
    return diagnostics.empty() ? "" : std::string(diagnostics[0].code);
  }

  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(OutputFile, ReplacesAFileAndKeepsItsRights) {
  put(path("a.pdf"), "old");
  ASSERT_EQ(::chmod(path("a.pdf").c_str(), 0640), 0);
  EXPECT_EQ(code(write_output(path("a.pdf"), "new")), "");
  EXPECT_EQ(get(path("a.pdf")), "new");

  struct stat info {};

  ASSERT_EQ(::stat(path("a.pdf").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
  EXPECT_EQ(entries(), 1u);
}

TEST_F(OutputFile, FollowsALinkAndKeepsIt) {
  put(path("real.pdf"), "old");
  fs::create_symlink("real.pdf", path("link.pdf"));
  EXPECT_EQ(code(write_output(path("link.pdf"), "new")), "");
  EXPECT_TRUE(fs::is_symlink(path("link.pdf")));
  EXPECT_EQ(get(path("real.pdf")), "new");
}

TEST_F(OutputFile, AFolderIsNoOutput) {
  EXPECT_EQ(code(write_output(folder_.string(), "new")), "E711");
}

TEST_F(OutputFile, AFolderThatIsNotThere) {
  EXPECT_EQ(code(write_output(path("none/a.pdf"), "new")), "E713");
}

TEST_F(OutputFile, AFullDevice) {
  EXPECT_EQ(code(write_output("/dev/full", "new")), "E712");
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(OutputFile, AFullDiscLeavesTheOldFileAndNothingElse) {
  put(path("a.pdf"), "old");

  struct rlimit before {};

  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit tight = before;
  tight.rlim_cur = 4096;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
  const Diagnostics failed = write_output(path("a.pdf"), std::string(100000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(code(failed), "E712");
  EXPECT_EQ(get(path("a.pdf")), "old");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(OutputFile, AFolderThatMayNotBeWrittenTo) {
  if (::geteuid() == 0) {
    GTEST_SKIP() << "root may write everywhere";
  }
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(code(write_output(path("a.pdf"), "new")), "E714");
  fs::permissions(folder_, fs::perms::owner_all);
}

TEST_F(OutputFile, FilesThatBelongTogetherAreReplacedTogether) {
  put(path("a.pdf"), "old");
  put(path("a-print.pdf"), "old print");
  EXPECT_TRUE(write_outputs({{path("a.pdf"), "new"}, {path("a-print.pdf"), "new print"}}).empty());
  EXPECT_EQ(get(path("a.pdf")) + "|" + get(path("a-print.pdf")), "new|new print");
  EXPECT_EQ(entries(), 2u);
}

TEST_F(OutputFile, IfOneCannotBeWrittenTheOthersStayAsTheyWere) {
  put(path("a.pdf"), "old");
  fs::create_directory(path("a-print.pdf"));
  const Diagnostics told =
      write_outputs({{path("a.pdf"), "new"}, {path("a-print.pdf"), "new print"}});
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].code, "E711");
  EXPECT_EQ(told[0].args.at(0), path("a-print.pdf"));
  EXPECT_EQ(told[1].code, "N742");
  EXPECT_EQ(told[1].args.at(0), path("a.pdf"));
  EXPECT_EQ(get(path("a.pdf")), "old");
  EXPECT_EQ(entries(), 2u);
}

TEST_F(OutputFile, ADeviceThatIsFullStopsBeforeAnyFileIsReplaced) {
  put(path("a.pdf"), "old");
  const Diagnostics told = write_outputs({{path("a.pdf"), "new"}, {"/dev/full", "print"}});
  EXPECT_EQ(code(told), "E712");
  EXPECT_EQ(get(path("a.pdf")), "old");
  EXPECT_EQ(entries(), 1u);
}

}  // namespace
}  // namespace banxin
