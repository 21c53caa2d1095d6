// The command line as a value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/cli/console.h"

namespace banxin {

enum class Command : std::uint8_t {
  build,
  check,
  dump,
  fonts,
  layouts,
  compare,
  impose,
  preflight,
  init,
  schema,
  pack,
  unpack,
};

struct Arguments {
  Command command = Command::build;
  std::string folder;                // the issue, or for init the folder to make
  std::vector<std::string> folders;  // build: the issues; compare: A and B
  std::string output;                // -o, compare: --out
  std::string layout, layout_b;      // layout_b: compare, of B
  int dpi = 100;                     // compare
  Stage stage = Stage::document;
  SchemaFile schema = SchemaFile::issue;
  unsigned jobs = 0;
  bool draft = false, strict = false, json = false, quiet = false, timings = false;
  bool composition = false;
  bool lint = false;                      // check: unless --no-lint
  bool resume = false;                    // build
  bool verify = false, no_fonts = false;  // pack
  bool fix = false, yes = false, diff = false;
  std::vector<std::string> font_folders;
  OutputSettings settings;              // build: --edition, --pdfx, --profile, --marks; impose
  BoundAt bound_at = BoundAt::as_said;  // impose
  bool plan = false;                    // impose
  PreflightRequest preflight;
  std::string report;                  // preflight: the PDF report to write
  std::optional<ProofSettings> proof;  // build
  std::string changed_since;           // build: the earlier PDF of a proof
};

/// Exactly one of: arguments to act on, text that was asked for (help, version), a diagnostic.
struct ParsedArguments {
  bool valid = false;
  Arguments arguments;
  std::string text;
  Diagnostics diagnostics;  // E801–E807
};

/// Reads the command line; help texts and messages in `language`.
ParsedArguments parse_arguments(int count, const char* const* values, Language language);

/// What must be known before the rest can be read: the value of --lang, and whether --json stands
/// anywhere.
struct FirstLook {
  std::string lang;
  bool json = false;
};

FirstLook first_look(int count, const char* const* values);

}  // namespace banxin
