#include "engine/cli/batch_stamp.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace banxin {
namespace {

constexpr std::string_view kHead = "banxin batch 2";

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The rest of the next line after its key; empty if it is another one.
std::string_view take(std::string_view& text, std::string_view key) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  if (line.substr(0, key.size()) != key) {
    return {};
  }
  text.remove_prefix(std::min(text.size(), end + 1));
  return line.substr(key.size());
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

/// "print - 12345 hash": edition, part, size, hash.
bool read_file_line(std::string_view line, const std::string& output, BatchStamp& stamp) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  std::vector<Edition> edition;
  if (second == line.npos || !add_edition(line.substr(0, first), edition)) {
    return false;
  }
  BatchStamp::File file;
  file.name.edition = edition.front();
  const std::string_view part = line.substr(first + 1, second - first - 1);
  file.name.part = part == "-" ? std::string() : std::string(part);
  file.name.path = edition_path(output, file.name.edition, file.name.part);
  file.pdf = line.substr(second + 1);
  stamp.files.push_back(std::move(file));
  return true;
}

}  // namespace

std::string stamp_path(const std::string& output) {
  const std::filesystem::path path(output);
  return (path.parent_path() / ".banxin" / path.filename()).string();
}

std::string stamp_text(const BatchStamp& stamp) {
  std::string text = std::string(kHead) + "\nmade-by " + stamp.made_by + "\n";
  for (const BatchStamp::File& file : stamp.files) {
    const std::string part = file.name.part.empty() ? "-" : file.name.part;
    text += "pdf " + std::string(name_of(file.name.edition)) + " " + part + " " + file.pdf + "\n";
  }
  return text + "pages " + std::to_string(stamp.pages) + "\narticles " +
         std::to_string(stamp.articles) + "\nwarnings " + std::to_string(stamp.warnings) + "\n" +
         stamp.record;
}

std::optional<BatchStamp> read_stamp(const std::string& text, const std::string& output) {
  std::string_view rest = text;
  if (rest.substr(0, kHead.size()) != kHead) {
    return std::nullopt;
  }
  take(rest, kHead);
  BatchStamp stamp;
  stamp.made_by = take(rest, "made-by ");
  for (std::string_view file = take(rest, "pdf "); !file.empty(); file = take(rest, "pdf ")) {
    if (!read_file_line(file, output, stamp)) {
      return std::nullopt;
    }
  }
  const bool numbers = read_number(take(rest, "pages "), stamp.pages) &&
                       read_number(take(rest, "articles "), stamp.articles) &&
                       read_number(take(rest, "warnings "), stamp.warnings);
  stamp.record = rest;
  return numbers && !stamp.files.empty() && !stamp.record.empty() ? std::optional(stamp)
                                                                  : std::nullopt;
}

std::string fingerprint(std::string_view bytes) {
  return std::to_string(bytes.size()) + " " + Hasher().text(bytes).finish().hex();
}

std::string made_by(std::string_view options) {
  std::ifstream program("/proc/self/exe", std::ios::binary);
  Hasher hasher;
  std::string piece(1 << 20, '\0');
  while (program.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
         program.gcount() > 0) {
    hasher.text(std::string_view(piece).substr(0, static_cast<std::size_t>(program.gcount())));
  }
  hasher.text(options);
  return std::string(version()) + " " + hasher.finish().hex();
}

std::optional<BatchStamp> up_to_date(const std::string& output,
                                     const std::string& made_by,
                                     const World& world) {
  const std::optional<BatchStamp> stamp = read_stamp(read_file(stamp_path(output)), output);
  const bool holds = stamp && stamp->made_by == made_by &&
                     std::all_of(stamp->files.begin(),
                                 stamp->files.end(),
                                 [](const BatchStamp::File& file) {
                                   return file.pdf == fingerprint(read_file(file.name.path));
                                 }) &&
                     reads_the_same(stamp->record, world);
  return holds ? stamp : std::nullopt;
}

}  // namespace banxin
