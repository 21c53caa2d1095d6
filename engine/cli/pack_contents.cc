#include "engine/cli/pack_contents.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace banxin {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kNoLimit = ~std::uint64_t{0};

std::string in_pack(std::string_view folder, std::string_view name) {
  return std::string(kPackFolder) + "/" + std::string(folder) + "/" + std::string(name);
}

/// "en-US" as hyph_en_US.dic, the name Debian gives it.
std::string pattern_file(std::string language) {
  std::replace(language.begin(), language.end(), '-', '_');
  return "hyph_" + language + ".dic";
}

class Collector {
 public:
  Collector(const World& world, const FontReport& fonts, PackFonts which)
      : world_(world),
        fonts_(fonts),
        which_(which) {}

  void add(const Noted& noted) {
    if (noted.kind == "file") {
      add(fs::path(noted.name).lexically_normal().generic_string(),
          world_.read(noted.name, kNoLimit));
    } else if (noted.kind == "layout") {
      add(in_pack("layouts", noted.name + "/" + noted.more),
          world_.read_layout(noted.name, noted.more));
    } else if (noted.kind == "fonts") {
      add(in_pack("fonts", "fonts.toml"), world_.read_font_list());
    } else if (noted.kind == "font") {
      add_font(noted.name);
    } else if (noted.kind == "hyphenation") {
      add(in_pack("hyphenation", pattern_file(noted.name)), world_.read_hyphenation(noted.name));
    } else if (noted.kind == "profile") {
      add(in_pack("profiles", fs::path(noted.name).filename().string()),
          world_.read_profile(noted.name));
    }
  }

  PackContents take() { return std::move(contents_); }

 private:
  /// What was not there is not there in the pack either.
  void add(const std::string& path, const ReadResult& read) {
    const bool known = std::any_of(contents_.files.begin(),
                                   contents_.files.end(),
                                   [&](const ArchivedFile& file) { return file.path == path; });
    if (read.problem != ReadProblem::none || known || !stays_inside(path)) {
      return;
    }
    contents_.manifest.files.push_back({path, read.bytes.size(), sha256(read.bytes.view())});
    contents_.files.push_back({path, read.bytes});
  }

  void add_font(const std::string& file) {
    const ReadResult read = world_.read_font(file);
    if (read.problem != ReadProblem::none) {
      return;
    }
    const auto known = std::find_if(fonts_.files.begin(),
                                    fonts_.files.end(),
                                    [&](const FontReport::File& f) { return f.file == file; });
    PackManifest::MissingFont font{file, {}, {}, {}, read.bytes.size()};
    bool copy = which_ == PackFonts::free_ones && known != fonts_.files.end();
    if (known != fonts_.files.end()) {
      font.package = known->package;
      font.licence = known->licence;
      copy = copy && may_be_copied(known->licence) && known->embeddable;
    }
    if (copy) {
      add(in_pack("fonts", file), read);
    } else {
      font.sha256 = sha256(read.bytes.view());
      contents_.manifest.fonts_left_out.push_back(std::move(font));
    }
  }

  const World& world_;
  const FontReport& fonts_;
  const PackFonts which_;
  PackContents contents_;
};

}  // namespace

bool may_be_copied(std::string_view licence) {
  constexpr std::array<std::string_view, 12> kFree = {"OFL-1.0",
                                                      "OFL-1.1",
                                                      "Apache-2.0",
                                                      "Arphic-1999",
                                                      "Bitstream-Vera",
                                                      "CC0-1.0",
                                                      "MIT",
                                                      "IPA",
                                                      "Ubuntu-font-1.0",
                                                      "GPL-2.0-or-later WITH Font-exception-2.0",
                                                      "GPL-3.0-or-later WITH Font-exception-2.0",
                                                      "LPPL-1.3c"};
  return std::find(kFree.begin(), kFree.end(), licence) != kFree.end();
}

PackContents collect(const std::string& record,
                     const World& world,
                     const FontReport& fonts,
                     PackFonts which) {
  Collector collector(world, fonts, which);
  for (const Noted& noted : noted_in(record)) {
    collector.add(noted);
  }
  return collector.take();
}

}  // namespace banxin
