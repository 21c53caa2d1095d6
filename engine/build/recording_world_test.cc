// A record tells whether a job would read the same again.
#include "engine/build/recording_world.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

void fill(MemoryWorld& world, const std::string& article, const std::string& layout) {
  world.add("issue.toml", "format = 1\n");
  world.add("articles/一 篇\t%.md", article);
  world.add_layout("classic", "layout.toml", layout);
  world.set_font_list("[[font]]\n");
  world.add_font("Song.otf", Bytes("OTTO and much more"));
}

/// What a job with that world reads.
std::string record_of(const World& world) {
  const RecordingWorld recording(world);
  recording.read("issue.toml", 100);
  recording.read("articles/一 篇\t%.md", 100);
  recording.read("layout.toml", 100);  // not there
  recording.glob("articles/*.md");
  recording.read_layout("classic", "layout.toml");
  recording.read_font_list();
  recording.read_font("Song.otf");
  recording.read_hyphenation("en-US");
  return recording.record();
}

class Record : public testing::Test {
 protected:
  Record() {
    MemoryWorld world;
    fill(world, "文", "[page]");
    record = record_of(world);
    fill(now, "文", "[page]");
  }

  std::string record;
  MemoryWorld now;
};

TEST_F(Record, HoldsWhileAllIsAsItWas) {
  EXPECT_TRUE(reads_the_same(record, now));
  EXPECT_EQ(record_of(now), record);
}

TEST_F(Record, AFileThatCameIsNoticed) {
  now.add("layout.toml", "[page]\n");
  EXPECT_FALSE(reads_the_same(record, now));
}

TEST_F(Record, ANameMoreForAGlobIsNoticed) {
  now.add("articles/2.md", "");
  EXPECT_FALSE(reads_the_same(record, now));
}

TEST_F(Record, PatternsThatWereInstalledAreNoticed) {
  now.add_hyphenation("en-US", "UTF-8\n");
  EXPECT_FALSE(reads_the_same(record, now));
}

TEST_F(Record, OtherTextsAreNoticed) {
  for (const auto& [article, layout] : {std::pair("字", "[page]"), std::pair("文", "[text]")}) {
    MemoryWorld other;
    fill(other, article, layout);
    EXPECT_FALSE(reads_the_same(record, other)) << article << layout;
  }
}

TEST_F(Record, AFileOfNoInterestIsNot) {
  now.add("notes.txt", "");
  EXPECT_TRUE(reads_the_same(record, now));
}

TEST_F(Record, ALineNobodyUnderstandsIsNoReasonToSkip) {
  EXPECT_FALSE(reads_the_same(record + "oracle\tDelphi\t\t00\n", now));
}

}  // namespace
}  // namespace banxin
