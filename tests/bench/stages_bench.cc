// Time per stage, on one thread, with warm files: for finding out what a change costs.
// Times are reported and never gated on; counts are (tests/pipeline/same_output_test.cc).
//
//   build/release/tests/banxin_bench [--benchmark_filter=…]
#include <ctime>
#include <filesystem>
#include <memory>

#include <benchmark/benchmark.h>
#include <hb.h>

#include "engine/build/paragraphs.h"
#include "engine/build/work.h"
#include "engine/line/line.h"
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

// ---- shaping and breaking against HarfBuzz alone ------------------------------------------------

/// Text of one face, as HarfBuzz gets it.
struct FaceRun {
  hb_font_t* font = nullptr;
  std::uint32_t begin = 0, end = 0;  // bytes of the paragraph
};

struct Text {
  std::shared_ptr<const Paragraph> paragraph;
  std::string shaped;  // with typed spaces set right: what both get
  std::vector<FaceRun> runs;
  LineRequest request;
};

/// Every paragraph of the issue's flows, itemised by face and by nothing else.
std::vector<Text> texts(const Work& work, const FontResolver& resolver) {
  std::vector<Text> out;
  for (const Flow& flow : work.styled->flows) {
    for_each_paragraph(flow.blocks, [&](const std::shared_ptr<const Paragraph>& paragraph) {
      const ShapedText shaped = shape(*expand_fields(paragraph, {}), resolver, MissingGlyphs::box);
      const BlockStyle& style = work.styled->block(paragraph->style);
      Text text{expand_fields(paragraph, {}), shaped.text, {}, {}};
      text.request.measure = shaped.em * 30;
      text.request.first_indent = style.text_indent;
      FontId last = FontId::none;
      for (const ShapedCluster& c : shaped.clusters) {
        if (c.font == FontId::none) {
          continue;
        }
        if (c.font != last) {
          text.runs.push_back({work.fonts->hb_font(c.font), c.text_begin, c.text_end});
          last = c.font;
        }
        text.runs.back().end = c.text_end;
      }
      out.push_back(std::move(text));
    });
  }
  return out;
}

std::size_t shape_and_break(const std::vector<Text>& all, const FontResolver& resolver) {
  std::size_t lines = 0;
  for (const Text& text : all) {
    const ShapedText shaped = shape(*text.paragraph, resolver, MissingGlyphs::box);
    lines += break_lines(shaped, text.request).lines.size();
  }
  return lines;
}

std::size_t harfbuzz_alone(const std::vector<Text>& all) {
  const std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)> buffer(hb_buffer_create(),
                                                                          &hb_buffer_destroy);
  const hb_language_t language = hb_language_from_string("zh-Hans", -1);
  std::size_t glyphs = 0;
  for (const Text& text : all) {
    for (const FaceRun& run : text.runs) {
      hb_buffer_reset(buffer.get());
      hb_buffer_add_utf8(buffer.get(),
                         text.shaped.data(),
                         static_cast<int>(text.shaped.size()),
                         run.begin,
                         static_cast<int>(run.end - run.begin));
      hb_buffer_set_language(buffer.get(), language);  // O3: without it, other shapes come out
      hb_buffer_guess_segment_properties(buffer.get());
      hb_shape(run.font, buffer.get(), nullptr, 0);
      glyphs += hb_buffer_get_length(buffer.get());
    }
  }
  return glyphs;
}

/// Processor time of this program, so that what else the machine does does not count.
double processor_ms() {
  return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Both in turn in every round. Counters: processor milliseconds of each and their ratio. Argument:
/// Breaker.
void text_against_harfbuzz(benchmark::State& state) {
  Ready ready(Goal::fonts);
  Styled styled = *ready.work.styled;
  for (BlockStyle& style : styled.block_styles) {
    style.composition.breaker = static_cast<Breaker>(state.range(0));
  }
  const FontResolver resolver(styled, *ready.work.fonts);
  const std::vector<Text> all = texts(ready.work, resolver);
  double ours = 0, theirs = 0;
  for (auto _ : state) {
    const double start = processor_ms();
    benchmark::DoNotOptimize(shape_and_break(all, resolver));
    const double between = processor_ms();
    benchmark::DoNotOptimize(harfbuzz_alone(all));
    ours += between - start;
    theirs += processor_ms() - between;
  }
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["shape_and_break_ms"] = ours / rounds;
  state.counters["harfbuzz_ms"] = theirs / rounds;
  state.counters["ratio"] = ours / theirs;
}

BENCHMARK(text_against_harfbuzz)
    ->ArgName("breaker")
    ->Arg(static_cast<int>(Breaker::greedy))
    ->Arg(static_cast<int>(Breaker::optimal))
    ->Unit(benchmark::kMillisecond);

/// One paragraph of 2 000 characters of the issue, broken (not shaped). Arguments: Breaker, and
/// whether neighbouring lines are weighed (D4).
void break_2000(benchmark::State& state) {
  Ready ready(Goal::fonts);
  Styled styled = *ready.work.styled;
  for (BlockStyle& style : styled.block_styles) {
    style.composition = Composition();
    style.composition.breaker = static_cast<Breaker>(state.range(0));
    style.composition.even_lines = state.range(1) != 0;
  }
  const FontResolver resolver(styled, *ready.work.fonts);
  Paragraph paragraph;
  for (const Text& text : texts(ready.work, resolver)) {
    const Paragraph& more = *text.paragraph;
    const bool body = more.text.size() > 150 && more.runs.size() == 1;
    if (!body || more.text.find('\n') != std::string::npos) {
      continue;
    }
    paragraph.style = more.style;
    paragraph.runs = more.runs;
    paragraph.text += more.text;
    if (paragraph.text.size() >= 6000) {
      break;
    }
  }
  if (paragraph.runs.empty()) {
    state.SkipWithError("the issue has no plain paragraphs");
    return;
  }
  paragraph.runs[0].end = static_cast<std::uint32_t>(paragraph.text.size());
  const ShapedText shaped = shape(paragraph, resolver, MissingGlyphs::box);
  LineRequest request;
  request.measure = shaped.em * 30;
  for (auto _ : state) {
    benchmark::DoNotOptimize(break_lines(shaped, request));
  }
  state.counters["clusters"] = static_cast<double>(shaped.clusters.size());
}

BENCHMARK(break_2000)
    ->ArgNames({"breaker", "even"})
    ->Args({static_cast<int>(Breaker::greedy), 0})
    ->Args({static_cast<int>(Breaker::optimal), 0})
    ->Args({static_cast<int>(Breaker::optimal), 1})
    ->Unit(benchmark::kMicrosecond);

// ---- the stages again ---------------------------------------------------------------------------

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
