#include "engine/cli/commands.h"

#include <chrono>
#include <optional>
#include <utility>

#include "engine/cli/batch.h"
#include "engine/cli/batch_items.h"
#include "engine/cli/compare_command.h"
#include "engine/cli/fix.h"
#include "engine/cli/impose_command.h"
#include "engine/cli/issue_folder.h"
#include "engine/cli/new_issue.h"
#include "engine/cli/output_file.h"
#include "engine/cli/output_names.h"
#include "engine/cli/pack_command.h"
#include "engine/cli/pack_folder.h"
#include "engine/cli/preflight_command.h"
#include "engine/cli/print.h"
#include "engine/cli/proof_options.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

using Clock = std::chrono::steady_clock;

/// A command under way.
class Action {
 public:
  Action(const Arguments& arguments, Console& console)
      : arguments_(arguments),
        console_(console),
        begin_(Clock::now()) {}

  ExitCode run() {
    if (arguments_.command == Command::init) {
      return init();
    }
    if (arguments_.command == Command::layouts) {
      return layouts();
    }
    if (arguments_.command == Command::pack) {
      return arguments_.verify ? verify_command(arguments_, console_)
                               : pack_command(arguments_, console_);
    }
    if (arguments_.command == Command::unpack) {
      return unpack_command(arguments_, console_);
    }
    if (arguments_.command == Command::compare) {
      return compare_command(arguments_, console_);
    }
    if (arguments_.command == Command::preflight) {
      return preflight_command(arguments_, console_);
    }
    if (arguments_.command == Command::schema) {
      return console_.data(json_schema(arguments_.schema)) ? ExitCode::done
                                                           : stop({{"E712", {}, {"-"}}});
    }
    DiskPlaces places =
        machine_places({issue_folder(arguments_.folder), {}, arguments_.font_folders});
    places.profile = arguments_.settings.profile.value_or("");
    look_into_pack(places);
    pack_ = manifest_of(places.issue);
    const Diagnostics hindered = check_places(arguments_.folder, places);
    if (!hindered.empty()) {
      return stop(hindered);
    }
    const DiskWorld world(places);
    switch (arguments_.command) {
      case Command::dump:
        return dump(world);
      case Command::fonts:
        return fonts(world);
      default:
        return arguments_.fix ? fix(world, places.issue) : build(world, places.issue);
    }
  }

 private:
  Strictness strictness() const {
    return arguments_.strict ? Strictness::strict : Strictness::lenient;
  }

  Job job() {
    Job job;
    job.layout = arguments_.layout;
    job.draft = arguments_.draft;
    job.threads = arguments_.jobs;
    job.pdf = arguments_.command == Command::build;
    job.composition = arguments_.composition || arguments_.json;
    job.lint = arguments_.lint;
    job.output = arguments_.settings;
    job.created = source_date();
    if (pack_) {
      build_as_packed(*pack_, job);
    }
    job.proof = arguments_.proof;
    job.progress = [this](std::string_view stage) {
      console_.progress(console_.wording("progress." + std::string(stage)) + " …");
      return Proceed::go_on;
    };
    return job;
  }

  double seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

  void print(const Diagnostics& diagnostics, const SourceMap& sources) {
    print_diagnostics(diagnostics, sources, arguments_, console_);
  }

  /// The end of a build or check.
  ExitCode close(const BuildResult& result, const std::vector<OutputName>& outputs) {
    console_.say("");  // takes the progress line away
    print(result.diagnostics, result.sources);
    const Outcome outcome{arguments_.command,
                          outputs,
                          result,
                          exit_code_of(result.diagnostics, strictness()),
                          seconds(),
                          arguments_.timings};
    if (arguments_.composition && result.composition &&
        !report_composition(*result.composition, result.sources)) {
      return stop({{"E712", {}, {"-"}}});
    }
    if (arguments_.json) {
      console_.data(json_summary(outcome));
    } else if (!arguments_.quiet) {
      console_.say(report_text(outcome, console_));
    }
    return outcome.exit;
  }

  /// False if it could not be written.
  bool report_composition(const CompositionReport& report, const SourceMap& sources) {
    return console_.data(arguments_.json ? json_composition(report, sources)
                                         : composition_text(report, sources, console_));
  }

  ExitCode stop(const Diagnostics& diagnostics) {
    BuildResult result;
    result.diagnostics = diagnostics;
    print(diagnostics, result.sources);
    const bool usage = diagnostics.front().code == "E805" || diagnostics.front().code == "E806" ||
                       diagnostics.front().code == "E808";
    const ExitCode exit = usage ? ExitCode::usage : exit_code_of(diagnostics, strictness());
    if (arguments_.json) {
      console_.data(
          json_summary({arguments_.command, {}, result, exit, seconds(), arguments_.timings}));
    }
    return exit;
  }

  ExitCode build(const World& world, const std::string& folder) {
    Engine engine;
    Job wanted = job();
    if (wanted.proof) {
      const Diagnostics failed = complete_proof(arguments_, console_.language(), *wanted.proof);
      if (!failed.empty()) {
        return stop(failed);
      }
    }
    BuildResult result = engine.build(world, wanted);
    std::vector<OutputName> outputs;
    if (result.ok && arguments_.command == Command::build) {
      outputs = arguments_.output.empty()
                    ? output_names(plain_output(arguments_, default_output(folder)), result)
                    : output_names_as_told(arguments_.output, result);
      const Diagnostics failed = write(outputs, result);
      if (!failed.empty()) {
        result.ok = false;
        outputs.clear();
        result.diagnostics.insert(result.diagnostics.end(), failed.begin(), failed.end());
      }
    }
    return close(result, outputs);
  }

  /// Fixes first; then what is left is reported as by any check.
  ExitCode fix(const DiskWorld& world, const std::string& folder) {
    const FixAnswer answer = fix_manuscripts(arguments_, world, console_);
    if (!answer.diagnostics.empty()) {
      return stop(answer.diagnostics);
    }
    return answer.done ? answer.exit : build(world, folder);
  }

  Diagnostics write(const std::vector<OutputName>& names, const BuildResult& result) {
    if (arguments_.output != "-") {
      return write_outputs(output_files(names, result));
    }
    if (!result.editions.empty()) {
      return {{"E826", {}, {}}};
    }
    return console_.data(result.pdf) ? Diagnostics{} : Diagnostics{{"E712", {}, {"-"}}};
  }

  ExitCode dump(const World& world) {
    Engine engine;
    const BuildResult result = engine.dump(world, job(), arguments_.stage);
    console_.say("");
    print(result.diagnostics, result.sources);
    if (!console_.data(result.dump)) {
      return stop({{"E712", {}, {"-"}}});
    }
    return exit_code_of(result.diagnostics, strictness());
  }

  ExitCode fonts(const World& world) {
    Engine engine;
    const FontReport report = engine.fonts(world, job());
    const ExitCode exit = exit_code_of(report.diagnostics, strictness());
    console_.say("");
    if (arguments_.json) {
      console_.data(json_fonts(report, console_.language(), exit));
      return exit;
    }
    print(report.diagnostics, report.sources);
    if (!report.entries.empty()) {
      console_.data(fonts_text(report, console_));
    }
    return exit;
  }

  ExitCode layouts() {
    const DiskPlaces places = machine_places({});
    if (places.layouts.empty()) {
      return stop({{"E810", {}, {}}});
    }
    const std::vector<LayoutEntry> entries = layouts_at_hand(DiskWorld(places));
    const std::string text =
        arguments_.json ? json_layouts(entries) : layouts_text(entries, console_);
    return console_.data(text) ? ExitCode::done : stop({{"E712", {}, {"-"}}});
  }

  ExitCode init() {
    const DiskPlaces places = machine_places({});
    const Diagnostics failed = places.now < 0 ? Diagnostics{{"E811", {}, {}}}
                                              : make_new_issue(arguments_.folder, places.now);
    if (!failed.empty()) {
      return stop(failed);
    }
    console_.say(console_.wording("init.done", {arguments_.folder}) + "\n");
    return ExitCode::done;
  }

  const Arguments& arguments_;
  Console& console_;
  Clock::time_point begin_;
  std::optional<PackManifest> pack_;  // the issue comes as an unpacked pack
};

}  // namespace

ExitCode run_command(const Arguments& arguments, Console& console) {
  return Action(arguments, console).run();
}

namespace {

/// An archive is unpacked for the time of the build.
ExitCode build_pack(Arguments arguments, Console& console) {
  const TemporaryFolder folder;
  const Unpacked unpacked = unpack(arguments.folder, folder.path());
  if (!unpacked.diagnostics.empty()) {
    for (const Diagnostic& diagnostic : unpacked.diagnostics) {
      if (arguments.json) {
        console.data(json_line(diagnostic, {}, console.language()));
      } else {
        console.say(diagnostic, {});
      }
    }
    return exit_code_of(unpacked.diagnostics, Strictness::lenient);
  }
  arguments.folder = unpacked.folder;
  return run_command(arguments, console);
}

/// One issue, or a batch of them.
int run_arguments(Arguments arguments, Console& console) {
  if (arguments.command == Command::build) {
    const std::vector<std::string> issues = expand_issues(arguments.folders);
    if (wants_batch(arguments, issues)) {
      return run_batch(arguments, issues, console);
    }
    arguments.folder = issues.front();
    if (is_pack(arguments.folder)) {
      return static_cast<int>(build_pack(arguments, console));
    }
  }
  if (arguments.command == Command::impose) {
    if (is_pdf_file(arguments.folder)) {
      return static_cast<int>(impose_command(arguments, console));
    }
    const bool bound = arguments.bound_at != BoundAt::as_said;
    if (bound || arguments.plan) {  // the layout says where an issue is bound
      print_diagnostics({{"E769", {}, {bound ? "--right-bound" : "--plan", arguments.folder}}},
                        {},
                        arguments,
                        console);
      return static_cast<int>(ExitCode::usage);
    }
    arguments.command = Command::build;  // of that edition alone
    arguments.settings.editions = {Edition::imposed};
  }
  return static_cast<int>(run_command(arguments, console));
}

}  // namespace

int run_program(int count, const char* const* values) {
  const FirstLook look = first_look(count, values);
  const Surroundings surroundings = surroundings_of_process();
  Console console(language_of(look.lang, surroundings), surroundings);
  const ParsedArguments parsed = parse_arguments(count, values, console.language());
  if (parsed.valid) {
    return run_arguments(parsed.arguments, console);
  }
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    if (look.json) {
      console.data(json_line(diagnostic, {}, console.language()));
    } else {
      console.say(diagnostic, {});
    }
  }
  console.data(parsed.text);
  return static_cast<int>(parsed.diagnostics.empty() ? ExitCode::done : ExitCode::usage);
}

}  // namespace banxin
