// Banxin for C++ programs: the one header to include.
//
//   #include <banxin/banxin.h>
//
//   // Or a MemoryWorld, or a World of your own:
//   const banxin::DiskWorld world(banxin::machine_places({.issue = "2023-09"}));
//
//   banxin::Engine engine;                           // keep it: fonts and caches stay warm
//   const banxin::BuildResult result = engine.build(world, banxin::Job{});
//   for (const banxin::Diagnostic& d : result.diagnostics) {
//     log(banxin::to_text(d, result.sources, banxin::Language::en));
//   }
//   if (result.ok) {
//     save(result.pdf);                              // complete, the same bytes on every run
//   }                                                // job.output asks for more: result.editions
//
// What fails, and how: a fault of the issue (a missing picture, broken TOML) is a diagnostic, and
// `ok` is false. No function of Engine throws: a bug in the engine, or lack of memory, comes back
// as diagnostic E899. Warnings leave `ok` true.
//
// Many issues: keep one engine for one issue after the other; fonts are loaded once and what it
// remembers of an issue is dropped after the next. Several at a time, on all processors, fonts
// loaded once for all:
//
//   banxin::for_each_issue(worlds.size(), 0, [&](std::size_t i, banxin::Engine& engine, unsigned n)
//   {
//     banxin::Job job;
//     job.threads = n;
//     save(i, engine.build(*worlds[i], job));
//   });
//
// Wrapped in a RecordingWorld, a World tells afterwards what a job read; reads_the_same() whether
// doing it again could give anything else.
//
// Owns: results are plain values and outlive engine and world. The world must live until the call
// returns. Threads: one Engine serves one thread at a time and starts its own workers; use one
// Engine per thread for jobs side by side. There is no global state.
//
// No third-party type shows in this header or in those it includes. For other languages there is
// a C interface with the same reach: banxin_c.h.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/world.h"
#include "engine/build/build.h"
#include "engine/preflight/preflight.h"

namespace banxin {

/// "0.1.0".
std::string_view version();

/// A library the engine was built with, for records: {"harfbuzz", "6.0.0"}. By name.
struct LibraryVersion {
  std::string_view name, version;
};

std::vector<LibraryVersion> library_versions();

struct MachineRequest {
  std::string issue;       // the issue folder
  std::string share = {};  // folder that holds layouts and fonts; empty: find it
  std::vector<std::string> font_folders = {};  // looked into before the system's
};

/// Where the files of this machine are: layouts and font list beside the program, in the folder
/// BANXIN_SHARE names, or where it was built from; fonts in the system's and the user's folders;
/// the date from SOURCE_DATE_EPOCH, else the clock. `layouts` is empty if there is no such folder;
/// `now` is -1 if SOURCE_DATE_EPOCH is no number of seconds.
/// Threads: reads the environment, so call it before threads that change it.
DiskPlaces machine_places(const MachineRequest& request);

/// SOURCE_DATE_EPOCH of the environment, for Job::created; none if it is not set. What is no number
/// of seconds is for machine_places to tell.
/// Threads: as machine_places.
std::optional<std::int64_t> source_date();

/// A Session whose calls never throw.
class Engine {
 public:
  Engine();
  /// An engine that shares loaded fonts with others. For a batch: one shelf, an engine a thread.
  explicit Engine(std::shared_ptr<FontShelf> shelf);
  ~Engine();
  Engine(const Engine&) = delete;  // fonts and caches are not to be copied by accident
  Engine& operator=(const Engine&) = delete;

  /// See Session::build. Fails: E899 besides what the stages report.
  BuildResult build(const World& world, const Job& job);
  /// See Session::dump.
  BuildResult dump(const World& world, const Job& job, Stage stage);
  /// See Session::fix.
  FixResult fix(const World& world);
  /// See Session::fonts.
  FontReport fonts(const World& world, const Job& job);

 private:
  template <class Value, class Call>
  Value guarded(Call call);
  std::unique_ptr<Session> make_session() const;
  std::shared_ptr<FontShelf> shelf_;  // may be null
  std::unique_ptr<Session> session_;
};

/// What putting pages on sheets came to.
struct ImposeResult {
  bool ok = false;          // no errors
  Imposed imposed;          // the files, if `ok`
  Diagnostics diagnostics;  // errors, or what is worth knowing: Imposed::notes
};

/// Imposition of any PDF: see impose_pdf in engine/impose/impose.h. Never throws: E899 besides what
/// that reports. An issue's own sheets come from Engine::build with Edition::imposed.
ImposeResult impose(std::string_view pdf, const ImposeOptions& options);

/// A preflight report as a one-page PDF; `machine` gives fonts, layouts, profile and date, nothing
/// of an issue is read from it. `file_name` is what the report shows. Fails as Engine::build does.
BuildResult preflight_pdf(const PreflightReport& report,
                          const World& machine,
                          const std::string& file_name,
                          Language language);

/// Calls work(i, engine, threads) for every i in [0, count): many issues, several at a time on
/// `processors` processors (0: all). `engine` is the call's alone while it lasts and comes back for
/// other issues; all share one FontShelf. `threads` is what Job::threads should be: more than 1
/// only where there are fewer issues than processors. Calls run on several threads, begun in order,
/// ended in any; an exception of `work` is thrown again when all have ended. Memory: an engine
/// holds what it remembers of its last issue, and there is one a processor at most.
void for_each_issue(
    std::size_t count,
    unsigned processors,
    const std::function<void(std::size_t i, Engine& engine, unsigned threads)>& work);

}  // namespace banxin
