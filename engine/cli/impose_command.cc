#include "engine/cli/impose_command.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/cli/output_file.h"
#include "engine/cli/output_names.h"
#include "engine/cli/print.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = 2ull << 30;

/// A length of millimetres to two places, without zeros at the end.
std::string mm_text(Length length) {
  std::string text = nlohmann::json(static_cast<double>(length.emu() / 360) / 100).dump();
  return text.size() > 2 && text.substr(text.size() - 2) == ".0" ? text.substr(0, text.size() - 2)
                                                                 : text;
}

class Imposing {
 public:
  Imposing(const Arguments& arguments, Console& console)
      : arguments_(arguments),
        console_(console) {}

  ExitCode run() {
    std::string pdf;
    if (!read(pdf)) {
      return end({{"E767", {}, {arguments_.folder}}}, {});
    }
    ImposeOptions options;
    options.imposition = arguments_.settings.imposition.value_or(Imposition());
    options.marks = arguments_.settings.marks.value_or(options.marks);
    options.bound_at = arguments_.bound_at;
    console_.progress(console_.wording("progress.imposed") + " …");
    const ImposeResult result = impose(pdf, options);
    if (!result.ok) {
      return end(result.diagnostics, {});
    }
    return write(result);
  }

 private:
  bool read(std::string& pdf) const {
    std::error_code error;
    if (fs::file_size(arguments_.folder, error) > kMostBytes || error) {
      return false;
    }
    std::ifstream file(arguments_.folder, std::ios::binary);
    pdf.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    return file.good() || file.eof();
  }

  ExitCode write(const ImposeResult& result) {
    const std::string plain = arguments_.output.empty()
                                  ? fs::path(arguments_.folder).stem().string() + ".pdf"
                                  : arguments_.output;
    output_ = arguments_.output.empty() ? edition_path(plain, Edition::imposed, {}) : plain;
    const Imposed& imposed = result.imposed;
    if (output_ == "-") {
      return imposed.cover.empty() ? stream(result) : end({{"E826", {}, {}}}, {});
    }
    std::vector<OutputFile> files = {{output_, imposed.pdf}};
    if (!imposed.cover.empty()) {
      cover_ = edition_path(plain, Edition::imposed, "cover");
      files.push_back({cover_, imposed.cover});
    }
    Diagnostics diagnostics = result.diagnostics;
    const Diagnostics failed = write_outputs(files);
    diagnostics.insert(diagnostics.end(), failed.begin(), failed.end());
    return end(diagnostics, imposed);
  }

  ExitCode stream(const ImposeResult& result) {
    return console_.data(result.imposed.pdf) ? end(result.diagnostics, result.imposed)
                                             : end({{"E712", {}, {"-"}}}, {});
  }

  ExitCode end(const Diagnostics& diagnostics, const Imposed& imposed) {
    console_.say("");
    print_diagnostics(diagnostics, {}, arguments_, console_);
    const ExitCode exit = diagnostics.empty() || diagnostics.front().code != "E826"
                              ? exit_code_of(diagnostics, Strictness::lenient)
                              : ExitCode::usage;
    const bool written = !imposed.pdf.empty() && count_of(diagnostics, Severity::error) == 0;
    if (output_ == "-" && written) {
      return exit;  // standard output is the PDF
    }
    if (written && arguments_.plan && !arguments_.json) {
      console_.data(imposed.plan);
    }
    if (arguments_.json) {
      console_.data(summary(written ? imposed : Imposed(), exit, written));
    } else if (written && !arguments_.quiet) {
      console_.say(report(imposed));
    }
    return exit;
  }

  std::string report(const Imposed& imposed) const {
    std::string text = console_.wording("report.written", {output_}) + "\n  " +
                       console_.wording("report.sheets", {std::to_string(imposed.sheets)}) + "\n";
    if (!cover_.empty()) {
      text += console_.wording("report.written", {cover_}) + "\n";
      if (imposed.spine > Length()) {
        text += "  " + console_.wording("report.spine", {mm_text(imposed.spine)}) + "\n";
      }
    }
    return text;
  }

  std::string summary(const Imposed& imposed, ExitCode exit, bool written) const {
    nlohmann::ordered_json line;
    line["type"] = "summary";
    line["schema"] = kJsonSchema;
    line["command"] = "impose";
    line["exit"] = static_cast<int>(exit);
    if (written) {
      line["output"] = output_;
      line["cover"] = cover_.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(cover_);
      line["sheets"] = imposed.sheets;
      line["spine_mm"] = static_cast<double>(imposed.spine.emu() / 360) / 100;
      line["plan"] = imposed.plan;
    }
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }

  const Arguments& arguments_;
  Console& console_;
  std::string output_, cover_;
};

}  // namespace

bool is_pdf_file(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return false;
  }
  std::ifstream file(path, std::ios::binary);
  char head[5] = {};
  file.read(head, sizeof head);
  return std::string_view(head, sizeof head) == "%PDF-";
}

ExitCode impose_command(const Arguments& arguments, Console& console) {
  return Imposing(arguments, console).run();
}

}  // namespace banxin
