#include "engine/cli/console.h"

#include <cerrno>
#include <cstdlib>

#include <unistd.h>

#include "engine/cli/excerpt.h"

namespace banxin {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  return value ? value : "";
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) {
      return false;
    }
    bytes.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
  }
  return true;
}

constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

Surroundings surroundings_of_process() {
  Surroundings found;
  found.lc_all = variable("LC_ALL");
  found.lc_messages = variable("LC_MESSAGES");
  found.lang = variable("LANG");
  found.no_color = !variable("NO_COLOR").empty() || variable("TERM") == "dumb";
  found.error_is_terminal = ::isatty(STDERR_FILENO) == 1;
  return found;
}

Language language_of(std::string_view lang_option, const Surroundings& surroundings) {
  std::string_view name = lang_option;
  for (const std::string* next :
       {&surroundings.lc_all, &surroundings.lc_messages, &surroundings.lang}) {
    if (name.empty()) {
      name = *next;
    }
  }
  return name.substr(0, 2) == "zh" ? Language::zh : Language::en;
}

bool Console::data(std::string_view bytes) const {
  return write_all(STDOUT_FILENO, bytes);
}

bool Console::confirm(std::string_view question) {
  say(question);
  std::string answer;
  char c = 0;
  while (answer.size() < 80 && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') {
    answer += c;
  }
  return answer == "y" || answer == "Y" || answer == "yes" || answer == "是";
}

void Console::clear_progress() {
  if (progress_shown_) {
    write_all(STDERR_FILENO, kClearLine);
    progress_shown_ = false;
  }
}

void Console::say(std::string_view text) {
  clear_progress();
  write_all(STDERR_FILENO, text);
}

void Console::say(const Diagnostic& diagnostic, const SourceMap& sources) {
  std::string text = to_text(diagnostic, sources, language_);
  text.insert(text.find('\n') + 1, excerpt(diagnostic.span, sources));
  if (surroundings_.error_is_terminal && !surroundings_.no_color) {
    constexpr std::string_view kKeys[] = {"severity.note", "severity.warning", "severity.error"};
    constexpr std::string_view kColors[] = {"\x1b[36m", "\x1b[33m", "\x1b[1;31m"};
    const auto severity = static_cast<std::size_t>(severity_of(diagnostic));
    const std::string label = wording(kKeys[severity]) + " " + std::string(diagnostic.code);
    const std::size_t at = text.find(label + ":");
    if (at != std::string::npos) {
      text.replace(at, label.size(), std::string(kColors[severity]) + label + "\x1b[0m");
    }
  }
  say(text);
}

void Console::progress(std::string_view text) {
  if (surroundings_.error_is_terminal) {
    write_all(STDERR_FILENO, std::string(kClearLine) + std::string(text));
    progress_shown_ = true;
  }
}

}  // namespace banxin
