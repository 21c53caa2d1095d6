#include "engine/base/span.h"

#include <algorithm>

namespace banxin {

FileId SourceMap::add(std::string path, std::string text) {
  files_.push_back({std::move(path), std::move(text)});
  return static_cast<FileId>(files_.size() - 1);
}

std::string_view SourceMap::path(FileId file) const {
  const auto index = static_cast<std::size_t>(file);
  return index < files_.size() ? std::string_view(files_[index].path) : std::string_view();
}

std::string_view SourceMap::text(FileId file) const {
  const auto index = static_cast<std::size_t>(file);
  return index < files_.size() ? std::string_view(files_[index].text) : std::string_view();
}

LineColumn SourceMap::locate(FileId file, std::uint32_t byte) const {
  const std::string_view all = text(file);
  const std::string_view before = all.substr(0, std::min<std::size_t>(byte, all.size()));
  LineColumn at;
  at.line += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t newline = before.rfind('\n');
  std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  if (start == 0 && before.substr(0, 3) == "\xEF\xBB\xBF") {
    start = 3;  // a byte order mark takes no column
  }
  for (const char c : before.substr(start)) {
    at.column += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1u : 0u;
  }
  return at;
}

}  // namespace banxin
