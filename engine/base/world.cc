#include "engine/base/world.h"

#include <algorithm>

namespace banxin {

Bytes::Bytes(std::string buffer) {
  auto owned = std::make_shared<const std::string>(std::move(buffer));
  data_ = owned->data();
  size_ = owned->size();
  owner_ = std::move(owned);
}

ReadResult World::read_hyphenation(std::string_view) const {
  return {{}, ReadProblem::not_found};
}

ReadResult World::read_profile(std::string_view) const {
  return {{}, ReadProblem::not_found};
}

std::vector<std::string> World::layouts() const {
  return {};
}

std::vector<std::string> World::layout_versions(std::string_view) const {
  return {};
}

namespace {

bool leaves_folder(std::string_view path) {
  if (path.empty() || path.front() == '/') {
    return true;
  }
  int depth = 0;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    depth += part == ".." ? -1 : (part == "." || part.empty() ? 0 : 1);
    if (depth < 0) {
      return true;
    }
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return false;
}

}  // namespace

void MemoryWorld::add(std::string path, std::string bytes) {
  files_.push_back({std::move(path), Bytes(std::move(bytes))});
}

void MemoryWorld::add_layout(std::string layout, std::string path, std::string bytes) {
  layouts_.push_back({layout + "/" + path, Bytes(std::move(bytes))});
}

void MemoryWorld::add_font(std::string file_name, Bytes bytes) {
  fonts_.push_back({std::move(file_name), std::move(bytes)});
}

const MemoryWorld::Entry* MemoryWorld::find(const std::vector<Entry>& entries,
                                            std::string_view name) {
  const auto at = std::find_if(
      entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
  return at == entries.end() ? nullptr : &*at;
}

ReadResult MemoryWorld::read(std::string_view path, std::uint64_t limit) const {
  if (leaves_folder(path)) {
    return {{}, ReadProblem::outside};
  }
  const Entry* entry = find(files_, path);
  if (!entry) {
    return {{}, ReadProblem::not_found};
  }
  if (entry->bytes.size() > limit) {
    return {{}, ReadProblem::too_large};
  }
  return {entry->bytes, ReadProblem::none};
}

std::vector<std::string> MemoryWorld::glob(std::string_view pattern) const {
  std::vector<std::string> names;
  for (const Entry& entry : files_) {
    if (glob_matches(pattern, entry.name)) {
      names.push_back(entry.name);
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

ReadResult MemoryWorld::read_layout(std::string_view layout, std::string_view path) const {
  const Entry* entry = find(layouts_, std::string(layout) + "/" + std::string(path));
  return entry ? ReadResult{entry->bytes, ReadProblem::none}
               : ReadResult{{}, ReadProblem::not_found};
}

std::vector<std::string> MemoryWorld::layouts() const {
  std::vector<std::string> names;
  constexpr std::string_view kFile = "/layout.toml";
  for (const Entry& entry : layouts_) {
    const std::size_t slash = entry.name.find('/');
    if (entry.name.substr(slash) == kFile) {
      names.push_back(entry.name.substr(0, slash));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> MemoryWorld::layout_versions(std::string_view layout) const {
  std::vector<std::string> versions;
  const std::string folder = std::string(layout) + "/versions/";
  for (const Entry& entry : layouts_) {
    const std::size_t slash = entry.name.find('/', folder.size());
    if (entry.name.compare(0, folder.size(), folder) == 0 && slash != std::string::npos) {
      versions.push_back(entry.name.substr(folder.size(), slash - folder.size()));
    }
  }
  std::sort(versions.begin(), versions.end());
  versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
  return versions;
}

ReadResult MemoryWorld::read_font_list() const {
  return font_list_.empty() ? ReadResult{{}, ReadProblem::not_found}
                            : ReadResult{font_list_, ReadProblem::none};
}

ReadResult MemoryWorld::read_font(std::string_view file_name) const {
  const Entry* entry = find(fonts_, file_name);
  return entry ? ReadResult{entry->bytes, ReadProblem::none}
               : ReadResult{{}, ReadProblem::not_found};
}

void MemoryWorld::add_hyphenation(std::string language, std::string patterns) {
  hyphenation_.push_back({std::move(language), Bytes(std::move(patterns))});
}

ReadResult MemoryWorld::read_hyphenation(std::string_view language) const {
  const Entry* entry = find(hyphenation_, language);
  return entry ? ReadResult{entry->bytes, ReadProblem::none}
               : ReadResult{{}, ReadProblem::not_found};
}

void MemoryWorld::add_profile(std::string file_name, Bytes bytes) {
  profiles_.push_back({std::move(file_name), std::move(bytes)});
}

ReadResult MemoryWorld::read_profile(std::string_view file_name) const {
  const Entry* entry = find(profiles_, file_name);
  return entry ? ReadResult{entry->bytes, ReadProblem::none}
               : ReadResult{{}, ReadProblem::not_found};
}

bool glob_matches(std::string_view pattern, std::string_view name) {
  // Remembers the last `*` and how much it has swallowed; on a mismatch it swallows one more.
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '?' && name[n] != '/') {
      ++p;
      for (++n; n < name.size() && (static_cast<unsigned char>(name[n]) & 0xC0u) == 0x80u; ++n) {
      }  // a character may be several bytes
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = n;
    } else if (star != std::string_view::npos && name[mark] != '/') {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') {
    ++p;
  }
  return p == pattern.size();
}

}  // namespace banxin
