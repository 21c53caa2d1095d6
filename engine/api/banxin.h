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
//   }
//
// What fails, and how: a fault of the issue (a missing picture, broken TOML) is a diagnostic, and
// `ok` is false. No function of Engine throws: a bug in the engine, or lack of memory, comes back
// as diagnostic E899. Warnings leave `ok` true.
//
// Owns: results are plain values and outlive engine and world. The world must live until the call
// returns. Threads: one Engine serves one thread at a time and starts its own workers; use one
// Engine per thread for jobs side by side. There is no global state.
//
// No third-party type shows in this header or in those it includes. For other languages there is
// a C interface with the same reach: banxin_c.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/world.h"
#include "engine/build/build.h"

namespace banxin {

/// "0.1.0".
std::string_view version();

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

/// A Session whose calls never throw.
class Engine {
 public:
  Engine();
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
  std::unique_ptr<Session> session_;
};

}  // namespace banxin
