#include "engine/cli/fix.h"

#include <algorithm>

#include <unistd.h>

#include "engine/cli/diff.h"
#include "engine/cli/output_file.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

/// On a terminal a manuscript's control characters are shown, not obeyed.
std::string for_terminal(std::string text) {
  std::replace_if(
      text.begin(),
      text.end(),
      [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
      },
      '?');
  return text;
}

bool show(const std::vector<FixedFile>& files, const Arguments& arguments, Console& console) {
  std::string out;
  for (const FixedFile& file : files) {
    const std::string diff = unified_diff(file.path, file.before, file.after);
    if (arguments.json) {
      out += json_fixed(file, diff);
    } else {
      out += console.wording("fix.heading", {file.path, std::to_string(file.fixes)}) + "\n" + diff;
    }
  }
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  return console.data(terminal ? for_terminal(std::move(out)) : out);
}

/// E715 for files that are no longer what was fixed.
Diagnostics changed_since(const std::vector<FixedFile>& files, const DiskWorld& world) {
  Diagnostics changed;
  for (const FixedFile& file : files) {
    const ReadResult now = world.read(file.path, UINT64_MAX);
    if (now.problem != ReadProblem::none || now.bytes.view() != file.before) {
      changed.push_back({"E715", {}, {file.path}});
    }
  }
  return changed;
}

Diagnostics write_all(const std::vector<FixedFile>& files,
                      const DiskWorld& world,
                      const Arguments& arguments,
                      Console& console) {
  Diagnostics failed = changed_since(files, world);
  for (const FixedFile& file : files) {
    if (!failed.empty()) {
      break;
    }
    failed = write_output(world.place_of(file.path), file.after);
    if (failed.empty() && !arguments.quiet && !arguments.json) {
      console.say(console.wording("fix.written", {file.path, std::to_string(file.fixes)}) + "\n");
    }
  }
  return failed;
}

}  // namespace

FixAnswer fix_manuscripts(const Arguments& arguments, const DiskWorld& world, Console& console) {
  Engine engine;
  const FixResult fixed = engine.fix(world);
  if (!fixed.diagnostics.empty()) {
    return {fixed.diagnostics, true, ExitCode::environment};
  }
  const auto say = [&](std::string_view key, const std::vector<std::string>& args = {}) {
    if (!arguments.quiet) {
      console.say(console.wording(key, args) + "\n");
    }
  };
  if (fixed.files.empty()) {
    say("fix.none");
    return {{}, arguments.diff, ExitCode::done};
  }
  if (!show(fixed.files, arguments, console)) {
    return {{{"E712", {}, {"-"}}}, true, ExitCode::environment};
  }
  if (arguments.diff) {
    return {{}, true, arguments.strict ? ExitCode::warnings : ExitCode::done};
  }
  if (!arguments.yes) {
    if (::isatty(STDIN_FILENO) != 1) {
      return {{{"E808", {}, {}}}, true, ExitCode::usage};
    }
    int count = 0;
    for (const FixedFile& file : fixed.files) {
      count += file.fixes;
    }
    if (!console.confirm(console.wording(
            "fix.ask", {std::to_string(count), std::to_string(fixed.files.size())}))) {
      say("fix.kept");
      return {{}, true, ExitCode::done};
    }
  }
  return {write_all(fixed.files, world, arguments, console), false, ExitCode::done};
}

}  // namespace banxin
