#include "engine/cli/output_names.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace banxin {
namespace {

/// Where the ".pdf" of a name begins; its end if it has none.
std::size_t stem_of(const std::string& path) {
  std::string end = path.substr(path.size() - std::min<std::size_t>(4, path.size()));
  std::transform(end.begin(), end.end(), end.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return end == ".pdf" ? path.size() - 4 : path.size();
}

std::vector<OutputName> files_of(const BuildResult& result) {
  std::vector<OutputName> names{{result.edition, {}, {}}};
  for (const EditionPdf& file : result.editions) {
    names.push_back({file.edition, file.part, {}});
  }
  return names;
}

}  // namespace

std::string edition_path(const std::string& plain, Edition edition, const std::string& part) {
  if (edition == Edition::screen && part.empty()) {
    return plain;
  }
  const std::string word = part.empty() ? std::string(name_of(edition)) : part;
  std::string path = plain;
  return path.insert(stem_of(plain), "-" + word);
}

std::vector<OutputName> output_names(const std::string& plain, const BuildResult& result) {
  std::vector<OutputName> names = files_of(result);
  for (OutputName& name : names) {
    name.path = edition_path(plain, name.edition, name.part);
  }
  return names;
}

std::vector<OutputName> output_names_as_told(const std::string& name, const BuildResult& result) {
  std::vector<OutputName> names = output_names(name, result);
  const bool one = std::all_of(names.begin(), names.end(), [&](const OutputName& other) {
    return other.edition == names.front().edition;
  });
  if (one) {
    names.front().path = name;
  }
  return names;
}

std::vector<OutputFile> output_files(const std::vector<OutputName>& names,
                                     const BuildResult& result) {
  std::vector<OutputFile> files;
  for (std::size_t i = 0; i < names.size(); ++i) {
    files.push_back({names[i].path, i == 0 ? result.pdf : result.editions[i - 1].pdf});
  }
  return files;
}

std::string list_of(const std::vector<OutputName>& names) {
  std::string list;
  for (const OutputName& name : names) {
    list += (list.empty() ? "" : ", ") + name.path;
  }
  return list;
}

}  // namespace banxin
