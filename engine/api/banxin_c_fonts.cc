// The `fonts` report as C sees it.
#include "engine/api/c_result.h"

void show_fonts(banxin_result& result) {
  for (const banxin::FontReport::Entry& entry : result.fonts.entries) {
    banxin_font_role role;
    std::memset(&role, 0, sizeof role);
    role.size = sizeof role;
    role.role = entry.role.c_str();
    role.family = entry.family.c_str();
    role.file = entry.file.c_str();
    role.package = entry.package.c_str();
    role.licence = entry.licence.c_str();
    role.weight = entry.weight;
    role.loaded = entry.loaded ? 1 : 0;
    role.characters = entry.characters;
    result.font_roles.push_back(role);
  }
  for (const banxin::FontReport::Character& character : result.fonts.fallbacks) {
    for (const banxin::FontReport::Use& from : character.uses) {
      banxin_font_use use;
      std::memset(&use, 0, sizeof use);
      use.size = sizeof use;
      use.character = character.c;
      use.text = character.text.c_str();
      use.role = from.role.c_str();
      use.font = from.font.c_str();
      use.forms = from.forms.c_str();
      use.reason = static_cast<banxin_font_reason>(from.reason);
      use.times = from.times;
      result.files.emplace_back();
      if (from.first.known()) {
        const banxin::SourceMap& sources = result.value.sources;
        result.files.back() = sources.path(from.first.file);
        const auto begin = sources.locate(from.first.file, from.first.begin);
        use.line = begin.line;
        use.column = begin.column;
      }
      use.file = result.files.back().c_str();
      result.font_uses.push_back(use);
    }
  }
}

extern "C" {

size_t banxin_result_font_role_count(const banxin_result* result) {
  return result ? result->font_roles.size() : 0;
}

int banxin_result_font_role(const banxin_result* result, size_t index, banxin_font_role* role) {
  if (!result || !role || index >= result->font_roles.size()) {
    return -1;
  }
  hand_out(result->font_roles[index], role);
  return 0;
}

size_t banxin_result_font_use_count(const banxin_result* result) {
  return result ? result->font_uses.size() : 0;
}

int banxin_result_font_use(const banxin_result* result, size_t index, banxin_font_use* use) {
  if (!result || !use || index >= result->font_uses.size()) {
    return -1;
  }
  hand_out(result->font_uses[index], use);
  return 0;
}

}  // extern "C"
