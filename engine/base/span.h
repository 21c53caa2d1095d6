// Where in the manuscript something stands, and the table of files that spans refer to.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banxin {

enum class FileId : std::uint32_t { none = 0xffffffff };

/// Bytes [begin, end) of one source file. A default span means "nowhere in particular".
struct Span {
  FileId file = FileId::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend constexpr auto operator<=>(const Span&, const Span&) = default;

  constexpr bool known() const { return file != FileId::none; }
};

/// 1-based; columns count characters, so that they agree with an editor's on Chinese text.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// The source files of one build, in the order they were read. Owns their text.
class SourceMap {
 public:
  FileId add(std::string path, std::string text);
  std::string_view path(FileId file) const;
  std::string_view text(FileId file) const;
  LineColumn locate(FileId file, std::uint32_t byte) const;

  std::size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string path, text;
  };

  std::vector<File> files_;
};

}  // namespace banxin
