// What stands behind a banxin_result. Inside engine/api only.
#pragma once

#include <algorithm>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "engine/api/banxin.h"
#include "engine/api/banxin_c.h"

struct banxin_result {
  banxin::BuildResult value;

  struct Texts {
    std::string code, message, hint, file;
    banxin_diagnostic plain;
  };

  std::deque<Texts> diagnostics;  // a deque: addresses of the strings stay

  banxin::FontReport fonts;  // its strings are those of the next two
  std::vector<banxin_font_role> font_roles;
  std::deque<std::string> files;
  std::vector<banxin_font_use> font_uses;
};

/// Fills what C sees of the `fonts` report; its strings stay where they are from here on.
void show_fonts(banxin_result& result);

/// Fills a struct of the caller's version from ours: no byte beyond what the caller has room for.
template <class Struct>
void hand_out(const Struct& ours, Struct* theirs) {
  const std::size_t room = std::min(theirs->size, sizeof ours);
  const std::size_t size = theirs->size;
  std::memcpy(theirs, &ours, room);
  theirs->size = size;
}
