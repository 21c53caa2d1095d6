// Collects what rules find: turns positions in a run into bytes, and keeps quiet where told to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lint/chars.h"
#include "engine/lint/lint_text.h"

namespace banxin {

/// Where the editors want silence.
class Silence {
 public:
  Silence(const Issue& issue, const SourceMap& sources);

  bool covers(std::string_view code, const Span& span) const;

  /// W990: codes that do not exist.
  const Diagnostics& faults() const { return faults_; }

 private:
  struct Stretch {
    Span span;
    std::string code;  // empty: all
  };

  void read_comments(FileId file, std::string_view text, const std::vector<Span>& code);

  std::vector<std::string> off_;
  std::vector<Stretch> stretches_;
  Diagnostics faults_;
};

/// A replacement in terms of a run.
struct Change {
  std::u32string replacement;
  FixSafety safety = FixSafety::for_review;
};

inline Change safe(std::u32string_view text) {
  return {std::u32string(text), FixSafety::safe};
}

inline Change for_review(std::u32string_view text) {
  return {std::u32string(text), FixSafety::for_review};
}

class Findings {
 public:
  explicit Findings(const Silence& silence) : silence_(silence) {}

  /// A finding at characters [begin, end) of `text`. The change is dropped if these do not stand
  /// side by side in the source, or are not written as themselves there.
  void report(std::string_view code,
              const LintText& text,
              std::size_t begin,
              std::size_t end,
              std::vector<std::string> args = {},
              std::optional<Change> change = std::nullopt);
  /// The same with a change at other characters than those shown.
  void report_at(std::string_view code,
                 const LintText& text,
                 std::size_t begin,
                 std::size_t end,
                 std::vector<std::string> args,
                 std::size_t change_begin,
                 std::size_t change_end,
                 const Change& change);
  void report(Diagnostic diagnostic);

  Diagnostics take() { return std::move(found_); }

 private:
  static std::optional<Fix> fix_of(const LintText& text,
                                   std::size_t begin,
                                   std::size_t end,
                                   const Change& change);

  const Silence& silence_;
  Diagnostics found_;
};

/// May characters [begin, end) be replaced in one, as bytes that stand side by side? Not where they
/// are very many: a pair of marks is then mended at its two ends.
bool is_whole(const LintText& text, std::size_t begin, std::size_t end);

/// Characters [begin, end) of a run, for messages.
inline std::string excerpt_of(const LintText& text, std::size_t begin, std::size_t end) {
  return to_utf8(std::u32string_view(text.text).substr(begin, end - begin));
}

}  // namespace banxin
