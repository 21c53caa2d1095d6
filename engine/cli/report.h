// What is said at the end of a command, as text or as JSON lines.
#pragma once

#include <string>

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"
#include "engine/cli/output_names.h"

namespace banxin {

/// What a command did, for its report.
struct Outcome {
  Command command = Command::build;
  std::vector<OutputName> outputs;  // the files written
  const BuildResult& result;
  ExitCode exit = ExitCode::done;
  double seconds = 0;
  bool show_timings = false;
};

/// The closing report: written or not, counts, fit note, and with timings the stages.
std::string report_text(const Outcome& outcome, const Console& console);

/// Version of the JSON lines. Fields are only added within one version.
inline constexpr int kJsonSchema = 1;
/// One diagnostic as a JSON object on a line of its own; `issue` says whose it is in a batch.
std::string json_line(const Diagnostic& diagnostic,
                      const SourceMap& sources,
                      Language language,
                      const std::string& issue = {});
/// A file that --fix changes, with its changes as a unified diff.
std::string json_fixed(const FixedFile& file, const std::string& diff);
/// The last line of --json.
std::string json_summary(const Outcome& outcome);
/// `--composition --json`: one object for each page with text. The counts of the whole issue are
/// part of every summary.
std::string json_composition(const CompositionReport& report, const SourceMap& sources);
/// `--composition` for people.
std::string composition_text(const CompositionReport& report,
                             const SourceMap& sources,
                             const Console& console);
/// `layouts --json`: one object for each layout, then a summary; and the same as a table.
std::string json_layouts(const std::vector<LayoutEntry>& layouts);
std::string layouts_text(const std::vector<LayoutEntry>& layouts, const Console& console);
/// `fonts --json`: one object for each entry and each fallback, then a summary.
std::string json_fonts(const FontReport& report, Language language, ExitCode exit);
/// `fonts`: the same as a table.
std::string fonts_text(const FontReport& report, const Console& console);

/// One character as UTF-8.
std::string character_text(char32_t c);

std::size_t count_of(const Diagnostics& diagnostics, Severity severity);

/// Largest memory the process has held so far, in MB.
double peak_memory();

}  // namespace banxin
