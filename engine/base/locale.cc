#include <string_view>

#include "engine/base/composition.h"

namespace banxin {

Locale locale_of(const std::string& bcp47) {
  std::string tag;
  for (const char c : bcp47) {
    tag += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const auto has = [&](std::string_view part) {
    const std::size_t at = tag.find(part);
    return at != std::string::npos && (at == 0 || tag[at - 1] == '-') &&
           (at + part.size() == tag.size() || tag[at + part.size()] == '-');
  };
  if (tag.rfind("ja", 0) == 0) {
    return Locale::ja;
  }
  if (tag.rfind("zh", 0) != 0) {
    return Locale::latin;
  }
  if (has("hk") || has("mo")) {
    return Locale::zh_hant_hk;
  }
  return has("hant") || has("tw") ? Locale::zh_hant_tw : Locale::zh_hans;
}

std::string_view tag_of(Locale locale) {
  constexpr std::string_view kTags[] = {"zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "latin"};
  return kTags[static_cast<std::size_t>(locale)];
}

Composition composition_of(Locale locale) {
  Composition out;
  out.locale = locale;
  const bool hans = locale == Locale::zh_hans || locale == Locale::latin;
  out.line_end = hans ? LineEnd::always : LineEnd::automatic;
  out.compress_stops = locale != Locale::ja;
  return out;
}

}  // namespace banxin
