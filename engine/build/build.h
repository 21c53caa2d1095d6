// Session: from a World and a Job to a PDF, with fonts and caches kept warm between jobs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/composition_report.h"
#include "engine/base/diagnostic.h"
#include "engine/base/layout_entry.h"
#include "engine/base/output_settings.h"
#include "engine/base/proof_settings.h"
#include "engine/base/world.h"
#include "engine/build/disk_world.h"  // part of what this folder shows
#include "engine/build/recording_world.h"
#include "engine/impose/impose.h"  // likewise

namespace banxin {

enum class Stage : std::uint8_t { issue, styled, shaped, broken, fragment, document, tags, pdf };

enum class Proceed : std::uint8_t { go_on, cancel };

struct Job {
  /// "classic", "classic@1.0"; empty: what the issue's layout.toml extends, else what issue.toml
  /// says, else "classic".
  std::string layout;
  bool draft = false;     // boxes for missing glyphs and pictures instead of errors
  unsigned threads = 0;   // 0: one per processor
  bool pdf = true;        // false: check only
  OutputSettings output;  // over what layout and issue say in [output]
  /// Seconds since 1970 for the dates in the files, as of SOURCE_DATE_EPOCH (see source_date in
  /// engine/api). None: the issue's `date`, else the end of its `period`, else World::now.
  std::optional<std::int64_t> created;
  /// A proof sheet (校样) instead of editions, made as a draft is: the one file in
  /// BuildResult::pdf.
  std::optional<ProofSettings> proof;
  bool composition = false;  // BuildResult::composition is wanted
  bool lint = false;         // editorial lint of the manuscripts too: W9xx and N9xx
  /// Told the name of each stage before it starts ("issue", "lint", "layout", "fonts", "pictures",
  /// "pages", "proof", "pdf"), on the calling thread; may cancel, which ends the job with E890.
  std::function<Proceed(std::string_view stage)> progress;
};

struct StageTime {
  std::string_view stage;
  double milliseconds = 0;
};

struct BuildFacts {
  int pages = 0, articles = 0, blank_pages = 0, passes = 0;
  double last_page_fill = 0;     // 0 to 1
  std::uint64_t characters = 0;  // of the issue's own text, as set; running heads not counted
  std::uint64_t shape_calls = 0, shape_hits = 0, line_calls = 0, line_hits = 0;
  std::string layout, layout_version;  // of the layout used; the version may be empty
  std::int64_t created = 0;            // the date in the files, see Job::created
  int sheets = 0;                      // of paper, in the imposed edition
  double spine_mm = 0;                 // of its cover apart
};

/// Where an article begins.
struct ArticlePlace {
  std::string title;  // lines of the manuscript's title are parted by \n
  int page = -1;      // physical, from 0; -1: the layout leaves it out
  std::string folio;  // as printed
};

/// One file of a build.
struct EditionPdf {
  Edition edition = Edition::screen;
  std::string part;  // of an edition with several files: "cover"; else empty
  std::string pdf;
};

struct BuildResult {
  bool ok = false;                    // no errors; `pdf` is complete (or empty for check and dump)
  std::string pdf;                    // of the first edition wanted, in the order of Edition
  Edition edition = Edition::screen;  // of `pdf`
  std::vector<EditionPdf> editions;   // the other files
  std::string dump;                   // for Session::dump
  Diagnostics diagnostics;            // in source order, each once; those of no place last
  SourceMap sources;
  BuildFacts facts;
  std::vector<ArticlePlace> articles;  // in reading order, if pages were made
  std::vector<StageTime> times;
  std::optional<ProofFacts> proof;  // of a proof sheet
  /// Loose and tight lines, short last lines, faults at page edges: if the job asked for it and
  /// pages were made.
  std::optional<CompositionReport> composition;
};

/// What every safe fix of the lint makes of an issue.
struct FixResult {
  std::vector<FixedFile> files;  // those that change, in reading order
  Diagnostics diagnostics;       // of the call itself, E899; faults of the issue are for build
};

/// Why a character is not as its role's first font has it.
enum class FontReason : std::uint8_t {
  missing,     // no font has it, or it is for private use and mapped to none
  lacking,     // the first font lacks it: another has it
  variant,     // no font has the variation sequence: the base form is set (F7)
  unfit_mark,  // the first font draws this mark for Latin text (O2) or for another language (CH3)
};

struct FontReport {
  struct Entry {
    std::string role, family, file, package, licence;
    int weight = 400;
    bool loaded = false;
    std::uint64_t characters = 0;  // of this issue set in it, all roles together
  };

  std::vector<Entry> entries;

  /// A font file of the list or in use.
  struct File {
    std::string file, package, licence;
    bool embeddable = true;  // by every face of it that is loaded (OS/2 fsType)
  };

  std::vector<File> files;  // by name

  /// What became of a character in one role.
  struct Use {
    std::string role;   // font role of the layout
    std::string font;   // family it is set in instead; empty: nowhere
    std::string forms;  // if that face has the forms of other languages only: theirs, "ja" (F5)
    FontReason reason = FontReason::lacking;
    Span first;
    std::uint64_t times = 0;
  };

  /// A character that is not set in the first font of its role.
  struct Character {
    char32_t c = 0;
    std::string text;  // as typed: with its variation selector
    std::string font;  // of the first of `uses`
    Span first;        // the earliest of all uses
    std::uint64_t times = 0;
    std::vector<Use> uses;  // by role, then font
  };

  std::vector<Character> fallbacks;  // missing ones first, each group by code point

  /// Text made bold by a stroke round its glyphs (F2).
  struct Stroked {
    std::string role, font;
    double stroke = 0;  // em
    std::uint64_t times = 0;
    Span first;
  };

  std::vector<Stroked> stroked;
  Diagnostics diagnostics;
  SourceMap sources;
};

/// Loaded fonts that several sessions share, so that a file of 26 MB is read once for all of them.
/// A store is there as long as some session uses it.
/// Threads: the sessions may be on different threads.
class FontShelf {
 public:
  FontShelf();
  ~FontShelf();
  FontShelf(const FontShelf&) = delete;
  FontShelf& operator=(const FontShelf&) = delete;

 private:
  friend class WarmFonts;
  struct State;
  std::unique_ptr<State> state_;
};

enum class SchemaFile : std::uint8_t { issue, article, layout };

/// The JSON Schema (draft 7) of issue.toml, of an article's front matter or of layout.toml, with
/// Chinese descriptions: for editors, and for tools that write such files.
std::string json_schema(SchemaFile file);

/// Owns fonts and caches. One job at a time; a session may be used for many issues in a row, and
/// what it keeps never changes output.
/// Fails: never by exception but for broken contracts and lack of memory (engine/api catches
/// those); problems of the issue are diagnostics and leave `ok` false.
/// Cost: a second build of the same issue loads no font and shapes no paragraph again.
class Session {
 public:
  Session();
  /// A session that shares its fonts with others; the rest of what it keeps is its own.
  explicit Session(std::shared_ptr<FontShelf> shelf);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  /// The whole way to the PDF; with job.pdf false to the finished pages only (`check`).
  BuildResult build(const World& world, const Job& job);
  /// The text dump of the value after `stage`, in BuildResult::dump. Goes on past errors as far
  /// as there is a value to show.
  BuildResult dump(const World& world, const Job& job, Stage stage);
  /// Applies every safe fix of the lint, in memory: see fix_issue in engine/lint/lint.h. What is
  /// left to write is FixedFile::after.
  FixResult fix(const World& world);
  /// Which face serves which role, and which characters had to be looked for elsewhere.
  FontReport fonts(const World& world, const Job& job);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The layouts `world` can list, with their titles and versions.
std::vector<LayoutEntry> layouts_at_hand(const World& world);

}  // namespace banxin
