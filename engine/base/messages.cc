// The catalogue: every wording of the program, Chinese and English side by side, by stage in
// messages/*.inc. A diagnostic's row is {code, zh, en, zh hint, en hint}; {0}, {1}… are arguments.
#include <algorithm>
#include <array>

#include "engine/base/diagnostic.h"

namespace banxin {
namespace {

struct Message {
  std::string_view code, zh, en, hint_zh, hint_en;
};

constexpr Message kMessages[] = {
#include "engine/base/messages/1_issue.inc"
#include "engine/base/messages/2_layout.inc"
#include "engine/base/messages/3_font.inc"
#include "engine/base/messages/4_line.inc"
#include "engine/base/messages/5_page.inc"
#include "engine/base/messages/6_picture.inc"
#include "engine/base/messages/7_output.inc"
#include "engine/base/messages/8_environment.inc"
#include "engine/base/messages/9_lint.inc"
};

struct Wording {
  std::string_view key, zh, en;
};

constexpr Wording kWordings[] = {
#include "engine/base/messages/wording.inc"
};

std::string fill(std::string_view pattern, const std::vector<std::string>& args) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                      pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (!slot) {
      out += pattern[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
    out += index < args.size() ? args[index] : std::string();
    i += 2;
  }
  return out;
}

const Message* find(std::string_view code) {
  const auto* at = std::find_if(
      std::begin(kMessages), std::end(kMessages), [&](const Message& m) { return m.code == code; });
  return at == std::end(kMessages) ? nullptr : at;
}

}  // namespace

std::string message_text(const Diagnostic& diagnostic, Language language) {
  const Message* message = find(diagnostic.code);
  if (!message) {
    return std::string(diagnostic.code);
  }
  return fill(language == Language::zh ? message->zh : message->en, diagnostic.args);
}

std::string hint_text(const Diagnostic& diagnostic, Language language) {
  const Message* message = find(diagnostic.code);
  if (!message) {
    return {};
  }
  return fill(language == Language::zh ? message->hint_zh : message->hint_en, diagnostic.args);
}

std::string catalogue_text(std::string_view key,
                           Language language,
                           const std::vector<std::string>& args) {
  const auto* at = std::find_if(
      std::begin(kWordings), std::end(kWordings), [&](const Wording& w) { return w.key == key; });
  if (at == std::end(kWordings)) {
    return std::string(key);
  }
  return fill(language == Language::zh ? at->zh : at->en, args);
}

std::vector<std::string_view> catalogue_codes() {
  std::vector<std::string_view> codes;
  for (const Message& message : kMessages) {
    codes.push_back(message.code);
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace banxin
