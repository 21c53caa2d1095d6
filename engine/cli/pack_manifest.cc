#include "engine/cli/pack_manifest.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace banxin {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;

Json json_file(const std::string& path, std::uint64_t size, const std::string& sha256) {
  Json object;
  object["path"] = path;
  object["size"] = size;
  object["sha256"] = sha256;
  return object;
}

Json json_settings(const PackManifest& manifest) {
  Json object;
  object["layout"] = manifest.layout;
  object["draft"] = manifest.draft;
  const OutputSettings& settings = manifest.settings;
  if (settings.editions) {
    object["editions"] = Json::array();
    for (const Edition edition : *settings.editions) {
      object["editions"].push_back(name_of(edition));
    }
  }
  if (settings.pdfx) {
    object["pdfx"] = *settings.pdfx == PdfxVersion::x1a ? "1a" : "4";
  }
  if (settings.profile) {
    object["profile"] = *settings.profile;
  }
  if (settings.marks) {
    object["marks"] = Json::array();
    for (const std::string_view word : words_of(*settings.marks)) {
      object["marks"].push_back(word);
    }
  }
  return object;
}

/// A member of the type wanted, else the value given.
template <class Value>
Value member(const Json& object, const char* key, Value fallback) {
  const auto at = object.find(key);
  if (at == object.end()) {
    return fallback;
  }
  try {
    return at->get<Value>();
  } catch (const Json::exception&) {
    return fallback;
  }
}

Json list(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_array() ? *at : Json::array();
}

void read_settings(const Json& object, PackManifest& manifest) {
  manifest.layout = member(object, "layout", std::string());
  manifest.draft = member(object, "draft", false);
  OutputSettings& settings = manifest.settings;
  std::vector<Edition> editions;
  for (const Json& word : list(object, "editions")) {
    if (word.is_string()) {
      add_edition(word.get<std::string>(), editions);
    }
  }
  if (!editions.empty()) {
    settings.editions = std::move(editions);
  }
  settings.pdfx = pdfx_of(member(object, "pdfx", std::string()));
  if (const std::string profile = member(object, "profile", std::string()); !profile.empty()) {
    settings.profile = profile;
  }
  if (object.contains("marks")) {
    settings.marks.emplace();
    for (const Json& word : list(object, "marks")) {
      if (word.is_string()) {
        add_marks(word.get<std::string>(), *settings.marks);
      }
    }
  }
}

}  // namespace

std::string manifest_text(const PackManifest& manifest) {
  Json root;
  root["format"] = kFormat;
  root["banxin"] = manifest.program;
  root["libraries"] = Json::object();
  for (const LibraryVersion& library : library_versions()) {
    root["libraries"][std::string(library.name)] = library.version;
  }
  root["source_date_epoch"] = manifest.created;
  root["options"] = json_settings(manifest);
  root["outputs"] = Json::array();
  for (const PackManifest::Output& output : manifest.outputs) {
    Json object = json_file(output.name.path, output.size, output.sha256);
    object["edition"] = name_of(output.name.edition);
    if (!output.name.part.empty()) {
      object["part"] = output.name.part;
    }
    root["outputs"].push_back(std::move(object));
  }
  root["fonts_left_out"] = Json::array();
  for (const PackManifest::MissingFont& font : manifest.fonts_left_out) {
    Json object;
    object["file"] = font.file;
    object["package"] = font.package;
    object["licence"] = font.licence;
    object["size"] = font.size;
    object["sha256"] = font.sha256;
    root["fonts_left_out"].push_back(std::move(object));
  }
  root["files"] = Json::array();
  for (const PackManifest::File& file : manifest.files) {
    root["files"].push_back(json_file(file.path, file.size, file.sha256));
  }
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<PackManifest> read_manifest(std::string_view text) {
  const Json root = Json::parse(text, nullptr, false);
  if (!root.is_object() || member(root, "format", 0) != kFormat) {
    return std::nullopt;
  }
  PackManifest manifest;
  manifest.program = member(root, "banxin", std::string());
  manifest.created = member(root, "source_date_epoch", std::int64_t{0});
  if (const auto options = root.find("options"); options != root.end() && options->is_object()) {
    read_settings(*options, manifest);
  }
  for (const Json& item : list(root, "files")) {
    manifest.files.push_back({member(item, "path", std::string()),
                              member(item, "size", std::uint64_t{0}),
                              member(item, "sha256", std::string())});
  }
  for (const Json& item : list(root, "outputs")) {
    PackManifest::Output output;
    std::vector<Edition> edition;
    add_edition(member(item, "edition", std::string()), edition);
    output.name.edition = edition.empty() ? Edition::screen : edition.front();
    output.name.part = member(item, "part", std::string());
    output.name.path = member(item, "path", std::string());
    output.size = member(item, "size", std::uint64_t{0});
    output.sha256 = member(item, "sha256", std::string());
    manifest.outputs.push_back(std::move(output));
  }
  for (const Json& item : list(root, "fonts_left_out")) {
    manifest.fonts_left_out.push_back({member(item, "file", std::string()),
                                       member(item, "package", std::string()),
                                       member(item, "licence", std::string()),
                                       member(item, "sha256", std::string()),
                                       member(item, "size", std::uint64_t{0})});
  }
  return manifest;
}

}  // namespace banxin
