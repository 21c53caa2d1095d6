#include "engine/cli/preflight_command.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/cli/output_file.h"
#include "engine/cli/preflight_report.h"
#include "engine/cli/print.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = std::uintmax_t{4} << 30;

/// The whole file, or what hindered.
std::optional<std::string> read_file(const std::string& path, Diagnostics& hindered) {
  std::error_code error;
  if (!fs::exists(path, error) || fs::is_directory(path, error)) {
    hindered.push_back({"E790", {}, {path}});
    return std::nullopt;
  }
  if (fs::is_regular_file(path, error) && fs::file_size(path, error) > kLargestFile) {
    hindered.push_back({"E791", {}, {path}});
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file && !file.eof()) {
    hindered.push_back({"E791", {}, {path}});
    return std::nullopt;
  }
  return bytes;
}

ExitCode stop(const Diagnostics& diagnostics, const Arguments& arguments, Console& console) {
  console.say("");
  print_diagnostics(diagnostics, {}, arguments, console);
  return diagnostics.front().code == "E790" ? ExitCode::usage
                                            : exit_code_of(diagnostics, Strictness::lenient);
}

/// The report to send along; what hindered, or nothing.
Diagnostics write_report(const PreflightReport& report,
                         const Arguments& arguments,
                         Console& console) {
  DiskPlaces places = machine_places({});
  if (places.layouts.empty()) {
    return {{"E810", {}, {}}};
  }
  if (places.now < 0) {
    return {{"E811", {}, {}}};
  }
  // The same file gives the same report: its own date, unless one is set.
  if (!std::getenv("SOURCE_DATE_EPOCH") && report.summary.modified >= 0) {
    places.now = report.summary.modified;
  }
  const BuildResult page = preflight_pdf(report,
                                         DiskWorld(places),
                                         fs::path(arguments.folder).filename().string(),
                                         console.language());
  return page.ok ? write_output(arguments.report, page.pdf) : page.diagnostics;
}

ExitCode exit_of(const PreflightReport& report, const Arguments& arguments) {
  if (report.errors > 0) {
    return ExitCode::problems;
  }
  return arguments.strict && report.warnings > 0 ? ExitCode::warnings : ExitCode::done;
}

}  // namespace

ExitCode preflight_command(const Arguments& arguments, Console& console) {
  Diagnostics hindered;
  const std::optional<std::string> bytes = read_file(arguments.folder, hindered);
  if (!bytes) {
    return stop(hindered, arguments, console);
  }
  console.progress(console.wording("progress.preflight") + " …");
  const PreflightReport report = preflight(*bytes, arguments.preflight);
  if (!arguments.report.empty()) {
    const Diagnostics failed = write_report(report, arguments, console);
    if (!failed.empty()) {
      return stop(failed, arguments, console);
    }
  }
  console.say("");
  const PreflightOutcome outcome{
      report, arguments.folder, arguments.report, exit_of(report, arguments)};
  const std::string text = arguments.json ? json_preflight(outcome, console.language())
                                          : preflight_text(outcome, console);
  return console.data(text) ? outcome.exit : stop({{"E712", {}, {"-"}}}, arguments, console);
}

}  // namespace banxin
