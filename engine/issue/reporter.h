// Collects the diagnostics of one file, with a bound, so that a broken file cannot flood the user.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"

namespace banxin {

class Reporter {
 public:
  explicit Reporter(FileId file) : file_(file) {}

  FileId file() const { return file_; }

  void report(std::string_view code, Span span, std::vector<std::string> args = {}) {
    if (diagnostics_.size() < kLimit) {
      diagnostics_.push_back({code, span, std::move(args)});
    } else if (diagnostics_.size() == kLimit) {
      diagnostics_.push_back({"N104", span, {std::to_string(kLimit)}});
    }
  }

  Diagnostics take() { return std::move(diagnostics_); }

 private:
  // More than anyone reads in one go; a healthy file has none.
  static constexpr std::size_t kLimit = 200;
  FileId file_;
  Diagnostics diagnostics_;
};

/// A text inside a file: where its offsets stand in the file. Markdown may come from the article
/// file itself or from a string of its front matter; a string with escapes has no offsets, and
/// everything in it has the span of the whole literal.
struct Place {
  FileId file = FileId::none;
  std::uint32_t base = 0;
  std::optional<Span> fixed;

  Span at(std::size_t begin, std::size_t end) const {
    return fixed ? *fixed
                 : Span{file,
                        base + static_cast<std::uint32_t>(begin),
                        base + static_cast<std::uint32_t>(end)};
  }

  Span at(Span relative) const { return at(relative.begin, relative.end); }
};

/// Bytes of source one article, issue.toml or front matter may have (see README).
constexpr std::uint64_t kArticleLimit = 16u << 20;
constexpr std::uint64_t kTomlLimit = 1u << 20;

}  // namespace banxin
