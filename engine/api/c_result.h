// What stands behind a banxin_result. Inside engine/api only.
#pragma once

#include <algorithm>
#include <cstring>
#include <deque>
#include <string>

#include "engine/api/banxin.h"
#include "engine/api/banxin_c.h"

struct banxin_result {
  banxin::BuildResult value;

  struct Texts {
    std::string code, message, hint, file;
    banxin_diagnostic plain;
  };

  std::deque<Texts> diagnostics;  // a deque: addresses of the strings stay
};

/// Fills a struct of the caller's version from ours: no byte beyond what the caller has room for.
template <class Struct>
void hand_out(const Struct& ours, Struct* theirs) {
  const std::size_t room = std::min(theirs->size, sizeof ours);
  const std::size_t size = theirs->size;
  std::memcpy(theirs, &ours, room);
  theirs->size = size;
}
