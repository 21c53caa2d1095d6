#include "engine/cli/compare_command.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <utility>

#include "engine/cli/compare_report.h"
#include "engine/cli/issue_folder.h"
#include "engine/cli/output_file.h"
#include "engine/cli/print.h"
#include "engine/cli/scratch_file.h"
#include "engine/compare/compare.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

/// One of the two: where its PDF is and, if it was built here, where its articles are.
struct Side {
  std::string given, pdf;
  std::unique_ptr<ScratchFile> built;  // holds the PDF if it was made here
  std::optional<std::vector<ComparedEntry>> articles;
  ComparedDocument document;
};

bool is_pdf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char head[5] = {};
  file.read(head, sizeof head);
  return std::string_view(head, sizeof head) == "%PDF-";
}

std::vector<ComparedEntry> entries_of(const std::vector<ArticlePlace>& articles) {
  std::vector<ComparedEntry> entries;
  for (const ArticlePlace& article : articles) {
    if (article.page >= 0) {
      entries.push_back({article.title, article.page, article.folio});
    }
  }
  return entries;
}

class Comparing {
 public:
  Comparing(const Arguments& arguments, Console& console)
      : arguments_(arguments),
        console_(console) {}

  ExitCode run() {
    for (int side = 0; side < 2; ++side) {
      if (const std::optional<ExitCode> ended = make(side)) {
        return *ended;
      }
    }
    if (const std::optional<ExitCode> ended = read()) {
      return *ended;
    }
    Comparison comparison = compare_documents(sides_[0].document, sides_[1].document);
    if (!arguments_.output.empty()) {
      if (const std::optional<ExitCode> ended = draw(comparison)) {
        return *ended;
      }
    }
    console_.say("");
    const ExitCode exit = comparison.same() ? ExitCode::done : ExitCode::warnings;
    const CompareOutcome outcome{comparison, pictures_, sides_[0].given, sides_[1].given, exit};
    const bool written = console_.data(arguments_.json ? json_comparison(outcome)
                                                       : comparison_text(outcome, console_));
    return written ? exit : stop({{"E712", {}, {"-"}}});
  }

 private:
  ExitCode stop(const Diagnostics& diagnostics) {
    const std::string_view code = diagnostics.front().code;
    return end(diagnostics,
               {},
               code == "E805" || code == "E822" ? ExitCode::usage
                                                : exit_code_of(diagnostics, Strictness::lenient));
  }

  ExitCode end(const Diagnostics& diagnostics, const SourceMap& sources, ExitCode exit) {
    console_.say("");
    print_diagnostics(diagnostics, sources, arguments_, console_);
    if (arguments_.json) {
      console_.data(json_no_comparison(exit));
    }
    return exit;
  }

  /// Finds or builds the PDF of a side.
  std::optional<ExitCode> make(int number) {
    Side& side = sides_[static_cast<std::size_t>(number)];
    side.given = arguments_.folders[static_cast<std::size_t>(number)];
    std::error_code error;
    const std::string folder = issue_folder(side.given);
    if (!fs::is_directory(folder, error)) {
      side.pdf = side.given;
      return is_pdf(side.given) ? std::nullopt : std::optional(stop({{"E822", {}, {side.given}}}));
    }
    const std::string& layout = number == 0 ? arguments_.layout : arguments_.layout_b;
    if (!layout.empty()) {
      side.given += " (" + layout + ")";
    }
    return build(number, folder, layout);
  }

  std::optional<ExitCode> build(int number, const std::string& folder, const std::string& layout) {
    Side& side = sides_[static_cast<std::size_t>(number)];
    const DiskPlaces places = machine_places({folder, {}, arguments_.font_folders});
    const Diagnostics hindered = check_places(folder, places);
    if (!hindered.empty()) {
      return stop(hindered);
    }
    Job job;
    job.layout = layout;
    job.draft = arguments_.draft;
    job.threads = arguments_.jobs;
    job.created = source_date();
    job.output.editions = {Edition::screen};  // whatever the issue wants made
    job.progress = [&](std::string_view stage) {
      console_.progress(side.given + ": " + console_.wording("progress." + std::string(stage)) +
                        " …");
      return Proceed::go_on;
    };
    const BuildResult result = engine_.build(DiskWorld(places), job);
    if (!result.ok) {
      return end(result.diagnostics,
                 result.sources,
                 exit_code_of(result.diagnostics, Strictness::lenient));
    }
    side.articles = entries_of(result.articles);
    side.built = std::make_unique<ScratchFile>(result.pdf);
    side.pdf = side.built->path();
    return side.pdf.empty() ? std::optional(stop({{"E712", {}, {side.given}}})) : std::nullopt;
  }

  std::optional<ExitCode> problem(const ReadPdf& read, const Side& side) {
    switch (read.problem) {
      case ReadPdf::Problem::none:
        return std::nullopt;
      case ReadPdf::Problem::no_program:
        return stop({{"E820", {}, {read.program, "poppler-utils"}}});
      default:
        return stop({{"E821", {}, {side.given, read.program}}});
    }
  }

  std::optional<ExitCode> read() {
    console_.progress(console_.wording("progress.compare") + " …");
    std::array<ReadDocument, 2> read = read_documents(sides_[0].pdf, sides_[1].pdf, arguments_.dpi);
    // Articles against bookmarks would be unlike things: bookmarks then serve both.
    const bool articles = sides_[0].articles && sides_[1].articles;
    for (std::size_t i = 0; i < 2; ++i) {
      sides_[i].document = std::move(read[i].document);
      if (articles) {
        sides_[i].document.entries = *sides_[i].articles;
      }
      if (const std::optional<ExitCode> ended = problem(read[i], sides_[i])) {
        return ended;
      }
    }
    return std::nullopt;
  }

  std::string picture_name(const PagePair& pair) const {
    const auto number = [](char letter, int page) {
      const std::string digits = std::to_string(page + 1);
      const std::size_t zeros = digits.size() < 4 ? 4 - digits.size() : 0;
      return page < 0 ? std::string() : letter + std::string(zeros, '0') + digits;
    };
    const std::string a = number('a', pair.a);
    const std::string b = number('b', pair.b);
    return a + (a.empty() || b.empty() ? "" : "-") + b + ".png";
  }

  /// One picture of each pair that differs; only two pages and their picture are held at a time.
  std::optional<ExitCode> draw(const Comparison& comparison) {
    std::error_code error;
    fs::create_directories(arguments_.output, error);
    if (!fs::is_directory(arguments_.output, error)) {
      return stop({{"E713", {}, {arguments_.output}}});
    }
    for (const PagePair& pair : comparison.pages) {
      if (pair.change == PageChange::same) {
        pictures_.emplace_back();
        continue;
      }
      const std::array<ReadPage, 2> pages =
          read_pages(sides_[0].pdf, pair.a, sides_[1].pdf, pair.b, arguments_.dpi);
      for (std::size_t i = 0; i < 2; ++i) {
        if (const std::optional<ExitCode> ended = problem(pages[i], sides_[i])) {
          return ended;
        }
      }
      const bool both = pair.a >= 0 && pair.b >= 0;
      const std::string path = (fs::path(arguments_.output) / picture_name(pair)).string();
      console_.progress(path);
      const Diagnostics failed =
          write_output(path,
                       png_of(side_by_side(pages[0].raster,
                                           pages[1].raster,
                                           both ? changed_regions(pages[0].raster, pages[1].raster)
                                                : std::vector<PixelBox>())));
      if (!failed.empty()) {
        return stop(failed);
      }
      pictures_.push_back(path);
    }
    return std::nullopt;
  }

  const Arguments& arguments_;
  Console& console_;
  Engine engine_;  // one: the second build finds the fonts loaded
  std::array<Side, 2> sides_;
  std::vector<std::string> pictures_;  // by pair; empty: none, or no --out
};

}  // namespace

ExitCode compare_command(const Arguments& arguments, Console& console) {
  return Comparing(arguments, console).run();
}

}  // namespace banxin
