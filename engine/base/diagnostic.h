// Diagnostics as data: what went wrong, where, and with which particulars. The wording in Chinese
// and English lives in one catalogue, engine/base/messages.cc, keyed by the code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"

namespace banxin {

enum class Severity { note, warning, error };

/// A safe fix touches marks, spaces and invisible characters where nobody would want the old ones
/// back, or follows the house's own word list; the rest is for an editor to decide.
enum class FixSafety : std::uint8_t { safe, for_review };

/// What would mend a fault: bytes to put in the place of those at `span`.
struct Fix {
  Span span;
  std::string replacement;
  FixSafety safety = FixSafety::for_review;
  friend bool operator==(const Fix&, const Fix&) = default;
};

/// A stable code such as "E101" (error), "W101" (warning) or "N301" (note) from the catalogue; the
/// letter gives the severity. Hundreds by stage: 1 issue source, 2 layout, 3 font and text,
/// 4 line, 5 page, 6 pictures and QR, 7 output, 8 environment and command line, 9 editorial lint.
struct Diagnostic {
  std::string_view code;  // a literal: outlives every diagnostic
  Span span;
  std::vector<std::string> args;  // fill {0}, {1}… of the catalogue's text
  int page = -1;                  // physical page from 0, where one is known
  std::optional<Fix> fix = std::nullopt;
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

Severity severity_of(const Diagnostic& diagnostic);
bool has_errors(const Diagnostics& diagnostics);

enum class Language { zh, en };

/// The catalogue's text for a diagnostic, arguments filled in; `hint_text` may be empty.
std::string message_text(const Diagnostic& diagnostic, Language language);
std::string hint_text(const Diagnostic& diagnostic, Language language);
/// Any other wording of the program (help, reports), from the same catalogue, by key.
std::string catalogue_text(std::string_view key,
                           Language language,
                           const std::vector<std::string>& args = {});
/// Every code in the catalogue, sorted. For the test that holds code and catalogue together.
std::vector<std::string_view> catalogue_codes();

/// "articles/01.md:3:7: error E101: …\n  hint: …\n", the form the command line prints.
std::string to_text(const Diagnostic& diagnostic, const SourceMap& sources, Language language);

/// A source file before and after its fixes.
struct FixedFile {
  std::string path;  // as World::read takes it
  std::string before, after;
  int fixes = 0;
};

/// A stage's value together with everything it had to say; the value may have holes.
template <class T>
struct Parsed {
  T value;
  Diagnostics diagnostics;
};

}  // namespace banxin
