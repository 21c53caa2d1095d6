// The options of imposition, as typed and as a value.
#pragma once

#include <functional>
#include <string>

#include "engine/cli/arguments.h"

namespace CLI {
class App;
}

namespace banxin {

/// As typed.
struct ImposeWords {
  std::string kind, signature, pages_per_side, paper_thickness, milling, sheet;
  bool right_bound = false, left_bound = false, cover_apart = false, cover_within = false;
};

using WordingOf = std::function<std::string(std::string_view key)>;

/// Adds the options to a command; `words` must outlive it.
void add_impose_options(CLI::App& command, ImposeWords& words, const WordingOf& wording);

/// Reads the words into `arguments`. What is wrong: E804.
Diagnostics read_impose_words(const ImposeWords& words, Arguments& arguments);

}  // namespace banxin
