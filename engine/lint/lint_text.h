// A run of text as rules see it: characters side by side as a reader sees them, each with its place
// in the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/issue/issue.h"

namespace banxin {

/// What kind of text a run is; rules choose by it.
enum class TextRole : std::uint8_t {
  body,     // paragraphs of articles, notes, summaries, the notice
  item,     // list items
  cell,     // of a table
  heading,  // inside an article
  title,    // of articles, sections, books
  caption,  // of figures and tables
  verse,    // of a poem, where lines keep their spaces
  name,     // people, publishers
  value     // telephone numbers, sources and other short entries
};

/// Where a character stands. `own`: the bytes there are the character itself, so that they may be
/// replaced; an entity or an escaped mark is not.
struct CharPlace {
  std::uint32_t begin = 0, end = 0;
  bool own = false;
  bool silent = false;  // inside {.nolint}
};

/// Stands for what is not prose: code, addresses, pictures.
inline constexpr char32_t kObject = 0xFFFC;

struct LintText {
  FileId file = FileId::none;
  TextRole role = TextRole::body;
  int article = -1;  // counted through the issue; -1: issue.toml
  int group = 0;     // paragraphs of one container share it
  int table = 0;     // 1: caption of a figure, 2: of a table
  std::u32string text;
  std::vector<CharPlace> places;  // one a character of text
  bool chinese = false;           // Chinese, with at most words of another language in it
  bool reference = false;         // an entry of a list of references, GB/T 7714, with its own marks

  char32_t at(std::size_t i) const { return i < text.size() ? text[i] : 0; }

  char32_t before(std::size_t i) const { return i > 0 ? text[i - 1] : 0; }

  std::size_t size() const { return text.size(); }
};

/// The texts of an issue in reading order.
std::vector<LintText> collect_texts(const Issue& issue, const SourceMap& sources);

/// Bytes of a file that hold code, where a comment is no comment.
std::vector<Span> code_spans(const Issue& issue);

}  // namespace banxin
