#include "tests/pipeline/issues.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>

#include "engine/unicode/unicode.h"

namespace banxin::pipeline {
namespace fs = std::filesystem;

std::vector<std::string> issue_folders() {
  const fs::path source(BANXIN_SOURCE_DIR);
  std::vector<std::string> folders;
  for (const char* sample : {"minimal", "gallery", "monthly"}) {
    folders.push_back((source / "samples" / sample).string());
  }
  const fs::path real = source.parent_path() / "shared" / "real-issue" / "2023-09";
  if (fs::exists(real / "issue.toml")) {
    folders.push_back(real.string());
  }
  return folders;
}

std::vector<std::string> layout_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(BANXIN_SOURCE_DIR) / "layouts")) {
    if (fs::exists(entry.path() / "layout.toml")) {
      names.push_back(entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> issue_cases() {
  std::vector<std::string> cases = issue_folders();
  for (const std::string& folder : issue_folders()) {
    if (issue_name(folder) == "gallery") {
      continue;  // has a layout.toml of its own
    }
    for (const std::string& layout : layout_names()) {
      if (layout != "classic") {
        cases.push_back(folder + "::" + layout);
      }
    }
  }
  return cases;
}

std::string issue_name(const std::string& folder) {
  std::string name = fs::path(folder).filename().string();
  std::replace_if(
      name.begin(),
      name.end(),
      [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; },
      '_');
  return name;
}

std::unique_ptr<DiskWorld> open_issue(const std::string& folder) {
  const std::string source = BANXIN_SOURCE_DIR;
  DiskPlaces places;
  places.issue = folder;
  places.layouts = {source + "/layouts"};
  places.font_list = source + "/fonts/fonts.toml";
  places.font_folders = default_font_folders({source + "/fonts"}, "");
  places.now = 1695168000;
  return std::make_unique<DiskWorld>(places);
}

const Made& made_issue(const std::string& folder_or_case) {
  static std::map<std::string, std::unique_ptr<Made>> made;  // test program only
  std::unique_ptr<Made>& entry = made[folder_or_case];
  if (!entry) {
    const std::size_t mark = folder_or_case.find("::");
    entry = std::make_unique<Made>();
    entry->world = open_issue(folder_or_case.substr(0, mark));
    if (mark != std::string::npos) {
      entry->job.layout = folder_or_case.substr(mark + 2);
    }
    entry->work = std::make_unique<Work>(*entry->world, entry->job, entry->warm);
    advance(*entry->work, Goal::pages);
  }
  return *entry;
}

std::string squeezed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    const bool blank = c <= U' ' || c == U'\u00A0' || c == U'\u3000' || c == U'\u200B' ||
                       c == U'\u2060' || c == U'\u00AD' || c == U'\uFFFC' || c == U'\uFEFF';
    if (!blank) {
      append_utf8(out, c);
    }
  }
  return out;
}

std::vector<Drawn> drawn_text(const Document& document, const std::vector<std::string>& without) {
  const auto left_out = [&](const std::string& flow) {
    return std::find(without.begin(), without.end(), flow) != without.end();
  };
  std::vector<Drawn> drawn;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    const Page& page = document.pages[p];
    if (left_out(page.flow)) {
      continue;
    }
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (run && item.tag != TagId::none &&
          !(left_out("contents") && under(document, item.tag, TagRole::toc_item))) {
        drawn.push_back({p, &item, run});
      }
    }
  }
  return drawn;
}

std::vector<Drawn> drawn_entries(const Document& document) {
  std::vector<Drawn> drawn = drawn_text(document, {});
  drawn.erase(std::remove_if(
                  drawn.begin(),
                  drawn.end(),
                  [&](const Drawn& d) { return !under(document, d.item->tag, TagRole::toc_item); }),
              drawn.end());
  return drawn;
}

TagId block_tag(const Document& document, TagId tag) {
  const auto is_inline = [](TagRole role) {
    return role == TagRole::link || role == TagRole::span || role == TagRole::reference ||
           role == TagRole::ruby || role == TagRole::ruby_base || role == TagRole::ruby_text ||
           role == TagRole::code || role == TagRole::quote;
  };
  while (tag != TagId::none && is_inline(document.tags[static_cast<std::size_t>(tag)].role)) {
    tag = document.tags[static_cast<std::size_t>(tag)].parent;
  }
  return tag;
}

bool under(const Document& document, TagId tag, TagRole role) {
  for (; tag != TagId::none; tag = document.tags[static_cast<std::size_t>(tag)].parent) {
    if (document.tags[static_cast<std::size_t>(tag)].role == role) {
      return true;
    }
  }
  return false;
}

}  // namespace banxin::pipeline
