// Prints how loose the lines of an issue are, for both breakers at two measures.
//
//   build/release/tests/banxin_loose_lines [ISSUE]     (part of ./banxin bench)
//
// Without an issue: the real one where it lies beside the checkout, else samples/monthly.
#include <cstdio>
#include <filesystem>

#include "engine/base/diagnostic.h"
#include "tests/bench/loose_lines.h"

namespace banxin::bench {
namespace {

std::string default_issue() {
  const std::filesystem::path source(BANXIN_SOURCE_DIR);
  const auto real = source.parent_path() / "shared" / "real-issue" / "2023-09";
  return std::filesystem::exists(real / "issue.toml") ? real.string()
                                                      : (source / "samples" / "monthly").string();
}

int run(const std::string& issue) {
  const std::string source = BANXIN_SOURCE_DIR;
  DiskPlaces places;
  places.issue = issue;
  places.layouts = {source + "/layouts"};
  places.font_list = source + "/fonts/fonts.toml";
  places.font_folders = default_font_folders({source + "/fonts"}, "");
  const DiskWorld world(places);
  const Job job;
  Warm warm;
  Work work(world, job, warm);
  advance(work, Goal::fonts);
  if (!work.styled || !work.fonts) {
    std::fprintf(stderr, "%s: can't be read; banxin check says why\n", issue.c_str());
    return 1;
  }
  std::printf("%s: lines of justified paragraphs, but for the last ones\n%s",
              issue.c_str(),
              table_head().c_str());
  for (const Setting& setting : all_settings()) {
    std::printf("%s", table_row(setting, count_lines(work, setting)).c_str());
  }
  return 0;
}

}  // namespace
}  // namespace banxin::bench

int main(int argc, char** argv) {
  return banxin::bench::run(argc > 1 ? argv[1] : banxin::bench::default_issue());
}
