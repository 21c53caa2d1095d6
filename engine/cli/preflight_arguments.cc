#include "engine/cli/preflight_arguments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace banxin {
namespace {

constexpr std::array kProfiles = {PreflightProfile::automatic,
                                  PreflightProfile::x4,
                                  PreflightProfile::x1a,
                                  PreflightProfile::print,
                                  PreflightProfile::screen};

/// "210x285", "3mm", "2.5": lengths between x or ×; nothing if one is none.
std::vector<double> millimetres(std::string_view text) {
  std::vector<double> lengths;
  while (!text.empty()) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || !(value >= 0 && value < 10000)) {
      return {};
    }
    lengths.push_back(value);
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    text.remove_prefix(text.substr(0, 2) == "mm" ? 2 : 0);
    for (const std::string_view by : {"x", "X", "×"}) {
      if (text.size() > by.size() && text.substr(0, by.size()) == by) {
        text.remove_prefix(by.size());
        break;
      }
    }
  }
  return lengths;
}

class Reader {
 public:
  Diagnostics diagnostics;

  void wrong(const char* option, const std::string& value, std::string allowed) {
    diagnostics.push_back({"E804", {}, {option, value, std::move(allowed)}});
  }

  void count(const char* option, const std::string& value, int& to, int most) {
    if (value.empty()) {
      return;
    }
    const char* end = value.data() + value.size();
    int given = 0;
    const auto read = std::from_chars(value.data(), end, given);
    if (read.ec != std::errc() || read.ptr != end || given < 1 || given > most) {
      wrong(option, value, "1–" + std::to_string(most));
    } else {
      to = given;
    }
  }

  void profile(const std::string& value, PreflightProfile& to) {
    const auto* const at = std::find_if(kProfiles.begin(),
                                        kProfiles.end(),
                                        [&](PreflightProfile p) { return name_of(p) == value; });
    if (at != kProfiles.end()) {
      to = *at;
    } else if (!value.empty()) {
      wrong("--profile", value, "x4, x1a, print, screen, auto");
    }
  }

  void trim(const std::string& value, std::optional<Size>& to) {
    const std::vector<double> sides = millimetres(value);
    if (sides.size() == 2) {
      to = Size{Length::mm(sides[0]), Length::mm(sides[1])};
    } else if (!value.empty()) {
      wrong("--trim", value, "210x285");
    }
  }

  void bleed(const std::string& value, Length& to) {
    const std::vector<double> lengths = millimetres(value);
    if (lengths.size() == 1) {
      to = Length::mm(lengths[0]);
    } else if (!value.empty()) {
      wrong("--bleed", value, "3mm");
    }
  }
};

}  // namespace

Diagnostics read_preflight_words(const PreflightWords& words, PreflightRequest& into) {
  Reader reader;
  reader.profile(words.profile, into.profile);
  reader.trim(words.trim, into.trim);
  reader.bleed(words.bleed, into.bleed);
  reader.count("--dpi", words.dpi, into.resolution, 2400);
  reader.count("--max-ink", words.max_ink, into.max_ink, 400);
  reader.count("--multiple", words.multiple, into.multiple, 64);
  for (const std::string& rule : into.skip) {
    if (!is_preflight_rule(rule)) {
      reader.wrong("--skip", rule, "font, font.width, …");
    }
  }
  return std::move(reader.diagnostics);
}

}  // namespace banxin
