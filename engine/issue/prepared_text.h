// A working copy of a text handed to a library, with the way back to the bytes of the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banxin {

/// Text made of copied, inserted and replaced stretches of a source. Offsets of the copy map back
/// to the source, so a library may be fed what suits it while values are taken from the source.
class PreparedText {
 public:
  explicit PreparedText(std::string_view source) : source_(source) {
    text_.reserve(source.size() + source.size() / 4);
  }

  /// Copies source bytes [begin, end).
  void copy(std::size_t begin, std::size_t end);
  /// Puts in text that stands for nothing in the source.
  void insert(std::string_view text);
  /// Puts in text that stands for source bytes [begin, end); its inside has no offsets of its own.
  void replace(std::string_view text, std::size_t begin, std::size_t end);

  const std::string& text() const { return text_; }

  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  std::string_view source() const { return source_; }

  /// The source offset of an offset of the copy. Cost: logarithmic in the number of changes.
  std::uint32_t source_of(std::size_t offset) const;

 private:
  struct Mark {
    std::uint32_t at = 0;      // offset in the copy
    std::uint32_t source = 0;  // its offset in the source; bytes after it correspond one to one
  };

  void mark(std::size_t source);

  std::string_view source_;
  std::string text_;
  std::vector<Mark> marks_;
};

}  // namespace banxin
