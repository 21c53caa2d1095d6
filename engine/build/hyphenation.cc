#include "engine/build/hyphenation.h"

#include <algorithm>
#include <set>

namespace banxin {
namespace {

/// Language tags in a fixed order.
std::set<std::string> languages_of(const Styled& styled) {
  std::set<std::string> languages;
  for (const BlockStyle& block : styled.block_styles) {
    if (block.composition.hyphens == Hyphens::automatic) {
      languages.insert(block.composition.hyphenation_language);
    }
  }
  if (languages.empty()) {
    return languages;
  }
  const auto add = [&](const std::string& tag) {
    if (!tag.empty() && locale_of(tag) == Locale::latin) {
      languages.insert(tag);
    }
  };
  add(styled.language);
  for (const TextStyle& style : styled.text_styles) {
    add(style.language);
  }
  languages.erase("");
  return languages;
}

/// Debian's package with the patterns of a language: English and Portuguese have one a country.
std::string package_of(const std::string& tag) {
  std::string name = tag.substr(0, tag.find('-'));
  const bool by_country = name == "en" || name == "pt";
  if (by_country && tag.size() == name.size() + 3) {
    name = tag;
  } else if (by_country) {
    name += name == "en" ? "-us" : "-pt";
  }
  for (char& c : name) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return "hyphen-" + name;
}

}  // namespace

WarmHyphenators::Loaded WarmHyphenators::get(const Styled& styled, const World& world) {
  Loaded loaded;
  for (const std::string& language : languages_of(styled)) {
    const ReadResult read = world.read_hyphenation(language);
    if (read.problem == ReadProblem::not_found) {
      loaded.diagnostics.push_back({"N320", {}, {language, package_of(language)}});
      continue;
    }
    const Hash128 patterns = Hasher().text(read.bytes.view()).finish();
    const auto at =
        std::find_if(kept_.entries.begin(), kept_.entries.end(), [&](const auto& entry) {
          return entry.language == language && entry.patterns == patterns;
        });
    if (at != kept_.entries.end()) {
      loaded.hyphenators.entries.push_back(*at);
    } else if (auto words = Hyphenator::load(read.bytes.view())) {
      loaded.hyphenators.entries.push_back({language, std::move(words), patterns});
    } else {
      loaded.diagnostics.push_back({"W321", {}, {language, package_of(language)}});
    }
  }
  kept_ = loaded.hyphenators;
  return loaded;
}

}  // namespace banxin
