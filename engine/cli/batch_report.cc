#include "engine/cli/batch_report.h"

#include <cstdio>
#include <fstream>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "engine/cli/json_outputs.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string fixed(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

std::string_view state_name(BatchState state) {
  constexpr std::string_view kNames[] = {"left", "written", "up-to-date", "failed"};
  return kNames[static_cast<std::size_t>(state)];
}

}  // namespace

void BatchTotal::add(const BatchOutcome& outcome) {
  std::size_t* const counts[] = {&left, &written, &up_to_date, &failed};
  ++*counts[static_cast<std::size_t>(outcome.state)];
  warnings += outcome.warnings;
}

double memory_now() {
  std::ifstream statm("/proc/self/statm");
  double size = 0;
  double resident = 0;
  statm >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

std::string batch_issue_text(const BatchItem& item,
                             const BatchOutcome& outcome,
                             const Console& console) {
  const BuildFacts& facts = outcome.result.facts;
  switch (outcome.state) {
    case BatchState::written:
      return console.wording("batch.written",
                             {item.given,
                              std::to_string(facts.pages),
                              std::to_string(outcome.warnings),
                              fixed(outcome.seconds, 2),
                              list_of(outcome.outputs)}) +
             "\n";
    case BatchState::up_to_date:
      return console.wording("batch.up_to_date", {item.given, list_of(outcome.outputs)}) + "\n";
    case BatchState::failed:
      return console.wording(
                 "batch.failed",
                 {item.given,
                  std::to_string(count_of(outcome.result.diagnostics, Severity::error))}) +
             "\n";
    default:
      return {};
  }
}

std::string batch_text(const BatchTotal& total, const Console& console) {
  const std::size_t all = total.written + total.up_to_date + total.failed + total.left;
  return console.wording("batch.summary",
                         {std::to_string(all),
                          std::to_string(total.written),
                          std::to_string(total.up_to_date),
                          std::to_string(total.failed),
                          fixed(total.seconds, 1),
                          fixed(peak_memory(), 0)}) +
         "\n";
}

std::string json_batch_issue(const BatchItem& item, const BatchOutcome& outcome) {
  const BuildResult& result = outcome.result;
  const bool there =
      outcome.state == BatchState::written || outcome.state == BatchState::up_to_date;
  Json object;
  object["type"] = "issue";
  object["issue"] = item.given;
  object["state"] = state_name(outcome.state);
  object["output"] = there ? Json(item.output) : Json(nullptr);
  object["outputs"] = json_outputs(there ? outcome.outputs : std::vector<OutputName>());
  object["errors"] = count_of(result.diagnostics, Severity::error);
  object["warnings"] = outcome.warnings;
  object["pages"] = result.facts.pages;
  object["articles"] = result.facts.articles;
  object["seconds"] = outcome.seconds;
  object["memory_mb"] = outcome.memory_mb;
  return line(object);
}

std::string json_batch(const BatchTotal& total) {
  Json summary;
  summary["type"] = "summary";
  summary["schema"] = kJsonSchema;
  summary["command"] = "build";
  summary["ok"] = total.left == 0 && total.failed == 0 &&
                  total.exit != static_cast<int>(ExitCode::usage) &&
                  total.exit != static_cast<int>(ExitCode::environment);
  summary["exit"] = total.exit;
  summary["issues"] = total.written + total.up_to_date + total.failed + total.left;
  summary["written"] = total.written;
  summary["up_to_date"] = total.up_to_date;
  summary["failed"] = total.failed;
  summary["left"] = total.left;
  summary["warnings"] = total.warnings;
  summary["seconds"] = total.seconds;
  summary["peak_memory_mb"] = peak_memory();
  return line(summary);
}

}  // namespace banxin
