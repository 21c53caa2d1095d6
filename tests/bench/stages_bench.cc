// Time per stage, on one thread, with warm files: for finding out what a change costs.
// Times are reported and never gated on; counts are (tests/pipeline/same_output_test.cc).
//
//   build/release/tests/banxin_bench [--benchmark_filter=…]
#include <filesystem>

#include <benchmark/benchmark.h>

#include "engine/build/work.h"
#include "engine/page/page.h"
#include "engine/pdf/pdf.h"

namespace banxin {
namespace {

std::string folder() {
  const std::filesystem::path source(BANXIN_SOURCE_DIR);
  const auto real = source.parent_path() / "shared" / "real-issue" / "2023-09";
  return std::filesystem::exists(real / "issue.toml") ? real.string()
                                                      : (source / "samples" / "monthly").string();
}

DiskPlaces places() {
  const std::string source = BANXIN_SOURCE_DIR;
  DiskPlaces places;
  places.issue = folder();
  places.layouts = {source + "/layouts"};
  places.font_list = source + "/fonts/fonts.toml";
  places.font_folders = default_font_folders({source + "/fonts"}, "");
  return places;
}

/// An issue taken as far as its pages, for the stages after.
struct Ready {
  DiskWorld world{places()};
  Job job;
  Warm warm;
  Work work{world, job, warm};

  explicit Ready(Goal goal) {
    job.threads = 1;
    advance(work, goal);
  }
};

void parse(benchmark::State& state) {
  const DiskWorld world(places());
  for (auto _ : state) {
    SourceMap sources;
    benchmark::DoNotOptimize(parse_issue(world, sources));
  }
}

BENCHMARK(parse)->Unit(benchmark::kMillisecond);

void style(benchmark::State& state) {
  const Ready ready(Goal::styled);
  for (auto _ : state) {
    benchmark::DoNotOptimize(resolve_styles(ready.work.issue, *ready.work.layout));
  }
}

BENCHMARK(style)->Unit(benchmark::kMillisecond);

void fonts(benchmark::State& state) {
  Ready ready(Goal::fonts);
  const auto wishes = ready.work.layout->font_wishes(locale_of(ready.work.issue.language));
  for (auto _ : state) {
    benchmark::DoNotOptimize(load_fonts(ready.work.font_list, wishes, ready.world));
  }
}

BENCHMARK(fonts)->Unit(benchmark::kMillisecond);

void pages(benchmark::State& state) {
  Ready ready(Goal::fonts);
  const FontResolver resolver(*ready.work.styled, *ready.work.fonts, ready.work.hyphenators);
  for (auto _ : state) {
    TextCache cold;
    const BlockContext context{*ready.work.styled, resolver, ready.work.images, cold};
    benchmark::DoNotOptimize(paginate(context));
  }
}

BENCHMARK(pages)->Unit(benchmark::kMillisecond);

void pages_warm(benchmark::State& state) {
  Ready ready(Goal::pages);
  const FontResolver resolver(*ready.work.styled, *ready.work.fonts, ready.work.hyphenators);
  for (auto _ : state) {
    const BlockContext context{*ready.work.styled, resolver, ready.work.images, ready.warm.text};
    benchmark::DoNotOptimize(paginate(context));
  }
}

BENCHMARK(pages_warm)->Unit(benchmark::kMillisecond);

void pdf(benchmark::State& state) {
  Ready ready(Goal::pages);
  for (auto _ : state) {
    benchmark::DoNotOptimize(write_pdf(*ready.work.document, *ready.work.fonts, {}));
  }
}

BENCHMARK(pdf)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace banxin

BENCHMARK_MAIN();
