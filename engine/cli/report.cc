#include "engine/cli/report.h"

#include <algorithm>

#include <sys/resource.h>

namespace banxin {
namespace {

std::string fixed(double value, int decimals) {
  char buffer[64];
  // The process never sets a locale, so the point is a point.
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

constexpr double kShortLastPage = 0.2;  // below this a page can be saved by cutting a few lines

/// How the issue fits the press: pages modulo 4, blank pages, the last page.
std::string fit_note(const BuildFacts& facts, const Console& console) {
  const int over = facts.pages % 4;
  const std::string pages = std::to_string(facts.pages);
  std::string note =
      over == 0
          ? console.wording("fit.full", {pages})
          : console.wording(
                "fit.modulo",
                {pages, std::to_string(over), std::to_string(4 - over), std::to_string(over)});
  const std::string separator = console.wording("list.separator");
  if (facts.blank_pages > 0) {
    note += separator + console.wording("fit.blank", {std::to_string(facts.blank_pages)});
  }
  note += separator + console.wording("fit.last", {fixed(facts.last_page_fill * 100, 0)});
  if (facts.last_page_fill > 0 && facts.last_page_fill < kShortLastPage) {
    note += separator + console.wording("fit.short");
  }
  return note;
}

std::string sheet_note(const BuildFacts& facts, const Console& console) {
  if (facts.sheets == 0) {
    return {};
  }
  std::string note = "  " + console.wording("report.sheets", {std::to_string(facts.sheets)});
  if (facts.spine_mm > 0) {
    note += console.wording("list.separator") +
            console.wording("report.spine", {fixed(facts.spine_mm, 1)});
  }
  return note + "\n";
}

std::string proof_note(const ProofFacts& proof, const Console& console) {
  std::string note = console.wording("report.proof",
                                     {std::to_string(proof.findings),
                                      std::to_string(proof.lines),
                                      std::to_string(proof.low_pictures),
                                      std::to_string(proof.summary_pages)});
  if (proof.changes) {
    note += console.wording("list.separator") +
            console.wording("report.proof_changes",
                            {std::to_string(*proof.changes), std::to_string(*proof.moved)});
  }
  return note;
}

std::string timings(const Outcome& outcome, const Console& console) {
  std::string out;
  for (const StageTime& time : outcome.result.times) {
    out += "  " + console.wording("stage." + std::string(time.stage)) + " " +
           fixed(time.milliseconds, 1) + " ms\n";
  }
  const BuildFacts& facts = outcome.result.facts;
  out += "  " + console.wording("report.memory", {fixed(peak_memory(), 0)}) + "\n";
  out += "  " +
         console.wording("report.passes",
                         {std::to_string(facts.passes),
                          std::to_string(facts.shape_calls),
                          std::to_string(facts.shape_hits),
                          std::to_string(facts.line_calls),
                          std::to_string(facts.line_hits)}) +
         "\n";
  return out;
}

}  // namespace

std::size_t count_of(const Diagnostics& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) {
        return severity_of(d) == severity;
      }));
}

double peak_memory() {
  struct rusage usage {};

  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

std::string report_text(const Outcome& outcome, const Console& console) {
  const BuildResult& result = outcome.result;
  const std::string errors = std::to_string(count_of(result.diagnostics, Severity::error));
  const bool check = outcome.command == Command::check;
  std::string out;
  if (!result.ok) {
    out = console.wording(check ? "report.check_failed" : "report.failed", {errors}) + "\n";
  } else {
    out = check ? console.wording("report.checked") + "\n" : "";
    for (const OutputName& output : outcome.outputs) {
      out += console.wording("report.written", {output.path}) + "\n";
    }
  }
  if (result.ok && result.facts.pages > 0) {
    out += "  " +
           console.wording("report.counts",
                           {std::to_string(result.facts.pages),
                            std::to_string(result.facts.articles),
                            std::to_string(count_of(result.diagnostics, Severity::warning)),
                            fixed(outcome.seconds, 2)}) +
           "\n";
    out += "  " + fit_note(result.facts, console) + "\n";
    out += result.proof ? "  " + proof_note(*result.proof, console) + "\n" : "";
    out += sheet_note(result.facts, console);
  }
  if (outcome.show_timings) {
    out += timings(outcome, console);
  }
  if (outcome.exit == ExitCode::warnings) {
    out += console.wording("report.strict") + "\n";
  }
  return out;
}

}  // namespace banxin
