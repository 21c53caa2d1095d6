#include "engine/cli/new_issue.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <unistd.h>

namespace banxin {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t kDay = 1695168000;  // 2023-09-20

class NewIssue : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "banxin-init-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }

  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(NewIssue, HasTheDateFilledIn) {
  const fs::path issue = folder_ / "新的一期";
  ASSERT_TRUE(make_new_issue(issue.string(), kDay).empty());
  std::ifstream file(issue / "issue.toml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(text.find("year = 2023\nnumber = 9 "), std::string::npos) << text;
  EXPECT_NE(text.find("\ndate = 2023-09-20"), std::string::npos) << text;
  EXPECT_TRUE(fs::is_regular_file(issue / "articles" / "01-01.md"));
  EXPECT_TRUE(fs::is_directory(issue / "images"));
}

TEST_F(NewIssue, AnEmptyFolderIsFilled) {
  EXPECT_TRUE(make_new_issue(folder_.string(), kDay).empty());
  EXPECT_TRUE(fs::is_regular_file(folder_ / "issue.toml"));
}

TEST_F(NewIssue, AFolderThatHoldsSomethingIsLeftAlone) {
  std::ofstream(folder_ / "mine.txt") << "mine";
  const Diagnostics failed = make_new_issue(folder_.string(), kDay);
  ASSERT_EQ(failed.size(), 1u);
  EXPECT_EQ(failed[0].code, "E806");
  EXPECT_FALSE(fs::exists(folder_ / "issue.toml"));
}

TEST_F(NewIssue, AFileInTheWayIsNamed) {
  std::ofstream(folder_ / "file") << "x";
  const Diagnostics failed = make_new_issue((folder_ / "file" / "new").string(), kDay);
  ASSERT_EQ(failed.size(), 1u);
  EXPECT_EQ(failed[0].code, "E812");
}

}  // namespace
}  // namespace banxin
