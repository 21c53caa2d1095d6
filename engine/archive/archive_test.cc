#include "engine/archive/archive.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace banxin {
namespace {

namespace fs = std::filesystem;

class Archive : public testing::TestWithParam<ArchiveFormat> {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "banxin-archive-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }

  void TearDown() override { fs::remove_all(folder_); }

  std::string put(std::string_view bytes) const {
    const std::string path = (folder_ / "archive").string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  /// "path=bytes;" for each file, or the code of what went wrong.
  static std::string list(const std::string& archive, const ArchiveLimits& limits = {}) {
    std::string out;
    const Diagnostics told = read_archive(archive, limits, [&](const auto& path, auto bytes) {
      out += path + "=" + std::string(bytes) + ";";
      return Diagnostics();
    });
    return told.empty() ? out : std::string(told[0].code);
  }

  static std::string make(std::vector<ArchivedFile> files, ArchiveFormat format) {
    Result<std::string> made = write_archive(std::move(files), format, 1709251200);
    EXPECT_TRUE(made.has_value());
    return made ? *made : std::string();
  }

  fs::path folder_;
};

std::vector<ArchivedFile> two() {
  return {{"潮信/文章/一.md", Bytes("正文")}, {"a.toml", Bytes("")}};
}

TEST_P(Archive, GivesBackWhatWasPutIn) {
  EXPECT_EQ(list(put(make(two(), GetParam()))), "a.toml=;潮信/文章/一.md=正文;");
}

TEST_P(Archive, SameFilesSameBytesInAnyTimeZoneAndLocale) {
  const std::string here = make(two(), GetParam());
  ::setenv("TZ", "Pacific/Kiritimati", 1);
  ::tzset();
  std::vector<ArchivedFile> turned = two();
  std::swap(turned[0], turned[1]);
  const std::string there = make(turned, GetParam());
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_TRUE(here == there);
}

TEST_P(Archive, WhatIsBeyondBoundsIsRefused) {
  const std::string file = put(make({{"a", Bytes(std::string(100, 'x'))}}, GetParam()));
  EXPECT_EQ(list(file, {.files = 10, .file_bytes = 99, .bytes = 1000}), "E783");
  EXPECT_EQ(list(file, {.files = 10, .file_bytes = 1000, .bytes = 99}), "E783");
  EXPECT_EQ(list(file, {.files = 0, .file_bytes = 1000, .bytes = 1000}), "E783");
}

TEST_P(Archive, ANameThatLeavesTheFolderIsRefused) {
  for (const char* path : {"../x", "a/../../x", "/etc/x", "a\\..\\x", "./x"}) {
    EXPECT_EQ(list(put(make({{path, Bytes("x")}}, GetParam()))), "E782") << path;
  }
}

TEST_P(Archive, ADamagedOneIsToldOf) {
  const std::string whole = make({{"a", Bytes(std::string(10'000, 'x'))}}, GetParam());
  EXPECT_EQ(list(put(whole.substr(0, whole.size() / 2))), "E781");
  EXPECT_EQ(list(put("no archive at all")), "E781");
  EXPECT_EQ(list((folder_ / "none").string()), "E781");
}

INSTANTIATE_TEST_SUITE_P(Formats,
                         Archive,
                         testing::Values(ArchiveFormat::zip,
                                         ArchiveFormat::tar,
                                         ArchiveFormat::tar_gzip,
                                         ArchiveFormat::tar_zstd));

TEST(ArchiveFormats, GoByTheName) {
  EXPECT_EQ(archive_format_of("a.zip"), ArchiveFormat::zip);
  EXPECT_EQ(archive_format_of("a.tar.gz"), ArchiveFormat::tar_gzip);
  EXPECT_EQ(archive_format_of("a.tgz"), ArchiveFormat::tar_gzip);
  EXPECT_EQ(archive_format_of("a.tar.zst"), ArchiveFormat::tar_zstd);
  EXPECT_EQ(archive_format_of("a.rar"), std::nullopt);
  EXPECT_EQ(archive_format_of(".zip"), std::nullopt);
}

// Source: FIPS 180-4, example of one block.
TEST(Sha256, IsTheStandardsOne) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace banxin
