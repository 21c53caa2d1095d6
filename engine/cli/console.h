// The two streams of the program and how it speaks on them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/api/banxin.h"

namespace banxin {

/// What the environment says about talking; read once, before any thread starts.
struct Surroundings {
  std::string lc_all, lc_messages, lang;
  bool no_color = false;  // NO_COLOR is set and not empty, or TERM is "dumb"
  bool error_is_terminal = false;
};

Surroundings surroundings_of_process();

/// The language of messages: `--lang` if given, else the first of LC_ALL, LC_MESSAGES, LANG that
/// is set; Chinese for zh…, English for all else, the C locale and nothing at all.
Language language_of(std::string_view lang_option, const Surroundings& surroundings);

/// Standard output for data, standard error for talk. One line of progress at most stands on a
/// terminal at a time, and it is gone before anything else is said.
class Console {
 public:
  Console(Language language, const Surroundings& surroundings)
      : language_(language),
        surroundings_(surroundings) {}

  Language language() const { return language_; }

  std::string wording(std::string_view key, const std::vector<std::string>& args = {}) const {
    return catalogue_text(key, language_, args);
  }

  /// Writes to standard output; false if that failed (a closed pipe, a full disc).
  bool data(std::string_view bytes) const;
  /// Asks on standard error and reads one line of standard input; false unless it says yes.
  bool confirm(std::string_view question);
  /// Writes to standard error.
  void say(std::string_view text);
  /// A diagnostic as text on standard error, with the line it points at; the severity in colour
  /// on a terminal.
  void say(const Diagnostic& diagnostic, const SourceMap& sources);
  /// Shows what is being done, on a terminal only.
  void progress(std::string_view text);

 private:
  void clear_progress();
  Language language_;
  Surroundings surroundings_;
  bool progress_shown_ = false;
};

}  // namespace banxin
