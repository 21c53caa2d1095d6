#include "engine/cli/pack_command.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/archive/archive.h"
#include "engine/cli/issue_folder.h"
#include "engine/cli/output_file.h"
#include "engine/cli/pack_contents.h"
#include "engine/cli/pack_folder.h"
#include "engine/cli/print.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string megabytes(std::size_t bytes) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.1f", static_cast<double>(bytes) / 1e6);
  return buffer;
}

/// "2023-09-pack.zip" for a folder 2023-09.
std::string default_pack(const std::string& folder) {
  std::string name = default_output(folder);
  return name.replace(name.size() - 4, 4, "-pack.zip");
}

/// The folder that everything in the archive lies in: "2023-09".
std::string top_folder(const std::string& folder) {
  const std::string name = default_output(folder);
  return name.substr(0, name.size() - 4);
}

/// What the three commands share: they say what went wrong and end.
class PackAction {
 public:
  PackAction(const Arguments& arguments, Console& console)
      : arguments_(arguments),
        console_(console) {}

  ExitCode pack() {
    const std::string folder = issue_folder(arguments_.folder);
    const std::string target = arguments_.output.empty() ? default_pack(folder) : arguments_.output;
    const std::optional<ArchiveFormat> format = archive_format_of(target);
    if (!format) {
      return end({{"E785", {}, {target}}}, {});
    }
    DiskPlaces places = machine_places({folder, {}, arguments_.font_folders});
    places.profile = arguments_.settings.profile.value_or("");
    const Diagnostics hindered = check_places(arguments_.folder, places);
    if (!hindered.empty()) {
      return end(hindered, {});
    }
    look_into_pack(places);
    const DiskWorld disk(places);
    const RecordingWorld world(disk);
    Engine engine;
    const Job job = job_for(folder);
    const BuildResult result = engine.build(world, job);
    if (!result.ok) {
      return end(result.diagnostics, result.sources);
    }
    const FontReport fonts = engine.fonts(disk, job);
    PackContents contents = collect(
        world.record(), disk, fonts, arguments_.no_fonts ? PackFonts::none : PackFonts::free_ones);
    describe(contents, job, result, top_folder(folder));
    return write(std::move(contents), target, *format, top_folder(folder), result);
  }

  ExitCode verify() {
    const TemporaryFolder folder;
    const Unpacked unpacked = unpack(arguments_.folder, folder.path());
    if (!unpacked.diagnostics.empty()) {
      return end(unpacked.diagnostics, {});
    }
    const std::optional<PackManifest> manifest = manifest_of(unpacked.folder);
    if (!manifest) {
      return end({{"E784", {}, {arguments_.folder}}}, {});
    }
    return build_again(unpacked.folder, *manifest);
  }

  ExitCode unpack_here() {
    const std::string into = arguments_.output.empty() ? "." : arguments_.output;
    const Unpacked unpacked = unpack(arguments_.folder, into);
    if (!unpacked.diagnostics.empty()) {
      return end(unpacked.diagnostics, {});
    }
    const std::string folder = fs::path(unpacked.folder).lexically_normal().string();
    if (arguments_.json) {
      Json summary = summary_of("unpack", ExitCode::done);
      summary["output"] = folder;
      return data(summary);
    }
    console_.say(console_.wording("pack.unpacked", {folder}) + "\n");
    return ExitCode::done;
  }

 private:
  Job job_for(const std::string& folder) const {
    Job job;
    job.layout = arguments_.layout;
    job.draft = arguments_.draft;
    job.threads = arguments_.jobs;
    job.output = arguments_.settings;
    job.created = source_date();
    if (const std::optional<PackManifest> manifest = manifest_of(folder)) {
      build_as_packed(*manifest, job);
    }
    job.progress = [this](std::string_view stage) {
      console_.progress(console_.wording("progress." + std::string(stage)) + " …");
      return Proceed::go_on;
    };
    return job;
  }

  /// Fills the manifest with what was asked for and what came out, and adds the finished files.
  static void describe(PackContents& contents,
                       const Job& job,
                       const BuildResult& result,
                       const std::string& name) {
    PackManifest& manifest = contents.manifest;
    manifest.program = version();
    manifest.created = result.facts.created;
    manifest.layout = job.layout;
    manifest.draft = job.draft;
    manifest.settings = job.output;
    if (manifest.settings.profile) {  // lies in the pack under its own name
      manifest.settings.profile = fs::path(*manifest.settings.profile).filename().string();
    }
    const std::string plain = std::string(kPackFolder) + "/output/" + name + ".pdf";
    const std::vector<OutputName> names = output_names(plain, result);
    for (const OutputFile& file : output_files(names, result)) {
      manifest.outputs.push_back(
          {names[manifest.outputs.size()], file.bytes.size(), sha256(file.bytes)});
      contents.files.push_back({file.path, Bytes(std::string(file.bytes))});
    }
  }

  ExitCode write(PackContents contents,
                 const std::string& target,
                 ArchiveFormat format,
                 const std::string& top,
                 const BuildResult& result) {
    contents.files.push_back({std::string(kPackManifest), Bytes(manifest_text(contents.manifest))});
    std::size_t fonts = 0;
    for (ArchivedFile& file : contents.files) {
      fonts += file.path.rfind("banxin-pack/fonts/", 0) == 0 ? 1 : 0;
      file.path = top + "/" + file.path;
    }
    fonts -= std::min<std::size_t>(fonts, 1);  // the list
    const std::size_t count = contents.files.size();
    const std::size_t outputs = contents.manifest.outputs.size();
    Diagnostics told = result.diagnostics;
    tell_fonts(contents.manifest, told);
    const Result<std::string> archive =
        write_archive(std::move(contents.files), format, contents.manifest.created);
    if (!archive) {
      return end(archive.error(), {});
    }
    const Diagnostics failed = write_output(target, *archive);
    if (!failed.empty()) {
      return end(failed, {});
    }
    console_.say("");
    print_diagnostics(told, result.sources, arguments_, console_);
    if (arguments_.json) {
      Json summary = summary_of("pack", ExitCode::done);
      summary["output"] = target;
      summary["bytes"] = archive->size();
      summary["files"] = count;
      summary["fonts"] = fonts;
      summary["outputs"] = outputs;
      summary["fonts_left_out"] = contents.manifest.fonts_left_out.size();
      return data(summary);
    }
    console_.say(console_.wording("pack.done",
                                  {target,
                                   megabytes(archive->size()),
                                   std::to_string(count),
                                   std::to_string(fonts),
                                   std::to_string(outputs)}) +
                 "\n");
    return ExitCode::done;
  }

  void tell_fonts(const PackManifest& manifest, Diagnostics& told) const {
    std::string names;
    for (const PackManifest::MissingFont& font : manifest.fonts_left_out) {
      names += (names.empty() ? "" : ", ") + font.file;
      if (!arguments_.no_fonts) {
        told.push_back({"W780", {}, {font.file, font.licence, font.package}});
      }
    }
    if (arguments_.no_fonts && !names.empty()) {
      told.push_back({"N781", {}, {names}});
    }
  }

  ExitCode build_again(const std::string& folder, const PackManifest& manifest) {
    DiskPlaces places = machine_places({folder, {}, arguments_.font_folders});
    const Diagnostics hindered = check_places(folder, places);
    if (!hindered.empty()) {
      return end(hindered, {});
    }
    look_into_pack(places);
    Job job = job_for(folder);
    job.created = manifest.created;  // not that of this day's SOURCE_DATE_EPOCH
    Engine engine;
    const BuildResult result = engine.build(DiskWorld(places), job);
    if (!result.ok) {
      return end(result.diagnostics, result.sources);
    }
    const std::vector<OutputFile> made = output_files(output_names("issue.pdf", result), result);
    Diagnostics differences;
    for (std::size_t i = 0; i < std::max(made.size(), manifest.outputs.size()); ++i) {
      const bool both = i < made.size() && i < manifest.outputs.size();
      if (!both || sha256(made[i].bytes) != manifest.outputs[i].sha256) {
        const std::string name = i < manifest.outputs.size()
                                     ? fs::path(manifest.outputs[i].name.path).filename().string()
                                     : made[i].path;
        differences.push_back({"E787", {}, {name, manifest.program, std::string(version())}});
      }
    }
    if (!differences.empty()) {
      end(differences, {});
      return ExitCode::warnings;  // found differences, as compare
    }
    console_.say("");
    if (arguments_.json) {
      Json summary = summary_of("pack", ExitCode::done);
      summary["verified"] = true;
      summary["files"] = manifest.files.size();
      summary["outputs"] = manifest.outputs.size();
      return data(summary);
    }
    console_.say(console_.wording("pack.verified",
                                  {arguments_.folder,
                                   std::to_string(manifest.files.size()),
                                   std::to_string(manifest.outputs.size())}) +
                 "\n");
    return ExitCode::done;
  }

  static Json summary_of(std::string_view command, ExitCode exit) {
    Json summary;
    summary["type"] = "summary";
    summary["schema"] = kJsonSchema;
    summary["command"] = command;
    summary["ok"] = exit == ExitCode::done;
    summary["exit"] = static_cast<int>(exit);
    return summary;
  }

  ExitCode data(const Json& summary) {
    return console_.data(summary.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n")
               ? ExitCode::done
               : ExitCode::environment;
  }

  /// Says what went wrong.
  ExitCode end(const Diagnostics& diagnostics, const SourceMap& sources) {
    console_.say("");
    print_diagnostics(diagnostics, sources, arguments_, console_);
    const std::string_view code = diagnostics.front().code;
    const bool usage = code == "E785" || code == "E805" || code == "E806";
    const ExitCode exit = usage ? ExitCode::usage : exit_code_of(diagnostics, Strictness::lenient);
    if (arguments_.json) {
      data(summary_of(arguments_.command == Command::unpack ? "unpack" : "pack", exit));
    }
    return exit;
  }

  const Arguments& arguments_;
  Console& console_;
};

}  // namespace

ExitCode pack_command(const Arguments& arguments, Console& console) {
  return PackAction(arguments, console).pack();
}

ExitCode verify_command(const Arguments& arguments, Console& console) {
  return PackAction(arguments, console).verify();
}

ExitCode unpack_command(const Arguments& arguments, Console& console) {
  return PackAction(arguments, console).unpack_here();
}

}  // namespace banxin
