// What a batch says of each issue and at its end.
#pragma once

#include <string>

#include "engine/cli/batch_items.h"
#include "engine/cli/console.h"
#include "engine/cli/output_names.h"

namespace banxin {

enum class BatchState : std::uint8_t {
  left,  // not begun, or broken off by an interrupt
  written,
  up_to_date,  // --resume: nothing to do
  failed,
};

struct BatchOutcome {
  BatchState state = BatchState::left;
  BuildResult result;               // without the PDFs
  std::vector<OutputName> outputs;  // where they lie
  std::size_t warnings = 0;
  double seconds = 0;
  double memory_mb = 0;  // of the whole process, when this issue was done
};

struct BatchTotal {
  std::size_t written = 0, up_to_date = 0, failed = 0, left = 0, warnings = 0;
  double seconds = 0;
  int exit = 0;

  void add(const BatchOutcome& outcome);
};

std::string batch_issue_text(const BatchItem& item,
                             const BatchOutcome& outcome,
                             const Console& console);
std::string batch_text(const BatchTotal& total, const Console& console);
/// "type": "issue".
std::string json_batch_issue(const BatchItem& item, const BatchOutcome& outcome);
/// The summary, last of --json.
std::string json_batch(const BatchTotal& total);

/// Memory the process holds now, in MB.
double memory_now();

}  // namespace banxin
