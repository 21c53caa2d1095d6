// Prints how near an issue comes to its printed original, place by place.
//
//   build/release/tests/banxin_fidelity [ISSUE [EVIDENCE [LAYOUT]]]
//
// Without an issue: the real one, where it lies beside the checkout. EVIDENCE is evidence.json in
// the folder above the issue unless given. LAYOUT is the issue's own unless given.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/bench/fidelity.h"
#include "tests/pipeline/issues.h"

namespace banxin::bench {
namespace {

namespace fs = std::filesystem;

int run(const fs::path& issue, const fs::path& evidence, const std::string& layout) {
  std::ifstream in(evidence, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s: can't be read\n", evidence.c_str());
    return 1;
  }
  const auto world = pipeline::open_issue(issue.string());
  Job job;
  job.layout = layout;
  Warm warm;
  Work work(*world, job, warm);
  advance(work, Goal::pages);
  if (!work.document) {
    std::fprintf(stderr, "%s: can't be set; banxin check says why\n", issue.c_str());
    return 1;
  }
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::printf("%s", table(compare_with_original(work, text)).c_str());
  return 0;
}

}  // namespace
}  // namespace banxin::bench

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  const fs::path real =
      fs::path(BANXIN_SOURCE_DIR).parent_path() / "shared" / "real-issue" / "2023-09";
  const fs::path issue = argc > 1 ? fs::path(argv[1]) : real;
  const fs::path evidence =
      argc > 2 ? fs::path(argv[2]) : fs::absolute(issue).parent_path() / "evidence.json";
  try {
    return banxin::bench::run(issue, evidence, argc > 3 ? argv[3] : "");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", evidence.c_str(), error.what());
    return 1;
  }
}
