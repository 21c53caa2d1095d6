#include "engine/cli/batch.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "engine/cli/batch_items.h"
#include "engine/cli/batch_report.h"
#include "engine/cli/batch_stamp.h"
#include "engine/cli/issue_folder.h"
#include "engine/cli/output_file.h"
#include "engine/cli/pack_folder.h"
#include "engine/cli/print.h"
#include "engine/cli/proof_options.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kFailedBase = 10, kMostFailed = 100;  // exit codes: see batch.h

/// Keeps the signals that end a program back while issues are built, so that it ends between two
/// files. Threads started meanwhile inherit it. At the end a signal that came takes its effect.
class SignalHold {
 public:
  SignalHold() {
    sigemptyset(&held_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      sigaddset(&held_, signal);
    }
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }

  ~SignalHold() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  SignalHold(const SignalHold&) = delete;
  SignalHold& operator=(const SignalHold&) = delete;

  /// From any thread.
  bool interrupted() const {
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
           sigismember(&pending, SIGHUP) == 1;
  }

 private:
  sigset_t held_{}, before_{};
};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// What the command line says of editions; the rest stands in files, whose hashes are kept.
std::string options_of(const OutputSettings& settings) {
  std::string options;
  for (const Edition edition : settings.editions.value_or(std::vector<Edition>())) {
    options += "\nedition=" + std::string(name_of(edition));
  }
  if (settings.pdfx) {
    options += std::string("\npdfx=") + (*settings.pdfx == PdfxVersion::x1a ? "1a" : "4");
  }
  if (settings.marks) {
    for (const bool on : {settings.marks->trim,
                          settings.marks->registration,
                          settings.marks->color_bar,
                          settings.marks->job_line}) {
      options += on ? "\nmark" : "\nno mark";
    }
  }
  return options + "\nprofile=" + settings.profile.value_or("");
}

/// The date alone is no reason to draw a proof again.
std::string options_of(const std::optional<ProofSettings>& proof) {
  if (!proof) {
    return {};
  }
  return "\nproof=" + proof->label + "\n" + std::to_string(static_cast<int>(proof->numbers)) +
         (proof->grid ? "grid" : "") + (proof->frames ? "frames" : "") +
         (proof->source ? "source" : "");
}

/// Everything but the manuscripts, layouts and fonts that decides what comes out.
std::string options_of(const Arguments& arguments) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): read before any thread starts.
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  std::string options = "layout=" + arguments.layout + "\ndraft=" + (arguments.draft ? "1" : "0") +
                        "\nlint=" + (arguments.lint ? "1" : "0") +
                        "\nepoch=" + (epoch ? epoch : "");
  for (const std::string& folder : arguments.font_folders) {
    options += "\nfonts=" + folder;
  }
  return options + options_of(arguments.settings) + options_of(arguments.proof);
}

class Batch {
 public:
  Batch(const Arguments& arguments, Console& console, BatchPlan plan, DiskPlaces places)
      : arguments_(arguments),
        console_(console),
        plan_(std::move(plan)),
        places_(std::move(places)),
        made_by_(made_by(options_of(arguments) +
                         (arguments.proof && console.language() == Language::en ? "en" : ""))),
        slots_(plan_.items.size()) {}

  int run() {
    const std::size_t count = plan_.items.size();
    for_each_issue(count, arguments_.jobs, [this](std::size_t i, Engine& engine, unsigned threads) {
      work(i, engine, threads);
    });
    console_.say("");
    total_.seconds = seconds_since(begin_);
    if (total_.left > 0) {
      console_.say(
          console_.wording("batch.interrupted",
                           {std::to_string(count - total_.left), std::to_string(total_.left)}) +
          "\n");
    }
    total_.exit = exit();
    if (arguments_.json) {
      console_.data(json_batch(total_));
    } else if (!arguments_.quiet) {
      console_.say(batch_text(total_, console_));
    }
    return total_.exit;
  }

 private:
  void work(std::size_t i, Engine& engine, unsigned threads) {
    BatchOutcome outcome;
    if (!signals_.interrupted()) {
      const Clock::time_point begin = Clock::now();
      outcome = make(plan_.items[i], engine, threads);
      outcome.seconds = seconds_since(begin);
    }
    outcome.memory_mb = memory_now();
    report(i, std::move(outcome));
  }

  BatchOutcome make(const BatchItem& item, Engine& engine, unsigned threads) {
    DiskPlaces places = places_;
    places.issue = item.folder;
    look_into_pack(places);
    BatchOutcome outcome;
    outcome.result.diagnostics = check_places(item.given, places);
    if (!outcome.result.diagnostics.empty()) {
      outcome.state = BatchState::failed;
      return outcome;
    }
    const DiskWorld disk(places);
    if (arguments_.resume) {
      if (const std::optional<BatchStamp> stamp = up_to_date(item.output, made_by_, disk)) {
        outcome.state = BatchState::up_to_date;
        outcome.result.facts.pages = stamp->pages;
        outcome.result.facts.articles = stamp->articles;
        outcome.warnings = stamp->warnings;
        for (const BatchStamp::File& file : stamp->files) {
          outcome.outputs.push_back(file.name);
        }
        return outcome;
      }
    }
    const RecordingWorld world(disk);
    Job job = this->job(threads);
    if (const std::optional<PackManifest> pack = manifest_of(item.folder)) {
      build_as_packed(*pack, job);
    }
    outcome.result = engine.build(world, job);
    outcome.warnings = count_of(outcome.result.diagnostics, Severity::warning);
    finish(item, world, outcome);
    return outcome;
  }

  Job job(unsigned threads) const {
    Job job;
    job.layout = arguments_.layout;
    job.draft = arguments_.draft;
    job.lint = arguments_.lint;
    job.composition = arguments_.composition;
    job.threads = threads;
    job.output = arguments_.settings;
    job.created = created_;
    job.proof = arguments_.proof;
    if (job.proof) {
      job.proof->language = console_.language();
    }
    job.progress = [this](std::string_view) {
      return signals_.interrupted() ? Proceed::cancel : Proceed::go_on;
    };
    return job;
  }

  /// "a-print.pdf" of issue a is also what the issue a-print would be called.
  Diagnostics check_names(const BatchItem& item, const std::vector<OutputName>& names) const {
    for (const BatchItem& other : plan_.items) {
      for (const OutputName& name : names) {
        if (name.path == other.output && other.output != item.output) {
          return {{"E824", {}, {item.given, other.given, name.path}}};
        }
      }
    }
    return {};
  }

  /// The PDFs first, then their stamp: a stamp never speaks of a file that is not there.
  void finish(const BatchItem& item, const RecordingWorld& world, BatchOutcome& outcome) const {
    BuildResult& result = outcome.result;
    const bool cancelled = std::any_of(result.diagnostics.begin(),
                                       result.diagnostics.end(),
                                       [](const Diagnostic& d) { return d.code == "E890"; });
    if (cancelled) {
      outcome = {};
      return;
    }
    outcome.state = BatchState::failed;
    if (!result.ok) {
      return;
    }
    outcome.outputs = output_names(item.output, result);
    const std::vector<OutputFile> files = output_files(outcome.outputs, result);
    Diagnostics failed = check_names(item, outcome.outputs);
    if (failed.empty()) {
      failed = write_outputs(files);
    }
    if (failed.empty()) {
      std::vector<BatchStamp::File> made;
      for (std::size_t i = 0; i < files.size(); ++i) {
        made.push_back({outcome.outputs[i], fingerprint(files[i].bytes)});
      }
      const BatchStamp stamp{made_by_,
                             std::move(made),
                             result.facts.pages,
                             result.facts.articles,
                             outcome.warnings,
                             world.record()};
      failed = write_output(stamp_path(item.output), stamp_text(stamp));
    }
    if (failed.empty()) {
      outcome.state = BatchState::written;
    }
    result.pdf = {};
    result.editions = {};
    result.ok = failed.empty();
    result.diagnostics.insert(result.diagnostics.end(), failed.begin(), failed.end());
  }

  /// Says what is next in order; an issue done before its turn waits.
  void report(std::size_t i, BatchOutcome outcome) {
    const std::lock_guard guard(report_lock_);
    slots_[i] = std::move(outcome);
    for (; next_ < slots_.size() && slots_[next_]; ++next_) {
      say(plan_.items[next_], *slots_[next_]);
      slots_[next_].reset();
    }
    console_.progress("[" + std::to_string(next_) + "/" + std::to_string(slots_.size()) + "]");
  }

  void say(const BatchItem& item, const BatchOutcome& outcome) {
    total_.add(outcome);
    if (outcome.state == BatchState::left) {
      return;
    }
    const BuildResult& result = outcome.result;
    if (!result.diagnostics.empty() && !arguments_.json) {
      console_.say(item.given + ":\n");
    }
    print_diagnostics(result.diagnostics, result.sources, arguments_, console_, item.given);
    if (result.composition && arguments_.composition) {
      console_.data(arguments_.json
                        ? json_composition(*result.composition, result.sources)
                        : composition_text(*result.composition, result.sources, console_));
    }
    if (arguments_.json) {
      console_.data(json_batch_issue(item, outcome));
    } else if (!arguments_.quiet || outcome.state == BatchState::failed) {
      console_.say("[" + std::to_string(next_ + 1) + "/" + std::to_string(slots_.size()) + "] " +
                   batch_issue_text(item, outcome, console_));
    }
  }

  int exit() const {
    if (total_.failed > 0) {
      return kFailedBase + static_cast<int>(std::min<std::size_t>(total_.failed, kMostFailed));
    }
    const bool warned = arguments_.strict && total_.warnings > 0;
    return static_cast<int>(warned ? ExitCode::warnings : ExitCode::done);
  }

  const Arguments& arguments_;
  Console& console_;
  const BatchPlan plan_;
  const DiskPlaces places_;
  const std::string made_by_;
  const std::optional<std::int64_t> created_ = source_date();
  const Clock::time_point begin_ = Clock::now();
  SignalHold signals_;
  std::mutex report_lock_;                          // of what follows, and of the console
  std::vector<std::optional<BatchOutcome>> slots_;  // done and not yet told
  std::size_t next_ = 0;
  BatchTotal total_;
};

/// Nothing was begun.
int usage(const Arguments& arguments, Console& console, const Diagnostics& diagnostics) {
  print_diagnostics(diagnostics, {}, arguments, console);
  const std::string_view code = diagnostics.front().code;
  BatchTotal total;
  total.exit = static_cast<int>(code == "E771" || code == "E824" || code == "E825"
                                    ? ExitCode::usage
                                    : exit_code_of(diagnostics, Strictness::lenient));
  if (arguments.json) {
    console.data(json_batch(total));
  }
  return total.exit;
}

}  // namespace

bool wants_batch(const Arguments& arguments, const std::vector<std::string>& issues) {
  return issues.size() > 1 || issues != arguments.folders || arguments.resume ||
         (!arguments.output.empty() && arguments.output.back() == '/');
}

int run_batch(const Arguments& arguments,
              const std::vector<std::string>& issues,
              Console& console) {
  const std::string folder = arguments.output.empty() ? "." : arguments.output;
  std::error_code error;
  const bool named_as_file =
      fs::path(folder).extension() == ".pdf" && !fs::is_directory(folder, error);
  if (folder == "-" || named_as_file || fs::is_regular_file(folder, error)) {
    return usage(arguments, console, {{"E825", {}, {folder}}});
  }
  if (!arguments.changed_since.empty()) {
    return usage(arguments, console, {{"E771", {}, {arguments.changed_since}}});
  }
  BatchPlan plan = plan_batch(issues, folder);
  for (BatchItem& item : plan.items) {
    item.output = plain_output(arguments, item.output);
  }
  if (!plan.diagnostics.empty()) {
    return usage(arguments, console, plan.diagnostics);
  }
  DiskPlaces places = machine_places({{}, {}, arguments.font_folders});
  places.issue = ".";
  places.profile = arguments.settings.profile.value_or("");
  const Diagnostics hindered = check_places(".", places);
  if (!hindered.empty()) {
    return usage(arguments, console, hindered);
  }
  fs::create_directories(fs::path(folder) / ".banxin", error);
  if (error) {
    return usage(arguments, console, {{"E812", {}, {folder, error.message()}}});
  }
  return Batch(arguments, console, std::move(plan), std::move(places)).run();
}

}  // namespace banxin
