// Session: from a World and a Job to a PDF, with fonts and caches kept warm between jobs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/world.h"

namespace banxin {

enum class Stage : std::uint8_t { issue, styled, shaped, broken, fragment, document, tags, pdf };

struct Job {
  std::string layout;            // empty: what the issue says, else "classic"
  bool draft = false;            // boxes for missing glyphs and pictures instead of errors
  unsigned threads = 0;          // 0: one per processor
  bool pdf = true;               // false: check only
};

struct StageTime {
  std::string_view stage;
  double milliseconds = 0;
};

struct BuildFacts {
  int pages = 0, articles = 0, blank_pages = 0, passes = 0;
  double last_page_fill = 0;     // 0 to 1
  std::uint64_t characters = 0;
  std::uint64_t shape_calls = 0, shape_hits = 0, line_calls = 0, line_hits = 0;
};

struct BuildResult {
  bool ok = false;               // no errors; `pdf` is complete (or empty for check and dump)
  std::string pdf;
  std::string dump;              // for Session::dump
  Diagnostics diagnostics;       // in source order
  SourceMap sources;
  BuildFacts facts;
  std::vector<StageTime> times;
};

struct FontReport {
  struct Entry {
    std::string role, family, file, package, licence;
    int weight = 400;
    bool loaded = false;
    std::uint64_t characters = 0;   // of this issue set in it
  };
  std::vector<Entry> entries;
  struct Character {
    char32_t c = 0;
    std::string font;               // where it was found instead; empty: nowhere
    Span first;
  };
  std::vector<Character> fallbacks;
  Diagnostics diagnostics;
  SourceMap sources;
};

/// Owns fonts and caches. One job at a time; a session may be used for many issues in a row.
class Session {
 public:
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  BuildResult build(const World& world, const Job& job);
  BuildResult dump(const World& world, const Job& job, Stage stage);
  FontReport fonts(const World& world, const Job& job);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace banxin
