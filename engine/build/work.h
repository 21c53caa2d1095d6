// The values of one job as they come to be, stage after stage. Inside engine/build only.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/page_sheet.h"
#include "engine/block/block.h"
#include "engine/build/build.h"
#include "engine/build/hyphenation.h"
#include "engine/build/output_plan.h"
#include "engine/build/pictures.h"
#include "engine/build/warm_fonts.h"
#include "engine/display/display.h"
#include "engine/issue/issue.h"
#include "engine/style/style.h"

namespace banxin {

/// What a session keeps between jobs. None of it may change what a job gives.
struct Warm {
  WarmFonts fonts;
  WarmHyphenators hyphenators;
  PictureCache pictures;
  TextCache text;
};

/// One job under way. A later value is there only if every stage before it could give one.
struct Work {
  Work(const World& world_in, const Job& job_in, Warm& warm_in)
      : world(world_in),
        job(job_in),
        warm(warm_in) {}

  const World& world;
  const Job& job;
  Warm& warm;

  SourceMap sources;
  Diagnostics diagnostics;
  std::vector<StageTime> times;
  BuildFacts facts;

  Issue issue;
  bool has_issue = false;  // false: there was no issue.toml to read
  std::optional<Layout> layout;
  FontList font_list;
  std::shared_ptr<const FontStore> fonts;
  Diagnostics optional_fonts;   // N302: told only where a character is missing
  bool fonts_complete = false;  // every face that the layout needs is there
  Hyphenators hyphenators;
  std::optional<Styled> styled;
  std::optional<OutputPlan> output;  // if pages are to be made
  std::vector<std::shared_ptr<const Image>> images;
  std::optional<Document> document;
  std::optional<CompositionReport> composition;
  std::vector<PageSheet> sheets;  // for a proof
  std::optional<ProofFacts> proof;
  std::vector<ArticlePlace> articles;
  bool cancelled = false;

  MissingGlyphs missing() const { return job.draft ? MissingGlyphs::box : MissingGlyphs::error; }

  void add(const Diagnostics& more) {
    diagnostics.insert(diagnostics.end(), more.begin(), more.end());
  }
};

/// How far to go.
enum class Goal : std::uint8_t { issue, styled, fonts, pages };

/// Runs the stages up to `goal`, or to the last one that has all it needs.
void advance(Work& work, Goal goal);

/// Puts diagnostics into source order and drops repetitions (same code, place and particulars).
/// What is said of a font (W307, N307) is said once, where it first shows. Those without a place
/// come last, in the order they were made.
void tidy(Diagnostics& diagnostics);

/// The dump of the value after `stage`; empty if it did not come to be.
std::string dump_of(Work& work, Stage stage);

/// Entries and fallbacks of the `fonts` report.
FontReport font_report(Work& work);

}  // namespace banxin
