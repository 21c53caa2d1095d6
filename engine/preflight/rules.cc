#include "engine/preflight/rules.h"

#include <algorithm>
#include <array>

namespace banxin {
namespace prepress {
namespace {

constexpr Rule kRules[] = {
#include "engine/preflight/rules.inc"
};

}  // namespace

std::span<const Rule> all_rules() {
  return kRules;
}

const Rule* find_rule(std::string_view id) {
  const auto* at =
      std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& r) { return r.id == id; });
  return at == std::end(kRules) ? nullptr : at;
}

char severity_letter(const Rule& rule, PreflightProfile profile) {
  switch (profile) {
    case PreflightProfile::x4:
      return rule.severities[0];
    case PreflightProfile::x1a:
      return rule.severities[1];
    case PreflightProfile::screen:
      return rule.severities[3];
    default:
      return rule.severities[2];
  }
}

namespace {

struct Token {
  std::string_view name, zh, en;
};

/// Words particulars are made of, so that checks speak no language.
constexpr Token kTokens[] = {
    {"@text", "文字", "text"},
    {"@fill", "色块", "a filled area"},
    {"@stroke", "线条", "a line"},
    {"@image", "图像", "a picture"},
    {"@shading", "渐变", "a blend"},
    {"@group", "透明组", "a group"},
    {"@left", "左边", "left"},
    {"@right", "右边", "right"},
    {"@top", "上边", "top"},
    {"@bottom", "下边", "bottom"},
    {"@none", "没有", "none"},
    {"@link", "链接", "link"},
    {"@outline", "书签", "bookmark"},
    {"@empty", "空", "empty"},
    {"@zone", "没有时区", "no time zone"},
    {"@beginning", "开头", "the beginning"},
    {"@row", "第", "row"},
};

/// An argument with its @words in the language wanted.
std::string spoken(const std::string& arg, Language language) {
  std::string out;
  for (std::size_t at = 0; at < arg.size();) {
    const Token* found = nullptr;
    for (const Token& token : kTokens) {
      if (arg.compare(at, token.name.size(), token.name) == 0) {
        found = &token;
      }
    }
    if (found) {
      out += language == Language::zh ? found->zh : found->en;
      at += found->name.size();
    } else {
      out += arg[at++];
    }
  }
  return out;
}

std::string fill(std::string_view text, const std::vector<std::string>& args, Language language) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      const auto slot = static_cast<std::size_t>(text[i + 1] - '0');
      out += slot < args.size() ? spoken(args[slot], language) : std::string();
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string wording(const PreflightFinding& finding,
                    Language language,
                    std::string_view Rule::*zh,
                    std::string_view Rule::*en) {
  const Rule* rule = find_rule(finding.rule);
  return rule ? fill(rule->*(language == Language::zh ? zh : en), finding.args, language)
              : std::string();
}

}  // namespace
}  // namespace prepress

using prepress::Rule;

std::string preflight_title(const PreflightFinding& finding, Language language) {
  return prepress::wording(finding, language, &Rule::title_zh, &Rule::title_en);
}

std::string preflight_details(const PreflightFinding& finding, Language language) {
  return prepress::wording(finding, language, &Rule::details_zh, &Rule::details_en);
}

std::string preflight_advice(const PreflightFinding& finding, Language language) {
  return prepress::wording(finding, language, &Rule::advice_zh, &Rule::advice_en);
}

std::vector<std::string_view> preflight_rules() {
  std::vector<std::string_view> ids;
  for (const Rule& rule : prepress::all_rules()) {
    ids.push_back(rule.id);
  }
  return ids;
}

bool is_preflight_rule(std::string_view name) {
  const auto rules = prepress::all_rules();
  return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
    return rule.id == name || (rule.id.substr(0, name.size()) == name &&
                               rule.id.size() > name.size() && rule.id[name.size()] == '.');
  });
}

std::string_view name_of(PreflightProfile profile) {
  constexpr std::array<std::string_view, 5> kNames = {"auto", "x4", "x1a", "print", "screen"};
  return kNames[static_cast<std::size_t>(profile)];
}

}  // namespace banxin
