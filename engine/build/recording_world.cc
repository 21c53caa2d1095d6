#include "engine/build/recording_world.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace banxin {
namespace {

// The table directory at the head of a font file holds the checksum of every table.
constexpr std::size_t kFontHead = 64 << 10;

Hash128 hash_of(const ReadResult& read, std::size_t most = std::string_view::npos) {
  return Hasher()
      .number(static_cast<std::uint64_t>(read.problem))
      .number(read.bytes.size())
      .text(read.bytes.view().substr(0, most))
      .finish();
}

Hash128 hash_of(const std::vector<std::string>& names) {
  Hasher hasher;
  for (const std::string& name : names) {
    hasher.text(name);
  }
  return hasher.finish();
}

/// A line is kind, number and names between tabs; a name may hold any byte.
std::string escaped(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || c == '%') {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ec == std::errc()) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string what(std::string_view kind, std::string_view name, std::string_view more = {}) {
  return std::string(kind) + "\t" + escaped(name) + "\t" + escaped(more);
}

/// Reads again what a line names; empty for a kind unknown here.
std::optional<Hash128> again(std::string_view kind,
                             const std::string& name,
                             const std::string& more,
                             const World& world) {
  if (kind == "file") {
    std::uint64_t limit = 0;
    std::from_chars(more.data(), more.data() + more.size(), limit);
    return hash_of(world.read(name, limit));
  }
  if (kind == "glob") {
    return hash_of(world.glob(name));
  }
  if (kind == "layout") {
    return hash_of(world.read_layout(name, more));
  }
  if (kind == "fonts") {
    return hash_of(world.read_font_list());
  }
  if (kind == "font") {
    return hash_of(world.read_font(name), kFontHead);
  }
  if (kind == "hyphenation") {
    return hash_of(world.read_hyphenation(name));
  }
  if (kind == "profile") {
    return hash_of(world.read_profile(name));
  }
  return std::nullopt;
}

std::array<std::string_view, 4> parts_of(std::string_view line) {
  std::array<std::string_view, 4> parts;
  for (std::string_view& part : parts) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    part = line.substr(0, tab);
    line.remove_prefix(std::min(line.size(), tab + 1));
  }
  return parts;
}

bool same(std::string_view line, const World& world) {
  const std::array<std::string_view, 4> parts = parts_of(line);
  const std::optional<Hash128> hash =
      again(parts[0], unescaped(parts[1]), unescaped(parts[2]), world);
  return hash && hash->hex() == parts[3];
}

}  // namespace

void RecordingWorld::note(std::string name, Hash128 hash) const {
  const std::lock_guard guard(lock_);
  notes_[std::move(name)] = hash;
}

ReadResult RecordingWorld::read(std::string_view path, std::uint64_t limit) const {
  ReadResult read = world_.read(path, limit);
  note(what("file", path, std::to_string(limit)), hash_of(read));
  return read;
}

std::vector<std::string> RecordingWorld::glob(std::string_view pattern) const {
  std::vector<std::string> names = world_.glob(pattern);
  note(what("glob", pattern), hash_of(names));
  return names;
}

ReadResult RecordingWorld::read_layout(std::string_view layout, std::string_view path) const {
  ReadResult read = world_.read_layout(layout, path);
  note(what("layout", layout, path), hash_of(read));
  return read;
}

std::vector<std::string> RecordingWorld::layouts() const {
  return world_.layouts();  // for messages only
}

std::vector<std::string> RecordingWorld::layout_versions(std::string_view layout) const {
  return world_.layout_versions(layout);
}

ReadResult RecordingWorld::read_font_list() const {
  ReadResult read = world_.read_font_list();
  note(what("fonts", {}), hash_of(read));
  return read;
}

ReadResult RecordingWorld::read_font(std::string_view file_name) const {
  ReadResult read = world_.read_font(file_name);
  note(what("font", file_name), hash_of(read, kFontHead));
  return read;
}

ReadResult RecordingWorld::read_hyphenation(std::string_view language) const {
  ReadResult read = world_.read_hyphenation(language);
  note(what("hyphenation", language), hash_of(read));
  return read;
}

ReadResult RecordingWorld::read_profile(std::string_view file_name) const {
  ReadResult read = world_.read_profile(file_name);
  note(what("profile", file_name), hash_of(read));
  return read;
}

std::string RecordingWorld::record() const {
  const std::lock_guard guard(lock_);
  std::string out;
  for (const auto& [name, hash] : notes_) {
    out += name + "\t" + hash.hex() + "\n";
  }
  return out;
}

std::vector<Noted> noted_in(std::string_view record) {
  std::vector<Noted> all;
  while (!record.empty()) {
    const std::size_t end = std::min(record.find('\n'), record.size());
    const std::array<std::string_view, 4> parts = parts_of(record.substr(0, end));
    if (!parts[3].empty()) {
      all.push_back({std::string(parts[0]), unescaped(parts[1]), unescaped(parts[2])});
    }
    record.remove_prefix(std::min(record.size(), end + 1));
  }
  return all;
}

bool reads_the_same(std::string_view record, const World& world) {
  while (!record.empty()) {
    const std::size_t end = std::min(record.find('\n'), record.size());
    if (!same(record.substr(0, end), world)) {
      return false;
    }
    record.remove_prefix(std::min(record.size(), end + 1));
  }
  return true;
}

}  // namespace banxin
